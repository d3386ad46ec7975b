"""The words that stand beside what somebody said, by language: ``data/speech.toml``, read when first asked for."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class SpeechWords(NamedTuple):
    """The words of one language (or of all of one script) by what they do beside words that were said."""

    cues: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    pronouns: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    listeners: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    supposing: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    """Nouns for what somebody says, behind whose name: "Roe's claim that"."""
    starts: frozenset[str] = frozenset()
    """The cues, the nouns, and the first word of each phrase like "according to"."""
    commas: bool = False
    """Whether a comma stands before each reported clause."""
    dashes: bool = False
    """Whether a dash at the start of a line may open speech."""
    drops: bool = False
    """Whether a verb may stand without its subject."""
    lone_verbs: bool = False
    """Whether a verb alone behind marked words is of who spoke last: "…, confesó."."""
    bare_clauses: bool = False
    """Whether a reported clause stands behind its verb without the word for "that", however it begins."""
    by_case: bool = False
    """Whether the case of nouns says what belongs to a speaker, and one of ``stops`` opens what does not."""
    nouns_first: bool = False
    """Whether a noun stands before what describes it: "alcaldesa socialista"."""
    is_english: bool = False
    is_german: bool = False
    is_french: bool = False
    """Of these languages more is known than words: the order of words, endings, and what verbs are joined with."""


NO_WORDS = SpeechWords()
"""Of a language that no words are known of."""


@cache
def _by_language() -> Mapping[str, Mapping[str, str]]:
    """Read the lists; it takes a few milliseconds, once in a process."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("data", "speech.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def speech_words(language: str | None) -> SpeechWords | None:
    """Return the words of a language, or ``None`` where none are known.

    >>> "said" in speech_words("en").cues, speech_words("de").commas, speech_words("ka") is None
    (True, True, True)
    """
    words = _by_language().get(language or "")
    if words is None or language == "particles":
        return None

    def of(name: str) -> frozenset[str]:
        return frozenset(words.get(name, "").split())

    according = words.get("according", "")
    traits = of("traits")
    cues = of("free") | of("that_clause") | of("marked")
    return SpeechWords(
        cues=cues,
        free=of("free"),
        quoting=of("marked"),
        that=of("that"),
        according=tuple(phrase for phrase in according.split("|") if phrase),
        pronouns=of("pronouns"),
        others=of("others"),
        articles=of("articles"),
        auxiliaries=of("auxiliaries"),
        verbs=of("verbs"),
        listeners=of("listeners"),
        stops=of("stops"),
        conjunctions=of("conjunctions"),
        prepositions=of("prepositions"),
        supposing=of("supposing"),
        asking=of("asking"),
        nouns=of("nouns"),
        starts=cues | of("nouns") | _first_words(according),
        commas="commas" in traits,
        dashes="dashes" in traits,
        drops="drops" in traits,
        lone_verbs="lone_verbs" in traits,
        bare_clauses="bare_clauses" in traits,
        by_case="by_case" in traits,
        nouns_first="nouns_first" in traits,
        is_english="english" in traits,
        is_german="german" in traits,
        is_french="french" in traits,
    )


def _first_words(phrases: str) -> frozenset[str]:
    """Return the first word of each phrase, without its apostrophe; and the German word that stands behind."""
    first = {re.split(r"['’ ]", phrase)[0] for phrase in phrases.split("|") if phrase}
    return frozenset(first | {"zufolge"} if "laut" in first else first)


def has_particle(cue: str, clause: str) -> bool:
    """Whether a clause has the word without which its verb tells of no speech.

    >>> has_particle("teilte", "die Polizei mit"), has_particle("gab", "er ihr das Buch"), has_particle("said", "he")
    (True, False, True)
    """
    wanted = _by_language()["particles"].get(cue)
    return wanted is None or not set(wanted.split()).isdisjoint(clause.rstrip(" ,:;–-.").split())


def guess_language(text: str) -> str:
    """Return the language whose words of speech a short text has most of, where nothing else tells its language.

    >>> guess_language("„Es ist still“, sagte der Mann."), guess_language("“It is quiet.”")
    ('de', 'en')
    """
    found = set(re.findall(r"\w+", text.lower()))
    best, language = 0, "en"
    for each in _by_language():
        words = speech_words(each)
        if words is None:
            continue
        known = 2 * len(found & words.cues) + len(found & _small_words(each))
        if known > best:
            best, language = known, each
    return language


@cache
def _small_words(language: str) -> frozenset[str]:
    """Return the words of a language that stand beside those of speech, and everywhere else."""
    words = speech_words(language) or NO_WORDS
    return words.that | words.articles | words.verbs
