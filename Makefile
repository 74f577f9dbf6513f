# The two commands a newcomer needs: `make run` and `make test`. `make help` lists all.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/ready
DECIDES := requirements.lock pyproject.toml packaging/setup_environment.py \
	packaging/build_catalogues.py $(wildcard resources/yhdistys_resources/locale/*/LC_MESSAGES/*.po)
PYTEST := $(BIN)/python -m pytest
PATHS := src plugins resources tests packaging

.DEFAULT_GOAL := help
.PHONY: help setup run check test test-fast coverage bench soak bare-check fix i18n lock guide package clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

$(READY): $(DECIDES)
	@command -v $(PYTHON) >/dev/null || { \
		echo "No $(PYTHON) here: install Python 3.11 or newer, or make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) packaging/setup_environment.py --stamp $(READY)

setup: $(READY) ## make .venv with the locked packages and what Qt needs

run: $(READY) ## make the sample association in ./demo and open it in a window
	@if [ -e demo/demo.yhdistys ]; then \
		echo "The sample association is here already; remove the folder demo to make it anew."; \
		ls -d demo/*; \
	else $(BIN)/yhdistys demo demo; fi
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/yhdistys desktop demo/demo.yhdistys; \
	else echo "There is no screen here; elsewhere: $(BIN)/yhdistys desktop demo/demo.yhdistys"; fi

check: $(READY) ## format, lint, types, import rules
	$(BIN)/ruff format --check $(PATHS)
	$(BIN)/ruff check $(PATHS)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Measuring coverage costs nearly half as much time again: .ci/run and `make coverage` ask for it.
test: $(READY) ## all tests (under 3 minutes)
	$(PYTEST) -n 2 -m "not soak" $(if $(YHDISTYS_TEST_COVERAGE),--cov --cov-report=)
	@$(if $(YHDISTYS_TEST_COVERAGE),$(BIN)/python packaging/check_coverage.py,true)

test-fast: $(READY) ## tests without the desktop, journeys and slow ones
	$(PYTEST) -m "not soak and not slow" --ignore tests/gui --ignore tests/journeys -q

coverage: ## all tests, and the files that must be covered completely
	@$(MAKE) --no-print-directory test YHDISTYS_TEST_COVERAGE=1

bench: $(READY) ## time against bare baselines, writes docs/benchmarks.md
	$(BIN)/python tests/bench/run.py

soak: $(READY) ## hundreds of kills, long loads and thousands of fresh examples
	$(PYTEST) -m soak --timeout 3600
	$(PYTEST) -n 2 -m hypothesis --hypothesis-profile searching --timeout 3600

bare-check: ## both commands in a bare Debian root (needs root and debootstrap)
	packaging/bare_check.sh

fix: $(READY) ## format and mend what ruff can mend
	$(BIN)/ruff check --fix $(PATHS)
	$(BIN)/ruff format $(PATHS)

i18n: $(READY) ## collect the texts, update and compile the Finnish and Swedish catalogues
	$(BIN)/python packaging/update_catalogues.py

lock: $(READY) ## choose the newest allowed packages and write requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --universal --python-version 3.11 \
		--generate-hashes --group dev --upgrade --output-file requirements.lock pyproject.toml

guide: $(READY) ## the pictures of docs/opas and of the README, made by the program
	$(BIN)/python packaging/make_guide_pictures.py

package: $(READY) ## wheel and source archive in dist/
	$(BIN)/hatchling build --directory dist

clean: ## remove what make made, except .venv and demo
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov
	rm -f .coverage .coverage.*
	find src plugins packaging tests resources -name __pycache__ -type d -prune -exec rm -rf {} +
