"""What is said: a parsed page in, attributions out, each with the words, the cue and the source mention in the text.

Who the source is, it does not ask. In the order in which they work:

- ``marks`` the stretches between quotation marks, read before anything is parsed
- ``unspoken`` why marked words are no speech: titles, nicknames, terms, scare marks, thoughts
- ``cues`` reporting expressions, each with whom it tells: verbs (said), and with ``verbless`` nouns (her claim that) and words that name a source
  (according to), and what stands around these. A missing verb is a line in ``data/en/reporting_verbs.txt``
- ``unsaid`` which of them report nothing: negated, asked, conditional, merely possible or disowned ones (no evidence that)
- ``sources`` whose words a reporting verb reports
- ``clauses`` what stands behind a cue as its content: that it rained; with ``infinitives`` to leave, leaving
- ``unparsed`` what the parser did not see: where such a clause starts
- ``lines`` what lines of their own hold: the points below a cue, names, posts, answers of an interview, turns
- ``around_cues`` what stands around one: it rained, he said; ``beside_marks`` the marked words right behind or before it
- ``reporter`` where the reporter speaks amid the words of others: …, adding that; … but gave no reason
- ``clause_ends`` where reported words end and the reporter goes on, weighed by a small model (``data/clause_ends.json``)
- ``phrases`` noun phrases of a cue that count because words in them are marked: called for a "surge" in spending; what is left of
  marked words, weighed by a small model (``data/left_over.json``)
- ``labels`` words whose owner is written beside them without a verb: Ann Poole: "No."
- ``attributions`` who gets which words: direct ones, clauses, phrases, then those that float and those left over; other marked words are no speech
"""
