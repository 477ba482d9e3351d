# The habits of the house. `make` alone lists them; the work is done by scripts/*.sh.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench load fmt sdl clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## build, make the demo towns and serve them on http://localhost:8080
	@scripts/demo.sh

test: ## every test on SQLite and PostgreSQL + Redis; PARTS="rust clients door walk" chooses
	@scripts/test.sh $(PARTS)

check: ## formatting, lints, dependencies, schema, words: all that needs no test
	@scripts/check.sh

bench: ## booking, calendar and simulation speed, as ratios against bare SQL measured in the same run
	@scripts/bench.sh $(ARGS)

load: ## opening day: every family books a year at once, on too few places; ARGS="--families 1000"
	@scripts/load.sh $(ARGS)

fmt: ## format the Rust sources
	@cargo fmt --all

sdl: ## write clients/schema.graphql from the server's schema
	@scripts/sdl.sh

clean: ## remove what was built
	@cargo clean
	@rm -rf clients/*/dist clients/*/node_modules tests/*/node_modules
