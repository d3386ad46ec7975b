"""Take pictures of every kind of page of a built site, to look at: ``python tools/screenshots.py SITE OUT``.

``OUT/index.html`` shows them all on one sheet. Documents are taken in each language that the site has.

With ``--readme`` the picture that README.md shows is written too, to ``docs/_static/page.png``.
"""

import argparse
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

README = Path(__file__).parents[1] / "docs" / "_static" / "page.png"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def kinds_of_pages(site: Path) -> dict[str, str]:
    """Return a page of each kind, by a name for it."""
    documents = [path.relative_to(site).as_posix() for path in sorted((site / "corpus" / "documents").glob("*.html"))]
    document = documents[0]
    passage = re.search(r'id="(p-[0-9a-f]{8})"', (site / document).read_text("utf-8"))
    return {
        "home": "index.html",
        "index": "corpus/index.html",
        "document": document,
        "text-as-read": f"{document}#receipt-3",
        "cite-passage": f"{document}#{passage[1] if passage else 'cite'}",
        **{f"document-{language}": name for language, name in languages_of(site, documents).items()},
        "person": "corpus/people/li-hui.html",
        "place": "corpus/places/moscow.html",
        "people": "corpus/people/index.html",
        "organizations": "corpus/organizations/index.html",
        "places": "corpus/places/index.html",
        "publishers": "corpus/publishers/index.html",
        "dates": "corpus/dates/index.html",
        "languages": "corpus/languages/index.html",
        "by-label": "corpus/labels/index.html",
        "paragraphs": "corpus/labels/paragraph.html",
        "about": "corpus/about.html",
        "duplicates": "corpus/duplicates.html",
        "figures": "how-to/draw-figures.html",
        "rules": "corpus/rules.html",
        "model": "corpus/rules.html#rule-line-model",
        "line-model": "explanation/line-model.html",
        "search": "search.html?q=military",
        "facets": "search.html?q=rule",
        "nothing": "search.html?q=xyzzy",
        "concordance": "corpus/concordance.html?q=militar*&sort=right&show=collocates&show=dispersion",
        "counting": "how-to/count-words-and-find-them.html",
        "list": "corpus-documents.html",
        "genindex": "genindex.html",
        "labels": "reference/labels.html",
        "python": "reference/python.html",
    }


def languages_of(site: Path, documents: list[str]) -> dict[str, str]:
    """Return the first document in each language."""
    found: dict[str, str] = {}
    for name in documents:
        language = re.search(r'class="corpus-article" lang="([\w-]+)"', (site / name).read_text("utf-8"))
        if language:
            found.setdefault(language[1], name)
    return found if len(found) > 1 else {}


SHEET = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every kind of page</title>
<style>
  body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2rem; background: #888; color: #fff; }}
  section {{ display: flex; gap: 1rem; align-items: start; margin: 0 0 2.5rem; }}
  a {{ display: block; overflow: hidden; max-height: 32rem; border-radius: 0.3rem; box-shadow: 0 0.2rem 0.8rem #0006; }}
  img {{ display: block; height: auto; }}
  .w390 {{ width: 195px; }}
  .w1440 {{ width: 560px; }}
</style>
{sections}
</html>
"""


def contact_sheet(names: list[str]) -> str:
    """Show the pictures of each page beside each other, each a link to the whole of it."""
    sections = []
    for name in names:
        pictures = "".join(
            f'<a href="{escape(file)}">'
            f'<img class="w{width}" src="{escape(file)}" alt="{escape(name)}, {width} px, {scheme}"></a>'
            for width in WIDTHS
            for scheme in SCHEMES
            for file in [f"{name}-{width}-{scheme}.png"]
        )
        sections.append(f"<h2>{escape(name)}</h2>\n<section>{pictures}</section>")
    return SHEET.format(sections="\n".join(sections))


def open_page(browser: Browser, address: str, width: int, scheme: str) -> Page:
    """Open a page in a window of that width, in a light or a dark system."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=1, reduced_motion="reduce"
    )
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(150)
    return page


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("out", type=Path, help="the folder to write the pictures to")
    parser.add_argument("--readme", action="store_true", help=f"write {README.name} for the README too")
    parser.add_argument("--only", nargs="*", help="names of the pages to take; all without it")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no chromium on this machine")
    options.out.mkdir(parents=True, exist_ok=True)
    pages = {
        name: path for name, path in kinds_of_pages(options.site).items() if not options.only or name in options.only
    }
    with served(options.site) as root, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, path in pages.items():
            if not (options.site / path.partition("#")[0].partition("?")[0]).is_file():
                continue
            for width in WIDTHS:
                for scheme in SCHEMES:
                    page = open_page(browser, root + path, width, scheme)
                    if name == "cite-passage":
                        page.locator(".corpus-permalink").nth(3).click()
                    page.screenshot(path=options.out / f"{name}-{width}-{scheme}.png", full_page="#" not in path)
                    page.close()
        taken = [name for name in pages if (options.out / f"{name}-{WIDTHS[0]}-{SCHEMES[0]}.png").is_file()]
        (options.out / "index.html").write_text(contact_sheet(taken), encoding="utf-8")
        if options.readme:
            page = open_page(browser, root + kinds_of_pages(options.site)["document"], 1440, "light")
            # The publisher is read from a line that is no part of the article: a receipt among what was set aside.
            page.locator(".corpus-fact", has_text="Publisher").locator(".corpus-receipt-link").click()
            page.wait_for_timeout(800)
            page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 0)")
            page.wait_for_timeout(200)
            page.screenshot(path=README)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
