"""What people have checked: the format of annotated articles, and what is measured, compared and sampled by it.

Articles go in that somebody has annotated, or that are to be checked; figures with intervals, or a sample, come out:

* ``values``: an annotated article, and how one is made of what the library found;
* ``documents``: the format: read, written and checked.
"""
