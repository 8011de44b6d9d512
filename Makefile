# make run       set everything up and start the bot (without a token: the local chat in the browser)
# make test      set everything up and run the tests
# make lint      ruff and mypy
# make bench     recall and ranking compared with other engines; benchmarks/README.md has the other benchmarks
# make soak      an hour of constant load; prints each minute what the bot uses
# make messages  adds new words of newsbot's own to the catalogues of translations (bot/translation/locale)
# make clean     removes what the others made

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint config/constraints.txt

.PHONY: run test lint bench soak messages clean

run: $(VENV)/run
	@$(BIN)/newsbot run

test: $(VENV)/test
	@$(BIN)/python -m pytest --numprocesses auto $(ARGS)

lint: $(VENV)/lint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/test
	@$(PIP) --editable '.[test,bench]'
	@$(BIN)/python -m benchmarks.retrieval $(ARGS)

soak: $(VENV)/test
	@$(BIN)/python -m benchmarks.soak $(ARGS)

messages: $(VENV)/test
	@$(BIN)/python -m tests.support.messages

clean:
	rm -rf $(VENV) *.egg-info build dist

# A stamp for each set of packages; it is made again when the list of packages changes.
$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "newsbot needs Python 3.11 to 3.13: make run PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python cannot make a virtual environment: install python3-venv"; exit 1; }

$(VENV)/run: pyproject.toml config/constraints.txt | $(BIN)/python
	@echo "Installing newsbot into $(VENV) (once, about a minute) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/test: pyproject.toml config/constraints.txt | $(BIN)/python
	@echo "Installing newsbot and its test packages into $(VENV) (once, about a minute) ..."
	@$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/run

$(VENV)/lint: pyproject.toml config/constraints.txt | $(BIN)/python
	@$(PIP) --editable '.[test,lint]'
	@touch $@ $(VENV)/run $(VENV)/test
