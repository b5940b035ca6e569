# One command each: `make run`, `make test`, `make check`. See README.md and CONTRIBUTING.md.
SHELL := /bin/bash
PYTHON ?= $(firstword $(shell command -v python3.11 python3))
UV_VERSION := 0.13.8
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
APT_PACKAGES := chromium fonts-noto-cjk postgresql

# Python keeps what it compiled, else each process that the tests start compiles every library again.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test check read fast format setup machine lock catalogue reference benchmark clean

run: setup ## Open the dashboard; EMPTY=1 starts without demo status
	DASHBOARD_EMPTY=$(EMPTY) $(BIN)/python -m data.demo
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: setup machine ## Everything, browser and PostgreSQL included
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not alone"
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "browser and not alone"
	$(BIN)/python -m pytest -q -m "alone"

check: setup ## Before every commit: what reading finds, and the fast tests, side by side
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target read fast

fast: setup
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not browser and not postgres and not slow"

read: setup node_modules/ready ## Without running anything: format, lint, import contracts, types, reference data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/basedpyright --level error
	node_modules/.bin/biome lint --error-on-warnings
	node_modules/.bin/tsc
	$(BIN)/python -m data.reference check

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(VENV)/ready ## Everything that run and test need, in .venv

$(VENV)/ready: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Installing python3-venv, which Debian keeps apart."; apt-get update -q && apt-get install -y -q python3-venv; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/ready: package-lock.json ## What reads the browser's modules; nothing of it is needed to run
	@./tests/install_machine.sh npm
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

machine: ## What the tests need besides Python: a browser, Chinese fonts, PostgreSQL; skipped where present
	@./tests/install_machine.sh $(APT_PACKAGES)

lock: setup ## Pin and hash the packages anew
	$(BIN)/uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header requirements-dev.in -c requirements.txt -o requirements-dev.txt

catalogue: setup ## Bring the Chinese catalogue up to date with the texts in the code
	$(BIN)/python -m ui.catalogue --update

reference: setup ## Rebuild from packages: the register, pinyin, boundaries; what came from papers stays as typed
	$(BIN)/python -m data.register.build.counties
	$(BIN)/python -m data.register.build.pinyin
	$(BIN)/python -m data.register.build.record
	$(BIN)/python -m geo.build

benchmark: setup machine ## The map, every page, spreadsheets and the projection against their alternatives
	$(BIN)/python benchmarks/map.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/ingest.py
	$(BIN)/python benchmarks/projection.py
	$(BIN)/python benchmarks/reports.py

clean:
	rm -rf $(VENV) node_modules
