# Everything goes into .venv; nothing is installed outside the folder.
PYTHON ?= python3
BIN := .venv/bin
DEMO_INDEX := build/demo-index
PORT ?= 8000

.PHONY: install demo test soak lint bench lock opensearch test-opensearch clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Song Ngữ needs Python 3.11 or newer; say which with: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

demo: install
	$(BIN)/songngu index corpus/samples --index $(DEMO_INDEX) --anew
	$(BIN)/songngu serve --index $(DEMO_INDEX) --port $(PORT)

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/draw_architecture.py --check

# Twice as many workers as cores: at any time some wait for servers, clocks and Chromium.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(2 * (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))')

# Compiled first, whatever PYTHONDONTWRITEBYTECODE says: the tests start hundreds of commands. And
# the tests as pytest compiles them are kept: to collect them then takes each process half as long.
test: lint
	$(BIN)/python -m compileall -q corpus indexer search songngu synonyms web bench
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# The tests RUNS times under nice, beside two loops that keep the processors busy: nothing in them may
# depend on how fast the machine is. Ends at the first run that fails.
RUNS ?= 10
soak: install
	$(BIN)/python -m compileall -q corpus indexer search songngu synonyms web bench
	loops=; for loop in 1 2; do nice sh -c 'while :; do :; done' & loops="$$loops $$!"; done; \
	trap 'kill $$loops' EXIT; \
	for run in $$(seq $(RUNS)); do \
	  echo "run $$run of $(RUNS)"; \
	  nice $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder || exit 1; \
	done

# A real OpenSearch cluster of three nodes on this machine, for tests, until Ctrl-C: jars by Maven into
# build/opensearch. Tests find it where it listens; another one with SONGNGU_OPENSEARCH_URL.
OPENSEARCH_PORT ?= 9250
opensearch: install
	$(BIN)/python -m bench.opensearch_cluster fetch
	$(BIN)/python -m bench.opensearch_cluster run --port $(OPENSEARCH_PORT)

# The pages in the browser with their index on that cluster; `make test` has its other tests.
test-opensearch: install
	SONGNGU_TEST_ENGINE=opensearch $(BIN)/pytest -n $(WORKERS) --dist loadfile tests/web/test_browser*.py

bench: install
	$(BIN)/python -m bench.run

lock: install
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements.lock pyproject.toml

clean:
	rm -rf .venv build *.egg-info
