# NetLead's commands. `make run` and `make test` set up all they need by themselves.

PYTHON ?= $(shell command -v python3 || command -v python)
BIN := .venv/bin
RUN_READY := .venv/run-ready
DEV_READY := .venv/dev-ready

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench evaluate kills simulate lock screenshots clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(RUN_READY) ## Make .venv with everything NetLead needs to run

run: $(RUN_READY) ## Start NetLead and print the link to its web chat
	@$(BIN)/netlead run

# Measuring the coverage takes as long as the tests, so it is done where the rules are.
test: $(DEV_READY) lint ## Run all tests, the coach's with coverage
	@$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report= tests/coaching tests/bot
	@$(BIN)/python -m coverage report --include='coaching/*' --show-missing --fail-under=98 \
		|| { echo "coaching/ is covered by less than 98 %"; exit 1; }
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests --ignore tests/coaching --ignore tests/bot

lint: $(DEV_READY) ## Check style, types, and who may import whom
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.venv/imports.txt 2>&1 || { cat .venv/imports.txt; exit 1; }

bench: $(DEV_READY) ## Measure speed: ratios against named baselines, in one run
	@$(BIN)/python -m tests.bench

evaluate: $(DEV_READY) ## Measure how often the coach is right, beside baselines; ONLY=neglect for one
	@$(BIN)/python -m tests.evaluate $(ONLY)

kills: $(DEV_READY) ## Kill NetLead a thousand times while it writes to Slack; SEED=… repeats
	@$(BIN)/python -W ignore -m tests.adapters.slack.kills $(SEED)

simulate: $(RUN_READY) ## Coach 500 made-up people for a year and print what happened
	@$(BIN)/netlead simulate

screenshots: $(DEV_READY) ## Take the guides' pictures anew, in a real browser
	@NETLEAD_PICTURES=write $(BIN)/python -m pytest -q tests/product/test_first_day.py \
		tests/adapters/slack/preview/test_pictures.py tests/adapters/teams/playground/test_pictures.py

lock: ## Work the hash-locked requirements out anew (needs uv)
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --no-strip-extras --quiet pyproject.toml --group build -o requirements.lock
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --no-strip-extras --quiet pyproject.toml --group build --group dev \
		-c requirements.lock -o requirements-dev.lock

clean: ## Remove what make made (your data in .netlead stays)
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage

.venv/made: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "NetLead needs Python 3.11 or newer; this is `$(PYTHON) --version`. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

$(RUN_READY): .venv/made requirements.lock pyproject.toml
	@echo "Installing what NetLead needs into .venv (once, about half a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV_READY): $(RUN_READY) requirements-dev.lock
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
