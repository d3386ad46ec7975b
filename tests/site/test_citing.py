"""Quotations, lists and references to passages: checked, and cited from another project."""

import zlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

from corpustools.writers.passages import passages

QUIET = """Quiet town stays quiet

By Jane Roe

10 June 2015

The town is quiet today, said Mayor Ann Doe of Prague, and nobody knows for how long it will be.

It was never quiet before, as the *old* people of the town say.
"""
LOUD = """Loud town

By John Smith

1 May 2016

The other town is loud at night, and the people of it sleep in the day.
"""

ESSAY = """# Essay

They say {corpus:quote}`“nobody knows […] how long” <quiet>` and {corpus:quote}`it was never quiet <quiet>`.

```{corpus:quote} quiet
It was never quiet before, as the *old* people of the town say.
```
"""


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    made = make_project({"quiet.txt": QUIET, "loud.txt": LOUD})
    made.write("index.md", "# Home\n\n```{toctree}\ncorpus/index\nessay\n```\n")
    return made


def test_a_quotation_leads_to_its_passage(project: Any) -> None:
    project.write("essay.md", ESSAY)
    page = project.build(strict=True).page("essay.html")
    *_, first, last = [passage.anchor for passage in passages(project.corpus["quiet"])]
    links = page.select('a[href*="documents/quiet.html"]')
    assert [f"corpus/documents/quiet.html#{anchor}" for anchor in (first, last, last)] == [
        link["href"] for link in links
    ]
    block = page.select_one("blockquote.corpus-quote")
    assert "as the *old* people" in block.select_one("p").get_text()
    assert "Quiet town stays quiet, 2015-06-10" in block.select_one(".attribution").get_text()


def test_a_quotation_that_no_longer_matches_is_a_warning(project: Any) -> None:
    project.write("essay.md", ESSAY)
    assert "quotation" not in project.build().warnings
    project.raw("quiet.txt", QUIET.replace("never quiet", "seldom quiet"))
    said = project.build().warnings
    assert said.count("the document quiet does not say “it was never quiet”") == 1
    assert said.count("[corpus.quotation]") == 2
    assert "nobody knows" not in said


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("{corpus:quote}`the town is loud <quiet>`", "the document quiet does not say “the town is loud”"),
        ("{corpus:quote}`quiet`", "a quotation from the document quiet has no words"),
        (
            "{corpus:quote}`never quiet <quiet#p-00000000>`",
            "the passage 'p-00000000' of the document quiet does not say",
        ),
        ("{corpus:quote}`never quiet <nowhere>`", "the corpus holds no document called 'nowhere'"),
    ],
)
def test_what_cannot_be_quoted_is_a_warning(project: Any, quoted: str, said: str) -> None:
    project.write("essay.md", f"# Essay\n\n{quoted}\n")
    assert said in project.build().warnings


def rows(page: Any) -> list[list[str]]:
    return [
        [cell.get_text().strip() for cell in row.select("td")] for row in page.select("table.corpus-documents tbody tr")
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (":sort: title", ["Loud town", "Quiet town stays quiet"]),
        (":sort: date", ["Quiet town stays quiet", "Loud town"]),
        (":sort: -date", ["Loud town", "Quiet town stays quiet"]),
        (":sort: -words\n:limit: 1", ["Quiet town stays quiet"]),
        (":date: 2016/..", ["Loud town"]),
        (":language: de", []),
        (":label: byline\n:document: loud; nowhere", ["Loud town"]),
        (":person: Ann Doe", ["Quiet town stays quiet"]),
        (":place: prague", ["Quiet town stays quiet"]),
    ],
)
def test_documents_are_listed_as_the_options_say(project: Any, options: str, expected: list[str]) -> None:
    project.write("essay.md", f"# Essay\n\n```{{corpus:list}}\n{options}\n:columns: title, date\n```\n")
    page = project.build(strict=True).page("essay.html")
    assert expected == [title for title, _ in rows(page)]
    if not expected:
        assert "The corpus has no such document." in page.get_text()
    if "limit" in options:
        assert "1 of 2 documents" in page.get_text()


def test_a_list_that_cannot_be_meant_is_an_error(project: Any) -> None:
    project.write("essay.md", "# Essay\n\n```{corpus:list}\n:date: soon\n```\n\n```{corpus:list}\n:sort: mood\n```\n")
    said = project.build().warnings
    assert "corpus:list: 'soon' is no date" in said
    assert "mood" in said


def test_another_project_cites_a_passage(project: Any, tmp_path: Path) -> None:
    project.write("essay.md", "# Essay\n")
    built = project.build(strict=True)
    anchor = passages(project.corpus["quiet"])[-1].anchor
    with (built.out / "objects.inv").open("rb") as stored:
        inventory = InventoryFile.load(stored, "", lambda *parts: "".join(parts))
    assert set(inventory) >= {"corpus:document", "corpus:passage", "corpus:person", "corpus:rule"}
    other = tmp_path / "other"
    other.mkdir()
    (other / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"island": ("https://island.example/", {str(built.out / "objects.inv")!r})}}\n'
    )
    (other / "index.md").write_text(
        f"# Other\n\n[the old people](inv:island:corpus:passage#quiet#{anchor}) [](inv:island:corpus:document#loud) "
        f"[Ann](inv:island:corpus:person#ann-doe)\n"
    )
    status, warnings = StringIO(), StringIO()
    app = SphinxTestApp("html", srcdir=other, status=status, warning=warnings)
    try:
        app.build()
    finally:
        app.cleanup()
    assert not warnings.getvalue()
    page = (app.outdir / "index.html").read_text()
    assert f'href="https://island.example/corpus/documents/quiet.html#{anchor}"' in page
    assert 'href="https://island.example/corpus/documents/loud.html"' in page
    assert "Loud town" in page
    assert 'href="https://island.example/corpus/people/ann-doe.html"' in page
    # The inventory is what other projects load: what it says of a passage is its document's title.
    data = zlib.decompress((built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]).decode()
    assert f"quiet#{anchor} corpus:passage -1 corpus/documents/quiet.html#{anchor} Quiet town stays quiet\n" in data
