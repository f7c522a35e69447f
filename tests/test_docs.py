r"""Every example in README.md and docs/ is run, and what it shows is what is printed.

The examples of one document run in order, in one empty folder that has `docs/` beside it, so that a
later one may build on an earlier one.

```python    with `>>>` a doctest, without it a script; all of a document share their names
```console   a line `$ mandates ...` (or `$ scripts/demo ...`) is run by bash; what follows, up to
             the next `$`, is what it prints, errors included. `...` stands for anything; a `\` at
             the end goes on in the next line. `$ echo $?` shows the last exit code. `$ cat FILE`
             makes the file if it is not there. `$ psql -U postgres` asks the server that addresses
             in docs/server.md lead to. Other `$` lines are for the reader and not run.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from postgres import EXISTING, VERSIONS, Server

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]

ON_A_SERVER = ROOT / "docs" / "server.md"

FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>python|console)\b[^\n]*\n(?P<body>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
FLAGS = doctest.ELLIPSIS


@dataclass(frozen=True)
class Example:
    """A fenced block: its language, its text and the line of the document on which it starts."""

    language: str
    text: str
    line: int


def examples(text: str) -> Iterator[Example]:
    """The examples of a document, in order."""
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start("body")) + 1
        yield Example(match["language"], textwrap.dedent(match["body"]), line)


@dataclass(frozen=True)
class Command:
    """A line after `$` and what the document says that it prints."""

    line: str
    shown: str
    at: int


def commands(example: Example) -> Iterator[Command]:
    """The commands of a console example."""
    lines = example.text.splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = start
        while lines[last].endswith("\\") and last + 1 < end:
            last += 1
        said = [
            lines[start][2:],
            *(line.removeprefix("> ") for line in lines[start + 1 : last + 1]),
        ]
        yield Command("\n".join(said), "\n".join(lines[last + 1 : end]), example.line + start)


def same(shown: str, printed: str) -> bool:
    """Whether a document shows what was printed; trailing blanks aside, `...` fits anything."""

    def trim(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"

    return doctest.OutputChecker().check_output(trim(shown), trim(printed), FLAGS)


@dataclass
class Reader:
    """Who follows a document by the letter, in a folder of their own."""

    home: Path
    program: str = f"{shlex.quote(sys.executable)} -m mandates"
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    exit_code: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir()
        (self.folder / "docs").symlink_to(ROOT / "docs")
        (self.home / "bin").mkdir()
        command = self.home / "bin" / "mandates"
        command.write_text(f'#!/bin/sh\nexec {self.program} "$@"\n', encoding="utf-8")
        command.chmod(0o755)

    @property
    def folder(self) -> Path:
        """Where the examples run."""
        return self.home / "here"

    def follow(self, example: Example) -> list[str]:
        """Do what an example says and return what came out otherwise than it shows."""
        if example.language == "python":
            return self._python(example)
        wrong: list[str] = []
        for command in commands(example):
            printed = self._console(command)
            if printed is not None and not same(command.shown, printed):
                pieces = {"shown": command.shown, "printed": printed}
                said = (
                    f"  {key}:\n{textwrap.indent(text, '    ')}" for key, text in pieces.items()
                )
                wrong.append("\n".join([f"line {command.at}: $ {command.line}", *said]))
        return wrong

    def _console(self, command: Command) -> str | None:
        """What a command prints; None if it is not ours to run."""
        line = re.sub(r"^scripts/demo\b", "mandates demo", command.line)
        if line == "echo $?":
            return str(self.exit_code)
        if match := re.fullmatch(r"cat (\S+)", line):
            file = self.folder / match[1]
            if not file.exists():
                file.write_text(command.shown + "\n", encoding="utf-8")
            return file.read_text(encoding="utf-8")
        if not re.match(r"mandates\b|psql\b(?=.* -U postgres)", line):
            return None
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        self.exit_code = done.returncode
        return done.stdout

    def _environment(self) -> dict[str, str]:
        """A plain terminal, and nothing of the machine that could change what is printed."""
        ours = ("MANDATES_", "COLUMNS", "LINES", "FORCE_COLOR")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        path = f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}"
        fixed = {"PATH": path, "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        return {**kept, **fixed, "LOGNAME": "officer", "PYTHONUTF8": "1"}

    def _python(self, example: Example) -> list[str]:
        place = f"line {example.line}"
        if not example.text.lstrip().startswith(">>>"):
            exec(compile("\n" * (example.line - 1) + example.text, place, "exec"), self.names)
            return []
        parsed = doctest.DocTestParser().get_doctest(
            example.text, {}, place, place, example.line - 1
        )
        parsed.globs = self.names
        wrong: list[str] = []
        doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(
            parsed, out=wrong.append, clear_globs=False
        )
        return wrong


def run(text: str, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Follow a whole document and return what came out otherwise than it shows."""
    monkeypatch.chdir(reader.folder)
    return [wrong for example in examples(text) for wrong in reader.follow(example)]


@pytest.fixture
def server() -> Iterator[Server]:
    """A PostgreSQL of the documentation's own, whose roles and databases are nobody else's."""
    if EXISTING:
        pytest.skip("no roles are made on an existing server")
    found = Server(VERSIONS[-1])
    found.start()
    yield found
    found.stop()


def _on(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let addresses without a server, and psql, mean this one."""
    monkeypatch.setenv("PGHOST", str(server.folder))
    monkeypatch.setenv("PGPORT", str(server.port))
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{server.binaries}")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_examples_print_what_they_show(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if document == ON_A_SERVER:
        _on(request.getfixturevalue("server"), monkeypatch)
    wrong = run(document.read_text(encoding="utf-8"), Reader(tmp_path), monkeypatch)
    assert not wrong, "\n".join([str(document.relative_to(ROOT)), *wrong])


def test_the_readme_shows_a_run_of_the_demo() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    consoles = (example for example in examples(text) if example.language == "console")
    lines = [command.line for example in consoles for command in commands(example)]
    assert any(re.match(r"(scripts/demo|mandates demo)\b", line) for line in lines)


@pytest.fixture
def echo(tmp_path: Path) -> Reader:
    """A reader whose `mandates` prints its arguments, and fails if the first is `fail`."""
    code = "import sys; print(*sys.argv[1:]); sys.exit(3 * (sys.argv[1:2] == ['fail']))"
    return Reader(tmp_path, program=f"{shlex.quote(sys.executable)} -c {shlex.quote(code)}")


GOOD = [
    "```console\n$ mandates list\nlist\n$ mandates show 1/2#2.2\nshow 1/2#2.2\n```",
    "```console\n$ mandates list a b\nlist ... b\n```",
    "```console\n$ mandates list \\\n>     --all\nlist --all\n```",
    "```console\n$ mandates fail here\nfail here\n$ echo $?\n3\n```",
    "```console\n$ scripts/demo --db x\ndemo --db x\n$ git status\nwhatever\n```",
    "```console\n$ cat in.txt\nwords\n$ mandates list | cat - in.txt\nlist\nwords\n```",
    "1. So:\n\n   ```console\n   $ mandates list\n   list\n   ```",
    "```python\n>>> 1 + 1\n2\n```\nand\n```python\n>>> _ = 5\n>>> print('a', 'b')\na ...\n```",
    "```python\nx = 2\n```\n```python\n>>> x\n2\n```",
]

BAD = [
    "```console\n$ mandates list\nlists\n```",
    "```console\n$ mandates list\n```",
    "```console\n$ mandates list\nlist\nand more\n```",
    "```console\n$ mandates list\nlist\n$ echo $?\n1\n```",
    "```console\n$ scripts/demo\ndemonstration\n```",
    "```console\n$ cat in.txt\nold\n$ cat in.txt\nnew\n```",
    "text\n\n```python\n>>> 1 + 1\n3\n```",
    "```python\n>>> undefined\n1\n```",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_example_passes(text: str, echo: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(examples(text))
    assert run(text, echo, monkeypatch) == []


@pytest.mark.parametrize("text", BAD)
def test_an_example_that_shows_something_else_is_found(
    text: str, echo: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(run(text, echo, monkeypatch)) == 1


def test_a_script_that_fails_is_found(echo: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        run("```python\n1 / 0\n```", echo, monkeypatch)
