"""Questions about the single lines of a draft, each asked once for the whole page."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from corpustools.model.draft import Draft, DraftBlock
from corpustools.rules.vocabulary import bare_all
from corpustools.text.calendar import says_when
from corpustools.text.dates import find_dates
from corpustools.text.sentences import ends_sentence
from corpustools.text.words import count_words, count_words_of_all

BULLETS = frozenset("•‣▪●◦*+·")
STEPS_OPEN = (
    *("home", "homepage", "start", "startseite", "accueil", "inicio", "início", "главная", "news", "hem", "hjem"),
    *(
        "forside",
        "forsiden",
        "etusivu",
        "domů",
        "domov",
        "kezdőlap",
        "címlap",
        "acasă",
        "anasayfa",
        "головна",
        "начало",
    ),
    *("αρχική", "beranda", "الرئيسية", "בית", "होम", "トップ", "ホーム", "首页", "首頁", "홈"),
)
"""What the first step of a trail through a site says."""
_ARROW = re.compile(r"\s[>»›]\s")
_STEP = re.compile(r"\s[>»›/|]\s")
_TRAIL = re.compile(r"[^>»›/|]{1,40}(?:\s+[>»›/|]\s+[^>»›/|]{1,60}){1,}")
_HERE = re.compile(
    r"^(?:you are here|sie sind hier|sie befinden sich hier|vous êtes ici|(?:usted )?está[s]? aquí|"
    r"você está (?:aqui|em)|ti trovi (?:qui|in)|sei qui|u bent hier|je bent hier|jesteś tutaj|nacházíte se|вы здесь|"
    r"現在位置|当前位置|您的位置)\s*[:：]?\s*",
    re.IGNORECASE,
)
# Steps by arrows, in few words each, are a trail wherever it begins: no sentence and no title is set so.
_ARROWS = re.compile(r"[^>»›\n]{2,30}(?:\s+[>»›]\s+[^>»›\n]{2,40}){2,}")
_DIGIT = re.compile(r"\d").search
_OPENING = re.compile(r"\w+|.", re.DOTALL).match
# Letters that a pattern takes for others when it ignores case, and that are small ones already.
_ALIKE = frozenset("ſıᲀᲁᲂᲃᲄᲅᲆ")
_LIKE = str.maketrans("ſıᲀᲁᲂᲃᲄᲅᲆ", "siвдосттъ")


def texts(draft: Draft) -> Sequence[str]:
    """Return every block's text.

    >>> from corpustools.model.draft import DraftBlock
    >>> texts(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "More …"))))
    ['Menu', 'More …']
    """
    return [block.text for block in draft.blocks]


def word_counts(draft: Draft) -> Sequence[int]:
    """Return the number of every block's words.

    >>> from corpustools.model.draft import DraftBlock
    >>> word_counts(Draft((DraftBlock(0, "Menu"), DraftBlock(1, "Sign up now"))))
    [1, 3]
    """
    return count_words_of_all(draft.once(texts))


def times(draft: Draft) -> Sequence[bool]:
    """Return of every block whether it says when and nothing else.

    >>> from corpustools.model.draft import DraftBlock
    >>> times(Draft((DraftBlock(0, "10 June 2015"), DraftBlock(1, "In June 2015 the town was quiet."))))
    [True, False]
    """
    return [3 <= len(text) <= 120 and _DIGIT(text) is not None and says_when(text) for text in draft.once(texts)]


def bare_lines(draft: Draft) -> Sequence[str]:
    """Return every block's words in small letters, without bullets and marks around them.

    >>> from corpustools.model.draft import DraftBlock
    >>> bare_lines(Draft((DraftBlock(0, "* Sign up"), DraftBlock(1, "More …"))))
    ['sign up', 'more']
    """
    return bare_all([text[:200] for text in draft.once(texts)])


def line_words(draft: Draft) -> Sequence[Sequence[str]]:
    """Return every block's words in small letters; those of its first two hundred characters.

    >>> from corpustools.model.draft import DraftBlock
    >>> line_words(Draft((DraftBlock(0, "© The town, the TOWN"),)))
    [['©', 'the', 'town', 'the', 'town']]
    """
    lines = draft.once(bare_lines)
    parted = "\n".join(lines).replace(",", " ").replace(".", " ").replace("©", " © ").split("\n")
    if len(parted) != len(lines):
        parted = [line.replace(",", " ").replace(".", " ").replace("©", " © ") for line in lines]
    return [line.split() for line in parted]


def first_words(draft: Draft) -> Mapping[str, Sequence[int]]:
    """Return the words that blocks open with, marks before them aside, in small letters, and where.

    It is a mark where there is no word. Letters that patterns take for others when they ignore case are those others.

    >>> from corpustools.model.draft import DraftBlock
    >>> first_words(Draft((DraftBlock(0, "By Jane"), DraftBlock(1, "• BY"), DraftBlock(2, "© Oslo"))))
    {'by': [0, 1], '©': [2]}
    """
    found: dict[str, list[int]] = {}
    for place, line in enumerate(draft.once(bare_lines)):
        opening = _OPENING(line if line.isascii() else line.replace("i\u0307", "i"))
        if opening is not None:
            word = opening[0]
            if not word.isascii() and not _ALIKE.isdisjoint(word):
                word = word.translate(_LIKE)
            if word in found:
                found[word].append(place)
            else:
                found[word] = [place]
    return found


def crowd(draft: Draft) -> Sequence[float]:
    """Return of each block which share of the seven blocks around it has five words or more.

    >>> from corpustools.model.draft import DraftBlock
    >>> crowd(Draft(tuple(DraftBlock(i, "a title of five words") for i in range(3))))
    [1.0, 1.0, 1.0]
    """
    pairs = zip(draft.once(texts), draft.once(word_counts), strict=True)
    long = [number >= 5 and len(text) > 12 and (number >= 9 or text[2] < "\u2e80") for text, number in pairs]
    size = len(long)
    until = list(accumulate(long, initial=0))
    whole = [(last - first) / 7 for first, last in zip(until, until[7:], strict=False)]
    if not whole:
        return [_share(until, at) for at in range(size)]
    return [*(_share(until, at) for at in range(3)), *whole, *(_share(until, at) for at in range(size - 3, size))]


def _share(until: Sequence[int], at: int) -> float:
    """Return the share of long lines around a place near the page's ends."""
    first, last = max(0, at - 3), min(len(until) - 1, at + 4)
    return (until[last] - until[first]) / (last - first)


def is_trail(text: str) -> bool:
    """Whether a line is a trail that opens with the home page, and goes on by arrows, strokes or bars.

    By arrows alone, with two of them or more, it may open with any page.

    >>> is_trail("Home > News > Europe"), is_trail("Home | Europe"), is_trail("Europe > Oslo"), is_trail("Home")
    (True, True, False, False)
    >>> is_trail("You are here: Home > News"), is_trail("Island News » Harbour » Boats"), is_trail("トップ > 地域")
    (True, True, True)
    """
    if len(text) > 300 or _STEP.search(text) is None or ends_sentence(text):
        return False
    text = _HERE.sub("", text.strip())
    opening = _OPENING(text.lower())
    if opening is not None and opening[0] in STEPS_OPEN and _TRAIL.fullmatch(text):
        return True
    return _ARROWS.fullmatch(text) is not None


def has_steps(text: str) -> bool:
    """Whether an arrow parts a line, as no title of an article is parted; forums set one before the time of a post.

    >>> has_steps("Strona główna > Wiadomości"), has_steps("Town Is Quiet"), has_steps("by Jane » 10 June 2015 14:05")
    (True, False, False)
    """
    return _ARROW.search(text) is not None and not find_dates(text)


def trails(draft: Draft) -> Sequence[int]:
    """Return the places of the lines that are a trail through the site.

    >>> from corpustools.model.draft import DraftBlock
    >>> trails(Draft((DraftBlock(0, "Home > News"), DraftBlock(1, "Town Is Quiet"))))
    [0]
    """
    return [place for place, text in enumerate(draft.once(texts)) if _STEP.search(text) and is_trail(text)]


def is_item_of_menu(block: DraftBlock, draft: Draft) -> bool:
    """Whether a line of one word has a bullet, or a line of few words with one stands below it.

    >>> blocks = tuple(DraftBlock(i, text) for i, text in enumerate(("Comment", "* Columnists", "Comments")))
    >>> [is_item_of_menu(block, Draft(blocks)) for block in blocks]
    [True, True, False]
    """
    if count_words(block.text) > 1:
        return False
    below = draft.neighbour(block, 1)
    short = below is not None and below.text[:1] in BULLETS and count_words(below.text) <= 3
    return block.text[:1] in BULLETS or short
