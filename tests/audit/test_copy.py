"""A record in another database: same positions, same bytes, same root, in both directions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from host import Clock, adoption, database

from mandates import Engine, Note
from mandates.adapters.audit import keys
from mandates.domain.errors import Damaged, Refused
from postgres import VERSIONS, Servers
from spec import M

PLACES = ("sqlite", f"postgres-{VERSIONS[-1]}")
Place = Callable[[str], str]


@pytest.fixture
def place(tmp_path: Path, servers: Servers) -> Place:
    """An address of that kind, where there is no record yet."""

    def found(kind: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        return database(folder) if kind == "sqlite" else servers.url(kind.split("-")[1])

    return found


def filled(where: str, events: int = 300) -> Engine:
    """A record with a tile that is full, and more."""
    engine = Engine.open(where, clock=Clock("2001-01-10"))
    engine.execute(adoption(), by="desk")
    engine.execute([Note(mandate=M, text=f"remark {n}") for n in range(events)], by="desk")
    return engine


@pytest.mark.parametrize("source", PLACES)
@pytest.mark.parametrize("target", PLACES)
def test_a_copy_is_the_record(place: Place, source: str, target: str) -> None:
    there = place(target)
    with filled(place(source)) as engine:
        end = engine.status().position
        assert engine.copy(there) == (end, end)
        with Engine.open(there) as copy:
            assert list(copy.events()) == list(engine.events())
            assert copy.basis().root == engine.basis().root
            assert copy._record.tiles(0, 0, 9) == engine._record.tiles(0, 0, 9) != []
            assert copy.verify(deep=True).findings == ()
            day = date(2001, 1, 10)
            assert copy.mandate(M, as_of=day).item == engine.mandate(M, as_of=day).item
            copied = copy.execute(Note(mandate=M, text="and goes on"), by="desk")
            assert copied.positions == (end + 1,)


def test_what_broke_off_goes_on_and_what_is_new_is_added(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = place(PLACES[1])
    monkeypatch.setattr("mandates.adapters.audit.copying.PAGE", 100)
    with filled(place("sqlite")) as engine:
        engine.execute([Note(mandate=M, text=f"late {n}") for n in range(5)], by="desk")
        end = engine.status().position

        def break_off(_: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            engine.copy(there, progress=break_off)
        with Engine.open(there) as copy:
            assert copy.status().position == end - 5, "the command was copied whole"
        new, whole = engine.copy(there)
        assert 0 < new < whole == end
        assert engine.copy(there) == (0, end)
        engine.execute(Note(mandate=M, text="new"), by="desk")
        assert engine.copy(there) == (1, end + 1)


def test_no_record_is_copied_over_another(place: Place) -> None:
    there = place("sqlite")
    filled(there, 3).close()
    with filled(place("sqlite"), 5) as engine, pytest.raises(Refused, match="another record"):
        engine.copy(there)


def test_a_copy_that_went_on_by_itself_is_another_record(place: Place) -> None:
    there = place("sqlite")
    with filled(place("sqlite"), 3) as engine:
        engine.copy(there)
        with Engine.open(there, clock=Clock("2001-01-10")) as copy:
            copy.execute(Note(mandate=M, text="only here"), by="desk")
        with pytest.raises(Refused, match="another record, of 6 events"):
            engine.copy(there)


def test_internal_notes_go_with_it(place: Place) -> None:
    there = place(PLACES[1])
    with filled(place("sqlite"), 3) as engine:
        engine.execute(Note(mandate=M, text="seen", internal="for us alone"), by="desk")
        engine.copy(there)
        with Engine.open(there) as copy:
            last = list(copy.events())[-1].envelope.internal
            assert last is not None
            note = copy._record.notes([last])[last]
            assert note is not None
            assert note.text == "for us alone"


def test_checkpoints_go_with_what_they_cover_each_once(place: Place, tmp_path: Path) -> None:
    there, key = place("sqlite"), tmp_path / "log.key"
    keys.generate(key, "log.example/m")
    with filled(place("sqlite"), 3) as engine:
        engine.checkpoint(key)

        def record_meanwhile(_: int) -> None:
            engine.execute(Note(mandate=M, text="meanwhile"), by="desk")
            engine.checkpoint(key)

        engine.copy(there, progress=record_meanwhile)
        first, second = (one.note for one in engine.checkpoints())
        for kept in [first], [first, second], [first, second]:
            with Engine.open(there) as copy:
                assert [one.note for one in copy.checkpoints()] == kept
                assert copy.verify().findings == ()
            engine.copy(there)


def test_a_copy_that_differs_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(place("sqlite"), 3) as engine:
        answers = iter([True, False])

        def same(*_: object) -> bool:
            return next(answers)

        monkeypatch.setattr("mandates.adapters.audit.copying._same", same)
        with pytest.raises(Damaged, match="not what was copied"):
            engine.copy(place("sqlite"))
