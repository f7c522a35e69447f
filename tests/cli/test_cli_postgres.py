"""A record on a server, as its owner, its writers and its operator meet it on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from host import adoption

from mandates import Engine
from mandates.adapters.record.postgres.address import address
from mandates.adapters.record.postgres.connections import connect
from postgres import EXISTING, VERSIONS, Servers
from spec import M

from .terminal import Terminal

pytestmark = pytest.mark.skipif(bool(EXISTING), reason="no roles are made on an existing server")
SECRET = "hunter2"
Role = Callable[[str], str]


@pytest.fixture
def url(servers: Servers) -> str:
    """For the owner of a database, in which there is no record yet."""
    return servers.url(VERSIONS[-1])


@pytest.fixture
def role(url: str) -> Iterator[Role]:
    """Makes a role; the URL for it."""
    with closing(connect(address(url), 5.0)) as owner:

        def made(name: str) -> str:
            owner.execute(f"CREATE ROLE {name}_{address(url).schema} LOGIN".encode())
            return url.replace("postgres@", f"{name}_{address(url).schema}@")

        yield made


def name(url: str) -> str:
    return url.split("//")[1].split("@")[0]


def test_the_owner_makes_the_tables_and_a_role_that_is_not_there_leaves_nothing(
    cli: Terminal, url: str, role: Role
) -> None:
    refused = cli("db", "init", "--writer", "nobody_at_all", "--db", url, code=2)
    assert "nobody_at_all" in refused.error
    assert "absent" in cli("db", "status", "--db", url).out, "not half of it"
    clerk = role("clerk")
    cli("db", "init", "--writer", name(clerk), "--db", url)
    cli("note", M, "--note", "no such mandate", "--db", clerk, code=2)
    assert "0 mandates" in cli("list", "--db", clerk).out


def test_only_the_owner_lets_a_role_write(cli: Terminal, url: str, role: Role) -> None:
    clerk, other = role("clerk"), role("other")
    cli("db", "init", "--writer", name(clerk), "--db", url)
    assert (
        "only the owner" in cli("db", "init", "--writer", name(other), "--db", clerk, code=2).error
    )
    assert "permission denied" in cli("status", "--db", other, code=2).error


def test_several_writers_share_the_views_also_one_that_comes_later(
    cli: Terminal, url: str, role: Role
) -> None:
    clerk, other, late = role("clerk"), role("other"), role("late")
    for one in (clerk, other):
        cli("db", "init", "--writer", name(one), "--db", url)
    with Engine.open(clerk) as engine:
        engine.execute(adoption(), by="desk")
        assert engine.register().total == 1
        engine.catch_up()
    with Engine.open(other) as engine:
        engine.execute(adoption(symbol="A/RES/54/1"), by="desk")
        assert engine.register().total == 2
        engine.catch_up()
        assert {one.behind for one in engine.status().views} == {0}, "it wrote them"
    assert "up to date" in cli("status", "--db", url).out, "and the owner sees them"
    cli("db", "init", "--writer", name(late), "--db", url)
    assert "projections rebuild" in cli("list", "--db", late, code=2).error
    for one in (clerk, other, other, clerk, other):  # old builds are dropped by who made them
        cli("projections", "rebuild", "--db", one)
    cli("projections", "rebuild", "--db", clerk)
    assert "2 mandates" in cli("list", "--db", late).out


def test_a_writer_that_is_stuck_is_named_to_who_waits_and_in_the_status(
    cli: Terminal, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATES_BUSY_TIMEOUT", "0.2")
    with Engine.open(url) as engine:
        engine.execute(adoption(), by="desk")
    with psycopg.connect(address(url).conninfo, application_name="django") as stuck:
        stuck.execute("SELECT pg_advisory_xact_lock(%s)", (address(url).lock,))
        pid = stuck.info.backend_pid
        said = cli("note", M, "--note", "waits", "--db", url, code=3).error
        assert f"locked by process {pid} (django, role postgres, idle in transaction" in said
        assert f"process {pid} (django" in cli("status", "--db", url).out
    assert "locked by" not in cli("status", "--db", url).out


def test_no_command_tells_the_password_of_an_address(
    cli: Terminal, url: str, tmp_path: Path
) -> None:
    """Those that name the database, in what they say when all is well or not."""
    secret = url.replace("postgres@", f"postgres:{SECRET}@")
    words = [
        ["db", "init"], ["db", "init", "--sql"], ["db", "status"], ["db", "upgrade"], ["demo"],
        ["status"], ["audit", "keygen", "--key", "log.key", "--name", "example.org/log"],
        ["audit", "checkpoint", "--key", "log.key"], ["audit", "export", "log.bundle"],
        ["audit", "import", "log.bundle"], ["copy", "--to", secret + "_other"],
    ]  # fmt: skip
    told = ""
    for one in words:
        done = cli(*one, "--db", secret)
        told += done.out + done.err
    with closing(connect(address(url), 5.0)) as owner:
        owner.execute(f"DROP INDEX {address(url).schema}.record_id".encode())
    damaged = cli("audit", "verify", "--db", secret, code=4)
    assert "record_id" in damaged.err
    assert SECRET not in told + damaged.out + damaged.err


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("postgres@", "nobody_at_all@"), 2, "does not let this user in"),
        (("/postgres?", "/nothing?"), 2, "create the database first"),
        (("schema=", "schema=A"), 2, "use small letters"),
        (("schema=", "target_session_attrs=standby&schema="), 3, "no server there"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line_and_its_code(
    cli: Terminal, url: str, change: tuple[str, str], code: int, said: str
) -> None:
    assert said in cli("list", "--db", url.replace(*change), code=code).error
