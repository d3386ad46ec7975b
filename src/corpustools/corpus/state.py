"""What was true after the last run, so that the next one does only what changed.

The state is a cache: it lives outside git, and a corpus without it is processed once more, to the same
bytes. A file counts as unchanged while its size and its time of change are what they were, which is what
git and make go by; ``corpustools verify`` trusts neither and reads everything.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from corpustools.config import Config
from corpustools.corpus.files import write_if_changed
from corpustools.model.known import KnownName
from corpustools.registry import rules

VERSION = 5


@dataclass(slots=True)
class Entry:
    """One raw file at the last run: stamps of it and of what was made of it, and a summary for indexes.

    ``fired`` gives for each rule how often it fired, and the offset where it first did. ``named`` holds for each name
    its kind, the name, how often it is mentioned, the passage that mentions it first, its key in a gazetteer and the
    title that a mention gives; ``said`` for each quotation its speaker, its kind, its passage and its first words.
    ``part`` is a digest of what the profile of its source says of it.
    """

    id: str
    raw: list[int]
    outputs: list[list[int]]
    title: str = ""
    publisher: str | None = None
    language: str | None = None
    date: str | None = None
    words: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    fired: dict[str, list[int]] = field(default_factory=dict)
    named: list[list[str | int]] = field(default_factory=list)
    said: list[list[str]] = field(default_factory=list)
    reason: str | None = None
    part: str = ""


def stamp(path: Path) -> list[int]:
    """Return the size in bytes and the time of change in nanoseconds, or nothing where there is no file.

    >>> stamp(Path("no such file"))
    []
    """
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns]


def load(path: Path, config: Config, gazetteer: Iterable[KnownName] = ()) -> dict[str, Entry]:
    """Read the state, or nothing where it is missing, damaged, or of other code or settings."""
    try:
        stored: dict[str, Any] = json.loads(path.read_bytes())
        if stored["fingerprint"] != fingerprint(config, gazetteer):
            return {}
        return {name: Entry(**entry) for name, entry in stored["entries"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save(path: Path, config: Config, entries: dict[str, Entry], gazetteer: Iterable[KnownName] = ()) -> None:
    """Write the state, if it is another than before."""
    state = {
        "fingerprint": fingerprint(config, gazetteer),
        "entries": {name: asdict(entry) for name, entry in sorted(entries.items())},
    }
    write_if_changed(path, json.dumps(state).encode("ascii"))


def fingerprint(config: Config, gazetteer: Iterable[KnownName] = ()) -> str:
    """Return a digest of everything but the raw bytes that a document depends on.

    That is the settings, the corpus's own gazetteers, the rules with their versions (those of plugins too) and the
    code itself, so that a developer who changes a rule sees its effect at the next run.
    """
    listed = [(rule.name, rule.module, rule.version, rule.confidence) for rule in rules()]
    known = [asdict(each) for each in gazetteer]
    return hashlib.sha256(json.dumps([VERSION, asdict(config), known, listed, _code()]).encode()).hexdigest()


@cache
def _code() -> str:
    """Return a digest of the package's own Python files, of the parameters of its models and of its word lists."""
    digest = hashlib.sha256()
    pending: list[Traversable] = [files("corpustools")]
    while pending:
        for item in sorted(pending.pop().iterdir(), key=lambda item: item.name):
            if item.is_dir() and item.name not in {"__pycache__", "sphinxext"}:
                pending.append(item)
            elif item.name.endswith((".py", ".json", ".toml", ".tsv", ".txt")):
                digest.update(item.name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()
