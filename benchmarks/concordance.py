"""Measure queries of the concordance in a browser: ``python benchmarks/concordance.py SITE``.

SITE is a built site of the corpus that ``made_corpus.py`` makes. Each query is asked with nothing in the cache; what is
counted is all that the page loads, the theme included, as it came over the wire, and the time from the request until
the lines are shown. Bytes are those of the files: the server here does not compress.
"""

import argparse
import json
import sys
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from browsers import launched, served

QUERIES: dict[str, dict[str, str | list[str]]] = {
    "common": {"q": "the"},
    "common, by right context": {"q": "the", "sort": "right"},
    "common, one publisher": {"q": "the", "publisher": "Nordpost"},
    "frequent": {"q": "military"},
    "frequent phrase": {"q": "of the"},
    "wildcard": {"q": "militar*"},
    "wildcard in front": {"q": "*ary"},
    "several forms": {"q": "bloc|alliance", "sort": "left"},
    # Of the 2,000 documents that seed 1 gives, six have the word.
    "rare": {"q": "balpring"},
    "rare, by left context": {"q": "balpring", "sort": "left"},
    "nothing": {"q": "xyzzy"},
    "Han": {"q": "军事"},
    "frequent, with collocates": {"q": "military", "show": ["collocates"]},
    "common, with collocates": {"q": "the", "show": ["collocates"]},
    "frequent, all panels": {"q": "military", "show": ["collocates", "dispersion", "time"]},
}


def ask(browser: Browser, address: str, panels: int) -> dict[str, float | str]:
    """Open an address in a browser that has nothing in its cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda done: loaded.append(done["encodedDataLength"]))
    page.goto(address, wait_until="commit")
    page.wait_for_function(
        "/^0 hits/.test(document.getElementById('corpus-status')?.textContent)"
        " || document.getElementById('corpus-found')?.hidden === false"
        f" && document.querySelectorAll('.corpus-panel[open] table').length >= {panels}",
        polling=10,
        timeout=120_000,
    )
    seconds = page.evaluate("performance.now()") / 1000
    page.wait_for_load_state("networkidle")
    said = page.locator("#corpus-status").inner_text()
    context.close()
    return {"kilobytes": round(sum(loaded) / 1000), "requests": len(loaded), "seconds": seconds, "says": said}


def main() -> None:
    """Measure, and print a row for each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--times", type=int, default=3, help="how often each is asked; the median time counts")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    figures = {}
    with served(options.site) as root, launched() as browser:
        for name, query in QUERIES.items():
            address = f"{root}corpus/concordance.html?{urlencode(query, doseq=True)}"
            runs = [ask(browser, address, len(query.get("show", []))) for _ in range(options.times)]
            figures[name] = runs[0] | {"seconds": round(median(float(run["seconds"]) for run in runs), 2)}
            print(f"{name:28} {figures[name]}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
