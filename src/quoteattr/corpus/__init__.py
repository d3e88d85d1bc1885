"""Many articles: files or frames of texts go in, one table of quotations comes out; or articles go in, and answers come out.

From texts to a table:

* ``documents``: the texts of folders and of files of several kinds, one after the other;
* ``runs``: a whole corpus to one file, in a run that can be taken up again; every document to its article;
* ``frames``: a table of articles to a table of quotations;
* ``engines``: the same within Spark, Dask and Ray.

Articles to a file and back:

* ``stored``: one article a line.

Questions to articles:

* ``questions``: which quotations are about something;
* ``same_name``: whether two names, and two posts, may be one person's;
* ``groups``: which speakers of one name are one;
* ``merging``: who is the same speaker in several articles;
* ``asked_for``: what somebody said whom a user names;
* ``duplicates``: which quotations say the same words;
* ``transcripts``: where a transcript has the words of a quotation;
* ``terms``: key terms, and words in their context.
"""
