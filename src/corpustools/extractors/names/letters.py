"""The letters by which words of a chain are told apart, and which of them go together.

:func:`corpustools.extractors.names.passages.kinds` gives each word of a chain one of them.
"""

KNOWN_BODY = "K"
"""A word of a known organization."""
NO_NAME = "F"
"""A word of no name."""
INITIAL = "I"
COMPOUND = "A"
"""A compound adjective: "Oslo-based"."""
ROLE = "R"
MODIFIER = "M"
"""What stands before roles: "former", "deputy"."""
DEMONYM = "D"
"""An adjective of a country."""
BODY_END = "O"
"""What organizations end with: "Bank"."""
PLACE_END = "T"
"""What places end with: "Street"."""
SUFFIX = "J"
"""What stands behind a name: "Jr."."""
GIVEN = "G"
SURNAME = "S"
COMMON = "W"
"""A word that also stands in small letters."""
UNKNOWN = "X"

# Sets of letters are strings, as the letters of a chain are; "" is in every string, so slices are asked by is_one_of.
PERSONAL = GIVEN + SURNAME + UNKNOWN + INITIAL
"""What a person's name is made of."""
FAMILY = SURNAME + UNKNOWN
"""What may be a family name: one of the lists, or a word that no list has."""
PROPER = GIVEN + SURNAME + UNKNOWN
"""What is a name and no initial."""
ENDS = BODY_END + PLACE_END
"""What ends a name that is no person's."""
NAMING = PERSONAL + ENDS + COMMON
"""What may be part of the name of anybody or anything, where it stands beside a word."""


def is_one_of(letter: str, letters: str) -> bool:
    """Whether there is a letter, and it is one of these: a slice past the end of a chain is none.

    >>> is_one_of("G", PERSONAL), is_one_of("R", PERSONAL), is_one_of("", PERSONAL)
    (True, False, False)
    """
    return letter != "" and letter in letters
