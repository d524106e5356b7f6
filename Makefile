# What there is to do here; `make` alone lists it. Every target sets up what it needs, inside .venv.
# PYTHON=... (argument or environment) names the interpreter; else the newest of those below that is 3.11 or later.
.POSIX:
.NOTPARALLEL:
.PHONY: help map test check thorough office lint format hooks bench mutate shots schema lowest wheel release clean

PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check

help:
	@echo 'make map      build the default map: output/hwasong-11.html'
	@echo 'make test     lint, then every test, the browser tests included'
	@echo 'make check    lint, then every test that needs no browser'
	@echo 'make thorough what make test tries less of: random examples; forms and styles; widths, themes and languages of the page'
	@echo 'make office   open the slides and the figure in LibreOffice, which is installed first'
	@echo 'make lint     ruff, mypy, numpydoc, oxlint, oxfmt, djlint, taplo, import-linter; tsc where Node is present'
	@echo 'make format   write Python, scripts, style sheets, templates and TOML as lint wants them'
	@echo 'make hooks    run the quick checks before each commit (pre-commit)'
	@echo 'make bench    measure time and size'
	@echo 'make mutate   change packaged records at random, 500 times, and run the commands on them'
	@echo 'make shots    pictures of the page in every state, to look at: output/shots/index.html'
	@echo 'make schema   write geodata/schema from the models, templates/js/data.d.ts, and the counts in docs/data.md'
	@echo 'make lowest   the tests without a browser, with the lowest versions that pyproject.toml allows'
	@echo 'make wheel    install the wheel as users do, and build the same page with it'
	@echo 'make release VERSION=x.y.z    write the version, build wheel and sdist, commit and tag; uploads nothing'
	@echo 'make clean    remove .venv, caches and generated maps'

map: .venv/.map
	.venv/bin/mapgen build

# MAPGEN_BROWSER=... names the browser; else one is found, or installed.
test: .venv/.dev lint
	@browser=$$(.venv/bin/python -m tools.find_browser) && echo "browser: $$browser" && \
	MAPGEN_BROWSER="$$browser" .venv/bin/python -m pytest -n auto --dist worksteal

check: .venv/.dev lint
	.venv/bin/python -m pytest -n auto --dist worksteal --ignore tests/browser

# Eight times as many random examples of the geodesy; and every pair of width, theme and language, of form and map, and
# of source and style, of which make test tries each alone.
thorough: .venv/.dev
	MAPGEN_THOROUGH=1 .venv/bin/python -m pytest -n auto --dist worksteal tests/geodesy
	@browser=$$(.venv/bin/python -m tools.find_browser) && \
	MAPGEN_THOROUGH=1 MAPGEN_BROWSER="$$browser" .venv/bin/python -m pytest -n auto --dist worksteal -m thorough tests

# MAPGEN_OFFICE=... names LibreOffice; else it is found, or installed.
office: .venv/.dev
	@office=$$(.venv/bin/python -m tools.find_office) && browser=$$(.venv/bin/python -m tools.find_browser) && \
	echo "LibreOffice: $$office" && \
	MAPGEN_OFFICE="$$office" MAPGEN_BROWSER="$$browser" .venv/bin/python -m pytest tests/office

lint: .venv/.dev
	@.venv/bin/python -m tools.side_by_side \
	  '.venv/bin/mypy --num-workers 2' \
	  'sh tools/types.sh' \
	  'find mapgen -name "*.py" -exec .venv/bin/numpydoc lint {} +' \
	  '.venv/bin/ruff check .' \
	  '.venv/bin/ruff format --check .' \
	  '.venv/bin/oxlint --config tools/oxlintrc.json --deny-warnings templates/js templates/serve' \
	  '.venv/bin/oxfmt --config tools/oxfmtrc.json --check templates/js templates/css templates/serve/preview.js templates/serve/preview.css' \
	  'find templates -name "*.html" -o -name "*.html.j2" -o -name "*.svg.j2" | xargs .venv/bin/djlint --check' \
	  'RUST_LOG=warn .venv/bin/taplo fmt --config tools/taplo.toml --check' \
	  '.venv/bin/lint-imports'

format: .venv/.dev
	.venv/bin/ruff check --select I --fix .
	.venv/bin/ruff format .
	.venv/bin/oxfmt --config tools/oxfmtrc.json templates/js templates/css templates/serve/preview.js templates/serve/preview.css
	find templates -name "*.html" -o -name "*.html.j2" -o -name "*.svg.j2" | xargs .venv/bin/djlint --reformat --quiet
	RUST_LOG=warn .venv/bin/taplo fmt --config tools/taplo.toml

hooks: .venv/.dev
	.venv/bin/pre-commit install

bench: .venv/.dev
	@$(PIP) --editable '.[dev,bench]'
	.venv/bin/python -m bench

mutate: .venv/.dev
	nice .venv/bin/python -m tools.mutate --count 500

shots: .venv/.dev
	@browser=$$(.venv/bin/python -m tools.find_browser) && MAPGEN_BROWSER="$$browser" .venv/bin/python -m tools.shots

schema: .venv/.map
	.venv/bin/python -m tools.write_schemas
	.venv/bin/python -m tools.write_types
	.venv/bin/python -m tools.count_data

lowest: .venv/.dev
	.ci/lowest

wheel: .venv/.dev
	.ci/wheel

release: .venv/.dev
	@.venv/bin/python -m tools.release '$(VERSION)'

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .tsc_cache .hypothesis
	find . -type d -name __pycache__ -prune -exec rm -rf {} +
	find output -type f ! -name .gitkeep -exec rm -f {} +

# The stamps say what .venv holds: installing again happens only when pyproject.toml has changed.
.venv/.map: .venv/bin/python pyproject.toml
	@echo 'install: mapgen'
	@$(PIP) --editable .
	@touch .venv/.map

.venv/.dev: .venv/bin/python pyproject.toml
	@echo 'install: mapgen and its development tools'
	@$(PIP) --editable '.[dev]'
	@touch .venv/.map .venv/.dev

# A name on PATH proves nothing (pyenv leaves shims that fail), so each candidate is run. Debian ships venv apart.
.venv/bin/python:
	@set -- $(PYTHON); [ $$# -gt 0 ] || set -- python3.13 python3.12 python3.11 python3; python=; \
	for name in "$$@"; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "No Python 3.11 or later among: $$*. Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "venv: .venv, of $$("$$python" --version)"; \
	if "$$python" -m venv --clear .venv; then exit 0; fi; \
	rm -rf .venv; \
	package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "install: $$package, with apt-get"; \
	  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$package" && \
	    "$$python" -m venv --clear .venv; then exit 0; fi; \
	  rm -rf .venv; \
	fi; \
	echo "$$python cannot make a virtual environment. On Debian or Ubuntu: apt-get install $$package" >&2; exit 1
