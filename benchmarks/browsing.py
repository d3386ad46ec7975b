"""Do what readers do on a large site, and look at every kind of page: ``python benchmarks/browsing.py SITE CORPUS``.

SITE was built from what ``made_corpus.py --docs`` writes. Prints a row for each step and for each kind of page, and
ends with 1 where anything failed: a click that did not lead where it should, a number that is not Python's, a message
in the console, a policy that was broken, a request to another host, something that moved while the page loaded, what
axe calls serious, a page that is wider than the window, or a page that says nothing without JavaScript.
"""

import argparse
import re
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from browsers import Visit, launched, served
from browsing_kinds import check_page, check_without_scripts
from browsing_steps import STEPS, Site
from kinds import kinds_of_pages, page_of

from corpustools.corpus import open_corpus

LARGE = 1_000_000
"""More bytes of HTML than this are too long a page."""


def told(error: Exception) -> str:
    """Return what an error says, or the line that it stands in."""
    said = " ".join(str(error).split())[:600]
    return said or str(traceback.extract_tb(error.__traceback__)[-1].line)


def taken(name: str, browser: Browser, root: str, site: Site) -> Iterator[str]:
    """Take a step, and yield what went wrong."""
    visit = Visit(browser, root)
    try:
        STEPS[name](site, visit)
    except (AssertionError, BrowserError) as error:
        yield told(error)
    finally:
        visit.close()
    yield from visit.wrong


def looked_at(name: str, address: str, browser: Browser, root: str, site: Site) -> Iterator[str]:
    """Look at a page at two widths, light and dark, and without scripts, and yield what is wrong with it."""
    visit = Visit(browser, root)
    size = (site.folder / page_of(address)).stat().st_size
    if size > LARGE:
        yield f"{name}: {size:,} bytes long"
    try:
        for width, scheme in ((390, "dark"), (1440, "light"), (390, "light"), (1440, "dark")):
            yield from check_page(visit, f"{name}, {width} px, {scheme}", address, width, scheme)
        yield from check_without_scripts(visit, name, address)
    except (AssertionError, BrowserError) as error:
        yield told(error)
    finally:
        visit.close()
    yield from visit.wrong


def main() -> None:
    """Take all steps and look at all kinds of pages, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("corpus", type=Path, help="the folder of its corpus")
    parser.add_argument("--only", default="", help="only rows that this expression finds: ^page: or search, say")
    options = parser.parse_args()
    site = Site(options.site, open_corpus(options.corpus))
    failed = 0

    def row(name: str, wrong: Iterable[str]) -> None:
        nonlocal failed
        start = time.perf_counter()
        found = list(wrong)
        failed += bool(found)
        print(f"{'FAILED' if found else 'ok':6}  {time.perf_counter() - start:6.1f} s  {name}", flush=True)
        for said in found:
            print(f"        {said}", flush=True)

    with served(options.site) as root, launched() as browser:
        for name in STEPS:
            if re.search(options.only, name):
                row(name, taken(name, browser, root, site))
        for name, address in kinds_of_pages(site.folder).items():
            if re.search(options.only, f"page: {name}"):
                row(f"page: {name}", looked_at(name, address, browser, root, site))
    print(f"{failed} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
