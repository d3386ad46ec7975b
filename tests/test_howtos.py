"""Each directive and role for pages of one's own has a how-to guide, with an example that the guide also builds.

That the examples build without a warning, ``tests/site/test_build.py`` holds for all pages.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from corpustools import sphinxext
from corpustools.sphinxext.domain import CorpusDomain

GUIDES = sorted(Path(__file__).parents[1].joinpath("docs", "how-to").glob("*.md"))

# Those that generated pages are made of; nobody writes them by hand.
GENERATED = {
    "apparatus",
    "card",
    "concordance-page",
    "documents",
    "duplicates",
    "entities",
    "entity",
    "page",
    "rule-entry",
}


class Registry:
    """Stands for Sphinx, and notes what an extension registers."""

    def __init__(self) -> None:
        self.directives: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **options: None

    def add_directive_to_domain(self, domain: str, name: str, directive: type) -> None:
        assert domain == CorpusDomain.name
        self.directives.add(name)


def registered() -> set[str]:
    app = Registry()
    sphinxext.setup(app)  # type: ignore[arg-type]
    return app.directives


FENCE = re.compile(r"^(`{3,})([^\n]*)\n(.*?)^\1$\n?", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(\{[\w:]+\}`[^`]+`)|(`+)(?!`).+?(?<!`)\2(?!`)")


def parts(page: str) -> tuple[str, str]:
    """Return what a page shows as Markdown, and what it builds: code aside, but not directives of the corpus."""
    fences = list(FENCE.finditer(page))
    shown = "\n".join(found[3] for found in fences if found[2] == "md")
    prose = CODE.sub(lambda found: found[1] or "", FENCE.sub("", page))
    return shown, "\n".join([*(found[0] for found in fences if found[2].startswith("{corpus:")), prose])


def examples(kind: str, name: str) -> list[str]:
    """Return the examples of a directive or a role that a guide shows and builds."""
    pattern = {
        "directive": rf"^```\{{corpus:{name}\}}.*?^```$",
        "role": rf"\{{corpus:{name}\}}`[^`]+`",
    }[kind]
    found = []
    for guide in GUIDES:
        shown, built = (
            set(re.findall(pattern, text, re.MULTILINE | re.DOTALL))
            for text in parts(guide.read_text(encoding="utf-8"))
        )
        found += sorted(shown & built)
    return found


@pytest.mark.parametrize("name", sorted(registered() - GENERATED))
def test_each_directive_has_a_guide_with_a_built_example(name: str) -> None:
    assert examples("directive", name)


@pytest.mark.parametrize("name", sorted(CorpusDomain.roles))
def test_each_role_has_a_guide_with_a_built_example(name: str) -> None:
    assert examples("role", name)


def test_what_generated_pages_are_made_of_is_registered() -> None:
    assert registered() >= GENERATED | {"list", "quote"}


def test_what_is_only_shown_or_only_named_is_no_built_example() -> None:
    shown = "````md\n```{corpus:list} A\n```\n{corpus:doc}`a`\n````\n"
    assert parts(shown) == ("```{corpus:list} A\n```\n{corpus:doc}`a`\n", "")
    assert parts("```{corpus:list} A\n```\n\n```py\nx\n```\n") == ("", "```{corpus:list} A\n```\n\n\n")
    named = "the role `{corpus:doc}` is written `` {corpus:doc}`a` ``; {corpus:doc}`b`\n"
    assert parts(named)[1] == "the role  is written ; {corpus:doc}`b`\n"
