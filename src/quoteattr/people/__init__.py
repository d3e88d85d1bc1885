"""Who is named, and as what: a parsed page goes in, the people and bodies that it names and their roles come out.

In the order in which they work:

- :mod:`~quoteattr.people.names`: page → names. Where every name begins and ends (words within one: ``data/en/name_links.txt``),
  without titles and posts in front and letters behind.
- :mod:`~quoteattr.people.kinds`: names → the same with their kinds. Is it a person, a body or a place? What is seen of a name
  in the whole article is weighed by a small model (``data/kinds.json``).
- :mod:`~quoteattr.people.identities`: names → entities. Which names are one person or body, and of which gender, by form
  of address and forename.
- :mod:`~quoteattr.people.same_name`: what the words of two names tell of that, without any page: generations, pet forms,
  initials, short forms. Merging over articles asks it too.
- :mod:`~quoteattr.people.roles`: page and names → role statements. Where the text says what somebody is: before the
  name, behind it, in a sentence of its own.
- :mod:`~quoteattr.people.role_phrases`: a role phrase → title, body, former: splits what ``roles`` has found.
"""
