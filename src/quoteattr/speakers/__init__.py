"""Who is meant: each source mention is resolved to one of the cast, with a confidence.

In: a page, its entities, the roles that it tells of them, and its attributions in order. Out: a resolution for each
attribution (whom its source means, by which rule, who else may be meant) and the confidence in it. Only ``resolve`` changes
the cast: it records each resolution before it asks for the next. The modules, each importing only from those before
it; ``resolve`` is the one that calls the others:

- ``referents``: the values: somebody or something spoken of, and a mention resolved to it;
- ``mentions``: which names a noun phrase holds, and which of them it means;
- ``profiles``: what the text says of a referent, to compare descriptions with;
- ``cast``: all referents, what the text says of them, who spoke last: the only state;
- ``documents``: the authors of a document by the words of its mention, *a report by Acme*, and which nouns mean documents;
- ``bearers``: who bears a name, where several do and a title, post or age tells which;
- ``queries``: a mention as a question: its form and sort, gender, number, role, who bears its name;
- ``excluded``: which referents a mention cannot mean, by where they stand or by its words;
- ``contenders``: which referents it may mean, by hard rules, how well they agree in gender and kind, and how
  salient they are where a pronoun stands;
- ``descriptions``: what the words of a description say, and the new referent that it may introduce;
- ``behind``: the author of a document that a mention speaks of, by what the rest of the text tells;
- ``passing``: the mentions between the quotations, which tell who is near: *he*, *a neighbour*, *the report*; and sources
  that describe whom the next one names;
- ``posts``: the post that a description names, compared with the roles of a contender;
- ``features``: named numbers for and against each contender, the same for reading and for training;
- ``ranker``: weighs these, by ``data/ranker.json``, which ``benchmarks/training/speakers.py`` fits, and so decides;
- ``resolve``: the one loop over the mentions, in the order of the text;
- ``confidence``: how likely a speaker is right.
"""
