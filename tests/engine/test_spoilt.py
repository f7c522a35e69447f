"""A view that somebody spoilt in the file: what cannot be read is damage, named, and never a trace.

Each text of each table that a view keeps is replaced by what none of them holds. An answer may be
another then; only a rebuild, or `verify --deep`, can know that. But no question ends otherwise than
with an answer or with an error of ours.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from host import adoption, dated

from mandates import (
    Allocate,
    Assign,
    Damaged,
    Engine,
    EstablishEntity,
    EstablishFund,
    IncludeItem,
    MandatesError,
    MergeEntity,
    Money,
    PlanSession,
    RegisterQuery,
    Replace,
    SetMeeting,
    SetPolicy,
    SubmitReport,
    WorkloadQuery,
)
from mandates.projections.questions import VIEWS
from spec import M

N = "A/RES/54/226#2.1"
DAY = date(2001, 8, 1)
FIVE = Money(amount=Decimal(5), currency="USD")
LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
READ = frozenset({
    "state", "lines", "time", "addressees", "leads", "contributing", "meetings", "on_day", "linked",
    "under", "stream",
})  # fmt: skip
QUESTIONS: dict[str, Callable[[Engine], object]] = {
    "register": lambda engine: engine.register().items,
    "one that is overdue": lambda engine: engine.register(RegisterQuery(overdue=True), as_of=DAY),
    "by a name": lambda engine: engine.register(RegisterQuery(addressee="Secretary")).items,
    "by a lead": lambda engine: engine.register(RegisterQuery(lead="UNDP"), as_of=DAY).items,
    "by words": lambda engine: engine.register(RegisterQuery(text="cooperation")).items,
    "by due day": lambda engine: engine.register(RegisterQuery(sort="due", limit=2)).items,
    "the past": lambda engine: engine.register(as_of=DAY, known_at=8).items,
    "one": lambda engine: engine.mandate(M, as_of=DAY).json_value(),
    "why": lambda engine: engine.why(M).json_value(),
    "timeline": lambda engine: engine.timeline(M),
    "lineage": lambda engine: engine.lineage(M).json_value(),
    "docket": lambda engine: engine.docket(as_of=DAY).items,
    "docket then": lambda engine: engine.docket(as_of=DAY, known_at=8).items,
    "agenda": lambda engine: engine.agenda().json_value(),
    "workload": lambda engine: engine.workload().json_value(),
    "load by lead": lambda engine: engine.workload(
        WorkloadQuery(by="lead"), as_of=DAY
    ).json_value(),
    "funding": lambda engine: engine.funding().json_value(),
    "sessions": lambda engine: engine.sessions(),
    "names": lambda engine: engine.names("UNDP"),
    "texts": lambda engine: engine.instruments().json_value(),
    "tick": lambda engine: engine.tick(datetime(2001, 8, 1, 12, tzinfo=UTC), dry_run=True),
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with something in each view."""
    path = tmp_path_factory.mktemp("spoilt") / "register.db"
    with Engine.open(path) as engine:
        for command in (
            adoption(dated("2.1", "GA/57"), dated("2.2", "GA/56"), dated("2.3", "2001-06-30")),
            PlanSession(session="GA/56", opens="2001-09-11", on="2000-11-03"),
            SetPolicy(body="GA", due_soon_days=7, on="2000-11-03"),
            IncludeItem(item="GA/56/99", mandates=((M, None),), on="2001-01-03"),
            SetMeeting(item="GA/56/99", day=date(2001, 10, 22), on="2001-01-04"),
            EstablishEntity(entity="UNDP", on="1965-11-22"),
            MergeEntity(entity="Special Unit", into="UNDP", on="2001-01-05"),
            Assign(mandate=M, entity="Special Unit", on="2000-01-01"),
            EstablishFund(fund="Trust Fund", on="2000-01-01"),
            Allocate(fund="Trust Fund", amount=FIVE, mandates=(M,), on="2000-02-01"),
            SubmitReport(document="A/56/465", answers=((M, None),), on="2001-06-20"),
            Replace(mandate=N, by=M, authority="A/RES/55/1", on="2001-07-01"),
        ):  # fmt: skip
            engine.execute(command, by="desk")
        for ask in QUESTIONS.values():
            ask(engine)
    return path


def texts_of(path: Path, view: str) -> Iterator[tuple[str, str]]:
    """Every table of a view with its columns of texts that are read by something else than the
    database; in the long size all of them."""
    with closing(sqlite3.connect(path)) as file:
        of_view = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?"
        for (table,) in file.execute(of_view, (f"{view}__*",)).fetchall():
            for _, column, kind, *_ in file.execute(f"PRAGMA table_info({table})").fetchall():
                if kind == "TEXT" and (LONG or column in READ):
                    yield table, column


def ended(ask: Callable[[Engine], object], engine: Engine) -> str | None:
    """How a question ended that ought not to have ended so."""
    try:
        ask(engine)
    except Damaged as error:
        return None if "mandates projections rebuild" in str(error) else str(error)
    except MandatesError:
        return None
    except Exception as error:
        return repr(error)
    return None


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_whatever_was_spoilt_in_a_view_every_question_has_an_answer_or_an_error_of_ours(
    lived: Path, tmp_path: Path, view: str
) -> None:
    spoilt = list(texts_of(lived, view))
    assert spoilt
    wrong: list[str] = []
    for table, column in spoilt:
        path = tmp_path / f"{table}-{column}.db"
        shutil.copy(lived, path)
        with closing(sqlite3.connect(path)) as file:  # what is unique stays so
            file.execute(f"UPDATE {table} SET {column} = '{{' || rowid WHERE {column} IS NOT NULL")
            file.commit()
        with Engine.open(path) as engine:
            wrong += [
                f"{table}.{column}: {what}: {said}"
                for what, ask in QUESTIONS.items()
                if (said := ended(ask, engine)) is not None
            ]
        path.unlink()
    assert wrong == []


def test_what_cannot_be_read_is_named_with_its_view_and_its_stream(
    lived: Path, tmp_path: Path
) -> None:
    path = tmp_path / "register.db"
    shutil.copy(lived, path)
    with closing(sqlite3.connect(path)) as file:
        (table, column) = next(texts_of(path, "timeline"))
        assert column == "stream"
        file.execute(f"UPDATE {table} SET lines = '[[1' WHERE stream = 'mandate-{M}'")
        file.commit()
    with Engine.open(path) as engine:
        with pytest.raises(Damaged) as damaged:
            engine.timeline(M)
        assert str(damaged.value) == (
            f"view timeline holds what cannot be read, of mandate-{M}: rebuild it, mandates"
            " projections rebuild timeline"
        )
        assert engine.timeline(N)
        engine.rebuild("timeline")
        assert engine.timeline(M)
