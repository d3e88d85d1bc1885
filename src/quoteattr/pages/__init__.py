"""Web pages: HTML goes in; the text of its article and its metadata come out, or the article with its quotations.

Nothing is fetched, and no script is run. A page is parsed once:

* ``tree``: bytes to a parsed page without boxes that are not part of the article;
* ``noise``: lines that are not part of the article, and authors that are no people;
* ``info``: title, authors, date, publication and language;
* ``reading``: the paragraphs in order, as a text whose headline, byline and headings are known;
* ``markdown``: the same for Markdown;
* ``batches``: pages to articles, one or many.
"""
