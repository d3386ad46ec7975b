"""Which headlines say again what another one says: a title is said in many places of a page, and read once."""

from collections.abc import Mapping, Sequence

from corpustools.model.draft import DraftBlock
from corpustools.model.hint import Kind
from corpustools.model.span import BODY, Label
from corpustools.rules.topics import content
from corpustools.rules.vocabulary import bare

SHARED = 0.6
"""Which share of the fewer words of two headlines the other must have to say the same."""

SHARED_WITH_HEAD = 0.3
"""The same where one is the title in the head of a page, which many sites word anew for search engines."""


def repetitions(blocks: Sequence[DraftBlock], labels: Sequence[Label]) -> Mapping[int, int]:
    """Return each headline that another one says, by its place, and the place of the one that is to be read.

    A page says its title in its head, with the site's name behind it, often in a breadcrumb or beside buttons for
    sharing, and over the text. To be read are the words nearest before the text, unless they are cut short, and where
    they stand first: a byline comes below them. Of 180 pages of the evaluation 172 say the title more than once, and
    without this their reading texts open with it twice.

    Fires:

    >>> said = ["Town Is Quiet - Example News", "Home", "Town Is Quiet", "Nobody in the town knows why."]
    >>> labels = [Label.HEADLINE, Label.NAVIGATION, Label.HEADLINE, Label.PARAGRAPH]
    >>> repetitions([DraftBlock(place, text) for place, text in enumerate(said)], labels)
    {0: 2}

    Abstains:

    >>> said[0] = "What the river does at night"
    >>> repetitions([DraftBlock(place, text) for place, text in enumerate(said)], labels)
    {}
    """
    places = [place for place, label in enumerate(labels) if label is Label.HEADLINE]
    if len(places) < 2:
        return {}
    opening = next((place for place, label in enumerate(labels) if label in BODY), len(labels))
    # The nearest before the text first, then what stands behind its beginning; what is cut short after what is whole.
    places.sort(key=lambda place: (_is_cut_short(blocks[place]), place > opening, abs(opening - place)))
    groups: list[list[int]] = []
    for place in places:
        group = next((group for group in groups if _says_again(blocks[place], blocks[group[0]])), None)
        if group is None:
            groups.append([place])
        else:
            group.append(place)
    found = {}
    for group in groups:
        said = bare(blocks[group[0]].text)
        shown = min(place for place in group if bare(blocks[place].text) == said)
        found.update({place: shown for place in group if place != shown})
    return dict(sorted(found.items()))


def _says_again(block: DraftBlock, other: DraftBlock) -> bool:
    """Whether a headline says what another says."""
    one, two = content(block.text), content(other.text)
    fewer = min(len(one), len(two))
    if fewer < 2:
        said, all_said = bare(block.text.rstrip(" .…")), bare(other.text)
        return bool(said) and (said == all_said or (_is_cut_short(block) and all_said.startswith(said)))
    in_head = block.hint is not None and block.hint.kind is Kind.METADATA
    return len(one & two) >= (SHARED_WITH_HEAD if in_head else SHARED) * fewer


def _is_cut_short(block: DraftBlock) -> bool:
    return block.text.rstrip().endswith(("…", "..."))
