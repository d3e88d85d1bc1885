"""What users bring of their own, so that the library reads their outlet better: words, and weights fitted to their articles.

Files, folders and mappings go in; checked values come out, which are handed down to whoever reads an article:

* ``words``: own entries of the word lists → a ``lexicon.Lexicon``;
* ``weights``: what was learnt, of the package or of a file that :func:`quoteattr.fit` wrote → :class:`~quoteattr.own.weights.Weights`;
* ``adaptation``: both together, and where a pipeline keeps them.
"""
