# Every step has its one home here: .ci/run, the workflows and CONTRIBUTING call these. `just` alone lists them.
# just is installed with the other tools: pip install -e '.[dev]'

_list:
    @just --list --unsorted

# All that must hold before a change lands.
check: test thorough steps

# All but the suite: style, types, and that what is generated is not stale.
steps: style types generated example

# The suite, or a part of it: just test tests/rules -k M401
test *arguments:
    python -m pytest {{arguments}}

# The whole of what the suite takes a sample of: minutes. A file's tests share what takes long to make.
thorough *arguments:
    python -m pytest -m thorough --dist loadfile {{arguments}}

# How the code is written.
style:
    ruff check .
    ruff format --check .

# The types, of the tests too.
types:
    mypy

# Whether what is generated is what would be generated now; where it is not: just docs.
generated:
    kps schema --check
    kps rules --format md --lang nb | diff -q docs/regler.md -

# What the README begins with.
example:
    kps validate examples/agder --as-of 2026-11-23

# The texts that readers see: takes in what is new, drops what is gone, prints what is still to be translated.
catalog:
    python -m kps.language.catalogs

# What is generated, anew: the schemas, the rules' pages, and what README and docs show that kps prints.
docs:
    kps schema
    kps rules --format md --lang nb > docs/regler.md
    python tests/shown.py

# A rule begun, its skeleton in its chapter and its cases: just rule A399 3d agreements/agreement.py no_revision_plan
rule code statement chapter name:
    python tests/rules/begin_rule.py {{code}} {{statement}} {{chapter}} {{name}}

# The suite's coverage, which must not fall below what pyproject.toml says.
coverage *arguments:
    coverage erase
    coverage run -m pytest -m '' {{arguments}}
    coverage combine --quiet
    coverage report

# Time and memory over a country made for it.
measure folder='/tmp/kps-country' *size:
    test -e {{folder}} || python tests/benchmarks/make_country.py {{folder}} {{size}}
    /usr/bin/time -v kps validate {{folder}} --no-cache --as-of 2026-11-23 --statistics > /dev/null
    /usr/bin/time -v kps report {{folder}} --no-cache --as-of 2026-11-23 --format json > /dev/null

# kps beside its peers, written to docs/ytelse.md: hours, with all sizes and three runs of each.
side-by-side folder='/tmp/kps-side-by-side' *how:
    python tests/benchmarks/side_by_side.py {{folder}} --note docs/ytelse.md {{how}}

# The locks, anew; --upgrade takes newer versions in.
lock *arguments:
    .ci/lock {{arguments}}

# The suite on the lowest versions allowed.
lowest *arguments:
    .ci/lowest {{arguments}}

# What is built, tried with the checkout away.
package:
    .ci/package

# The extension for VS Code, tried and built; needs Node.
extension:
    .ci/extension

# The extension in the real workbench, in a browser: fetches code-server with npm, or takes the one in a folder.
workbench *folder:
    .ci/workbench {{folder}}
