"""Taking documents of shards into a corpus: the bytes of the containers, what is known of them, and nothing over."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyarrow import Table, parquet
from warc_records import record

from corpustools.cli import main
from corpustools.corpus import open_corpus, verify
from corpustools.corpus.origins import HEADS, Origin, Origins
from corpustools.errors import ConfigError, CorpusToolsError, QueryError
from corpustools.shards.importing import import_documents
from corpustools.shards.run import make_shards
from corpustools.shards.selecting import condition

TEXTS = {
    "en": "The town is quiet today, and nobody at the harbour knows for how long that will be so this year.",
    "de": "Die Stadt ist heute ruhig, und niemand am Hafen weiß, wie lange das in diesem Jahr noch so sein wird.",
    "ru": "Город сегодня тих, и никто в гавани не знает, надолго ли это продлится в этом году, говорит мэр.",
}


def page(language, at):
    extra = "".join(f"<li><a href='/{n}'>Ferry {n}</a>" for n in range(20 * at))
    date = f"<meta property='article:published_time' content='201{at}-06-10'>"
    return f"<title>Day {at}</title>{date}<h1>{language} day {at}</h1><ul>{extra}</ul><p>{TEXTS[language]}".encode()


def test_names_that_are_not_utf_8(tmp_path, make_corpus):
    crawl = tmp_path / "caf\udce9"
    text = "The town is quiet today, and nobody knows for how long."
    try:
        (crawl / "d\udcff").mkdir(parents=True)
    except OSError:
        pytest.skip("not part of the project: this file system takes no such name")
    for name in ("a\udcff.txt", "d\udcff/one.txt", "d\udcff/two.txt"):
        (crawl / name).write_text(text)
    (crawl / "picture\udcff.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    rows = [{"text": text, "url": "https://rows.example/\ud83d"}, {"html": f"<title>\ud83d</title><p>{text}"}]
    (crawl / "rows\udcff.jsonl").write_text("\n".join(map(json.dumps, rows)))
    report = make_shards([str(crawl)], str(tmp_path / "shards"), engine="serial")
    assert (5, {"binary": 1}) == (report.documents, report.refused)
    corpus = make_corpus()
    corpus.raw.mkdir()
    imported = import_documents(str(tmp_path / "shards"), corpus)
    assert ({}, 5) == (imported.refused, len(imported.imported))
    assert text == (corpus.raw / "d\udcff" / "one.txt").read_text()
    assert 5 == len(corpus.process().written)


def write_crawl(folder):
    """Write documents in containers of every kind."""
    folder.mkdir()
    warc = [
        record(f"{language}{at}", page(language, at), url=f"https://{language}.example/day/{at}")
        for language in ("en", "de")
        for at in (1, 2)
    ]
    warc.append(record("koi", TEXTS["ru"].encode("koi8-r"), media_type="text/plain; charset=koi8-r"))
    (folder / "a.warc").write_bytes(b"".join(warc))
    (folder / "b.warc.gz").write_bytes(b"".join(map(gzip.compress, warc[:2])) + gzip.compress(b"".join(warc[2:])))
    rows = [
        {"html": page("de", at).decode(), "url": f"https://rows.example/{at}", "retrieved": f"2021-01-0{at}"}
        for at in (1, 2, 3)
    ]
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "d.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    parquet.write_table(Table.from_pylist(rows), folder / "e.parquet", row_group_size=2)
    (folder / "pages" / "deep").mkdir(parents=True)
    (folder / "pages" / "deep" / "Žižkov 1.html").write_bytes(page("en", 3))
    (folder / "binary.txt").write_bytes(bytes(100))
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A crawl and its shards, which no test changes."""
    folder = tmp_path_factory.mktemp("made")
    make_shards([str(write_crawl(folder / "crawl"))], str(folder / "shards"), engine="serial")
    return folder


@pytest.fixture
def shards(made):
    return str(made / "shards")


def rows_of(shards):
    names = [each["name"] for each in json.loads(Path(shards, "manifest.json").read_bytes())["shards"]]
    return {row["name"]: row for name in names for row in parquet.read_table(f"{shards}/shards/{name}").to_pylist()}


class TestImport:
    def test_a_corpus_reads_what_the_shards_have_byte_for_byte(self, shards, make_corpus):
        corpus = make_corpus({})
        report = import_documents(shards, corpus)
        rows = {name: row for name, row in rows_of(shards).items() if row["code"] is None}
        assert 5 + 5 + 9 + 1 == len(rows)
        assert (set(rows), [], {}) == (set(report.imported), report.there, report.refused)
        corpus = open_corpus(corpus.root)
        corpus.process()
        for row in rows.values():
            assert row["record"] == corpus.record_path(row["id"]).read_text(encoding="utf-8")
        assert [] == list(verify(corpus))

    def test_keeps_where_a_document_is_from(self, shards, make_corpus):
        corpus = make_corpus({})
        import_documents(shards, corpus, '"koi" in name or site == "rows.example"')
        corpus.process()
        told = {each.source.name: each for each in corpus}
        origins = [corpus.origins.of(name) for name in told]
        assert {"a.warc", "b.warc.gz", "c.jsonl", "d.jsonl.gz", "e.parquet"} == {each.container for each in origins}
        assert {"2020-01-01", "2021-01-01", "2021-01-02", "2021-01-03"} == {
            each.metadata.date_retrieved for each in told.values()
        }
        koi = [each for each in told.values() if "town.example" in each.source.name]
        assert ["http://town.example/koi"] * 2 == [each.source.url for each in koi]
        assert ["koi8-r"] * 2 == [each.source.encoding for each in koi]
        assert not (corpus.root / "origins" / "pages~.csv").exists()

    def test_again_changes_nothing_and_takes_the_rest(self, shards, make_corpus):
        corpus = make_corpus({})
        some = import_documents(shards, corpus, limit=3)
        corpus.process()
        stamps = {path: path.stat().st_mtime_ns for path in corpus.root.rglob("*") if path.is_file()}
        again = import_documents(shards, corpus, limit=3)
        assert (some.imported, []) == (again.there, again.imported)
        assert stamps.items() <= {path: path.stat().st_mtime_ns for path in corpus.root.rglob("*")}.items()
        assert 3 == len(corpus.process().unchanged)
        assert 17 == len(import_documents(shards, corpus).imported)

    def test_removes_what_one_that_was_killed_had_not_finished(self, shards, make_corpus):
        corpus = make_corpus({"en.example/.0123456789abcdef.42.tmp": "<p>The to", "en.example/.mine.tmp": "mine"})
        import_documents(shards, corpus, 'site == "en.example"')
        assert [".mine.tmp"] == [path.name for path in corpus.raw.rglob("*.tmp")]

    def test_writes_over_nothing(self, shards, make_corpus):
        name = next(name for name in rows_of(shards) if name.startswith("en.example/"))
        corpus = make_corpus({name: "mine"})
        report = import_documents(shards, corpus, 'site == "en.example"')
        assert {name: "raw/ has another file of this name, which was left as it is"} == report.refused
        assert "mine" == (corpus.raw / name).read_text()
        assert Origin() == corpus.origins.of(name)

    def test_says_where_the_container_is_another_now(self, tmp_path, make_corpus):
        crawl, shards = write_crawl(tmp_path / "crawl"), str(tmp_path / "shards")
        make_shards([str(crawl)], shards, engine="serial")
        data = (crawl / "a.warc").read_bytes()
        (crawl / "a.warc").write_bytes(data.replace(b"The town is quiet", b"The town is quite"))
        (crawl / "c.jsonl").write_text("")
        (crawl / "d.jsonl.gz").unlink()
        (crawl / "e.parquet").write_bytes(b"PAR1")
        corpus = make_corpus({})
        reasons = import_documents(shards, corpus).refused
        assert 2 + 9 == len(reasons)
        for words in (
            "a.warc holds other bytes than",
            "c.jsonl does not hold it any more",
            "e.parquet: from here on it",
        ):
            assert any(words in reason for reason in reasons.values()), words
        assert not any(corpus.origins.of(name).url for name in reasons)
        corpus.process()
        assert [] == list(verify(corpus))

    @pytest.mark.parametrize(
        "name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "a//b", ".hidden", "a/.git/x", "\0", "a" * 300]
    )
    def test_no_name_leads_out_of_raw(self, made, tmp_path, make_corpus, name):
        """Shards may be anybody's."""
        shards = shutil.copytree(made / "shards", tmp_path / "shards")
        manifest = json.loads(Path(shards, "manifest.json").read_bytes())
        shard = next(each["name"] for each in manifest["shards"] if each["container"].endswith("c.jsonl"))
        path = f"{shards}/shards/{shard}"
        table = parquet.read_table(path)
        parquet.write_table(table.set_column(1, "name", [[name] * len(table)]), path)
        corpus = make_corpus({})
        before = sorted(corpus.root.parent.rglob("*"))
        report = import_documents(shards, corpus, 'container == "c.jsonl"')
        assert {name} == set(report.refused)
        assert [each for each in before if each.name not in {"raw", ".corpustools", "lock"}] == [
            each for each in sorted(corpus.root.parent.rglob("*")) if each.name not in {"raw", ".corpustools", "lock"}
        ]

    def test_no_link_leads_out_of_raw(self, shards, make_corpus, tmp_path):
        corpus = make_corpus({"a.txt": ""})
        (tmp_path / "elsewhere").mkdir()
        (corpus.raw / "en.example").symlink_to(tmp_path / "elsewhere")
        report = import_documents(shards, corpus, 'site == "en.example"')
        assert {"its folder is a link out of raw/; take the link away"} == set(report.refused.values())
        assert [] == list((tmp_path / "elsewhere").iterdir())

    def test_a_folder_without_shards_is_an_error(self, make_corpus, tmp_path):
        with pytest.raises(CorpusToolsError, match="has no whole set of shards"):
            import_documents(str(tmp_path), make_corpus({}))


class TestConditions:
    @pytest.mark.parametrize(
        ("where", "many"),
        [
            ('language == "de"', 13),
            ('language != "de"', 7),
            ('not language == "de" and site != "town.example"', 5),
            ('site in ("de.example", "en.example") and not date >= "2012"', 4),
            ('"2011" <= date < "2012"', 7),
            ("date is None", 2),
            ("language is None and words > 100", 0),
            ("shares.paragraph > 0.9", 2),
            ("0.5 > shares.paragraph", 18),
            ('name.startswith("rows.example/") and url.endswith("/1")', 3),
            ('title not in ["en day 1", "de day 1"] and site == "de.example"', 2),
            ('"quiet" in text or "тих" in text', 7),
            ('retrieved == "2021-01-03"', 3),
            ("position == -1", 0),
        ],
    )
    def test_choose_documents(self, shards, make_corpus, where, many):
        assert many == len(import_documents(shards, make_corpus({}), where).imported)

    @pytest.mark.parametrize(
        ("where", "says"),
        [
            ('language = "de"', "write == for is equal to"),
            ("language == de", "de is no text in quotation marks and no number"),
            ('langauge == "de"', "there is no column langauge; did you mean 'language'?"),
            ("words > '200'", "words is compared with numbers, without quotation marks"),
            ("language > 3", "language is compared with texts, in quotation marks"),
            ("shares.paragraf > 0.5", "there is no label paragraf; did you mean 'paragraph'?"),
            ("shares > 0.5", "shares has a part for each label"),
            ("shares.paragraph == 'all'", "shares.paragraph is compared with numbers"),
            ('"Jane Roe" in authors', "authors holds lists"),
            ('authors == "Jane Roe"', "authors holds lists"),
            ("language", "language is no condition"),
            ('language in ("de", 3)', "a list has texts or numbers in it"),
            ("language in ()", "a list has texts or numbers in it"),
            ("language is 3", "is and is not go with None"),
            ("3 in text", "3 is no text in quotation marks"),
            ("words > True", "True is no text in quotation marks and no number"),
            ("title.upper() == 'A'", "title.upper() is no column"),
            ("__import__('os').system('true') == 3", "is no column"),
            ("[x for x in text]", "is no condition"),
            ("words > 3 if text else 4", "is no condition"),
            ("(" * 500 + "words > 3" + ")" * 500, "cannot be read"),
            ("not " * 2_000 + "words > 3", "nested too deep"),
            ("not " * 50_000 + "words > 3", "cannot be read"),
            ("", "cannot be read"),
            ("words > 3\0", "cannot be read"),
        ],
    )
    def test_say_what_is_wrong(self, where, says):
        with pytest.raises(QueryError) as error:
            condition(where)
        assert says in str(error.value)
        assert len(str(error.value)) < 500 + len(where)


class TestOrigins:
    def test_are_read_again_when_a_person_writes_them(self, make_corpus):
        corpus = make_corpus({"a/one.txt": "The town is quiet today.", "b.txt": "The river is high today."})
        corpus.process()
        assert corpus["b"].source.url is None
        (corpus.root / "origins").mkdir()
        (corpus.root / "origins" / "raw.csv").write_text('name,url\nb.txt,https://river.example/\n"gone, alas",x\n')
        report = open_corpus(corpus.root).process()
        assert (("b",), 1) == (report.written, len(report.unchanged))
        assert "https://river.example/" == corpus["b"].source.url
        assert [] == list(verify(corpus))
        (corpus.root / "origins" / "raw.csv").unlink()
        assert ("b",) == corpus.process().written

    def test_a_media_type_decides_how_it_is_decoded_and_what_recurs(self, make_corpus):
        texts = (
            TEXTS["ru"],
            "Мост через реку снова закрыт, и до весны машины будут ходить в объезд через соседний посёлок.",
            "Пекарь на набережной открыл свою лавку в шесть утра, как делает это каждый день вот уже десять лет.",
        )
        corpus = make_corpus({f"{at}.txt": f"Новости\n\n{text}".encode("koi8-r") for at, text in enumerate(texts)})
        corpus.origins.add({f"{at}.txt": Origin(media_type="text/plain; charset=koi8-r") for at in range(3)})
        corpus.process()
        assert {"koi8-r"} == {each.source.encoding for each in corpus}
        assert corpus.sources.profile("").recurs("Новости")
        assert [] == list(verify(corpus))

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("url\nx\n", "raw.csv:1: the first line must name the column name"),
            ("name,uri\na,b\n", "raw.csv:1: the first line must name the column name, and may name url"),
            ("name,url\na\n", "raw.csv:2: a line needs a name, and as many cells"),
            ("name,url\na,b,c\n", "raw.csv:2: a line needs a name"),
            ("name,url\n,b\n", "raw.csv:2: a line needs a name"),
            ('name,url\n"a\n', "raw.csv:1: unexpected end of data"),
            ("", "raw.csv:1: the first line"),
        ],
    )
    def test_that_cannot_be_read_are_an_error(self, make_corpus, text, says):
        corpus = make_corpus({"b.txt": "The river is high today."})
        (corpus.root / "origins").mkdir()
        (corpus.root / "origins" / "raw.csv").write_text(text)
        with pytest.raises(ConfigError) as error:
            corpus.process()
        assert says in str(error.value)
        (problem,) = verify(corpus)
        assert says in problem.message

    def test_of_any_name(self, tmp_path):
        names = ["a,b.txt", 'a"b.txt', "two\nlines.txt", "\udcff.txt", "d/\r.txt", "=1+1.txt", " a .txt", "\u2028"]
        origins = Origins(tmp_path)
        origins.add({name: Origin(url=f"https://x.example/{at}") for at, name in enumerate(names)})
        assert [f"https://x.example/{at}" for at in range(len(names))] == [origins.of(name).url for name in names]
        origins.remove(names[1:])
        assert [",".join(HEADS), '"a,b.txt",https://x.example/0,,,,'] == (tmp_path / "raw.csv").read_text().splitlines()
        origins.remove(names)
        assert not list(tmp_path.glob("raw*"))


class TestTheCommand:
    def run(self, *arguments):
        return CliRunner().invoke(main, ["import", *map(str, arguments)])

    def test_says_what_was_done(self, shards, make_corpus):
        corpus = make_corpus({})
        result = self.run(shards, "--corpus", corpus.root, "--where", 'site == "en.example"')
        assert (0, "4 documents imported, 0 there already, 0 could not be taken\n") == (result.exit_code, result.stdout)
        result = self.run(shards, "--corpus", corpus.root, "--where", 'language = "en"')
        assert 2 == result.exit_code
        assert "write == for is equal to" in result.stderr

    def test_says_what_could_not_be_taken(self, made, shards, make_corpus):
        (made / "crawl" / "c.jsonl").rename(made / "c.jsonl")
        result = self.run(shards, "--corpus", make_corpus({}).root, "--where", 'container == "c.jsonl"')
        (made / "c.jsonl").rename(made / "crawl" / "c.jsonl")
        assert 1 == result.exit_code
        assert "0 documents imported, 0 there already, 3 could not be taken" in result.stdout
        assert "from here on it cannot be read" in result.stdout
