"""What is said: a parsed page in, attributions out, each with the words, the cue and the source mention in the text.

Who the source is, it does not ask. In the order in which they work:

- ``marks`` the stretches between quotation marks, read before anything is parsed
- ``unspoken`` why marked words are no speech: titles, nicknames, terms, scare marks
- ``cues`` reporting expressions, each with its source and addressee: verbs (said), and with ``verbless`` nouns (her claim that) and words that
  name a source (according to). A missing verb is a line in ``data/en/reporting_verbs.txt``
- ``unsaid`` which of them report nothing: negated, asked, conditional, merely possible or disowned ones (no evidence that)
- ``sources`` whose words a reporting verb reports
- ``clauses`` content behind a cue: that it rained; with ``infinitives`` to leave, leaving
- ``unparsed`` where such a clause starts, if the parse does not show it
- ``lines`` words whose source the layout shows: points below a cue, names below, posts of social media, answers of an interview, turns
- ``around_cues`` the sentence around a cue as its content: it rained, he said; ``beside_marks`` the cue right before or behind marked words
- ``reporter`` where the reporter speaks amid the words of others: …, adding that; … but gave no reason
- ``clause_ends`` where reported words end and the reporter goes on, weighed by a small model (``data/clause_ends.json``)
- ``phrases`` noun phrases of a cue that count because words in them are marked: called for a "surge" in spending; and marked words that
  nothing has claimed, weighed by a small model (``data/left_over.json``)
- ``labels`` words whose source stands beside them without a verb: Ann Poole: "No."
- ``attributions`` who gets which words: direct ones, clauses, phrases, then those that float and those left over; other marked words are no speech
"""
