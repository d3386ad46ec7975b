"""Measure queries of the concordance in a browser: ``python benchmarks/concordance.py SITE``.

SITE is a built site of the corpus that ``made_corpus.py`` makes. Each query is asked with nothing in the cache; what is
counted is all that the page loads, the theme included, as it came over the wire, and the processor time of the page's
thread until the lines are shown. Bytes are those of the files: the server here does not compress.

How long it took by the clock, from the address to the lines, is told too, with how busy the machine was: the load, as
``uptime`` has it, is the mean number of processes that want a core. It is information, and nothing to hold.
"""

import argparse
import json
import os
import re
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from browsers import launched, served
from tables import APART, printed, table

Query = dict[str, str | list[str]]

QUERIES: dict[str, Query] = {
    "a word that is nowhere": {"q": "xyzzy"},
    # Of the 2,000 documents that seed 1 gives, six have the word.
    "a rare word": {"q": "balpring"},
    "a rare word, sorted by left context": {"q": "balpring", "sort": "left"},
    "`military`": {"q": "military"},
    "`the`": {"q": "the"},
    "`the`, of one publisher": {"q": "the", "publisher": "Nordpost"},
    "`the`, sorted by right context": {"q": "the", "sort": "right"},
    "`of the`": {"q": "of the"},
    "`militar*`": {"q": "militar*"},
    "`*ary`": {"q": "*ary"},
    "`bloc|alliance`, sorted by left context": {"q": "bloc|alliance", "sort": "left"},
    "`军事`": {"q": "军事"},
    '`"the" []{0,3} "of" within s`': {"q": '"the" []{0,3} "of" within s'},
    '`[word!="the"] "military"`': {"q": '[word!="the"] "military"'},
    '`[word="(un|re).*ed"]`': {"q": '[word="(un|re).*ed"]'},
    "`military`, with collocates": {"q": "military", "show": ["collocates"]},
    "`the`, with collocates": {"q": "the", "show": ["collocates"]},
    "`military`, with collocates, dispersion and time": {
        "q": "military",
        "show": ["collocates", "dispersion", "time"],
    },
}


def ask(browser: Browser, address: str, panels: int) -> dict[str, float]:
    """Open an address in a browser that has nothing in its cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    # Of the time that the page's thread is given, not of that which other processes take.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda done: loaded.append(done["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    # The policy of the site forbids what Playwright waits for a function by.
    nothing = page.locator("#corpus-status", has_text=re.compile("^0 hits"))
    nothing.or_(page.locator("#corpus-found:not([hidden])")).first.wait_for(timeout=120_000)
    for number in range(panels):
        page.locator(".corpus-panel[open] table").nth(number).wait_for(timeout=120_000)
    shown = time.perf_counter() - start
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.wait_for_load_state("networkidle")
    hits = page.locator("#corpus-status").inner_text().partition(" ")[0].replace(",", "")
    context.close()
    return {
        "hits": int(hits),
        "kilobytes": round(sum(loaded) / 1000),
        "requests": len(loaded),
        "seconds": round(metrics["TaskDuration"], 2),
        "by the clock": round(shown, 2),
    }


def main() -> None:
    """Measure, and print a row for each query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument(
        "--times",
        type=int,
        default=3,
        help="how often each is asked; the median of processor time counts, and the least by the clock",
    )
    parser.add_argument("--update", action="store_true", help="write the figures that the documentation shows")
    options = parser.parse_args()
    figures, loads = {}, [os.getloadavg()[0]]
    with served(options.site) as root, launched() as browser:
        for name, query in QUERIES.items():
            address = f"{root}corpus/concordance.html?{urlencode(query, doseq=True)}"
            runs = [ask(browser, address, len(query.get("show", []))) for _ in range(options.times)]
            # What else the machine does can only add to the time by the clock: the least is nearest to the query's.
            times = {"seconds": median(run["seconds"] for run in runs)}
            figures[name] = runs[0] | times | {"by the clock": min(run["by the clock"] for run in runs)}
            loads.append(os.getloadavg()[0])
    measured = {"queries": figures, "load": round(median(loads), 1), "cores": os.cpu_count()}
    found = table("concordance", {"concordance": measured})
    assert found is not None
    print(printed(found))
    if options.update:
        APART["concordance"].write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
