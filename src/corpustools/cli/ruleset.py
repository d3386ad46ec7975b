"""The command that lists the rules."""

from typing import TYPE_CHECKING

import click

from corpustools.terminal import table

if TYPE_CHECKING:
    from corpustools.registry import Rule


@click.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List all rules, or say everything about one."""
    from corpustools import registry

    if name is None:
        listed = (rule for phase in registry.PHASES for rule in registry.rules(phase))
        rows = ((rule.phase, rule.name, rule.label, _sure(rule), rule.summary) for rule in listed)
        table(("phase", "name", "label", "confidence", "summary"), rows)
        return
    rule = registry.get(name)
    kind = f"{rule.phase}, {rule.label}" if rule.label else rule.phase
    click.echo(f"{rule.name} ({kind}, {_sure(rule)})\n{rule.summary}\n\n{rule.why}\n")
    click.echo(f"Fires:\n\n{rule.fires}\n\nAbstains:\n\n{rule.abstains}\n")
    click.echo(f"Since {rule.since}, version {rule.version}, in {rule.module}")


def _sure(rule: "Rule") -> str:
    """Say how sure a rule is; of those that weigh, each verdict says so by itself."""
    return "varies" if rule.phase == "weigh" else f"{rule.confidence:.2f}"
