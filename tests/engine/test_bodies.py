"""Bodies that a user adds: found by their code and under any of their names, on both axes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from host import Clock, adoption, check_views

from mandates import (
    AddBody,
    Defer,
    Engine,
    Merge,
    OpenSession,
    PlanSession,
    Refused,
    RegisterQuery,
    RenameBody,
    Retire,
    SetPolicy,
    Unknown,
)
from mandates.domain.bodies import AddedBody, Bodies
from mandates.domain.due import SessionDue
from spec import act

OLD = "High-level Committee on the Review of Technical Cooperation among Developing Countries"
NEW = "High-level Committee on South-South Cooperation"
M = "A/RES/54/226#2.2"


def at(organ: str, session: int = 20) -> SessionDue:
    return SessionDue(organ=organ, session=session)


def add(engine: Engine, **changes: Any) -> None:
    typical: dict[str, Any] = {"code": "HLC", "name": OLD, "parent": "GA"}
    engine.execute(AddBody(**typical | changes), by="desk")


def test_bodies_that_were_put_under_each_other_do_not_stand_above_themselves() -> None:
    """One was added anew, under the other, after its first addition was voided."""
    first, other = AddedBody("A", "Alpha", "UTC", "B"), AddedBody("B", "Beta", "UTC", "A")
    both = Bodies({one.code: one for one in (first, other)})
    assert (both.above("A"), both.above("B")) == (("B",), ("A",))


@pytest.fixture
def known(engine: Engine, clock: Clock) -> Engine:
    """A report due at a session of the Committee by each of its names, and by its code."""
    acts = [act(f"{n}.1", due=at(organ)) for n, organ in enumerate((OLD, NEW, "HLC"), start=1)]
    engine.execute(adoption(*acts), by="desk")
    add(engine)
    rename = RenameBody(code="HLC", name=NEW, authority="A/RES/58/220", on="2003-12-23")
    clock.at("2004-01-02")
    engine.execute(rename, by="desk")
    assert not engine.execute(rename, by="desk").recorded
    return engine


def docketed(engine: Engine, session: str, **when: Any) -> list[str]:
    return [one.id for one in engine.docket(session, **when).items]


def test_one_session_under_every_name_of_its_body(known: Engine) -> None:
    known.execute(PlanSession(session="HLC/20", opens="2005-05-30", closes="2005-06-03"), by="desk")
    for name in ("HLC", "hlc", OLD, NEW, f"the {NEW}"):
        assert len(docketed(known, f"{name}/20")) == 3, name
    found = known.docket("HLC/20")
    assert found.session is not None
    assert found.session.session == "HLC/20"
    for one in found.items:
        assert one.due is not None
        assert (one.due.session, one.due.anchor) == ("HLC/20", date(2005, 5, 30))
        assert one.due.submit_by == date(2005, 3, 21)
    query = RegisterQuery(session=f"{OLD}/20")
    assert len(known.register(query).items) == 3
    (shown,) = known.sessions()
    assert (shown.session, shown.opens) == ("HLC/20", date(2005, 5, 30))
    check_views(known)


def test_it_is_so_on_any_day_and_known_from_its_recording(known: Engine) -> None:
    assert len(docketed(known, "HLC/20", as_of=date(2000, 1, 1))) == 3
    before = next(one for one in known.events() if one.event.tag == "body.added.v1").position - 1
    assert docketed(known, "HLC/20", known_at=before) == ["A/RES/54/226#3.1"]
    assert len(docketed(known, "HLC/20", known_at=before + 1)) == 2, "the new name is not known yet"


def test_a_session_that_stands_under_a_name_goes_on_there(engine: Engine) -> None:
    engine.execute(PlanSession(session=f"{OLD}/12", opens="2001-01-09"), by="desk")
    add(engine)
    (opened,) = engine.execute(OpenSession(session="HLC/12"), by="desk").recorded
    assert opened.stream == f"session-{OLD}/12"
    (shown,) = engine.sessions(["HLC/12"])
    assert (shown.session, shown.opened) == ("HLC/12", date(2001, 1, 10))
    assert engine.sessions() == (shown,)
    late = PlanSession(session="HLC/12", opens="2001-01-08", on="2000-06-01")
    (recorded,) = engine.execute(late, by="desk").recorded
    assert recorded.stream == opened.stream, "on no day is it another session"


def test_the_tick_and_the_body_s_own_lead_times_reach_it(known: Engine, clock: Clock) -> None:
    known.execute(SetPolicy(body="HLC", submission_days=50), by="desk")
    known.execute(PlanSession(session="HLC/20", opens="2005-05-30", closes="2005-06-03"), by="desk")
    for mandate in ("1.1", "2.1", "3.1"):
        shown = known.mandate(f"A/RES/54/226#{mandate}").item
        assert shown.due is not None
        assert shown.due.submit_by == date(2005, 4, 10)
    clock.at("2005-04-10")
    assert known.tick() > 0
    said = [one.stream for one in known.announcements() if one.event.tag == "mandate.due.v1"]
    assert len({*said}) == 3
    assert known.tick() == 0


def test_putting_off_names_the_body_as_the_mandate_does(known: Engine) -> None:
    with pytest.raises(Refused, match="lies before"):
        known.execute(
            Defer(mandate="A/RES/54/226#1.1", to=at("HLC", 19), authority="A/RES/58/220"),
            by="desk",
        )
    known.execute(
        Defer(mandate="A/RES/54/226#1.1", to=at("HLC", 21), authority="A/RES/58/220"), by="desk"
    )
    assert docketed(known, f"{NEW}/21") == ["A/RES/54/226#1.1"]


@pytest.mark.parametrize(
    ("parents", "authority", "lawful"),
    [
        ({"HLC": "GA"}, "A/RES/58/220", True),
        ({"CSW": "ECOSOC", "HLC": "CSW"}, "E/RES/2003/1", True),
        ({"CSW": "ECOSOC", "HLC": "CSW"}, "A/RES/58/220", True),
        ({"HLC": "ECOSOC"}, "S/RES/1325(2000)", False),
        ({"HLC": "SC"}, "A/RES/58/220", False),
        ({"CTC": "SC", "HLC": "CTC"}, "A/RES/58/220", False),
        ({"CTC": "SC", "HLC": "CTC"}, "S/RES/1325(2000)", True),
        ({"HLC": None}, "A/RES/58/220", False),
    ],
)
def test_only_the_bodies_above_an_added_one_end_its_mandates(
    engine: Engine, parents: dict[str, str | None], authority: str, lawful: bool
) -> None:
    engine.execute(adoption(body=OLD), by="desk")
    for code, parent in parents.items():
        name = OLD if code == "HLC" else f"Committee {code}"
        add(engine, code=code, name=name, parent=parent)
    retire = Retire(mandate=M, authority=authority)
    if lawful:
        engine.execute(retire, by="desk")
        assert engine.mandate(M).item.status.legal == "retired"
        return
    head = engine.status().position
    with pytest.raises(Refused, match="cannot end or change a mandate of High-level"):
        engine.execute(retire, by="desk")
    assert engine.status().position == head


def test_a_merger_asks_the_parents_too(engine: Engine) -> None:
    engine.execute(adoption(act("2.2"), act("3.1"), body=OLD), by="desk")
    add(engine, parent="SC")
    merge = Merge(mandates=(M,), into="A/RES/54/226#3.1", authority="A/RES/58/220")
    with pytest.raises(Refused, match="stands under SC"):
        engine.execute(merge, by="desk")


def test_what_ended_by_the_right_of_a_parent_stays_lawful(engine: Engine, clock: Clock) -> None:
    engine.execute(adoption(body=OLD), by="desk")
    add(engine)
    clock.at("2004-01-02")
    engine.execute(Retire(mandate=M, authority="A/RES/58/220", on="2003-12-23"), by="desk")
    late = Defer(mandate=M, to=SessionDue(organ="GA", session=57), authority="A/RES/56/202",
                 on="2001-12-21")  # fmt: skip
    engine.execute(late, by="desk")
    assert engine.mandate(M).item.status.legal == "retired"


def test_codes_and_names_are_one_body_s(known: Engine) -> None:
    for code, name in (("hlc", "Another"), ("X", NEW), ("X", OLD.upper())):
        with pytest.raises(Refused, match="is HLC"):
            add(known, code=code, name=name)
    add(known, code="UNEA", name="United Nations Environment Assembly")
    with pytest.raises(Refused, match="is HLC"):
        known.execute(RenameBody(code="UNEA", name=OLD), by="desk")
    with pytest.raises(Refused, match="was not added"):
        known.execute(RenameBody(code="NOBODY", name="x"), by="desk")
    with pytest.raises(Unknown, match="'NOBODY' is no body"):
        add(known, code="Y", name="y", parent="NOBODY")
