"""The words of a page of HTML that Sphinx wrote, section by section, as they are searched."""

from lxml import etree

_LINES = frozenset({"p", "li", "dt", "dd", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "br"})
"""The elements that end a line."""

_UNSEEN = frozenset({"nav", "script", "style", "template"})
# Lists of documents and passages repeat what documents say; permalinks are signs.
_UNSEEN_CLASSES = frozenset({"no-search", "headerlink"})

Sections = list[tuple[str, list[str]]]


def sections_of(page: str) -> list[tuple[str, str]]:
    """Return the sections of the main part of a page: the id of each, where it has one, and its words.

    The whole page is its main part where it says nothing of one.

    >>> page = '<body><nav>Home</nav><main><h1>Ferries</h1><section id="ids">Ids<a class="headerlink">#</a></section>'
    >>> sections_of(page)
    [('', 'Ferries\\n'), ('ids', 'Ids')]
    >>> sections_of("")
    [('', '')]
    """
    found: Sections = [("", [])]
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.feed(page.encode("utf-8", "replace") or b" ")
    root = parser.close()
    if root is not None:
        _collect(next(filter(_is_main, root.iter()), root), found)
    return [(anchor, "".join(words)) for anchor, words in found]


def _is_main(element: etree._Element) -> bool:
    return bool(element.tag == "main" or element.get("role") == "main")


def _collect(element: etree._Element, found: Sections) -> None:
    # In one walk, and nothing is changed on the way: the page of rules has ten thousand elements.
    found[-1][1].append(element.text or "")
    for child in element:
        if child.tag not in _UNSEEN and _UNSEEN_CLASSES.isdisjoint(child.get("class", "").split()):
            if child.tag in {"section", "dt"} and "id" in child.attrib:
                found.append((child.attrib["id"], []))
            _collect(child, found)
            if child.tag in _LINES:
                found[-1][1].append("\n")
        found[-1][1].append(child.tail or "")
