# What people run for a site: `make help` lists it, and the workflows call the same targets.
PYTHON ?= python3
VENV   := .venv
SCRIPTS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN    := $(VENV)/$(SCRIPTS)
# What is installed, each by its hash: what requirements.txt pins, and what a site adds in a file of its own.
PINS   := $(strip requirements.txt $(wildcard requirements-own.txt))
# How findings are said: text, json, or github, for annotations in a pull request.
FORMAT ?= text

# Material tells of its end at every build; Tracktwo's README says what that means.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve review clean

help:  ## list what can be made
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1   \2/p' $(MAKEFILE_LIST)

# Tracktwo itself is taken out first: pip leaves a wheel of the same version as it is.
$(VENV)/site.stamp: $(PINS)
	@echo "Installing what $(PINS) pins into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip uninstall --quiet --yes tracktwo 2>/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes $(PINS:%=-r %)
	@touch $@

site: $(VENV)/site.stamp  ## the website with its PDF, in site/
	@$(BIN)/tracktwo build

serve: $(VENV)/site.stamp  ## the website at http://127.0.0.1:8000, made again as you write
	@$(BIN)/tracktwo serve

review: $(VENV)/site.stamp  ## what would make the glossary better; FORMAT=github for annotations
	@$(BIN)/tracktwo check --format $(FORMAT)

clean::  ## remove what was made
	rm -rf $(VENV) site .cache
