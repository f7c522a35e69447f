#!/usr/bin/env python3
"""Plays a mandate's life again, or the whole register's, step by step, in plain words.

    scripts/replay_audit.py A/RES/54/226#2.2 --db mandates.db
    scripts/replay_audit.py --db mandates.db --as-recorded-on 2001-07-31
    scripts/replay_audit.py --db mandates.db --known-at 812 --json > steps.json

Options and exit codes are those of `mandates audit replay --help`, which it runs.
"""

from __future__ import annotations

import sys

import environment  # noqa: F401  # before all that it provides

from mandates.adapters.cli.errors import run

if __name__ == "__main__":
    sys.exit(run(["audit", "replay", *sys.argv[1:]]))
