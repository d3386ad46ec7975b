"""What must hold of every export: no word of a view is lost, and programs find the form that they expect."""

import re
from collections.abc import Sequence

from lxml import etree

from corpustools.config import Config
from corpustools.model.document import Document
from corpustools.text.characters import visible
from corpustools.text.tokens import tokens
from corpustools.writers.chosen import ChosenBlock, chosen_blocks
from corpustools.writers.citation import cite
from corpustools.writers.tei import NAMESPACE, tei
from corpustools.writers.vertical import vertical

ID = "{http://www.w3.org/XML/1998/namespace}id"

# The content of `div` by the schema of TEI P5, as far as the elements that are written here go.
DIV = re.compile(
    r"(?:head |argument |byline |dateline |docDate |figure )*"
    r"(?:(?:(?:p|ab|quote|list|table) )(?:figure )*)*(?:div )*"
)


def assert_exported(document: Document) -> None:
    """Check TEI and vertical text of a document."""
    for view in ("article", "all"):
        chosen = chosen_blocks(document, view)
        body = body_of(document, view)
        found = [(element.get("n"), said_in(element)) for element in body.iter() if element.get("n")]
        assert found == [(one.anchor, in_xml(one.block.reading)) for one in chosen]
        for div in body.iter(f"{{{NAMESPACE}}}div"):
            assert DIV.fullmatch("".join(f"{tag(child)} " for child in div))
        people = {element.get(ID) for element in body.getroottree().iter() if element.get(ID)}
        pointed = {element.get(name) for element in body.iter() for name in ("who", "toWhom")} - {None}
        assert pointed <= {f"#{ident}" for ident in people}
        assert_vertical(document, chosen)


def assert_vertical(document: Document, chosen: Sequence[ChosenBlock]) -> None:
    """Check that tokens are lines, and that the text is had back but for the kind and the number of its spaces."""
    written = etree.fromstring(vertical(document, chosen, cite(document)).encode("utf-8"))
    assert [element.get("id") for element in written] == [one.anchor for one in chosen]
    for element, (block, _) in zip(written, chosen, strict=True):
        lines = "".join((element.text or "", *(f"<g/>{glue.tail}" for glue in element))).strip("\n").split("\n")
        assert " ".join(lines).replace(" <g/> ", "").split() == in_xml(block.reading).split()
        words = [block.reading[start:end] for start, end in tokens(block.reading)]
        assert [line for line in lines if line in set(words)] == words


def body_of(document: Document, view: str = "article") -> etree._Element:
    """Return the body of a document as TEI."""
    written = tei(document, chosen_blocks(document, view), cite(document), Config())
    found = etree.fromstring(written.encode("utf-8")).find(f".//{{{NAMESPACE}}}body")
    assert found is not None
    return found


def tag(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def said_in(element: etree._Element) -> str:
    """Return the words of an element; a tab stands between the cells of a row."""
    cells = [cell for cell in element if tag(cell) == "cell"]
    return "\t".join("".join(map(str, cell.itertext())) for cell in cells or [element])


def in_xml(text: str) -> str:
    """Return a text as XML can hold it."""
    return re.sub("[\ufffe\uffff]", "\ufffd", visible(text))
