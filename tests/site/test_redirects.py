"""A former address of a document leads to its page, with the passage that was asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from corpustools.writers.passages import passages

FERRY = "The ferry is late again today.\n\nNobody on the island of Skarv knows for how long it will be so.\n"


@pytest.mark.browser
def test_former_addresses_lead_on(
    make_project: Callable[..., Any], make_visitor: Callable[..., Any], serve: Callable[..., Any]
) -> None:
    project = make_project({"ferry.txt": FERRY})
    project.build(strict=True)
    [first, second] = [passage.anchor for passage in passages(project.corpus["ferry"])]
    raw = project.root / "corpus" / "raw"
    (raw / "ferry.txt").rename(raw / "late.txt")
    project.corpus.process()
    project.raw("late.txt", FERRY.replace("again", "once more"))
    project.write("essay.md", f"---\norphan: true\n---\n# Essay\n\n{{corpus:para}}`late <ferry#{first}>`\n")
    built = project.build(strict=True, html_baseurl="https://island.example/")
    now = passages(project.corpus["late"])[0].anchor
    page = built.page("corpus/documents/late.html")
    assert first in [span["id"] for span in page.find(id=now).find_all("span")]
    assert f"corpus/documents/late.html#{first}" == built.page("essay.html").find("a", string="late")["href"]
    former = built.page("corpus/documents/ferry.html")
    assert "https://island.example/corpus/documents/late.html" == former.find("link", rel="canonical")["href"]
    times = built.times("*.html")
    assert times == project.build(strict=True, html_baseurl="https://island.example/").times("*.html")
    with serve(built.out) as root:
        visitor = make_visitor()
        page = visitor.open(f"{root}corpus/documents/ferry.html#{second}")
        page.wait_for_url(f"**/corpus/documents/late.html#{second}")
        expect(page.locator(".corpus-passage:target")).to_contain_text("Nobody on the island")
        page = visitor.open(f"{root}corpus/documents/ferry.html#{first}")
        page.wait_for_url(f"**/corpus/documents/late.html#{first}")
        expect(page.locator(".corpus-former")).to_contain_text("have changed")
        assert not visitor.wrong
        plain = make_visitor(java_script_enabled=False).open(f"{root}corpus/documents/ferry.html")
        plain.wait_for_url("**/corpus/documents/late.html")
