"""Bring what `corpustools explain` prints on the pages of the documentation up to date.

    python tools/explain_pages.py [PAGE ...]

The commands of each page (all of docs/tutorial.md and docs/how-to/*.md without arguments) are run in order in a folder
made for it. What stands below `$ corpustools explain …` is replaced by what it prints today; all else stays as it is.
Installing, serving and building are left out. Read the diff: what a page says about an output has to fit it.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FENCE = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = re.compile(r"pip install|\bvenv\b|activate|http\.server|corpustools html|make |sphinx-build|\brsync\b")
SENTINEL = "·corpustools·"


class Shell:
    """A shell that runs one command after the other, and keeps its folder."""

    def __init__(self, folder: str) -> None:
        path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        self._process = subprocess.Popen(
            ["bash"],
            cwd=folder,
            env={**os.environ, "PATH": path, "COLUMNS": "111"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def run(self, command: str) -> str:
        """Run a command and return what it printed."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{command}\necho\necho {SENTINEL}\n")
        stdin.flush()
        lines = list(iter(stdout.readline, f"{SENTINEL}\n"))
        return "".join(lines).removesuffix("\n")

    def close(self) -> None:
        """End it."""
        self._process.communicate("exit\n")


def renewed(shell: Shell, kind: str, content: str) -> str:
    """Run the commands of a fence, and return it with what `explain` prints now."""
    if kind == "sh":
        if not LEFT_OUT.search(content):
            shell.run(content)
        return content
    made = []
    for part in re.split(r"^(?=\$ )", content, flags=re.MULTILINE):
        typed = re.match(r"\$ (.*\n(?:> .*\n)*)", part)
        if typed is None or LEFT_OUT.search(typed[1]):
            made.append(part)
            continue
        said = shell.run(typed[1].replace("\n> ", "\n"))
        made.append(typed[0] + said if typed[1].startswith("corpustools explain") else part)
    return "".join(made)


def renew(page: Path) -> None:
    """Run the commands of a page, and write it if what it shows has changed."""
    text = page.read_text(encoding="utf-8")
    if "$ corpustools explain" not in text:
        return
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(folder)
        after = FENCE.sub(lambda found: f"```{found[1]}\n{renewed(shell, found[1], found[2])}```", text)
        shell.close()
    if after != text:
        page.write_text(after, encoding="utf-8")
        print(f"{page.relative_to(ROOT)} changed")


def main() -> None:
    """Renew the pages that the command line names, or all."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    for page in named or [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]:
        renew(page)


if __name__ == "__main__":
    main()
