# Two commands: make demo, make test. Everything else is for people who work on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := data/sample/digest-2024-05.txt
STORE := out/sample.kg

.PHONY: help demo test setup format lint types layers unit golden lock clean taggers benchmark

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: $(VENV)/.ready taggers  ## Create .venv and fetch the tagger

taggers: $(VENV)/.ready  ## Fetch the statistical tagger (Apache-2.0) by hash; the pipeline runs without it
	$(BIN)/python -m kg.extraction.taggers.fetch || echo "The tagger could not be fetched; the pipeline runs without it (--ner none)."

demo: setup  ## Build the sample graph, ask it two questions, draw it
	@mkdir -p out && rm -f $(STORE)
	$(BIN)/kg build $(SAMPLE) --store $(STORE) --published 2024-05-31
	$(BIN)/kg investors 瑞声芯联 --store $(STORE) --evidence || true

test: setup format-check lint types layers unit  ## Format, lint, types, layer rule, doctests, tests

format: $(VENV)/.ready  ## Rewrite the code in house format
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

format-check: $(VENV)/.ready
	$(BIN)/ruff format --check .

lint: $(VENV)/.ready
	$(BIN)/ruff check .

types: $(VENV)/.ready
	$(BIN)/mypy

layers: $(VENV)/.ready
	$(BIN)/lint-imports

unit: $(VENV)/.ready
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -n 2

golden: setup  ## Rewrite the golden results; review the diff like code
	KG_WRITE_GOLDEN=1 $(BIN)/pytest tests/golden

lock: $(VENV)/.ready  ## Renew requirements.lock (versions and hashes, no addresses)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements.lock

clean:  ## Remove what was made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
