"""Take pictures of every kind of page of a built site, to look at: ``python tools/screenshots.py SITE OUT``.

``OUT/index.html`` shows them all on one sheet. Documents are taken in each language that the site has.

With ``--readme`` the picture that README.md shows is written too, to ``docs/_static/page.png``.
"""

import argparse
from html import escape
from pathlib import Path

from browsers import ANSWERED, launched, served
from kinds import kinds_of_pages
from playwright.sync_api import Browser, FloatRect, Page, expect

README = Path(__file__).parents[1] / "docs" / "_static" / "page.png"
WIDTHS = (390, 1440)
MOST = 8000
"""Pixels of the length of a page that a picture shows; Chromium cannot draw the longest lists whole."""
SCHEMES = ("light", "dark")


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


def open_page(browser: Browser, address: str) -> Page:
    """Open a page, and wait until its scripts are done."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, device_scale_factor=1, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if "q=" in address:
        expect(page.locator("#corpus-status")).to_have_text(ANSWERED)
    for panel in page.locator(".corpus-panel[open]").all():
        panel.locator("table, p").first.wait_for()
    return page


def take(page: Page, name: str, out: Path, whole: bool) -> None:
    """Take the pictures of a page, at each width and in a light and a dark system."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if not whole:
            page.locator(":target").first.scroll_into_view_if_needed()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_timeout(50)
            high = min(page.evaluate("document.documentElement.scrollHeight"), MOST)
            top = FloatRect(x=0, y=0, width=width, height=high)
            page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=whole, clip=top if whole else None)


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("out", type=Path, help="the folder to write the pictures to")
    parser.add_argument("--readme", action="store_true", help=f"write {README.name} for the README too")
    parser.add_argument("--only", nargs="*", help="names of the pages to take; all without it")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pages = {
        name: path for name, path in kinds_of_pages(options.site).items() if not options.only or name in options.only
    }
    with served(options.site) as root, launched() as browser:
        for name, path in pages.items():
            page = open_page(browser, root + path)
            if name == "cite-passage":
                page.locator(".corpus-passage:target > .corpus-permalink").click()
            take(page, name, options.out, "#" not in path)
            page.close()
        taken = [name for name in pages if (options.out / f"{name}-{WIDTHS[0]}-{SCHEMES[0]}.png").is_file()]
        (options.out / "index.html").write_text(contact_sheet(taken), encoding="utf-8")
        if options.readme:
            page = open_page(browser, root + kinds_of_pages(options.site)["document"])
            # The publisher is read from a line that is no part of the article: a receipt among what was set aside.
            page.locator(".corpus-fact", has_text="Publisher").locator(".corpus-receipt-link").click()
            page.get_by_role("button", name="Show all reasons").click()
            page.mouse.move(0, 0)
            page.wait_for_timeout(800)
            page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 0)")
            page.wait_for_timeout(200)
            page.screenshot(path=README)
            page.close()


if __name__ == "__main__":
    main()
