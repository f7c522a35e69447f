"""Adopted texts of bodies that number theirs in a grammar of their own.

The World Health Assembly and its Executive Board ("WHA79.12", "EB152(4)"), the Environment Assembly
("UNEP/EA.6/Res.9"), regional commissions ("ESCAP/RES/75/3"), conferences of parties ("14/CP.27",
"BC-14/12", "CBD/COP/DEC/15/4", "XXXI/3"), UNESCO ("41 C/Resolution 24"), the Assembly of States
Parties ("ICC-ASP/18/Res.6"), the Trusteeship Council ("T/RES/2155(XLV)"), functional commissions
("E/CN.7/RES/55/1"), the conferences on atomic energy ("GC(64)/RES/9") and on chemical weapons
("C-25/DEC.9"), the African Union ("Assembly/AU/Dec.749(XXXIII)") and the Organization of American
States ("AG/RES.2908(XLVII-O/17)"), as their own documents or libraries print them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

_PARTIES = "Conference of the Parties"
_SERVING = f"{_PARTIES} serving as the meeting of the Parties to the"


@dataclass(frozen=True, slots=True)
class Adopted:
    """A text of such a series: its canonical symbol, kind, body by name, session."""

    text: str
    kind: Literal["resolution", "decision"]
    body: str
    session: int | str


@dataclass(frozen=True, slots=True)
class _Series:
    written: re.Pattern[str]
    printed: str
    """The canonical form, of the groups ``session``, ``number`` and ``root``."""
    kind: Literal["resolution", "decision"]
    body: str


def _row(written: str, printed: str, kind: Literal["resolution", "decision"], body: str) -> _Series:
    written = written.replace("<s>", r"(?P<session>\d{1,4})").replace("<n>", r"(?P<number>\d{1,4})")
    written = written.replace("<r>", r"(?P<session>[IVXLC]+)")
    return _Series(re.compile(written, re.IGNORECASE | re.ASCII), printed, kind, body)


_COMMISSIONS = {
    "ECA": "Economic Commission for Africa", "ECE": "Economic Commission for Europe",
    "ECLAC": "Economic Commission for Latin America and the Caribbean",
    "ESCAP": "Economic and Social Commission for Asia and the Pacific",
    "ESCWA": "Economic and Social Commission for Western Asia",
}  # fmt: skip
_FUNCTIONAL = {
    "E/CN.3": "Statistical Commission", "E/CN.4": "Commission on Human Rights",
    "E/CN.5": "Commission for Social Development", "E/CN.6": "Commission on the Status of Women",
    "E/CN.7": "Commission on Narcotic Drugs", "E/CN.9": "Commission on Population and Development",
    "E/CN.15": "Commission on Crime Prevention and Criminal Justice",
    "E/CN.16": "Commission on Science and Technology for Development",
}  # fmt: skip
_COUNTING = {**_COMMISSIONS, **_FUNCTIONAL, "T": "Trusteeship Council"}
_AFRICA = "Assembly of the African Union"
_HEALTH = "World Health Assembly"
_COUNCIL = "Executive Council"
_BOARD = "Executive Board"
_ENVIRONMENT = "United Nations Environment Assembly"


@cache
def _rows() -> tuple[_Series, ...]:
    """All of them, once a symbol is met that may be of one: most runs meet none."""
    return (
        _row(r"WHA<s>\.<n>", "WHA{session}.{number}", "resolution", _HEALTH),
        _row(r"WHA<s>\(<n>\)", "WHA{session}({number})", "decision", _HEALTH),
        _row(r"EB<s>\.R<n>", "EB{session}.R{number}", "resolution", _BOARD),
        _row(r"EB<s>\(<n>\)", "EB{session}({number})", "decision", _BOARD),
        _row(r"UNEP/EA\.<s>/RES\.?<n>", "UNEP/EA.{session}/Res.{number}", "resolution",
             _ENVIRONMENT),
        _row(r"UNEP/EA\.<s>/DEC\.?<n>", "UNEP/EA.{session}/Dec.{number}", "decision", _ENVIRONMENT),
        *(
            _row(rf"(?P<root>{re.escape(root)})/RES/{written}", f"{{root}}/RES/{printed}",
                 "resolution", name)
            for root, name in _COUNTING.items()
            for written, printed in (("<s>/<n>", "{session}/{number}"),
                                     (r"<n>\(<r>\)", "{number}({session})"))
        ),
        *(
            _row(rf"(?P<root>{re.escape(root)})/DEC/<s>/<n>", "{root}/DEC/{session}/{number}",
                 "decision", name)
            for root, name in _FUNCTIONAL.items()
        ),
        _row(r"(?P<root>(?:UNEP/)?CBD/(?:COP|[CN]P/MOP))/DEC/(?P<session>\d{1,2}|[IVX]{1,5})/<n>",
             "{root}/DEC/{session}/{number}", "decision", _PARTIES),
        _row(r"<n>/CP\.<s>", "{number}/CP.{session}", "decision", _PARTIES),
        _row(r"<n>/CMA\.<s>", "{number}/CMA.{session}", "decision", f"{_SERVING} Paris Agreement"),
        _row(r"<n>/CMP\.<s>", "{number}/CMP.{session}", "decision", f"{_SERVING} Kyoto Protocol"),
        _row(r"(?P<root>BC|RC|SC)-<s>/<n>", "{root}-{session}/{number}", "decision", _PARTIES),
        _row(r"(?P<session>[IVXL]{1,7})/<n>", "{session}/{number}", "decision",
             "Meeting of the Parties"),
        _row(r"<s>C/RES(?:OLUTION|\.)?<n>", "{session}C/Res.{number}", "resolution",
             "General Conference"),
        _row(r"<s>EX/DEC(?:ISION|\.)?<n>", "{session}EX/Dec.{number}", "decision", _BOARD),
        _row(r"ICC-ASP/<s>/RES\.?<n>", "ICC-ASP/{session}/Res.{number}", "resolution",
             "Assembly of States Parties"),
        _row(r"GC\(<s>\)/RES/<n>", "GC({session})/RES/{number}", "resolution",
             "General Conference"),
        _row(r"GC\(<s>\)/DEC/<n>", "GC({session})/DEC/{number}", "decision", "General Conference"),
        _row(r"C-(?P<session>(?:SS-)?\d{1,2})/DEC\.<n>", "C-{session}/DEC.{number}", "decision",
             "Conference of the States Parties"),
        _row(r"EC-(?P<session>(?:M-)?\d{1,3})/DEC\.<n>", "EC-{session}/DEC.{number}", "decision",
             _COUNCIL),
        _row(r"ASSEMBLY/AU/DEC\.<n>\(<r>\)", "Assembly/AU/Dec.{number}({session})", "decision",
             _AFRICA),
        _row(r"ASSEMBLY/AU/RES\.<n>\(<r>\)", "Assembly/AU/Res.{number}({session})", "resolution",
             _AFRICA),
        _row(r"EX\.CL/DEC\.<n>\(<r>\)", "EX.CL/Dec.{number}({session})", "decision", _COUNCIL),
        _row(r"AG/RES\.<n>\(<r>-(?P<root>[OE]/\d\d)\)", "AG/RES.{number}({session}-{root})",
             "resolution", "General Assembly of the Organization of American States"),
    )  # fmt: skip


_ROOTS = {name: root for root, name in _COUNTING.items()}
OWN = (*_ROOTS, _ENVIRONMENT)
"""The bodies, by name, whose "resolution 75/3" or "2155 (XLV)" is one of their own series."""


def counted(body: str | None, number: str, kind: Literal["RES", "DEC"] = "RES") -> str | None:
    """The symbol of what one of `OWN` numbers so, "75/3" or "2155(XLV)"; None where it has none."""
    if body == _ENVIRONMENT:
        found = find(f"UNEP/EA.{number.replace('/', f'/{kind}.')}")
    else:
        found = find(f"{_ROOTS[body]}/{kind}/{number}") if body in _ROOTS else None
    return found.text if found else None


_OTHERS = frozenset({"A/", "S/", "a/", "s/"})
"""No series begins so, and nearly all symbols do."""
_CALLED = re.compile(r"(?:the\s+)?(?:resolution|decision)\s+", re.IGNORECASE)


def find(text: str) -> Adopted | None:
    """The adopted text that ``text`` is the symbol of, in any spelling; None where it is none."""
    called = _CALLED.match(text.strip())
    tidy = "".join((text.strip()[called.end() :] if called else text).split())
    if tidy[:2] in _OTHERS:
        return None
    for series in _rows():
        match = series.written.fullmatch(tidy)
        if match is not None:
            parts = {name: said.upper() for name, said in match.groupdict().items() if said}
            session = parts["session"]
            return Adopted(
                series.printed.format(**parts),
                series.kind,
                series.body,
                int(session) if session.isdigit() else session,
            )
    return None
