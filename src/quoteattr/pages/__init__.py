"""Web pages: HTML goes in, the text of its article with what the page says of it comes out, and the article with its quotations.

Nothing is fetched, and no script is run. A page is parsed once:

* ``tree``: bytes to a parsed page without boxes that are not part of the article;
* ``noise``: which lines and which names of authors are none;
* ``info``: title, authors, date, publication and language;
* ``reading``: the paragraphs in order, as a text whose headline, byline and headings are known;
* ``markdown``: the same of Markdown;
* ``batches``: pages to articles, one or many.
"""
