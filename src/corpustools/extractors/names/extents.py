"""How far a name goes, and what is no name: words that open sentences, nouns of German, places that the world knows."""

from corpustools.extractors.names.known_names import Hit
from corpustools.extractors.names.passages import NOUNS_CAPITALISED, Story
from corpustools.extractors.names.word_kinds import is_common, is_given, is_surname
from corpustools.text.capitals import Chain


def is_great(hit: Hit, text: str | None = None) -> bool:
    """Whether a name is of a place that the world knows; David and Brandon are towns, too.

    With the ``text``, only by the name that it goes by: Minga is Munich to few.

    >>> from corpustools.extractors.names.known_names import find_known_in
    >>> [is_great(hits[0]) for hits in find_known_in(("It rained in Oslo.", "It rained in Brandon."))]
    [True, False]
    """
    return any(
        entry.kind != "organization"
        and (entry.kind != "city" or entry.population >= 500_000)
        and (text is None or entry.kind != "city" or text[hit.start : hit.end] == entry.name)
        for entry in hit.entries
    )


def is_noun_of(chain: Chain, letters: str, at: int) -> bool:
    """Whether "von" and a name of two words stand behind a word of German, which is no name: "Tore von Jane Roe"."""
    following = chain.words[at + 1 : at + 2]
    if not following or following[0].particles.strip() != "von":
        return False
    return letters[at + 1] == "G" and letters[at + 2 : at + 3] in tuple("SX")


def given_again(story: Story, chain: Chain, letters: str, at: int) -> bool:
    """Whether a given name that is a common word, too, stands before a name that the story calls somebody by again."""
    after = chain.words[at + 1 : at + 2]
    if not after or letters[at + 1] not in "SX" or is_common(after[0].text):
        return False
    return is_given(chain.words[at].text) and story.alone[after[0].text] > 0


def is_opener(story: Story, chain: Chain, letters: str, at: int) -> bool:
    """Whether a word that no list has opens a sentence before a name, or is a noun of German before "von" and one."""
    following = chain.words[at + 1 : at + 2]
    if not following:
        return False
    if story.language in NOUNS_CAPITALISED and following[0].particles.startswith("von") and letters[at] == "X":
        return True
    # English has its words in the lists.
    unknown = story.language != "en" and chain.opens and at == 0 and not story.inside[chain.words[at].text]
    return unknown and len(chain.words) == 2 and story.alone[following[0].text] > 1 and letters[at] == "X"


def _is_german(particles: str) -> bool:
    return particles.startswith(("von ", "das "))


def extent(chain: Chain, letters: str, at: int, places: list[Hit], language: str | None) -> int:
    """Return the number of the word after a name that begins at word ``at``."""
    end = at + 1
    while end < len(letters) and end - at < 4 and letters[end] in "GSXI":
        # "… Pep Guardiola Erling Haaland …": another given name begins another person.
        if (
            end - at > 1
            and letters[end] == "G"
            and letters[end - 1] in "SX"
            and letters[end + 1 : end + 2] in tuple("SX")
        ):
            break
        if chain.words[end].particles and any(hit.start == chain.words[end].start for hit in places):
            break
        # "Carsten Roe von der Direktbank"; but "Cristina Fernández de Kirchner".
        if language in NOUNS_CAPITALISED and letters[end - 1] in "SX" and _is_german(chain.words[end].particles):
            break
        end += 1
    if (
        end < len(letters)
        and end - at == 1
        and letters[end] == "W"
        and letters[at] in "GI"
        and is_surname(chain.words[end].text)
    ):
        end += 1
    if (
        end < len(letters)
        and letters[end] == "R"
        and letters[end - 1] in "GI"
        and is_surname(chain.words[end].text)
        and not chain.words[end].text.endswith(".")
    ):
        end += 1
    if end < len(letters) and letters[end] == "J" and end - at > 0:
        end += 1
    while end - at > 1 and letters[end - 1] == "I":
        end -= 1
    return end
