"""Where a document came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from, and how its bytes became characters.

    ``size`` is in bytes. ``name`` is the path below the corpus's ``raw/`` folder, where there is one. ``notes``
    are sentences that say what the reader did out of the ordinary.

    >>> import corpustools
    >>> source = corpustools.read("Žižkov is quiet today.".encode("utf-16")).source
    >>> source.media_type, source.encoding, source.encoding_reason, source.size
    ('text/plain', 'utf-16-le', 'opens with the mark of utf-16-le', 46)
    """

    sha256: str
    size: int
    media_type: str
    encoding: str
    encoding_rule: str
    encoding_reason: str
    url: str | None = None
    name: str | None = None
    notes: tuple[str, ...] = ()
