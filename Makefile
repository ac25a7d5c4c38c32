# The commands of this repository. `make demo` and `make test` set up what they need by themselves.
BIN := .venv/bin
# Which tests: all where none are named. Each worker takes a part of them in one piece, so that what
# a module needs is made once; who is done first takes over from the other.
TESTS :=

.PHONY: help setup demo test postgresql lint format pictures reports messages rights lock clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

setup: .venv/.ready ## make .venv with everything, and the command .venv/bin/grondrecht

.venv/.ready: requirements.lock pyproject.toml tools/setup
	@tools/setup

demo: setup ## take the example plan in; put the site on: http://127.0.0.1:8000
	@$(BIN)/grondrecht demo

test: setup ## run all tests
	@tools/setup-browser
	@tools/setup-office
	@tools/setup-spark
	@$(BIN)/pytest -n auto --dist worksteal --maxfail=20 $(TESTS)

postgresql: setup ## run all tests on PostgreSQL: the server at DATABASE_URL, else at 127.0.0.1
	@tools/setup-browser
	@tools/setup-office
	@tools/setup-spark
	@DATABASE_URL="$${DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/test}" \
		$(BIN)/pytest -n auto --dist worksteal --maxfail=20 $(TESTS)

lint: setup ## check style, types and the borders between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@GRONDRECHT_DATA=.venv/lint $(BIN)/mypy
	@$(BIN)/lint-imports

format: setup ## put the code in the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pictures: setup ## take the pictures of the pages that docs/ shows
	@tools/setup-browser
	@$(BIN)/python tools/screenshots.py

reports: setup ## make the pictures of a report that docs/ shows
	@tools/setup-office
	@$(BIN)/python tools/report_pictures.py

messages: setup ## collect the sentences of the screens, compile their Dutch, name those without
	@$(BIN)/python tools/messages.py

rights: setup ## print who may do what, and what is kept of people, into docs/
	@$(BIN)/python tools/print_rights.py

lock: setup ## choose the versions of all libraries anew
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--group dev pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--extra spark -c requirements.lock pyproject.toml -o requirements-spark.lock

clean: ## remove what was made
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
