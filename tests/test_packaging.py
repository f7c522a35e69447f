"""What a user's site-packages get: the whole of src/ under our one name, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
CONFIG: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

RUNTIME = {
    "apscheduler",
    "click",
    "eventsourcing",
    "msgspec",
    "pydantic",
    "rich",
    "sqlalchemy",
    "structlog",
    "tzdata",
}
"""A host installs all of these with us: one more is a decision, not an accident."""

PERMISSIVE = re.compile(r"MIT|BSD|Apache")


def _files() -> list[Path]:
    """Everything in the tree that git has or would take, relative to its root."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    git = ("git", "-c", f"safe.directory={ROOT}")  # also where the tree is somebody else's
    listing = subprocess.run(
        [*git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = {Path(name) for name in listing.split("\0") if name}
    return sorted(path for path in paths if (ROOT / path).exists())


def _name(requirement: str) -> str:
    """The normal form of the project that a requirement names."""
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_every_folder_of_the_package_is_listed() -> None:
    folders = {path.parent.relative_to(SRC) for path in SRC.rglob("__init__.py")}
    packages = {".".join(("mandates", *folder.parts)) for folder in folders}
    assert sorted(CONFIG["tool"]["setuptools"]["packages"]) == sorted(packages)


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in SRC.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from a copy: building in the tree leaves modules long deleted."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in _files():
        copy = folder / "tree" / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, copy, follow_symlinks=False)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    built = subprocess.run(
        [*command, "--quiet", "--wheel-dir", str(folder), str(folder / "tree")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    with ZipFile(file) as archive:
        return archive.namelist()


def test_the_wheel_holds_what_the_tree_holds(wheel: list[str]) -> None:
    ours = [name for name in wheel if ".dist-info/" not in name]
    tree = [path.relative_to("src") for path in _files() if path.parts[0] == "src"]
    assert sorted(ours) == sorted(f"mandates/{path.as_posix()}" for path in tree)
    assert "mandates/py.typed" in ours


def test_the_wheel_holds_nothing_but_mandates_and_its_licence(wheel: list[str]) -> None:
    version = CONFIG["project"]["version"]
    assert {name.split("/")[0] for name in wheel} == {"mandates", f"mandates-{version}.dist-info"}
    assert f"mandates-{version}.dist-info/licenses/LICENSE" in wheel


def test_the_library_depends_on_what_was_agreed() -> None:
    assert {_name(line) for line in CONFIG["project"]["dependencies"]} == RUNTIME


def _licence(distribution: metadata.Distribution) -> str:
    """What a distribution says of its licence, in whichever of the three places it says so."""
    about = distribution.metadata
    for key in ("License-Expression", "License", "Classifier"):
        lines: list[str] = about.get_all(key) or []
        said = [line for line in lines if line and (key != "Classifier" or "License ::" in line)]
        if said:
            return "; ".join(said)
    return "none stated"


def _installed(names: set[str]) -> Iterator[tuple[str, str]]:
    """The distributions that ``names`` bring along, each with its licence."""
    seen: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        seen.add(name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            assert name not in names, f"{name} is not installed"
            continue  # of another platform or an older Python
        yield name, _licence(distribution)
        needs = (line for line in distribution.requires or [] if "extra ==" not in line)
        waiting |= {_name(line) for line in needs} - seen


def test_what_development_and_checks_install_is_pinned() -> None:
    """Each with one version, also what an extra needs: ``scripts/lock`` writes them anew."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_name(line) for line in lines if "==" in line}
    project = CONFIG["project"]
    asked = [*project["dependencies"], *CONFIG["dependency-groups"]["dev"]]
    asked += [one for some in project["optional-dependencies"].values() for one in some]
    assert {_name(one) for one in asked} - pinned == set(), "run scripts/lock"
    assert [line for line in lines if "==" not in line] == lines[:1]


def test_what_a_host_installs_with_us_is_under_a_permissive_licence() -> None:
    extras: dict[str, list[str]] = CONFIG["project"]["optional-dependencies"]
    optional = {_name(line) for lines in extras.values() for line in lines}
    other = {
        name: licence
        for name, licence in _installed(RUNTIME | optional)
        if not PERMISSIVE.search(licence)
    }
    assert other == {
        "typing-extensions": "PSF-2.0",  # Python's own licence: permissive too
        "psycopg": "LGPL-3.0-only",  # optional, and used as it is
    }


def test_importing_the_package_imports_no_library() -> None:
    heavy = {"sqlalchemy", "eventsourcing", "apscheduler", "structlog", "pydantic"}
    code = "import sys, mandates; print(*sys.modules, sep='\\n')"
    output = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout
    modules = set(output.split())
    assert "mandates" in modules
    assert heavy & modules == set()
