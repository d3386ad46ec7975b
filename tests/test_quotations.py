"""Who says what: marks of many styles, reported speech, speakers, and the seed's annotation to the letter."""

import itertools
import json
import tomllib
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import registry
from corpustools.extractors.receipts import quotes
from corpustools.extractors.speech.words import NO_WORDS, SpeechWords
from corpustools.model.mention import Mention
from corpustools.pipeline import where
from corpustools.text.quotation_marks import find_marked, opening_guillemet
from corpustools.text.time_expressions import find_times

RULES = [rule.name for rule in registry.rules("quote") if rule.module == "corpustools.extractors.speech.quotations"]
MARKS = "“”„‟«»‹›‘’‚‛\"'「」『』"


def said(text):
    """Return kind, words and speaker of each quotation of a text, in order."""
    document = corpustools.read(text)
    return [(each.kind, document.words_at(each.start, each.end), each.speaker) for each in document.quotations]


def with_names(text, *names):
    """Return the quotations of a text in which these names (kind, name) are found wherever they stand."""
    document = corpustools.read(text)
    mentions = []
    for kind, name in names:
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(at, at + len(name), kind, name, "by_hand"))
            at = text.find(name, at + 1)
    document = document.with_told(document.rules, mentions=mentions, quotations=())
    return [
        (each.kind, document.words_at(each.start, each.end), each.speaker)
        for rule in registry.rules("quote")
        for each in rule.function(document)
    ]


class TestTheSeed:
    @pytest.fixture
    def gold(self, seed):
        return json.loads((seed / "gold.json").read_text(encoding="utf-8"))

    @pytest.fixture
    def document(self, seed, gold):
        document = corpustools.read((seed / gold["source"]).read_bytes())
        mentions = [
            Mention(each["start"], each["end"], each["kind"], each["name"], "gold") for each in gold["mentions"]
        ]
        return document.with_told(document.rules, mentions=mentions, quotations=())

    def test_its_quotations_and_no_others(self, gold, document):
        names = ("start", "end", "kind", "speaker", "cue", "addressee")
        expected = {tuple(each.get(name) for name in names) for each in gold["quotations"]}
        found = {
            (each.start, each.end, each.kind, each.speaker, document.words_at(*each.cue), each.addressee)
            for rule in registry.rules("quote")
            for each in rule.function(document)
        }
        assert expected == found

    def test_its_times_and_no_others(self, gold, seed):
        document = corpustools.read((seed / gold["source"]).read_bytes())
        found = [each for each in document.mentions if each.kind == "time"]
        assert gold["metadata"]["time_expressions"] == [document.words_at(each.start, each.end) for each in found]
        assert gold["metadata"]["time_expressions"] == [each.name for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir bleiben hier“, sagte sie.", ["„Wir bleiben hier“"]),
        ("»Wir bleiben hier«, sagte sie. »Ja.«", ["»Wir bleiben hier«", "»Ja.«"]),
        ("« Nous restons ici », dit-elle.", ["« Nous restons ici »"]),
        ("“We stay,” she said, “here.”", ["“We stay,”", "“here.”"]),
        ("‘We don’t stay,’ she said.", ["‘We don’t stay,’"]),
        ("'We don't stay,' she said.", ["'We don't stay,'"]),
        ("”Vi stannar”, sade hon. ”Ja.”", ["”Vi stannar”", "”Ja.”"]),
        ("»Vi stannar», sade hon.", ["»Vi stannar»"]),
        ("‚Wir bleiben‘, sagte sie.", ["‚Wir bleiben‘"]),
        ("「いいえ」と言った。『はい』", ["「いいえ」", "『はい』"]),
        ("“We stay,\" she said. \"Here.”", ["“We stay,\"", "\"Here.”"]),
        ("“He told us ‘no’ twice,” she said.", ["“He told us ‘no’ twice,”"]),
        ("‘He told us “no” twice,’ she said.", ["‘He told us “no” twice,’"]),
        ("The boys' and girls' clothes in the '90s", []),
        ('A 6" pipe', []),
        ('"', []),
        ("“", []),
        ("", []),
    ],
)  # fmt: skip
def test_marks(text, expected):
    assert expected == [text[each.start : each.end] for each in find_marked(text, opening_guillemet([text]))]


class TestDirectSpeech:
    def test_is_two_parts_where_it_is_interrupted(self):
        assert said("“It is all here,” the mayor said, “and it will stay here for years.”") == [
            ("direct", "“It is all here,”", "mayor"),
            ("direct", "“and it will stay here for years.”", "mayor"),
        ]

    def test_goes_on_over_paragraphs_that_open_a_mark_each(self):
        text = "“It is all here, as you can see for yourself.\n\n“It will stay here for years,” the mayor said."
        assert [("direct", "mayor"), ("direct", "mayor")] == [(kind, speaker) for kind, _, speaker in said(text)]

    def test_is_neither_a_term_nor_a_title(self):
        assert [] == said("The so-called “new harbour of the town” is known from “A Song of the Sea”, a film of 1950.")

    def test_of_a_pronoun_is_that_persons_who_was_named_before(self):
        text = "Jane Roe opened the harbour on Monday. “It is open at last,” she said."
        assert with_names(text, ("person", "Jane Roe")) == [("direct", "“It is open at last,”", "Jane Roe")]

    def test_has_no_speaker_of_a_possessive(self):
        text = "“It is open at last,” Jane Roe’s lawyer said."
        assert with_names(text, ("person", "Jane Roe")) == [("direct", "“It is open at last,”", "Jane Roe’s lawyer")]

    def test_knows_a_name_behind_its_role(self):
        text = "“It is open at last,” said harbour master Jane Roe, who has waited for years."
        assert with_names(text, ("person", "Jane Roe")) == [("direct", "“It is open at last,”", "Jane Roe")]

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("„Der Hafen ist offen“, sagte die Sprecherin der Stadt am Montag.", "Sprecherin der Stadt"),
            ("« Le port est ouvert », a déclaré la porte-parole de la ville.", "porte-parole de la ville"),
            ("«El puerto está abierto», dijo la portavoz de la ciudad.", "portavoz de la ciudad"),
            ("«Il porto è aperto», ha detto la portavoce della città.", "portavoce della città"),
            ("«Порт открыт уже сегодня», сказал мэр города.", "мэр города"),
            ("“Sizohlala lapha kuze kuphele konke lokhu,” kusho umeya wedolobha.", "umeya wedolobha"),
            ("“Siza kuhlala apha de kuphele konke oku,” utsho usodolophu wedolophu.", "usodolophu wedolophu"),
            ('시장은 오늘 "항구가 다시 열릴 것을 약속한다"고 말했다.', "시장"),
        ],
    )
    def test_in_other_languages(self, text, speaker):
        assert [("direct", speaker)] == [(kind, who) for kind, _, who in said(text)]


class TestReportedSpeech:
    @pytest.mark.parametrize(
        ("text", "words", "speaker"),
        [
            ("The mayor said the harbour would be closed.", "the harbour would be closed", "mayor"),
            ("The mayor told reporters that the harbour would be closed.", "the harbour would be closed", "mayor"),
            ("The harbour would be closed, the mayor said.", "The harbour would be closed", "mayor"),
            ("According to the mayor, the harbour is closed.", "the harbour is closed", "mayor"),
            ("Der Bürgermeister sagte, der Hafen sei zu.", "der Hafen sei zu", "Bürgermeister"),
            ("Laut dem Bürgermeister ist der Hafen zu.", "ist der Hafen zu", "Bürgermeister"),
            ("El alcalde dijo que el puerto está cerrado.", "el puerto está cerrado", "alcalde"),
            ("Le maire a déclaré que le port est fermé.", "le port est fermé", "maire"),
            ("Il sindaco ha detto che il porto è chiuso.", "il porto è chiuso", "sindaco"),
            ("Мэр города сказал, что порт закрыт.", "порт закрыт", "Мэр города"),
            ("Umeya wedolobha uthe ichweba lizovalwa.", "ichweba lizovalwa", "Umeya wedolobha"),
            ("Der Bürgermeister bestritt, dass der Hafen zu ist.", "der Hafen zu ist", "Bürgermeister"),
            ("Mit dem Hafen sei es aus, äußerte die Vorsitzende.", "Mit dem Hafen sei es aus", "Vorsitzende"),
            ("The harbour is closed, experts say.", "The harbour is closed", "experts"),
            ("Some of them say so to support the mayor's claim that it is safe.", "it is safe", "mayor"),
        ],
    )
    def test_is_the_clause_alone(self, text, words, speaker):
        assert [("indirect", words, speaker)] == said(text)

    @pytest.mark.parametrize(
        "text",
        [
            "The mayor hopes that the harbour will be open.",
            "The harbour is said to be the deepest of all.",
            "The mayor did not say that the harbour would be closed.",
            "The mayor called on the owners of boats to leave the harbour.",
            "Nobody knows who said that the harbour is closed.",
            "It all adds up, and the numbers speak for themselves.",
        ],
    )
    def test_is_not_what_nobody_says(self, text):
        assert [] == said(text)

    def test_says_to_whom(self):
        (quotation,) = corpustools.read("The mayor told reporters that the harbour would be closed.").quotations
        assert "reporters" == quotation.addressee


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "known", "expected"),
        [
            ("It was closed yesterday.", date(2020, 3, 1), [("yesterday", "2020-02-29")]),
            ("It was closed last week.", date(2020, 1, 2), [("last week", "2019-W52")]),
            ("It was closed three months ago.", date(2020, 1, 2), [("three months ago", "2019-10")]),
            ("Es war gestern zu.", date(2020, 3, 1), [("gestern", "2020-02-29")]),
            ("Es war im vergangenen Jahr zu.", date(2020, 3, 1), [("vergangenen Jahr", "2019")]),
            ("Il a fermé l’année dernière.", date(2020, 3, 1), [("année dernière", "2019")]),
            ("Cerró hace dos años.", date(2020, 3, 1), [("hace dos años", "2018")]),
            ("It was closed in 2015 and on June 10, 2016.", None, [("2015", "2015"), ("June 10, 2016", "2016-06-10")]),
            ("It opens on Tuesday morning, in late 2015.", None, [("Tuesday morning", None), ("late 2015", None)]),
            ("She may march in a second; the set costs 20.", None, []),
            ("9999 years ago", date(2020, 1, 1), []),
            ("\u017fix years ago", date(2020, 1, 1), [("\u017fix years ago", "2014")]),
            ("two years behind, two years\xa0ago", date(2020, 1, 1), [("two years\xa0ago", "2018")]),
        ],
    )
    def test_are_found_and_resolved(self, text, known, expected):
        assert expected == [(text[each.start : each.end], each.value) for each in find_times(text, known)]

    @given(st.text(max_size=60), st.dates())
    def test_are_in_order_whatever_the_text(self, text, known):
        found = find_times(text, known)
        assert all(one.end <= other.start for one, other in itertools.pairwise(found))
        assert all(0 <= each.start < each.end <= len(text) for each in found)


WORDS = (
    "said ", "told ", "that ", "the mayor ", "Jane Roe ", "We are here", "sagte ", "according to ", "laut ", "zufolge ",
    "he ", "and ", "It is not over yet", "who ", "last year ", "\n\n", ", ", ". ", " ", " ", "(", ")", ":",
    "I said, ", "The company ", "he elaborates, ", "会长王建国", "说：", "表示，", "港口明年开放", "。",
)  # fmt: skip
PIECES = st.sampled_from((*MARKS, *WORDS))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_said_lies_in_a_block_and_its_marks_are_marks(text):
    document = corpustools.read(text)
    blocks = [(block.start, block.end) for block in document.blocks]
    for each in document.quotations:
        assert any(start <= each.start < each.end <= end for start, end in blocks)
        words = document.words_at(each.start, each.end)
        assert each.kind == "indirect" or words[0] in MARKS or words[-1] in MARKS
        for place in (each.cue, each.speaker_at, each.addressee_at):
            assert place is None or document.words_at(*place).strip()
    assert document.quotations == corpustools.read(text).quotations


def test_each_rule_speaks_for_itself():
    assert {rule for rule in RULES if where(rule, "Nobody knows how long this will last.")} == set()


class TestWhoSpeaks:
    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("The boat, said Roe’s rival, John Miller, who “lost it all in a day,” was late.", "John Miller"),
            ("Nobody knows Jane Roe, who wrote: “The harbour is deep, and it will stay so.”", "Jane Roe"),
            ("“Is the harbour open at all?” Roe asked. Jane Roe is the mayor.", "Jane Roe"),
            ("… “The harbour is deep, and it will stay so,” said Jane Roe of the town.", "Jane Roe"),
            ("The harbour is closed, said the mayor of the town, Jane Roe.", "Jane Roe"),
            ("„Der Hafen ist zu“, wie der Bürgermeister am Montag sagte.", "Bürgermeister"),
            ("„Der Hafen ist offen“, sagte der Bürgermeister der Stadt, Jane Roe.", "Jane Roe"),
            ("Jane Roe, die später von dem Hafen berichtete: „Er ist noch immer zu.“", "Jane Roe"),
            ("“We are here,” said Jane Roe. John Miller agreed. “It is all over now,” he added.", "John Miller"),
            ("Jane Roe opened the hall.\n\n“We are here, and it is cold,” she said to us.", "Jane Roe"),
            ("Jane Roe, alcaldesa de la ciudad, dijo a EFE: «El puerto está cerrado y no se abrirá».", "Jane Roe"),
            ("Den Plan von Jane Roe nannte John Miller „einen Fehler, den niemand mehr machen darf“.", "John Miller"),
            ("„Der Hafen ist zu“, sagte von der Tannen. Jörg von der Tannen schwieg dann.", "Jörg von der Tannen"),
            ("“We quit moving,” Oslo coach Pat Sorensen said. The team lost the game by two points.", "Pat Sorensen"),
            (
                "Segundo o órgão, choveu na cidade.\n\n“Foi tudo muito rápido”, contou a costureira Ivone Batista.",
                "Ivone Batista",
            ),
            ("A prefeitura não respondeu. A costureira disse: “O porto está fechado e não abre.”", "costureira"),
            ("„Přístav je dnes otevřený,“ uvedla Jana Nováková. „Zůstane to tak.“", "Jana Nováková"),
        ],
    )
    def test_says_words_in_marks(self, text, speaker):
        found = [each for each in said(text) if each[2] == speaker]
        assert found, said(text)

    @pytest.mark.parametrize(
        ("text", "speaker", "addressee"),
        [
            ("“The fund is safe,” said the mayor to reporters on Monday.", "mayor", "reporters"),
            ("“The fund is safe,” said K. to the inspector. Nobody knows why.", "K.", "the inspector"),
            ("“The fund is safe,” said the mayor to the delight of the crowd.", "mayor", None),
            ("“The fund is safe,” said an aide to the mayor on Monday.", "aide to the mayor", None),
            ("Jane Roe said to the mayor that the fund was safe.", "Jane Roe", "the mayor"),
            ("Jane Roe told the Harbour Times (HT) that the fund was safe.", "Jane Roe", "Harbour Times"),
        ],
    )
    def test_is_told_from_whom_they_speak_to(self, text, speaker, addressee):
        assert [(speaker, addressee)] == [(each.speaker, each.addressee) for each in corpustools.read(text).quotations]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "The larger boats, Jane Roe said, could leave the harbour before the others.",
                ["The larger boats", "could leave the harbour before the others"],
            ),
            ("Jane Roe left the hall, saying the harbour would be closed.", ["the harbour would be closed"]),
            ("Shares fell, with analysts warning that the harbour would close.", ["the harbour would close"]),
            (
                "Jane Roe said if the harbour closes, the town will suffer.",
                ["if the harbour closes, the town will suffer"],
            ),
            (
                "Jane Roe said that the boats may leave only if the mayor says that it is safe.",
                ["the boats may leave only if the mayor says that it is safe"],
            ),
            (
                "Jane Roe said the harbour was closed until the mayor said that it was safe.",
                ["the harbour was closed", "it was safe"],
            ),
            (
                "Jane Roe, a skipper, said that all had voted to wait until the Government agreed to a subsidy.",
                ["all had voted to wait until the Government agreed to a subsidy"],
            ),
            ("Jane Roe said it was late, but she did not say why.", ["it was late"]),
            ("Jane Roe said it was late, but she would stay.", ["it was late, but she would stay"]),
            ("It rained, and now, Jane Roe said, the harbour is full.", ["the harbour is full"]),
            ("The boats, according to Jane Roe, carried fish and salt.", ["The boats", "carried fish and salt"]),
            ("Citing a report, Jane Roe said nothing new.", []),
            ("For instance, let’s say a problem pops up, and you go home.", []),
            ("After that, Jane Roe wrote, and wrote, and wrote.", []),
            ("Rest assured that the harbour is deep.", []),
            ("The fee is ten dollars a day, per person, with a discount for members.", []),
            ("The harbour, a deal announced on Monday, will be deep and wide.", []),
            ("It’s worth noting that the harbour is deep.", []),
            ("I’d argue that the harbour is deep.", []),
            ("The flexibility they say will help the harbour is not there.", []),
        ],
    )
    def test_is_told_in_clauses(self, text, expected):
        assert [words for kind, words, _ in said(text) if kind == "indirect"] == expected

    def test_is_who_the_sentence_tells_of(self):
        ((_, _, speaker),) = said("On Tuesday Jane Roe left the hall, saying the harbour would be closed.")
        assert speaker == "Jane Roe"

    def test_is_the_organization_that_stands_beside_or_was_named(self):
        text = (
            "“It is not what we asked for,” Jane Roe told the Harbour Times.\n\nThe mine’s owner, Vrebt Minerals Plc, "
            "said that the dam was safe.\n\nThe operator said that it was sorry."
        )
        assert [speaker for _, _, speaker in said(text)] == ["Jane Roe", "Vrebt Minerals Plc", "Vrebt Minerals Plc"]

    def test_is_a_person_where_he_speaks(self):
        text = (
            "Jane Roe came. The Government said that it was late.\n\n“It is cold in here,” she told the Harbour Times."
        )
        assert said(text)[-1] == ("direct", "“It is cold in here,”", "Jane Roe")

    def test_goes_on_in_a_sentence_of_the_author(self):
        text = "“The harbour is deep,” says Jane Roe. It is hard because “people do not want to hear that.”"
        assert said(text)[1] == ("direct", "“people do not want to hear that.”", "Jane Roe")

    def test_is_nobody_who_stands_beside_a_title(self):
        text = "“The harbour is deep,” says Jane Roe. It is sung of in “A Song of the Deep Sea”."
        assert len(said(text)) == 1


def test_a_dash_opens_speech_of_languages_that_print_it_so():
    text = "– Vi blir her, sier Kari Nordmann. Det er ikke lett i byen.\n\n– Det er havnen som er stengt nå."
    assert said(text) == [
        ("direct", "Vi blir her", "Kari Nordmann"),
        ("direct", "Det er havnen som er stengt nå.", "Kari Nordmann"),
    ]


@pytest.mark.parametrize(
    ("speaker", "paragraphs"),
    [
        (
            "Ayşe Yılmaz",
            "Liman yeniden açılıyor ve kasaba bunu uzun zamandır bekliyor.\n\n"
            "Belediye Başkanı Ayşe Yılmaz, “Liman yarın yeniden açılacak” dedi.\n\n"
            "“Bunu çok uzun zamandır bekliyorduk” diye konuştu.",
        ),
        (
            "王建国",
            "港口还没有开放，没有人知道原因。\n\n渔业协会会长王建国说：“我们等待这一天已经很久了。”\n\n"
            "他说：“港口明年将重新开放。”",
        ),
    ],
    ids=["Turkish", "Chinese"],
)
def test_who_spoke_in_another_paragraph_has_no_place_in_this_one(speaker, paragraphs):
    page = corpustools.read(paragraphs)
    first, second = page.quotations
    assert [speaker] * 2 == [first.speaker, second.speaker]
    assert speaker == page.words_at(*first.speaker_at)
    assert second.speaker_at is None or page.words_at(*second.speaker_at) == "他"
    assert all(quotes(page, each) for each in page.quotations)


def test_the_traits_of_languages_are_what_words_have_fields_for():
    data = resources.files("corpustools.extractors.speech").joinpath("data", "speech.toml").read_text(encoding="utf-8")
    traits = {trait for words in tomllib.loads(data).values() for trait in words.get("traits", "").split()}
    assert {name for name in SpeechWords._fields if isinstance(getattr(NO_WORDS, name), bool)} == {
        f"is_{trait}" if trait in ("english", "german", "french") else trait for trait in traits
    }
