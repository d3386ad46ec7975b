"""Directives that count: what they show is what Python counts, and words of documents stay words."""

from collections.abc import Callable
from typing import Any

TOWN = "The town is quiet today, and nobody in the town knows for how long it will be quiet.\n\nSubscribe"
HOSTILE = 'By Jane Roe\n\nThe old town says <script>alert(1)</script> and `code` and *stars* and "quotes" for years.'

ESSAY = """# Towns

```{corpus:kwic} town
:sort: left
:width: 2
:limit: 2
```

```{corpus:frequency} town|quiet
```

```{corpus:keyness}
:document: quiet; no such one
:minimum: 1
:limit: 3
```
"""


def table(page: Any, kind: str) -> tuple[str, list[list[str]]]:
    found = page.select_one(f"table.corpus-{kind}")
    rows = [[cell.get_text().strip() for cell in row.select("td")] for row in found.select("tbody tr")]
    return found.caption.select_one(".caption-text").get_text(), rows


def test_what_is_counted_is_what_python_counts(make_project: Callable[..., Any]) -> None:
    project = make_project({"quiet.txt": TOWN, "loud.txt": HOSTILE})
    project.write("essay.md", ESSAY)
    project.write("index.md", "# Home\n\n```{toctree}\ncorpus/index\nessay\n```\n")
    page = project.build(strict=True).page("essay.html")
    found = project.corpus.concordance("town", sort="left", width=2)
    caption, rows = table(page, "kwic-table")
    assert f"town: 3 hits in {found.size} tokens, of which 2 are shown" == caption
    assert [[line.left.strip(), line.node, line.right.strip()] for line in found[:2]] == rows
    link = page.select_one("table.corpus-kwic-table tbody a")
    assert f"corpus/documents/{found[0].document}.html#{found[0].anchor}" == link["href"]
    every = page.select_one(".corpus-all-hits a")
    assert "corpus/concordance.html?q=town&sort=left&width=2" == every["href"]
    over_time = project.corpus.concordance("town|quiet").over_time()
    assert [["unknown", "5", "2", f"{found.size}", f"{over_time[0].per_million:,.0f}"]] == table(page, "frequency")[1]
    key = project.corpus.subcorpus(document="quiet").keyness(minimum=1)
    caption, rows = table(page, "keyness")
    assert f"({key.size} tokens) than elsewhere ({key.reference_size} tokens)" in caption
    assert [row.word for row in key if row.log_ratio > 0][:3] == [row[0] for row in rows]


def test_words_of_documents_stay_words(make_project: Callable[..., Any]) -> None:
    project = make_project({"loud.txt": HOSTILE})
    project.write("essay.md", "# Essay\n\n```{corpus:kwic} code|alert|quotes\n:width: 20\n```\n")
    project.write("index.md", "# Home\n\n```{toctree}\ncorpus/index\nessay\n```\n")
    page = project.build(strict=True).page("essay.html")
    lines = project.corpus.concordance("code|alert|quotes", width=20)
    assert [[line.left.strip(), line.node, line.right.strip()] for line in lines] == table(page, "kwic-table")[1]
    assert not page.select("table script, table em, table code")


def test_what_cannot_be_meant_is_a_warning(make_project: Callable[..., Any]) -> None:
    project = make_project({"quiet.txt": TOWN})
    project.write("index.md", "# Home\n\n```{corpus:kwic} ...\n```\n\n```{corpus:frequency} town\n:date: soon\n```\n")
    said = project.build().warnings
    assert "corpus:kwic: '...' has no word to look for" in said
    assert "corpus:frequency: 'soon' is no date" in said


def test_a_page_that_counts_is_made_anew_when_the_corpus_changes(make_project: Callable[..., Any]) -> None:
    project = make_project({"quiet.txt": TOWN})
    project.write("index.md", "# Home\n\n```{corpus:kwic} town\n```\n\n```{toctree}\ncorpus/index\n```\n")
    assert table(project.build().page("index.html"), "kwic-table")[0].startswith("town: 2 hits")
    project.raw("loud.txt", HOSTILE)
    assert table(project.build().page("index.html"), "kwic-table")[0].startswith("town: 3 hits")
