"""The command line as a whole: quick to start, teaches itself, takes --db everywhere."""

from __future__ import annotations

import os
import re
import resource
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import get_args

import click
import pytest

from mandates import __version__
from mandates.adapters.cli import choices
from mandates.adapters.cli.group import Group
from mandates.adapters.cli.root import ALIASES, root
from mandates.domain.deadlines import Timeliness
from mandates.domain.event import Confidence
from mandates.domain.mandate import events, occurrence, state
from mandates.domain.mandate.commands import Correct
from mandates.domain.reading import Deliverable, Strength
from mandates.domain.report import OFFICIAL_LANGUAGES

from .terminal import COMMAND, SYMBOL, Terminal, act


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and sub-command, with its path of names."""
    context = click.Context(root, info_name="mandates")
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command is not None, name
        yield (name,), command
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                sub = command.get_command(context, below)
                assert sub is not None
                yield (name, below), sub


COMMANDS = list(commands())
IDS = [" ".join(path) for path, _ in COMMANDS]


def test_the_version(cli: Terminal) -> None:
    assert cli("--version").out == f"mandates {__version__}\n"


def test_alone_it_shows_its_help(cli: Terminal) -> None:
    assert cli().out == cli("--help").out
    assert cli("session").out == cli("session", "-h").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lst", "No such command 'lst', perhaps list. See: mandates --help"),
        ("forcast", "No such command 'forcast', perhaps forecast. See: mandates --help"),
        (
            "session plam GA/56",
            "No such command 'plam', perhaps plan. See: mandates session --help",
        ),
        ("zzz", "No such command 'zzz'. See: mandates --help"),
        (
            "show --as-off x",
            "No such option '--as-off'. Did you mean '--as-of'? See: mandates show --help",
        ),
        ("--nothing list", "No such option '--nothing'. See: mandates --help"),
        (
            "docket 56",
            "Invalid value for 'GA/56': '56' is no session: write GA/56."
            " See: mandates docket --help",
        ),
        (
            "list --status overdu",
            "Invalid value for '--status': there is no 'overdu', perhaps overdue."
            " See: mandates list --help",
        ),
        (
            "defer A/RES/54/226#2.2 --to 57",
            "Invalid value for '--to': '57' is no due term: for the session write GA/57."
            " See: mandates defer --help",
        ),
        ("remind --entity", "Option '--entity' requires an argument. See: mandates remind --help"),
    ],
)
def test_a_slip_leads_to_what_was_meant_and_to_its_help(
    cli: Terminal, words: str, said: str
) -> None:
    assert cli(*words.split(), code=2).error == said


def test_help_names_every_command(cli: Terminal) -> None:
    said = cli("--help").out
    for name in root.list_commands(click.Context(root)):
        assert f"\n  {name} " in said


@pytest.mark.parametrize(
    ("path", "group"), [(path, one) for path, one in COMMANDS if type(one) is Group], ids=str
)
def test_a_group_says_whole_what_each_of_its_commands_does(
    path: tuple[str, ...], group: Group, cli: Terminal
) -> None:
    told = " ".join(cli(*path, "--help").out.split())
    for name, command in group.commands.items():
        assert f" {name} {command.get_short_help_str(limit=1000)}" in told


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=IDS)
def test_every_command_teaches_itself_by_example(
    cli: Terminal, path: tuple[str, ...], command: click.Command
) -> None:
    said = cli(*path, "--help").out
    assert f"  mandates {' '.join(path)}" in said
    assert "--db" in said


def examples() -> Iterator[list[str]]:
    """The examples in all help texts, as words."""
    for command in (root, *(command for _, command in COMMANDS)):
        for line in (command.help or "").splitlines():
            if line.strip().startswith("mandates ") and "--help" not in line:
                words, *_ = shlex.split(line.strip(), comments=False)[1:], None
                yield words


@pytest.mark.parametrize("words", list(examples()), ids=" ".join)
def test_the_examples_in_the_help_are_understood(words: list[str]) -> None:
    for end in ("|", ">", "&&"):
        words = words[: words.index(end)] if end in words else words
    context, command, rest = click.Context(root, info_name="mandates"), root, words
    while isinstance(command, click.Group):
        _, found, rest = command.resolve_command(context, rest)
        assert found is not None
        command = found  # type: ignore[assignment]
    if words[0] != "read":  # its file must exist
        command.make_context(words[0], list(rest), parent=context)


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=IDS)
def test_every_command_takes_a_database_after_its_name(
    path: tuple[str, ...], command: click.Command
) -> None:
    names = [name for param in command.params for name in param.opts]
    assert "--db" in names


def test_the_database_is_named_by_the_word_nearest_to_the_command(
    cli: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.adopt("r.json", "--db", "there.db")
    assert not (cli.folder / "mandates.db").exists()
    for words in (
        ("list", "--db", "there.db"),
        ("--db", "there.db", "list"),
        ("--db", "nowhere.db", "list", "--db", "there.db"),
        ("list", "--db", f"sqlite:///{cli.folder}/there.db"),
        ("audit", "--db", "there.db", "events"),
        ("--db", "nowhere.db", "audit", "events", "--db", "there.db"),
    ):
        assert "(position 4)" in cli(*words).last
    monkeypatch.setenv("MANDATES_DB", "there.db")
    assert "(position 4)" in cli("list").last
    assert cli("list", "--db", "nowhere.db").last == "nothing recorded yet"


def test_aliases_do_the_same(cli: Terminal) -> None:
    assert ALIASES == {"register": "adopt", "forecast": "docket"}
    assert "mandates register [OPTIONS] FILE" in cli("register", "--help").out


def test_the_words_of_the_options_are_the_domain_s() -> None:
    from mandates.domain.item.life import Stage
    from mandates.projections import workload
    from mandates.projections.agenda import SORTS

    implementation = [*get_args(occurrence.Stage), *get_args(occurrence.End)]
    assert set(choices.STATES) == set(get_args(events.ProgressState))
    assert set(choices.ACTIONS) == set(get_args(events.Action))
    assert set(choices.ROLES) == set(get_args(events.Role))
    assert set(choices.WHATS) == set(get_args(events.What))
    assert set(choices.CONFIDENCES) == {one.value for one in Confidence}
    assert choices.LANGUAGES == OFFICIAL_LANGUAGES
    assert set(choices.FIELDS) == set(get_args(Correct.model_fields["field"].annotation))
    assert set(choices.DELIVERABLES) == set(get_args(Deliverable))
    assert set(choices.STRENGTHS) == set(get_args(Strength))
    assert {one.removeprefix("-") for one in choices.LOAD_SORTS} == set(workload.SORTS)
    assert get_args(workload.Per) == choices.PERS
    assert set(choices.STAGES) == set(get_args(Stage))
    assert {one.removeprefix("-") for one in choices.AGENDA_SORTS} == set(SORTS)
    assert set(choices.LEGAL) == set(get_args(state.Legal))
    assert set(choices.IMPLEMENTATION) == set(implementation)
    assert set(choices.TIMELINESS) == set(get_args(Timeliness))


HEAVY = ("apscheduler", "eventsourcing", "pydantic", "rich", "sqlalchemy", "structlog")


@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("list", "--help"), ("session", "plan", "--help")],
    ids=" ".join,
)  # fmt: skip
def test_help_and_version_load_nothing_heavy(words: tuple[str, ...]) -> None:
    program = (
        "import sys\nfrom mandates.adapters.cli.errors import run\n"
        f"assert run({list(words)!r}) == 0\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"


NOT_TO_READ = (
    *("apscheduler", "psycopg", "rich", "sqlalchemy.dialects.postgresql", "structlog"),
    *("mandates.domain.judgement", "mandates.projections.beside"),
)


def test_a_list_loads_nothing_that_only_others_need(desk: Terminal) -> None:
    program = (
        "import sys\nfrom mandates.adapters.cli.errors import run\n"
        "assert run(['list']) == 0\n"
        f"print(sorted(set({NOT_TO_READ!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=desk.folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert SYMBOL in done.stdout
    assert done.stderr == "[]\n"


def test_it_is_quick_to_start(desk: Terminal) -> None:
    def best(*command: str) -> float:
        """The least processor time of some runs: it depends little on who else runs."""
        times: list[float] = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                command, cwd=desk.folder, stdout=subprocess.DEVNULL, check=True,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
            )  # fmt: skip
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(times)

    # Meant: 0.15 and 0.5 seconds where Python alone takes 0.03. However fast a machine is, it was
    # 2.6 and 22 times as long as that.
    python = best(sys.executable, "-c", "pass")
    assert best(*COMMAND, "--version") < 10 * python
    assert best(*COMMAND, "list") < 60 * python


def test_python_dash_m_is_the_command(desk: Terminal) -> None:
    done = desk.process("list")
    assert done.returncode == 0
    assert SYMBOL in done.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mandates au", ["audit"]),
        ("mandates session po", ["postpone"]),
        ("mandates list --timeliness over", ["overdue"]),
        ("mandates docket --as-rec", ["--as-recorded-on"]),
        ("mandates sing", []),
    ],
)
def test_a_shell_completes_words(
    cli: Terminal, monkeypatch: pytest.MonkeyPatch, line: str, words: list[str]
) -> None:
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    monkeypatch.setenv("_MANDATES_COMPLETE", "bash_complete")
    assert cli().out.split() == [f"plain,{word}" for word in words]


def test_the_line_of_the_help_lets_bash_complete_words(cli: Terminal) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    (cli.folder / "mandates").write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    (cli.folder / "mandates").chmod(0o755)
    (line,) = re.findall(r'eval "[^"]*"', " ".join(cli("--help").out.split()))
    script = f"{line}\nCOMP_WORDS=(mandates au) COMP_CWORD=1\n_mandates_completion mandates\n"
    path = f"{cli.folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "-c", f'{script}echo "${{COMPREPLY[@]}}"'],
        env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "audit\n"


def test_what_a_text_says_never_looks_like_a_line_of_the_answer(cli: Terminal) -> None:
    forged = "the report\nlegal           retired\rlegal           merged"
    wanted = {**act("2.2"), "title": forged, "addressees": [f"Office {forged}"]}
    text = f"Requests {forged}"
    said = cli.adopt(paragraphs=[{"number": "2", "text": text, "acts": [wanted]}])
    assert not [line for line in said.out.splitlines() if line.startswith("legal")]
    cli("note", f"{SYMBOL}#2.2", forged)
    for words in (["show", f"{SYMBOL}#2.2"], ["history", f"{SYMBOL}#2.2"], ["list", "--all"]):
        lines = cli(*words).out.splitlines()
        assert [line.split() for line in lines if line.startswith("legal  ")] == (
            [["legal", "in_force"]] if words[0] == "show" else []
        )
