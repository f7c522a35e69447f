"""The register asked for an entity under any of its names."""

from __future__ import annotations

from datetime import date
from typing import Any

from host import Clock, adoption

from mandates import Assign, Engine, RegisterQuery
from mandates.domain import entity as n
from spec import act

TCDC = "Special Unit for Technical Cooperation among Developing Countries"
UNIT = "Special Unit for South-South Cooperation"
OFFICE = "United Nations Office for South-South Cooperation"
OLD, NEW = "A/RES/54/226#9.1", "A/RES/58/220#9.1"


def test_one_entity_under_all_its_names(engine: Engine, clock: Clock) -> None:
    for symbol, name in (("A/RES/54/226", TCDC), ("A/RES/58/220", f"the {UNIT}")):
        engine.execute(adoption(act("9.1", addressees=(name,)), symbol=symbol), by="desk")
    other = act("9.1", addressees=("UNOSSCA",))
    engine.execute(adoption(other, symbol="A/RES/59/1"), by="desk")
    engine.execute(n.RenameEntity(entity=TCDC, name=UNIT, on="2003-12-23"), by="desk")
    clock.at("2013-01-01")
    rename = n.RenameEntity(entity=TCDC, name=OFFICE, abbreviations=("UNOSSC",), on="2012-09")
    engine.execute(rename, by="desk")

    def asked(name: str, **at: Any) -> list[str]:
        query = RegisterQuery(addressee=name, every=True)
        return [one.id for one in engine.register(query, **at).items]

    assert asked(TCDC) == asked(OFFICE) == [OLD, NEW]
    assert asked("unossc") == [OLD, NEW, "A/RES/59/1#9.1"]
    assert asked("South-South") == [NEW]
    assert asked(OFFICE, as_of=date(2011, 1, 1)) == []
    assert asked(UNIT, as_of=date(2011, 1, 1)) == [OLD, NEW]
    engine.execute(Assign(mandate=OLD, entity=UNIT), by="desk")
    query = RegisterQuery(lead=OFFICE, every=True)
    assert [one.id for one in engine.register(query).items] == [OLD]
    assert [one.id for one in engine.docket(None, query).items] == [OLD]
    assert "renamed United Nations Office" in engine.timeline(TCDC)[-1]["words"]
