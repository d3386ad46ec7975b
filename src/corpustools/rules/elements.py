"""The names and elements that stand around a line, as far as its hint tells."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint

NAMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        label: frozenset(names.split())
        for label, names in {
            "credit": "credit credits copyright photographer attribution courtesy photocredit rights agency",
            "caption": "caption figcaption legend imagecaption",
            "byline": "byline author authors bylines writer contributor contributors autor auteur",
            "timestamp": "date time timestamp datetime published pubdate dateline updated posted",
            "navigation": "nav navbar navigation menu menus submenu breadcrumb breadcrumbs topnav sitenav masthead "
            "footer",
            "comments": "comments comment commentlist disqus comentarios kommentare respond livefyre",
            "share": "share sharing social socials sharebar sharetools addthis sharedaddy socialmedia addtoany",
            "legal": "copyright legal cookie cookies consent gdpr disclaimer imprint onetrust cookiebanner "
            "colophon terms",
            "related": "related recommended recommendation recommendations recirculation recirc teaser teasers "
            "trending popular mostread promo sidebar readmore taboola outbrain latest river upnext",
            "interface": "newsletter subscribe subscription paywall player search login modal popup signup toolbar btn "
            "button buttons form dropdown tooltip meter registration controls dialog",
            "tags": "tags tag keywords topics taglist tagcloud",
            "advertisement": "ad ads advert adverts advertisement advertising sponsored dfp adslot "
            "banner sponsor leaderboard",
            "standfirst": "standfirst dek lead lede summary subtitle subheadline subhead subheading deck intro excerpt "
            "description strapline chapo ingress vorspann sottotitolo entradilla",
        }.items()
    }
)
"""Words of classes and ids that say what an element is for, in any page's markup."""


class Around(NamedTuple):
    """What the elements around a line are named: its own and its parent, five of them, and all; and their tags."""

    inner: frozenset[str]
    near: frozenset[str]
    all: frozenset[str]
    tags: frozenset[str]


def around(draft: Draft) -> dict[int, Around]:
    """Return, by the number of the element, what stands around each line that has a hint.

    >>> hint = Hint(0, 4, "p", ("body", "div", "p"), ((), ("page",), ("lead",)), element=7)
    >>> found = around(Draft((DraftBlock(0, "Text", hint=hint),)))[7]
    >>> sorted(found.inner), "div" in found.tags
    (['lead', 'page'], True)
    """
    found: dict[int, Around] = {}
    for block in draft.blocks:
        hint = block.hint
        if hint is None or hint.element in found:
            continue
        levels = hint.names
        inner = frozenset(word for names in levels[-2:] for word in names) | frozenset(hint.inline_names)
        near = inner.union(*levels[-5:])
        found[hint.element] = Around(inner, near, near.union(*levels[1:]), frozenset(hint.path))
    return found


def names_of(hint: Hint, draft: Draft) -> Around:
    """Return what stands around the line of a hint.

    >>> block, draft = line("Share", "span", "share bar")
    >>> sorted(names_of(block.hint, draft).inner)
    ['bar', 'share']
    """
    return draft.once(around)[hint.element]


def line(text: str, tag: str = "p", names: str = "", **said: Any) -> tuple[DraftBlock, Draft]:
    """Return a block with a hint, alone in its draft, to try a rule with: its tag, its class words, what else is said.

    >>> line("Share", "span", "share bar")[0].hint.names
    (('share', 'bar'),)
    """
    hint = Hint(0, len(text), tag, (said.pop("within", "body"), tag), (tuple(names.split()),), **said)
    block = DraftBlock(0, text, hint=hint)
    return block, Draft((block,))
