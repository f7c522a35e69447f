"""Symbols, identities and authorities: every common spelling, one canonical form."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mandates.domain.body import body, code_of, may_end, name_of
from mandates.domain.symbol import (
    Authority,
    MandateId,
    Symbol,
    SymbolText,
    authority,
    body_of,
    body_that_acts,
    identity,
    identity_of,
    normal,
    parse,
)


@pytest.mark.parametrize(
    ("text", "kind", "organ", "session"),
    [
        ("A/RES/54/226", "resolution", "GA", 54),
        ("A/RES/57/270B", "resolution", "GA", 57),
        ("A/RES/71/101A-B", "resolution", "GA", 71),
        ("A/RES/S-13/2", "resolution", "GA", "S-13"),
        ("A/RES/ES-10/23", "resolution", "GA", "ES-10"),
        ("A/RES/2099(XX)", "resolution", "GA", "XX"),
        ("A/RES/3362(S-VII)", "resolution", "GA", "S-VII"),
        ("A/RES/3411A(XXX)", "resolution", "GA", "XXX"),
        ("A/DEC/73/553", "decision", "GA", 73),
        ("S/RES/1325(2000)", "resolution", "SC", 2000),
        ("S/PRST/2021/3", "statement", "SC", 2021),
        ("E/RES/1999/1", "resolution", "ECOSOC", 1999),
        ("E/RES/58(IV)", "resolution", "ECOSOC", "IV"),
        ("A/HRC/RES/42/14", "resolution", "HRC", 42),
        ("A/HRC/RES/S-30/1", "resolution", "HRC", "S-30"),
        ("A/C.2/54/L.5", "draft", "GA", 54),
        ("A/C.2/79/L.15/Rev.1", "draft", "GA", 79),
        ("A/C.2/58/SR.17", "meeting", "GA", 58),
        ("A/54/PV.84", "meeting", "GA", 54),
        ("A/58/319", "document", "GA", 58),
        ("A/79/7/Add.39", "document", "GA", 79),
        ("A/HRC/43/17", "document", "HRC", 43),
        ("E/1999/55", "document", "ECOSOC", 1999),
        ("TD/B/47/11", "document", None, 47),
        ("WHA79.12", "resolution", "World Health Assembly", 79),
        ("WHA79(3)", "decision", "World Health Assembly", 79),
        ("EB150.R3", "resolution", "Executive Board", 150),
        ("EB152(4)", "decision", "Executive Board", 152),
        ("UNEP/EA.6/Res.9", "resolution", "United Nations Environment Assembly", 6),
        ("UNEP/EA.6/Dec.2", "decision", "United Nations Environment Assembly", 6),
        (
            "ESCAP/RES/75/3",
            "resolution",
            "Economic and Social Commission for Asia and the Pacific",
            75,
        ),
        ("CBD/COP/DEC/15/4", "decision", "Conference of the Parties", 15),
        ("UNEP/CBD/COP/DEC/XII/5", "decision", "Conference of the Parties", "XII"),
        ("14/CP.27", "decision", "Conference of the Parties", 27),
        ("BC-14/12", "decision", "Conference of the Parties", 14),
        ("XXXI/3", "decision", "Meeting of the Parties", "XXXI"),
        ("41C/Res.24", "resolution", "General Conference", 41),
        ("209EX/Dec.13", "decision", "Executive Board", 209),
        ("ICC-ASP/18/Res.6", "resolution", "Assembly of States Parties", 18),
    ],
)
def test_a_symbol_is_taken_apart(text: str, kind: Any, organ: str | None, session: Any) -> None:
    assert parse(text) == Symbol(text, kind, organ, session)
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("resolution 54/226", "A/RES/54/226"),
        ("General Assembly resolution 54/226", "A/RES/54/226"),
        ("the General Assembly's resolution 57/270 B", "A/RES/57/270B"),
        ("54/226", "A/RES/54/226"),
        ("57/270 B", "A/RES/57/270B"),
        ("decision 73/553", "A/DEC/73/553"),
        ("Human Rights Council resolution 42/14", "A/HRC/RES/42/14"),
        ("Security Council resolution 1325 (2000)", "S/RES/1325(2000)"),
        ("Economic and Social Council resolution 1999/1", "E/RES/1999/1"),
        ("S/RES/1325 (2000)", "S/RES/1325(2000)"),
        ("resolution 1325 (2000)", "S/RES/1325(2000)"),
        ("1325 (2000)", "S/RES/1325(2000)"),
        ("resolution 1999/1", "E/RES/1999/1"),
        ("decision 2013/210", "E/DEC/2013/210"),
        ("2625 (XXV)", "A/RES/2625(XXV)"),
        ("3362(S-VII)", "A/RES/3362(S-VII)"),
        ("resolution 3411 A and B (XXX)", "A/RES/3411A-B(XXX)"),
        ("A/RES/181(II)A", "A/RES/181A(II)"),
        ("decision 52/462 A and B", "A/DEC/52/462A-B"),
        ("decision 79/554 A to C", "A/DEC/79/554A-C"),
        ("A/RES/118_(II)", "A/RES/118(II)"),
        ("A/RES/50/204[A]", "A/RES/50/204A"),
        ("a/res/54/226", "A/RES/54/226"),
        ("A/79/7/ADD.39", "A/79/7/Add.39"),
        ("A/58/319/corr.1", "A/58/319/Corr.1"),
        ("  A/58/319 ", "A/58/319"),
        ("A/RES/S\u201113/2", "A/RES/S-13/2"),
        ("resolution WHA79.12", "WHA79.12"),
        ("decision EB152 (4)", "EB152(4)"),
        ("unep/ea.6/RES.9", "UNEP/EA.6/Res.9"),
        ("Decision XXXI/3", "XXXI/3"),
        ("decision 14/CP.27", "14/CP.27"),
        ("41 C/Resolution 24", "41C/Res.24"),
        ("209 EX/Decision 13", "209EX/Dec.13"),
    ],
)
def test_every_common_spelling_has_one_canonical_form(given: str, canonical: str) -> None:
    assert normal(given) == canonical
    assert normal(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "A", "A/", "hello", "Q/54/226", "A/RES/54", "A/RES/fifty/226", "A/54/ /7", "54/226/7/8/9",
     "A/C.x", "resolution", "resolution of 1999", "WHA79", "EB152", "XXXI", "14/COP.27",
     "XYZ/RES/75/3", "C/Res.24", "A/RES/2013/5", "A/HRC/RES/2013/5", "2013/5"],
)  # fmt: skip
def test_what_is_no_symbol_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no symbol"):
        normal(text)


def test_the_symbols_of_the_corpus_have_a_canonical_form(corpus: Path) -> None:
    with (corpus / "corpus" / "MANIFEST.csv").open(encoding="utf-8") as file:
        symbols = {row.get("symbol") or "" for row in csv.DictReader(file)}
    with (corpus / "corpus" / "resolutions.jsonl").open(encoding="utf-8") as file:
        symbols |= {json.loads(line)["symbol"] for line in file}
    wrong = [one for one in sorted(filter(None, symbols)) if not _stable(one)]
    assert set(wrong) <= {"A/RES/57/270/B"}  # a library's own form of A/RES/57/270B


def _stable(text: str) -> bool:
    try:
        return normal(normal(text)) == normal(text)
    except ValueError:
        return False


# --- identities ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("A/RES/54/226#2.2", "A/RES/54/226#2.2"),
        ("A/RES/54/226#2(a).1", "A/RES/54/226#2(a).1"),
        ("A/RES/54/226#2a.1", "A/RES/54/226#2(a).1"),
        ("A/RES/54/226#2(a)(i).1", "A/RES/54/226#2(a)(i).1"),
        ("A/RES/54/226#u1.1", "A/RES/54/226#u1.1"),
        ("A/RES/54/226#3~2.1", "A/RES/54/226#3~2.1"),
        ("A/RES/54/226#3a~2.1", "A/RES/54/226#3(a)~2.1"),
        ("A/RES/54/226# 2 . 02", "A/RES/54/226#2.2"),
        ("resolution 54/226#2.2", "A/RES/54/226#2.2"),
        ("A/RES/57/270B#B.3.1", "A/RES/57/270B#3.1"),
        ("A/RES/57/270#B.3.1", "A/RES/57/270B#3.1"),
    ],
)
def test_a_mandate_is_named_by_instrument_paragraph_and_act(given: str, canonical: str) -> None:
    assert identity(given) == canonical
    assert identity(canonical) == canonical


def test_the_part_of_a_text_belongs_to_the_symbol() -> None:
    assert identity_of("A/RES/57/270", "A.3.1") == "A/RES/57/270A#3.1"
    assert identity_of("A/RES/57/270A", "A.3.1") == "A/RES/57/270A#3.1"


@pytest.mark.parametrize(
    "text",
    ["A/RES/54/226", "A/RES/54/226#", "A/RES/54/226#2", "A/RES/54/226#2.0", "A/RES/54/226#two.1",
     "#2.2", "nothing#2.2"],
)  # fmt: skip
def test_what_names_no_mandate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no (mandate|act|symbol)"):
        identity(text)


# --- authorities --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("decision 56/464", "A/DEC/56/464"),
        ("A/C.2/58/SR.17", "A/C.2/58/SR.17"),
        ("ECOSOC rule 13 (4)", "ECOSOC rule 13 (4)"),
        ("Economic and Social Council rule 13 (4)", "ECOSOC rule 13 (4)"),
        ("General Assembly  rule 15", "GA rule 15"),
    ],
)
def test_an_authority_is_a_symbol_or_a_rule(given: str, canonical: str) -> None:
    assert authority(given) == canonical
    assert authority(canonical) == canonical


def test_what_is_no_authority_says_what_would_be_one() -> None:
    with pytest.raises(ValueError, match="write a symbol"):
        authority("the Chair said so")


def test_an_authority_tells_the_body_and_only_an_act_tells_the_body_that_acts() -> None:
    sources = ["A/RES/54/226", "A/DEC/56/464", "A/C.2/58/SR.17", "GA rule 15", "A/58/319", "?"]
    assert [body_of(one) for one in sources] == ["GA", "GA", "GA", "GA", "GA", None]
    assert [body_that_acts(one) for one in sources] == ["GA", "GA", None, None, None, None]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [(SymbolText, "hello"), (MandateId, "A/RES/54/226"), (Authority, "the Chair said so")],
)
def test_wrong_names_do_not_get_into_events_and_commands(kind: Any, wrong: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[str](kind).validate_python(wrong)


# --- bodies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["GA", "ga", "General Assembly", "the General Assembly", "United Nations General Assembly"],
)
def test_a_body_has_a_code_and_a_name(name: str) -> None:
    assert (code_of(name), name_of(name)) == ("GA", "General Assembly")


def test_a_body_that_is_not_known_is_its_own_code() -> None:
    assert body("High-level Committee") is None
    translate: list[Callable[[str], str]] = [code_of, name_of]
    assert [one(" High-level  Committee") for one in translate] == ["High-level Committee"] * 2


@pytest.mark.parametrize(
    ("acting", "own", "may"),
    [
        ("GA", "GA", True), ("GA", "ECOSOC", True), ("GA", "HRC", True), ("SC", "SC", True),
        ("GA", "SC", False), ("SC", "GA", False), ("ECOSOC", "GA", False), ("HRC", "GA", False),
        ("SC", "HRC", False), ("ECOSOC", "HRC", False),
    ],
)  # fmt: skip
def test_only_the_body_or_one_above_it_ends_a_mandate(acting: str, own: str, may: bool) -> None:
    assert may_end(acting, own) is may
