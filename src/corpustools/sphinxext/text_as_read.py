"""The text as read of a document, as HTML: each block with the rule that labelled it, repairs and receipts marked."""

from collections.abc import Iterator

from corpustools.model.span import percent
from corpustools.sphinxext.rule_links import DOUBTFUL, escape, found_by, rule_link
from corpustools.writers.page import Fragment, Page, ReadBlock

_WITHHELD = "What the words were, without the words: […] stands for those that are withheld."
_PLAIN = "Every character that the scraper left, in its place."
_MARKED_UP = (
    "Everything that a person could read in the page, in its order; what is hidden and what stands in for images too."
)


def text_as_read(page: Page, rules: str, *, is_withheld: bool) -> Iterator[str]:
    """Yield the section with the blocks; ``rules`` is the address of the page of rules."""
    is_plain = page.document.source.media_type.partition(";")[0].strip().lower() == "text/plain"
    said = _WITHHELD if is_withheld else _PLAIN if is_plain else _MARKED_UP
    yield (
        '<section class="corpus-read" id="text-as-read" aria-labelledby="corpus-read-title">\n'
        '<h2 id="corpus-read-title">Text as read</h2>\n'
        f'<p class="corpus-hint">{said} Colours are labels; behind “why” stands the rule that decided, how sure '
        "it is, and its reason. Blocks set aside are not in the article, and not lost.</p>\n"
        '<ol class="corpus-blocks">\n'
    )
    for block in page.blocks:
        yield _block(block, rules)
    yield "</ol>\n</section>"


def _block(read: ReadBlock, rules: str) -> str:
    span = read.block.span
    label = span.label.value
    cut = f"; cut from its line by {rule_link(rules, span.cut_by)}" if span.cut_by else ""
    if span.same_as is not None:
        cut += f'; the same is said, and shown, <a href="#block-{span.same_as}">there</a>'
    if read.passage:
        where = f'<a class="corpus-to-article" href="#{read.passage}">in the article</a>\n'
    else:
        where = "" if read.kept else '<span class="corpus-to-article">set aside</span>\n'
    return (
        f'<li class="corpus-block label-{label}{"" if read.kept else " corpus-aside"}" id="{read.anchor}">\n'
        f'<div class="corpus-block-head">\n'
        f'<a class="corpus-label" href="{escape(rules)}#rule-{escape(span.rule.replace("_", "-"))}">'
        f"{label.replace('_', ' ')}</a>\n"
        f'<details class="corpus-why"><summary>{_asked(span.confidence)}</summary>\n'
        f"{found_by(rules, span.rule, span.confidence)}: "
        f'<span class="corpus-reason">{escape(span.reason)}{cut}</span></details>\n'
        f"{where}</div>\n"
        f'<p class="corpus-block-text" dir="auto">{"".join(map(_fragment, read.fragments))}</p>\n</li>\n'
    )


def _asked(confidence: float) -> str:
    """Write what the reason is opened by; that it is doubtful is seen at once, as among the facts."""
    sure = percent(confidence)
    return f'<span class="corpus-doubtful">{sure} % sure</span>' if sure < DOUBTFUL else "why"


def _fragment(part: Fragment) -> str:
    if part.repair is None and not part.receipts:
        return escape(part.text)
    facts = f' data-facts="{" ".join(part.receipts)}"' if part.receipts else ""
    anchors = "".join([f'<span class="corpus-anchor" id="receipt-{key}"></span>' for key in part.first_of])
    if part.repair is None:
        return f'<mark class="corpus-receipt"{facts}>{anchors}{escape(part.text)}</mark>'
    shown = part.repair.replacement
    title = escape(f"{part.repair.rule}: {f'shown as “{shown}”' if shown else 'not shown'}")
    return f'<span class="corpus-repair" title="{title}"{facts}>{anchors}{escape(part.text)}</span>'
