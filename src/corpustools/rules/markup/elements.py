"""The names and elements that stand around a line, as far as its hint tells."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint, Kind

NAMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        label: frozenset(names.split())
        for label, names in {
            "logo": "logo",
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


_MEANS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        word: frozenset(purpose for purpose, names in NAMES.items() if word in names)
        for word in frozenset[str]().union(*NAMES.values())
    }
)


_MEANT = frozenset(_MEANS)
_NOTHING = frozenset[str]()


def purposes(names: Iterable[str]) -> frozenset[str]:
    """Return what an element is for by the words of its class and id, in the words of :data:`NAMES`.

    >>> sorted(purposes(("copyright", "left")))
    ['credit', 'legal']
    """
    found = _MEANT.intersection(names)
    return _NOTHING.union(*[_MEANS[word] for word in found]) if found else _NOTHING


class Around(NamedTuple):
    """What the elements around a line are for by their names: its own and its parent, and five of them."""

    inner: frozenset[str]
    near: frozenset[str]


def around(draft: Draft) -> dict[int, Around]:
    """Return, by the number of the element, what stands around each line that has a hint.

    >>> hint = Hint(0, 4, "p", ("body", "div", "p"), ((), ("comments",), ("lead",)), element=7)
    >>> sorted(around(Draft((DraftBlock(0, "Text", hint=hint),)))[7].inner)
    ['comments', 'standfirst']
    """
    found: dict[int, Around] = {}
    # A reader says the same of many lines with one object; to look at that once is enough.
    known: dict[tuple[int, int], Around] = {}
    purposes_of: dict[int, frozenset[str]] = {}
    for block in draft.blocks:
        hint = block.hint
        if hint is None or hint.element in found:
            continue
        key = (id(hint.names), id(hint.inline_names))
        if key not in known:
            said = []
            for names in (*hint.names[-5:], hint.inline_names):
                if id(names) not in purposes_of:
                    purposes_of[id(names)] = purposes(names)
                said.append(purposes_of[id(names)])
            known[key] = Around(_NOTHING.union(*said[-3:]), _NOTHING.union(*said))
        found[hint.element] = known[key]
    return found


def names_of(hint: Hint, draft: Draft) -> Around:
    """Return what stands around the line of a hint.

    >>> block, draft = line("Share", "span", "share bar")
    >>> sorted(names_of(block.hint, draft).inner)
    ['share']
    """
    return draft.once(around)[hint.element]


def is_in_list_of_others(hint: Hint, draft: Draft) -> bool:
    """Whether an element around a line, whichever, is named for teasers or comments.

    >>> block, draft = line("Jane Roe", "span", "comment author")
    >>> is_in_list_of_others(block.hint, draft)
    True
    """
    others = {"related", "comments"}
    if not names_of(hint, draft).near.isdisjoint(others):
        return True
    return any(not purposes(names).isdisjoint(others) for names in hint.names[1:])


def marked(*marks: str) -> Callable[[Draft], Collection[int]]:
    """Return the question of which lines markup says one of these things.

    ``inner P`` and ``near P``: an element around the line is named for the purpose P. ``in T``: so is its tag.
    ``role R``, ``kind K``, ``level N``, ``caption`` and ``time`` are what the hint says.

    >>> block, draft = line("Share", "span", "share bar", level=2)
    >>> marked("inner share")(draft), marked("level 2", "in p")(draft), marked("near tags", "caption")(draft)
    ({0}, {0}, set())
    """

    def places(draft: Draft) -> Collection[int]:
        found = draft.once(_marks)
        return {place for mark in marks for place in found.get(mark, ())}

    return places


def _marks(draft: Draft) -> Mapping[str, Sequence[int]]:
    """Return what markup says of lines, and of which."""
    found: dict[str, list[int]] = defaultdict(list)
    near = draft.once(around)
    # Of lines alike the same is said, and a page has far fewer kinds of them than lines.
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place, _, _, _, _, hint in draft.blocks:
        if hint is not None:
            own = (hint.kind, hint.level, hint.caption, hint.time)
            alike[hint.tag, id(hint.path), id(near[hint.element]), id(hint.roles), *own].append(place)
    for (tag, _, _, _, *said), places in alike.items():
        hint = draft.blocks[places[0]].hint
        assert hint is not None, "lines without a hint are passed over"
        marks = (_of_path(tag, hint.path), _of_names(near[hint.element]), _of_itself(hint.roles, *said))
        for mark in chain.from_iterable(marks):
            found[mark] += places
    for listed in found.values():
        listed.sort()
    return found


@lru_cache(maxsize=1024)
def _of_path(tag: str, path: tuple[str, ...]) -> Sequence[str]:
    return [f"in {tag}" for tag in {tag, *path}]


@lru_cache(maxsize=1024)
def _of_names(names: Around) -> Sequence[str]:
    return [f"inner {purpose}" for purpose in names.inner] + [f"near {purpose}" for purpose in names.near]


@lru_cache(maxsize=1024)
def _of_itself(roles: tuple[str, ...], kind: Kind, level: int, caption: bool, time: bool) -> Sequence[str]:
    """Return what markup says of a line and not of what is around it."""
    said = [*(f"role {role}" for role in roles), f"kind {kind.value}"]
    said += [f"level {level}"] if level else []
    return said + ["caption"] * caption + ["time"] * time


def line(text: str, tag: str = "p", names: str = "", **said: Any) -> tuple[DraftBlock, Draft]:
    """Return a block with a hint, alone in its draft, to try a rule with: its tag, its class words, what else is said.

    >>> line("Share", "span", "share bar")[0].hint.names
    (('share', 'bar'),)
    """
    hint = Hint(0, len(text), tag, (said.pop("within", "body"), tag), (tuple(names.split()),), **said)
    block = DraftBlock(0, text, hint=hint)
    return block, Draft((block,))
