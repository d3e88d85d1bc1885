"""How an article leaves Python: a finished :class:`~quoteattr.Article` goes in, something for other programs or for eyes comes out.

A new format is a new module here, and a method of ``ArticleDoors`` in ``quoteattr.ways_out``; a new kind of file for corpora is an entry in
``tables.FORMATS``.

For other programs:

* ``plain``: dictionaries, JSON and the way back, one DataFrame;
* ``schema``: the JSON Schema of that JSON;
* ``tables``: many articles as one DataFrame, and as rows of JSON lines, CSV and Parquet;
* ``linked``: Web Annotations and schema.org;
* ``cas``: UIMA, for annotation tools;
* ``displacy``: what spaCy's own visualiser shows.

For eyes:

* ``tally``: who is quoted how much, for legends and plots, and who is named, for tables;
* ``stylesheet``: the colours of speakers, and the style of pages;
* ``html``: the page, and what a notebook shows;
* ``plot``: bars and time lines with matplotlib;
* ``terminal``: the table that the command line prints.
"""
