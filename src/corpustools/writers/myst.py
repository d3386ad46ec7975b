"""The MyST page of a document: its article as readable Markdown, and one directive for all the rest."""

import hashlib
import re
from collections.abc import Iterable

from corpustools.model.document import Document
from corpustools.model.span import Label
from corpustools.writers.markdown import escape, escape_line
from corpustools.writers.passages import Passage, headline_opens, passages, title

# A page of its own settings: whatever syntax a site turns on or off, text of a document meets CommonMark,
# and the lines of attributes and the directive that this writer puts there.
FRONT_MATTER = """---
orphan: true
corpus_generated: true
hide-toc: true
myst:
  commonmark_only: false
  gfm_only: false
  enable_extensions: [attrs_block]
  disable_syntax: []
  heading_anchors: 0
---"""


WITH_CONTENTS = FRONT_MATTER.replace("hide-toc: true\n", "")
"""The same for a long page, beside which the theme may list its sections."""


def myst_page(document: Document, entities: Iterable[str] = ()) -> str:
    r"""Write the page. The words it shows are those of the reading text, whatever they are.

    Each passage stands below a line with its label and its anchor. Where the article does not open with
    a headline, the page gets a title that is no passage of it. ``entities`` are the kinds and slugs of those that the
    page links to: its bytes change when a name comes to mean somebody else. The front matter is left out here:

    >>> import corpustools
    >>> shown = myst_page(corpustools.read("The town is *quiet* today.\n\nSubscribe", id="quiet"))
    >>> print(shown.partition("\n---\n")[2])
    <BLANKLINE>
    # The town is \*quiet\* today.
    <BLANKLINE>
    {.corpus-passage .label-paragraph .p-d381323f}
    The town is \*quiet\* today.
    <BLANKLINE>
    ```{corpus:apparatus} quiet
    ```
    <BLANKLINE>
    """
    shown = passages(document)
    parts = [FRONT_MATTER]
    if not headline_opens(shown):
        parts.append(f"# {escape_line(title(document))}")
    parts.extend(_passage(passage, opening=index == 0) for index, passage in enumerate(shown))
    parts.append("\n".join([f"```{{corpus:apparatus}} {document.id}", *entities, "```"]))
    return _signed("\n\n".join(parts) + "\n")


_DIGEST = "corpus_digest: "
_SIGNED = re.compile(rf"^{_DIGEST}([0-9a-f]{{16}})\n", re.MULTILINE)


def _signed(text: str) -> str:
    """Put a digest of a page into its front matter."""
    return text.replace("\nmyst:\n", f"\n{_DIGEST}{_digest(text)}\nmyst:\n", 1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def is_as_written(page: bytes) -> bool:
    """Whether a page of a document is as it was written: whoever edits one need not know of its digest.

    A page without a digest is taken for one that an earlier version wrote, or for none of these.

    >>> import corpustools
    >>> written = myst_page(corpustools.read("The town is quiet today.", id="quiet")).encode()
    >>> is_as_written(written), is_as_written(written.replace(b"quiet today", b"loud today"))
    (True, False)
    """
    text = page.decode("utf-8", "replace")
    found = _SIGNED.search(text)
    return found is None or found[1] == _digest(text[: found.start()] + text[found.end() :])


def _passage(passage: Passage, *, opening: bool) -> str:
    """Write one passage with the line of attributes that names it."""
    attributes = f"{{.{passage.kinds.replace(' ', ' .')} .{passage.anchor}}}"
    match passage.label:
        case Label.HEADLINE if opening:
            return f"{attributes}\n# {escape_line(passage.text)}"
        case Label.HEADING:
            return f"{attributes}\n## {escape_line(passage.text)}"
        case Label.LIST_ITEM:
            return _prefixed("- ", "  ", f"{attributes}\n{escape(passage.text)}")
        case Label.BLOCKQUOTE:
            return _prefixed("> ", "> ", f"{attributes}\n{escape(passage.text)}")
        case _:
            return f"{attributes}\n{escape(passage.text)}"


def _prefixed(first: str, others: str, text: str) -> str:
    """Put a block marker before each line."""
    return first + text.replace("\n", "\n" + others)
