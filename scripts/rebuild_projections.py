#!/usr/bin/env python3
"""Folds the views of a record anew, while others read and record; a killed run is gone on with.

    scripts/rebuild_projections.py --db mandates.db
    scripts/rebuild_projections.py register docket --db mandates.db --workers 2
    scripts/rebuild_projections.py --db mandates.db --dry-run --json

Options and exit codes are those of `mandates projections rebuild --help`, which it runs.
"""

from __future__ import annotations

import sys

import environment  # noqa: F401  # before all that it provides

from mandates.adapters.cli.errors import run

if __name__ == "__main__":
    sys.exit(run(["projections", "rebuild", *sys.argv[1:]]))
