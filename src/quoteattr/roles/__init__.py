"""Who is what: a parsed page and the names in it go in, statements of their roles come out.

In the order in which they build on one another:

- :mod:`~quoteattr.roles.titles`: words of titles: links to a body, fields, abbreviations.
- :mod:`~quoteattr.roles.compounds`: posts of several words whose last word alone is none.
- :mod:`~quoteattr.roles.bodies`: the words before a post → the body that the post belongs to.
- :mod:`~quoteattr.roles.linked`: the words behind a post and a link → its body, or the rest of its title.
- :mod:`~quoteattr.roles.phrases`: a role phrase → title, organisation, former.
- :mod:`~quoteattr.roles.joined`: a phrase that joins several roles → each, the one to print first at the head.
- :mod:`~quoteattr.roles.groups`: the words beside a name that may be a role phrase: where they start and end.
- :mod:`~quoteattr.roles.appositions`: a name → the roles behind it, between commas, dashes or brackets.
- :mod:`~quoteattr.roles.lists`: several names → the roles that they share.
- :mod:`~quoteattr.roles.credits`: names in credits and bylines → the roles of those who have made the page.
- :mod:`~quoteattr.roles.sentences`: a name → the roles that a clause states of it with a verb.
- :mod:`~quoteattr.roles.described`: names → the roles of descriptions in the sentences before them.
- :mod:`~quoteattr.roles.held`: names → the posts that they hold *as*, or that a sentence gives to several.
- :mod:`~quoteattr.roles.unnamed`: the description of an unnamed source → the role that it states.
- :mod:`~quoteattr.roles.statements`: page and names → role statements: reads the roles before a name, and collects all others.
"""
