"""Source profiles: what recurs, what is left out of the count, what is taken, and how a corpus keeps them."""

import json
import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpustools
from corpustools import pipeline
from corpustools.config import Config
from corpustools.corpus import open_corpus, verify
from corpustools.corpus.files import source_of, source_stem
from corpustools.errors import RecordError
from corpustools.labels.footprints import Footprint, fingerprint, group_documents
from corpustools.labels.profiles import SourceProfile, profile_of, recurring
from corpustools.model.draft import DraftBlock

NUMBERS = "zero one two three four five six seven eight nine".split()
MENU = ["Kursy walut", "Nasze miasto", "Pogoda", "Ogłoszenia drobne"]
NOTICE = "Whoever reads this page agrees that others may know of it, and that they may tell whom they like of it."


def named(number):
    """Write a number in words, because figures are all the same to a fingerprint."""
    return "-".join(NUMBERS[int(digit)] for digit in str(number))


def article(topic, paragraphs=6):
    """Return paragraphs that no other topic has."""
    return [
        f"Paragraph {named(number)} tells what is new of the {topic}, and it goes on for long enough to be one that "
        f"somebody wrote: the {topic} is quiet, and nobody knows for how long that will be so."
        for number in range(paragraphs)
    ]


def page(topic, *, before=MENU, after=(NOTICE,), paragraphs=6):
    return [*before, f"News of the {topic}", *article(topic, paragraphs), *after]


def blocks(texts):
    return [DraftBlock(place, text) for place, text in enumerate(texts)]


def taken(profile, texts):
    """Return the texts that recur on other pages."""
    return [text for text, recurs in zip(texts, recurring(profile, blocks(texts)), strict=True) if recurs]


class TestFingerprint:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Read more", "READ MORE"),
            ("Read more", "  Read\u00a0 more\t"),
            ("Straße", "STRASSE"),
            ("12 comments", "37 comments"),
            ("٣ تعليقات", "٥ تعليقات"),
        ],
    )
    def test_is_that_of_a_line_that_differs_in_case_spaces_or_figures_alone(self, one, other):
        assert fingerprint(one) == fingerprint(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("Read more", "Read on"), ("3 comments", "12 comments"), ("a b", "ab"), ("\ud800", "\ud801")]
    )
    def test_is_not_that_of_another_line(self, one, other):
        assert fingerprint(one) != fingerprint(other)

    def test_is_the_same_everywhere_and_always(self):
        assert "058a2ca0abf1df74" == fingerprint("Subscribe") == Footprint.of(["subscribe"]).short.hex()

    def test_of_a_number_or_a_sign_is_not_kept(self):
        assert Footprint() == Footprint.of(["", "37", "* * *", "12.30", "© 2019"])

    def test_is_kept_once(self):
        footprint = Footprint.of([*page("town"), *page("town")])
        assert len(page("town")) * 8 == len(footprint.every)


class TestCount:
    def test_of_a_line_is_the_number_of_documents(self):
        profile = profile_of("site", [page(topic) for topic in ("town", "river", "port")])
        assert 3 == profile.documents
        assert dict.fromkeys(map(fingerprint, [*MENU, NOTICE]), 3) == profile.lines
        assert profile.recurs("pogoda")
        assert not profile.recurs(article("town")[0])

    @pytest.mark.parametrize(("number", "least"), [(2, 2), (16, 2), (17, 3), (36, 3), (100, 5), (1000, 16)])
    def test_must_be_the_higher_the_more_documents_there_are(self, number, least):
        pages = [page(named(place), before=(), paragraphs=2) for place in range(number)]
        for texts in pages[: least - 1]:
            texts.append("Too seldom")
        for texts in pages[-least:]:
            texts.append("Often enough")
        profile = profile_of("site", pages)
        assert number == profile.documents
        assert {fingerprint(NOTICE): number, fingerprint("Often enough"): least} == profile.lines

    @pytest.mark.parametrize(
        "documents", [[], [page("town")], [page("town"), []], [page("town"), ["37", ""]], [[], []]]
    )
    def test_of_less_than_two_documents_is_none(self, documents):
        profile = profile_of("site", documents)
        assert (min(1, len([texts for texts in documents if "Pogoda" in texts])), {}) == (
            profile.documents,
            profile.lines,
        )

    def test_does_not_take_numbers_for_lines(self):
        profile = profile_of("site", [["37", "* * *", "The town", "Pogoda"], ["37", "* * *", "The river", "Pogoda"]])
        assert [fingerprint("Pogoda")] == list(profile.lines)
        assert not profile.recurs("37")


CRAWLS = {
    "the same": page("town"),
    "with another menu": page("town", before=["Sport", "Kultura"]),
    "with comments": [*page("town"), *article("first comment", 3), *article("second comment", 4)],
    "with a paragraph more": page("town", paragraphs=7),
    "edited": [text.replace("Paragraph two", "Another paragraph") for text in page("town")],
    "cut off": page("town", paragraphs=2),
}


class TestNearDuplicates:
    @pytest.mark.parametrize("crawl", CRAWLS)
    def test_are_one_document(self, crawl):
        profile = profile_of("site", [page("town"), CRAWLS[crawl], page("river")])
        assert 2 == profile.documents
        assert [] == [text for text in article("town") if profile.recurs(text)]
        assert profile.recurs(NOTICE)

    def test_of_which_all_are_crawls_of_one_article_tell_nothing(self):
        profile = profile_of("site", list(CRAWLS.values()))
        assert (1, {}) == (profile.documents, profile.lines)

    def test_that_change_little_by_little_are_one_document(self):
        versions = [page("town")[: -1 - step] + article("river", step) for step in range(5)]
        assert 1 == profile_of("site", versions).documents

    def test_are_not_made_by_notices(self):
        """Half of what the three have to say is the same, and each has something of its own."""
        notices = [NOTICE, f"{NOTICE} {NOTICE}"]
        pages = [page(topic, after=notices, paragraphs=2) for topic in ("town", "river", "port")]
        assert 3 == profile_of("site", pages).documents

    def test_are_not_made_by_a_page_that_holds_a_notice_alone(self):
        pages = [page(named(number)) for number in range(10)]
        stubs = [[*MENU, f"Video of the {named(number)}", NOTICE] for number in range(10)]
        profile = profile_of("site", [*pages, *stubs])
        assert 20 == profile.documents
        assert profile.recurs(NOTICE)

    def test_are_not_made_by_a_notice_below_short_news(self):
        """One paragraph each is too little to tell that the notice is furniture, and none of it is in the next."""
        briefs = [page(named(number), after=[*MENU, NOTICE], paragraphs=1) for number in range(20)]
        around = [*article("town", 3), NOTICE, *article("river", 3)]
        assert 21 == profile_of("site", [*briefs, around]).documents

    def test_are_found_among_many_documents_that_share_a_line_in_their_main_block(self):
        number = 1500
        pages = [[*article(named(place), 2), NOTICE] for place in range(number)]
        again = [[*article(named(place), 2), NOTICE, "Pogoda"] for place in range(0, number, 3)]
        groups = group_documents([Footprint.of(texts) for texts in [*pages, *again]])
        assert number == len(set(groups))
        assert groups[0:number:3] == groups[number:]

    def test_in_a_script_without_stops_are_one_document(self):
        body = [f"{'ประเทศไทยมีประชากรมากกว่าหกสิบล้านคน' * 4} {letter}" for letter in "กขคงจ"]
        assert 1 == profile_of("site", [["เมนู", *body], ["ค้นหา", *body]]).documents


class TestPart:
    def test_is_what_stands_on_other_pages(self):
        profile = profile_of("site", [page(topic) for topic in ("town", "river")])
        assert [*MENU, NOTICE] == taken(profile, page("port"))

    def test_of_a_page_that_shares_nothing_is_none(self):
        profile = profile_of("site", [page(topic) for topic in ("town", "river")])
        assert [] == taken(profile, page("port", before=(), after=()))
        assert [] == taken(profile, [])
        assert [] == taken(SourceProfile("site"), page("town"))

    def test_of_a_copy_that_was_not_found_is_not_the_article(self):
        """What two crawls share makes up most of the main block: the profile keeps out of it."""
        lines = {fingerprint(text): 2 for text in page("town")}
        assert [*MENU, "News of the town", NOTICE] == taken(
            SourceProfile("site", 2, lines),
            page("town", after=["Sport", "Kultura", "Wiadomości", "Dom i ogród", NOTICE]),
        )

    def test_of_a_main_block_is_less_than_a_quarter(self):
        lines = {fingerprint(text): 2 for text in article("town", 2)}
        assert article("town", 2) == taken(SourceProfile("site", 2, lines), article("town", 9))
        assert [] == taken(SourceProfile("site", 2, lines), article("town", 8))

    def test_of_a_main_block_is_no_heading_and_no_speaker(self):
        texts = [*MENU, *article("town", 2), "Pogoda", *article("river", 2), *MENU]
        profile = profile_of("site", [page("port"), page("bank")])
        assert [*MENU, *MENU] == taken(profile, texts)
        between = [*article("town", 2), *MENU[:3], *article("river", 2)]
        assert MENU[:3] == taken(profile, between)

    def test_is_nothing_where_nothing_would_be_left(self):
        song = [f"And {named(number)} went by" for number in range(30)]
        profile = SourceProfile("site", 2, {fingerprint(text): 2 for text in song})
        assert [] == taken(profile, song)
        assert song == taken(profile, [*song, "And then came somebody who said so"])

    def test_is_told_by_a_digest_of_the_lines_it_is_about(self):
        few = profile_of("site", [page("town"), page("river")])
        more = profile_of("site", [page("town"), page("river"), page("port")])
        other = profile_of("site", [page("town", before=MENU[1:]), page("river")])
        footprints = [Footprint.of(page("town")), Footprint.of(article("town")), Footprint()]
        assert few != more
        assert few.parts(footprints) == more.parts(footprints)
        assert ["", ""] == few.parts(footprints)[1:]
        assert few.parts(footprints)[0] != other.parts(footprints)[0] != ""


LINES = [
    *MENU,
    NOTICE,
    *article("town", 4),
    *article("river", 4),
    "37",
    "* * *",
    "",
    "Straße",
    "STRASSE",
    "\ud800 half",
]
DOCUMENTS = st.lists(st.lists(st.sampled_from(LINES), max_size=12), max_size=8)


class TestProperties:
    @given(DOCUMENTS, st.randoms(use_true_random=False))
    def test_the_order_of_the_documents_does_not_matter(self, documents, shuffler):
        profile = profile_of("site", documents)
        shuffler.shuffle(documents)
        assert profile == profile_of("site", documents)
        assert profile.to_json() == profile_of("site", documents).to_json()

    @given(DOCUMENTS)
    def test_a_profile_can_be_stored_and_read(self, documents):
        profile = profile_of("sité/\udce9", documents)
        assert profile == SourceProfile.from_json(profile.to_json())
        assert all(2 <= count <= profile.documents for count in profile.lines.values())

    @given(DOCUMENTS, st.lists(st.sampled_from(LINES), max_size=12))
    def test_a_block_that_is_taken_recurs_and_something_is_left(self, documents, texts):
        profile = profile_of("site", documents)
        found = recurring(profile, blocks(texts))
        assert len(texts) == len(found)
        assert all(profile.recurs(text) for text, recurs in zip(texts, found, strict=True) if recurs)
        assert not texts or not all(found)

    @given(DOCUMENTS, DOCUMENTS, st.lists(st.sampled_from(LINES), max_size=12))
    def test_profiles_that_say_the_same_of_a_document_take_the_same(self, documents, others, texts):
        one, other = profile_of("site", documents), profile_of("site", others)
        footprint = Footprint.of(texts)
        if one.parts([footprint]) == other.parts([footprint]):
            assert recurring(one, blocks(texts)) == recurring(other, blocks(texts))

    @given(DOCUMENTS)
    def test_groups_are_numbered_in_the_order_of_their_first_document(self, documents):
        groups = group_documents([Footprint.of(texts) for texts in documents])
        assert sorted(set(groups), key=groups.index) == list(range(len(set(groups))))

    def test_another_process_with_another_hash_seed_makes_the_same(self, run_python):
        code = (
            "import sys; sys.path.insert(0, 'tests'); from corpustools.labels.profiles import profile_of\n"
            f"print(profile_of('site', {[page(topic) for topic in ('town', 'river', 'town', 'port')]!r}).to_json())"
        )
        once, again = (run_python(code, PYTHONHASHSEED=seed) for seed in ("1", "2"))
        assert once == again


class TestStoredForm:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff",
            b"{}",
            b'{"schema": "corpustools/profile/99", "name": "", "documents": 2, "lines": {}}',
            b'{"schema": "corpustools/profile/1", "name": "", "documents": "many", "lines": {}}',
            b'{"schema": "corpustools/profile/1", "name": "", "documents": 2, "lines": []}',
            b'{"schema": "corpustools/profile/1", "name": "", "documents": 2, "lines": {"Pogoda": 2}}',
        ],
    )
    def test_that_is_something_else_is_refused(self, data):
        with pytest.raises(RecordError, match=r"this is not a source profile \(corpustools/profile/1\)"):
            SourceProfile.from_json(data)

    def test_has_a_line_for_each_line(self):
        one = profile_of("site", [page(topic) for topic in ("town", "river")]).to_json()
        other = profile_of("site", [page(topic, before=MENU[1:]) for topic in ("town", "river")]).to_json()
        changed = set(one.splitlines()) ^ set(other.splitlines())
        assert 1 == len([line for line in changed if fingerprint(MENU[0]).encode() in line]) == len(changed)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "source", "stem"),
        [
            ("page.txt", "", "raw"),
            ("example.org/page.txt", "example.org", "example.org"),
            ("a/b/page.txt", "a/b", "a-b~c14cddc033f64b9d"),
            ("Example.org/page.txt", "Example.org", "example-org~"),
            ("raw/page.txt", "raw", "raw~"),
            ("新闻/page.txt", "新闻", "document~"),
            ("caf\udce9/page.txt", "caf\udce9", "caf~"),
        ],
    )
    def test_of_profiles_are_those_of_folders(self, name, source, stem):
        assert source == source_of(name)
        assert source_stem(source).startswith(stem)

    def test_are_not_shared(self):
        folders = ["", "raw", "Raw", "a/b", "a-b", "a b", "A-B", "新闻", "闻新", "document", "ä", "a\u0308"]
        assert len(folders) == len({source_stem(source).casefold() for source in folders})


@pytest.fixture
def corpus(make_corpus):
    """Two sites of three and two pages, and a page of its own."""
    raw = {f"site/{topic}.txt": "\n\n".join(page(topic)) for topic in ("town", "river", "port")}
    raw |= {
        f"news/2015/{topic}.txt": "\n\n".join(page(topic, before=["Kultura", "Sport"])) for topic in ("bank", "court")
    }
    return make_corpus({**raw, "alone.txt": "\n\n".join(page("ferry"))})


@pytest.fixture
def seen(monkeypatch):
    """Count what is read: of which documents footprints are taken, and which are read."""
    counted = {"taken": [], "read": []}
    take, whole = pipeline.footprint, pipeline.read

    def taking(data, **also):
        counted["taken"].append(next(line for line in data.decode().splitlines() if line.startswith("News of")))
        return take(data, **also)

    def reading(data, **also):
        counted["read"].append(also["id"].rsplit("-", 1)[0])
        return whole(data, **also)

    monkeypatch.setattr(pipeline, "footprint", taking)
    monkeypatch.setattr(pipeline, "read", reading)
    return counted


def made(corpus):
    """Return the bytes of everything that processing made, the caches aside."""
    return {
        path.relative_to(corpus.root).as_posix(): path.read_bytes()
        for below in (corpus.normalized, corpus.quarantine, corpus.sources.folder)
        for path in sorted(below.glob("*"))
    }


def profiles(corpus):
    return sorted(path.name for path in corpus.sources.folder.glob("*"))


def write(corpus, name, texts):
    path = corpus.raw / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n\n".join(texts), encoding="utf-8")


class TestCorpus:
    def test_stores_a_profile_for_each_source_in_which_something_recurs(self, corpus):
        corpus.process()
        assert [f"{source_stem('news/2015')}.json", "site.json"] == profiles(corpus)
        assert profile_of("site", [page(topic) for topic in ("town", "river", "port")]) == corpus.sources.profile(
            "site"
        )
        assert corpus.sources.profile("") is None
        assert [] == list(verify(corpus))

    def test_sets_aside_what_recurs(self, corpus):
        corpus.process()
        documents = {document.source.name: document for document in corpus}
        for name, topic in (("site/town.txt", "town"), ("news/2015/bank.txt", "bank")):
            assert set() == {*MENU, NOTICE, "Kultura", "Sport"} & set(documents[name].body.split("\n\n"))
            assert set(article(topic)) <= set(documents[name].body.split("\n\n"))

    def test_reads_with_the_profile(self, corpus):
        corpus.process()
        (ident,) = (ident for ident in corpus.ids if ident.startswith("site-town"))
        data = (corpus.raw / "site" / "town.txt").read_bytes()
        again = corpustools.read(data, profile=corpus.sources.profile("site"))
        assert again.spans == corpus[ident].spans

    def test_stores_none_where_there_is_nothing_to_tell(self, make_corpus):
        corpus = make_corpus(
            {
                "twice/one.txt": "\n\n".join(page("town")),
                "twice/two.txt": "\n\n".join(page("town", before=["Sport"])),
                "apart/one.txt": "\n\n".join(article("river")),
                "apart/two.txt": "\n\n".join(article("port")),
                "broken/one.txt": "\n\n".join(page("bank")),
                "broken/two.txt": b"%PDF-1.7",
                "single/one.txt": "\n\n".join(page("court")),
            }
        )
        corpus.process()
        assert not corpus.sources.folder.exists()
        assert [] == list(verify(corpus))

    def test_can_do_without(self, corpus, make_corpus):
        corpus.process()
        recurring_lines = [span for document in corpus for span in document.spans if "recurs" in span.reason]
        without = make_corpus(profiles=False)
        without.process()
        assert [] == profiles(without)
        assert [] == [span for document in without for span in document.spans if "recurs on other" in span.reason]
        assert recurring_lines
        assert [] == list(verify(without))

    def test_prunes_the_profile_of_a_source_that_is_gone(self, corpus):
        corpus.process()
        (corpus.sources.folder / "README.md").write_text("a person's note")
        (corpus.sources.folder / "other.json").write_text("{}")
        for path in (corpus.raw / "site").iterdir():
            path.unlink()
        corpus.process()
        assert ["README.md", f"{source_stem('news/2015')}.json"] == profiles(corpus)
        assert [f"{source_stem('news/2015')}.bin"] == [path.name for path in corpus.sources.cache.iterdir()]

    def test_does_not_depend_on_what_was_there_before(self, corpus, make_corpus, tmp_path):
        topics = ["lake", "wood", "mill"]
        random.Random(7).shuffle(topics)
        for topic in topics:
            write(corpus, f"site/{topic}.txt", page(topic, before=[*MENU, "Kultura"]))
            corpus.process()
        (corpus.raw / "site" / "town.txt").unlink()
        corpus.process()
        step_by_step = made(corpus)
        corpus.root.rename(tmp_path / "elsewhere")
        again = open_corpus(tmp_path / "elsewhere")
        for path in [*again.normalized.iterdir(), *again.sources.folder.iterdir(), *again.sources.cache.iterdir()]:
            path.unlink()
        again.state_file.unlink()
        again.process()
        assert step_by_step == made(again)


class TestIncrementally:
    def test_nothing_is_read_where_nothing_changed(self, corpus, seen):
        corpus.process()
        assert (5, 6) == (len(seen["taken"]), len(seen["read"]))
        seen["taken"].clear(), seen["read"].clear()
        open_corpus(corpus.root).process()
        assert {"taken": [], "read": []} == seen

    def test_a_document_that_adds_no_recurring_line_is_read_alone(self, corpus, seen):
        corpus.process()
        before = corpus.sources.profile("site")
        seen["taken"].clear(), seen["read"].clear()
        write(corpus, "site/lake.txt", page("lake"))
        corpus.process()
        assert {"taken": ["News of the lake"], "read": ["site-lake"]} == seen
        assert (3, 4) == (before.documents, corpus.sources.profile("site").documents)
        assert [] == list(verify(corpus))

    def test_a_document_that_makes_a_line_recur_has_those_read_that_hold_it(self, corpus, seen):
        corpus.process()
        seen["taken"].clear(), seen["read"].clear()
        write(corpus, "site/lake.txt", [*page("lake"), "News of the river"])
        report = corpus.process()
        assert {"taken": ["News of the lake"], "read": ["site-lake", "site-river"]} == seen
        assert (2, 5) == (len(report.written), len(report.unchanged))
        assert [] == list(verify(corpus))

    def test_a_document_that_is_gone_has_those_read_that_shared_a_line_with_it(self, corpus, seen):
        write(corpus, "site/lake.txt", [*page("lake"), "News of the river"])
        corpus.process()
        seen["taken"].clear(), seen["read"].clear()
        (corpus.raw / "site" / "lake.txt").unlink()
        corpus.process()
        assert {"taken": [], "read": ["site-river"]} == seen
        assert [] == list(verify(corpus))

    def test_a_document_that_becomes_a_copy_has_those_read_that_shared_a_line_with_it(self, corpus, seen):
        write(corpus, "site/lake.txt", [*page("lake"), "News of the river", "Dom"])
        corpus.process()
        seen["taken"].clear(), seen["read"].clear()
        write(corpus, "site/lake.txt", [*page("river"), "Dom"])
        corpus.process()
        assert {"taken": ["News of the river"], "read": ["site-lake", "site-river"]} == seen
        assert 3 == corpus.sources.profile("site").documents

    def test_a_source_that_loses_its_sibling_is_read_without_profile(self, corpus, seen):
        corpus.process()
        seen["taken"].clear(), seen["read"].clear()
        (corpus.raw / "news" / "2015" / "court.txt").unlink()
        corpus.process()
        assert {"taken": [], "read": ["news-2015-bank"]} == seen
        assert ["site.json"] == profiles(corpus)

    @pytest.mark.parametrize("damage", [None, b"", b"[]", b"null\n", b"\xff", b'["", [], {}]\n', "cut", "longer"])
    def test_the_cache_saves_time_and_changes_nothing(self, corpus, seen, damage):
        corpus.process()
        before = made(corpus)
        seen["taken"].clear(), seen["read"].clear()
        cache = corpus.sources.cache / "site.bin"
        if damage is None:
            cache.unlink()
        elif isinstance(damage, str):
            data = cache.read_bytes()
            cache.write_bytes(data[:-9] if damage == "cut" else data + b"12345678")
            os.utime(corpus.raw / "site" / "town.txt", ns=(1, 1))
        else:
            cache.write_bytes(damage)
        corpus.process()
        assert 3 == len(seen["taken"])
        assert ([] if damage not in {"cut", "longer"} else ["site-town"]) == seen["read"]
        assert before == made(corpus)

    @pytest.mark.parametrize("data", [None, b"", b"{}", b"edited"])
    def test_a_profile_that_was_changed_by_hand_is_restored(self, corpus, seen, data):
        corpus.process()
        before = made(corpus)
        seen["taken"].clear(), seen["read"].clear()
        path = corpus.sources.folder / "site.json"
        path.unlink() if data is None else path.write_bytes(data)
        corpus.process()
        assert before == made(corpus)
        assert {"taken": [], "read": []} == seen

    def test_a_run_that_was_broken_off_is_made_up_for(self, corpus, monkeypatch):
        corpus.process()
        write(corpus, "site/lake.txt", [*page("lake"), "News of the river"])
        with monkeypatch.context() as patched:
            patched.setattr(pipeline, "read", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                corpus.process()
        corpus.process()
        assert [] == list(verify(corpus))

    def test_a_change_of_the_settings_takes_all_again(self, corpus, make_corpus, seen):
        corpus.process()
        seen["taken"].clear(), seen["read"].clear()
        make_corpus(title="Another").process()
        assert (0, 0) == (len(seen["taken"]), len(seen["read"]))
        make_corpus(max_seconds=50).process()
        assert (5, 6) == (len(seen["taken"]), len(seen["read"]))


class TestVerify:
    @pytest.fixture
    def held(self, corpus):
        corpus.process()
        assert [] == list(verify(corpus))
        return corpus

    def found(self, corpus):
        """Return the problems of profiles."""
        problems = [problem for problem in verify(corpus) if problem.path.parent == corpus.sources.folder]
        return [(problem.path.name, problem.offset, problem.message) for problem in problems]

    def test_names_a_profile_that_was_edited_and_the_place(self, held):
        path = held.sources.folder / "site.json"
        before = path.read_text(encoding="utf-8")
        path.write_text(before.replace('"documents": 3', '"documents": 4'), encoding="utf-8")
        message = "the profile is not the one that raw gives; run `corpustools process`"
        assert [("site.json", before.index("3,\n"), message)] == self.found(held)

    @pytest.mark.parametrize("change", ["more", "less"])
    def test_names_it_and_what_was_read_otherwise(self, held, change):
        path = held.sources.folder / "site.json"
        record = json.loads(path.read_bytes())
        if change == "more":
            record["lines"][fingerprint("News of the river")] = 2
        else:
            del record["lines"][fingerprint(NOTICE)]
        path.write_text(json.dumps(record), encoding="utf-8")
        problems = list(verify(held))
        assert path == problems[0].path
        names = {problem.path.stem.rpartition("-")[0] for problem in problems[1:]}
        # Where the model is as sure without the profile, nothing is read otherwise.
        assert ({"site-river"} if change == "more" else {"site-port", "site-town"}) <= names

    @pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff"])
    def test_names_a_profile_that_is_torn(self, held, data):
        (held.sources.folder / "site.json").write_bytes(data)
        assert [("site.json", "the profile is not the one that raw gives; run `corpustools process`")] == [
            (name, message) for name, _, message in self.found(held)
        ]

    def test_names_a_profile_that_is_missing(self, held):
        (held.sources.folder / "site.json").unlink()
        message = "the profile of the source is missing; run `corpustools process`"
        assert [("site.json", 0, message)] == self.found(held)

    def test_names_a_profile_that_no_source_has(self, held):
        (held.sources.folder / "other.json").write_text("{}")
        (held.sources.folder / ".hidden").touch()
        message = "no source accounts for this file; run `corpustools process`, or move it away"
        assert [("other.json", 0, message)] == self.found(held)

    def test_names_profiles_where_there_should_be_none(self, held, make_corpus):
        assert 2 == len(self.found(make_corpus(profiles=False)))

    def test_names_a_profile_to_which_a_document_was_added(self, held):
        write(held, "site/lake.txt", page("lake"))
        assert ["site.json"] == [name for name, _, _ in self.found(held)]

    def test_goes_by_no_stamp(self, held):
        path = held.sources.folder / "site.json"
        was = path.stat()
        path.write_bytes(path.read_bytes().replace(b": 3", b": 2"))
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
        assert ["site.json"] == [name for name, _, _ in self.found(held)]


def test_the_setting_is_one_of_the_corpus():
    assert Config().profiles
    assert "# profiles = true" in Config.template()
