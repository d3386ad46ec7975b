"""The folder ``raw/``: which documents are in it, and their bytes. Whatever else lies there is never opened.

Links are followed to files below ``raw/`` and to nothing outside: a corpus says what it was made of, and a link that
somebody put into a scrape may lead to any file of the machine. Folders that are links are not entered.
"""

import os
import stat
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from corpustools.config import Config
from corpustools.errors import UnreadableError

_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_TRIES = 3
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def find_raw(raw: Path, exclude: Collection[str] = ()) -> Iterator[str]:
    """Yield the path below ``raw/`` of everything that is a document or ought to be one, in no order.

    What one of the patterns in ``exclude`` fits, as :func:`fnmatch.fnmatchcase` has it, is neither. There ``*`` stands
    for anything, also for ``/``.

    Hidden files and folders are none, and a link to a folder below ``raw/`` is none, since what is there is found
    there. All other things that are no files, and folders that cannot be opened, are yielded: nobody should miss
    what was in them.

    >>> list(find_raw(Path("corpus/raw"))), list(find_raw(Path("corpus/raw"), ["*.txt"]))
    (['000_fe9d5194648d3d10.txt'], [])
    """
    pending = [""]
    while pending:
        within = pending.pop()
        try:
            with os.scandir(raw / within) as found:
                entries = [entry for entry in found if not entry.name.startswith(".")]
        except OSError:
            yield within.removesuffix("/")
            continue
        for entry in entries:
            name = within + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(name + "/")
            elif any(fnmatchcase(name, pattern) for pattern in exclude):
                continue
            elif not (entry.is_symlink() and _is_folder_within(raw, raw / name)):
                yield name


def read_raw(raw: Path, name: str, config: Config) -> tuple[bytes, list[int]]:
    """Return the bytes of a raw file and its stamp, both of the same moment.

    Raises :class:`~corpustools.errors.UnreadableError` for what is no file, cannot be opened, lies outside
    ``raw/``, is larger than ``max_bytes`` (then it is not read), or is being written to.

    >>> read_raw(Path("corpus/raw"), "nowhere.txt", Config())
    Traceback (most recent call last):
    corpustools.errors.UnreadableError: the file cannot be opened: No such file or directory; check its permissions, ...
    """
    from corpustools.pipeline import check_size  # who only asks what is there needs no reader

    path = raw / name
    try:
        if path.is_symlink() and _leads_out(raw, path):
            raise UnreadableError(
                "link",
                f"it is a link out of raw/, to {str(path.readlink())!r}",
                advice="put a copy of the file into raw/",
            )
        # Asked before it is opened: to open a device can do things, and to open a pipe waits for somebody to write.
        _check_kind(path.stat())
        for _ in range(_TRIES):
            with os.fdopen(os.open(path, _READ), "rb") as file:
                before = os.fstat(file.fileno())
                _check_kind(before)
                check_size(before.st_size, config)
                data = file.read(config.max_bytes + 1)
                after = os.fstat(file.fileno())
            if _stamp(before) == _stamp(after) and len(data) == after.st_size:
                return data, _stamp(after)
    except OSError as error:
        raise UnreadableError(
            "unreadable",
            f"the file cannot be opened: {error.strerror}",
            advice="check its permissions, or where it links to",
        ) from error
    raise UnreadableError(
        "changing", "the file changed while it was read", advice="process again when nothing writes to it any more"
    )


def stamp(path: str | os.PathLike[str]) -> list[int]:
    """Return the size in bytes and the time of change in nanoseconds, or nothing where there is no file.

    >>> stamp("no such file")
    []
    """
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 (a site asks thousands of times, and a Path takes longer to make)
    except OSError:
        return []


def _stamp(status: os.stat_result) -> list[int]:
    return [status.st_size, status.st_mtime_ns]


def _check_kind(status: os.stat_result) -> None:
    """Refuse what is no file."""
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError("no_file", "it is a folder that cannot be opened", advice="check its permissions")
    for is_kind, kind in _KINDS:
        if is_kind(status.st_mode):
            raise UnreadableError("no_file", f"it is {kind}, not a file", advice="take it out of raw/")


def _is_folder_within(raw: Path, path: Path) -> bool:
    """Whether a link leads to a folder in ``raw/``."""
    return path.is_dir() and not _leads_out(raw, path)


def _leads_out(raw: Path, path: Path) -> bool:
    """Whether a link leads to somewhere that is not in ``raw/``, wherever that folder really is."""
    try:
        return not path.resolve(strict=True).is_relative_to(raw.resolve())
    except (OSError, RuntimeError):
        return False  # it leads nowhere, which is said when it is opened
