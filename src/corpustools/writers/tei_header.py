"""What a TEI file says of a document and of its corpus before the text: the ``teiHeader``."""

from collections.abc import Iterator, Sequence

from corpustools.config import Config
from corpustools.model.fact import Metadata
from corpustools.writers.citation import Citation, date_numbers, line
from corpustools.writers.xml import element, escaped


def document_header(known: Metadata, cited: Citation, config: Config, people: Sequence[str] = ()) -> str:
    """Write the header of a document; ``people`` are the elements of those who speak in it and are spoken to.

    >>> from corpustools.writers.citation import Citation
    >>> cited = Citation("ferry", "page", "The Ferry", published="2015-06-10")
    >>> header = document_header(Metadata(language="en"), cited, Config())
    >>> '<date type="published" when="2015-06-10">2015-06-10</date>' in header, "<author>" in header
    (True, False)
    """
    return _header(
        [_title(cited), *_authors(cited)],
        _publication(config, cited),
        element("bibl", "\n".join(_source(cited)), between="\n"),
        "\n".join(_profile(known, people)),
    )


def corpus_header(config: Config) -> str:
    """Write the header of a corpus.

    >>> print(corpus_header(Config(title="Quiet towns", rights="Theirs")))
    <teiHeader>
    <fileDesc>
    <titleStmt>
    <title>Quiet towns</title>
    </titleStmt>
    <publicationStmt>
    <distributor>Quiet towns</distributor>
    <availability><p>Theirs</p></availability>
    </publicationStmt>
    <sourceDesc>
    <p>Quiet towns</p>
    </sourceDesc>
    </fileDesc>
    </teiHeader>
    """
    return _header(
        [element("title", _one(config.title))],
        _publication(config),
        element("p", escaped(config.description or config.title)),
    )


def _header(title: Sequence[str], publication: str, source: str, profile: str = "") -> str:
    parts = [
        element("titleStmt", "\n".join(title), between="\n"),
        publication,
        element("sourceDesc", source, between="\n"),
    ]
    described = element("fileDesc", "\n".join(parts), between="\n")
    known = [element("profileDesc", profile, between="\n")] if profile else []
    return element("teiHeader", "\n".join((described, *known)), between="\n")


def _publication(config: Config, cited: Citation | None = None) -> str:
    """Say what a file is part of, and what others may do with it."""
    makers = [element("authority", _one(name)) for name in config.creators]
    parts = [*makers, element("distributor", _one(config.title))]
    address = cited.address if cited else config.url
    if cited:
        parts.append(element("idno", _one(cited.id), {"type": "document"}))
    if address:
        parts.append(element("idno", _one(address), {"type": "URL"}))
    terms = [element("p", escaped(config.rights))] if config.rights else []
    terms += [element("licence", _one(config.license))] if config.license else []
    if terms:
        parts.append(element("availability", "".join(terms)))
    return element("publicationStmt", "\n".join(parts), between="\n")


def _source(cited: Citation) -> Iterator[str]:
    yield _title(cited)
    yield from _authors(cited)
    if cited.publisher:
        yield element("publisher", _one(cited.publisher))
    if cited.published:
        yield element("date", _one(cited.published), {"type": "published"} | when(cited.published))
    if cited.retrieved:
        yield element("date", _one(cited.retrieved), {"type": "retrieved"} | when(cited.retrieved))
    if cited.original:
        yield element("idno", _one(cited.original), {"type": "URL"})
    yield element("idno", cited.sha256, {"type": "SHA-256"})


def _title(cited: Citation) -> str:
    return element("title", _one(cited.title))


def _authors(cited: Citation) -> Iterator[str]:
    return (element("author", _one(name)) for name in cited.authors)


def _profile(known: Metadata, people: Sequence[str]) -> Iterator[str]:
    languages = dict.fromkeys(tag for tag in (known.language, *known.other_languages) if tag)
    if languages:
        yield element("langUsage", "".join(element("language", _one(tag), {"ident": tag}) for tag in languages))
    if people:
        yield element("particDesc", element("listPerson", "\n".join(people), between="\n"), between="\n")
    if known.tags:
        yield element("textClass", element("keywords", "".join(element("term", _one(tag)) for tag in known.tags)))


def _one(words: str) -> str:
    return escaped(line(words))


def when(date: str) -> dict[str, str]:
    """Return a date in the form of XML Schema, as precise as it is known; nothing where it is none, or a span of time.

    >>> when("2015-06-10T12:00"), when("2015"), when("2015-06/2015-08"), when("last week")
    ({'when': '2015-06-10'}, {'when': '2015'}, {}, {})
    """
    numbers = [] if "/" in date else date_numbers(date)
    parts = [f"{number:0{4 if place == 0 else 2}}" for place, number in enumerate(numbers)]
    return {"when": "-".join(parts)} if parts else {}
