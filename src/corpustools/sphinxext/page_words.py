"""The words of a page of HTML that Sphinx wrote, section by section, as they are searched."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

_LINES = frozenset({"p", "li", "dt", "dd", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "br"})
"""The elements that end a line."""

_UNSEEN = frozenset({"nav", "script", "style", "template"})
# Lists of documents and passages repeat what documents say; permalinks are signs.
_UNSEEN_CLASSES = frozenset({"no-search", "headerlink"})

Sections = list[tuple[str, list[str]]]


def sections_of(html: str) -> list[tuple[str, str]]:
    """Return the sections of the main part of a page: the id of each, where it has one, and its words.

    The whole page is its main part where it says nothing of one.

    >>> page = '<body><nav>Home</nav><main><h1>Ferries</h1><section id="ids">Ids<a class="headerlink">#</a></section>'
    >>> sections_of(page)
    [('', 'Ferries\\n'), ('ids', 'Ids')]
    """
    page = BeautifulSoup(html, "lxml")
    found: Sections = [("", [])]
    main = page.find(lambda element: element.name == "main" or element.get("role") == "main")
    _collect(main if isinstance(main, Tag) else page, found)
    return [(anchor, "".join(words)) for anchor, words in found]


def _collect(element: Tag, found: Sections) -> None:
    # In one walk, and nothing is changed on the way: the page of rules has ten thousand elements.
    for child in element.children:
        if isinstance(child, Tag):
            if child.name in _UNSEEN or not _UNSEEN_CLASSES.isdisjoint(child.get_attribute_list("class")):
                continue
            if child.name in {"section", "dt"} and child.has_attr("id"):
                found.append((str(child["id"]), []))
            _collect(child, found)
            if child.name in _LINES:
                found[-1][1].append("\n")
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            found[-1][1].append(child)
