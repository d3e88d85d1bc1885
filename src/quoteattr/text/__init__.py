"""A text as it stands: the string goes in; its passages and, once it is parsed, the page with its grammar come out.

* ``fair_copy``: the text without what no reader sees, which is what is read, and the way back;
* ``passages``: where its paragraphs, headlines, bylines and captions begin and end, and which is what;
* ``furniture``: where captions, credits and words of the page have run into a line of prose;
* ``lost_marks``: where a marked stretch begins or ends if its other mark was lost;
* ``single_marks``: where a single mark, which may be an apostrophe, opens and closes;
* ``words``: the words of the parsed text in columns, and what hangs on what;
* ``long``: the same of a book, whose words take less room;
* ``kept``: attributes that are worked out when they are first asked for;
* ``columns``: one attribute of all words as a list of texts;
* ``page``: the parsed text (no web page, that is ``quoteattr.pages``) with its passages and marked stretches, and the questions about grammar that several wings ask;
* ``paragraphs``: which paragraph of the text a word stands in, captions and headings between them left out;
* ``beside``: what stands beside a name, whoever it names: words, marks, its line;
* ``sentences``: where the sentences of a page end;
* ``noun_phrases``: noun phrases read off the tags;
* ``trades``: what people on the page are that no list has;
* ``unseen_verbs``: verbs that the parser takes for nouns or attributes;
* ``within``: the page turned inside out, to read what is said within what is said.
"""
