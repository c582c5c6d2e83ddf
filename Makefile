# Two commands: `make run` starts Slate, `make test` checks everything.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test lint lock clean

run: .venv/.runtime
	@exec $(BIN)/slate run

test: lint
	$(BIN)/python -m pytest

lint: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.venv/.runtime: requirements.lock pyproject.toml
	@echo "Setting up .venv; the first time takes a few minutes."
	@$(PYTHON) -c 'import sys; sys.exit("Slate needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	$(PIP) --requirement requirements.lock
	$(PIP) --no-deps --editable .
	@touch $@

.venv/.tests: .venv/.runtime tests/requirements.lock
	$(PIP) --requirement tests/requirements.lock
	@touch $@

# Pins every version anew within the ranges of pyproject.toml.
lock:
	$(PIP) pip-tools
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-annotate \
		--no-header --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-annotate \
		--no-header --extra test --extra train --constraint requirements.lock --output-file tests/requirements.lock pyproject.toml
	sed -i 's/+cpu$$//' requirements.lock tests/requirements.lock

clean:
	rm -rf .venv .*_cache *.egg-info
