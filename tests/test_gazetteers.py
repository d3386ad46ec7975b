"""A corpus's own gazetteers: files of names that its settings list."""

import pytest

import corpustools
from corpustools.corpus import open_corpus
from corpustools.corpus.gazetteers import load_gazetteers
from corpustools.corpus.verify import verify
from corpustools.errors import ConfigError
from corpustools.model.known import KnownName

NAMES = "kind,name,also,identifier\nplace,Skarvøya,Skarvoya|the Skarv,islands:12\norganization,Harbour League,,\n"
PAGE = "The ferry to Skarvoya is late, says the Harbour League, and nobody on the Skarv knows why it is so.\n"


@pytest.fixture
def corpus(tmp_path):
    corpus = corpustools.Corpus.create(tmp_path)
    (tmp_path / "corpus.toml").write_text('[corpus]\ngazetteers = ["islands.csv"]\n', encoding="utf-8")
    (tmp_path / "islands.csv").write_text(NAMES, encoding="utf-8")
    (corpus.raw / "page.txt").write_text(PAGE, encoding="utf-8")
    return open_corpus(tmp_path)


def named(corpus):
    [document] = corpus
    return [
        (document.words_at(each.start, each.end), each.kind, each.name, each.identifier)
        for each in document.mentions
        if each.rule == "name_in_own_gazetteer"
    ]


def test_names_what_its_files_say(corpus):
    corpus.process()
    assert [
        ("Skarvoya", "place", "Skarvøya", "islands:12"),
        ("Harbour League", "organization", "Harbour League", None),
        ("the Skarv", "place", "Skarvøya", "islands:12"),
    ] == named(corpus)
    assert [] == list(verify(corpus))


def test_a_changed_gazetteer_has_every_document_read_again(corpus):
    corpus.process()
    assert ("page",) == open_corpus(corpus.root).process().unchanged
    (corpus.root / "islands.csv").write_text("kind,name\nperson,Skarvoya\n", encoding="utf-8")
    again = open_corpus(corpus.root)
    assert ("page",) == again.process().written
    assert [("Skarvoya", "person", "Skarvoya", None)] == named(again)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\nOslo\n", ":1: the first line must name the columns kind and name"),
        ("kind,name,colour\nplace,Oslo,red\n", ":1: the first line must name"),
        ("kind,name\nship,Old Nora\n", ":2: a gazetteer holds names of person, organization, place, not of 'ship'"),
        ("kind,name\nplace,\n", ":2: a line needs a name"),
        ("kind,name\nplace\n", ":2: a line needs a name"),
        ("kind,name\nplace,Oslo,more\n", ":2: a line needs a name, and no more cells than there are heads"),
        ("", ":1: the first line must name"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(tmp_path, text, told):
    (tmp_path / "names.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as failed:
        load_gazetteers(tmp_path, ["names.csv"])
    assert str(failed.value).startswith(f"{tmp_path / 'names.csv'}{told}")


def test_what_is_no_text_is_said(tmp_path):
    (tmp_path / "names.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_gazetteers(tmp_path, ["names.csv"])


@pytest.mark.parametrize("value", ['"islands.csv"', "[1]", "true"])
def test_the_setting_is_a_list_of_texts(tmp_path, value):
    (tmp_path / "corpus.toml").write_text(f"[corpus]\ngazetteers = {value}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="gazetteers must be a list of texts"):
        open_corpus(tmp_path)


def test_names_stand_alone_except_where_a_script_has_no_spaces():
    known = [KnownName("place", "Oslo"), KnownName("place", "奥斯陆")]
    page = corpustools.read("Oslofjord and Oslo. 记者在奥斯陆报道说，那里今天很安静。", gazetteer=known)
    found = [page.words_at(each.start, each.end) for each in page.mentions if each.rule == "name_in_own_gazetteer"]
    assert ["Oslo", "奥斯陆"] == found
