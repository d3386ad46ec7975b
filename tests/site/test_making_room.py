"""What is held in memory while Pagefind runs, which needs as much as the build that waits for it."""

import gc
from collections.abc import Callable
from typing import Any

import pytest

from corpustools.corpus.entry import Entry
from corpustools.model.document import Document
from corpustools.sphinxext import search


def test_nothing_of_the_documents_is_held_while_pagefind_runs(
    make_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(
        {"ferry-of-this-test.txt": "The ferry to Juist was late today, said Jane Roe, mayor of Oslo."}
    )
    held, index = [], search._index

    def note_what_is_held(*args: Any) -> None:
        gc.unfreeze()
        held.extend(type(one) for one in gc.get_objects() if type(one) in (Entry, Document) and "ferry" in one.id)
        index(*args)
        held.append(None)

    monkeypatch.setattr(search, "_index", note_what_is_held)
    project.build(strict=True, corpus_search="pagefind")
    assert {None} == set(held)
