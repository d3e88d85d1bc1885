"""As what somebody is named: a parsed page and the names in it go in, statements of their roles come out.

In the order in which they work:

- :mod:`~quoteattr.roles.titles`: words of titles. Which link a post to its body, which are cut short, what they are written out.
- :mod:`~quoteattr.roles.compounds`: posts of several words whose last is none by itself.
- :mod:`~quoteattr.roles.bodies`: the words before a post → whose post it is.
- :mod:`~quoteattr.roles.linked`: the words behind a post and its link → whose post it is, or what belongs to its title.
- :mod:`~quoteattr.roles.phrases`: a role phrase → title, body, former: splits what the following find.
- :mod:`~quoteattr.roles.joined`: a role phrase that joins several → each, the one to name first at the head.
- :mod:`~quoteattr.roles.groups`: the noun group beside a name: which words belong to it, where it begins and ends.
- :mod:`~quoteattr.roles.appositions`: a name → the roles beside it, between commas, dashes or brackets.
- :mod:`~quoteattr.roles.lists`: several names → the roles that they share.
- :mod:`~quoteattr.roles.credits`: names in credits and bylines → the roles of those who have made the page.
- :mod:`~quoteattr.roles.sentences`: a name → the roles that sentences tell of it.
- :mod:`~quoteattr.roles.described`: names → the roles of descriptions in the sentences before them.
- :mod:`~quoteattr.roles.held`: names → what their bearers do *as*, and what several are.
- :mod:`~quoteattr.roles.unnamed`: the description of somebody unnamed, or of several → the role that it amounts to.
- :mod:`~quoteattr.roles.statements`: page and names → role statements. Where the text says what somebody is: before the
  name, behind it, in a sentence of its own.
"""
