"""The frozen values: what they refuse, and what they promise."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools.errors import ModelError, RecordError
from corpustools.model.document import Document
from corpustools.model.draft import Draft, DraftBlock
from corpustools.model.fact import FIELDS, Dateline, Fact, Image, Metadata, Related
from corpustools.model.mention import Mention, Quotation
from corpustools.model.record import from_json, from_record, to_json, to_record
from corpustools.model.source import Source
from corpustools.model.span import BLOCK_LABELS, BODY, KEPT, NEUTRAL, VIEWS, Label, Span
from corpustools.model.tiling import excerpt
from corpustools.model.view import Piece, View

SOURCE = Source("0" * 64, 7, "text/plain", "utf-8", "utf_8", "valid UTF-8")
TEXT = "One two\nthree"
WHOLE = (Span(0, 7, Label.PARAGRAPH, rule="r"), Span(8, 13, Label.INTERFACE, rule="r"))


def repair(start, end, shown="_"):
    return Span(start, end, Label.REPAIR, rule="r", replacement=shown)


def document(spans=WHOLE, facts=(), text=TEXT):
    return Document("d", SOURCE, text, tuple(spans), tuple(facts))


class TestLabel:
    def test_is_a_string_and_says_what_it_means(self):
        assert all(label == label.value and label.description for label in Label)

    def test_kept_and_set_aside_are_what_the_house_says(self):
        kept = (
            "headline standfirst byline dateline heading paragraph list_item blockquote table caption credit timestamp"
        )
        assert set(kept.split()) == set(KEPT)
        assert set("alt related interface navigation comments advertisement legal tags share".split()) == (
            set(BLOCK_LABELS) - KEPT
        )

    def test_views_are_within_one_another(self):
        assert {"article", "body", "all"} == VIEWS.keys()
        assert BODY < KEPT < VIEWS["all"]
        assert Label.REPAIR not in VIEWS["all"]


class TestSpan:
    @pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (-3, -1)])
    def test_holds_at_least_one_character(self, start, end):
        with pytest.raises(ModelError, match=rf"a span must hold at least one character, not {start}:{end}") as caught:
            Span(start, end, Label.PARAGRAPH, rule="r")
        assert start == caught.value.offset

    def test_of_a_block_has_no_replacement(self):
        with pytest.raises(ModelError, match="repairs and only repairs have a replacement, not paragraph"):
            Span(0, 1, Label.PARAGRAPH, rule="r", replacement="")

    def test_of_a_repair_has_one(self):
        with pytest.raises(ModelError, match="repairs and only repairs have a replacement, not repair"):
            Span(0, 1, Label.REPAIR, rule="r")

    def test_takes_a_label_by_its_name(self):
        assert Span(0, 1, "table", rule="r").label is Label.TABLE

    def test_refuses_a_label_that_there_is_not(self):
        with pytest.raises(ValueError, match="mood"):
            Span(0, 1, "mood", rule="r")

    def test_sorts_by_place(self):
        assert [Span(0, 2, Label.TABLE, "b"), Span(0, 3, Label.ALT, "a"), Span(1, 2, Label.ALT, "a")] == sorted(
            [Span(1, 2, Label.ALT, "a"), Span(0, 3, Label.ALT, "a"), Span(0, 2, Label.TABLE, "b")]
        )


class TestDocument:
    def test_sorts_its_spans_facts_and_rules(self):
        facts = (Fact("language", "en", 0, 3, rule="r"), Fact("headline", "One two", 0, 7, rule="r"))
        made = Document("d", SOURCE, TEXT, WHOLE[::-1], facts, {"z": 1, "a": 2})
        assert WHOLE == made.spans
        assert ("headline", "language") == tuple(fact.field for fact in made.facts)
        assert [("a", 2), ("z", 1)] == list(made.rules.items())

    def test_cannot_be_changed(self):
        made = document()
        with pytest.raises(AttributeError):
            made.text = "Two one"
        with pytest.raises(TypeError):
            made.rules["r"] = 2

    @pytest.mark.parametrize(
        ("spans", "message", "offset"),
        [
            (WHOLE[:1], r"'three' at 8:13 is in no block", 8),
            (WHOLE[1:], r"'One two' at 0:7 is in no block", 0),
            ((Span(0, 5, "paragraph", "r"), *WHOLE[1:]), r"'wo' at 5:7 is in no block", 5),
            ((), r"'One two three' at 0:13 is in no block", 0),
            ((*WHOLE, Span(5, 9, "table", "r")), r"two blocks share the characters 5:7", 5),
            ((*WHOLE, Span(0, 7, "table", "r")), r"two blocks share the characters 0:7", 0),
            ((WHOLE[0], Span(8, 14, "table", "r")), r"the block 8:14 ends past the text", 8),
            (
                (WHOLE[0], Span(8, 13, "table", "r"), Span(14, 15, "table", "r")),
                r"the block 14:15 ends past the text",
                14,
            ),
        ],
    )
    def test_holds_each_character_in_one_block(self, spans, message, offset):
        with pytest.raises(ModelError, match=message) as caught:
            document(spans)
        assert offset == caught.value.offset

    @pytest.mark.parametrize(
        ("repairs", "message", "offset"),
        [
            ([repair(0, 2), repair(1, 3)], "two repairs share the characters 1:2", 1),
            ([repair(7, 8)], "the repair 7:8 is not inside a block", 7),
            ([repair(6, 9)], "the repair 6:9 is not inside a block", 6),
            ([repair(12, 14)], "the repair 12:14 is not inside a block", 12),
            ([repair(13, 14)], "the repair 13:14 is not inside a block", 13),
        ],
    )
    def test_holds_repairs_inside_blocks_and_apart(self, repairs, message, offset):
        with pytest.raises(ModelError, match=message) as caught:
            document([*WHOLE, *repairs])
        assert offset == caught.value.offset

    def test_holds_receipts_inside_the_text(self):
        with pytest.raises(ModelError, match="the receipt of headline ends at 14, past the text") as caught:
            document(facts=[Fact("headline", "three?", 8, 14, rule="r")])
        assert caught.value.offset == 8

    def test_shows_repairs_in_blocks_and_words(self):
        made = document([*WHOLE, repair(3, 4), repair(8, 10, "T")])
        assert ("One_two", "Tree") == tuple(block.reading for block in made.blocks)
        assert ("One two", "three") == tuple(block.text for block in made.blocks)
        assert made.words_at(1, 5) == "ne_t"
        # A repair that a receipt cuts through is not applied to half of it.
        assert made.words_at(9, 13) == "hree"

    def test_shows_the_labels_asked_for(self):
        made = document()
        assert ("One two", "One two", "One two\n\nthree") == (made.article, made.body, made.view("all").text)
        assert made.view([Label.INTERFACE]).text == made.view("interface").text == "three"
        assert made.view(()).text == ""

    def test_knows_no_other_views_and_labels(self):
        for mood in ("mood", ["mood"], ["share", "mood"]):
            with pytest.raises(
                ModelError, match=r"'mood' is no view and no label; there are the views article.*headline"
            ):
                document().view(mood)
        with pytest.raises(ModelError, match="'repair' is no view"):
            document().view("repair")

    def test_leads_from_a_block_back_to_the_text(self):
        made = document()
        assert made.reading(made.blocks[1]).source(0, 2) == (8, 10)

    def test_is_equal_and_hashes_by_what_was_read(self):
        assert document() == document()
        assert hash(document()) == hash(document())
        assert document() != document(facts=[Fact("headline", "One two", 0, 7, rule="r")])

    def test_shows_the_list_of_labels_in_the_order_of_the_labels(self):
        with pytest.raises(ModelError) as caught:
            document().view(["mood"])
        assert str(caught.value).endswith(", ".join(BLOCK_LABELS))


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("", 5, ""), ("one", 3, "one"), ("one two", 5, "one…"), ("one\n\t two", 7, "one two"), ("onetwo", 4, "one…")],
)
def test_an_excerpt_is_no_longer_than_asked(text, width, cut):
    assert cut == excerpt(text, width)


class TestView:
    def test_shows_nothing_of_nothing(self):
        empty = View.over("text", 2, 2)
        assert ("", ()) == (empty.text, empty.pieces)
        assert View.joined([], "\n").text == ""
        assert View.joined([empty, View.over("text", 0, 4), empty], "\n").text == "text"

    def test_joins_views_with_what_stands_for_the_gap(self):
        joined = View.joined([View.over("ab  cd", 0, 2), View.over("ab  cd", 4, 6)], "\n\n")
        assert (Piece("ab", 0, 2, literal=True), Piece("\n\n", 2, 4, literal=False)) == joined.pieces[:2]
        assert joined.source(2, 3) == joined.source(3, 4) == (2, 4)
        assert joined.source(1, 5) == (1, 5)

    def test_leaves_no_trace_of_what_a_repair_removes(self):
        view = View.over("a-b", 0, 3, [repair(1, 2, "")])
        assert view.text == "ab"
        assert view.source(0, 2) == (0, 3)
        assert view.source(1, 2) == (2, 3)

    @pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 1), (2, 1), (0, 4), (3, 4)])
    def test_maps_only_what_it_shows(self, start, end):
        with pytest.raises(ModelError, match=rf"the view shows 3 characters, so {start}:{end} is not in it") as caught:
            View.over("012", 0, 3).source(start, end)
        assert start == caught.value.offset


class TestFact:
    def test_is_of_a_field_that_there_is(self):
        with pytest.raises(ModelError, match=r"no field is called 'mood'"):
            Fact("mood", "gloomy", 0, 6, rule="r")

    @pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3)])
    def test_has_a_receipt_of_at_least_one_character(self, start, end):
        with pytest.raises(ModelError, match=rf"a receipt must hold at least one character, not {start}:{end}"):
            Fact("headline", "x", start, end, rule="r")

    def test_fields_say_what_they_mean(self):
        assert all(name == field.name and field.help for name, field in FIELDS.items())

    def test_fields_are_the_parts_of_the_metadata(self):
        several = {field.name.partition(".")[0] for field in FIELDS.values() if field.many} - {"related"}
        kinds = {f"{kind}s" if kind in several else kind for kind in (name.partition(".")[0] for name in FIELDS)}
        assert kinds == set(Metadata.__dataclass_fields__)

    @pytest.mark.parametrize("of", [Dateline, Image, Related])
    def test_fields_of_one_thing_are_its_attributes(self, of):
        parts = [name.partition(".")[2] for name in FIELDS if name.startswith(f"{of.__name__.lower()}.")]
        assert parts == [each.name for each in fields(of)]

    @pytest.mark.parametrize("name", FIELDS)
    def test_each_field_has_its_place_in_the_metadata(self, name):
        value = 2015 if FIELDS[name].says == "number" else "2015"
        kind, _, part = name.partition(".")
        found, nothing = Metadata.from_facts([Fact(name, value, 0, 4, rule="first")]), Metadata()
        (told,) = (each.name for each in fields(Metadata) if getattr(found, each.name) != getattr(nothing, each.name))
        assert told in {kind, f"{kind}s"}
        one = getattr(found, told)
        one = one[0] if isinstance(one, tuple) else one
        assert value == (getattr(one, part) if part else one)


class TestMetadata:
    def test_of_nothing_is_unknown(self):
        assert Metadata() == Metadata.from_facts([])

    def test_takes_the_surest_and_of_those_the_first(self):
        facts = [
            Fact("headline", "late", 9, 12, rule="a", confidence=0.5),
            Fact("headline", "second", 5, 8, rule="b", confidence=0.7),
            Fact("headline", "first", 2, 4, rule="c", confidence=0.7),
        ]
        assert Metadata.from_facts(facts).headline == "first"

    def test_names_each_author_once_in_the_order_of_the_byline(self):
        facts = [Fact("author", name, place, place + 1, rule="r") for place, name in enumerate(["B", "A", "B"])]
        assert Metadata.from_facts(facts).authors == ("B", "A")

    def test_keeps_together_what_is_of_one_image(self):
        facts = [
            Fact("image.caption", "second", 8, 9, rule="r", group=1),
            Fact("image.year", 2019, 2, 3, rule="r", group=0),
            Fact("image.caption", "first", 0, 1, rule="r", group=0),
        ]
        assert Metadata.from_facts(facts).images == (Image(caption="first", year=2019), Image(caption="second"))

    def test_takes_the_first_dateline(self):
        facts = [
            Fact("dateline.place", place, at, at + 1, rule="r", group=at) for at, place in enumerate(["Oslo", "Rome"])
        ]
        assert Metadata.from_facts(facts).dateline.place == "Oslo"


class TestDraft:
    DRAFT = Draft((DraftBlock(0, "one"), DraftBlock(1, "two")))

    def test_has_neighbours_but_not_past_its_ends(self):
        one, two = self.DRAFT.blocks
        assert two is self.DRAFT.neighbour(one, 1)
        assert self.DRAFT.neighbour(one, -1) is None
        assert self.DRAFT.neighbour(two, 1) is None

    def test_knows_labels_only_where_there_are_any(self):
        one, two = self.DRAFT.blocks
        labelled = self.DRAFT.with_labels((Label.ALT, None))
        assert (None, None) == (self.DRAFT.label_of(one), self.DRAFT.label_of(None))
        assert (Label.ALT, None, None) == (labelled.label_of(one), labelled.label_of(two), labelled.label_of(None))

    def test_remembers_its_answers(self):
        asked = []

        def question(draft):
            asked.append(draft)
            return len(draft.blocks)

        draft = Draft(self.DRAFT.blocks)
        assert [2, 2, 2] == [draft.once(question), draft.once(question), draft.with_labels(()).once(question)]
        assert [draft] == asked


class TestRecord:
    RECORD = to_record(corpustools.read("By Jane Roe\n\nA\u00a0small town in the north is quiet today."))

    @pytest.mark.parametrize("key", sorted({"id", "source", "facts", "spans", "rules", "text"}))
    def test_without_one_of_its_keys_is_refused(self, key):
        with pytest.raises(RecordError, match=f"the key '{key}' is missing"):
            from_record({name: value for name, value in self.RECORD.items() if name != key})

    @pytest.mark.parametrize(
        ("key", "value", "message"),
        [
            ("schema", "corpustools/record/2", "the schema is 'corpustools/record/2', not 'corpustools/record/1'"),
            ("spans", 3, "a value has the wrong kind"),
            ("spans", [3], "a value has the wrong kind"),
            ("source", None, "a value has the wrong kind"),
            ("rules", None, "a value has the wrong kind"),
            ("rules", [1], "a value has the wrong kind"),
            ("text", None, "a value has the wrong kind"),
            ("text", "A", "ends past the text"),
        ],
    )
    def test_with_a_value_of_another_kind_is_refused(self, key, value, message):
        with pytest.raises(RecordError, match=message):
            from_record({**self.RECORD, key: value})

    @pytest.mark.parametrize("start", ["0", 0.5, None, True])
    def test_with_an_offset_that_is_no_number_is_refused(self, start):
        first, *rest = self.RECORD["spans"]
        with pytest.raises(RecordError):
            from_record({**self.RECORD, "spans": [{**first, "start": start}, *rest]})

    def test_says_where_an_invariant_breaks(self):
        spans = [span for span in self.RECORD["spans"] if span["label"] != "byline"]
        with pytest.raises(RecordError, match="'By Jane Roe' at 0:11 is in no block") as caught:
            from_record({**self.RECORD, "spans": spans})
        assert caught.value.offset == 0

    @pytest.mark.parametrize(
        ("data", "message", "offset"),
        [
            (b"", "this is not JSON: Expecting value at 0", 0),
            (b'{"a": }', "this is not JSON: Expecting value at 6", 6),
            (b'{"a": "\xff"}', "this is not UTF-8: invalid start byte at byte 7", 7),
            (b"[]", "a record is a JSON object", 0),
            (b'{"text": ' + b"[" * 100_000, "this is not a record: it is nested too deep", 0),
            (b"3", "a record is a JSON object", 0),
            (b"{}", "the schema is None", 0),
        ],
    )
    def test_that_cannot_be_read_says_where(self, data, message, offset):
        with pytest.raises(RecordError, match=message) as caught:
            from_json(data)
        assert offset == caught.value.offset

    def test_with_half_a_pair_is_written_in_ascii(self):
        page = corpustools.read("Žižkov \ud83d")
        assert to_json(page).isascii()
        assert page == from_json(to_json(page))

    def test_with_all_else_is_written_as_it_is(self):
        assert "Žižkov 😀".encode() in to_json(corpustools.read("Žižkov 😀"))

    def test_keeps_the_address_and_the_name(self):
        page = corpustools.read("Hello", url="https://example.org/a")
        page = replace(page, source=replace(page.source, name="news/a.txt"))
        again = from_record(json.loads(to_json(page)))
        assert ("https://example.org/a", "news/a.txt") == (again.source.url, again.source.name)


# --- properties ---------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
PLACES = st.lists(st.integers(0, 40), max_size=12)


@st.composite
def repaired(draw):
    """A text, a stretch of it, and repairs of that stretch that do not overlap."""
    text = draw(ANY_TEXT)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    places = sorted({place for place in draw(PLACES) if start <= place <= end})
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, start, end, [repair(left, right, draw(st.text(max_size=3))) for left, right in pairs]


@given(repaired())
def test_a_view_shows_what_stands_there_or_what_a_repair_shows(example):
    text, start, end, repairs = example
    view = View.over(text, start, end, repairs)
    expected, at = "", start
    for each in repairs:
        expected += text[at : each.start] + each.replacement
        at = each.end
    assert expected + text[at:end] == view.text
    assert "" not in {piece.text for piece in view.pieces}


@given(repaired())
def test_each_shown_character_comes_from_itself_or_from_a_whole_repair(example):
    text, start, end, repairs = example
    view = View.over(text, start, end, repairs)
    shown = {(each.start, each.end): each.replacement for each in repairs}
    before = start
    for place, character in enumerate(view.text):
        left, right = view.source(place, place + 1)
        assert start <= before <= left < right <= end
        before = left
        assert character in shown[left, right] if (left, right) in shown else character == text[left:right]


@given(repaired(), st.data())
def test_a_stretch_leads_back_to_where_its_ends_do(example, data):
    text, start, end, repairs = example
    view = View.over(text, start, end, repairs)
    if view.text:
        left = data.draw(st.integers(0, len(view.text) - 1))
        right = data.draw(st.integers(left + 1, len(view.text)))
        assert (view.source(left, left + 1)[0], view.source(right - 1, right)[1]) == view.source(left, right)


@given(st.lists(repaired(), max_size=4), st.sampled_from(["", " ", "\n\n"]))
def test_joined_views_show_each_and_separators_between(examples, separator):
    views = []
    whole = ""
    for text, start, end, repairs in examples:
        shift = len(whole)
        moved = [repair(each.start + shift, each.end + shift, each.replacement) for each in repairs]
        views.append((shift, start, end, moved))
        whole += text
    views = [View.over(whole, start + shift, end + shift, moved) for shift, start, end, moved in views]
    joined = View.joined(views, separator)
    assert separator.join(view.text for view in views if view.text) == joined.text
    before = 0
    for place in range(len(joined.text)):
        left, right = joined.source(place, place + 1)
        assert before <= left <= right <= len(whole)
        before = left


@given(st.integers(-3, 10), st.integers(-3, 10), st.sampled_from(Label), st.none() | st.text(max_size=2))
def test_a_span_is_made_where_it_may_be_and_nowhere_else(start, end, label, shown):
    allowed = 0 <= start < end and (shown is not None) == (label is Label.REPAIR)
    try:
        made = Span(start, end, label, rule="r", replacement=shown)
    except ModelError:
        assert not allowed
    else:
        assert allowed
        assert made.is_repair == (shown is not None)


@st.composite
def tiled(draw):
    """A text, blocks that tile it, and repairs inside blocks; then, perhaps, one end of one span moved by a place."""
    text, spans = "", []
    for gap, block in draw(st.lists(st.tuples(st.sampled_from(["", " ", "\n\n"]), ANY_TEXT.filter(len)), max_size=4)):
        start = len(text) + len(gap)
        text += gap + block
        spans.append(Span(start, len(text), draw(st.sampled_from(BLOCK_LABELS)), "r"))
        if draw(st.booleans()):
            left = draw(st.integers(start, len(text) - 1))
            spans.append(repair(left, draw(st.integers(left + 1, len(text))), draw(st.text(max_size=2))))
    if spans and draw(st.booleans()):
        moved = draw(st.integers(0, len(spans) - 1))
        span = spans[moved]
        start, end = span.start + draw(st.integers(-1, 1)), span.end + draw(st.integers(-1, 1))
        if 0 <= start < end:
            spans[moved] = replace(span, start=start, end=end)
    return text, spans


@given(tiled())
def test_a_document_is_made_where_its_spans_tile_the_text_and_nowhere_else(example):
    text, spans = example
    blocks = [span for span in spans if not span.is_repair]
    repairs = [span for span in spans if span.is_repair]
    held = [sum(block.start <= place < block.end for block in blocks) for place in range(len(text))]
    changed = [sum(each.start <= place < each.end for each in repairs) for place in range(len(text))]
    allowed = (
        all(block.end <= len(text) for block in blocks)
        and all(count == 1 or (count == 0 and c.isspace()) for count, c in zip(held, text, strict=True))
        and all(count <= 1 for count in changed)
        and all(any(block.start <= each.start and each.end <= block.end for block in blocks) for each in repairs)
    )
    try:
        made = document(spans, text=text)
    except ModelError:
        assert not allowed
    else:
        assert allowed
        assert made == from_json(to_json(made))


class TestThreshold:
    def document(self, *blocks):
        text, spans = "", []
        for place, (label, confidence) in enumerate(blocks):
            word = str(place)
            spans.append(Span(len(text), len(text) + len(word), label, "some_rule", confidence=confidence))
            text += f"{word}\n"
        return Document("d", SOURCE, text, tuple(spans))

    def shown(self, document, threshold, labels="body"):
        return document.view(labels, threshold=threshold).text.replace("\n\n", "")

    def test_half_is_what_the_labels_say(self):
        document = self.document(*((label, c) for label in BLOCK_LABELS for c in (0.05, 0.5, 1.0)))
        for name, chosen in VIEWS.items():
            shown = "".join(
                block.text
                for block in document.blocks
                if block.label in chosen and not (name == "body" and block.label in NEUTRAL and block.confidence < 0.5)
            )
            assert shown == self.shown(document, 0.5, name)

    def test_a_rule_that_is_hardly_sure_is_as_likely_right_as_not(self):
        document = self.document(("paragraph", 0.05), ("related", 0.05))
        assert ["0", "", "01"] == [self.shown(document, t) for t in (0.5, 0.51, 0.49)]

    def test_above_a_half_what_is_doubtful_is_left_out(self):
        document = self.document(("paragraph", 0.97), ("paragraph", 0.7), ("related", 0.7))
        assert ["01", "01", "0", ""] == [self.shown(document, t) for t in (0.6, 0.7, 0.71, 1)]

    def test_below_a_half_what_was_set_aside_with_doubt_is_shown(self):
        document = self.document(("paragraph", 0.97), ("related", 0.9), ("share", 0.7), ("caption", 0.6))
        assert ["0", "03", "023", "0123"] == [self.shown(document, t) for t in (0.41, 0.4, 0.3, 0.1)]

    def test_nothing_is_left_out_at_0(self):
        assert "01" == self.shown(self.document(("paragraph", 1.0), ("share", 1.0)), 0)

    def test_what_is_certain_is_shown_at_1(self):
        assert "0" == self.shown(self.document(("paragraph", 1.0), ("share", 1.0)), 1)

    @pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
    def test_is_from_0_to_1(self, threshold):
        with pytest.raises(ModelError, match="a threshold is from 0 to 1"):
            self.document(("paragraph", 0.5)).view(threshold=threshold)


class TestReasonsForLater:
    def span(self, reason):
        return Span.of_block(0, 9, Label.INTERFACE, "button", reason, 0.9)

    def test_a_reason_is_worked_out_once(self):
        asked = []
        span = self.span(lambda: asked.append("asked") or "a button's word")
        assert [] == asked
        assert ["a button's word"] * 2 == [span.reason, span.reason]
        assert ["asked"] == asked

    def test_a_span_is_the_same_whenever_its_reason_was_worked_out(self):
        ready = Span(0, 9, Label.INTERFACE, "button", "a button's word", confidence=0.9)
        assert ready == self.span(lambda: "a button's word")
        assert hash(ready) == hash(self.span(lambda: "a button's word"))
        assert ready == pickle.loads(pickle.dumps(self.span(lambda: "a button's word")))

    def test_threads_may_ask_at_once(self):
        for _ in range(200):
            span = self.span(lambda: "a button's word")
            with ThreadPoolExecutor(4) as pool:
                assert ["a button's word"] * 4 == list(pool.map(lambda each: each.reason, [span] * 4))

    def test_who_asks_while_it_is_put_in_words_is_told_the_same(self):
        asked = []

        def reason():
            asked.append("asked")
            # As another thread would, that comes in between.
            return span.reason if len(asked) == 1 else "a button's word"

        span = self.span(reason)
        assert ["a button's word"] * 2 == [span.reason, span.reason]
        assert ["asked"] * 2 == asked

    def test_no_other_attribute_is_made_up(self):
        with pytest.raises(AttributeError, match="'Span' object has no attribute 'guess'"):
            self.span(str).guess  # noqa: B018


def test_a_block_is_read_in_its_own_document():
    one, other = (corpustools.read(text) for text in ("The town is quiet today.", "The river is high, and rises."))
    assert "The town is quiet today." == one.reading(one.blocks[0]).text
    with pytest.raises(ModelError, match="is none of this document's"):
        one.reading(other.blocks[0])


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"facts": [Fact("headline", "One", 0, 99, "r")]}, "the receipt of headline ends at 99, past the text"),
        (
            {"mentions": [Mention(0, 99, "place", "One", "r")]},
            "the mention of One ends past the text or in another one",
        ),
        (
            {"mentions": [Mention(0, 5, "place", "One", "r"), Mention(4, 7, "place", "Two", "r")]},
            "the mention of One ends past the text or in another one",
        ),
        ({"quotations": [Quotation(0, 99, "direct", "r")]}, "a quotation ends at 99, past the text"),
    ],
)
def test_what_is_told_has_its_receipt_inside_the_text(told, message):
    with pytest.raises(ModelError, match=message):
        Document("d", SOURCE, TEXT, WHOLE).with_told({"r": 1}, **told)


def test_a_quotation_is_of_a_kind():
    with pytest.raises(ModelError, match="a quotation is direct or indirect, not 'sung'"):
        Quotation(0, 3, "sung", "r")


@pytest.mark.parametrize(("start", "end", "label"), [(3, 3, Label.PARAGRAPH), (0, 3, Label.REPAIR)])
def test_the_span_of_a_block_is_one_of_a_label_on_some_characters(start, end, label):
    with pytest.raises(ModelError):
        Span.of_block(start, end, label, "r", lambda: "why", 0.9)
