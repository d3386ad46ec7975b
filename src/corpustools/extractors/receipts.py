"""Whether the words at a receipt say the fact, those at a mention its name, and those of a quotation are speech."""

import re

from corpustools.extractors.names.known_names import known_as
from corpustools.model.document import Document
from corpustools.model.fact import FIELDS, Fact
from corpustools.model.mention import Mention, Place, Quotation
from corpustools.text.dates import find_dates
from corpustools.text.days import days_told
from corpustools.text.declension import NAMES_DECLINED, stems
from corpustools.text.languages import language_of_line, language_tag
from corpustools.text.stamps import address_date, stamp_date
from corpustools.text.time_expressions import day_of, find_times


def says(document: Document, fact: Fact) -> bool:
    """Read the words at the receipt again, in the way of the fact's field, and compare.

    >>> import corpustools
    >>> page = corpustools.read("By Jane Roe\\n\\nThe town is quiet today, and nobody knows for how long.")
    >>> fact = page.facts[0]
    >>> fact.field, says(page, fact)
    ('author', True)
    >>> from dataclasses import replace
    >>> says(page, replace(fact, value="John Roe"))
    False
    """
    if fact.declared:
        return any(
            declares(declaration.value, fact)
            for declaration in document.declarations
            if (declaration.start, declaration.end) == (fact.start, fact.end)
        )
    words = " ".join(document.words_at(fact.start, fact.end).split())
    match FIELDS[fact.field].says:
        case "verbatim":
            return words == fact.value
        case "name":
            return words.casefold() == str(fact.value).casefold()
        case "number":
            return words.isdigit() and int(words) == fact.value
        case "date":
            found = find_dates(words) or days_told(words)
            return [one.value for one in found] == [fact.value]
        case "language":
            return language_of_line(words) == fact.value


def declares(words: str, fact: Fact) -> bool:
    """Whether what is declared says the fact, and perhaps more: a title says its site, an author's name his role.

    >>> title = Fact("headline", "Town Is Quiet", 0, 9, "r", declared=True)
    >>> declares("Town Is Quiet | Example News", title), declares("Town Is Quietest", title)
    (True, False)
    >>> date = Fact("date_published", "2015-06-10", 0, 9, "r", declared=True)
    >>> declares("2015-06-10T14:05:00Z", date), declares("https://example.org/2015/06/10/quiet", date)
    (True, True)
    """
    value = str(fact.value)
    match FIELDS[fact.field].says:
        case "date":
            in_address = address_date(words)
            return stamp_date(words) == value or (in_address is not None and in_address[0] == value)
        case "language":
            return language_tag(words) == value
        case _:
            return has_words(words, value)


def has_words(text: str, words: str) -> bool:
    """Whether words stand in a text as they are, and none of them is part of a longer one.

    >>> has_words("By Jane Roe, Oslo", "Jane Roe"), has_words("By Jane Roemer", "Jane Roe")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


_WORD = re.compile(r"\w+")
# Letters of scripts that put space between words, and no particles behind them.
_WITHIN_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ɏͰ-ӿḀ-ỿ]{2}")
_MARKS = "\"'“”„‟«»‹›‘’‚‛「」『』＂"
_DASHES = frozenset("-–—―")


def names(document: Document, mention: Mention) -> bool:
    """Whether the words at a mention may name what the mention says that they do.

    A time is its words, or the date that they say when they are read again; a name has a word in common with its
    words or its initials in theirs, or is what the gazetteer has for them. What a corpus's own gazetteer says holds.

    >>> import corpustools
    >>> page = corpustools.read("The town is quiet today, said Jane Roe, and Roe knows why it is, as always.")
    >>> [names(page, each) for each in page.mentions if each.kind == "person"]
    [True, True]
    >>> from dataclasses import replace
    >>> [names(page, replace(page.mentions[-1], name=name)) for name in ("Li Hui", "Ruth Olsen", "Roemer")]
    [False, False, False]
    >>> names(page, replace(page.mentions[0], name="2015-06-10"))
    False
    >>> page = corpustools.read("RAFAH (AP) — The town is quiet today, and nobody knows for how long.")
    >>> [(each.name, names(page, each)) for each in page.mentions if each.rule == "place_of_dateline"]
    [('Rafaḩ', True)]
    """
    words = " ".join(document.words_at(mention.start, mention.end).split())
    if mention.name == words or mention.rule == "name_in_own_gazetteer":
        return True
    if mention.kind == "time":
        # The preposition that a bare year needs is not part of it.
        day = day_of(document.metadata.date_published)
        return any(found.value == mention.name for read in (words, f"in {words}") for found in find_times(read, day))
    # Datelines are in capitals, and the gazetteer's own spelling may have signs that reports leave out: Rafaḩ.
    known = (*known_as(words), *(known_as(words.title()) if words.isupper() else ()))
    if any(entry.name == mention.name for entry in known):
        return True
    mine, said = _folded(mention.name), _folded(words)
    if _has_part(mine, said) or _has_part(said, mine) or not _words(said).isdisjoint(_words(mine)):
        return True
    # "Ибрагиму" is a case of "Ибрагим", which itself ends as a case does.
    declined = document.metadata.language in NAMES_DECLINED
    if declined and not _words(stems(said)).isdisjoint(_words(mine) | _words(stems(mine))):
        return True
    return _are_initials(words, mention) or any(entry.name == mention.name for entry in known_as(words[:-1]))


def _has_part(text: str, part: str) -> bool:
    """Whether one name is part of another: whole words, or, in scripts without space between them, any characters."""
    return any(
        not any(_WITHIN_WORD.fullmatch(text, max(at - 1, 0), at + 1) for at in found.span())
        for found in re.finditer(re.escape(part), text)
    )


def _are_initials(words: str, mention: Mention) -> bool:
    """Whether capitals are the initials of a name, or of an organization letters of it: SWR is "Südwestrundfunk".

    >>> [_are_initials(words, Mention(0, 2, "person", "Jane Roe", rule="r")) for words in ("JR", "JO", "jr")]
    [True, False, False]
    >>> [_are_initials(words, Mention(0, 2, "organization", "Südwestrundfunk", rule="r")) for words in ("SWR", "WR")]
    [True, False]
    """
    capitals = [letter.casefold() for letter in words if letter.isalnum()]
    if not capitals or " " in words or sum(map(str.isupper, words)) * 2 < len(capitals):
        return False
    initials = "".join(word[0] for word in _WORD.findall(_folded(mention.name)))
    if mention.kind != "organization":
        return "".join(capitals) == initials
    letters = iter(_folded(mention.name))
    return initials.startswith(capitals[0]) and all(letter in letters for letter in capitals)


def quotes(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation is what it says: marks or a dash for what is direct, and people whom the document names.

    Where places are said to tell who speaks, to whom and by which word, they have whole words, and none of those in
    the marks.

    >>> import corpustools
    >>> page = corpustools.read("“We are staying here,” Jane Roe told the mayor. Nobody in the town knows why that is.")
    >>> [quotes(page, each) for each in page.quotations]
    [True]
    >>> from dataclasses import replace
    >>> said, = page.quotations
    >>> quotes(page, replace(said, speaker="Li Hui")), quotes(page, replace(said, addressee="Li Hui"))
    (False, False)
    >>> page.text[23:31], quotes(page, replace(said, speaker="mayor"))
    ('Jane Roe', False)
    >>> quotes(page, replace(said, cue=(32, 34))), quotes(page, replace(said, addressee_at=(41, 44)))
    (False, False)
    >>> page = corpustools.read("– Vi blir her til det er over, sier ordføreren i byen. Det er ikke lett.")
    >>> [quotes(page, each) for each in page.quotations], quotes(page, replace(page.quotations[0], start=0))
    ([True], False)
    >>> [quotes(page, replace(page.quotations[0], speaker_at=place)) for place in ((2, 8), (36, 41))]
    [False, False]
    """
    places = (quotation.speaker_at, quotation.cue, quotation.addressee_at)
    if not all(_is_apart(document.text, place, quotation) for place in places if place is not None):
        return False
    words = document.words_at(quotation.start, quotation.end).strip()
    if quotation.kind == "direct" and words[:1] not in _MARKS and words[-1:] not in _MARKS:
        line = document.text[document.text.rfind("\n", 0, quotation.start) + 1 : quotation.start].lstrip()
        if line[:1] not in _DASHES:
            return False
    return _is_named(document, quotation.speaker, quotation.speaker_at) and _is_named(
        document, quotation.addressee, quotation.addressee_at
    )


def _is_named(document: Document, who: str | None, place: Place | None) -> bool:
    """Whether somebody is whom the mention at a place names, or else any mention, or words that the document has."""
    if who is None:
        return True
    there = [each.name for each in document.mentions if (each.start, each.end) == place]
    if there:
        return who in there
    return any(each.name == who for each in document.mentions) or _has_part(document.once(_all_folded), _folded(who))


def _all_folded(document: Document) -> str:
    return _folded(document.words_at(0, len(document.text)))


def _is_apart(text: str, place: Place, quotation: Quotation) -> bool:
    """Whether a place cuts no word, in scripts with space between words, and has nothing of words in marks."""
    start, end = place
    if quotation.kind == "direct" and start < quotation.end and quotation.start < end:
        return False
    return not any(_WITHIN_WORD.fullmatch(text, max(at - 1, 0), at + 1) for at in place)


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _words(text: str) -> set[str]:
    """Return the words of a text, those with a genitive's s without it, too."""
    found = set(_WORD.findall(text))
    return found | {word[:-1] for word in found if word.endswith("s")}
