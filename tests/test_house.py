"""The house keeps its order (docs/decisions.md): who may import what, no clock in the rules, sizes.

Each rule is a function over the text of one file that says which lines break it. import-linter
checks the layers too; what it cannot see (the standard library, calls, sizes) is checked here.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent

Check = Callable[[str, str], list[str]]
"""(text of a file, its path below the root) -> what is wrong, one line each."""

LIBRARIES = {
    "apscheduler",
    "click",
    "eventsourcing",
    "psycopg",
    "rich",
    "sqlite3",
    "structlog",
}
IMPURE_MODULES = {
    *("asyncio", "concurrent", "ctypes", "dbm", "fileinput", "ftplib", "getpass", "glob", "http"),
    *("importlib", "io", "locale", "logging", "multiprocessing", "os", "pathlib", "platform"),
    *("poplib", "queue", "random", "sched", "secrets", "select", "selectors", "shelve", "shutil"),
    *("signal", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "tempfile"),
    *("threading", "time", "urllib.request", "zoneinfo"),
}
IMPURE_NAMES = {
    *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today"),
    *("datetime.date.today", "uuid.uuid1", "uuid.uuid4"),
}
IMPURE_CALLS = {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}

MOST_LINES_OF_A_FILE = 350
MOST_LINES_OF_A_FUNCTION = 60


def _within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _imports(tree: ast.AST, path: str) -> Iterator[tuple[int, str]]:
    """Every import as (line, dotted name), relative ones resolved: ``from a import b`` is a.b."""
    package = ["mandates", *PurePosixPath(path).parent.parts[1:]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = [*above, *([node.module] if node.module else [])]
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def _dotted(node: ast.AST) -> list[str]:
    """``a.b.c`` as its parts; nothing if it is no plain chain of names."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute) and (parts := _dotted(node.value)):
        return [*parts, node.attr]
    return []


def _uses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every use of something imported as (line, dotted name), under its own name, not an alias."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                known[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        parts = _dotted(node)
        if parts and parts[0] in known and isinstance(node, ast.expr):
            yield node.lineno, ".".join([known[parts[0]], *parts[1:]])


def the_domain_imports_only_pydantic_the_standard_library_and_itself(
    text: str, path: str
) -> list[str]:
    if not path.startswith("src/domain/"):
        return []
    return [
        f"line {line}: imports {name}"
        for line, name in _imports(ast.parse(text), path)
        if not _within(name, "mandates.domain", "pydantic", *sys.stdlib_module_names)
    ]


def the_domain_has_no_clock_no_chance_and_no_input_or_output(text: str, path: str) -> list[str]:
    if not path.startswith("src/domain/"):
        return []
    tree = ast.parse(text)
    wrong = [
        f"line {line}: {name}"
        for line, name in [*_imports(tree, path), *_uses(tree)]
        if _within(name, *IMPURE_MODULES) or name in IMPURE_NAMES
    ]
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = ((call.lineno, call.func.id) for call in calls if isinstance(call.func, ast.Name))
    return [*wrong, *(f"line {line}: {name}()" for line, name in names if name in IMPURE_CALLS)]


def projections_import_only_the_domain_pydantic_sqlalchemy_and_the_standard_library(
    text: str, path: str
) -> list[str]:
    if not path.startswith("src/projections/"):
        return []
    allowed = (
        "mandates.domain",
        "mandates.projections",
        "pydantic",
        "sqlalchemy",
        *(["msgspec"] if path.startswith("src/projections/lens/") else []),
        *sys.stdlib_module_names,
    )
    return [
        f"line {line}: imports {name}"
        for line, name in _imports(ast.parse(text), path)
        if not _within(name, *allowed)
    ]


def only_adapters_know_the_libraries(text: str, path: str) -> list[str]:
    if path.startswith("src/adapters/"):
        return []
    return [
        f"line {line}: imports {name}"
        for line, name in _imports(ast.parse(text), path)
        if _within(name, *LIBRARIES)
    ]


def only_the_command_line_reads_the_environment(text: str, path: str) -> list[str]:
    if path.startswith("src/adapters/cli/"):
        return []
    tree = ast.parse(text)
    return [
        f"line {line}: {name}"
        for line, name in [*_imports(tree, path), *_uses(tree)]
        if _within(name, "os.environ", "os.environb", "os.getenv", "os.getenvb")
    ]


def files_are_short(text: str, path: str) -> list[str]:
    lines = len(text.splitlines())
    if lines <= MOST_LINES_OF_A_FILE:
        return []
    return [f"{lines} lines, more than {MOST_LINES_OF_A_FILE}"]


def functions_are_short(text: str, path: str) -> list[str]:
    wrong: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                most = MOST_LINES_OF_A_FUNCTION
                wrong.append(f"line {node.lineno}: {node.name} has {lines} lines, more than {most}")
    return wrong


def nothing_imports_the_package_by_its_folder(text: str, path: str) -> list[str]:
    return [
        f"line {line}: imports {name}"
        for line, name in _imports(ast.parse(text), path)
        if _within(name, "src")
    ]


def the_package_imports_itself_relatively(text: str, path: str) -> list[str]:
    if not path.startswith("src/"):
        return []
    wrong: list[str] = []
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        if isinstance(node, ast.stmt):
            wrong += [f"line {node.lineno}: {name}" for name in names if _within(name, "mandates")]
    return wrong


CHECKS_OF_THE_PACKAGE: list[Check] = [
    the_domain_imports_only_pydantic_the_standard_library_and_itself,
    the_domain_has_no_clock_no_chance_and_no_input_or_output,
    projections_import_only_the_domain_pydantic_sqlalchemy_and_the_standard_library,
    only_adapters_know_the_libraries,
    only_the_command_line_reads_the_environment,
    files_are_short,
    functions_are_short,
    the_package_imports_itself_relatively,
]


def _name(value: object) -> str | None:
    return getattr(value, "__name__", None)


def _broken(check: Check, *folders: str) -> list[str]:
    """What ``check`` finds in the folders, with the path of each file."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert paths, folders
    return [
        f"{path.relative_to(ROOT)}: {wrong}"
        for path in paths
        for wrong in check(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]


@pytest.mark.parametrize("check", CHECKS_OF_THE_PACKAGE, ids=_name)
def test_the_package_keeps(check: Check) -> None:
    assert _broken(check, "src") == []


def test_nothing_imports_the_package_by_its_folder() -> None:
    folders = [name for name in ("scripts", "benchmarks") if any((ROOT / name).rglob("*.py"))]
    assert _broken(nothing_imports_the_package_by_its_folder, "src", "tests", *folders) == []


DOMAIN = "src/domain/mandate/decide.py"
FORBIDDEN: list[tuple[Check, str, str]] = [
    *(
        (the_domain_imports_only_pydantic_the_standard_library_and_itself, DOMAIN, text)
        for text in (
            "import sqlalchemy",
            "from eventsourcing.domain import Aggregate",
            "from ...projections import register",
            "from ... import engine",
            "def late():\n    from ...adapters.record import port",
        )
    ),
    *(
        (the_domain_has_no_clock_no_chance_and_no_input_or_output, DOMAIN, text)
        for text in (
            "from datetime import datetime\nx = datetime.now()",
            "import datetime as dt\nx = dt.datetime.now(dt.UTC)",
            "from datetime import date as day\nfactory = day.today",
            "import time",
            "from time import monotonic",
            "import os.path",
            "from random import choice",
            "from uuid import uuid4",
            "import uuid\nx = uuid.uuid4()",
            "import socket",
            "from urllib.request import urlopen",
            "from importlib.resources import files",
            "x = open('mandates.txt').read()",
            "print('adopted')",
        )
    ),
    *(
        (
            projections_import_only_the_domain_pydantic_sqlalchemy_and_the_standard_library,
            path,
            text,
        )
        for path, text in (
            ("src/projections/register.py", "from ..adapters.feed import Feed"),
            ("src/projections/register.py", "import msgspec"),
            ("src/projections/register.py", "from .. import engine"),
            ("src/projections/register.py", "import apscheduler"),
            ("src/projections/docket/rows.py", "from ...engine import Engine"),
        )
    ),
    *(
        (only_adapters_know_the_libraries, path, text)
        for path, text in (
            ("src/engine.py", "import sqlite3"),
            ("src/engine.py", "def open():\n    import structlog"),
            ("src/domain/event.py", "from eventsourcing.persistence import Mapper"),
            ("src/projections/register.py", "from rich.table import Table"),
            ("src/__main__.py", "import click"),
        )
    ),
    *(
        (only_the_command_line_reads_the_environment, path, text)
        for path, text in (
            ("src/engine.py", "import os\npath = os.environ['MANDATES_DB']"),
            ("src/engine.py", "from os import getenv"),
            ("src/adapters/record/port.py", "import os as system\nx = system.environ.get('X')"),
        )
    ),
    (files_are_short, "src/engine.py", "x = 1\n" * 351),
    (functions_are_short, "src/engine.py", "def f():\n" + "    x = 1\n" * 60),
    (functions_are_short, "src/engine.py", "class A:\n async def f(self):\n" + "  x = 1\n" * 60),
    (nothing_imports_the_package_by_its_folder, "tests/test_engine.py", "from src import engine"),
    (nothing_imports_the_package_by_its_folder, "scripts/x.py", "import src.domain.days"),
    (the_package_imports_itself_relatively, "src/engine.py", "from mandates.domain import days"),
    (the_package_imports_itself_relatively, "src/engine.py", "import mandates"),
]


@pytest.mark.parametrize(("check", "path", "text"), FORBIDDEN, ids=_name)
def test_what_is_forbidden_is_found(check: Check, path: str, text: str) -> None:
    assert len(check(text, path)) > 0


ALLOWED: list[tuple[str, str]] = [
    (DOMAIN, "from __future__ import annotations\nfrom pydantic import BaseModel"),
    (DOMAIN, "from ..days import last_day\nfrom . import state\nfrom .state import Mandate"),
    (DOMAIN, "from datetime import date\ndef due(today: date) -> date:\n    return today"),
    (DOMAIN, "from uuid import UUID\nfrom urllib.parse import quote"),
    (DOMAIN, "def f(facts):\n    return facts.now.today, facts.open()"),
    ("src/projections/register.py", "from sqlalchemy import Table\nfrom ..domain import days"),
    ("src/adapters/record/sqlite/recorder.py", "import sqlite3, os\nfrom ....domain import days"),
    ("src/adapters/cli/main.py", "import os, click\npath = os.environ['MANDATES_DB']"),
    ("src/engine.py", "x = 1\n" * 350),
    ("src/engine.py", "def f():\n" + "    x = 1\n" * 59),
]


@pytest.mark.parametrize(("path", "text"), ALLOWED)
def test_what_is_allowed_is_left_alone(path: str, text: str) -> None:
    checks = [*CHECKS_OF_THE_PACKAGE, nothing_imports_the_package_by_its_folder]
    assert [wrong for check in checks for wrong in check(text, path)] == []


def test_every_check_was_seen_to_fail() -> None:
    seen = {check for check, _, _ in FORBIDDEN}
    assert seen == {*CHECKS_OF_THE_PACKAGE, nothing_imports_the_package_by_its_folder}
