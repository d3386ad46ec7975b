"""The names of known organizations and places: what each may stand for, and where one stands in a text."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from corpustools.extractors.names.lexicons import cues, data_lines, read_data
from corpustools.text.characters import plain_marks


class Entry(NamedTuple):
    """What a name in a gazetteer stands for."""

    kind: str
    name: str
    identifier: str | None
    country: str
    population: int
    doubtful: bool = False


class Hit(NamedTuple):
    """A name of the gazetteer at ``start`` to ``end`` of a text, and everything that it may stand for.

    >>> hit = find_known_in(("It rained in Oslo.",))[0][0]
    >>> hit.start, hit.end, hit.entries[0].kind, hit.entries[0].country
    (13, 17, 'capital', 'NO')
    """

    start: int
    end: int
    entries: tuple[Entry, ...]


_BORDER = re.compile(r"[^\w\-|\t\n ]")
_LEVELS = _BORDER.sub(" ", "".join(map(chr, range(128)))).encode() + bytes(128)


def _levelled(text: str) -> str:
    """Make every character between words a space, one for one, so that names are found at the borders of words."""
    plain = plain_marks(text)
    if plain.isascii():
        return plain.encode().translate(_LEVELS).decode()  # in a fifth of the time
    return _BORDER.sub(" ", text)


class _Gazetteer(NamedTuple):
    """Each name with the numbers of the lines that it stands in; a line is read when it is found.

    ``firsts`` says of the first word of every name whether names of several words begin with it, ``sizes`` of the first
    two words of every such name of how many words the names are that begin with them: "the" is on every page, and "the
    Netherlands" on few. ``small`` has those of the first words that are in small letters, some three hundred: to look
    each word of a text up among a hundred thousand takes three times as long, most of it to fetch memory.
    """

    numbers: Mapping[str, tuple[int, ...]]
    firsts: Mapping[str, bool]
    small: Collection[str]
    sizes: Mapping[str, tuple[int, ...]]
    lines: tuple[str, ...]

    def names_in(self, level: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Yield where names begin in a levelled text, how long each is, and its lines: words are looked up as such."""
        numbers, firsts, small, sizes = self.numbers, self.firsts, self.small, self.sizes
        words = level.split(" ")
        start = reached = 0
        for at in [at for at, word in enumerate(words) if (word in small if word.islower() else word in firsts)]:
            word = words[at]
            longer = sizes.get(" ".join(words[at : at + 2])) if firsts[word] else None
            if longer is None and word not in numbers:
                continue
            start += sum(map(len, words[reached:at])) + at - reached
            reached = at
            if word in numbers:
                yield start, len(word), numbers[word]
            for size in longer or ():
                name = " ".join(words[at : at + size])
                if name in numbers and at + size <= len(words):
                    yield start, len(name), numbers[name]


@cache
def _gazetteer() -> _Gazetteer:
    """Join the lists of organizations, regions and places; it takes a fifth of a second, once in a process."""
    whole = "\n".join(
        [
            *(
                f"{line.lstrip('~')}\t{'~' * line.startswith('~')}\t\torganization\t0"
                for line in data_lines("organizations.txt")
            ),
            *("{1}\t\t\t{0}\t10000000".format(*line.split("\t")) for line in data_lines("regions.tsv")),
            read_data("places.tsv").rstrip("\n"),
        ]
    )
    listed: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(_levelled(whole).split("\n")):
        for name in line[: line.index("\t")].split("|"):
            listed[name] = (*listed[name], number) if name in listed else (number,)
    numbers = {name.strip(): found for name, found in listed.items()}
    firsts: dict[str, bool] = {}
    sizes: dict[str, tuple[int, ...]] = {}
    for name in numbers:
        first, space, rest = name.partition(" ")
        firsts[first] = bool(space) or firsts.get(first, False)
        if space:
            two, size = f"{first} {rest.partition(' ')[0]}", name.count(" ") + 1
            held = sizes.get(two, ())
            if size not in held:
                sizes[two] = (*held, size)
    small = frozenset(word for word in firsts if word.islower())
    return _Gazetteer(numbers, firsts, small, sizes, tuple(whole.split("\n")))


@lru_cache(maxsize=4096)
def _entries(number: int) -> tuple[tuple[str, ...], Entry]:
    """Read a line of the gazetteer: the names it holds, and what they stand for."""
    return _entry(_gazetteer().lines[number])


def _entry(line: str) -> tuple[tuple[str, ...], Entry]:
    listed, identifier, country, kind, population = line.split("\t")
    names = tuple(listed.split("|"))
    known = identifier if ":" in identifier else None
    return names, Entry(kind, names[0], known, country, int(population), identifier == "~")


def identified(identifier: str) -> Entry | None:
    """Return the entry of the gazetteer with a key, or ``None``; names are not looked up for it, nor indexed.

    >>> identified("geonames:2017370").name, identified("geonames:0")
    ('Russia', None)
    """
    line = _lines_by_key().get(identifier)
    return None if line is None else _entry(line)[1]


@cache
def _lines_by_key() -> Mapping[str, str]:
    lines = ((line.split("\t", 2)[1], line) for line in data_lines("places.tsv"))
    return {key: line for key, line in lines if ":" in key}


def forget_keys() -> None:
    """Give back the memory that the keys take, until one is asked for again.

    >>> forget_keys()
    """
    _lines_by_key.cache_clear()


def find_known(text: str) -> list[Hit]:
    """Return the names of known organizations and places in ``text``: the longest of those that overlap.

    >>> [(hit.start, hit.end, hit.entries[0].name) for hit in find_known("The U.S. and New York's mayor")]
    [(4, 8, 'United States'), (13, 21, 'New York')]
    """
    return find_known_in([text])[0]


def find_known_in(texts: Sequence[str]) -> list[list[Hit]]:
    """Return the names of known organizations and places in each of some texts, as :func:`find_known` does.

    All texts of a page are looked through together: one by one takes a quarter longer.

    >>> [[hit.entries[0].name for hit in found] for found in find_known_in(["The U.S. and New", "York's mayor"])]
    [['United States'], ['York']]
    """
    plain = [
        text.replace("’", "'").replace("\n", " ").replace("\u00a0", " ").replace("|", " ").replace("\t", " ")
        for text in texts
    ]
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))
    found: list[list[Hit]] = [[] for _ in texts]
    for place, length, numbers in _gazetteer().names_in(" ".join(map(_levelled, plain))):
        number = bisect_right(starts, place) - 1
        text, start = plain[number], place - starts[number]
        end = start + length
        if end > len(text):
            continue  # words of two texts
        name = text[start:end]
        for words in (f"{name}.", name) if text.startswith(".", end) else (name,):
            entries = _standing_for(words, numbers)
            if entries:
                found[number].append(Hit(start, start + len(words), entries))
                break
    return [_longest(hits) if len(hits) > 1 else hits for hits in found]


@lru_cache(maxsize=4096)
def _standing_for(name: str, numbers: tuple[int, ...]) -> tuple[Entry, ...]:
    """Return what a name stands for by the lines that have it, or one that is written like it."""
    return tuple(entry for names, entry in map(_entries, numbers) if name in names)


@lru_cache(maxsize=4096)
def known_as(name: str) -> tuple[Entry, ...]:
    """Return what a name stands for in the gazetteer.

    >>> [entry.name for entry in known_as("Russland")]
    ['Russia']
    """
    name = name.replace("’", "'")
    numbers = _gazetteer().numbers.get(_levelled(name).strip(), ())
    return _standing_for(name, numbers)


def _longest(found: list[Hit]) -> list[Hit]:
    """Of hits that overlap keep the first, of those that begin together the longest."""
    found.sort(key=lambda hit: (hit.start, -hit.end))
    taken: list[Hit] = []
    for hit in found:
        if not taken or hit.start >= taken[-1].end:
            taken.append(hit)
    return taken


def is_organization(hit: Hit) -> bool:
    """Whether a known name is an organization's; a town below 200,000 of that name does not count against it.

    >>> hits = find_known("The United Nations met in Oslo.")
    >>> [is_organization(hit) for hit in hits], [is_place(hit) for hit in hits]
    ([True, False], [False, True])
    """
    sure = False
    for entry in hit.entries:
        if entry.kind == "organization":
            sure = sure or not entry.doubtful
        elif is_greater_place(entry):
            return False
    return sure


def is_greater_place(entry: Entry) -> bool:
    """Whether what a name may stand for is a place that is meant rather than an organization of that name.

    >>> [is_greater_place(entry) for entry in (*known_as("Russland"), *known_as("United Nations"))]
    [True, False]
    """
    return (
        entry.kind != "organization" and entry.population > 200_000 and entry.name not in cues("designators", "rather")
    )


def _is_of_place(entry: Entry) -> bool:
    return entry.kind != "organization"


def is_place(hit: Hit) -> bool:
    """Whether a known name may be a place's.

    >>> [is_place(hit) for hit in find_known("The Kremlin is in Moscow.")]
    [False, True]
    """
    return any(map(_is_of_place, hit.entries))
