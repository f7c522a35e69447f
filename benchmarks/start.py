"""How long a command of the command line takes as a whole process, from start to exit.

    python benchmarks/start.py [--rounds 15] [--no-bytecode]

`mandates --version` and `mandates list`, on the record that `mandates demo` plays; medians of
rounds by turns. `--no-bytecode` compiles the package's own modules anew at each start, as
PYTHONDONTWRITEBYTECODE does. Exits with 1 if a bound is broken.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

BOUNDS = {("--version",): 0.15, ("list",): 0.5}
"""Seconds."""
PYTHON = (sys.executable, "-c", "pass")


def taken(command: tuple[str, ...], environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


@click.command()
@click.option("--rounds", default=15, show_default=True)
@click.option("--no-bytecode", is_flag=True)
def main(rounds: int, no_bytecode: bool) -> None:
    """Measure how long commands take to start, answer and end."""
    mandates = (sys.executable, "-m", "mandates")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "MANDATES_DB": str(Path(folder, "demo.db"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = folder  # what is kept is kept there, not in the source
        taken((*mandates, "demo", "--db", environment["MANDATES_DB"]), environment)
        for words in BOUNDS:
            taken((*mandates, *words), environment)  # leaves the bytecode behind
        if no_bytecode:
            del environment["PYTHONPYCACHEPREFIX"]
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        commands: dict[str, tuple[str, ...]] = {"python -c pass": PYTHON}
        commands |= {" ".join(("mandates", *words)): (*mandates, *words) for words in BOUNDS}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(taken(command, environment))
    kept = "without kept bytecode" if no_bytecode else "bytecode kept"
    click.echo(f"Python {platform.python_version()} · {kept} · medians of {rounds} rounds by turns")
    bounds = {" ".join(("mandates", *words)): bound for words, bound in BOUNDS.items()}
    over = False
    for name, all_of_one in times.items():
        median, bound = statistics.median(all_of_one), bounds.get(name)
        over |= bound is not None and median > bound
        said = f"   (bound {bound:.2f})" if bound else ""
        click.echo(f"{name:20}{median:7.3f} s{said}")
    if over:
        click.echo("over the bound", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
