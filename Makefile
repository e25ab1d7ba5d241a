# Everything CI runs, a person can run: `make check`.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WAITING := tests/bench tests/cli tests/escalation tests/prove
export PYTHONDONTWRITEBYTECODE = # empty counts as not set: a hundred processes of the tests need not compile us a hundred times
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check install --quiet

help:    ## Show this
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: install ## Set everything up and serve the demonstration at http://127.0.0.1:8000 (PORT=… for another port)
	$(BIN)/shoubao demo --port $(PORT)

# Whoever waits goes first: the other two lanes have nothing to do but to reckon, and fill what is left of two cores.
test: install ## The tests, in four lanes: what a browser shows, what waits for other programs, the pages, all the rest
	@$(BIN)/pytest tests/browser > .browser.log 2>&1 & browser=$$!; \
	$(BIN)/pytest $(WAITING) > .waiting.log 2>&1 & waiting=$$!; \
	nice -n 5 $(BIN)/pytest tests/http > .http.log 2>&1 & http=$$!; \
	nice -n 5 $(BIN)/pytest --ignore=tests/browser --ignore=tests/http $(WAITING:%=--ignore=%); rest=$$?; \
	wait $$http; paged=$$?; wait $$waiting; waited=$$?; wait $$browser; seen=$$?; \
	cat .http.log .waiting.log .browser.log; rm -f .http.log .waiting.log .browser.log; \
	exit $$((rest | paged | waited | seen))

install: .venv/installed api/static/vendor/installed ## Make .venv with the locked dependencies and shoubao itself

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv # Debian keeps what venv needs for pip elsewhere
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

api/static/vendor/installed: package.json package-lock.json api/static/VENDOR.sha256
	npm ci --silent --ignore-scripts --no-audit --no-fund
	mkdir -p api/static/vendor
	cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/dist/ext/hx-ws.min.js api/static/vendor/
	cd api/static/vendor && sha256sum --check --quiet ../VENDOR.sha256
	touch $@

check: install ## Format, lint, types, architecture and every test: what must be green before a commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

prove: install ## The long proofs: kill -9, power loss, mutants of the domain, all incidents of the oracle (half an hour)
	$(BIN)/pytest -m prove tests/prove tests/oracle -s

sounds: ## Make api/static/sounds anew (needs espeak-ng and sox)
	./sounds.sh

fix: ## Format, and fix what can be fixed
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: ## Write requirements.lock anew from pyproject.toml, with hashes and without addresses
	$(BIN)/uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements.lock

mutate: install ## Name each change of the domain that no test of the rules notices (mutmut show tells one)
	$(BIN)/mutmut run && $(BIN)/mutmut results

.PHONY: help run test install check prove fix lock mutate sounds
