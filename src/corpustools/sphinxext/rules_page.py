"""The page of rules: what each does, with a place for where in the corpus it fired."""

from corpustools import registry
from corpustools.registry import PHASES, Phase, Rule
from corpustools.sphinxext.generated import count, fence
from corpustools.writers.myst import WITH_CONTENTS

_TITLES: dict[Phase, str] = {
    "decode": "Decode: bytes to characters",
    "repair": "Repair: characters shown differently",
    "segment": "Segment: where a line is cut",
    "label": "Label: what a block is",
    "weigh": "Weigh: whether a block is running text",
    "correct": "Correct: what a person says a block is",
    "describe": "Describe: facts with receipts",
    "mention": "Mention: names of people, organizations, places, times",
    "refer": "Refer: the same by other words",
    "quote": "Quote: who said what",
}


def rules_page() -> str:
    """Make the reference of rules, which is the same for each corpus: where a rule fired is filled in."""
    parts = [
        WITH_CONTENTS,
        "# Rules",
        "Every repair, cut, label and fact in this corpus was made by one of these rules. Each says what it does "
        "and why, shows where it fires and where it abstains, and links to passages it fired on. Of several claims "
        "on one block the one of the surest rule holds. A rule that weighs says of a block only whether it is running "
        "text; where it is surer than every claim, the surest claim on its side holds.",
    ]
    # The way in: the page is as long as a book.
    parts.append("\n".join(map(_entry, PHASES)))
    for phase in PHASES:
        parts.append(f"({_target(phase)})=\n## {_TITLES[phase]}")
        ordered = sorted(registry.rules(phase), key=lambda rule: (rule.label or "", -rule.confidence, rule.name))
        parts.extend(_rule(rule) for rule in ordered)
    return "\n\n".join(parts) + "\n"


def _entry(phase: Phase) -> str:
    """Make an item of the list of phases.

    >>> _entry("segment").partition(" (")[0]
    '- [Segment](#corpus-phase-segment): where a line is cut'
    """
    name, _, does = _TITLES[phase].partition(": ")
    return f"- [{name}](#{_target(phase)}): {does} ({count(len(registry.rules(phase)), 'rule')})"


def _target(phase: Phase) -> str:
    return f"corpus-phase-{phase}"


def _rule(rule: Rule) -> str:
    return f"### {rule.name}\n\n" + fence("corpus:rule-entry", rule.name, [":counted:"])
