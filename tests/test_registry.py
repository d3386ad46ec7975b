"""Every rule is documented and fires in a case; what is registered wrongly is refused; no order of imports matters."""

import random
import re
from importlib.metadata import EntryPoint

import pytest

import corpustools
from corpustools import pipeline, registry
from corpustools.claims import gather_claims
from corpustools.config import Config
from corpustools.errors import RegistryError
from corpustools.labelling import weighed
from corpustools.model.draft import Draft
from corpustools.model.record import to_json
from corpustools.model.span import Label

RULES = registry.rules()

DOCUMENTED = """Do what the test wants.

    It has a reason.

    Fires:

    >>> 1
    1

    Abstains:

    >>> 2
    2
    """


def function_called(name, *, doc=DOCUMENTED, module="a_plugin", says=None):
    """Make a label function of that name, as if it had been written in that module."""

    def function(block, draft):
        return says

    function.__name__, function.__doc__, function.__module__ = name, doc, module
    return function


@pytest.fixture(scope="module")
def fired(cases):
    """The names of the rules that have a part in a golden case which is read rightly.

    A verdict may hand a block to a claim that is not the surest: the surest on either side have a part.
    """
    read = [case for case in cases if not case.xfail]
    found = {name for case in read for name in case.document.rules}
    for case in read:
        data = (case.path / "raw.txt").read_bytes()
        media_type = case.settings.get("media_type", "text/plain")
        given = data.decode("utf-8", "surrogatepass") if case.settings.get("given_as") == "text" else data
        segments = pipeline._cut(given, media_type, None, Config())[2]
        draft = Draft(tuple(segment.draft for segment in segments))
        for claims in (gather_claims(draft), gather_claims(weighed(draft))):
            found |= {claim.rule.name for claim in (*claims.running, *claims.aside) if claim is not None}
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestEveryRule:
    def test_has_a_summary_that_is_a_sentence(self, rule):
        assert rule.summary.endswith(".")

    def test_says_why(self, rule):
        assert rule.why.endswith(".")
        assert ">>>" not in rule.why

    def test_shows_where_it_fires_and_where_it_abstains(self, rule):
        assert rule.name in rule.fires
        assert rule.name in rule.abstains
        assert ">>>" in rule.fires
        assert ">>>" in rule.abstains

    def test_says_since_when_it_is_there_and_how_sure_it_is(self, rule):
        assert re.fullmatch(r"\d+\.\d+", rule.since)
        assert rule.version >= 1
        assert 0 < rule.confidence <= 1

    def test_fires_in_a_golden_case(self, rule, fired):
        assert rule.name in fired

    def test_is_found_by_its_name(self, rule):
        assert rule is registry.get(rule.name)
        assert {rule.name: rule.version} == registry.versions({rule.name})


def test_rules_come_surest_first_and_equal_ones_by_name():
    assert sorted(RULES, key=lambda rule: (-rule.confidence, rule.name)) == list(RULES)


def test_each_rule_is_of_one_phase():
    by_phase = [rule for phase in registry.PHASES for rule in registry.rules(phase)]
    assert sorted(rule.name for rule in RULES) == sorted(rule.name for rule in by_phase)
    assert [rule.phase for rule in by_phase] == sorted((rule.phase for rule in RULES), key=registry.PHASES.index)


def test_the_built_in_modules_are_those_that_hold_rules():
    assert set(registry.MODULES) == {rule.module for rule in RULES}


def test_a_label_rule_stands_in_a_layer_after_those_whose_labels_it_requires():
    layers = registry.label_layers()
    assert sorted(rule.name for rule in registry.rules("label")) == sorted(
        rule.name for layer in layers for rule in layer
    )
    for place, layer in enumerate(layers):
        still_to_come = {rule.label for later in layers[place:] for rule in later}
        assert set() == still_to_come & {label for rule in layer for label in rule.requires}


def test_one_name_is_no_two_rules(scratch_registry):
    home = registry.get("photo_credit").module
    with pytest.raises(RegistryError, match=rf"two rules are called photo_credit: in {home} and in a_plugin"):
        registry.rule("label", since="9.9", label=Label.CREDIT)(function_called("photo_credit"))
    assert home == registry.get("photo_credit").module


def test_a_module_that_is_imported_again_replaces_its_own_rules(scratch_registry):
    for version in (1, 2):
        registry.rule("label", since="9.9", version=version, label=Label.TABLE)(function_called("reloaded"))
    assert [2] == [rule.version for rule in registry.rules() if rule.name == "reloaded"]


def test_a_rule_needs_a_phase_that_there_is(scratch_registry):
    with pytest.raises(RegistryError, match=r"guess has no phase 'guessing'; there are decode, repair, segment, label"):
        registry.rule("guessing", since="9.9")(function_called("guess"))


@pytest.mark.parametrize(
    ("phase", "label"),
    [("repair", Label.TABLE), ("describe", Label.HEADLINE), ("label", None), ("label", Label.REPAIR)],
)
def test_label_rules_and_only_they_assign_the_label_of_a_block(scratch_registry, phase, label):
    with pytest.raises(RegistryError, match="label rules, and only they, assign the label of a block"):
        registry.rule(phase, since="9.9", label=label)(function_called("odd"))


@pytest.mark.parametrize(
    ("phase", "settings", "says"),
    [
        ("describe", {"requires": {Label.TAGS}}, "odd: label rules, and only they, require labels"),
        ("label", {"requires": {"nonsense"}}, "odd requires nonsense, which no block has for a label"),
        ("label", {"requires": {Label.REPAIR}}, "odd requires repair, which no block has for a label"),
        ("repair", {"confidence": 7.0}, "odd must have a confidence above 0 and at most 1, not 7.0"),
        ("repair", {"confidence": float("nan")}, "odd must have a confidence above 0 and at most 1, not nan"),
        ("repair", {"version": -3}, "odd must have a whole number above 0 for a version, not -3"),
        ("repair", {"version": "2"}, "odd must have a whole number above 0 for a version, not '2'"),
    ],
)
def test_what_a_rule_says_of_itself_is_looked_at(scratch_registry, phase, settings, says):
    label = Label.TABLE if phase == "label" else None
    with pytest.raises(RegistryError, match=re.escape(f"the rule {says}")):
        registry.rule(phase, since="9.9", label=label, **settings)(function_called("odd"))


def test_label_rules_and_only_they_are_asked_about_blocks_of_some_length(scratch_registry):
    with pytest.raises(RegistryError, match="are asked about blocks of so many words"):
        registry.rule("repair", since="9.9", words=(1, 2))(function_called("odd"))


@pytest.mark.parametrize(
    ("doc", "missing"),
    [
        (None, "summary, why, fires, abstains"),
        ("Only a summary.", "why, fires, abstains"),
        (DOCUMENTED.replace("It has a reason.", ""), "why"),
        (DOCUMENTED.replace("Fires:", "It fires:"), "fires"),
        (DOCUMENTED.replace("Abstains:", ""), "abstains"),
        (DOCUMENTED.replace(">>> 1", "1"), "fires"),
        (DOCUMENTED.replace(">>> 2", "2"), "abstains"),
    ],
)
def test_a_rule_without_its_documentation_is_refused_and_says_what_lacks(scratch_registry, doc, missing):
    with pytest.raises(RegistryError, match=rf"the rule silent lacks in its docstring: {missing}$"):
        registry.rule("label", since="9.9", label=Label.TABLE)(function_called("silent", doc=doc))
    with pytest.raises(RegistryError, match="there is no rule called silent"):
        registry.get("silent")


def test_rules_cannot_require_each_other_in_a_circle(scratch_registry):
    for name, label, other in (("hen", Label.TAGS, Label.SHARE), ("egg", Label.SHARE, Label.TAGS)):
        registry.rule("label", since="9.9", label=label, requires=frozenset({other}))(function_called(name))
    with pytest.raises(RegistryError, match=r"label rules require each other in a circle: (hen → egg|egg → hen)"):
        registry.label_layers()


def test_a_rule_cannot_require_its_own_label(scratch_registry):
    registry.rule("label", since="9.9", label=Label.TAGS, requires=frozenset({Label.TAGS}))(function_called("baron"))
    with pytest.raises(RegistryError, match="baron"):
        registry.label_layers()


@pytest.mark.parametrize("order", range(5))
def test_what_is_read_does_not_depend_on_the_order_of_registration(scratch_registry, cases, order):
    shuffled = list(registry._rules.items())
    random.Random(order).shuffle(shuffled)
    registry._rules.clear()
    registry._rules.update(shuffled)
    registry._load.cache_clear()
    registry.label_layers.cache_clear()
    assert RULES == registry.rules()
    for case in cases:
        assert to_json(case.document) == to_json(case.read())


PLUGIN = '''
from corpustools.model.span import Label
from corpustools.registry import rule


@rule("label", since="0.1", version=7, confidence=0.999, label=Label.ADVERTISEMENT)
def shouted(block, draft):
    """A line in capitals with an exclamation mark shouts.

    Nobody who has something to say does.

    Fires:

    >>> shouted
    <function shouted at ...>

    Abstains:

    >>> shouted
    <function shouted at ...>
    """
    return "it shouts" if block.text.isupper() and block.text.endswith("!") else None
'''


def test_a_rule_sees_the_labels_it_requires_and_no_others(scratch_registry):
    seen = []

    def nosy(block, draft):
        seen.append([draft.label_of(other) for other in draft.blocks])

    nosy.__doc__, nosy.__module__ = DOCUMENTED, "a_plugin"
    needs = frozenset({Label.CREDIT})
    registry.rule("label", since="9.9", confidence=1.0, label=Label.SHARE, requires=needs)(nosy)
    corpustools.read("By Jane Roe\n© AFP 2019 / JANE ROE\nThe town is quiet today, and has been for years.")
    assert [[None, Label.CREDIT, None]] * 3 == seen


def test_a_rule_that_requires_nothing_sees_no_labels(scratch_registry):
    seen = []

    def blind(block, draft):
        seen.append(draft.labels)

    blind.__doc__, blind.__module__ = DOCUMENTED, "a_plugin"
    registry.rule("label", since="9.9", confidence=1.0, label=Label.SHARE)(blind)
    corpustools.read("By Jane Roe")
    assert [()] == seen


def test_plugins_are_found_through_entry_points(scratch_registry, tmp_path, monkeypatch):
    (tmp_path / "a_plugin_that_shouts.py").write_text(PLUGIN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    asked_for = []

    def entry_points(*, group):
        asked_for.append(group)
        return [EntryPoint("shouting", "a_plugin_that_shouts", group)]

    monkeypatch.setattr(registry, "entry_points", entry_points)
    registry._load.cache_clear()
    registry.label_layers.cache_clear()
    page = corpustools.read("BUY NOW!\n\nThe town is quiet today, and has been for years.")
    assert ["corpustools.rules"] == asked_for
    assert ("advertisement", "shouted", "it shouts") == (
        page.blocks[0].label,
        page.blocks[0].rule,
        page.blocks[0].reason,
    )
    assert page.rules["shouted"] == 7


@pytest.mark.parametrize(
    ("module", "code", "says"),
    [
        ("a_plugin_that_is_gone", None, "ModuleNotFoundError: No module named 'a_plugin_that_is_gone'"),
        ("a_plugin_that_lacks", "import a_library_that_lacks", "ModuleNotFoundError: No module named 'a_library_that_"),
        ("a_plugin_that_is_torn", "def rule(:", "SyntaxError: "),
        ("a_plugin_that_fails", "{}['rule']", "KeyError: 'rule'"),
        ("a_plugin_without:attribute", "", "AttributeError: "),
    ],
)
def test_a_package_of_rules_that_cannot_be_loaded_is_named(
    scratch_registry, monkeypatch, tmp_path, make_corpus, module, code, says
):
    corpus = make_corpus({"one.txt": "The town is quiet."})
    corpus.process()
    if code is not None:
        (tmp_path / f"{module.partition(':')[0]}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    points = [EntryPoint("broken", module, "corpustools.rules")]
    monkeypatch.setattr(registry, "entry_points", lambda *, group: points)
    registry._load.cache_clear()
    said = re.escape(f"the rules broken = '{module}' cannot be loaded: {says}")
    for ask in (registry.rules, registry.other_rules, corpus.process):
        with pytest.raises(RegistryError, match=said):
            ask()
    assert corpus.record_path("one").is_file()


def test_a_registered_function_is_still_the_function(scratch_registry):
    function = function_called("plain")
    assert function is registry.rule("label", since="9.9", label=Label.TABLE)(function)


def test_what_a_package_says_of_its_own_rules_is_said(scratch_registry, monkeypatch):
    class Point:
        name = value = "own"

        def load(self):
            raise RegistryError("the rule quiet has no example")

    monkeypatch.setattr(registry, "entry_points", lambda *, group: [Point()])
    with pytest.raises(RegistryError, match=r"^the rule quiet has no example$"):
        registry.other_rules()
