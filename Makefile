# make site | test | serve | lint | mutate | fuzz | bench | docs    Needed beforehand: Python 3.11.7 or later, git, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 0

.PHONY: site test serve lint mutate fuzz bench docs lock clean
site: $(VENV)/.site .quanli-tools-site
	$(BIN)/quanli laws update
	$(BIN)/quanli build --jobs $(JOBS)

test: $(VENV)/.test node_modules/.package-lock.json .quanli-tools-test lint
	@sh .ci/pythons 3.12 3.13
	$(BIN)/python -m pytest -n 2

serve: $(VENV)/.site .quanli-tools-site
	$(BIN)/quanli serve

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Puts small faults into copies of the modules that differ from BASE (or of MODULES="flowchart forms/pdf"), runs the tests that run
# the line, and shows each fault that none notices; MUTATE="--sample 150 --seed 2 --minutes 60" and more: MUTATE=--help.
BASE ?= main
mutate: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m mutation --base $(BASE) $(MUTATE) $(MODULES)

# Gives every reader N damaged inputs; FUZZ="--reader xlsx --number 188" gives one again. What failed lies in .fuzz/.
N ?= 2000
fuzz: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m fuzz -n $(N) $(FUZZ)

bench: $(VENV)/.test
	$(BIN)/python bench/run.py

# Renews the reference pages from the program.
docs: $(VENV)/.site
	$(BIN)/python docs/generate.py

# The system's own programs and fonts: installed where that is allowed, named in one sentence otherwise.
.PHONY: .quanli-tools-site .quanli-tools-test
.quanli-tools-site:
	@sh .ci/tools site
.quanli-tools-test:
	@sh .ci/tools test

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(VENV)/bin/python pyproject.toml requirements.lock requirements-laws.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-laws.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

node_modules/.package-lock.json: package-lock.json
	npm ci --silent --no-audit --no-fund

# Renews the lock files from pyproject.toml; what builds the site is what the tests are run with.
lock: $(VENV)/.test
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra build --extra test --extra lint --extra cluster --extra s3 -o requirements-test.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra build -c requirements-test.lock -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-deps --group laws -o requirements-laws.lock

clean:
	rm -rf output .quanli .output.staging
