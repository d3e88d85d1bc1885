"""The spaCy pipeline: the name of a model and texts cut into passages go in, a parsed ``Doc`` for each text comes out.

* ``models``: which pipeline is taken, whether its files are the published ones, and loading it;
* ``encoding``: the vectors of words in context, with less work than spaCy's own code;
* ``speed``: a loaded pipeline made faster, and run over a batch of passages;
* ``headlines``: headlines parsed once more, where a verb was taken for a noun;
* ``parsing``: texts parsed passage by passage and joined again.
"""
