# Two commands: make demo, make test. Everything else is for people who work on it.
SHELL := /bin/sh
# Tests and demo start many processes; without byte code each would compile the whole package and all its expressions.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := data/sample/digest-2024-05.txt
STORE := out/sample.kg

# What the benchmarks read; paths of data sets that are not part of the project are given on the command line.
GOLD ?= data/sample/gold
CORPUS ?= $(SAMPLE)
FINRE ?=
A_SHARE ?=
NAMES ?=
FEWFC ?=
UNER ?=

.PHONY: help demo test setup train format format-check lint types layers unit golden lock clean taggers interop \
	benchmark-extraction benchmark-speed benchmark-reading benchmark-terms benchmark-taggers benchmark-gazetteer benchmark-queries benchmark-rdf benchmark-identity benchmark-neo4j neo4j

# Shows a command, then runs it; in a file, tables are 100 columns wide.
define run
@printf '\n$$ kg %s\n\n' "$(1)"
@test -t 1 || export COLUMNS=100; $(BIN)/kg $(1)
endef

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: $(VENV)/.ready  ## Create .venv with all that the product needs

taggers: $(VENV)/.ready  ## Fetch the tagger of FoolNLTK (Apache-2.0) by hash: for --ner bilstm, training and comparisons
	$(BIN)/python -m kg.extraction.taggers.fetch || echo "The tagger could not be fetched; --ner bilstm and training need it, nothing else does."

demo: setup  ## Build the sample graph, ask it who invested in whom and which policies matter, draw it
	@mkdir -p out && rm -f $(STORE) $(STORE)-wal $(STORE)-shm
	$(call run,build $(SAMPLE) --store $(STORE) --published 2024-05-31)
	$(call run,investors 砺芯半导体 --store $(STORE) --evidence)
	$(call run,investments 国家集成电路基金 --store $(STORE))
	$(call run,investments 国家集成电路基金二期 --store $(STORE))
	$(call run,exposure 华灿光电 --store $(STORE) --evidence)
	$(call run,draw 京东方 --hops 2 --store $(STORE) -o out/京东方.html)
	$(call run,draw 国家集成电路基金 --hops 2 --store $(STORE) -o out/国家集成电路基金.html)
	@printf '\nOpen in a browser, no network needed (用浏览器打开，无需联网):\n'
	@printf '  file://%s\n' "$(CURDIR)/out/京东方.html" "$(CURDIR)/out/国家集成电路基金.html"

test: setup taggers format-check lint types layers unit  ## Format, lint, types, layer rule, doctests, tests

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
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -n 2 --dist loadgroup

neo4j: $(VENV)/.ready  ## Start a real Neo4j to play with (Java 17, Maven); the tests use the same
	$(BIN)/python tools/neo4j_server.py

interop:  ## Install the tools of FollowTheMoney and BODS beside ours, for the tests of exports (needs libicu-dev)
	test -x .venv-interop/bin/python || $(PYTHON) -m venv .venv-interop
	.venv-interop/bin/python -m pip install --quiet --disable-pip-version-check -r tools/interop.txt

golden: setup  ## Rewrite the golden results and the outputs in README.md; review the diff like code
	KG_WRITE_GOLDEN=1 $(BIN)/pytest tests/golden tests/unit/test_readme.py

benchmark-extraction: setup  ## Score extraction; GOLD=dir CORPUS=file, ASIDE=a06,…, FINRE=dir, FEWFC=dir, UNER=dir
	$(BIN)/python benchmarks/bench_extraction.py --gold $(GOLD) --corpus $(CORPUS) --texts data/training \
		$(if $(ASIDE),--keep-aside $(ASIDE)) \
		$(if $(FINRE),--finre $(FINRE)) $(if $(FEWFC),--fewfc $(FEWFC)) $(if $(UNER),--uner $(UNER))

benchmark-terms: setup  ## Score the term grammar alone; GOLD=dir CORPUS=file
	$(BIN)/python benchmarks/bench_terms.py --gold $(GOLD) --corpus $(CORPUS)

benchmark-taggers: setup taggers  ## Characters a second of the taggers; CORPUS=file
	$(BIN)/python benchmarks/bench_taggers.py $(CORPUS)

benchmark-gazetteer: setup  ## How fast the gazetteers are built, loaded and matched; CORPUS=file
	$(BIN)/python benchmarks/bench_gazetteer.py $(CORPUS)

benchmark-speed: setup taggers  ## Extraction beside the bare taggers, and its growth; CORPUS=file
	$(BIN)/python benchmarks/bench_speed.py $(CORPUS)
	$(BIN)/python benchmarks/bench_growth.py $(CORPUS)

benchmark-reading: setup  ## Characters a second of reading, sentences and values; CORPUS=file
	$(BIN)/python benchmarks/bench_reading.py $(CORPUS)

benchmark-queries: setup  ## How long questions take on a large made-up graph
	$(BIN)/python benchmarks/bench_queries.py

$(VENV)-train/.ready: requirements.lock
	test -x $(VENV)-train/bin/python || $(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check torch
	touch $@

MODELS := kg/extraction/models
# The networks of relations read the names that the network of names finds: they are trained behind it.
train: $(VENV)/.ready $(VENV)-train/.ready  ## Train the networks and the statuses anew, the same each time (PyTorch, hours on one core); FINRE=dir FEWFC=dir UNER=dir DEVICE=cuda
	$(BIN)/python -m kg.extraction.taggers.fetch
	PYTHONPATH=. $(VENV)-train/bin/python tools/train_names.py $(if $(FINRE),--finre $(FINRE)) \
		$(if $(FEWFC),--fewfc $(FEWFC)) $(if $(UNER),--uner $(UNER)) $(if $(DEVICE),--device $(DEVICE))
	PYTHONPATH=. $(VENV)-train/bin/python tools/train_borders.py $(if $(FINRE),--finre $(FINRE)) \
		$(if $(FEWFC),--fewfc $(FEWFC))
	PYTHONPATH=. $(VENV)-train/bin/python tools/train_relations.py $(if $(FINRE),--finre $(FINRE)) \
		$(if $(FEWFC),--fewfc $(FEWFC))
	PYTHONPATH=. $(VENV)-train/bin/python tools/train_relations.py $(if $(FINRE),--finre $(FINRE)) \
		$(if $(FEWFC),--fewfc $(FEWFC)) --seed 20240502 --reading $(MODELS)/relations.onnx --out $(MODELS)/relations-2.onnx
	PYTHONPATH=. $(VENV)-train/bin/python tools/train_statuses.py $(if $(FINRE),--finre $(FINRE)) \
		$(if $(FEWFC),--fewfc $(FEWFC))

benchmark-rdf: setup  ## Export and import of RDF beside rdflib and pyoxigraph, and the SPARQL engines; takes long
	$(BIN)/python benchmarks/bench_rdf.py

benchmark-identity: setup  ## Names joined and kept apart, growth, one more digest; A_SHARE=file FINRE=dir NAMES=file
	$(BIN)/python benchmarks/bench_identity.py --digest $(SAMPLE) $(if $(A_SHARE),--a-share $(A_SHARE)) \
		$(if $(FINRE),--finre $(FINRE)) $(if $(NAMES),--names $(NAMES))

benchmark-neo4j: setup  ## Loading Neo4j beside a bare UNWIND CREATE, questions beside the graph file; STORE=graph.kg
	$(BIN)/python benchmarks/bench_neo4j.py $(if $(filter-out out/sample.kg,$(STORE)),--store $(STORE))

lock: $(VENV)/.ready  ## Renew requirements.lock (versions and hashes, no addresses)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements.lock

clean:  ## Remove what was made
	rm -rf $(VENV) $(VENV)-train .venv-interop out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
