"""Seeing when a build begins that nothing changed since the last one, from names, sizes and times of files alone.

Most of what a build does is to find out what is to be done: which documents are others, which lists name them, what
the inventory holds. Where all that it stands on is what it was, none of this is asked. It is put off, and done after
all where Sphinx finds a page to read or to write.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import Any, Self
from weakref import WeakKeyDictionary

import sphinx
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.project import Project

from corpustools.corpus.files import write_if_changed
from corpustools.corpus.state import stamp
from corpustools.sphinxext.layout import layout_of
from corpustools.sphinxext.opened import corpus_of
from corpustools.sphinxext.remembering import Remembered

_GIVEN = ("raw", "origins", "corrections", "entities")
_MADE = ("normalized", "quarantine", "profiles", "redirects")
"""The folders of a corpus: what people put there, and what is made of it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a build stands on, each part as a digest: what it is made by, the corpus, its pages' sources, the site."""

    made_by: str
    given: str
    made: str = ""
    sources: str = ""
    site: str = ""

    @classmethod
    def of(cls, app: Sphinx, code: str, before: Self | None) -> Self:
        """Look at it; ``code`` is a digest of the code and the settings that pages are made by.

        What is made of the corpus is not looked at where what it is made of is not what it was before: all of that is
        looked at when it is made.
        """
        given = cls(_made_by(app, code), _given(app))
        if before is None or (before.made_by, before.given) != (given.made_by, given.given):
            return given
        return replace(given, made=_made(app), sources=_digest(_sources(app)), site=_site(app))


@dataclass(frozen=True, slots=True)
class Settled:
    """What a build left when it was done: its ground, and what was unreadable.

    ``read`` has the files, below the source folder, of the pages in the folder of the generated ones that Sphinx read.
    """

    ground: Ground
    read: Mapping[str, str] = field(default_factory=dict)
    quarantined: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, app: Sphinx) -> Self | None:
        """Read what the last build with this builder left, or nothing."""
        try:
            stored = json.loads(_path(app).read_bytes())
            return cls(Ground(**stored.pop("ground")), **stored)
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"corpus-settled-{app.builder.name}.json")


# Of each build that may be settled its ground, and what was quarantined; of one that is put off how to do it after all.
_grounds: WeakKeyDictionary[Sphinx, Settled] = WeakKeyDictionary()
_put_off: WeakKeyDictionary[Sphinx, Callable[[], None]] = WeakKeyDictionary()


def is_put_off(env: BuildEnvironment) -> bool:
    """Whether all pages, indexes and files of the corpus are what they must be, as far as anybody has seen."""
    return isinstance(env.project, _SettledFolder)


def put_off(app: Sphinx, code: str, bring_up_to_date: Callable[[], None]) -> Settled | None:
    """Put off what is to be done for the corpus, if nothing changed since the last build; return what that left."""
    before = Settled.load(app)
    ground = Ground.of(app, code, before.ground if before else None)
    _grounds[app] = Settled(ground)
    if before is None or before.ground != ground:
        return None
    _grounds[app] = before
    _put_off[app] = bring_up_to_date
    app.project = app.env.project = _SettledFolder(app.project, layout_of(app.config).folder, before.read)
    _write_nothing_needlessly(app)
    return before


def resume(app: Sphinx) -> None:
    """Do now what was put off, if anything was."""
    bring_up_to_date = _put_off.pop(app, None)
    if bring_up_to_date is not None:
        bring_up_to_date()


def note_processed(app: Sphinx, quarantined: Mapping[str, str]) -> None:
    """Note what the corpus is once it is processed: what is changed by others from here on is for the next build."""
    before = _grounds.get(app)
    if before is not None:
        _grounds[app] = replace(before, ground=replace(before.ground, made=_made(app)), quarantined=quarantined)


class _SettledFolder(Project):
    """The source folder, of whose generated pages it is known which Sphinx reads: they are not looked for."""

    def __init__(self, whole: Project, folder: str, read: Mapping[str, str]) -> None:
        super().__init__(whole.srcdir, whole.source_suffix)
        self.restore(whole)
        self._folder, self._read = folder, read

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the pages that Sphinx is to read."""
        super().discover([*exclude_paths, f"{escape(self._folder)}/**"], include_paths)
        for docname, file in self._read.items():
            self.docnames.add(docname)
            self._path_to_docname[Path(file)], self._docname_to_path[docname] = docname, Path(file)
        return self.docnames


def _write_nothing_needlessly(app: Sphinx) -> None:
    """Let Sphinx leave its indexes and its inventory as they are where it has no page to write.

    It makes them anew at the end of each build, from all objects that there are.
    """
    builder = app.builder
    write, finish = builder.write, builder.finish

    def write_pages(docnames: Iterable[str] | None, updated: Iterable[str], method: Any = "update") -> None:
        if docnames is None or docnames or updated or method != "update":
            resume(app)
        write(docnames, updated, method)

    def finish_what_was_begun() -> None:
        if not is_put_off(app.env):
            finish()

    builder.write, builder.finish = write_pages, finish_what_was_begun  # type: ignore


def resume_for_changes(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Do what was put off where other pages changed: the indexes name them."""
    if added or changed or removed:
        resume(app)
    return []


def resume_to_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Do what was put off where Sphinx has pages to read, for whatever reason: they may refer to any of the corpus."""
    if docnames:
        resume(app)


def settle(app: Sphinx, exception: Exception | None) -> None:
    """Leave for the next build what this one stood on, unless something changed meanwhile, or is to be said again."""
    after = _grounds.pop(app, None)
    is_done = exception is None and after is not None and not is_put_off(app.env)
    if not is_done or not isinstance(app.builder, StandaloneHTMLBuilder) or _has_stand_ins(app):
        return
    assert after is not None
    sources = _sources(app)
    root, there = os.fspath(app.srcdir), set(sources)
    for docname, (size, changed) in Remembered.load(app).sources.items():
        # As it is seen, in strings: a path takes longer to make than a file to be looked at.
        if f"{root}{os.sep}{docname.replace('/', os.sep)}.md {size} {changed}" not in there:
            _path(app).unlink(missing_ok=True)
            return
    folder = f"{layout_of(app.config).folder}/"
    names = sorted(docname for docname in app.env.found_docs if docname.startswith(folder))
    read = {docname: os.fspath(app.env.doc2path(docname, base=False)) for docname in names}
    ground = replace(after.ground, sources=_digest(sources), site=_site(app))
    left = asdict(replace(after, ground=ground, read=read))
    write_if_changed(_path(app), json.dumps(left).encode())


def _has_stand_ins(app: Sphinx) -> bool:
    """Whether pages are shown in the places of others, which each build says anew."""
    return bool(getattr(app.project, "elsewhere", None))


def _made_by(app: Sphinx, code: str) -> str:
    """Return a digest of all code, settings and files of the site's own that any page may depend on."""
    config = app.config
    beside = [*config.templates_path, *config.html_static_path, *config.html_extra_path]
    conf = Path(app.confdir, "conf.py")
    said = (
        (code, corpus_of(config).shown),
        (sphinx.__version__, sorted((name, found.version) for name, found in app.extensions.items())),
        (str(app.srcdir), str(app.outdir), conf.read_bytes() if conf.is_file() else b""),
        # What conf.py says may depend on more than its bytes.
        (sorted((value.name, _plain(value.value)) for value in config), sorted(app.tags)),
    )
    digest = hashlib.sha256(repr(said).encode("utf-8", "surrogatepass"))
    own = Path(__file__).parent / "static"
    digest.update(_digest(_seen([own, *(Path(app.confdir, path) for path in beside)])).encode("ascii"))
    return digest.hexdigest()


def _plain(value: object) -> str:
    """Write the value of a setting so that it is the same in each process; of what is no value its type.

    >>> _plain({"b": [1, "x"], "a": {"y"}}), _plain(print)
    ("{'a': ['y'], 'b': [1, 'x']}", 'builtin_function_or_method')
    """
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{_plain(key)}: {_plain(of)}' for key, of in value.items()))}}}"
    if isinstance(value, list | tuple | set | frozenset):
        written = map(_plain, value)
        return f"[{', '.join(written if isinstance(value, list | tuple) else sorted(written))}]"
    is_plain = value is None or isinstance(value, str | bytes | bool | int | float | os.PathLike)
    return repr(value) if is_plain else type(value).__name__


def _given(app: Sphinx) -> str:
    corpus = corpus_of(app.config)
    files = ["corpus.toml", *corpus.config.gazetteers]
    return _digest(_seen(corpus.root / name for name in (*files, *_GIVEN)))


def _made(app: Sphinx) -> str:
    corpus = corpus_of(app.config)
    paths = (corpus.state_file, *(corpus.root / name for name in _MADE))
    return _digest(_seen(paths))


def _sources(app: Sphinx) -> list[str]:
    return _seen([Path(app.srcdir, layout_of(app.config).folder)])


def _site(app: Sphinx) -> str:
    """Return a digest of the names of the site's files: that they are there, and no others."""
    out = Path(app.outdir)
    names = sorted(path.name for path in out.iterdir()) if out.is_dir() else []
    for folder in (layout_of(app.config).folder, "pagefind"):
        for path, folders, files in os.walk(out / folder):
            folders.sort()
            names += [path, *sorted(files)]
    return _digest(names)


def _digest(said: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def _seen(paths: Iterable[Path]) -> list[str]:
    """Write the name, the size and the time of each file, and of each in and below each folder."""
    found: list[str] = []
    for path in paths:
        if path.is_dir():
            found += sorted(_below(os.fspath(path)))
        else:
            found.append(f"{path} {stamp(path)}")
    return found


def _below(folder: str) -> Iterator[str]:
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as items:
            for item in items:
                if item.is_dir(follow_symlinks=False):
                    pending.append(item.path)
                else:
                    yield f"{item.path} {_stamp(item)}"


def _stamp(item: "os.DirEntry[str]") -> str:
    try:
        status = item.stat()
    except OSError:
        return ""  # a link to nothing
    return f"{status.st_size} {status.st_mtime_ns}"


def setup(app: Sphinx) -> None:
    """Register where what was put off is done after all, and where it is seen what a build leaves."""
    # Before any other asks which pages are to be read, and after all files are in place.
    app.connect("env-get-outdated", resume_for_changes, priority=100)
    app.connect("env-before-read-docs", resume_to_read, priority=100)
    app.connect("build-finished", settle, priority=950)
