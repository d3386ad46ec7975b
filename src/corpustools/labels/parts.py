"""Verdicts by what markup says that a part of a page is: beside the text, reviews, questions and answers."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from corpustools.labels.reconsidered import is_article
from corpustools.model.draft import Draft
from corpustools.model.hint import Hint
from corpustools.registry import Verdict, rule

_BESIDE = frozenset({"complementary", "dialog", "alertdialog", "menu", "menubar", "listbox", "combobox"})
_CHOICES = frozenset({"select", "option", "label", "datalist"})
_QUESTIONS = frozenset({"faq", "faqs"})


@rule("weigh", since="0.1", confidence=0.9)
def beside_the_text(draft: Draft) -> list[Verdict | None]:
    """What markup calls complementary, a dialog or a menu, and what can be chosen in a form, is no running text.

    These are roles of ARIA, which people set by hand for those who hear a page read. Of 21,000 words that they call
    complementary on real pages one in a hundred was text. It says nothing where they hold half of the page.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "<p>Nobody knows why it is so quiet here today.<div role='complementary'>Why does it rain?</div>"
    >>> where("beside_the_text", page)
    [('Why does it rain?', False)]

    Abstains:

    >>> where("beside_the_text", "<div role='dialog'><p>Nobody knows why it is so quiet here today.</div>")
    []
    """
    return _verdicts(
        draft,
        lambda hint: not _BESIDE.isdisjoint(hint.roles) or not _CHOICES.isdisjoint(hint.path),
        Verdict(False, 0.9, lambda: "markup says that it stands beside the text, or can be chosen in a form"),
    )


@rule("weigh", since="0.1", confidence=0.97)
def reviews_of_goods(draft: Draft) -> list[Verdict | None]:
    """What stands in an element that is named for reviews, on a page that is no article, is its readers' word.

    Shops have buyers review what they sell, in whole sentences, below the description. An article may be a review
    itself, and its elements be named so; it says in its markup that it is an article.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "<p>This kettle boils a litre in two minutes.</p><div class='reviews'>It leaks, sadly.</div>"
    >>> where("reviews_of_goods", page)
    [('It leaks, sadly.', False)]

    Abstains:

    >>> where("reviews_of_goods", f"<meta property='og:type' content='article'>{page}")
    []
    """
    if is_article(draft.things):
        return [None] * len(draft.blocks)
    verdict = Verdict(False, 0.97, lambda: "in an element for reviews, on a page that does not say it is an article")
    return _verdicts(draft, lambda hint: "reviews" in chain.from_iterable(hint.names), verdict)


@rule("weigh", since="0.1", confidence=0.7)
def questions_and_answers(draft: Draft) -> list[Verdict | None]:
    """What stands in an element that is named for frequent questions is running text, where little speaks against it.

    The questions are short, stand by themselves and have no full stop, and their answers are folded away, so that the
    model doubts them. Where it is sure that they are none, it is followed.

    Fires:

    >>> from corpustools.pipeline import where
    >>> page = "<p>The ferry sails at noon, and nobody knows why.</p><div class='faq'>May dogs come?</div>"
    >>> where("questions_and_answers", page)
    [('May dogs come?', True)]

    Abstains:

    >>> where("questions_and_answers", page.replace("faq", "more"))
    []
    """
    return _verdicts(
        draft,
        lambda hint: not _QUESTIONS.isdisjoint(chain.from_iterable(hint.names)),
        Verdict(True, 0.7, lambda: "in an element for frequent questions"),
    )


_Key = tuple[int, int, int]


def _verdicts(draft: Draft, holds: Callable[[Hint], bool], verdict: Verdict) -> list[Verdict | None]:
    """Give the verdict on each line of which something holds; on none where that is half of the page's text or more."""
    keys, alike, whole = draft.once(_alike)
    held = {key for key, hint in alike.items() if holds(hint)}
    if held:
        found = [verdict if key in held else None for key in keys]
        if sum([len(block.text) for block, each in zip(draft.blocks, found, strict=True) if each]) * 2 < whole:
            return found
    return [None] * len(draft.blocks)


def _alike(draft: Draft) -> tuple[Sequence[_Key], Mapping[_Key, Hint], int]:
    """Return which lines stand in elements alike, the hint of one of each, and how many characters of text there are.

    A reader says the same of them with the same objects, and a page has far fewer kinds of them than lines.
    """
    hints = [block.hint for block in draft.blocks if block.hint is not None]
    if len(hints) < len(draft.blocks):
        return (), {}, 0
    keys = [(id(hint.path), id(hint.names), id(hint.roles)) for hint in hints]
    return keys, dict(zip(keys, hints, strict=True)), sum([len(block.text) for block in draft.blocks])
