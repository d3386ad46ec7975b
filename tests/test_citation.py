"""Citations: what is known and nothing else, in forms that other programs read."""

import json
import warnings

import pytest
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string

import corpustools
from corpustools.cli import main
from corpustools.corpus import open_corpus
from corpustools.errors import ModelError
from corpustools.writers.bibliography import FORMATS, bibtex, csl_item
from corpustools.writers.citation import Citation, cite, text, words_of
from corpustools.writers.passages import passages

KNOWN = Citation(
    "ferry",
    "report",
    "Ferry Is Late Again",
    ("Jane Roe", "Žofie Dvořáková", "Island News Agency"),
    "The Skarv Daily",
    "2015-06-10",
    "2016-05",
    "https://daily.example/ferry",
    "en",
    "Island news",
    "https://island.example/corpus/documents/ferry.html#p-d381323f",
    "p-d381323f",
    "0123456789abcdef" * 4,
)
UNKNOWN = Citation("ferry", "document", "[The ferry is late…]")

# CSL 1.0.2: the schema of an item, as far as it bears on what is written here.
TYPES = {"article-newspaper", "webpage", "document"}
TEXTS = {"title", "container-title", "URL", "language", "archive", "archive_location", "note"}
DATES = {"issued", "accessed"}


def follows_csl(item):
    assert item.keys() <= {"id", "type", "author"} | TEXTS | DATES
    assert item["type"] in TYPES
    assert isinstance(item["id"], str)
    assert all(isinstance(item[name], str) and item[name] for name in TEXTS & item.keys())
    assert all(author.keys() == {"literal"} for author in item.get("author", []))
    for name in DATES & item.keys():
        if "literal" not in item[name]:
            [parts] = item[name]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
    return True


def entry(cited):
    """Read an entry of BibTeX back by a library."""
    [(key, found)] = parse_string(bibtex(cited), "bibtex").entries.items()
    assert cited.key == key
    return found


def set_by_citeproc(cited):
    """Let a citation processor set an item in a style of its own; it warns of what it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        source = CiteProcJSON(json.loads(FORMATS["csl-json"].write([cited])))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Cited([CitationItem(cited.key.lower())]))
        [found] = bibliography.bibliography()
    return str(found)


def test_all_that_is_known_is_said():
    assert (
        "Jane Roe, Žofie Dvořáková, and Island News Agency. “Ferry Is Late Again.” The Skarv Daily, June 10, 2015. "
        "Accessed May 2016. https://daily.example/ferry. In Island news, document ferry, passage p-d381323f. "
        "https://island.example/corpus/documents/ferry.html#p-d381323f. SHA-256 0123456789abcdef…"
    ) == text(KNOWN)


def test_what_is_not_known_is_left_out():
    assert "[The ferry is late…]. n.d. Document ferry." == text(UNKNOWN)
    assert {"id", "type", "title", "archive_location"} == csl_item(UNKNOWN).keys()
    assert {"title", "note"} == set(entry(UNKNOWN).fields)


def test_no_name_is_taken_apart():
    people = entry(KNOWN).persons["author"]
    assert ["{Jane Roe}", "{Žofie Dvořáková}", "{Island News Agency}"] == [str(person) for person in people]
    assert {"literal": "Jane Roe"} == csl_item(KNOWN)["author"][0]


def test_bibtex_says_the_same():
    fields = entry(KNOWN).fields
    assert "{Ferry Is Late Again}" == fields["title"]
    assert ("2015-06-10", "2015", "June") == (fields["date"], fields["year"], fields["month"])
    assert "https://daily.example/ferry" == fields["url"]
    assert KNOWN.address.replace("#", r"\#") in fields["note"]
    assert KNOWN.sha256 in fields["note"]


def test_csl_follows_its_schema_and_a_processor_sets_it():
    assert follows_csl(csl_item(KNOWN))
    assert follows_csl(csl_item(UNKNOWN))
    found = set_by_citeproc(KNOWN)
    for words in ("Jane Roe", "2015", "Ferry Is Late Again", "The Skarv Daily", "https://daily.example/ferry"):
        assert words in found


ANY = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)


@example("Ferry", "\ud800", "Daily")  # half a surrogate pair has no form in UTF-8
@example("Ferry", "Jane Roe", "\n")  # nothing is shown of it
@given(ANY, ANY, ANY)
def test_any_words_can_be_cited(title, author, publisher):
    cited = Citation("a", "page", title, (author,), publisher, published=author, original=publisher, corpus=title)
    text(cited).encode("utf-8", "backslashreplace")
    found = entry(cited)
    assert {"title", "note"} <= set(found.fields)
    assert follows_csl(json.loads(json.dumps(csl_item(cited))))
    FORMATS["csl-json"].write([cited]).encode()


def test_the_first_document_is_cited_by_what_it_says():
    corpus = open_corpus("corpus")
    [document] = corpus
    passage = passages(document)[-1].anchor
    cited = cite(document, corpus=corpus.config.title, passage=passage)
    assert "report" == cited.kind
    assert () == cited.authors
    assert cited.published is None
    assert "Sputnik International, n.d. In The corpustools seed corpus," in text(cited)
    assert {"Sputnik International", "The corpustools seed corpus"} == {
        words.text for words in words_of(cited) if words.role == "work"
    }
    with pytest.raises(ModelError, match="has no passage 'p-00000000'"):
        cite(document, passage="p-00000000")


def test_a_text_without_a_headline_is_cited_by_its_first_words():
    cited = corpustools.cite(corpustools.read("The town is quiet today, and nobody knows why.", id="quiet"))
    assert "[The town is quiet today, and nobody knows why.]" == cited.title
    assert "document" == cited.kind


def run(*arguments):
    return CliRunner().invoke(main, ["cite", "--corpus", "corpus", *arguments])


def test_the_command_line_cites_documents_and_passages():
    ident = "000_fe9d5194648d3d10"
    assert run().stdout == run(ident).stdout
    said = run(f"{ident}#p-b855ebd4", "--site", "https://island.example/").stdout
    assert f"https://island.example/corpus/documents/{ident}.html#p-b855ebd4" in said
    assert ident in parse_string(run("--format", "bibtex").stdout, "bibtex").entries
    [item] = json.loads(run("--format", "csl-json").stdout)
    assert follows_csl(item)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nothing", "there is no file or document nothing in corpus"),
        ("000_fe9d5194648d3d10#p-0", "the document 000_fe9d5194648d3d10 has no passage 'p-0'"),
    ],
)
def test_the_command_line_says_what_is_not_there(asked, said):
    found = run(asked)
    assert found.exit_code != 0
    assert said in found.stderr
