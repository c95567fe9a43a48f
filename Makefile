# What can be done here: make demo, test, check, bench, run, messages, lock.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
DATA := $(abspath $(or $(EXPO_DATA_DIR),var))
STEP := @printf '… %s\n'

.PHONY: help demo run test check bench tools messages catalogues lock clean

help: ## say what can be done
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: $(VENV)/runtime catalogues ## bring up the demonstration on PORT (8000)
	@umask 077; mkdir -p "$(DATA)" || { echo "The folder $(DATA) cannot be made." >&2; exit 1; }; \
	key="$(DATA)/secret-key"; \
	[ -s "$$key" ] || $(PY) -c 'import secrets; print(secrets.token_urlsafe(64))' > "$$key" \
	  || { echo "The disk of $(DATA) is full or read-only." >&2; exit 1; }; \
	export DJANGO_SETTINGS_MODULE=expo.settings.production EXPO_SECURE=0; \
	export EXPO_ALLOWED_HOSTS="$${EXPO_ALLOWED_HOSTS:-localhost,127.0.0.1}"; \
	export EXPO_SECRET_KEY="$${EXPO_SECRET_KEY:-$$(cat "$$key")}"; \
	umask 022; exec $(PY) manage.py demo

run: $(VENV)/runtime catalogues ## serve for development, reloading
	@$(PY) manage.py migrate --verbosity 0 && $(PY) manage.py runserver "$${PORT:-8000}"

test: $(VENV)/development catalogues ## run the whole suite, in parallel
	$(STEP) "Running the tests"
	@$(PY) -m pytest -n auto --dist worksteal --cov --cov-report= $(ARGS)
	@$(PY) -m coverage report --fail-under=$(or $(COVERAGE),95) | grep ^TOTAL

check: $(VENV)/development catalogues ## formatting, linting, types, layers
	$(STEP) "Formatting and linting"
	@$(VENV)/bin/ruff format --check --quiet .
	@$(VENV)/bin/ruff check --quiet .
	@# Linted, not formatted: djlint's formatter puts blanks into running text.
	@$(VENV)/bin/djlint templates --lint --quiet
	$(STEP) "Types and layers"
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache | tail -n 3
	$(STEP) "Migrations and settings"
	@$(PY) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=expo.settings.production EXPO_ALLOWED_HOSTS=expo.example \
	  EXPO_SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  $(PY) manage.py check --deploy --fail-level WARNING

bench: $(VENV)/development ## measure; LIGHTHOUSE=1 scores pages too (needs npm); PLANNER=--quick
	@$(PY) -m tests.bench.bench_pages
	@$(PY) -m tests.bench.bench_server
	@$(PY) -m tests.bench.bench_exports
	@$(PY) -m tests.bench.bench_board
	@$(PY) -m tests.bench.bench_clashes
	@$(PY) -m tests.bench.bench_walking
	@$(PY) -m tests.bench.bench_history
	@$(PY) -m tests.bench.bench_concurrency
	@$(PY) -m tests.bench.bench_imports
	@$(PY) -m tests.bench.bench_admin
	@$(PY) -m tests.bench.bench_archives
	@$(PY) -m tests.bench.bench_photos
	@$(PY) -m tests.bench.bench_planning $(PLANNER)
	@$(PY) -m tests.bench.bench_demo $(if $(LIGHTHOUSE),--lighthouse)

messages: $(VENV)/development ## extract the texts to translate (needs gettext)
	@$(PY) manage.py makemessages --locale ru --locale az --no-location --no-wrap \
	  --ignore '.venv/*' --ignore 'var/*'

catalogues: $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

# By Babel: Debian's gettext is needed only to extract the texts.
%.mo: %.po | $(VENV)/runtime
	@$(PY) -W ignore -m babel.messages.frontend --quiet compile --locale \
	  $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<))) --input-file $< --output-file $@

# What the tests of pages need beyond Python: the sums are those of the two files.
AXE := axe-core@4.14.1
VNU := vnu-jar@26.9.27
define SUMS
29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c  .tools/node_modules/axe-core/axe.min.js
22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47  .tools/node_modules/vnu-jar/build/dist/vnu.jar
endef
export SUMS

tools: .tools/checked ## fetch the checkers of accessibility and markup (needs npm)

.tools/checked: Makefile
	$(STEP) "Fetching the checkers of pages"
	@npm install --prefix .tools --no-package-lock --ignore-scripts --no-audit --no-fund \
	  --loglevel error $(AXE) $(VNU) >/dev/null
	@sha256sum --quiet --check <<< "$$SUMS"
	@touch $@

lock: $(VENV)/development ## lock the requirements of pyproject.toml
	@$(PY) -m pip install --quiet uv
	@$(PY) -m uv pip compile --quiet --python-version 3.11 --generate-hashes --no-strip-extras --no-header \
	  pyproject.toml --output-file requirements.txt
	@$(PY) -m uv pip compile --quiet --python-version 3.11 --generate-hashes --no-strip-extras --no-header \
	  --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt

clean: ## remove the environment; the data stays
	@rm -rf $(VENV) staticfiles

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Expo needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1 || echo missing)." >&2; exit 1; }
	$(STEP) "Creating the environment"
	@$(PYTHON) -m venv $(VENV) || { echo "Install Python's venv module (Debian: python3-venv)." >&2; exit 1; }

$(VENV)/runtime: requirements.txt | $(VENV)/bin/python
	$(STEP) "Installing what Expo needs"
	@[ -f $(VENV)/development ] || $(PY) -m pip install --quiet --disable-pip-version-check \
	  --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/development: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(STEP) "Installing what developers need"
	@$(PY) -m pip install --quiet --disable-pip-version-check \
	  --require-hashes --requirement requirements-dev.txt
	@touch $@ $(VENV)/runtime
