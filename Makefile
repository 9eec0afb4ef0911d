# Everything a checkout needs, from Python 3.11 or newer alone. `make help` lists the targets.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install demo test fast check format lint types imports generate bench faults lock clean format-check fresh evolution golden

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# The first that will do: the one named, then python3, since that is what people configured.
find_python = for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$python >/dev/null 2>&1 && \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(INSTALLED) ## set everything up in .venv/: packages, a Java runtime, Kafka's jars, PostgreSQL
	@:

$(INSTALLED): requirements.lock pyproject.toml infra/local/kafka_jars.lock
	@python=$$($(find_python)); \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer with the venv module is needed. Install it, or name it: make install PYTHON=/path/to/python3.11" >&2; \
	  echo "需要 Python 3.11 或更高版本(含 venv 模块)。请安装,或指定路径:make install PYTHON=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	[ -x $(BIN)/python ] || "$$python" -m venv $(VENV)
	@echo "Installing packages into $(VENV)/ (the first time about 500 MB) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m infra.local.kafka_jars
	@$(BIN)/python -m infra.local.kafka_archive
	@touch $@

demo: install ## run the main job end to end; ARGS=--once ends by itself, ARGS="--once --json" prints JSON
	@$(BIN)/govsync demo $(ARGS)

test: install ## every test; ARGS=tests/unit for some
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(BIN)/python -m pytest -n 2 -m "not platform"
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m platform
endif

fast: install ## the tests that need no platform
	@$(BIN)/python -m pytest -q -n 2 -m "not platform"

check: install format-check lint types imports fresh evolution test ## all that must hold before a change lands

format: install ## put the code into shape
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix --quiet

format-check: install
	@$(BIN)/ruff format --check

lint: install ## ruff
	@$(BIN)/ruff check

types: install ## mypy --strict
	@$(BIN)/mypy

imports: install ## who may import whom
	@$(BIN)/lint-imports

generate: install ## write what follows from the contract: models, tables, views, examples, pages
	@$(BIN)/python -m schemas.generate

fresh: install
	@$(BIN)/python -m schemas.generate --check

golden: install ## write what tests/integration/test_migrations.py compares the database with
	@GOVSYNC_WRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/integration/test_migrations.py

evolution: install ## whether a change breaks what has been released
	@$(BIN)/python -m schemas.evolution

bench: install ## events per second through the whole chain
	@$(BIN)/govsync bench $(ARGS)

faults: install ## a night of it: fuzzing at full size, oracles that must go red, twenty seeds of the fault matrix
	@GOVSYNC_NIGHTLY=1 GOVSYNC_FUZZ=100 $(BIN)/python -m pytest -m "nightly or fuzz" tests
	@$(BIN)/govsync faults --seeds 20 --minutes 2 $(ARGS)

lock: install ## pin every dependency anew, with hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --extra local --extra bench --group dev --output-file requirements.lock pyproject.toml
	@$(BIN)/python -m infra.local.kafka_jars --lock > infra/local/kafka_jars.lock.new && mv infra/local/kafka_jars.lock.new infra/local/kafka_jars.lock
	@for lock in $$(grep -l kafka_jars govsync/benchmark/peers/*.lock); do \
	  $(BIN)/python -m infra.local.kafka_jars --lock $$(sed -n '1s/.*--lock //p' $$lock) > $$lock.new && mv $$lock.new $$lock; \
	done

clean: ## remove the environment and what tools cached; a local platform's data in .govsync/ stays
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
