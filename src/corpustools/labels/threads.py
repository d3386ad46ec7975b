"""The verdict of the programs that forums run on: what people posted is the text of a thread."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.hint import Hint, Kind
from corpustools.registry import Verdict, rule

_BODIES = (
    ({"message", "text", "ugc"}, "XenForo"),
    ({"ips", "rich", "text", "user"}, "Invision Community"),
    ({"post", "body", "scaleimages"}, "MyBB"),
    ({"js", "post", "content", "text", "restore"}, "vBulletin"),
    ({"postcontent", "restore"}, "vBulletin"),
    ({"wpforo", "post", "content"}, "wpForo"),
    ({"topic", "body", "crawler", "post"}, "Discourse"),
    ({"regular", "contents", "cooked"}, "Discourse"),
)
"""Words of the class of the element that holds what was posted, and the program that writes it."""

_BODIES_IN_POSTS = (
    ({"message", "body"}, {"bb", "wrapper"}, "XenForo"),
    ({"c", "post", "content"}, {"ips", "rich", "text"}, "Invision Community"),
    ({"postbody"}, {"content"}, "phpBB"),
    ({"topic", "post"}, {"cooked"}, "Discourse"),
    ({"post", "container"}, {"content", "text", "break"}, "NodeBB"),
)
"""Words of a post's class, those of an element in it that holds what was posted, and the program that writes both."""

_NUMBERED = ((("post", "message", "#"), "vBulletin"), (("msg", "#", "inner"), "Simple Machines"))
"""All words of an id and class, where # stands for the number of the post."""

_DEEPEST = 10
"""How many elements around a line are looked at: quotations in posts are nested."""


def _program(names: Sequence[tuple[str, ...]], path: Sequence[str]) -> str:
    """Return the program by whose markup a line is inside of what was posted and not quoted there, or nothing.

    >>> _program((("message", "body"), ("bb", "wrapper")), ("article", "div"))
    'XenForo'
    >>> _program((("message", "body"), ("bb", "wrapper"), ()), ("article", "div", "blockquote"))
    ''
    >>> _program((("postbody",), ("content",)), ("div", "div")), _program((("content",), ("postbody",)), ("div", "div"))
    ('phpBB', '')
    >>> _program((("post", "message", "3760"),), ("div",)), _program((("post", "message"),), ("div",))
    ('vBulletin', '')
    """
    inside = path[-_DEEPEST:]
    posts = set[str]()
    is_signature = False
    for at, words in enumerate(names[-_DEEPEST:]):
        named = _named(words)
        if program := named.body or next(iter(posts & named.bodies), ""):
            within = names[-_DEEPEST:][at + 1 :]
            is_quoted = "blockquote" in inside[at + 1 :] or any("quote" in inner for inner in within)
            return "" if is_quoted or is_signature else program
        posts |= named.posts
        is_signature = is_signature or "signature" in words
    return ""


class _Named(NamedTuple):
    """Whose post's text an element holds by its words; or whose, inside of a post; and in whose posts it stands."""

    body: str
    bodies: frozenset[str]
    posts: frozenset[str]


_NOTHING = _Named("", frozenset(), frozenset())
_TELLING = frozenset[str]().union(*[body for body, _ in _BODIES], *[word for word, _ in _NUMBERED]).union(
    *[post | body for post, body, _ in _BODIES_IN_POSTS]
) - {"body", "text", "c", "#"}


@lru_cache(maxsize=4096)
def _named(words: tuple[str, ...]) -> _Named:
    """Return what an element is to forums by the words of its class and id: pages have far fewer of them than lines."""
    if _TELLING.isdisjoint(words):
        return _NOTHING
    numbered = tuple(["#" if word.isdecimal() else word for word in words])
    whole = (program for body, program in _NUMBERED if body == numbered)
    return _Named(
        next(whole, "") or next((program for body, program in _BODIES if body.issubset(words)), ""),
        frozenset(program for _, body, program in _BODIES_IN_POSTS if body.issubset(words)),
        frozenset(program for post, _, program in _BODIES_IN_POSTS if post.issubset(words)),
    )


def _is_said_to_be_posted(hint: Hint) -> bool:
    """Whether a line is the text of a post, a question or an answer, in the words of schema.org; no comment on one."""
    if hint.roles[-1:] != ("text",):
        return False
    if "DiscussionForumPosting" in hint.roles:
        return "blockquote" not in hint.path  # who answers there quotes the post above
    return _kind_of_text(hint.roles) in _OF_QUESTIONS


def _kind_of_text(roles: Sequence[str]) -> str:
    """Return what a text is the text of, by the nearest type around it."""
    return next((role for role in reversed(roles) if role in _TEXTS), "")


_OF_QUESTIONS = frozenset({"Question", "Answer"})
_TEXTS = _OF_QUESTIONS | {"Comment"}


@rule("weigh", since="0.1", version=2)
def posts_of_thread(draft: Draft) -> list[Verdict | None]:
    """On a page of a forum, what people posted is running text.

    A post reads like a comment, and forums name it so; but here it is what the page is for. A few programs write
    nearly all forums, and each gives the element with a post's text the same class on every page; others say what they
    are by schema.org's ``DiscussionForumPosting``, ``Question`` and ``Answer``. What stands around a post is left to
    the other rules: names, ranks, times, signatures, buttons.

    Fires:

    >>> from corpustools.rules.markup.elements import line
    >>> [verdict] = posts_of_thread(line("Me too", "div", "message text ugc")[1])
    >>> verdict.running, verdict.reason()
    (True, 'what was posted in a thread, by the markup of XenForo')
    >>> posts_of_thread(line("Me too", roles=("DiscussionForumPosting", "comment", "Comment", "text"))[1])[0].reason()
    'what was posted in a thread, by the words of schema.org'
    >>> [verdict] = posts_of_thread(line("It is.", roles=("QAPage", "suggestedAnswer", "Answer", "text"))[1])
    >>> verdict.running
    True

    Abstains:

    >>> posts_of_thread(line("Me too", "div", "comment body")[1])
    [None]
    >>> posts_of_thread(line("Me too", roles=("NewsArticle", "comment", "Comment", "text"))[1])
    [None]
    """
    # Of lines alike the same is said, and a reader says it with the same objects.
    known: dict[tuple[int, int, int], Verdict | None] = {}
    return [_verdict_on(block, known) for block in draft.blocks]


def _verdict_on(block: DraftBlock, known: dict[tuple[int, int, int], Verdict | None]) -> Verdict | None:
    hint = block.hint
    if hint is None or hint.kind is not Kind.TEXT or hint.tag in ("button", "label", "select"):
        return None
    key = id(hint.names), id(hint.path), id(hint.roles)
    if key not in known:
        by = f"the markup of {program}" if (program := _program(hint.names, hint.path)) else ""
        by = by or ("the words of schema.org" if _is_said_to_be_posted(hint) else "")
        known[key] = Verdict(True, _SURE, lambda: f"what was posted in a thread, by {by}") if by else None
    return known[key]


_SURE = 0.985
"""Surer than that an element named for comments holds them, as that of a post is to many forums."""
