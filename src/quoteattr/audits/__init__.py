"""Who is quoted in many articles, as what and how much: articles go in, tables of counts and shares come out.

* ``kinds``: the kind of source that a speaker is: official, politician, expert …;
* ``counts``: what is counted, and how shares and concentration are worked out;
* ``report``: the audit itself, its tables, its frame and what a notebook shows of it;
* ``commands``: the same on the command line.
"""
