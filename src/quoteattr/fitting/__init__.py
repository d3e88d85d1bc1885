"""What people have annotated → weights: the one trainer, of the package's own weights and of those for a user's outlet.

Annotated articles go in; weights come out, with the figures that say whether they are better on articles that were not seen:

* ``decisions``: what was asked about each mention, what was seen of each contender, and who is right;
* ``sureness``: the pieces whose speaker is annotated, what the confidence sees of each, and the logistic regression over it;
* ``choices``: the conditional logit over decisions, and a minimiser for it;
* ``folds``: what is held out together: the articles of an outlet;
* ``gains``: figures before and after, with intervals;
* ``adapting``: :func:`quoteattr.fit`, from the file to the weights, which refuses what is no gain;
* ``commands``: the same on the command line.

``benchmarks/training/`` fits the weights of the package with the same modules, from a prior of its own.
"""
