"""Rules that claim spans of the text: repairs, cuts, and the labels of blocks.

What is in a room here is rules, and what they alone need. What stands beside the rooms is what they share: questions
about a whole draft (``lines``, ``outline``, ``places``, ``title``, ``topics``, ``zones``, ``repetitions``, ``paper``),
words and forms that tell lines (``vocabulary``, ``phrases``, ``page_tops``, ``sharing``, ``pictures``); and
``fallback``, which says what a line is that nobody else knows.
"""
