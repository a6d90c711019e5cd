# Everything a developer asks for by name. `make` alone lists it from the comments behind `##`.
# Works with GNU make 3.81, which macOS ships. The environment lies in .venv; whatever needs it sets
# it up first.

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench soak lock clean

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PLACE := $(or $(UPPDRAG_HOME),var)

# pip never asks, and does not speak of newer versions of itself.
PIP := PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip -q

# Prefect's server reports to its makers unless it is told not to.
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

help: ## list what can be asked for
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY)

run: $(READY) ## the main job on the shipped register: load, replay ten years, show, then serve until Ctrl-C
	@echo "— uppdrag check"
	@$(BIN)/uppdrag check
	@echo
	@echo "— uppdrag sync"
	@mkdir -p "$(PLACE)"
	@$(BIN)/uppdrag sync > "$(PLACE)/sync.txt"
	@grep -E '^. (uppdrag|assignment|överlämning|handover) ' "$(PLACE)/sync.txt" || true
	@tail -n 1 "$(PLACE)/sync.txt"
	@echo
	@echo "— uppdrag replay --from 2008-07-01 --to 2018-12-31"
	@$(BIN)/uppdrag replay --from 2008-07-01 --to 2018-12-31 > "$(PLACE)/replay.txt"
	@$(MAIN_LINES) "$(PLACE)/replay.txt" || true
	@tail -n 1 "$(PLACE)/replay.txt"
	@echo "→ $(PLACE)/replay.txt"
	@echo
	@echo "— uppdrag due --within 366"
	@$(BIN)/uppdrag due --within 366
	@echo
	@echo "— uppdrag up"
	@$(BIN)/uppdrag up

# Of the story: each decision that became known, and each step of a handover.
MAIN_LINES = grep -E '^[0-9-]+  (beslut|decision|Överlämningen|The handover) '

test: $(READY) ## every test, on SQLite and PostgreSQL, on two cores
	@$(BIN)/python -m pytest --numprocesses 2

check: $(READY) ## style, format and types: ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy .

bench: $(READY) ## every figure beside its limit; ONLY=name for one of them
	@ONLY="$(ONLY)" $(BIN)/python -m benchmarks

soak: $(READY) ## hours of it: spoilt registers, and senders that are killed; TIMES=, KILLS=, ALERTS=
	@$(BIN)/python -m tests.mutating --times $(or $(TIMES),100000)
	@$(BIN)/python -m tests.killing --kills $(or $(KILLS),1000) --alerts $(or $(ALERTS),10000)

# uv is needed for this alone: python3 -m venv ~/uv && ~/uv/bin/pip install uv, then UV=~/uv/bin/uv.
# The locks name no index; setup takes hashes for identity. To take newer versions, delete a lock first.
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate --no-strip-extras pyproject.toml

lock: ## make both locks again from pyproject.toml (needs uv)
	@command -v $(UV) > /dev/null || { echo "make lock needs uv: see the comment in the Makefile." >&2; exit 1; }
	@$(UV) $(LOCK) -o requirements.lock
	@$(UV) $(LOCK) --extra dev -o requirements-dev.lock

clean: ## remove what can be made again (never var/, where the database lies)
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment

$(READY): pyproject.toml requirements.lock requirements-dev.lock | $(BIN)/python
	@echo "Installing the locked libraries into $(VENV); the first time it takes a minute or two …"
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready: $(BIN)/uppdrag"

# --no-deps above: the lock is complete, and an older pip stumbles over extras when it checks hashes.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	  echo "uppdrag needs Python 3.11 or later, and '$(PYTHON)' is none: make PYTHON=python3.12, for example." >&2; \
	  exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
