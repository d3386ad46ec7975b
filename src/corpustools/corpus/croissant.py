"""Croissant 1.0: what a JSON Lines export of a corpus is, for those who load it to train on.

It is a schema.org ``Dataset`` with the columns of the file. See https://docs.mlcommons.org/croissant/docs/croissant-spec.html.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from corpustools.corpus.card import Card, described
from corpustools.errors import CorpusToolsError
from corpustools.writers.json_lines import COLUMNS, Column

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"

RECORDS = "documents"
"""The name of the set of records: one for each document."""

_OWN = (
    "citeAs column conformsTo data dataType equivalentProperty examples extract field fileObject fileProperty fileSet "
    "format includes isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
# Programs compare it with the one that the specification gives, and warn of what is missing.
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    **{name: f"cr:{name}" for name in _OWN.split()},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}
"""What the words of a description mean."""

REQUIRED = {
    "license": "license",
    "creator": "creators",
    "url": "url",
    "datePublished": "published",
    "description": "description",
}
"""What the specification requires and corpus.toml alone can say, and the setting that says it."""


def croissant(card: Card, file: Path) -> dict[str, Any]:
    """Describe a file that ``corpustools export jsonl`` wrote, and the corpus that it is of.

    Languages, and all that is said of the whole, are those of the corpus; the file is described by its bytes.

    Raises :class:`~corpustools.errors.CorpusToolsError` where it is no such file.

    >>> import tempfile
    >>> from corpustools.corpus import open_corpus
    >>> from corpustools.corpus.card import card_of
    >>> corpus = open_corpus("corpus")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "corpus.jsonl")
    ...     _ = file.write_text("".join(corpus.export("jsonl").whole()), encoding="utf-8")
    ...     made = croissant(card_of(corpus), file)
    >>> made["name"], [field["name"] for field in made["recordSet"][0]["field"]][:3]
    ('The corpustools seed corpus', ['id', 'text', 'headline'])
    >>> croissant(card_of(corpus), Path("corpus/corpus.toml"))
    Traceback (most recent call last):
    corpustools.errors.CorpusToolsError: corpus/corpus.toml: it is no file that `corpustools export jsonl` wrote
    """
    size, digest = _checked(file)
    said = described(card) | {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "citeAs": card.config.citation,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.name,
                "name": file.name,
                "description": "a document on each line",
                "contentUrl": file.name,
                "contentSize": f"{size} B",
                "encodingFormat": "application/jsonlines",
                "sha256": digest,
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": RECORDS,
                "name": RECORDS,
                "description": "the documents of the corpus",
                "key": {"@id": f"{RECORDS}/{COLUMNS[0].name}"},
                "field": [_field(column, file.name) for column in COLUMNS],
            }
        ],
    }
    return {key: value for key, value in said.items() if value}


def not_said(made: dict[str, Any]) -> list[str]:
    """Return the settings that a description lacks and the specification requires.

    >>> not_said({"license": "https://spdx.org/licenses/CC0-1.0", "url": "https://island.example/"})
    ['creators', 'published', 'description']
    """
    return [setting for name, setting in REQUIRED.items() if not made.get(name)]


def _field(column: Column, file: str) -> dict[str, Any]:
    # A day is as precise as is known ("2015-06"), and whoever loads sc:Date would have the first of the month.
    said = {
        "@type": "cr:Field",
        "@id": f"{RECORDS}/{column.name}",
        "name": column.name,
        "description": column.help,
        "dataType": "sc:URL" if column.address else "sc:Text",
        "equivalentProperty": column.equivalent and f"sc:{column.equivalent}",
        "repeated": column.many,
        "source": {"fileObject": {"@id": file}, "extract": {"column": column.name}},
    }
    return {key: value for key, value in said.items() if value}


def _checked(path: Path) -> tuple[int, str]:
    """Return the size and the digest of a file each line of which has all columns and no other."""
    columns, digest, size = {column.name for column in COLUMNS}, hashlib.sha256(), 0
    with path.open("rb") as lines:
        for line in lines:
            try:
                known = json.loads(line)
            except ValueError:
                known = None
            if not isinstance(known, dict) or known.keys() != columns:
                raise CorpusToolsError(f"{path}: it is no file that `corpustools export jsonl` wrote")
            digest.update(line)
            size += len(line)
    return size, digest.hexdigest()
