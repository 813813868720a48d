# The front door. `make help` lists what there is.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUTPUT ?= output/reports
GOLD ?= ../shared/gold
SCORED ?= output/gold

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench score calibrate docs clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(BIN)/kg: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "institution-kg needs Python 3.11 or later: make PYTHON=python3.12 …")'
	@echo "installing into $(VENV): a minute or two, without further words"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,parquet,notebooks]'
	@touch $@

install: $(BIN)/kg ## the virtual environment with everything in it

demo: $(BIN)/kg ## build the graph of the two example reports into output/reports and say what to open
	$(BIN)/kg build examples -o $(OUTPUT)
	@echo
	@echo "Open      $(OUTPUT)/index.html   (double-click: no network, no server needed)"
	@echo "Ask       $(BIN)/kg ask $(OUTPUT) institutes-of --of 天津医科大学第二医院"
	@echo "Look up   $(BIN)/kg show $(OUTPUT) 天津医科大学眼科医院"
	@echo "Serve     $(BIN)/kg serve $(OUTPUT)      # SPARQL at http://127.0.0.1:8000/sparql"

test: $(BIN)/kg ## the tests (browser, notebook and command-line-tool tests skip themselves where those are missing)
	$(BIN)/python -m pytest -n 2 --dist loadfile tests

check: $(BIN)/kg ## format, lint, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BIN)/kg ## where the time goes: each stage on the example reports, each question on their graph
	$(BIN)/python -m tests.bench.bench_build examples
	$(BIN)/kg build examples -o $(OUTPUT)
	$(BIN)/python -m tests.bench.bench_ask $(OUTPUT)

score: $(BIN)/kg ## precision and recall on the gold set, each text built on its own (skipped where it is absent)
	@if [ -d $(GOLD) ]; then \
	  $(BIN)/python -m tests.bench.build_gold $(GOLD)/docs $(SCORED) && $(BIN)/python $(GOLD)/score.py $(GOLD) $(SCORED) --errors > $(SCORED)/errors.txt; \
	  grep -v '^     ' $(SCORED)/errors.txt; echo "Errors by document: $(SCORED)/errors.txt"; \
	else echo "make score: skipped, there is no gold set at $(GOLD) (make score GOLD=DIR)"; fi

calibrate: score ## count on the gold set how often each rule is right, and set the confidences by it
	@if [ -d $(GOLD) ]; then $(BIN)/python -m tests.bench.calibrate $(GOLD) $(SCORED) --write; fi

docs: $(BIN)/kg ## write the generated pages again (docs/questions.md, the tables of the README)
	$(BIN)/python -m tests.docs.write

clean: ## remove what was built
	rm -rf output/reports output/gold .mypy_cache .ruff_cache .pytest_cache .hypothesis
