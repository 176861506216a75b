#!/bin/sh
# The whole suite: style, types, then the tests; stops at the first of the three that fails.
set -eu
bin=.venv/bin
$bin/ruff check scripts tests
$bin/ruff format --check scripts tests
$bin/mypy
exec $bin/python -m pytest "$@"
