"""What is said: a parsed page in, attributions out, each with the words, the cue and the source mention in the text.

Who the source is, it does not ask. In the order in which they work:

- ``marks`` the stretches between quotation marks, read before anything is parsed; why a stretch that nobody said is marked
- ``lost_marks`` where such a stretch begins or ends whose other mark was lost
- ``cues`` reporting expressions: verbs (said), nouns (her claim that), words that name a source (according to)
- ``sources`` whose words a reporting verb reports, and to whom, or where, they were said
- ``clauses`` what stands behind a cue as its content: that it rained, to leave, leaving
- ``around_cues`` what stands around one: it rained, he said
- ``clause_ends`` where reported words end and the reporter goes on
- ``phrases`` noun phrases of a cue that count because words in them are marked: called for a "surge" in spending
- ``labels`` marked words whose owner is written beside them without a verb: Ann Poole: "No."
- ``beside_marks`` the cue right behind or before marked words
- ``attributions`` who gets which words: direct ones, clauses, phrases, then those that float; what is left nobody said
"""
