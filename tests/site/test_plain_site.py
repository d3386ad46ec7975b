"""The site that `corpustools html` builds where a corpus has no pages of its own beside it."""

from collections.abc import Callable
from typing import Any

from click.testing import CliRunner

from corpustools.cli import main

PAGE = "The ferry is late today, and nobody on the island knows for how long it will be so.\n"
SETTINGS = {"title": "Towns {{ x }} *1911*", "description": "News <b>of</b> a ferry.", "url": "https://towns.example/"}


def test_home_says_what_the_corpus_is(make_project: Callable[..., Any], read_site: Callable[..., Any]) -> None:
    project = make_project({"ferry.txt": PAGE}, settings=SETTINGS)
    (project.docs / "conf.py").unlink()
    folder = project.root / "corpus"
    assert CliRunner().invoke(main, ["process", "--corpus", str(folder)]).exit_code == 0
    result = CliRunner().invoke(main, ["html", "--corpus", str(folder)])
    assert result.exit_code == 0
    built = read_site(folder / ".corpustools" / "html")
    home = built.page("index.html")
    assert home.select_one("h1").get_text().startswith(SETTINGS["title"])
    assert SETTINGS["title"] in home.title.get_text()
    assert home.select_one(".corpus-lead").get_text() == SETTINGS["description"]
    assert home.select_one(".corpus-large").get_text(" ", strip=True).startswith("1 document 18 words")
    form = home.select_one("form.corpus-search-form")
    assert (form["action"], form.select_one("input")["name"]) == ("search.html", "q")
    for link in home.select("main a[href], article a[href]"):
        assert link["href"].startswith(("http", "#")) or (built.out / link["href"].partition("#")[0]).is_file()
    document = built.page("corpus/documents/ferry.html")
    assert "https://towns.example/corpus/documents/ferry.html" in document.select_one(".corpus-citation").get_text()
    assert not list(built.out.rglob("*.md.txt"))


def test_home_lists_the_newest_documents(make_project: Callable[..., Any], read_site: Callable[..., Any]) -> None:
    raw = {f"{day}.txt": f"Day {day}\n\nBy Jane Roe\n\n{day} May 2021\n\n{PAGE}" for day in range(1, 8)}
    project = make_project({**raw, "ferry.txt": PAGE})
    (project.docs / "conf.py").unlink()
    folder = str(project.root / "corpus")
    assert CliRunner().invoke(main, ["process", "--corpus", folder]).exit_code == 0
    assert CliRunner().invoke(main, ["html", "--corpus", folder]).exit_code == 0
    home = read_site(project.root / "corpus" / ".corpustools" / "html").page("index.html")
    days = range(7, 2, -1)
    assert [item.get_text() for item in home.select(".corpus-newest .corpus-by")] == [
        f"May {day}, 2021" for day in days
    ]
    assert {item.get_text() for item in home.select(".corpus-newest .corpus-opening")} == {PAGE.strip()}
    links = [link["href"] for link in home.select(".corpus-newest a")]
    assert links == [f"corpus/documents/{day}.html" for day in days]
