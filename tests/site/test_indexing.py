"""The index of the concordance from one build to the next: the same bytes as from nothing, and what changed alone."""

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools.search import segmenting, sharding
from corpustools.search.texts import TokenizedDocument, tokenize
from corpustools.sphinxext import indexing
from corpustools.sphinxext.indexing import update_index

TEXTS = ("The town is quiet today.", "The old town, the quiet town.", "Nobody knows.\n\nSubscribe", "...")

Texts = dict[str, str]


@pytest.fixture(autouse=True, scope="module")
def small_segments():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenting, "DOCUMENTS", 4)
        patch.setattr(sharding, "BYTES", 32)
        yield


class Builds:
    """An index that is brought up to date again and again, and what each time was read."""

    def __init__(self, root: Path) -> None:
        self.folder, self.cache = root / "index", root / "cache"
        self.read: list[str] = []

    def update(self, texts: Texts, made_by: str = "code") -> None:
        self.read.clear()

        def read(ident: str) -> TokenizedDocument:
            self.read.append(ident)
            return tokenize(corpustools.read(texts[ident], id=ident))

        update_index(self.folder, self.cache, texts, read, made_by)

    @property
    def files(self) -> dict[str, bytes]:
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    @property
    def times(self) -> dict[str, int]:
        return {name: (self.folder / name).stat().st_mtime_ns for name in self.files}


@pytest.fixture(scope="module")
def make_builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Builds]:
    return lambda: Builds(tmp_path_factory.mktemp("builds"))


# From build to build most documents are the same.
corpora = st.dictionaries(st.sampled_from([f"d{number:02}" for number in range(14)]), st.sampled_from(TEXTS))


@given(st.lists(corpora, min_size=2, max_size=4))
def test_an_index_tells_nothing_of_what_there_was_before(make_builds, versions):
    builds, fresh = make_builds(), make_builds()
    for texts in versions:
        builds.update(texts)
    fresh.update(versions[-1])
    assert fresh.files == builds.files
    assert not [path for path in builds.folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


class Killed(BaseException):
    """What ends a build at once."""


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_build_that_was_killed_leaves_nothing_behind(make_builds, is_taken_back):
    """At every write of a build in turn; then it is made again, or what changed is taken back."""
    builds, fresh, texts = make_builds(), make_builds(), {f"d{number:02}": TEXTS[number % 4] for number in range(6)}
    others = texts | {"d01": "A quiet ferry. The town.", "d04": "Nobody."}
    then = texts if is_taken_back else others
    fresh.update(then)
    write = indexing.write_if_changed
    for moment in count():
        left = iter(range(moment))

        def written(path, data, left=left):
            if next(left, None) is None:
                raise Killed
            return write(path, data)

        builds.update(texts)
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            patch.setattr(indexing, "write_if_changed", written)
            builds.update(others)
            break
        builds.update(then)
        assert fresh.files == builds.files
    assert moment > 20


def test_what_did_not_change_is_neither_read_nor_written(make_builds):
    builds = make_builds()
    texts = {f"d{number:02}": TEXTS[number % 4] for number in range(14)}
    builds.update(texts)
    assert sorted(texts) == builds.read
    before = builds.times
    builds.update(texts)
    assert [] == builds.read
    assert before == builds.times
    builds.update(texts | {"d05": "The town is loud."})
    assert ["d05"] == builds.read
    changed = {name.split("/")[1] for name in before if before[name] != builds.times.get(name) and "segments/" in name}
    assert [stretch[0] for stretch in segmenting.segments(sorted(texts)) if "d05" in stretch] == sorted(changed)


def test_what_is_gone_is_made_again(make_builds):
    builds, texts = make_builds(), {f"d{number:02}": TEXTS[number % 4] for number in range(9)}
    builds.update(texts)
    before = builds.files
    shard = next(name for name in before if name.startswith("words/"))
    for name in (shard, "segments/d00/texts/0.json", "segments/d00/left/0.bin", "streams/d00/0.bin"):
        (builds.folder / name).unlink()
        builds.update(texts)
        assert before == builds.files
    for path in builds.cache.rglob("indexed"):
        path.write_bytes(path.read_bytes()[:50])
    builds.update(texts)
    assert sorted(texts) == builds.read
    assert before == builds.files


def test_what_other_code_made_is_made_again(make_builds):
    builds, texts = make_builds(), {"d00": TEXTS[0]}
    builds.update(texts)
    builds.update(texts, "other code")
    assert ["d00"] == builds.read
