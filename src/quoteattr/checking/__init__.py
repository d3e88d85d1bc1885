"""From what was found to what is checked: a sample is drawn, handed to the tools that people have, and taken back.

Articles go in; out come a sample with weights, files for annotation tools, annotated articles, and error rates:

* ``sampling``: a stratified sample of the quotations of many articles;
* ``rates``: error rates with intervals, from a sample that somebody has corrected;
* ``label_studio``, ``prodigy``, ``inception``, ``spreadsheet``: annotated articles in the format of each, and back;
* ``formats``: files of all these kinds, by name;
* ``commands``: what the command line does with them.
"""
