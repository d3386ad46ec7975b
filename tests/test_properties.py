"""What holds of every text and of all bytes, whatever is in them."""

import pickle
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise, zip_longest

from fuzz_targets import assert_sound, assert_tiled
from hypothesis import assume, example, given
from hypothesis import strategies as st

import corpustools
from corpustools import registry
from corpustools.claims import SURE
from corpustools.corpus.files import document_ids
from corpustools.describing import describe
from corpustools.errors import UnreadableError
from corpustools.extractors.receipts import says
from corpustools.labelling import CERTAIN
from corpustools.model.document import Document
from corpustools.model.record import to_json
from corpustools.model.span import BLOCK_LABELS, BODY, FURNITURE, KEPT, NEUTRAL
from corpustools.model.tiling import excerpt
from corpustools.readers import parse
from corpustools.text import characters, datelines, dates, languages, lines, names, pointers, sentences, suffixes, words

FRAGMENTS = [
    *(
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        " ",
        "\u00a0",
        "\u00ad",
        "\ufeff",
        "\u200b",
        "\x00",
        "\x1b",
        "\x85",
        "\u2028",
        "\ud83d",
    ),
    *("&amp;", "&nbsp;", "&#10;", "&#8217;", "cafÃ©", "â€\x9d", "Â\u00a0", "ï»¿", "\x92"),
    *(
        "© AFP 2019 / JANE ROE",
        "© AFP / JANE  ROE",
        "© ",
        " / ",
        "© AFP / &nbsp;",
        "By Jane  Roe",
        "OSLO (An  Agency) – ",
        "Photo: Jane Roe",
        "People in the square",
        " - Example News",
        "OSLO (Agency) – ",
    ),
    *("MINSK, June 21. /TASS/. ", "By Jane Roe and John Public", "Published 10 June 2015, updated June 2016", "128"),
    *("• one", "1. two", "a | b | c", "a\tb\tc", "Read also: ", "Home > News", "Tags: a, b", "Subscribe", "Share this"),
    *(
        "Nobody in the town knows how long this will last.",
        "Town Is Quiet",
        "“",
        "”",
        ".",
        "…",
        "0",
        "Заголовок",
        "军事合作。",
    ),
    *("Comments (3)", "Advertisement", "© 2019 Example Ltd. All rights reserved.", "word " * 26),
]
TAGS = [
    *("<p>", "</p>", "<div>", "</div>", "<article class='story'>", "</article>", "<ul><li>", "</li></ul>", "<br>"),
    *("<h1>", "</h1>", "<h2 id=lead>", "</h2>", "<b>", "</b>", "<a href='/town'>", "</a>", "<i hidden>", "</i>"),
    *("<img alt='A quiet town'>", "<figure>", "<figcaption>", "</figcaption></figure>", "<time datetime=2015-06>"),
    *("</time>", "<table><tr><td>", "</td><td>", "</td></tr></table>", "<title>Town</title>", "<nav>", "</nav>"),
    *("<script>if (a < b) alert('&amp;')</script>", "<style>p > b {}</style>", "<!-- a comment -->", "<![CDATA[x]]>"),
    *("<noscript><p>No scripts", "</noscript>", "<template>", "</template>", "<textarea>", "</textarea>", "<pre>\n"),
    *("<!DOCTYPE html>", "<body>", "</body>", "<p style='display:none'>", "<x-y>", "<", ">", "<p", "</", "&", "&#0;"),
    *("<html lang=cs>", "<meta name=author content='Jane  Roe, News'>", "<time datetime='2015-06-10T23:00' pubdate>"),
    *(
        "<meta property='og:title' content='Town &amp; sea | News'>",
        "<a rel=tag>",
        "<span itemprop=author>Jane Roe</span>",
    ),
    *('<script type=\'application/ld+json\'>{"@type": "Article", "articleBody": "It rained."}</script>',),
]
MARKUP = st.lists(
    st.sampled_from(TAGS) | st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=()), max_size=8),
    max_size=30,
).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
PAGE = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=()), max_size=8), max_size=25
).map("".join)
TEXTS = st.one_of(PAGE, ANY_TEXT)


def is_subsequence(shorter, longer):
    rest = iter(longer)
    return all(item in rest for item in shorter)


@given(TEXTS)
@example("")
@example("\ud83d\udcaf")
@example("\u00ad")
@example("\n\u00ad\n")
@example("a\u00ad\u00a0")
@example("aÂ\u00a0\nÂ\u00a0b")
@example("Ã©\ud83dÃ© was lost at the end of the day, and nobody has found it.")
@example("OSLO (Å koda) - The tÃ© town is quiet today.")
@example("OSLO (Agency) –&nbsp;The town")
@example("OSLO (Agency) – \u00ad\u200b")
@example("Ã\x85ngström said it, and he said it only once in his life.")
def test_any_text_becomes_a_sound_document(text):
    document = corpustools.read(text)
    assert characters.join_pairs(text) == document.text
    assert_sound(document)


@given(st.one_of(MARKUP, TEXTS))
@example("<p>A <b>small</b>\u00a0town.<p hidden>Nobody")
@example("<p>The ferry&amp;nbsp;sails <a href=/>every\nday</a>, they say; nobody knows for how long it will.</p>")
@example("<title>&amp;amp;</title><p>caf&eacute; &amp;eacute;")
def test_any_markup_becomes_a_sound_document(markup):
    document = corpustools.read(markup, media_type="text/html")
    assert_sound(document)
    assert to_json(document) == to_json(corpustools.read(markup, media_type="text/html"))


@given(MARKUP)
def test_hints_tile_the_lines_of_the_text_as_read(markup):
    parsed = parse(characters.join_pairs(markup), "text/html")
    assert_tiled(parsed.text, parsed.hints)


@given(st.one_of(MARKUP.map(lambda markup: (markup, "text/html")), TEXTS.map(lambda text: (text, "text/plain"))))
def test_offsets_lead_through_joins_entities_and_repairs(given_):
    document = corpustools.read(given_[0], media_type=given_[1])
    for block in document.blocks:
        assert block.reading == document.words_at(block.start, block.end)
        assert block.text == document.text[block.start : block.end]
        view = document.reading(block)
        assert view.text == block.reading
        for place in range(len(view.text)):
            start, end = view.source(place, place + 1)
            assert block.start <= start < end <= block.end
            touched = [repair for repair in document.repairs if start <= repair.start < end]
            assert touched or document.text[start:end] == view.text[place]


@given(TEXTS, st.data())
def test_a_higher_threshold_never_shows_more(text, data):
    read = corpustools.read(text)
    sure = st.floats(0, 1)
    spans = [span if span.is_repair else replace(span, confidence=data.draw(sure)) for span in read.spans]
    document = Document(read.id, read.source, read.text, tuple(spans))
    chosen = data.draw(st.sampled_from(["article", "body", "all"]) | st.sets(st.sampled_from(BLOCK_LABELS)))

    def shown(threshold):
        return {
            (piece.start, piece.end) for piece in document.view(chosen, threshold=threshold).pieces if piece.literal
        }

    thresholds = sorted([*data.draw(st.lists(st.floats(0, 1), max_size=4)), 0.0, 0.5, 1.0])
    views = [shown(threshold) for threshold in thresholds]
    assert all(more >= fewer for more, fewer in pairwise(views))
    assert document.view("all").text == document.view(chosen, threshold=0).text
    assert document.view(chosen).text == document.view(chosen, threshold=0.5).text


@given(
    st.one_of(
        st.binary(max_size=200),
        TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.tuples(PAGE, st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "cp1251", "utf-8-sig", "shift-jis"])).map(
            lambda pair: pair[0].encode(pair[1], "replace")
        ),
    ),
    st.sampled_from([None, "text/plain; charset=koi8-r", "text/plain; charset=nonsense", 'TEXT/PLAIN;charset="utf-8"']),
)
def test_any_bytes_become_a_sound_document_or_say_why_not(data, media_type):
    try:
        document = corpustools.read(data, media_type=media_type)
    except UnreadableError as refused:
        error = refused
    else:
        error = None
        assert len(data) == document.source.size
        assert_sound(document)
    if error is not None:
        assert error.code == "binary"
        assert str(error) == f"{error.reason}; {error.advice}"


@given(TEXTS)
def test_the_reading_text_says_nothing_that_was_not_read(text):
    document = corpustools.read(text)
    everything = document.view("all").text.split()
    assert is_subsequence(document.article.split(), everything)
    assert is_subsequence(document.body.split(), document.article.split())
    assert everything == [word for block in document.blocks for word in block.reading.split()]
    set_aside = document.view({block.label for block in document.blocks} - KEPT).text.split()
    assert len(everything) == len(document.article.split()) + len(set_aside)


@given(TEXTS)
def test_the_reading_text_can_be_written_and_read_as_one_line_for_each_block(text):
    document = corpustools.read(text)
    document.article.encode("utf-8")
    assert all(len(block.reading.strip().splitlines()) <= 1 for block in document.blocks)


@given(TEXTS)
def test_no_control_or_no_break_space_is_shown(text):
    shown = corpustools.read(text).view("all").text
    assert not {"\u00a0", "\u00ad", "\ufeff"} & set(shown)
    assert {c for c in shown if unicodedata.category(c) == "Cc"} <= set("\t\n")
    assert not [c for c in shown if unicodedata.category(c) == "Cs"]


@given(TEXTS, st.data())
def test_whatever_a_block_is_labelled_its_facts_have_receipts_that_say_them(text, data):
    """Labels may come from plugins and by hand, so no describe rule may trust that a label fits the words."""
    read = corpustools.read(text)
    labels = st.sampled_from(BLOCK_LABELS)
    spans = [span if span.is_repair else replace(span, label=data.draw(labels)) for span in read.spans]
    document = Document(read.id, read.source, read.text, tuple(spans))
    facts = describe(document).facts
    assert [] == [fact for fact in facts if not says(document, fact)]
    assert "" not in {fact.value for fact in facts}


@given(TEXTS)
def test_reading_is_a_function(text):
    document = corpustools.read(text)
    assert document == corpustools.read(text)
    assert to_json(document) == to_json(corpustools.read(text))
    assert document == pickle.loads(pickle.dumps(document))


@given(TEXTS)
def test_text_and_its_utf_8_bytes_are_read_the_same(text):
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        assume(False)
    try:
        of_bytes = corpustools.read(data, id="page")
    except UnreadableError:
        assume(False)
    assume(of_bytes.source.encoding_rule == "utf_8")
    of_text = corpustools.read(text, id="page")
    assert of_text.spans == of_bytes.spans
    assert of_text.facts == of_bytes.facts
    assert of_text.source.sha256 == of_bytes.source.sha256


@given(TEXTS, st.data())
def test_what_is_shown_leads_back_to_where_it_was_read(text, data):
    view = corpustools.read(text).view("all")
    if view.text:
        place = data.draw(st.integers(0, len(view.text) - 1))
        start, end = view.source(place, place + 1)
        assert 0 <= start <= end <= len(text)


def test_another_process_with_another_hash_seed_reads_the_same(run_python, cases):
    paths = [str(case.path / "raw.txt") for case in cases if not case.settings.keys() & {"media_type", "given_as"}]
    code = (
        "import hashlib, pathlib, corpustools; from corpustools.model.record import to_json\n"
        f"for path in {paths!r}:\n"
        "    print(hashlib.sha256(to_json(corpustools.read(pathlib.Path(path).read_bytes()))).hexdigest())"
    )
    once, again = (run_python(code, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert len(paths) == len(once.split())
    assert once == again


class TestTextFunctions:
    """They answer for any text, and what they answer is about that text."""

    @given(TEXTS)
    def test_lines_are_in_order_trimmed_and_all_there_is(self, text):
        found = list(lines.lines(text))
        assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in found)
        assert found == sorted(found)
        for start, end in found:
            assert text[start:end] == text[start:end].strip()
            assert len(text[start:end].splitlines()) == 1

    @given(TEXTS)
    def test_words_stand_in_the_text_in_order(self, text):
        at = 0
        for word in words.words(text):
            at = text.index(word, at) + len(word)
        assert 0 <= words.count_words(text) <= max(len(text), 0)
        assert any(map(str.isupper, text)) or not words.is_title_case(text)

    @given(TEXTS)
    def test_sentences_end_in_a_mark_that_stands_there(self, text):
        mark = sentences.final_mark(text)
        assert mark in text
        assert len(mark) <= 1
        assert not sentences.ends_sentence(text) or mark

    @given(TEXTS)
    def test_dates_stand_where_they_were_found_and_are_in_the_calendar(self, text):
        at = 0
        for found in dates.find_dates(text):
            assert at <= found.start < found.end <= len(text)
            at = found.end
            assert [found.value] == [one.value for one in dates.find_dates(text[found.start : found.end])]
            assert date.fromisoformat(found.value if len(found.value) == 10 else f"{found.value}-01").year >= 1900
        assert not dates.is_only_a_date(text) or dates.find_dates(text)

    @given(TEXTS)
    def test_names_stand_where_they_were_found(self, text):
        for name, start in names.byline_names(text):
            assert name == text[start : start + len(name)]

    @given(TEXTS)
    def test_datelines_and_suffixes_and_pointers_stand_in_the_text(self, text):
        found = datelines.dateline(text)
        assert found is None or (found.start() == 0 < found.end() < len(text))
        suffix = suffixes.site_suffix(text)
        assert suffix is None or text[suffix[1] :].startswith(suffix[0])
        pointed = pointers.pointed_to(text)
        assert pointed is None or 0 < pointed <= len(text)

    @given(TEXTS)
    def test_languages_and_scripts_are_known_ones_or_none(self, text):
        assert languages.identify_language(text) in {*languages.FUNCTION_WORDS, *languages._BY_SCRIPT.values(), None}
        scripts = {*characters._SCRIPTS.values(), "Other", None}
        assert characters.dominant_script(text) in scripts
        assert {characters.script(character) for character in text} <= scripts
        assert characters.is_visible(text) <= bool(text.strip())

    @given(TEXTS, st.integers(1, 80))
    def test_an_excerpt_fits(self, text, width):
        assert len(excerpt(text, width)) <= width
        assert (
            excerpt(text, width).removesuffix("…")
            == " ".join(text.split())[: len(excerpt(text, width).removesuffix("…"))]
        )


SENTENCES = st.sampled_from(
    [
        "Nobody in the town knows how long this will last, and nobody has asked the mayor.",
        "The ferry to the islands was late again on Monday, as it was on every day of the week before.",
        "“We have waited for ten years,” said Jane Roe, who lives beside the bridge.",
        "It rained.",
        "Der Fluss steht hoch, und niemand weiß, wie lange es noch dauert, bis das Wasser wieder fällt.",
        "Does anybody know why the old mill was sold?",
        "Two of the three boats were built in 1962, and the third is younger by a year.",
        "Город закрыл мост, и никто не знает, когда его снова откроют.",
        "Read the letter, he said, and then tell me who signed it.",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=2, max_size=4, unique=True).map(" ".join)
SHORT = st.sampled_from(
    """What Comes Next/By Jane Roe/Jane Roe/10 June 2015/People in the square/Photo: Jane Roe/128
    The old mill on the hill/• one of them/2015 | Oslo | 12/Opinion/And then what?/Waves/* * *""".replace(
        "\n    ", "/"
    ).split("/")
)
AROUND = st.sampled_from(
    """Home/News/Sport/Subscribe/Share on Facebook/Log in/Advertisement/Comments (3)/Read more/Most read/Search
    © 2019 Example Ltd. All rights reserved./Mayor resigns after the vote/Bridge will not be built after all
    Privacy policy/Follow us/3 hours ago/Next article""".replace("\n    ", "/").split("/")
)
ARTICLES = st.builds(
    lambda paragraphs, between: [
        *chain.from_iterable(zip_longest(paragraphs, between[: len(paragraphs)], fillvalue=""))
    ],
    st.lists(PARAGRAPHS, min_size=5, max_size=8, unique=True),
    st.lists(SHORT | st.just(""), max_size=8),
)
SCRAPED = st.builds(
    lambda above, title, article, below, gap: gap.join([*above, title, *article, *below]),
    st.lists(AROUND, max_size=12),
    st.sampled_from(["Town Is Quiet", "Old Ferry Sails Again After Ten Years"]),
    ARTICLES,
    st.lists(AROUND, max_size=12),
    st.sampled_from(["\n", "\n\n"]),
)


@given(st.one_of(TEXTS, SCRAPED, ARTICLES.map("\n".join)))
@example("The ferry is late again.\n\n* * *\n\nThe old mill on the hill")
def test_where_no_furniture_is_known_only_what_is_sure_is_set_aside(text):
    document = corpustools.read(text)
    kept, all_ = (len(words.words(document.view(view).text)) for view in ("article", "all"))
    assume(kept >= 0.4 * all_ and not document.labelled(*FURNITURE))
    doubted = [block for block in document.blocks if block.label not in BODY or block.label in NEUTRAL]
    assume(sum(block.confidence >= CERTAIN or block.label in NEUTRAL for block in doubted) <= len(document.blocks) / 5)
    assert all(registry.get(block.rule).confidence >= SURE for block in document.blocks if block.label not in KEPT)


@given(
    st.lists(
        st.sampled_from(["seed.html", "seed.txt", "Seed.md", "news/seed.txt", "s eed.txt", "\udcff.txt"]), unique=True
    ),
    st.lists(st.sampled_from([".txt", ".html", ".TXT"]), max_size=3),
    st.randoms(use_true_random=False),
)
def test_no_two_files_share_an_id_even_where_some_are_called_as_others_would_be(listed, endings, order):
    for ending in endings:
        listed = sorted({*listed, *(f"{ident}{ending}" for ident in document_ids(listed).values())})
    ids = document_ids(listed)
    assert len(listed) == len({ident.casefold() for ident in ids.values()})
    order.shuffle(listed)
    assert ids == document_ids(listed)
