"""What must hold of every page of a site, whatever its kind."""

import re
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from browsers import Visit
from browsing_steps import status
from playwright.sync_api import Page, expect

SHIFT, SHIFT_OF_ANSWERS = 0.01, 0.1
"""How much may move while a page loads, as Chromium scores it, and while answers come in; up to 0.1 counts as good."""


def settled(page: Page) -> None:
    """Wait until a page has all that its scripts add."""
    page.wait_for_load_state("networkidle")
    if "q=" in page.url:
        status(page)
    for panel in page.locator(".corpus-panel[open]").all():
        expect(panel.locator("table, p").first).to_be_visible()


def check_page(visit: Visit, name: str, address: str, width: int, scheme: Any) -> Iterator[str]:
    """Yield what is wrong with a page: for axe, by its width, by what moved while it loaded."""
    visit.moved.clear()
    page = visit.open(address, width=width, color_scheme=scheme)
    settled(page)
    plain = address.partition("#")[0]
    # An address inside the page scrolls to its place, which moves all that is seen.
    if plain == address and visit.moved.get(plain, 0.0) > (SHIFT_OF_ANSWERS if "q=" in address else SHIFT):
        yield f"{name}: moved by {visit.moved[plain]:.3f} while it loaded"
    if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        yield f"{name}: wider than the window"
    visit.close()
    # Axe runs as a script in the page, which the page's own policy forbids.
    page = visit.open(address, width=width, color_scheme=scheme, bypass_csp=True)
    settled(page)
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in {"serious", "critical"}:
            where = [node["html"][:200] for node in found["nodes"]][:3]
            yield f"{name}: {found['id']} ({found['impact']}): {where}"
    visit.close()


def check_without_scripts(visit: Visit, name: str, address: str) -> Iterator[str]:
    """Yield what is wrong with a page where scripts do not run."""
    page = visit.open(address, java_script_enabled=False)
    if name.startswith(("search", "concordance")):
        expect(page.get_by_text("needs JavaScript")).to_be_visible()
        page.locator("#corpus-without-scripts a").first.click()
        page.wait_for_url("**/corpus/index.html")
    main = page.locator("[role=main]")
    expect(main.get_by_role("heading", level=1).first).to_be_visible()
    # The general index has what pages declare, which may be nothing.
    if name != "genindex" and len(re.findall(r"\w+", main.inner_text())) < 5:
        yield f"{name}: says next to nothing without scripts"
    if page.locator("button:visible").count() and page.locator("[role=main] button:visible").count():
        yield f"{name}: has buttons that do nothing without scripts"
    visit.close()
