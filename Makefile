# Two commands do everything on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.PHONY: help install dev datasette1 readers programs demo test suite check bench extractors drill fuzz container docs \
  pictures pins clean

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
readers: .venv/.readers # pandas and DuckDB likewise
.venv/.datasette1 .venv/.readers: .venv/.%: .venv/.dev requirements-%.txt
	$(BIN)/python -m venv .venv/$*
	.venv/$*/bin/python -m pip install --quiet --upgrade 'pip>=25'
	.venv/$*/bin/python -m pip install --quiet --no-deps -r requirements-$*.txt
	$(BIN)/python -c "import site; print(site.getsitepackages()[0])" > \
	  "$$(.venv/$*/bin/python -c 'import site; print(site.getsitepackages()[0])')/jingwen.pth"
	@touch $@

programs: # Chromium, LibreOffice and R for the tests: Debian's, where apt is there and one is missing
	@has() { command -v "$$1" >/dev/null; }; pages=; tables=; \
	has chromium || has chromium-browser || has google-chrome || pages='chromium fonts-noto-cjk'; \
	has soffice || tables=libreoffice-calc-nogui; has Rscript || tables="$$tables r-base-core"; \
	[ -n "$$pages$$tables" ] || exit 0; \
	has apt-get || { echo "No apt here: the tests that need $$pages $$tables will say that they were skipped."; exit 0; }; \
	apt() { $$([ "$$(id -u)" = 0 ] || echo sudo) env DEBIAN_FRONTEND=noninteractive apt-get -q "$$@" >/dev/null; }; \
	apt update && { [ -z "$$pages" ] || apt install -y $$pages; } && \
	{ [ -z "$$tables" ] || apt install -y --no-install-recommends $$tables; }

demo: install ## serve and crawl the sample web, then open Datasette (ARGS=--no-serve ends after the summary)
	$(BIN)/jingwen demo $(ARGS)

test: dev datasette1 readers programs ## everything: checks, and beside them all tests (ARGS goes to pytest)
	$(MAKE) --no-print-directory -j 2 check suite

suite: # all tests; a worker that has none left takes from the other
	$(BIN)/python -m pytest -n 2 --dist worksteal -rs $(ARGS)

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

container: dev ## the container of a published snapshot, built and asked for pages; as root, with buildah and debootstrap
	$(BIN)/python -m tests.benchmarks.container

pins: ## write the pins of requirements.txt anew, from what pyproject.toml allows today
	rm -rf build/pins && $(PYTHON) -m venv build/pins && build/pins/bin/python -m pip install --quiet .
	build/pins/bin/python -m pip freeze --exclude jingwen > build/pins/pinned
	{ sed -n '/^#/p' requirements.txt; cat build/pins/pinned; } > build/pins/requirements.txt
	mv build/pins/requirements.txt requirements.txt

docs: dev ## write the generated tables of the documents anew
	$(BIN)/python -m cogapp -r README.md CONTRIBUTING.md docs/*.md

pictures: dev programs # the README's pictures, of ./demo-data; smaller where pngquant is there
	$(BIN)/python -m tests.screenshots

bench: dev ## figures, as ratios against a baseline run beside them
	$(BIN)/python -m tests.benchmarks $(ARGS)

clean: ## what was built, not what was crawled
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
