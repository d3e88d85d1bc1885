"""What people have checked: the format of annotated articles, and what is measured and compared by it.

Annotated articles go in, and what was found in the same texts; figures with intervals, and every disagreement, come out:

* ``values``: an annotated article, how one is made of what the library found, and the way back;
* ``documents``: the format: read, written and checked;
* ``pieces``, ``attributions``, ``words``: quotations matched one to one, their speakers and roles compared, and the words credited;
* ``figures``: all of it counted, article by article;
* ``intervals``: how far a figure may be off;
* ``evaluation``: what was found against what was annotated, as users see it;
* ``agreement``: one annotator against another;
* ``showing``: figures as text and as HTML.
"""
