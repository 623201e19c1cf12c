# Two commands do everything on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.PHONY: help install dev datasette1 browser demo test check bench extractors drill fuzz docs pictures pins clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

install: .venv/.installed ## jingwen and what it runs on, in .venv
dev: .venv/.dev

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "jingwen needs Python 3.11 or newer; say which with: make PYTHON=python3.12 install"; exit 2; }
	$(PYTHON) -m venv .venv
	@# pip 23 and older stumble over the extras of lxml
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25'
	@touch $@

.venv/.installed: .venv/.python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

datasette1: .venv/.datasette1 # Datasette 1.0 in a venv of its own; all else comes from .venv
.venv/.datasette1: .venv/.dev requirements-datasette1.txt
	$(BIN)/python -m venv .venv/datasette1
	.venv/datasette1/bin/python -m pip install --quiet --upgrade 'pip>=25'
	.venv/datasette1/bin/python -m pip install --quiet -r requirements-datasette1.txt
	$(BIN)/python -c "import site; print(site.getsitepackages()[0])" > \
	  "$$(.venv/datasette1/bin/python -c 'import site; print(site.getsitepackages()[0])')/jingwen.pth"
	@touch $@

browser: # Chromium for the tests of the pages: Debian's, where apt is there and none is installed
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if command -v apt-get >/dev/null; then \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -q >/dev/null && \
	  $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-cjk >/dev/null; \
	else echo "No Chromium and no apt here: the browser tests will say that they were skipped."; fi

demo: install ## serve and crawl the sample web, then open Datasette (ARGS=--no-serve ends after the summary)
	$(BIN)/jingwen demo $(ARGS)

test: dev datasette1 browser check ## everything: checks, then all tests (ARGS goes to pytest)
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: dev ## lint, types, import contracts, generated tables
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cogapp --check README.md CONTRIBUTING.md docs/*.md
	$(BIN)/scrapy list >/dev/null

extractors: dev ## reading beside other extractors, on the same pages; installs them in a venv of their own
	$(BIN)/python -m tests.benchmarks.extractors $(ARGS)

drill: dev ## the long drills: 20,000 broken pages; ten crawls, each killed six times; 200 kills with harm in between
	$(BIN)/python -m tests.benchmarks.fuzz
	JINGWEN_DRILL=10 $(BIN)/python -m pytest tests/crawler/test_crawl.py -k killed -n 2 $(ARGS)
	$(BIN)/python -m tests.benchmarks.crash

fuzz: dev ## the reading room asked anything for some ten minutes: every route by its OpenAPI document, tables and SQL
	JINGWEN_FUZZ=$${JINGWEN_FUZZ:-600} $(BIN)/python -m pytest tests/datasette_config/test_openapi_fuzz.py \
	  tests/datasette_config/test_table_fuzz.py $(ARGS)

pins: ## write the pins of requirements.txt anew, from what pyproject.toml allows today
	rm -rf build/pins && $(PYTHON) -m venv build/pins && build/pins/bin/python -m pip install --quiet .
	build/pins/bin/python -m pip freeze --exclude jingwen > build/pins/pinned
	{ sed -n '/^#/p' requirements.txt; cat build/pins/pinned; } > build/pins/requirements.txt
	mv build/pins/requirements.txt requirements.txt

docs: dev ## write the generated tables of the documents anew
	$(BIN)/python -m cogapp -r README.md CONTRIBUTING.md docs/*.md

pictures: dev browser # the README's pictures, of ./demo-data; smaller where pngquant is there
	$(BIN)/python -m tests.screenshots

bench: dev ## figures, as ratios against a baseline run beside them
	$(BIN)/python -m tests.benchmarks $(ARGS)

clean: ## what was built, not what was crawled
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
