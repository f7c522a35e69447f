"""Tables of an older release: told from ours, brought up to ours, with every byte as it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from mandates.adapters.record import administration
from mandates.adapters.record.postgres import schema
from mandates.adapters.record.postgres.address import address
from mandates.adapters.record.postgres.connections import connect
from mandates.domain.errors import BadInput
from postgres import VERSIONS, Servers

from .toys import append, open_toys

PINS = Path(__file__).resolve().parent.parent / "pins"
OLDER = range(3, schema.VERSION)
"""The versions from which a road leads up, each with its statements among the pins."""

By = Callable[[str], None]


def by_command(url: str) -> None:
    assert administration.upgrade(url).state == "older"


def by_hand(url: str) -> None:
    """As an administrator does it who reads what is to be executed first."""
    with closing(connect(address(url), 5.0)) as owner, owner.transaction():
        for statement in administration.upgrading(url):
            owner.execute(statement.encode())


@pytest.fixture(params=VERSIONS)
def url(request: pytest.FixtureRequest, servers: Servers) -> str:
    return servers.url(request.param)


def made_of(version: int, url: str) -> None:
    where = address(url)
    text = (PINS / f"postgres-schema-{version}.sql").read_text(encoding="utf-8")
    text = text.replace("{schema}", where.schema).replace("{lock}", str(where.lock))
    with psycopg.connect(where.conninfo) as owner:
        owner.execute(text.encode())


@pytest.mark.parametrize("version", OLDER)
@pytest.mark.parametrize("way", [by_command, by_hand])
def test_tables_of_an_older_release_are_brought_up_and_their_bytes_left_alone(
    url: str, version: int, way: By, servers: Servers
) -> None:
    made_of(version, url)
    with closing(open_toys(servers.url(VERSIONS[-1]))) as other, closing(open_toys(url)) as record:
        append(other, *["a"] * 300)
        with pytest.raises(BadInput, match=f"schema {version}.*mandates db upgrade"):
            append(record, "a")
        rows = other.stored(0, 300)
        with closing(connect(address(url), 5.0)) as owner:
            columns = ", ".join(["%s"] * 12)
            owner.cursor().executemany(
                f"INSERT INTO {address(url).schema}.events VALUES ({columns})".encode(), rows
            )
        way(url)
        assert administration.status(url).state == "current"
        assert record.stored(0, 300) == rows
        assert record.root(300) == other.root(300)
        assert record.unguarded(deep=True) == [], "what guards it is as in a new one"
        assert append(record, "b") == [301]
    assert administration.upgrading(url) == []
    assert administration.upgrade(url).state == "current"


def test_upgrading_where_there_is_nothing_makes_the_tables(url: str) -> None:
    assert administration.upgrading(url) == administration.statements(url, None)
    assert administration.upgrade(url).state == "absent"
    assert administration.status(url).state == "current"


@pytest.mark.parametrize(("version", "said"), [(1, "record anew"), (99, "update mandates")])
def test_no_way_leads_from_where_there_is_none(url: str, version: int, said: str) -> None:
    where = address(url)
    administration.create(url, None)
    with closing(connect(where, 5.0)) as owner:
        owner.execute(f"UPDATE {where.schema}.record_schema SET version = {version}".encode())
    for way in (administration.upgrade, administration.upgrading):
        with pytest.raises(BadInput, match=said):
            way(url)
