"""The card of a corpus, its near-duplicates and what its figures count: the same as counted here by brute force."""

import hashlib
import json
import random
import subprocess
from collections import Counter

import pytest
from click.testing import CliRunner

from corpustools.cli import main
from corpustools.corpus.card import card_of, json_ld, numbers
from corpustools.corpus.counts import by_label, missing, over_time
from corpustools.corpus.duplicates import duplicates_of
from corpustools.model.span import KEPT
from corpustools.search.duplicates import Compared, Signed, near_duplicates
from corpustools.search.resemblance import resemblance, shingles, signature
from corpustools.text.differences import differences

QUIET = """Quiet town stays quiet

By Jane Roe

10 June 2015

The town is quiet today, said the mayor, and nobody knows for how long it will be as quiet as it is now.

Ships come in and go out again, and the men on the quay have seen them come and go for as long as they can think.

The council wants to have the old crane on the quay taken down, which was built before the war and has not moved since.
A count of the swallows that live in it is to be made first, and nobody has been found yet who would climb up there.

Subscribe
"""
LOUD = QUIET.replace("10 June 2015", "12 June 2015").replace("said the mayor", "said a mayor")
OTHER = """A ship came in

Forty tons of coffee were unloaded in the harbour this morning, before the eyes of a crowd that had come from far.
"""


@pytest.fixture
def corpus(make_corpus):
    made = make_corpus(
        {"loud.txt": LOUD, "quiet.txt": QUIET, "wire/other.txt": OTHER, "bad.txt": b"\x00\x01" * 500},
        title="Towns",
        creators=["Jane Roe"],
        license="CC0-1.0",
        url="https://towns.example/",
        contact="jane@towns.example",
    )
    made.process()
    return made


class TestCard:
    def test_counts_what_the_documents_have(self, corpus):
        card = card_of(corpus)
        documents = list(corpus)
        assert (3, 1) == (card.documents, len(card.quarantined))
        assert (
            sum((corpus.raw / name).stat().st_size for name in ("loud.txt", "quiet.txt", "wire/other.txt")) == card.size
        )
        characters = Counter()
        for document in documents:
            for block in document.blocks:
                characters[block.label] += len(block.text)
        assert {row.label: row.characters for row in card.labels} == characters
        aside = sum(number for label, number in characters.items() if label not in KEPT)
        assert card.set_aside == pytest.approx(aside / characters.total())
        assert sum(len(document.blocks) for document in documents) == sum(card.confidence)
        assert sum(block.confidence >= 0.9 for document in documents for block in document.blocks) == card.confidence[9]
        assert Counter(repair.rule for document in documents for repair in document.repairs) == card.repairs
        assert {"en": 3} == card.languages
        assert {"en": corpus.subcorpus().size} == card.tokens
        assert {".": 2, "wire": 1} == card.folders
        assert ({"2015": 2}, 1) == (card.times.periods, card.times.undated)
        assert ("2015-06-10", "2015-06-12") == card.dates
        assert sum(not document.metadata.authors for document in documents) == card.missing["author"]

    def test_is_the_same_without_the_state_of_the_last_run(self, corpus):
        before = card_of(corpus)
        corpus.state_file.unlink()
        assert before == card_of(corpus)

    def test_a_label_has_no_share_of_a_document_that_is_not_counted(self, corpus):
        one = [entry for entry in corpus.summaries() if entry.id == "quiet"]
        assert sum(row.share for row in by_label(one)) == pytest.approx(1)
        months = over_time(one, "month")
        assert ({"2015-06": 1}, 0, 0) == (months.periods, months.undated, months.year_only)
        assert 0 == missing(one)["author"]

    def test_checksums_are_those_of_the_files(self, corpus):
        sums = card_of(corpus).checksums
        expected = [
            f"{hashlib.sha256((corpus.raw / name).read_bytes()).hexdigest()}  raw/{name}"
            for name in ("loud.txt", "quiet.txt", "wire/other.txt")
        ]
        assert expected == sums.splitlines()
        assert hashlib.sha256(sums.encode()).hexdigest() == card_of(corpus).digest
        done = subprocess.run(["sha256sum", "--check", "--quiet"], input=sums.encode(), cwd=corpus.root, check=False)
        assert 0 == done.returncode

    def test_is_a_dataset_of_schema_org(self, corpus):
        made = json_ld(card_of(corpus))
        assert ("https://schema.org/", "Dataset", "Towns") == (made["@context"], made["@type"], made["name"])
        assert "2015-06-10/2015-06-12" == made["temporalCoverage"]
        assert "https://spdx.org/licenses/CC0-1.0" == made["license"]
        assert {"@type": "ContactPoint", "email": "jane@towns.example"} == made["contactPoint"]
        assert "citation" not in made
        assert made == json.loads(json.dumps(made))
        said = {each["name"]: each["value"] for each in made["additionalProperty"]}
        assert numbers(card_of(corpus)) == said
        assert ["bad.txt"] == [one["name"] for one in said["quarantined"]]
        assert [["quiet", "loud"]] == said["nearDuplicates"]

    def test_of_nothing(self, make_corpus):
        corpus = make_corpus()
        corpus.raw.mkdir()
        corpus.process()
        card = card_of(corpus)
        assert (0, 0, None, ()) == (card.documents, card.set_aside, card.dates, card.duplicates)
        assert hashlib.sha256(b"").hexdigest() == card.digest


class TestCommands:
    def test_describe(self, corpus):
        said = CliRunner().invoke(main, ["describe", "--corpus", str(corpus.root)])
        assert 0 == said.exit_code
        assert "What is in it\tDocuments\t3\t\n" in said.output
        assert "Could not be read\tbad.txt\t" in said.output
        as_json = CliRunner().invoke(main, ["describe", "--json", "--corpus", str(corpus.root)])
        assert json_ld(card_of(corpus)) == json.loads(as_json.output)
        sums = CliRunner().invoke(main, ["describe", "--checksums", "--corpus", str(corpus.root)])
        assert card_of(corpus).checksums == sums.output
        both = CliRunner().invoke(main, ["describe", "--checksums", "--json", "--corpus", str(corpus.root)])
        assert 2 == both.exit_code

    def test_duplicates(self, corpus):
        said = CliRunner().invoke(main, ["duplicates", "--corpus", str(corpus.root)]).output.splitlines()
        alike = duplicates_of(corpus)[0].others[0].resemblance
        assert [["quiet", "quiet", "1.00"], ["quiet", "loud", f"{alike:.2f}"]] == [
            line.split("\t")[:3] for line in said[1:]
        ]
        none = CliRunner().invoke(main, ["duplicates", "--threshold", "1", "--corpus", str(corpus.root)]).output
        assert "No document is nearly the same as another.\n" == none


def invented(dice, number, words=120):
    vocabulary = [f"w{at}" for at in range(900)]
    return [dice.choices(vocabulary, k=words) for _ in range(number)]


def edited(dice, words, times):
    words = list(words)
    for at in dice.sample(range(len(words)), times):
        words[at] = "changed"
    return words


@pytest.fixture(scope="module")
def texts():
    """Texts of which some are others with a few words changed, by name."""
    dice = random.Random(5)
    made = {}
    for number, words in enumerate(invented(dice, 60)):
        made[f"t{number:02}"] = " ".join(words)
        for copy in range(number % 4):
            made[f"t{number:02}-{copy}"] = " ".join(edited(dice, words, dice.randint(1, 8)))
    return made


class TestNearDuplicates:
    def signed(self, texts, names):
        return [Signed(name, "", signature(texts[name])) for name in names]

    def test_are_those_that_brute_force_finds(self, texts):
        """Each document, compared with the first of every group, is where it resembles that one most."""
        sets = {name: shingles(text) for name, text in texts.items()}
        expected = {}
        for name in sorted(texts):
            alike = {first: resemblance(sets[first], sets[name]) for first in expected}
            nearest = max(alike, key=alike.get, default=None)
            if nearest is not None and alike[nearest] >= 0.7:
                expected[nearest][name] = alike[nearest]
            else:
                expected[name] = {}
        found = near_duplicates(self.signed(texts, texts), Compared(texts.__getitem__))
        assert {group.first: {other.id: other.resemblance for other in group.others} for group in found} == {
            first: others for first, others in expected.items() if others
        }
        assert len(found) > 30

    def test_do_not_depend_on_the_order(self, texts):
        names = list(texts)
        expected = near_duplicates(self.signed(texts, names), Compared(texts.__getitem__))
        random.Random(1).shuffle(names)
        assert expected == near_duplicates(self.signed(texts, names), Compared(texts.__getitem__))

    def test_ask_for_no_text_that_is_like_no_other(self):
        dice = random.Random(2)
        texts = {str(number): " ".join(words) for number, words in enumerate(invented(dice, 50))}
        asked = []
        assert () == near_duplicates(
            self.signed(texts, texts), Compared(lambda name: asked.append(name) or texts[name])
        )
        assert [] == asked

    def test_do_not_compare_every_copy_with_every_other(self):
        """A text that everybody has is compared with the first that had it, and with no other."""
        dice = random.Random(3)
        words = invented(dice, 1)[0]
        texts = {f"{number:03}": " ".join(words) for number in range(300)}
        asked = Counter()

        def text_of(name):
            asked[name] += 1
            return texts[name]

        (group,) = near_duplicates(self.signed(texts, texts), Compared(text_of))
        assert ("000", 299) == (group.first, len(group.others))
        assert asked.total() <= 2 * len(texts)

    def test_the_oldest_names_the_group(self, corpus):
        (group,) = duplicates_of(corpus)
        assert ("quiet", ["loud"]) == (group.first, [other.id for other in group.others])
        assert () == duplicates_of(corpus, 1.0)

    def test_are_compared_again_only_where_a_text_changed(self, corpus, monkeypatch):
        found, pairs = duplicates_of(corpus), corpus.state_file.with_name("compared.json")
        with monkeypatch.context() as unreadable:
            unreadable.setattr(type(corpus), "reading_path", lambda *_: pytest.fail("a text was read again"))
            assert found == duplicates_of(corpus)
        pairs.write_text("torn")
        assert found == duplicates_of(corpus)
        (corpus.raw / "loud.txt").write_text(LOUD.replace("climb up there", "climb in there"))
        corpus.process()
        (before,), (now,) = found[0].others, duplicates_of(corpus)[0].others
        assert before.resemblance > now.resemblance
        pairs.unlink()
        assert (now,) == duplicates_of(corpus)[0].others

    def test_short_texts_are_none(self):
        texts = {"one": "Subscribe now.", "two": "Subscribe now."}
        assert () == near_duplicates(self.signed(texts, texts), Compared(texts.__getitem__))

    def test_are_the_same_in_another_process(self, run_python):
        text = (
            "The town is quiet today, said the mayor, and nobody knows for how long it will be as quiet as now, or not."
        )
        code = f"from corpustools.search.resemblance import signature; print(signature({text!r}))"
        assert signature(text) == run_python(code, PYTHONHASHSEED="7").strip() != ""


class TestDifferences:
    def test_make_one_text_of_the_other(self):
        dice = random.Random(4)
        for words in invented(dice, 20, 40):
            old = " ".join(words)
            new = " ".join(edited(dice, words, 4))
            (parts,) = differences(old, new)
            shown = [part for part in parts if part.kind != "left out"]
            left = sum(part.left_out for part in parts)
            assert len(old.split()) == left + sum(len(part.words.split()) for part in shown if part.kind != "new")
            assert len(new.split()) == left + sum(len(part.words.split()) for part in shown if part.kind != "gone")

    def test_of_very_long_passages_are_shown_whole(self):
        old, new = "a " * 3000, "b " * 3000
        assert [["gone", "new"]] == [[part.kind for part in parts] for parts in differences(old, new)]

    def test_leave_out_what_stayed(self):
        old = " ".join(f"w{at}" for at in range(100))
        (parts,) = differences(old, old.replace("w50", "x"))
        assert ["left out", "same", "gone", "new", "same", "left out"] == [part.kind for part in parts]
        assert 99 - 24 == sum(part.left_out for part in parts)
