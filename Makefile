# The doors of the project; each needs nothing but Python 3.11 or newer.
PYTHON ?= python3

.PHONY: run test check demo bench load

run:
	@$(PYTHON) manage.py up

# make test APP=preflight ARGS="-k grade"
test:
	@$(PYTHON) manage.py test $(if $(APP),tests/$(APP)) $(ARGS)

check:
	@$(PYTHON) -m tools.check

demo:
	@$(PYTHON) manage.py demo

# make bench WORDS=febrl; BENCH=smoke looks shortly; JIEPAI_BENCH_DATA names the folder of real data
bench:
	@$(PYTHON) -m tests.bench $(WORDS)

# Many people at once (minutes); LOAD=smoke looks shortly
load:
	@$(PYTHON) -m tests.load
