# The commands of the README; each one creates .venv when it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: install demo test check serve bench system clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --constraint constraints.txt --editable .
	$(BIN)/python tools/slim.py
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --constraint constraints.txt --editable '.[test]'
	touch $@

demo: install
	$(BIN)/translate-flow --workspace demo demo --port $(PORT)

serve: install
	$(BIN)/translate-flow serve --port $(PORT)

# What the tests drive for real: a browser, an offline engine, a validator. Without root or sudo they are skipped.
system:
	sh tools/system.sh

# A worker for each processor; each takes whole files, for these share a server and a browser.
test: $(VENV)/.tested system check
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.tested
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
