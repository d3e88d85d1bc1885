"""Who is meant: each source mention followed to one of the cast, and how surely.

In: a page, its entities, the roles that it tells of them, and its attributions in order. Out: a resolution for each
attribution (whom its source means, by which rule, who else may be meant) and the confidence in it. Asking changes nothing;
``resolve`` writes down what was found before it asks for the next. The modules, in the order in which they work:

- ``referents``: the values: somebody who is spoken of, and a source mention resolved to one;
- ``mentions``: which names a noun phrase holds, and which of them it names;
- ``profiles``: what the text says of somebody, to compare descriptions with;
- ``cast``: all who may be meant, what the text says of them, who spoke last: the only thing that changes;
- ``documents``: whose a document is by the words of its mention, *a report by Acme*, and what takes it up;
- ``bearers``: who bears a name that a mention gives, where several do and a title or an age tells which;
- ``queries``: a mention as a question: its form and sort, gender, number, role, who bears its name;
- ``excluded``: who is somebody else by where they stand;
- ``contenders``: everybody in the cast who is not impossible, by hard rules, and how well they agree in gender and kind;
- ``descriptions``: what *the old mayor*, *a report by Acme* says, and the somebody new whom it may bring in;
- ``behind``: whose document a mention means, by who has issued one of which the text has spoken;
- ``passing``: who is mentioned between the quotations, which keeps them near: *he*, *a neighbour*, *the report*;
- ``posts``: the roles that are told of somebody, beside the post that a description names;
- ``features``: what speaks for each contender and against, in named numbers, the same for reading and for training;
- ``ranker``: weighs these, by ``data/ranker.json``, which ``benchmarks/training/speakers.py`` fits, and so decides;
- ``resolve``: the one loop over the mentions, in the order of the text;
- ``confidence``: how likely a speaker is right.
"""
