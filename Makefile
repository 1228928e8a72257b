# The doors of the project; each needs nothing but Python 3.11 or newer.
PYTHON ?= python3

.PHONY: run test check demo

run:
	@$(PYTHON) manage.py up

# make test APP=preflight ARGS="-k grade"
test:
	@$(PYTHON) manage.py test $(if $(APP),tests/$(APP)) $(ARGS)

check:
	@$(PYTHON) -m tools.check

demo:
	@$(PYTHON) manage.py demo
