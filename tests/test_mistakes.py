"""What somebody is told who errs: one line that names the file or the word and says what to do, never a traceback."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from corpustools.cli import COMMANDS, main
from corpustools.corpus import Corpus, open_corpus

PAGE = "By Jane Roe\n\nThe town is quiet today, and nobody knows for how long.\n\nSubscribe\n"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _none(folder: Path) -> None:
    folder.mkdir()


def _file(folder: Path) -> None:
    folder.write_text("The town is quiet today.")


def _empty(folder: Path) -> None:
    Corpus.create(folder)


def _waiting(folder: Path) -> None:
    (Corpus.create(folder).raw / "page.txt").write_text(PAGE)


def _read(folder: Path) -> None:
    _waiting(folder)
    open_corpus(folder).process()


def _read_without_raw(folder: Path) -> None:
    _read(folder)
    (folder / "raw").rename(folder / "moved")


def _file_for_raw(folder: Path) -> None:
    _read_without_raw(folder)
    (folder / "raw").touch()


def _file_for_state(folder: Path) -> None:
    _waiting(folder)
    (folder / ".corpustools").touch()


def _said(toml: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        _read(folder)
        (folder / "corpus.toml").write_bytes(toml)

    return make


def _folder_for_toml(folder: Path) -> None:
    _none(folder)
    (folder / "corpus.toml").mkdir()


NEXT = "put files of text or HTML into town/raw and run `corpustools process --corpus town`"
READ = "`corpustools process --corpus town` reads what is in town/raw"
NO_RAW = "town/raw is missing; nothing was changed, put the folder back or make it"
IN_THE_WAY = "; a file is where a folder has to be"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


ERRORS = [
    (_none, "town/corpus.toml: there is no such file; `corpustools init` makes one"),
    (_file, "town is a file; a corpus is a folder that holds a corpus.toml"),
    (_folder_for_toml, "town/corpus.toml: Is a directory; a file has to be there"),
    (_said(b'[corpus]\ntitel = "Town"\n'), "town/corpus.toml: there is no setting 'titel'; did you mean 'title'?"),
    (
        _said(b'[corpus]\ntitle = "Caf\xe9"\n'),
        "town/corpus.toml: it is not UTF-8 (invalid continuation byte at byte 21); save it as UTF-8",
    ),
    (
        _said(b"[corpus]\ntitle = Town\n"),
        "town/corpus.toml: it is no TOML: Invalid value (at line 2, column 9); texts stand in quotation marks, as in "
        'title = "Island news"',
    ),
    (_said(b'title = "Town"\n'), "town/corpus.toml: there is no table [title]; settings stand under [corpus]"),
]


@pytest.mark.parametrize(("make", "message"), ERRORS)
def test_a_folder_that_is_no_corpus(make: Callable[[Path], None], message: str) -> None:
    make(Path("town"))
    needs = {"cite": [], "concordance": ["town"], "frequency": ["town"], "collocates": ["town"], "export": ["jsonl"]}
    needs |= {"explain": ["page"], "correct": ["page", "author"], "import": ["shards"]}
    asked = 0
    for command in COMMANDS:
        name = command.name
        if any("--corpus" in param.opts for param in command.params):
            result = run(name, *needs.get(name or "", ()), "--corpus", "town")
            assert (name, result.stderr, result.stdout) == (name, f"Error: {message}\n", "")
            assert result.exit_code == 2
            asked += 1
    assert asked >= 15


@pytest.mark.parametrize("given", ["town/corpus.toml", "town/raw", "."])
def test_a_path_near_a_corpus(given: str) -> None:
    _read(Path("town"))
    Path("town").rename("corpus")
    result = run("show", "--corpus", given.replace("town", "corpus"))
    assert result.exit_code == 2
    assert {
        "town/corpus.toml": "Error: corpus/corpus.toml is a file; a corpus is a folder that holds a corpus.toml\n",
        "town/raw": "Error: corpus/raw/corpus.toml: there is no such file; did you mean the corpus corpus?\n",
        ".": "Error: corpus.toml: there is no such file; did you mean the corpus corpus?\n",
    }[given] == result.stderr


@pytest.mark.parametrize(
    ("make", "command", "message"),
    [
        (_read_without_raw, ["process"], NO_RAW),
        (_read_without_raw, ["verify"], NO_RAW),
        (_read_without_raw, ["html"], NO_RAW),
        (
            _file_for_raw,
            ["html"],
            "town/raw is a file, and has to be a folder; nothing was changed, put the folder back or make it",
        ),
        (_file_for_state, ["process"], f"town/.corpustools: File exists{IN_THE_WAY}"),
        (_read, ["html", "--to", "town/corpus.toml"], f"…/town/corpus.toml: File exists{IN_THE_WAY}"),
        (
            _read,
            ["html", "--to", "town/raw"],
            "…/town/raw: documents of the corpus are in town/raw; name another folder to write to",
        ),
        (
            _read,
            ["export", "jsonl", "--to", "town/normalized/x"],
            "town/normalized/x: documents of the corpus are in town/normalized; name another folder to write to",
        ),
        (
            _read,
            ["export", "jsonl", "--to", "town/corpus.toml/x"],
            f"town/corpus.toml/x/page.jsonl: Not a directory{IN_THE_WAY}",
        ),
        (_read, ["show", "town"], "town is a folder, and no document has that id; name a file in it"),
        (_read, ["explain", "pages"], "there is no file or document pages in town; did you mean 'page'?"),
        (_waiting, ["show", "page"], f"the document page was not read yet; {READ}"),
        (_waiting, ["cite", "pages"], f"there is no file or document pages in town; {READ}"),
        (_empty, ["explain", "page"], f"there is no file or document page in town; {NEXT}"),
        (_read, ["cite", "page#nowhere"], "the document page has no passage 'nowhere'"),
        (_read, ["words", "--document", "pages"], "there is no file or document pages in town; did you mean 'page'?"),
    ],
)
def test_what_is_there_and_cannot_be_meant(make: Callable[[Path], None], command: list[str], message: str) -> None:
    make(Path("town"))
    before = sorted(Path("town/raw").rglob("*")), sorted(Path("town/normalized").rglob("*"))
    result = run(*command, "--corpus", "town")
    assert f"Error: {message}\n" == result.stderr.replace(str(Path.cwd()), "…")
    assert result.exit_code == 2
    assert before == (sorted(Path("town/raw").rglob("*")), sorted(Path("town/normalized").rglob("*")))


def test_a_file_that_cannot_be_read_is_named() -> None:
    Path("report.pdf").write_bytes(b"%PDF-1.7 ...")
    for command in ("explain", "show"):
        result = run(command, "report.pdf")
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: report.pdf: the file is a PDF; extract its text first")
    assert run("show", ".").stderr == "Error: . is a folder, and no document has that id; name a file in it\n"


@pytest.mark.parametrize(("make", "step"), [(_empty, NEXT), (_waiting, READ)])
@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["cite"],
        ["entities"],
        ["concordance", "town"],
        ["words"],
        ["frequency", "town"],
        ["collocates", "town"],
        ["export", "jsonl"],
        ["describe"],
        ["duplicates"],
    ],
)
def test_where_nothing_was_read_it_is_said_what_comes_next(
    make: Callable[[Path], None], step: str, command: list[str]
) -> None:
    make(Path("town"))
    result = run(*command, "--corpus", "town")
    assert result.exit_code == 0
    assert f"town has no documents yet: {step}" in result.stderr.splitlines()
    open_corpus("town").process()
    assert ("has no documents" in run(*command, "--corpus", "town").stderr) == (make is _empty)


def test_process_of_nothing_says_what_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    _empty(Path("town"))
    result = run("process", "--corpus", "town")
    assert result.exit_code == 0
    assert result.stdout == "0 written, 0 unchanged, 0 removed, 0 in quarantine\n"
    assert result.stderr == f"There are no documents: {NEXT}\n"
    monkeypatch.chdir("town")
    assert run("process").stderr == (
        "There are no documents: put files of text or HTML into raw and run `corpustools process`\n"
    )
    Path("raw/page.txt").write_text(PAGE)
    assert "no documents" not in run("process").stderr


def test_what_was_typed_nearly_right() -> None:
    for given, meant in (
        (["proces"], "No such command 'proces'. Did you mean 'process'?"),
        (["show", "--fact"], "No such option '--fact'."),
        (["rules", "opening_titel"], "there is no rule called opening_titel; did you mean 'opening_title'?"),
    ):
        result = run(*given)
        assert result.exit_code == 2
        assert f"Error: {meant}" in result.stderr
    assert "'--facts'" in run("show", "--fact").stderr


def test_an_option_before_its_command() -> None:
    result = run("--corpus", "town", "show")
    assert result.exit_code == 2
    assert "Error: --corpus stands behind the command: corpustools COMMAND --corpus\n" in result.stderr
    assert "No such option '--nothing'" in run("--nothing", "show").stderr


def test_files_for_process_say_where_documents_of_a_corpus_go() -> None:
    _read(Path("town"))
    result = run("process", "town/raw/page.txt")
    assert result.exit_code == 2
    assert "What is in the raw/ of a corpus is read without a SOURCE." in result.stderr


def test_a_source_that_is_not_there_leaves_the_shards_folder_as_it_was() -> None:
    pytest.importorskip("pyarrow")
    _read(Path("town"))
    wrong = run("process", "tow/raw", "--to", "shards")
    assert wrong.exit_code == 2
    assert wrong.stderr == "Error: tow/raw: there is no such file or folder, and none that it matches\n"
    assert run("process", "town/raw", "--to", "shards", "--engine", "serial").exit_code == 0


def test_any_command_ends_with_130_at_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    _read(Path("town"))

    def stop(self: Corpus, **how: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Corpus, "verify", stop)
    result = run("verify", "--corpus", "town")
    assert result.exit_code == 130
    assert result.stderr == "Stopped.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_program_that_is_sent_ctrl_c_ends_with_130() -> None:
    code = (
        "import os, time\nfrom corpustools.cli import main\nfrom corpustools import registry\n"
        # A signal is not heard in the call that sends it, but by the next that waits.
        f"registry.rules = lambda phase: (os.kill(os.getpid(), {int(signal.SIGINT)}), time.sleep(60))\nmain(['rules'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"Stopped.\n")


def test_every_command_says_how_it_ends_otherwise() -> None:
    # 0, 1, 2 and 130 stand on the reference page; what else a command does stands in its own help.
    page = Path(__file__).parents[1].joinpath("docs/reference/command-line.md").read_text(encoding="utf-8")
    for status in ("0", "1", "2", "130"):
        assert f"| {status} |" in page
    assert isinstance(main, click.Group)
