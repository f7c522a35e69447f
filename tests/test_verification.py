"""A text that was registered from its draft is compared with the adopted one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mandates import (
    AdoptInstrument,
    Defer,
    Engine,
    Miss,
    OpenOccurrence,
    Reading,
    Refused,
    TableDraft,
    Unknown,
    Void,
)
from mandates.domain.verification import VerifyText

SYMBOL = "A/RES/54/226"
GA56 = {"kind": "session", "organ": "General Assembly", "session": 56}
GA57 = {**GA56, "session": 57}


def act(number: str, verb: str = "request", **more: Any) -> dict[str, Any]:
    typical = {
        "id": number, "verb": verb, "force": "directive", "mandate": True,
        "addressees": ["Secretary-General"], "deliverable": "report", "due": GA56,
    }  # fmt: skip
    return {**typical, **more}


def text(*acts: dict[str, Any], of: str = "draft") -> Reading:
    paragraphs: dict[str, list[dict[str, Any]]] = {}
    for one in acts:
        paragraphs.setdefault(one["id"].rpartition(".")[0], []).append(one)
    return Reading.model_validate({
        "symbol": SYMBOL, "text_of": of, "body": "General Assembly", "session": 54,
        "paragraphs": [{"number": number, "acts": some} for number, some in paragraphs.items()],
    })  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    with Engine.open(tmp_path / "record.db") as opened:
        draft = text(act("2.1"), act("2.2", "invite", addressees=["States"]), act("18.1"))
        adopt = AdoptInstrument(symbol=SYMBOL, adopted_on="1999-12-22", reading=draft)
        opened.execute(adopt, by="desk")
        yield opened


def verify(engine: Engine, *acts: dict[str, Any], apply: bool = False) -> int:
    command = VerifyText(
        symbol=SYMBOL, reading=text(*acts, of="adopted"), apply=apply, on="1999-12-22"
    )
    return len(engine.execute(command, by="desk").recorded)


SAME = (act("2.1"), act("2.2", "invite", addressees=["States"]), act("18.1"))


def test_an_equal_text_is_verified(engine: Engine) -> None:
    assert engine.mandate(f"{SYMBOL}#2.1").item.text_of == "draft"
    assert verify(engine, *SAME) == 4
    assert engine.mandate(f"{SYMBOL}#2.1").item.text_of == "adopted"


def test_a_draft_that_was_not_adopted_has_no_words_to_verify(engine: Engine) -> None:
    draft = "A/C.2/54/L.9"
    engine.execute(TableDraft(draft=draft, on="1999-11-01"), by="desk")
    with pytest.raises(Unknown, match=f"{draft} is not registered: adopt it first"):
        engine.execute(VerifyText(symbol=draft, reading=text(*SAME)), by="desk")


def test_what_the_adopted_text_is_called_reaches_its_mandates(engine: Engine) -> None:
    called = text(*SAME, act("19.1"), of="adopted").model_copy(update={"title": "Lamps"})
    wish = VerifyText(symbol=SYMBOL, reading=called, apply=True, on="1999-12-22")
    engine.execute(wish, by="desk")
    assert {one.instrument_title for one in engine.register().items} == {"Lamps"}
    assert not engine.execute(wish, by="desk").recorded


def test_verifying_again_records_nothing(engine: Engine) -> None:
    verify(engine, *SAME)
    assert verify(engine, *SAME) == 0


def test_a_difference_is_refused_and_named_and_nothing_is_recorded(engine: Engine) -> None:
    before = engine.status().position
    with pytest.raises(Refused, match=r"act 18\.1 has another due; act 19\.1 is new"):
        verify(engine, *SAME[:2], act("18.1", due={**GA56, "session": 57}), act("19.1"))
    assert engine.status().position == before


def test_applied_it_corrects_adds_and_voids(engine: Engine) -> None:
    moved = act("18.1", due={**GA56, "session": 57}, addressees=["Joint Inspection Unit"])
    verify(engine, SAME[0], moved, act("19.1"), apply=True)
    corrected = engine.mandate(f"{SYMBOL}#18.1").item
    assert corrected.addressees == ("Joint Inspection Unit",)
    assert corrected.due is not None
    assert getattr(corrected.due.term, "session", None) == 57
    assert engine.mandate(f"{SYMBOL}#19.1").item.adopted_on.isoformat() == "1999-12-22"
    assert {one.id for one in engine.register().items} == {
        f"{SYMBOL}#2.1", f"{SYMBOL}#18.1", f"{SYMBOL}#19.1",
    }  # fmt: skip


def test_a_mandate_that_a_person_voided_is_not_brought_back_by_the_adopted_text(
    engine: Engine,
) -> None:
    (adopted,) = (one for one in engine.history(f"{SYMBOL}#2.1") if one.version == 1)
    engine.execute(Void(event_id=adopted.event_id, reason="it asks for nothing"), by="desk")
    verify(engine, *SAME)
    verify(engine, *SAME, act("19.1"), apply=True)
    shown = {one.id for one in engine.register().items}
    assert shown == {f"{SYMBOL}#18.1", f"{SYMBOL}#19.1"}


def test_what_is_addressed_to_others_by_the_adopted_text_is_tracked_or_not_as_they_are(
    engine: Engine,
) -> None:
    verify(engine, SAME[0], act("18.1", due=GA56, addressees=["Member States"]), apply=True)
    assert engine.mandate(f"{SYMBOL}#18.1").item.tracked == "no"
    told = act("18.1", due=GA56, addressees=["Governments"], tracked="yes")
    verify(engine, SAME[0], told, apply=True)
    assert engine.mandate(f"{SYMBOL}#18.1").item.tracked == "yes"


def test_an_end_a_rhythm_or_a_list_that_the_adopted_text_has_is_corrected_too(
    engine: Engine,
) -> None:
    ends = {"kind": "date", "date": "2004-12-31"}
    sunset = act("18.1", until=ends, rhythm={"recurrence": "biennial"}, dues=[GA56])
    with pytest.raises(Refused, match=r"act 18\.1 has another rhythm, until, dues"):
        verify(engine, *SAME[:2], sunset)
    verify(engine, *SAME[:2], sunset, apply=True)
    found = engine.mandate(f"{SYMBOL}#18.1").item
    assert found.until is not None
    assert (found.recurrence, getattr(found.until, "date", None)) == ("biennial", "2004-12-31")


def test_a_mission_that_ends_then_in_both_texts_is_owed_by_nobody_afterwards(
    tmp_path: Path,
) -> None:
    term = {"kind": "date", "date": "2004-12-31", "text": "until 31 December 2004"}
    mission = act("2.1", "decide", deliverable="mission", due=term)
    with Engine.open(tmp_path / "record.db") as engine:
        adopt = AdoptInstrument(symbol=SYMBOL, adopted_on="1999-12-22", reading=text(mission))
        engine.execute(adopt, by="desk")
        assert verify(engine, mission) == 2
        found = engine.mandate(f"{SYMBOL}#2.1").item
        assert (found.due, str(found.ends_on)) == (None, "2004-12-31")
        longer = act("2.1", "decide", deliverable="mission", due={**term, "date": "2005-12-31"})
        verify(engine, longer, apply=True)
        found = engine.mandate(f"{SYMBOL}#2.1").item
        assert (found.due, str(found.ends_on)) == (None, "2005-12-31")


def test_a_list_that_the_adopted_text_has_in_place_of_one_due_point_sets_the_first(
    engine: Engine,
) -> None:
    listed = act("18.1", due=None, dues=[{**GA56, "session": 57}, {**GA56, "session": 58}])
    verify(engine, *SAME[:2], listed, apply=True)
    found = engine.mandate(f"{SYMBOL}#18.1", as_of=date(1999, 12, 22)).item
    assert found.due is not None
    assert found.due.session == "GA/57"
    assert [one.session for one in found.forecast] == ["GA/58"]


def test_identities_are_never_shifted(engine: Engine) -> None:
    """An act that comes before the others takes the next free ordinal, not theirs."""
    first = act("2.1", "urge", addressees=["UNDP"], deliverable="other", due=None)
    verify(engine, first, act("2.2"), act("2.3", "invite", addressees=["States"]), SAME[2],
           apply=True)  # fmt: skip
    assert engine.mandate(f"{SYMBOL}#2.1").item.verb == "request"
    assert engine.mandate(f"{SYMBOL}#2.2").item.verb == "invite"
    assert engine.mandate(f"{SYMBOL}#2.3").item.verb == "urge"


def test_the_life_that_was_recorded_meanwhile_stays(engine: Engine) -> None:
    put_off = Defer(
        mandate=f"{SYMBOL}#2.1", to={"kind": "session", "organ": "GA", "session": 57},  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        authority="A/DEC/56/464", on="2001-12-24",
    )  # fmt: skip
    engine.execute(put_off, by="desk")
    verify(engine, *SAME)
    assert len(engine.mandate(f"{SYMBOL}#2.1").item.occurrences[0].deferrals) == 1


def test_it_is_not_applied_from_before_what_the_draft_had_brought(tmp_path: Path) -> None:
    """The draft said every year, the adopted text every two: the point of the 57th had opened."""
    yearly, every_two = (act("2.1", recurrence=often) for often in ("annual", "biennial"))
    with Engine.open(tmp_path / "record.db") as engine:
        adopt = AdoptInstrument(symbol=SYMBOL, adopted_on="1999-12-22", reading=text(yearly))
        engine.execute(adopt, by="desk")
        second: Any = OpenOccurrence(mandate=f"{SYMBOL}#2.1", due=GA57, on="2002-07-02")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        engine.execute(second, by="desk")
        with pytest.raises(Refused, match=r"differs: act 2\.1 has another recurrence"):
            verify(engine, every_two)
        with pytest.raises(Refused, match="occurrence 2 opened since by what was wrong"):
            verify(engine, every_two, apply=True)
        later = VerifyText(
            symbol=SYMBOL, reading=text(every_two, of="adopted"), apply=True, on="2002-07-03"
        )
        engine.execute(later, by="desk")
        points = engine.mandate(f"{SYMBOL}#2.1").item.occurrences
        assert [one.due and one.due.session for one in points] == ["GA/56", "GA/58"]


def test_it_is_not_applied_beside_a_finding_that_rests_on_the_draft(engine: Engine) -> None:
    engine.execute(Miss(mandate=f"{SYMBOL}#18.1", on="2002-10-01"), by="desk")
    moved = act("18.1", due=GA57)
    later = VerifyText(
        symbol=SYMBOL, reading=text(SAME[0], SAME[1], moved), apply=True, on="2002-10-02"
    )
    with pytest.raises(Refused, match=r"18\.1: occurrence 1 was found missed on 2002-10-01"):
        engine.execute(later, by="desk")
