# make run | check | test | test-postgres | hardship | soak | bench | eval | eval-heard | eval-talk | lint | audit | sbom | clean
VENV := .venv
PYTHON := $(VENV)/bin/python
# Three on two cores: a test that waits for a server or a clock leaves a core free. A browser wants one to itself.
WORKERS := $(PYTHON) -m pytest --dist loadfile --no-loadscope-reorder -n
STAMP := $(VENV)/.installed
PAGE := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -type f -print 2>/dev/null)
PORT ?= 8000
NATIVE ?= ../shared/eval/native_gsd.txt
PERSONS ?= ../shared/voices
HOST ?= 127.0.0.1
# --small or --best: another chat model than the one that suits this machine.
MODELS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check test-postgres hardship soak bench eval eval-heard eval-talk lint audit sbom image kuberay clean setup
setup: $(STAMP) $(PAGE)

run: setup
	@$(PYTHON) -m tutor.cli models get --to-begin $(MODELS)
	@TUTOR_HOST=$(HOST) TUTOR_PORT=$(PORT) exec $(PYTHON) -m tutor.cli serve

# All three are run, whatever fails in one, so that one run tells everything.
test: setup
	$(PYTHON) -m tutor.cli models get --for-tests
	cd frontend && npm test
	$(WORKERS) 3 tests/unit $(ARGS) || failed=1; \
	$(WORKERS) 3 tests/api tests/process $(ARGS) || failed=1; \
	$(WORKERS) 2 tests/e2e $(ARGS) || failed=1; \
	exit $${failed:-0}

# The tests of the API again, on PostgreSQL (Debian's package postgresql).
test-postgres: setup
	TUTOR_EXAMPLES=4 $(WORKERS) 3 --postgres tests/api tests/process $(ARGS)

# 200 kills, hundreds of cut connections, accounts in a crowd, a hostile learner for ten minutes, a crowd of 200: about
# an hour; `ARGS=cluster` is two replicas of which one after the other is killed, and Valkey and PostgreSQL with them. `soak` takes another half. Everything stays on this machine.
hardship: setup
ifdef ARGS
	$(PYTHON) -m tests.hardship $(ARGS)
else
	$(PYTHON) -m tests.hardship cuts
	$(PYTHON) -m tests.hardship kill9
	$(PYTHON) -m tests.hardship accounts
	$(PYTHON) -m tests.hardship hostile --seconds 600
	$(PYTHON) -m tests.hardship cluster
	$(PYTHON) -m tests.hardship load
endif

soak: setup
	$(PYTHON) -m tests.hardship soak

bench: setup
	@$(PYTHON) -m tutor.cli models get --for-tests
	$(PYTHON) -m tests.bench $(ARGS)

eval: setup
	$(PYTHON) -m tests.eval_corrections $(ARGS)
	$(PYTHON) -m tests.eval_textbook a $(if $(wildcard $(NATIVE)),--native $(NATIVE))
	$(PYTHON) -m tests.eval_textbook b
	$(PYTHON) -m tests.unit.exercises.simulate_year
	$(PYTHON) -m tests.unit.exercises.test_answers

# Scripted learners talk to the tutor: see tests/eval_talk.py.
eval-talk: setup
	@$(PYTHON) -m tutor.cli models get --for-tests
	$(PYTHON) -m tests.eval_talk $(ARGS)

# Learners' mistakes and missed sounds, spoken and heard again, and recordings of persons (PERSONS) where there are any. Slow the
# first time; the clips stay in out/clips.
eval-heard: setup
	@$(PYTHON) -m tutor.cli models get --for-tests
	$(PYTHON) -m tests.eval_heard $(ARGS)
	$(PYTHON) -m tests.eval_pronunciation
	$(PYTHON) -m tests.eval_timing
	$(if $(wildcard $(PERSONS)/clips.tsv),$(PYTHON) -m tests.eval_persons $(PERSONS))

# The loop while writing: lint, types, unit tests, the page. Under three minutes on two cores.
check: lint
	$(PYTHON) -m pytest tests/unit -m "unit and not models and not slow" -n 2 -q $(ARGS)
	cd frontend && npm test

lint: setup
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy && $(VENV)/bin/lint-imports
	cd frontend && npm run lint && npm run typecheck

# Known holes in what is pinned: by the list in deploy/, and by pip-audit and npm audit where their services can be reached.
audit: setup .audit/.installed
	rm -f .audit/*.json
	-.audit/bin/pip-audit -r constraints.txt --no-deps --disable-pip --progress-spinner off -f json -o .audit/report.json
	-cd frontend && npm audit --omit=dev --json > ../.audit/page.json
	$(PYTHON) -m tests.audit .audit/report.json .audit/page.json

# What is inside, as CycloneDX; valid by the schema of CycloneDX itself.
sbom: setup .audit/.installed
	mkdir -p out && $(PYTHON) deploy/sbom.py out/tutor.cdx.json
	.audit/bin/python deploy/sbom_valid.py out/tutor.cdx.json

# The steps of deploy/Containerfile without a container engine, in folders: as root, with debootstrap and the network.
image:
	python3 deploy/in_folders.py $(or $(FOLDER),/var/tmp/tutor-image) $(or $(ARGS),tutor --help)

# Whether the example for Kubernetes is what KubeRay takes: CRD is its definition of RayService (deploy/kuberay_valid.py).
kuberay: setup
	$(PYTHON) deploy/kuberay_valid.py $(CRD)

.audit/.installed:
	python3 -m venv .audit && .audit/bin/pip install --quiet pip-audit 'cyclonedx-python-lib[json-validation]'
	touch $@

# Python 3.11 or newer and Node 20 or newer are the only things that must be there already.
$(STAMP): pyproject.toml constraints.txt
	python3 -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	test -x $(PYTHON) || python3 -m venv $(VENV)
	TUTOR_SKIP_PAGE=1 $(PYTHON) -m pip install --quiet --progress-bar off -c constraints.txt -e '.[dev]'
	touch $@

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --no-fund --no-audit
	touch $@

$(PAGE): frontend/node_modules/.installed $(PAGE_SOURCES)
	cd frontend && npm run build

clean:
	rm -rf $(VENV) .audit frontend/node_modules frontend/dist
