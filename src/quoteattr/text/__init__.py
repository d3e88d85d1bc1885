"""The text itself: a string goes in; its passages and, once it is parsed, the page with its grammar come out.

* ``fair_copy``: a copy of the text without what no reader sees, which is the one that is read, and the way back;
* ``passages``: where paragraphs, headlines, bylines and captions begin and end, and the kind of each;
* ``furniture``: where captions, credits and words of the page have run into a line of prose;
* ``lost_marks``: where a quotation begins or ends if one of its marks is missing;
* ``single_marks``: where single marks, which may be apostrophes, open and close;
* ``words``: the words of the parsed text in columns, and the dependents of each;
* ``long``: the same for a book, in less memory;
* ``kept``: cached attributes;
* ``page``: the parsed text (not a web page, see ``quoteattr.pages``) with its passages and marked stretches, and the questions about grammar that several wings ask;
* ``paragraphs``: the paragraph of each word, with captions and headings left out;
* ``beside``: the surroundings of a name: words, quotation marks, its line;
* ``sentences``: where the sentences of a page end;
* ``noun_phrases``: noun phrases found by tags;
* ``antecedents``: what a relative clause belongs to, and what sums up the words before it;
* ``trades``: nouns for trades that no word list has;
* ``unseen_verbs``: verbs that the parser takes for nouns or attributes;
* ``within``: quotations within quotations.
"""
