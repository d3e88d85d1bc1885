"""Who is named: a parsed page goes in, the people and bodies that it names come out.

Some words are used throughout. A *body* is an organisation, a *post* what somebody is (office, trade, rank), an *honorific* or
form of address what stands before a name (*Mr*), a *generation* *Jr* or *Sr*. A *run* is a stretch of words in which names are
looked for, and *name-like* a token that may be of a name. ``name_words`` are words of people's names, wherever in the article
they stand. The *tagger* and the *entity recogniser* are those of spaCy.

In the order in which they work:

- :mod:`~quoteattr.people.endings`: where a body's name goes on over a possessive, *and*, a number, a small noun (``data/en/body_heads.txt``).
- :mod:`~quoteattr.people.phrases`: bodies whose names are phrases of ordinary words, by a list or as capitalised subjects of a report.
- :mod:`~quoteattr.people.spelt_out`: bodies with commas, links or other small words in their names, by what shows that these
  belong to them: initials, lists of fields, capitals in the middle of a sentence.
- :mod:`~quoteattr.people.parting`: a run → the names in it, split where a person's name begins behind that of a body.
- :mod:`~quoteattr.people.elsewhere`: runs → the same split where other places of the page name their parts alone; headlines.
- :mod:`~quoteattr.people.runs`: page → runs: the stretches of words in which names are looked for (words within a name:
  ``data/en/name_links.txt``).
- :mod:`~quoteattr.people.titles`: a run → where its name begins, behind titles, forms of address and posts.
- :mod:`~quoteattr.people.nameless`: a run → whether it names nobody: a nationality, a share, the first words of a sentence, a post alone.
- :mod:`~quoteattr.people.names`: page → names. Where every name begins and ends, letters behind it left out.
- :mod:`~quoteattr.people.clues`: page and names → the clues to its kind that are seen at every place of a name.
- :mod:`~quoteattr.people.written`: a name → the features that it shows by itself, by its words and spelling.
- :mod:`~quoteattr.people.verdicts`: features that decide the kind of a name whatever the weights say.
- :mod:`~quoteattr.people.kinds`: names → the same with their kinds. Is it a person, a body or a place? What is seen of a name
  in the whole article is weighed by a small model (``data/kinds.json``).
- :mod:`~quoteattr.people.genders`: page and names → the gender that pronouns and words for kin show.
- :mod:`~quoteattr.people.clusters`: the names of one person or body while they are put together, and people who are one though
  their names are not alike.
- :mod:`~quoteattr.people.identities`: names → entities: which names are one person or body, and of which gender.
- :mod:`~quoteattr.people.same_name`: compares names by their words alone (generations, pet forms, initials, short forms of bodies).
  Merging over articles uses it too.

The posts that people have are found by :mod:`quoteattr.roles`.
"""
