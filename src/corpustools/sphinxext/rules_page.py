"""The page of rules: what each does, and where in the corpus it fired."""

from dataclasses import dataclass, field

from corpustools import registry
from corpustools.corpus.state import Entry
from corpustools.registry import PHASES, Phase, Rule
from corpustools.sphinxext.generated import fence
from corpustools.writers.myst import FRONT_MATTER

_TITLES: dict[Phase, str] = {
    "decode": "Decode: bytes to characters",
    "repair": "Repair: characters shown differently",
    "segment": "Segment: where a line is cut",
    "label": "Label: what a block is",
    "weigh": "Weigh: whether a block is running text",
    "describe": "Describe: facts with receipts",
    "mention": "Mention: names of people, organizations, places, times",
    "refer": "Refer: the same by other words",
    "quote": "Quote: who said what",
}


@dataclass(slots=True)
class _Fired:
    """How often a rule fired in how many documents, and passages on which it did."""

    times: int = 0
    documents: int = 0
    passages: list[str] = field(default_factory=list)


def rules_page(entries: list[Entry], passages: int) -> str:
    """Make the reference of rules: each rule with where in the corpus it fired, ``passages`` at most."""
    parts = [
        FRONT_MATTER,
        "# Rules",
        "Every repair, cut, label and fact in this corpus was made by one of these rules. Each says what it does "
        "and why, shows where it fires and where it abstains, and links to passages it fired on. Of several claims "
        "on one block the one of the surest rule holds. A rule that weighs says of a block only whether it is running "
        "text; where it is surer than every claim, the surest claim on its side holds.",
    ]
    # A document names the few rules that fired in it: to ask each for every rule takes twelve times as long.
    fired = {rule.name: _Fired() for phase in PHASES for rule in registry.rules(phase)}
    for entry in entries:
        for name, (times, first) in entry.fired.items():
            if name in fired:
                rule_fired = fired[name]
                rule_fired.times += times
                rule_fired.documents += 1
                if rule_fired.documents <= passages:
                    rule_fired.passages.append(f"{entry.id} {first}")
    for phase in PHASES:
        parts.append(f"## {_TITLES[phase]}")
        ordered = sorted(registry.rules(phase), key=lambda rule: (rule.label or "", -rule.confidence, rule.name))
        parts.extend(_rule(rule, fired[rule.name]) for rule in ordered)
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule, fired: _Fired) -> str:
    """Make one rule's entry: the directive, how often it fired, and a line for each document to point to."""
    options = [f":fired: {fired.times}", f":documents: {fired.documents}", ""]
    return f"### {rule.name}\n\n" + fence("corpus:rule-entry", rule.name, [*options, *fired.passages])
