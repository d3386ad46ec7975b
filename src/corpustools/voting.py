"""A second opinion on names: a pipeline of spaCy that the user has votes on each, and its vote is recorded.

No rule of corpustools needs it, and no mention comes or goes by it. It takes ``corpustools[ner]`` and a pipeline.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from corpustools.errors import ConfigError
from corpustools.model.document import Block, Document
from corpustools.model.mention import Mention, MentionKind

KINDS: Mapping[str, MentionKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
"""What the labels of spaCy's pipelines mean here; those of other labels (dates, works, events) are no names."""


class Pipeline(Protocol):
    """What is asked of a recogniser: a text gives something with ``ents``, each of which has offsets and a label.

    So any function can be one that has a ``meta``:

    >>> class Capitals:
    ...     meta = {"lang": "en", "name": "capitals", "version": "1.0"}
    ...     def __call__(self, text):
    ...         return type("Doc", (), {"ents": ()})
    >>> import corpustools
    >>> page = corpustools.read("The harbour of Oslo is quiet today, and nobody knows for how long.")
    >>> vote(page, Capitals()).mentions[0].votes, Capitals().meta["name"]
    (('en_capitals 1.0: nothing',), 'capitals')
    """

    @property
    def meta(self) -> Mapping[str, Any]:
        """The pipeline's name, language and version, among others."""

    def __call__(self, text: str, /) -> Any:
        """Recognise what is named in a text."""


def load_pipeline(name: str) -> Pipeline:
    """Load a pipeline of spaCy by the name of its package or its folder.

    >>> load_pipeline("no_such_pipeline")
    Traceback (most recent call last):
    corpustools.errors.ConfigError: there is no pipeline 'no_such_pipeline'; `python -m spacy download` fetches spaCy's

    Raises :class:`~corpustools.errors.ConfigError` where spaCy or the pipeline is not installed.
    """
    try:
        import spacy
    except ImportError:
        raise ConfigError("spaCy is not installed; pip install 'corpustools[ner]'") from None
    try:
        pipeline: Pipeline = spacy.load(name)
    except OSError:
        raise ConfigError(f"there is no pipeline {name!r}; `python -m spacy download` fetches spaCy's") from None
    return pipeline


def vote(document: Document, pipeline: Pipeline) -> Document:
    """Return the document with what a pipeline says of each of its people, organizations and places.

    A vote is the pipeline's name and version, and the kind that it gives to words that overlap the mention, or
    "nothing". Whether it agrees can be seen beside the mention's own kind; times are not voted on.

    >>> import corpustools
    >>> class Stub:
    ...     meta = {"lang": "en", "name": "stub", "version": "1.0"}
    ...     def __call__(self, text):
    ...         start = text.find("Oslo")
    ...         entity = type("Ent", (), {"start_char": start, "end_char": start + 4, "label_": "PERSON"})
    ...         return type("Doc", (), {"ents": [entity] if start >= 0 else []})
    >>> page = corpustools.read("The harbour of Stockholm is quiet, and in Oslo it is too, said Jane Roe.")
    >>> page = vote(page, Stub())
    >>> [(each.name, each.kind, each.votes) for each in page.mentions]
    [('Stockholm', 'place', ('en_stub 1.0: nothing',)), ('Oslo', 'place', ('en_stub 1.0: person',)),
     ('Jane Roe', 'person', ('en_stub 1.0: nothing',))]
    """
    name = f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}"
    said: list[tuple[int, int, MentionKind]] = []
    for block in document.blocks:
        if block.is_kept:
            said += _recognised(document, block, pipeline)
    mentions = [
        each if each.kind == "time" else replace(each, votes=(*each.votes, f"{name}: {_kind(each, said)}"))
        for each in document.mentions
    ]
    return document.with_told(document.rules, mentions=mentions)


def _recognised(
    document: Document, block: Block, pipeline: Callable[[str], Any]
) -> Iterable[tuple[int, int, MentionKind]]:
    """Return what the pipeline recognises in the reading text of a block, by its place in the text as read."""
    shown = document.reading(block)
    for found in pipeline(block.reading).ents:
        if found.label_ in KINDS and found.start_char < found.end_char:
            yield (*shown.source(found.start_char, found.end_char), KINDS[found.label_])


def _kind(mention: Mention, said: Iterable[tuple[int, int, MentionKind]]) -> str:
    """Return the kind of what overlaps a mention most."""
    near = [(min(end, mention.end) - max(start, mention.start), kind) for start, end, kind in said]
    most, kind = max(near, default=(0, "nothing"), key=lambda each: each[0])
    return kind if most > 0 else "nothing"
