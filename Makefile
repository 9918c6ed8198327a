# Two commands do all the set-up: `make run` and `make test`.
UV := $(shell command -v uv 2>/dev/null || echo .venv/bin/uv)
PY := .venv/bin/python
export DATA_DIR ?= $(CURDIR)/data
.DEFAULT_GOAL := help

.PHONY: help run test check format screenshots bench translations clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ /' | column -t -l 2

.venv/bin/python:
	@python3 -m venv .venv
.venv/bin/uv: | .venv/bin/python
	@.venv/bin/python -m pip install -q --disable-pip-version-check 'uv>=0.13,<0.14'
.venv/.run: pyproject.toml uv.lock | .venv/bin/python $(if $(findstring .venv,$(UV)),.venv/bin/uv)
	@$(UV) sync -q --frozen --inexact --no-dev && touch $@
.venv/.dev: pyproject.toml uv.lock | .venv/bin/python $(if $(findstring .venv,$(UV)),.venv/bin/uv)
	@$(UV) sync -q --frozen --inexact && touch $@ .venv/.run

run: .venv/.run  ## start Vijfspoor with the demo municipality on http://127.0.0.1:8000
	@DEMO=yes .venv/bin/vijfspoor demo
	@echo "Open http://127.0.0.1:8000 and step in as any colleague. Stop with Ctrl+C."
	@DEMO=yes .venv/bin/vijfspoor serve --jobs

test: .venv/.dev  ## run every check and every test, PostgreSQL and the browser included
	@$(PY) scripts/test.py

check: .venv/.dev  ## lint, types, imports, translations, migrations: under half a minute
	@$(PY) scripts/check.py

format: .venv/.dev  ## put the code in its house style
	@.venv/bin/ruff check --fix -q src tests bench scripts && .venv/bin/ruff format -q src tests bench scripts

screenshots: .venv/.dev  ## every main page as every role, desktop and phone, into screenshots/
	@$(PY) scripts/screenshots.py

bench: .venv/.dev  ## measure with N dossiers (default 10000) and print the table of docs/performance.md
	@$(PY) bench/run.py $(or $(N),10000)

translations: .venv/.dev  ## collect texts (needs gettext) and compile the Dutch catalogue
	@cd src/vijfspoor && DEMO=yes DJANGO_SETTINGS_MODULE=vijfspoor.config.settings $(CURDIR)/.venv/bin/django-admin makemessages -l nl --no-location --no-wrap
	@.venv/bin/pybabel compile -D django -d src/vijfspoor/locale -l nl

clean:  ## remove the environment and the local data
	@rm -rf .venv data screenshots
