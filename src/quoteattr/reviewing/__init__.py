"""A person looks at articles and corrects what was found: articles go in, annotated articles in a file come out.

Both front ends, the widget and the local page, show what ``session`` says and send it what was pressed, as small JSON
objects; what they draw with is ``data/review.js`` and ``data/review.css``.

* ``decisions``: what can be decided of a quotation, as values, and the one function that takes a step;
* ``book``: the file of annotated articles, put in place anew at each step;
* ``views``: an article as a front end draws it;
* ``session``: several articles in a row, least sure first, with undo: messages in, views out;
* ``widget``: the front end in notebooks;
* ``page``: the front end in a browser, served to this machine only.
"""
