# `make html` and `make test` are all that a fresh clone needs; each sets up what it uses.

PYTHON ?= python3
EVAL_DATA ?= ../shared/eval
MINUTES ?= 8
VENV := .venv
BIN := $(VENV)/bin

.PHONY: html test check check-static coverage coverage-report eval train torture accept serve clean

html: $(VENV)/.site
	$(BIN)/sphinx-build -b html -j auto docs docs/_build/html

test: $(VENV)/.dev
	$(BIN)/pytest $(PYTEST)

check: check-static coverage

# All tests, with the share of branches that they take: 95 % of everything, all of the model and the registry of rules.
coverage: $(VENV)/.dev
	$(BIN)/pytest --cov --cov-report=
	$(MAKE) coverage-report

coverage-report:
	$(BIN)/coverage report --fail-under=95
	$(BIN)/coverage report --fail-under=100 --include='*/model/*,*/phases.py,*/registry.py'

# All of `check` but the tests: format, lint, types, the docs without a warning, the corpus itself.
check-static: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sphinx-build -nW --keep-going -j2 -b html -d docs/_build/doctrees-check docs docs/_build/check
	$(BIN)/corpustools verify --corpus corpus

# Measure on real pages, beside other tools, and hold the floors. The data is not part of the project. The first time,
# the models of the folds are learned: a quarter of an hour.
eval: $(VENV)/.eval benchmarks/folds/html-4.json
	$(BIN)/pytest tests/test_seed.py -q
	$(BIN)/python benchmarks/evaluate.py $(EVAL_DATA)
	$(BIN)/python benchmarks/speed.py $(EVAL_DATA)

benchmarks/folds/html-4.json:
	$(MAKE) $(VENV)/.train
	test ! -e $(EVAL_DATA)/score.py || $(BIN)/python tools/train_lines.py $(EVAL_DATA) --folds

# Half an hour for the readers and the writer of pages, then runs that are killed, disks that fill up, and files of
# 200 MB. MINUTES says how long each of the targets is fuzzed. What fails is left in torture/findings.
torture: $(VENV)/.torture
	$(BIN)/python torture/fuzz.py all --minutes $(MINUTES)
	$(BIN)/python torture/kills.py --rounds 10 --kills 20
	$(BIN)/python torture/kills.py --rounds 3 --documents 60 --disk
	$(BIN)/python torture/large.py

# Learn the line model anew from the data that `make eval` measures on: the parameters in the package.
train: $(VENV)/.train
	$(BIN)/python tools/train_lines.py $(EVAL_DATA)

# Rewrite the golden files and show what changed. Read it.
accept: $(VENV)/.dev
	$(BIN)/corpustools process --corpus corpus
	$(BIN)/pytest tests/test_cases.py tests/test_exports.py --accept -q
	git --no-pager diff -- tests/cases tests/exports corpus/normalized src/corpustools/schemas

serve: html
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory docs/_build/html 8000

clean:
	rm -rf docs/_build docs/corpus corpus/.corpustools .pytest_cache .mypy_cache .ruff_cache .hypothesis htmlcov .coverage torture/findings

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The versions in constraints.txt are those that the tests passed with.
$(VENV)/.site: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@ $(VENV)/.site

$(VENV)/.eval: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[eval]'
	touch $@

$(VENV)/.torture: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[torture]'
	touch $@

$(VENV)/.train: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train]'
	touch $@
