# Two commands that do all the set-up on a fresh machine: `make bundle` and `make test`.
# Needs git, make and Python 3.11 or newer with venv; what is missing is named in one sentence.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCKS := scripts/locks

.PHONY: bundle test check install serve rules pictures audit bench sheets clean
.DELETE_ON_ERROR:

bundle: $(VENV)/.user
	@$(BIN)/bekal bundle

test: $(VENV)/.test
	@sh scripts/prepare-tests.sh
	@sh scripts/run-tests.sh

check: $(VENV)/.user
	@$(BIN)/bekal check

# What is written, in the browser, with its mistakes, while it is written.
serve: $(VENV)/.user
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

# The manual of the rules, from their docstrings; run it after a rule was added or explained better.
rules: $(VENV)/.user
	@$(BIN)/bekal rules --write

# Every picture on paper, to ask villagers what they see: build/pictures.html
pictures: $(VENV)/.user
	@$(BIN)/bekal pictures

install: $(VENV)/.user

# axe-core and Lighthouse over every page; `make test` does it for one page of each kind.
audit: $(VENV)/.test
	@sh scripts/prepare-tests.sh
	@$(BIN)/bekal build
	@$(BIN)/python -m audit

# Weight, opening, build time and Lighthouse's performance, beside stock Material.
bench: $(VENV)/.test
	@sh scripts/prepare-tests.sh
	@$(BIN)/bekal build
	@$(BIN)/python -m bench

# Pictures of every kind of page, for eyes: build/screenshots/
sheets: $(VENV)/.test
	@sh scripts/prepare-tests.sh
	@$(BIN)/bekal build
	@$(BIN)/python -m audit.sheets

# The test lock holds everything of the user's lock, so either one makes `bekal` runnable.
$(VENV)/.user: $(LOCKS)/user.txt pyproject.toml | $(VENV)/.python
	@echo "Installing what Bekal needs into $(VENV) …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(LOCKS)/user.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(LOCKS)/test.txt pyproject.toml | $(VENV)/.python
	@echo "Installing the test tools into $(VENV) …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(LOCKS)/test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.user

$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python is missing: install Python 3.11 or newer (Debian: apt install python3 python3-venv), then run make again." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This Python is older than 3.11: install a newer one, or name it with make PYTHON=python3.11." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: apt install python3-venv, then run make again." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

clean:
	rm -rf build $(VENV) scripts/audit/node_modules

# Inputs that try to break the check and the build, alone; `make test` runs them too. See tests/hostile/README.md.
.PHONY: hostile
hostile: $(VENV)/.test
	@$(BIN)/python -m pytest -q tests/hostile

# The proof on real FAT and exFAT: every block write of `bekal write` replayed (about 40 minutes): scripts/proof/RESULTS.md
.PHONY: stick-proof
stick-proof: $(VENV)/.test
	@sh scripts/prepare-proof.sh
	@cd scripts && ../$(BIN)/python -m proof
