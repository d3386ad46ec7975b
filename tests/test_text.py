"""Examples of what the functions on text tell apart; what holds of all texts is in ``test_properties.py``."""

import pytest

from corpustools.model.draft import DraftBlock
from corpustools.pipeline import where
from corpustools.rules.outline import is_running
from corpustools.text.datelines import dateline
from corpustools.text.dates import find_dates, is_only_a_date
from corpustools.text.languages import FUNCTION_WORDS, identify_language
from corpustools.text.names import byline_names
from corpustools.text.sentences import ends_sentence, final_mark
from corpustools.text.suffixes import site_suffix
from corpustools.text.words import count_words, is_title_case, words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10 June 2015", ["2015-06-10"]),
        ("June 10th, 2015", ["2015-06-10"]),
        ("10.6.2015", ["2015-06-10"]),
        ("10. Juni 2015", ["2015-06-10"]),
        ("1er mai 2015", ["2015-05-01"]),
        ("10 de junio del 2015", ["2015-06-10"]),
        ("10 июня 2015", ["2015-06-10"]),
        ("Sept. 2015", ["2015-09"]),
        ("\u017fept. 2015, 1 apr\u0131l 2016", ["2015-09", "2016-04-01"]),
        ("2015-06", ["2015-06"]),
        ("2015-06-10T08:00:00Z", ["2015-06-10"]),
        ("29 February 2016, 29 February 2015", ["2016-02-29", "2015-02"]),
        ("2015-06-31", []),
        ("10 June", []),
        ("2015", []),
        ("06/10/2015", []),
        ("file-2015-06-10", []),
        ("3.10.6.2015", []),
        ("June 2015/16", []),
        ("June 1815", []),
        ("", []),
    ],
)
def test_dates_are_as_precise_as_they_are_written(text, values):
    assert values == [found.value for found in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Published: Wed, 10 June 2015, 14:05 GMT", True),
        ("Veröffentlicht am 10. Juni 2015", True),
        ("Stand: 10. Juni 2015, 14:05 Uhr", True),
        ("10 June 2015 | 12 June 2015", True),
        ("14:05", False),
        ("10 June 2015 in Oslo", False),
    ],
)
def test_a_line_is_a_date_where_nothing_else_is_in_it(text, is_one):
    assert is_one == is_only_a_date(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("BY JANE ROE", ["JANE ROE"]),
        ("Von Jörg von der Heide und Anna Müller", ["Jörg von der Heide", "Anna Müller"]),
        ("By J. R. R. Tolkien", ["J. R. R. Tolkien"]),
        ("By Anna-Maria O’Neill, and Li Hui", ["Anna-Maria O’Neill", "Li Hui"]),
        ("By Jane Roe |", ["Jane Roe"]),
        ("By Jane", []),
        ("By van der Heide", []),
        ("By the River", []),
        ("By Jane Roe in Oslo", []),
        ("By Jane Roe and the others", []),
        ("Jane Roe", []),
        ("By " + ", ".join(["Jane Roe"] * 20), []),
        ("", []),
    ],
)
def test_names_are_those_of_a_byline_that_is_nothing_else(text, names):
    assert names == [name for name, _ in byline_names(text)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("MOSCOW (Sputnik) – China", ("MOSCOW", None, "Sputnik", None)),
        ("PARIS, June 3 (Reuters) - The", ("PARIS", "June 3", "Reuters", None)),
        ("WASHINGTON, D.C. (AP) — The", ("WASHINGTON", None, "AP", None)),
        ("MINSK, June 21. /TASS/. The", ("MINSK", "June 21", None, "TASS")),
        ("NEW YORK – The", ("NEW YORK", None, None, None)),
        ("МОСКВА, 21 июня. /ТАСС/. В", ("МОСКВА", "21 июня", None, "ТАСС")),
        ("ŁÓDŹ (PAP) – The", ("ŁÓDŹ", None, "PAP", None)),
    ],
)
def test_a_dateline_has_its_parts(line, parts):
    assert parts == dateline(line).group("place", "date", "agency", "slashed")


@pytest.mark.parametrize(
    "line",
    [
        "Oslo (Agency) – The town",
        "OSLO",
        "OSLO (Agency) –",
        "OSLO The town",
        "US – The",
        "NATO said – The",
        "",
        "2015 – The",
    ],
)
def test_what_has_not_the_form_of_a_dateline_is_none(line):
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He left.", True),
        ("He left.”", True),
        ("(He left.)", True),
        ("„Er ging.“", True),
        ("»Han gik.«", True),
        ("他走了。」", True),
        ("वह चला गया।", True),
        ("هل ذهب؟", True),
        ("He left. ", True),
        ("He left", False),
        ("He left:", False),
        ("”", False),
        ("", False),
    ],
)
def test_a_sentence_ends_in_its_mark(text, ends):
    assert ends == ends_sentence(text)
    assert ends == (final_mark(text) in set(".。।؟"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one", 1),
        ("don't stop", 2),
        ("US-led", 1),
        ("军事合作", 2),
        ("军事合", 2),
        ("BBC新闻", 1),
        ("สวัสดี", 2),
        ("…", 0),
    ],
)
def test_words_are_counted_so_that_scripts_compare(text, count):
    assert count == count_words(text)


def test_words_have_hyphens_and_apostrophes_inside_and_not_around():
    assert ["don’t", "US-led", "end", "3rd"] == words("don’t 'US-led' end- _3rd_")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("Town Council Votes Again", True), ("Town council votes again", False), ("Town", False), ("The Town", False)],
)
def test_a_title_has_capitals(text, is_one):
    assert is_one == is_title_case(text)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("A crowd - Example News", "Example News"),
        ("A crowd | Example News", "Example News"),
        ("A crowd – one – Example", "Example"),
        ("A crowd - one two three four five", "one two three four five"),
        ("A crowd - one two three four five six", None),
        ("A crowd-Example", None),
        ("- Example", None),
        ("A crowd -", None),
    ],
)
def test_a_suffix_is_a_short_name_after_a_spaced_dash(text, suffix):
    found = site_suffix(text)
    assert suffix == (found and found[0])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The town is quiet and it has been for as long as the people can tell.", "en"),
        # Danish and Norwegian share their commonest words.
        ("Han har et hus og en hund, og det er ikke for ham, men for dem som er der også.", None),
        ("Havnen blev lukket efter en storm, og den blev først åbnet af byens folk efter et år.", "da"),
        ("Havna ble stengt etter en storm, og den ble først åpnet av byens folk etter et år.", "no"),
        ("Limanın kışın kapanacağı, balıkçıların bir başka rıhtıma taşınacağı ve işlerin aksayacağı açıklandı.", "tr"),
        ("Limanın qışda bağlanacağı, balıqçıların bir başqa körpüyə köçəcəyi və işlərin ləngiyəcəyi açıqlandı.", None),
        (
            "Мешканці зібралися біля школи, яку планують перебудувати навесні, й вимагали зустрічі з міським головою.",
            "uk",
        ),
        ("Жыхары сабраліся каля школы, якую плануюць перабудаваць увесну, і патрабавалі сустрэчы з мэрам.", None),
        ("Становници су се окупили испред школе коју општина намерава да преуреди на пролеће.", None),
        (
            "Rodzice przynieśli transparenty, żądali spotkania z radą, która obiecała pieniądze, lecz ich nie ma.",
            "pl",
        ),
        ("وتجمع عشرات من سكان الحي أمام المدخل قبل العرض الأخير، وحمل بعضهم صورا قديمة وتذاكر احتفظوا بها.", "ar"),
        ("دانیشتووانی شارۆچکەکە لەبەردەم قوتابخانە کۆنەکەدا کۆبوونەوە کە شارەوانی نیازی وایە نۆژەنی بکاتەوە.", None),
        ("Ayşe Yılmaz, Işık Koç, Gülşah Şahin, Çağrı Doğan, Şükrü Ağaoğlu, Ünal Kılıç", None),
        ("The of and to", None),
        ("the of and to in " + "zebra " * 40, None),
        ("新規事業開始、東京都議会議員団が決定した。", "ja"),
        ("東京都議会議員団決定新規事業開始。", "zh"),
        ("Ο δήμαρχος μίλησε.", "el"),
        ("", None),
    ],
)
def test_a_language_is_identified_or_left_in_doubt(text, language):
    assert language == identify_language(text)


@pytest.mark.parametrize("language", sorted(FUNCTION_WORDS))
def test_the_words_of_a_language_are_not_taken_for_another_s(language):
    assert identify_language(" ".join(sorted(FUNCTION_WORDS[language]))) in {language, None}


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("One two three four five six seven eight.", True),
        ("One two three four five six seven.", False),
        ("One two three four five six seven eight", False),
    ],
)
def test_running_text_is_a_sentence_of_eight_words(text, runs):
    assert runs == is_running(DraftBlock(0, text))


@pytest.mark.parametrize(
    ("line", "cuts"),
    [
        (
            "Photo: Jane Roe/Getty ImagesPeople in the square",
            [("Photo: Jane Roe/Getty Images", "People in the square")],
        ),
        ("© AFP 2019 / JANE ROEPeople in the square", [("© AFP 2019 / JANE ROE", "People in the square")]),
        ("© AFP 2019 / JANE ROEPeople", []),
        ("Photo: Jane RoeWorkers", []),
        ("© AFP 2019 / Ronald McDonald in the square", []),
        ("Photo by LeBron DeWitt of Example", []),
        ("JANE ROEPeople in the square", []),
    ],
)
def test_a_credit_is_cut_from_a_caption_and_from_nothing_else(line, cuts):
    assert cuts == where("credit_fused_to_caption", line)
