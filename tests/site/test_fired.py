"""Where rules fired is filled into their page: the same page, whatever was there before, and not read for it."""

from collections.abc import Callable
from typing import Any

TEXT = "The ferry to {} was late today.\n\nNobody knew why.\n\nSubscribe to our newsletter\n"
ISLANDS = ("Borkum", "Juist", "Memmert")
RULES = "corpus/rules.html"


def build(project: Any, to: str = "build") -> Any:
    return project.build(strict=True, corpus_search="pagefind", to=to)


def test_the_page_of_rules_is_filled_in_and_not_read_again(make_project: Callable[..., Any]) -> None:
    project = make_project({f"{island}.txt": TEXT.format(island) for island in ISLANDS})
    built = build(project)
    before = built.hashes(RULES)
    assert b"<!-- corpus" not in (built.out / RULES).read_bytes()
    doctree = built.out.parent / "doctrees" / "corpus" / "rules.doctree"
    read = doctree.stat().st_mtime_ns
    project.raw("Juist.txt", TEXT.format("Juist") + "\nThe ferry to Norderney was late today.\n")
    after = build(project).hashes(RULES)
    assert doctree.stat().st_mtime_ns == read
    assert before != after
    assert after == build(project, to="other").hashes(RULES)
    assert "It fired 4 times in 3 documents; the first passages:" in built.page(RULES).get_text()


def test_what_is_missing_or_half_done_is_made_again(make_project: Callable[..., Any]) -> None:
    project = make_project({f"{island}.txt": TEXT.format(island) for island in ISLANDS})
    built = build(project)
    expected = built.hashes(RULES)
    (kept,) = (built.out.parent / "doctrees").glob("corpus-rules-*.html")
    marked = kept.read_bytes()
    other = project.write("other.md", "---\norphan: true\n---\n# Other\n")
    kept.unlink()
    assert build(project).hashes(RULES) == expected
    assert kept.read_bytes() == marked
    # A build that was killed before it had filled the page in.
    (built.out / RULES).write_bytes(marked)
    kept.write_bytes(b"of another theme")
    other.unlink()
    assert build(project).hashes(RULES) == expected


def test_an_entry_on_a_page_of_ones_own_says_what_the_corpus_says(make_project: Callable[..., Any]) -> None:
    project = make_project({f"{island}.txt": TEXT.format(island) for island in ISLANDS})
    project.write("mine.md", "---\norphan: true\n---\n# Mine\n\n```{corpus:rule-entry} running_text\n:counted:\n```\n")
    entry = build(project).page("mine.html").select_one(".corpus-fired")
    assert "It fired 3 times in 3 documents; the first passages:" in entry.get_text()
    assert len(entry.select("li a")) == 3
    project.raw("Juist.txt", TEXT.format("Juist") + "\nThe ferry to Norderney was late today.\n")
    entry = build(project).page("mine.html").select_one(".corpus-fired")
    assert "It fired 2 times in 2 documents" in entry.get_text()
