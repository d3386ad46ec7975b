"""Feed a target whatever makes its code go new ways, for some minutes.

    python torture/fuzz.py TARGET --minutes N [--findings DIR]

TARGET is one of ``torture/fuzz_targets.py``, or ``all`` for one after the other, until one fails. What fails is written
to DIR, and makes the exit status another than 0. It begins with the raw documents of ``tests/cases``, and prints how
many inputs it tried.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["corpustools", "markdown_it"]):
    from fuzz_targets import TARGETS

    # What is imported when it is first needed would not be watched.
    for warm_up in TARGETS.values():
        warm_up(b"<p>The town is quiet today.")

ROOT = Path(__file__).parent.parent
MAX_BYTES = 4096
SECONDS = 30
"""How long one input may take: with the instruments, that is some seconds without them."""

WORDS = (
    *("<p>", "</p>", "<div ", "<a href=", "<script>", "</script>", "<template>", "<table><tr><td>", "<!--", "-->"),
    *(
        "<![CDATA[",
        "]]>",
        "<frameset>",
        "<noscript>",
        "<svg>",
        "<math>",
        "<textarea>",
        "<pre>",
        "<plaintext>",
        "hidden",
    ),
    *(
        "<script type='application/ld+json'>",
        '{"@type":"Article","articleBody":"',
        "&#x",
        "&amp;",
        "&#0;",
        "<meta charset=",
    ),
    *(
        "charset=utf-16",
        "\u00a0",
        "\u00ad",
        "\ufeff",
        "\u2028",
        "\x85",
        "© ",
        "By ",
        "OSLO (Agency) – ",
        "“",
        "”",
        " said ",
    ),
    *(
        "\n# ",
        "\n- ",
        "\n> ",
        "\n---\n",
        "\n+++",
        "\n% ",
        "```",
        "{ref}`",
        "$$",
        "\\",
        "[^1]: ",
        "| a |",
        "1. ",
        "\n===\n",
    ),
    *("2015-06-10", "10 June 2015", "Subscribe", "Read also: ", "Comments (3)", "Jane Roe", "中国", "ё", "ـ", "ค"),
)


def main() -> None:
    """Fuzz, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1, help="another one tries other inputs")
    parser.add_argument("--findings", type=Path, default=Path("torture/findings"))
    given = parser.parse_args()
    if given.target == "all":
        # Each in a process of its own: the fuzzer ends the one that it is in.
        rest = ["--minutes", str(given.minutes), "--seed", str(given.seed), "--findings", str(given.findings)]
        for target in TARGETS:
            status = subprocess.run([sys.executable, __file__, target, *rest], check=False).returncode
            if status:
                sys.exit(status)
        return
    given.findings.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        learned, seeds = Path(folder, "learned"), Path(folder, "seeds")
        words = Path(folder, "words")
        learned.mkdir()
        seeds.mkdir()
        for raw in sorted((ROOT / "tests" / "cases").glob("*/raw.*")):
            (seeds / raw.parent.name).write_bytes(raw.read_bytes()[:MAX_BYTES])
        words.write_text("".join(f'"{_quoted(word)}"\n' for word in WORDS), encoding="ascii")
        options = [
            *(sys.argv[0], str(learned), str(seeds), f"-max_total_time={round(60 * given.minutes)}"),
            *(
                f"-dict={words}",
                f"-max_len={MAX_BYTES}",
                f"-timeout={SECONDS}",
                "-rss_limit_mb=4096",
                f"-seed={given.seed}",
            ),
            *(f"-artifact_prefix={given.findings}/{given.target}-", "-print_final_stats=1"),
        ]
        atheris.Setup(options, TARGETS[given.target])
        atheris.Fuzz()


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
