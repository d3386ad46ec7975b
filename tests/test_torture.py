"""What ``make torture`` does for an hour, for some seconds: any bytes, runs that are killed, a disk that fills up."""

import pytest
from fuzz_targets import TARGETS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kills import survive_full_disk, survive_kills

MARKUP = (
    *(
        b"<p>",
        b"</p>",
        b"<div class=",
        b"<a rel=author href=",
        b"<script>",
        b"</script>",
        b"<template>",
        b"<table><tr><td>",
    ),
    *(b"<!--", b"-->", b"<![CDATA[", b"<frameset>", b"<noscript>", b"<svg>", b"<textarea>", b"<pre>", b"<plaintext>"),
    *(
        b"<script type='application/ld+json'>",
        b'{"@type":"Article","articleBody":"',
        b"&#xd800;",
        b"<meta charset=utf-16>",
    ),
    *(
        b"\n# ",
        b"\n- ",
        b"\n> ",
        b"\n---\n",
        b"\n+++",
        b"\n% ",
        b"```",
        b"{ref}`",
        b"$$",
        b"\\",
        b"[^1]: ",
        b"1. ",
        b"\n===",
    ),
    *(
        b"\xff\xfe",
        b"\x00",
        b"\r",
        b"\xc2\xa0",
        b"\xc2\xad",
        b"\xed\xa0\x80",
        b"By Jane Roe",
        b"10 June 2015",
        b"Subscribe",
    ),
)
BYTES = st.binary(max_size=100) | st.lists(st.sampled_from(MARKUP) | st.binary(max_size=6), max_size=30).map(b"".join)

# Found by fuzzing.
A_TAG_THAT_IS_A_PATTERN = b'<h( itemprop="headline">A garden on the roof</h1>'
A_NAME_THAT_ENDS_IN_A_REPAIR = (
    b"e:e B t t\nVon A \xe6\xa2\xe5\x8d\xe8\x88\xaa\xef\xbc\x8c\xe7\xac\xe8\n"
    b"\xae\xe5\xa8\xe7\xa6\xbc\x80\xe4\xb8\x9c\x89\xe5\x9b\xe5\x81\xe5"
)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
class TestAnyBytes:
    @settings(max_examples=60)
    @given(data=BYTES)
    @example(data=A_TAG_THAT_IS_A_PATTERN)
    @example(data=A_NAME_THAT_ENDS_IN_A_REPAIR)
    def test_are_read_or_refused_and_shown(self, target, data):
        target(data)

    def test_of_the_cases_too(self, target, cases):
        for case in cases:
            target((case.path / "raw.txt").read_bytes())


def test_runs_that_are_killed_lose_nothing(tmp_path):
    survive_kills(tmp_path / "corpora", kills=2, documents=25, seed=1)


def test_half_of_a_file_is_removed_wherever_a_run_was_killed(make_corpus):
    """Found by torture: a run that was killed while it wrote a redirect left half of it."""
    corpus = make_corpus({"one.txt": "The town is quiet today."})
    folders = ("normalized", "quarantine", "profiles", "redirects", "origins", ".corpustools", ".corpustools/sources")
    for name in folders:
        (corpus.root / name).mkdir()
        (corpus.root / name / ".0123456789abcdef.42.tmp").write_text('{"docum')
    corpus.process()
    assert [] == list(corpus.root.rglob("*.tmp"))


def test_a_disk_that_fills_up_loses_nothing(tmp_path):
    try:
        survive_full_disk(tmp_path / "corpora", documents=12, seed=1)
    except PermissionError as error:
        pytest.skip(f"{error} (what mounts is not part of the project)")
