"""The command line: each command where it works and where it cannot, and that no document can steer a terminal."""

import errno
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from corpustools import __version__
from corpustools.cli import main
from corpustools.config import Config
from corpustools.corpus import Corpus, Report, open_corpus
from corpustools.model.document import Document
from corpustools.model.fact import Fact
from corpustools.model.record import to_json
from corpustools.model.source import Source
from corpustools.model.span import Label, Span
from corpustools.registry import PHASES, rules

PAGE = "By Jane Roe\n\nThe town is\u00a0quiet today, and nobody knows for how long.\n\nSubscribe\n"
ARTICLE = "By Jane Roe\n\nThe town is quiet today, and nobody knows for how long."
HOSTILE = "The [bold]town[/] is :smile: [/quiet] \x1b[2J\x9b1m\x07 \u202etoday."
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def run(*arguments: object, stdin: str | None = None) -> Result:
    """Run a command as a program with its output in a pipe; what it does not expect is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_package_can_be_run_as_a_module(run_python: Any) -> None:
    said = run_python(
        "import runpy, sys; sys.argv[1:] = ['--version']; runpy.run_module('corpustools', None, '__main__')"
    )
    assert said == f"corpustools, version {__version__}\n"


def run_on_terminal(*arguments: object) -> str:
    """Run a command with a pseudo-terminal for its output, and return what the terminal was sent."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    sent: list[bytes] = []

    def listen() -> None:
        try:
            while data := os.read(ours, 4096):
                sent.append(data)
        except OSError:
            pass  # Linux says so that the other end is closed

    listener = threading.Thread(target=listen)
    listener.start()
    with open(theirs, "w", encoding="utf-8") as terminal, redirect_stdout(terminal), redirect_stderr(terminal):  # noqa: PTH123
        main.main([str(argument) for argument in arguments], standalone_mode=False)
    listener.join()
    os.close(ours)
    return b"".join(sent).decode().replace("\r\n", "\n")


def start(*arguments: object, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """Run a command in a Python of its own."""
    program = [sys.executable, "-c", "from corpustools.cli import main; main()", *map(str, arguments)]
    return subprocess.run(program, stderr=subprocess.PIPE, check=False, **options)


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one page that was processed."""
    folder = tmp_path / "corpus"
    (folder / "raw").mkdir(parents=True)
    (folder / "corpus.toml").write_text("[corpus]\n")
    (folder / "raw" / "page.txt").write_text(PAGE, encoding="utf-8")
    open_corpus(folder).process()
    return folder


@pytest.fixture
def hostile(folder: Path) -> Path:
    """A corpus whose one record was forged: nothing in it was repaired, and no state knows of it."""
    (folder / "normalized" / "page.json").unlink()
    (folder / ".corpustools" / "state.sqlite").unlink()
    source = Source("0" * 64, 1, "text/plain", "utf-8", "utf_8", "valid \x1b[2J")
    block = Span(0, len(HOSTILE), Label.HEADLINE, "opening_title", "because [/] \x1b[2J")
    fact = Fact("headline", HOSTILE, 0, len(HOSTILE), "headline_of_block")
    document = Document("evil", source, HOSTILE, (block,), (fact,))
    (folder / "normalized" / "evil.json").write_bytes(to_json(document))
    return folder


def quarantine(folder: Path, name: str = "report.txt") -> Path:
    path = folder / "raw" / name
    path.write_bytes(b"%PDF-1.7 ...")
    return path


def is_harmless(text: str) -> bool:
    """Whether a terminal would only show this text, and not obey it."""
    return not any(character in text for character in "\x07\x1b\x9b\u202e")


def test_a_raw_file_is_read_as_its_corpus_reads_it(folder: Path) -> None:
    (folder / "corpus.toml").write_text('[corpus]\ngazetteers = ["names.csv"]\n')
    (folder / "names.csv").write_text("kind,name\norganization,Quiet Harbour\n")
    (folder / "origins").mkdir()
    (folder / "origins" / "raw.csv").write_text("name,url\npage.txt,https://town.example/\n")
    for name in ("page.html", "two words.txt", "other.txt"):
        (folder / "raw" / name).write_text(
            f"{PAGE}\nThey said at Quiet Harbour that {name} is new today.\nSubscribe now"
        )
    corpus = open_corpus(folder)
    corpus.process()
    for name, ident in corpus.names().items():
        shown = run("show", folder / "raw" / name, "--json").stdout
        assert shown.encode() == corpus.record_path(ident).read_bytes()
    assert "Quiet Harbour" in shown
    hidden = folder / "raw" / ".draft.txt"
    hidden.write_text("The town is quiet.")
    assert "The town is quiet." in run("show", hidden).stdout
    asked = json.loads(run("show", folder / "raw" / "page.txt", "--json", "--media-type", "text/html").stdout)
    assert "text/html" == asked["source"]["media_type"]


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in ("init", "process", "show", "explain", "verify", "rules", "html"):
        assert f"\n  {name} " in result.stdout
        assert run(name, "-h").exit_code == 0


def test_version() -> None:
    assert run("--version").stdout == f"corpustools, version {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    heavy = {"rich", "bs4", "charset_normalizer", "ftfy", "jsonschema", "sphinx", "corpustools.pipeline"}
    code = (
        "import sys\nfrom corpustools.cli import main\nmain.main(['--help'], standalone_mode=False)\n"
        f"sys.exit(' '.join({heavy} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


def test_init_makes_a_corpus_that_can_be_processed(tmp_path: Path) -> None:
    folder = tmp_path / "my corpus"
    result = run("init", folder)
    assert result.exit_code == 0
    assert f"corpustools process --corpus '{folder}'" in result.stdout
    assert (folder / ".gitignore").read_text() == ".corpustools/\n"
    assert open_corpus(folder).config == Config()
    (folder / "raw" / "page.txt").write_text(PAGE, encoding="utf-8")
    assert run("process", "--corpus", folder).exit_code == 0


def test_init_writes_every_setting_with_its_help_and_default(tmp_path: Path) -> None:
    run("init", tmp_path)
    lines = (tmp_path / "corpus.toml").read_text(encoding="utf-8").splitlines()
    for each in fields(Config):
        at = lines.index(f"# {each.metadata['help']}")
        line = lines[at + 1].removeprefix("# ")
        assert tomllib.loads(line) == {each.name: json.loads(json.dumps(each.default))}


def test_init_overwrites_nothing(folder: Path) -> None:
    (folder / "corpus.toml").write_text('[corpus]\ntitle = "Mine"\n')
    result = run("init", folder)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {folder / 'corpus.toml'} is there already; nothing was changed\n"
    assert open_corpus(folder).config.title == "Mine"
    assert not (folder / ".gitignore").exists()


@pytest.mark.parametrize(
    ("before", "after"), [("*.pyc", "*.pyc\n.corpustools/\n"), (".corpustools/\n# end\n", ".corpustools/\n# end\n")]
)
def test_init_keeps_what_a_gitignore_says(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / ".gitignore").write_text(before)
    assert run("init", tmp_path).exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == after


def test_init_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    result = run("init", tmp_path / "taken")
    assert result.exit_code == 2
    assert (
        result.stderr == f"Error: {tmp_path / 'taken' / 'raw'}: Not a directory; a file is where a folder has to be\n"
    )


def test_process_counts(folder: Path) -> None:
    (folder / "raw" / "new.txt").write_text(PAGE, encoding="utf-8")
    result = run("process", "--corpus", folder)
    assert result.exit_code == 0
    assert result.stdout == "1 written, 1 unchanged, 0 removed, 0 in quarantine\n"
    assert result.stderr == "1 of 2 documents\n2 of 2 documents\n"
    (folder / "raw" / "new.txt").unlink()
    assert run("process", "--corpus", folder).stdout == "0 written, 1 unchanged, 1 removed, 0 in quarantine\n"


def test_process_tells_each_tenth_once(folder: Path) -> None:
    for number in range(24):
        (folder / "raw" / f"{number}.txt").write_text(PAGE, encoding="utf-8")
    told = run("process", "--corpus", folder).stderr.splitlines()
    assert len(told) == 10
    assert told[0] == "3 of 25 documents"
    assert told[-1] == "25 of 25 documents"


def test_process_ends_with_1_while_something_is_in_quarantine(folder: Path) -> None:
    path = quarantine(folder)
    (folder / "raw" / "page.txt").write_text("Subscribe\n")
    expected = f"{path}: the file is a PDF; extract its text first and put the text into raw/\n"
    result = run("process", "--corpus", folder)
    assert result.exit_code == 1
    assert result.stdout == f"1 written, 0 unchanged, 0 removed, 1 in quarantine\n{expected}"
    again = run("process", "--corpus", folder)
    assert again.exit_code == 1
    assert again.stdout == f"0 written, 1 unchanged, 0 removed, 1 in quarantine\n{expected}"
    path.write_text(PAGE, encoding="utf-8")
    mended = run("process", "--corpus", folder)
    assert mended.exit_code == 0
    assert mended.stdout == "1 written, 1 unchanged, 0 removed, 0 in quarantine\n"


def test_process_writes_hostile_file_names_harmlessly(folder: Path) -> None:
    quarantine(folder, "[bold]\x1b[2J\n.txt")
    result = run("process", "--corpus", folder)
    assert is_harmless(result.output)
    assert r"[bold]\u001b[2J\u000a.txt: the file is a PDF" in result.stdout


def test_process_shows_a_bar_on_a_terminal(folder: Path) -> None:
    shown = run_on_terminal("process", "--corpus", folder)
    assert "Reading" in shown
    assert shown.endswith("0 written, 1 unchanged, 0 removed, 0 in quarantine\n")
    assert "1 of 1" not in shown


def test_the_corpus_is_found_here_or_above(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "raw")
    assert run("show", "page").stdout == ARTICLE
    monkeypatch.chdir(folder.parent)
    assert run("show", "page").stdout == ARTICLE


@pytest.mark.parametrize("command", ["process", "show", "verify", "html"])
def test_no_corpus_is_an_error_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: no corpus.toml in {tmp_path} or above")
    assert run(command, "--corpus", "nowhere").stderr.startswith("Error: nowhere/corpus.toml: there is no such file")


def test_an_error_of_the_system_is_told_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Corpus, progress: object = None, **how: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Corpus, "process", fail)
    result = run("process", "--corpus", folder)
    assert result.exit_code == 2
    assert result.stderr == "Error: No space left on device; make room on its disk\n"


def test_process_says_that_it_was_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Corpus, progress: object = None, **how: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Corpus, "process", stop)
    result = run("process", "--corpus", folder)
    assert result.exit_code == 130
    assert result.stderr == "Stopped. What was read is kept; the next run goes on from there.\n"


def test_process_says_that_it_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}

    def wait(self: Corpus, progress: object = None, **how: Any) -> Report:
        asked.update(how)
        how["waiting"]()
        return Report()

    monkeypatch.setattr(Corpus, "process", wait)
    result = run("process", "--corpus", folder, "--jobs", "3")
    assert result.stderr == f"{folder}: another process is at work on it; waiting until it is done\n"
    assert asked["jobs"] == 3


def test_show_lists_the_documents(folder: Path) -> None:
    listed = "id\ttitle\tpublisher\tdate\tlanguage\twords\npage\tBy Jane Roe The town is quiet today"
    from_state = run("show", "--corpus", folder)
    assert from_state.stdout.startswith(listed)
    (folder / ".corpustools" / "state.sqlite").unlink()
    assert run("show", "--corpus", folder).stdout == from_state.stdout


def test_show_where_there_are_no_documents(tmp_path: Path) -> None:
    run("init", tmp_path)
    result = run("show", "--corpus", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith(
        f"{tmp_path} has no documents yet: put files of text or HTML into {tmp_path / 'raw'}"
    )


def test_show_prints_a_view_as_it_is(folder: Path) -> None:
    assert run("show", "page", "--corpus", folder).stdout_bytes == (folder / "normalized" / "page.txt").read_bytes()
    assert run("show", "page", "--view", "body", "--corpus", folder).stdout == ARTICLE.partition("\n\n")[2]
    assert run("show", "page", "--view", "all", "--corpus", folder).stdout == f"{ARTICLE}\n\nSubscribe"
    assert run("show", "page", "--view", "most", "--corpus", folder).exit_code == 2


def test_show_prints_facts_with_receipts(folder: Path) -> None:
    lines = run("show", "page", "--facts", "--corpus", folder).stdout.splitlines()
    assert lines[0] == "field\tvalue\tat\trule\twords"
    assert "author\tJane Roe\t3:11\tauthors_of_byline\tJane Roe" in lines


def test_show_prints_the_record(folder: Path) -> None:
    result = run("show", "page", "--json", "--corpus", folder)
    assert result.stdout_bytes == (folder / "normalized" / "page.json").read_bytes()
    assert json.loads(result.stdout)["id"] == "page"


def test_show_says_which_options_do_not_go_together(folder: Path) -> None:
    both = run("show", "page", "--facts", "--json", "--corpus", folder)
    assert both.exit_code == 2
    assert "--facts and --json do not go together." in both.stderr
    assert "--threshold and --facts do not go together." in run("show", "page", "--threshold", "1", "--facts").stderr
    for options, name in (
        (("--view", "all"), "--view"),
        (("--threshold", "0.9"), "--threshold"),
        (("--media-type", "text/html"), "--media-type"),
    ):
        none = run("show", *options, "--corpus", folder)
        assert none.exit_code == 2
        assert f"{name} needs a FILE or the ID of a document." in none.stderr


def test_show_where_there_is_no_such_document(folder: Path) -> None:
    near = run("show", "pages", "--corpus", folder)
    assert near.exit_code == 2
    assert near.stderr == f"Error: there is no file or document pages in {folder}; did you mean 'page'?\n"
    far = run("show", "../corpus", "--corpus", folder)
    assert far.exit_code == 2
    assert far.stderr.endswith("`corpustools show` lists the documents\n")


def test_show_and_explain_know_what_is_in_quarantine(folder: Path) -> None:
    quarantine(folder)
    run("process", "--corpus", folder)
    for command in ("show", "explain"):
        result = run(command, "report", "--corpus", folder)
        assert result.exit_code == 2
        assert result.stderr == "Error: the document report is in quarantine; `corpustools process` says why\n"


def test_a_damaged_record_is_an_error_in_one_line(folder: Path) -> None:
    (folder / "normalized" / "page.json").write_text("{")
    result = run("show", "page", "--corpus", folder)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {folder / 'normalized' / 'page.json'}: this is not JSON")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("options", [(), ("evil", "--facts")])
def test_tables_of_hostile_text_are_harmless_lines(hostile: Path, options: tuple[str, ...]) -> None:
    result = run("show", *options, "--corpus", hostile)
    assert is_harmless(result.stdout)
    assert len(result.stdout.splitlines()) == 2
    assert r"The [bold]town[/] is :smile: [/quiet] \u001b[2J\u009b1m\u0007 \u202etoday." in result.stdout


def test_a_pipe_gets_hostile_text_as_it_is_and_a_terminal_does_not(hostile: Path) -> None:
    assert run("show", "evil", "--corpus", hostile).stdout == HOSTILE
    shown = run_on_terminal("show", "evil", "--corpus", hostile)
    assert shown == "The [bold]town[/] is :smile: [/quiet] \\u001b[2J\\u009b1m\\u0007 \\u202etoday.\n"


def test_a_record_on_a_terminal_is_still_json(hostile: Path) -> None:
    shown = run_on_terminal("show", "evil", "--json", "--corpus", hostile)
    assert is_harmless(shown)
    assert json.loads(shown) == json.loads((hostile / "normalized" / "evil.json").read_bytes())


@pytest.mark.parametrize("options", [(), ("evil", "--facts")])
def test_tables_on_a_terminal_show_hostile_text_as_words(
    hostile: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown = COLOUR.sub("", run_on_terminal("show", *options, "--corpus", hostile))
    assert is_harmless(shown)
    assert r"The [bold]town[/] is :smile: [/quiet] \u001b[2J\u009b1m\u0007 \u202etoday." in shown


def test_explain_says_what_each_block_is_how_surely_and_why(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    lines = run("explain", path).stdout.splitlines()
    assert lines[0] == f"{path}: utf-8 ← utf_8 (valid UTF-8 from the first byte to the last)"
    assert re.fullmatch(r"byline +0:11 ← [a-z_]+ [01]\.\d\d \(.*opens as a byline and names Jane Roe\)", lines[1])
    assert lines[2] == "    By Jane Roe"
    assert re.fullmatch(r"interface +70:79 ← [a-z_]+ [01]\.\d\d \(.+\)", lines[5])
    assert lines[6:] == ["    Subscribe", "1 repair", "    1 × no_break_space_to_space"]


def test_no_confidence_is_rounded_up_to_certainty(folder: Path) -> None:
    path = folder / "normalized" / "page.json"
    record = json.loads(path.read_bytes())
    record["spans"][0]["confidence"] = 0.9999
    path.write_text(json.dumps(record), encoding="utf-8")
    assert " 0.99 (" in run("explain", "page", "--corpus", folder).stdout.splitlines()[1]


def test_explain_colours_what_is_kept_and_what_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    shown = run_on_terminal("explain", path)
    assert re.search(r"\x1b\[32mbyline +\x1b\[0m", shown)
    assert re.search(r"\x1b\[33minterface *\x1b\[0m", shown)


MARKUP = "<html><head><title>Town</title></head><body><p>The town is <b>quiet</b> today.</p></body></html>"


def test_the_ending_of_a_name_says_what_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(MARKUP, encoding="utf-8")
    (tmp_path / "page.txt").write_text(MARKUP, encoding="utf-8")
    assert "    The town is quiet today." in run("explain", tmp_path / "page.html").stdout.splitlines()
    assert "<b>quiet</b>" in run("explain", tmp_path / "page.txt").stdout
    assert "The town is quiet today." in run("show", tmp_path / "page.html", "--view", "all").stdout
    assert json.loads(run("show", tmp_path / "page.html", "--json").stdout)["source"]["media_type"] == "text/html"


def test_a_media_type_says_it_where_no_name_does(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "page"
    path.write_text(MARKUP, encoding="utf-8")
    of_file = run("explain", path, "--media-type", "text/html").stdout.splitlines()
    of_input = run("explain", "-", "--media-type", "text/html", stdin=MARKUP).stdout.splitlines()
    assert "    The town is quiet today." in of_file
    assert of_file[1:] == of_input[1:]
    assert "<b>quiet</b>" in run("show", "-", "--view", "all", "--media-type", "text/plain", stdin=MARKUP).stdout
    declared = "text/plain; charset=koi8-r"
    path.write_bytes("Тихий город".encode("koi8-r"))
    assert run("show", path, "--view", "all", "--media-type", declared).stdout == "Тихий город"
    unknown = run("explain", path, "--media-type", "text/rtf")
    assert unknown.exit_code == 2
    assert "no reader is registered for text/rtf" in unknown.stderr
    stored = run("show", "page", "--media-type", "text/html", "--corpus", folder)
    assert stored.exit_code == 2
    assert "page is a document of" in stored.stderr


def test_what_a_reader_did_out_of_the_ordinary_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p hidden>The town is quiet today.</p>", encoding="utf-8")
    document = run("show", path, "--json").stdout
    notes = json.loads(document)["source"].get("notes", [])
    assert [line for line in run("explain", path).stdout.splitlines()[1:] if line.startswith(str(path))] == [
        f"{path}: {note}" for note in notes
    ]


def forge(folder: Path, *blocks: tuple[str, str, float]) -> None:
    """Put a document of these lines, labels and confidences into a corpus."""
    text, spans = "", []
    for words, label, confidence in blocks:
        spans.append(Span(len(text), len(text) + len(words), Label(label), "some_rule", "", confidence=confidence))
        text += f"{words}\n"
    source = Source("0" * 64, 1, "text/plain", "utf-8", "utf_8", "valid UTF-8")
    document = Document("forged", source, text, tuple(spans))
    (folder / "normalized" / "forged.json").write_bytes(to_json(document))


def test_show_by_a_threshold(folder: Path) -> None:
    forge(folder, ("Sure", "paragraph", 0.97), ("Hardly", "heading", 0.6), ("Perhaps", "related", 0.7))

    def shown(*options: object) -> list[str]:
        return run("show", "forged", *options, "--corpus", folder).stdout.split("\n\n")

    assert shown() == shown("--threshold", "0.5") == ["Sure", "Hardly"]
    assert shown("--threshold", "0.9") == shown("--view", "body", "--threshold", "0.9") == ["Sure"]
    assert shown("--threshold", "0.3") == ["Sure", "Hardly", "Perhaps"]
    assert shown("--threshold", "0.31") == ["Sure", "Hardly"]
    assert shown("--threshold", "1") == [""]
    assert run("show", "forged", "--threshold", "1.1", "--corpus", folder).exit_code == 2


def test_explain_reads_standard_input_and_documents(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from_input = run("explain", "-", stdin=PAGE).stdout.splitlines()
    from_corpus = run("explain", "page", "--corpus", folder).stdout.splitlines()
    assert from_input[0].startswith("-: utf-8")
    assert from_corpus[0].startswith("page: utf-8")
    assert from_input[1:] == from_corpus[1:]
    monkeypatch.chdir(folder)
    assert run("explain", "page").stdout.splitlines() == from_corpus


def test_explain_of_nothing() -> None:
    lines = run("explain", "-", stdin="").stdout.splitlines()
    assert len(lines) == 2
    assert lines[1] == "0 repairs"


def test_explain_goes_by_the_settings_of_the_corpus_it_is_given(folder: Path, tmp_path: Path) -> None:
    (folder / "corpus.toml").write_text("[corpus]\nmax_bytes = 9\n")
    path = tmp_path / "elsewhere.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert run("explain", path).exit_code == 0
    for given, stdin in ((path, None), ("-", PAGE)):
        result = run("explain", given, "--corpus", folder, stdin=stdin)
        assert result.exit_code == 2
        assert "more than the 9 that max_bytes allows" in result.stderr


def test_a_file_in_raw_is_read_as_its_corpus_reads_it(folder: Path, tmp_path: Path) -> None:
    recurring = "Wer dies liest, ist mit allem einverstanden."
    for name, word in (("ferry", "ferry"), ("bank", "bank"), ("mill", "mill")):
        path = folder / "raw" / "island.example" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The {word} on the island opens again this week, after ten years.\n\n{recurring}\n")
    run("process", "--corpus", folder)
    path = folder / "raw" / "island.example" / "ferry.txt"
    reason = "recurs on other pages of its source"
    here, given, through_up = (
        run("explain", *arguments).stdout.splitlines()[1:]
        for arguments in ((path,), (path, "--corpus", folder), (path.parent / ".." / "island.example" / "ferry.txt",))
    )
    assert any(reason in line for line in here)
    assert here == given == through_up
    (tmp_path / "copy.txt").write_bytes(path.read_bytes())
    assert reason not in run("explain", tmp_path / "copy.txt").stdout
    other = tmp_path / "other"
    run("init", other)
    assert reason not in run("explain", path, "--corpus", other).stdout
    (folder / "corpus.toml").write_text("[nonsense]\n")
    assert run("explain", path).exit_code == run("explain", path, "--corpus", folder).exit_code == 2


def test_explain_where_nothing_is_of_this_name(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("explain", "absent", "--corpus", folder)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: there is no file or document absent in {folder};")
    (tmp_path / "empty" / "dir").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setattr(Corpus, "find", classmethod(lambda cls, start: open_corpus(folder)))
    assert run("explain", "dir").exit_code == 2
    monkeypatch.undo()
    monkeypatch.chdir("/")
    lost = run("explain", "absent\n\x1b[2J")
    assert lost.exit_code == 2
    assert (
        lost.stderr == r"Error: there is no file absent \u001b[2J, and no corpus here to look for such a document" "\n"
    )


def test_explain_of_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    result = run("explain", path)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {path}: the file is a PDF; extract its text first and put the text into raw/\n"
    assert result.stdout == ""


def test_explain_of_hostile_text_is_harmless(hostile: Path) -> None:
    piped = run("explain", "evil", "--corpus", hostile).stdout
    assert is_harmless(piped)
    assert "The [bold]town[/] is :smile: [/quiet]" in piped
    shown = COLOUR.sub("", run_on_terminal("explain", "evil", "--corpus", hostile))
    assert is_harmless(shown)
    assert "The [bold]town[/] is :smile: [/quiet]" in shown


def test_verify_says_that_documents_hold(folder: Path) -> None:
    result = run("verify", "--corpus", folder)
    assert result.exit_code == 0
    assert result.stdout == "1 document holds: nothing differs from raw/\n"
    (folder / "raw" / "second.txt").write_text(PAGE, encoding="utf-8")
    run("process", "--corpus", folder)
    assert run("verify", "--corpus", folder).stdout == "2 documents hold: nothing differs from raw/\n"


def test_verify_tells_every_problem(folder: Path) -> None:
    path = folder / "normalized" / "page.txt"
    path.write_text("By Jane Doe", encoding="utf-8")
    (folder / "normalized" / "\x1b[2J.txt").touch()
    result = run("verify", "--corpus", folder)
    assert result.exit_code == 1
    first, second = sorted(result.stdout.splitlines(), reverse=True)
    assert first == f"{path}:8: the reading text does not follow from raw and its spans"
    assert r"\u001b[2J.txt:0: no raw document accounts for this file" in second
    assert is_harmless(result.stdout)


def test_rules_lists_all_of_them() -> None:
    lines = run("rules").stdout.splitlines()
    assert lines[0] == "phase\tname\tlabel\tconfidence\tsummary"
    assert sorted(line.split("\t")[1] for line in lines[1:]) == sorted(rule.name for rule in rules())
    assert [line.split("\t")[0] for line in lines[1:]] == [phase for phase in PHASES for _ in rules(phase)]


def test_rules_is_a_table_on_a_terminal() -> None:
    shown = run_on_terminal("rules")
    assert "\t" not in shown
    assert "photo_credit" in shown


@pytest.mark.parametrize(
    ("name", "kind"),
    [("photo_credit", "label, credit, 0.93"), ("mojibake", "repair, 0.99"), ("line_model", "weigh, varies")],
)
def test_rules_says_everything_about_one(name: str, kind: str) -> None:
    shown = run("rules", name).stdout
    (rule,) = (rule for rule in rules() if rule.name == name)
    assert shown.startswith(f"{name} ({kind})\n{rule.summary}\n\n{rule.why}\n")
    for part in (f"Fires:\n\n{rule.fires}\n", f"Abstains:\n\n{rule.abstains}\n"):
        assert part in shown
    assert shown.endswith(f"Since {rule.since}, version {rule.version}, in {rule.module}\n")


def test_rules_where_there_is_no_such_rule() -> None:
    result = run("rules", "guess")
    assert result.exit_code == 2
    assert result.stderr == "Error: there is no rule called guess; `corpustools rules` lists them\n"


class FakeSphinx:
    """Stands in for ``subprocess.run``: notes what was asked of it, and ends with ``status``."""

    def __init__(self) -> None:
        self.status = 0
        self.command: list[str] = []

    def __call__(self, command: list[str], *, check: bool) -> "subprocess.CompletedProcess[bytes]":
        self.command = command
        return subprocess.CompletedProcess(command, self.status)


@pytest.fixture
def sphinx(monkeypatch: pytest.MonkeyPatch) -> FakeSphinx:
    fake = FakeSphinx()
    monkeypatch.setattr(subprocess, "run", fake)
    return fake


@pytest.fixture
def plain_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose own site is two files, and what compiling left beside them."""
    site = tmp_path / "package" / "sphinxext" / "site"
    (site / "__pycache__").mkdir(parents=True)
    (site / "conf.py").write_text("extensions = []\n")
    (site / "index.md").write_text("# Corpus\n")
    monkeypatch.setattr(
        "importlib.resources.files", lambda package: tmp_path / package.replace("corpustools", "package")
    )
    return site


def command_of(corpus: Path, source: Path, built: Path) -> list[str]:
    options = ["-b", "html", "-j", "auto", "-D", f"corpus_path={corpus}"]
    return [sys.executable, "-m", "sphinx", *options, str(source), str(built)]


def test_html_builds_the_docs_folder_beside_the_corpus(
    folder: Path, sphinx: FakeSphinx, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = folder.parent / "docs"
    docs.mkdir()
    (docs / "conf.py").touch()
    monkeypatch.chdir(folder)
    result = run("html", "--corpus", ".")
    assert result.exit_code == 0
    assert result.stdout == f"The site is {docs / '_build' / 'html' / 'index.html'}\n"
    assert sphinx.command == command_of(folder, docs, docs / "_build" / "html")


def test_html_builds_the_folders_it_is_given(folder: Path, sphinx: FakeSphinx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    Path("manual").mkdir()
    Path("manual", "conf.py").touch()
    assert run("html", "--docs", "manual", "--to", "-site", "--corpus", "corpus").exit_code == 0
    assert sphinx.command == command_of(folder, folder.parent / "manual", folder.parent / "-site")


@pytest.mark.usefixtures("plain_site")
def test_html_builds_a_plain_site_where_there_are_no_docs(folder: Path, sphinx: FakeSphinx) -> None:
    (folder.parent / "docs").mkdir()
    cache = folder / ".corpustools"
    assert run("html", "--corpus", folder).exit_code == 0
    assert sphinx.command == command_of(folder, cache / "site", cache / "html")
    assert sorted(path.name for path in (cache / "site").iterdir()) == ["conf.py", "index.md"]
    before = (cache / "site" / "conf.py").stat().st_mtime_ns
    run("html", "--corpus", folder)
    assert (cache / "site" / "conf.py").stat().st_mtime_ns == before


def test_html_says_that_a_folder_is_no_source(folder: Path, sphinx: FakeSphinx) -> None:
    result = run("html", "--docs", folder, "--corpus", folder)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {folder} has no conf.py, so Sphinx cannot build it\n"
    assert sphinx.command == []


@pytest.mark.usefixtures("plain_site")
def test_html_passes_on_how_sphinx_ended(folder: Path, sphinx: FakeSphinx) -> None:
    sphinx.status = 2
    result = run("html", "--corpus", folder)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.usefixtures("plain_site", "sphinx")
def test_html_ends_with_1_while_something_is_in_quarantine(folder: Path) -> None:
    quarantine(folder)
    open_corpus(folder).process()
    result = run("html", "--corpus", folder)
    assert result.exit_code == 1
    assert result.stderr == "1 document in quarantine: no page; `corpustools process` says why\n"


def test_html_says_how_to_install_sphinx(folder: Path, sphinx: FakeSphinx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = run("html", "--corpus", folder)
    assert result.exit_code == 2
    assert "pip install 'corpustools[site]'" in result.stderr
    assert sphinx.command == []


@pytest.mark.parametrize("command", [("rules",), ("explain", "corpus/raw/page.txt"), ("show", "page")])
def test_a_broken_pipe_is_no_error_to_speak_of(folder: Path, command: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = start(*command, stdout=theirs, cwd=folder.parent)
    finally:
        os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == 1


def test_a_pipe_that_breaks_midway(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(click, "echo", fail)
    result = run("rules", "photo_credit")
    assert result.exit_code == 1
    assert result.output == ""


def test_an_output_that_cannot_write_every_letter(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Žižkov is quiet today, and nobody knows why.", encoding="utf-8")
    done = start(
        "explain", "page.txt", cwd=tmp_path, stdout=subprocess.PIPE, env=os.environ | {"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert rb"\u017di\u017ekov is quiet" in done.stdout


def test_an_output_that_is_no_file() -> None:
    with redirect_stdout(StringIO()) as output:
        main.main(["rules", "photo_credit"], standalone_mode=False)
    assert output.getvalue().startswith("photo_credit")


# --- concordance ---------------------------------------------------------------------------------------------


def test_concordance_lists_hits_with_their_context(make_corpus):
    corpus = make_corpus({"a.txt": PAGE, "b.txt": "The old town is loud today, and everybody knows for how long."})
    corpus.process()
    result = run("concordance", "town", "--width", 1, "--sort", "left", "--corpus", corpus.root)
    assert ["document\tleft\tnode\tright\tat", "b\told\ttown\tis\t8:12", "a\tThe\ttown\tis\t17:21"] == (
        result.stdout.splitlines()
    )
    assert re.search(r"^2 hits in \d+ tokens$", result.stderr.strip())
    csv = run("concordance", "town", "--document", "b", "--csv", "--corpus", corpus.root).stdout.splitlines()
    assert ["document,label,left,node,right,start,end,anchor", "b,paragraph,The old "] == [csv[0], csv[1][:20]]


@pytest.mark.parametrize(("view", "hits"), [("article", 0), ("all", 1), ("interface,share", 1)])
def test_concordance_searches_what_was_set_aside_when_asked(make_corpus, view, hits):
    corpus = make_corpus({"a.txt": PAGE})
    corpus.process()
    result = run("concordance", "subscribe", "--in", view, "--corpus", corpus.root)
    assert 1 + hits == len(result.stdout.splitlines())


def test_concordance_of_nothing_is_an_error_of_one_line(make_corpus):
    corpus = make_corpus({"a.txt": PAGE})
    corpus.process()
    result = run("concordance", "…", "--corpus", corpus.root)
    assert (2, "Error: '…' has no word to look for\n") == (result.exit_code, result.stderr)


# --- words, collocates, keyness ------------------------------------------------------------------------------


TOWNS = {
    "a.txt": "The old town is quiet today, and nobody in the old town knows for how long it will be quiet.",
    "b.txt": "The harbour is loud today, and everybody in the harbour knows for how long it will be loud.",
}


def cells(result):
    assert 0 == result.exit_code, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_words_are_those_that_python_counts(make_corpus):
    corpus = make_corpus(TOWNS)
    corpus.process()
    head, *rows = cells(result := run("words", "--corpus", corpus.root))
    part = corpus.subcorpus()
    assert ["word", "frequency", "per_million", "documents", "dp"] == head
    assert dict(part.frequencies()) == {row[0]: int(row[1]) for row in rows}
    town = next(row for row in rows if row[0] == "town")
    assert [f"{2 / part.size * 1e6:.2f}", "1", f"{part.concordance('town').dispersion().dp:.3f}"] == town[2:]
    once = sum(count == 1 for count in part.frequencies().values())
    types = len(part.frequencies())
    assert f"{part.size} tokens in 2 documents; {types} types, {once} of them once; TTR {types / part.size:.3f}\n" == (
        result.stderr
    )
    assert ["old town", "2"] == cells(run("words", "--ngrams", 2, "--document", "a", "--corpus", corpus.root))[1][:2]


def test_words_of_nothing_are_none(make_corpus):
    result = run("words", "--corpus", make_corpus({}).root)
    assert (1, "0 tokens in 0 documents; 0 types, 0 of them once") == (
        len(cells(result)),
        result.stderr.splitlines()[-1],
    )


def test_collocates_are_sorted_by_the_measure_that_is_asked_for(make_corpus):
    corpus = make_corpus(TOWNS)
    corpus.process()
    found = corpus.concordance("town|harbour").collocates(2, minimum=1)
    for measure in ("log_dice", "mi", "t_score", "log_likelihood"):
        asked = ("collocates", "town|harbour", "--window", 2, "--minimum", 1, "--sort", measure)
        head, *rows = cells(result := run(*asked, "--corpus", corpus.root))
        values = [float(row[head.index(measure)]) for row in rows]
        assert sorted(values, reverse=True) == values
        assert {row.word for row in found} == {row[0] for row in rows}
    assert f"4 hits in {found.size} tokens, {found.near} of them near: at most 2 tokens away\n" == result.stderr


def test_keyness_compares_with_the_rest_or_with_another_corpus(make_corpus, tmp_path):
    corpus = make_corpus(TOWNS)
    corpus.process()
    beside = cells(run("keyness", "--document", "a", "--corpus", corpus.root))
    assert ["word", "frequency", "reference", "log_likelihood", "log_ratio"] == beside[0]
    key = corpus.subcorpus(document="a").keyness()
    assert [[row.word, f"{row.log_likelihood:.2f}", f"{row.log_ratio:.2f}"] for row in key] == [
        [row[0], *row[3:]] for row in beside[1:]
    ]
    german = Corpus.create(tmp_path / "german")
    said = "Die alte Stadt ist heute still, und niemand weiß, wie lange sie noch still sein wird."
    (german.raw / "c.txt").write_text(said, encoding="utf-8")
    german.process()
    result = run("keyness", "--reference", german.root, "--corpus", corpus.root)
    assert result.stderr.endswith("of the reference; these are in de, those in en\n")
    itself = cells(run("keyness", "--reference", corpus.root, "--corpus", corpus.root))
    assert {"0.00"} == {row[3].removeprefix("-") for row in itself[1:]}
    result = run("keyness", "--corpus", corpus.root)
    assert (2, True) == (result.exit_code, "choose documents, or name a --reference" in result.stderr)


@pytest.mark.parametrize("command", [("words",), ("export", "jsonl"), ("concordance", "town")])
def test_a_facet_that_no_document_has_is_an_error(make_corpus, command):
    corpus = make_corpus(TOWNS)
    corpus.process()
    result = run(*command, "--language", "eng", "--corpus", corpus.root)
    assert (2, "Error: no document has the language 'eng'; did you mean 'en'?\n") == (result.exit_code, result.stderr)
    assert 0 == run(*command, "--publisher", "unknown", "--corpus", corpus.root).exit_code


def test_a_source_is_a_folder_with_those_in_it(make_corpus):
    corpus = make_corpus({"news/a.txt": TOWNS["a.txt"], "news/2015/b.txt": TOWNS["b.txt"], "c.txt": TOWNS["a.txt"]})
    corpus.process()
    sizes = {source: corpus.subcorpus(source=source).size for source in ("news", "news/2015", ".", "new")}
    assert {"news": 38, "news/2015": 18, ".": 20, "new": 0} == sizes
    result = run("export", "jsonl", "--source", "news", "--source", ".", "--corpus", corpus.root)
    assert "3 documents\n" == result.stderr
    result = run("words", "--source", "new", "--corpus", corpus.root)
    assert "Error: no document has the source 'new'; did you mean 'news'?\n" == result.stderr


def test_frequency_counts_what_has_no_hit_too(make_corpus):
    corpus = make_corpus({"news/a.txt": TOWNS["a.txt"], "b.txt": TOWNS["b.txt"]})
    corpus.process()
    town = {
        "document": [["b", "0", "1", "18", "0.00"], ["news-a-", "2", "1", "20", "100000.00"]],
        "source": [[".", "0", "1", "18", "0.00"], ["news", "2", "1", "20", "100000.00"]],
        "language": [["en", "2", "2", "38", f"{2 / 38 * 1e6:.2f}"]],
        "year": [["unknown", "2", "2", "38", f"{2 / 38 * 1e6:.2f}"]],
    }
    for by, expected in town.items():
        head, *rows = cells(result := run("frequency", "town", "--by", by, "--corpus", corpus.root))
        assert [by, "hits", "documents", "tokens", "per_million"] == head
        assert expected == [[row[0][:7], *row[1:]] if by == "document" else row for row in rows]
    assert "2 hits in 38 tokens\n" == result.stderr


def test_a_correction_is_written_read_and_shown(folder: Path) -> None:
    said = run("correct", "page", "author", "Ann Poe", "Li Hui", "--why", "the printed edition", "--corpus", folder)
    assert "author of page is Ann Poe, Li Hui. `corpustools process` reads it so" in said.stdout
    run("correct", "page", "label", "tags", "--words", "Subscribe", "--corpus", folder)
    run("process", "--corpus", folder)
    facts = run("show", "page", "--facts", "--corpus", folder).stdout
    assert ["Ann Poe", "Li Hui"] == re.findall(r"^author\t([^\t]+)\t.*\tcorrected_fact\t", facts, re.MULTILINE)
    assert "tags" in run("explain", "page", "--corpus", folder).stdout
    run("correct", "page", "author", "--corpus", folder)
    run("process", "--corpus", folder)
    assert "\nauthor\t" not in run("show", "page", "--facts", "--corpus", folder).stdout


@pytest.mark.parametrize(
    ("arguments", "status", "fault"),
    [
        (("paeg", "author", "Ann Poe"), 2, "did you mean 'page'?"),
        (("page", "autor", "Ann Poe"), 2, "did you mean 'author'?"),
        (("page", "label", "tags", "--words", "Sub scribe"), 2, "no block has the words 'Sub scribe'"),
        (("page", "headline", "The", "Town"), 2, "headline has one value, not 2"),
    ],
)
def test_a_correction_that_cannot_be_meant_is_not_written(
    folder: Path, arguments: tuple[str, ...], status: int, fault: str
) -> None:
    result = run("correct", *arguments, "--corpus", folder)
    assert result.exit_code == status
    assert fault in result.stderr
    assert not (folder / "corrections").exists()
