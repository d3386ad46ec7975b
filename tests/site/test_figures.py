"""Figures, the page about the corpus and the pages of near-duplicates: what they show is what Python counts."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from corpustools.corpus.appearances import appearances
from corpustools.corpus.card import card_of, json_ld
from corpustools.corpus.counts import by_label, choose, over_time
from corpustools.corpus.duplicates import duplicates_of
from corpustools.sphinxext import alike
from corpustools.sphinxext.generated import paged

QUIET = """Quiet town stays quiet

By Jane Roe

10 June 2015

The town is quiet today, said the mayor of Lisbon, and nobody knows for how long it will be as quiet as it is now.

Ships from Moscow come in and go out again, and the men on the quay have seen them come and go since they can think.

The council wants to have the old crane <b>taken</b> down, which was built before the war and has not moved since.
A count of the swallows that live in it is to be made first, and nobody in Lisbon would climb up there "for nothing".

Subscribe
"""
LOUD = QUIET.replace("10 June 2015", "12 June 2016").replace("said the mayor", "said a <i>mayor</i>")
UNDATED = "A ship came in\n\nForty tons of coffee from Russia were unloaded in the harbour of Lisbon this morning.\n"

ESSAY = """# Essay

```{corpus:timeline}
```

```{corpus:timeline} quiet
:by: month
```

```{corpus:labels}
:document: quiet
```

```{corpus:map}
```

```{corpus:mentions} place
:limit: 1
```

```{corpus:dispersion} quiet
```

```{corpus:confidence}
```

```{corpus:labels}
:language: tlh
```
"""
HOME = "# Home\n\n```{toctree}\ncorpus/index\nessay\n```\n"


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    made = make_project({"loud.txt": LOUD, "quiet.txt": QUIET, "undated.txt": UNDATED})
    made.write("essay.md", ESSAY)
    made.write("index.md", HOME)
    return made


def rows(figure: Any) -> list[list[str]]:
    return [[cell.get_text().strip() for cell in row.select("td")] for row in figure.select("tbody tr")]


def test_figures_show_what_python_counts(project: Any) -> None:
    page = project.build(strict=True).page("essay.html")
    entries = list(project.corpus.summaries())
    timeline, frequency, labels, world, mentions, dispersion, confidence = page.select("figure.corpus-figure")
    times = over_time(entries, "month")
    assert [["2015-06", "1"], ["2016-06", "1"], ["undated", "1"]] == rows(timeline)
    assert {"2015-06": 1, "2016-06": 1} == times.periods
    # A column for each month, also for those without a document, and one for what is undated.
    assert 14 == len(timeline.select("rect"))
    found = project.corpus.concordance("quiet").over_time("month")
    assert [[row.period, f"{row.hits}", f"{row.per_million:,.0f}"] for row in found] == [
        [cells[0].replace("undated", "unknown"), cells[1], cells[4]] for cells in rows(frequency)
    ]
    shares = by_label(choose(entries, document="quiet"))
    assert [[row.label, f"{row.blocks}", f"{row.characters}"] for row in shares] == [
        [cells[0].replace(" ", "_"), cells[2], cells[3]] for cells in rows(labels)
    ]
    assert len(shares) == len(labels.select("rect.corpus-bar"))
    named = {
        one.name: one.mentions for one in appearances(project.corpus.entities, entries) if one.entity.kind == "place"
    }
    assert {cells[0]: int(cells[1]) for cells in rows(world)} == named
    assert {"Lisbon", "Moscow", "Russia"} <= named.keys()
    assert {f"{name}: {named[name]}" for name in ("Lisbon", "Moscow")} == {
        circle.title.get_text() for circle in world.select("circle")
    }
    assert [["Lisbon", f"{named['Lisbon']}", "3"]] == rows(mentions)
    assert "corpus/places/lisbon.html" == mentions.select_one("tbody a")["href"]
    spread = project.corpus.concordance("quiet").dispersion()
    assert [len(part.positions) for part in spread.parts] == [int(cells[1]) for cells in rows(dispersion)]
    assert sum(len(part.positions) for part in spread.parts) == len(dispersion.select("line.corpus-hit"))
    assert sum(card_of(project.corpus).confidence) == sum(int(cells[1]) for cells in rows(confidence))
    assert "Nothing to draw" in page.get_text()


def test_figures_are_named_and_have_no_styles_or_scripts(project: Any) -> None:
    page = project.build(strict=True).page("essay.html")
    drawings = page.select("figure.corpus-figure > svg")
    ids = [element["id"] for element in page.select("svg [id]")]
    assert len(set(ids)) == len(ids) == 2 * len(drawings)
    for drawing in drawings:
        assert "img" == drawing["role"]
        for ident in drawing["aria-labelledby"].split():
            assert drawing.select_one(f"#{ident}").get_text()
    assert not page.select("figure [style], figure style, figure script")


def test_a_query_or_a_choice_that_cannot_be_meant_is_a_warning(project: Any) -> None:
    project.write("essay.md", "# Essay\n\n```{corpus:labels}\n:date: soon\n```\n\n```{corpus:mentions} thing\n```\n")
    said = project.build().warnings
    assert "corpus:labels: 'soon' is no date" in said
    assert "corpus:mentions: 'thing' is not mentioned; there are person, organization, place" in said


def test_the_page_about_the_corpus_says_what_the_card_says(project: Any) -> None:
    project.raw("bad.txt", b"\x00\x01" * 500)
    built = project.build()
    page, card = built.page("corpus/about.html"), card_of(project.corpus)
    assert [f"{card.documents}", f"{card.words}", "1"] == [
        number.get_text() for number in page.select(".corpus-large strong")
    ]
    missing = [row[:2] for row in rows(page.select_one("table.corpus-about-missing"))]
    assert [[name.replace("_", " "), f"{n}"] for name, n in card.missing.items() if n] == missing
    assert "bad.txt" == rows(page.select_one("table.corpus-about-quarantined"))[0][0]
    assert card.digest in page.get_text()
    assert json_ld(card) == json.loads((built.out / "corpus" / "about.json").read_bytes())
    assert card.checksums == (built.out / "corpus" / "SHA256SUMS").read_text(encoding="utf-8")
    for link in page.select(".corpus-card-files a"):
        assert (built.out / "corpus" / link["href"]).is_file()
    assert "about.html" in [link["href"] for link in built.page("corpus/index.html").select("p a")]


def test_near_duplicates_are_shown_with_their_differences(project: Any) -> None:
    built = project.build(strict=True)
    page = built.page("corpus/duplicates.html")
    (group,) = duplicates_of(project.corpus)
    entry = page.select_one("#group-quiet")
    assert "documents/quiet.html" == entry.select_one("a")["href"]
    assert f"resemblance {group.others[0].resemblance:.2f}" in entry.get_text()
    gone = "".join(gone.get_text() for gone in entry.select("del"))
    assert "10 " in gone
    assert "2015" in gone
    assert "<i>" not in gone
    added = "".join(new.get_text() for new in entry.select("ins"))
    assert "a <i>" in added
    assert not entry.select(".corpus-differences i, .corpus-differences b")
    assert entry.select_one(".corpus-differences.no-search") is not None
    for ident in ("quiet", "loud"):
        note = built.page(f"corpus/documents/{ident}.html").select_one(".corpus-alike-note a")
        assert ("1 other document with nearly the same text", "../duplicates.html#group-quiet") == (
            note.get_text(),
            note["href"],
        )
    assert not built.page("corpus/documents/undated.html").select(".corpus-alike-note")


@pytest.mark.parametrize("patterns", [[], ["*"]], ids=["made", "read"])
def test_groups_of_near_duplicates_are_gone_through_once(
    patterns: list[str], project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return paged(*arguments)

    monkeypatch.setattr(alike, "paged", counted)
    project.build(strict=True, corpus_myst_pages=patterns)
    assert len(calls) == 1


def test_notes_follow_what_changes(project: Any) -> None:
    project.build(strict=True)
    (project.corpus.raw / "loud.txt").unlink()
    built = project.build(strict=True)
    assert not built.page("corpus/documents/quiet.html").select(".corpus-alike-note")
    assert "No document is nearly the same" in built.page("corpus/duplicates.html").get_text()
    project.raw("loud.txt", LOUD)
    built = project.build(strict=True)
    assert built.page("corpus/documents/quiet.html").select(".corpus-alike-note")


def test_differences_are_not_shown_where_texts_are_not(project: Any) -> None:
    settings = project.corpus.root / "corpus.toml"
    settings.write_text(f'{settings.read_text(encoding="utf-8")}publication = "derived"\n', encoding="utf-8")
    page = project.build(strict=True).page("corpus/duplicates.html")
    assert page.select("#group-quiet")
    assert not page.select("ins, del, details.corpus-details")
    assert not re.search("swallows|mayor", page.select_one("[role=main], main, .body").get_text())


def test_books_show_the_tables(project: Any) -> None:
    built = project.build("text")
    said = (built.out / "essay.txt").read_text(encoding="utf-8")
    assert "2015-06" in said
    assert "<svg" not in said
