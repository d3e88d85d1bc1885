"""Who is meant: each source mention followed to one of the cast, and how surely.

In: a page, its entities, the roles that it tells of them, and its attributions in order. Out: a resolution for each
attribution (whom its source means, by which rule, who else fits) and the confidence in it. Asking changes nothing;
``resolve`` writes down what was found before it asks for the next. The modules, in the order in which they work:

- ``referents``: the values: somebody who is spoken of, and a source mention resolved to one;
- ``mentions``: which names a noun phrase holds, and which of them it names;
- ``cast``: all who may be meant, who spoke last: the only thing that changes;
- ``queries``: what a mention says of the one who is meant (its form, gender, number, role);
- ``contenders``: who is not impossible, by hard rules;
- ``features``: what speaks for one of them and against, in named numbers;
- ``ranker``: weighs these, and so decides between two men for *he*; the weights are in ``data/ranker.json``;
- ``descriptions``: the steps from *the mayor*, *a report by Acme*, *officials* to one of the cast or somebody new;
- ``resolve``: the one loop over attributions, and floating quotations;
- ``confidence``: how likely a speaker is right.
"""
