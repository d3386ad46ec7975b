"""The words of a page of HTML that Sphinx wrote, section by section, as they are searched."""

from html.parser import HTMLParser

_LINES = frozenset({"p", "li", "dt", "dd", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "br"})
"""The elements that end a line."""

_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSEEN = frozenset({"nav", "script", "style", "template"})
# Lists of documents and passages repeat what documents say; permalinks are signs.
_UNSEEN_CLASSES = frozenset({"no-search", "headerlink"})


def sections_of(html: str) -> list[tuple[str, str]]:
    """Return the sections of the main part of a page: the id of each, where it has one, and its words.

    The whole page is its main part where it says nothing of one.

    >>> page = '<body><nav>Home</nav><main><h1>Ferries</h1><section id="ids">Ids<a class="headerlink">#</a></section>'
    >>> sections_of(page)
    [('', 'Ferries\\n'), ('ids', 'Ids')]
    """
    found = _Words(is_main=False)
    found.feed(html)
    found.close()
    if not found.has_main:
        found = _Words(is_main=True)
        found.feed(html)
        found.close()
    return [(anchor, "".join(words)) for anchor, words in found.sections]


class _Words(HTMLParser):
    """Collects the words of the first main part; half as many steps as a tree of the page takes, and no tree."""

    def __init__(self, *, is_main: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self.has_main = False
        self._is_main = is_main
        # The open elements: the name of each, whether the main part begins and whether what is unseen begins with it.
        self._open: list[tuple[str, bool, bool]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        of = dict(attrs)
        opens = not self.has_main and not self._is_main and (tag == "main" or of.get("role") == "main")
        if opens:
            self.has_main = self._is_main = True
        classes = (of.get("class") or "").split()
        is_unseen = not opens and (tag in _UNSEEN or not _UNSEEN_CLASSES.isdisjoint(classes))
        if self._is_main and not self._unseen and not is_unseen:
            anchor = of.get("id") if tag in {"section", "dt"} and not opens else None
            if anchor is not None:
                self.sections.append((anchor, []))
        if tag in _EMPTY:
            self._end_line(tag)
            return
        self._open.append((tag, opens, is_unseen))
        self._unseen += is_unseen

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        if tag not in (name for name, _, _ in self._open):
            return
        while self._open:
            name, opens, is_unseen = self._open.pop()
            self._unseen -= is_unseen
            if opens:
                self._is_main = False
            else:
                self._end_line(name)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if self._is_main and not self._unseen:
            self.sections[-1][1].append(data)

    def _end_line(self, tag: str) -> None:
        if tag in _LINES:
            self.handle_data("\n")
