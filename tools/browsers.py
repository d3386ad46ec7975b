"""A browser and a server for those who look at a built site: its tests, its pictures, what is measured of it."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds until an expectation is given up."""
ANSWERED = re.compile(r"^\s*(?!Searching|Loading)\S")
"""What a search, a concordance or a list says of itself once it has an answer."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, under a Content-Security-Policy if there is one, and says nothing about it."""

    def __init__(self, *arguments: Any, policy: str = "", **options: Any) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Add the policy to what is said of a file."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, policy: str = "") -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site), policy=policy)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@contextmanager
def launched() -> Iterator[Browser]:
    """Open Debian's Chromium, and close it again."""
    if CHROMIUM is None:
        raise FileNotFoundError("there is no chromium on this machine (apt-get install chromium)")
    # Where the machine is busy with other things, an answer takes long; none is waited for longer than it takes.
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


# Called before any script of a page: what moves on the page although nobody touched it is told.
_WATCH = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput) window.corpusMoved(location.href, entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Visit:
    """Somebody who opens pages of a site, and notes all that goes wrong in them.

    That is: what a console warns of (also that a policy forbids something), errors of scripts, dialogs, answers that
    are errors, requests to another host. ``moved`` has what shifted on each page, as the sum of Chromium's scores.
    """

    browser: Browser
    root: str
    wrong: list[str] = field(default_factory=list)
    moved: dict[str, float] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, address: str, *, width: int = 1440, **options: Any) -> Page:
        """Open a page of the site in a window of a width, and with whatever else a context of Playwright's takes."""
        options = {"reduced_motion": "reduce", "locale": "en-US", **options}
        context = self.browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(PATIENCE)
        context.on("request", self._request)
        context.on("response", self._answer)
        if options.get("java_script_enabled", True):
            context.expose_binding("corpusMoved", self._move)
            context.add_init_script(_WATCH)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self._note(page, said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._note(page, str(error)))
        page.on("dialog", lambda dialog: (self._note(page, f"a script said {dialog.message}"), dialog.dismiss()))
        page.on("framenavigated", lambda frame: self.opened.add(frame.url.partition("#")[0]))
        page.goto(self.root + address)
        return page

    def close(self) -> None:
        """Close all that was opened."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _note(self, page: Page, said: str) -> None:
        self.wrong.append(f"{page.url.removeprefix(self.root)}: {said}")

    def _move(self, source: Any, address: str, score: float) -> None:
        address = address.partition("#")[0].removeprefix(self.root)
        self.moved[address] = self.moved.get(address, 0.0) + score

    def _request(self, asked: Any) -> None:
        if not asked.url.startswith((self.root, "data:", f"blob:{self.root}")):
            self.wrong.append(f"asked for {asked.url}")

    def _answer(self, given: Any) -> None:
        if given.status >= 400:
            self.wrong.append(f"{given.status} for {given.url}")
