"""Who is named: a parsed page goes in, the people and bodies that it names come out.

In the order in which they work:

- :mod:`~quoteattr.people.endings`: where a body's name goes on: over a possessive, a small noun (``data/en/body_heads.txt``), a number.
- :mod:`~quoteattr.people.phrases`: bodies whose names are phrases of ordinary words, which are known or report something in capitals.
- :mod:`~quoteattr.people.spelt_out`: bodies with commas, links or other small words in their names, by what shows that these
  belong to them: initials, lists of fields, capitals in the middle of a sentence.
- :mod:`~quoteattr.people.parting`: a run → the names in it. Where a person's name begins behind that of a body.
- :mod:`~quoteattr.people.elsewhere`: runs → the same split where other places of the page name their parts alone; headlines.
- :mod:`~quoteattr.people.runs`: page → runs: the stretches of words in which names are looked for (words within a name:
  ``data/en/name_links.txt``).
- :mod:`~quoteattr.people.titles`: a run → where its name begins, behind titles, forms of address and posts.
- :mod:`~quoteattr.people.nameless`: a run → whether it names nobody: where something is from, a share, the capital of a sentence.
- :mod:`~quoteattr.people.names`: page → names. Where every name begins and ends, letters behind it left out.
- :mod:`~quoteattr.people.clues`: page and a name → what is seen of it at one place.
- :mod:`~quoteattr.people.written`: a name → what it shows by itself, by its words and how it is spelt.
- :mod:`~quoteattr.people.verdicts`: what decides the kind of a name, whatever the weights say.
- :mod:`~quoteattr.people.kinds`: names → the same with their kinds. Is it a person, a body or a place? What is seen of a name
  in the whole article is weighed by a small model (``data/kinds.json``).
- :mod:`~quoteattr.people.genders`: page and names → what pronouns show of the gender of their bearers.
- :mod:`~quoteattr.people.clusters`: the names of one person or body while they are put together, and who is one though no
  name ends in the other.
- :mod:`~quoteattr.people.identities`: names → entities. Which names are one person or body, and of which gender, by form
  of address, pronouns and forename.
- :mod:`~quoteattr.people.same_name`: what the words of names tell without any page: what one name is, and whether two are one
  (generations, pet forms, initials, short forms). Merging over articles asks it too.

As what somebody is named is told by :mod:`quoteattr.roles`.
"""
