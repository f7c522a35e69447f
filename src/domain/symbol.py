"""Symbols of documents and identities of mandates: one way to write each.

The grammar follows the United Nations Editorial Manual. ``A/RES/54/226``, ``A/RES/57/270B``,
``A/RES/2099(XX)``, ``S/RES/1325(2000)``, ``E/RES/1999/1``, ``A/HRC/RES/42/14``, ``A/C.2/54/L.5``,
``A/58/319``, ``A/C.2/58/SR.17``. Decisions of the General Assembly have no symbol of their own;
``decision 73/553`` is kept as ``A/DEC/73/553``. What bodies number in a grammar of their own is in
`series`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator

from . import body as bodies
from . import series

Kind = Literal["resolution", "decision", "statement", "draft", "meeting", "document"]

_ROOTS = {"GA": "A", "ECOSOC": "E", "SC": "S", "HRC": "A/HRC"}
_ORGANS = "A|S|E|ST|T|TD|DP|UNEP|HSP|CCPR|CEDAW|CAT|CERD|CRC|CRPD|ID|JIU|LC|PCN|FCCC|UNW|UNFPA"
_ROMAN = r"(?:S-|ES-)?[IVXLC]+"
_COMPONENT = re.compile(r"[A-Za-z0-9][\w.()\-]*\*?", re.ASCII)
_RESOLUTION = re.compile(
    r"(?P<root>A/HRC|A|E|S)/(?P<kind>RES|DEC|PRST)/"
    r"(?:(?P<session>(?:E?S-)?\d+)/(?P<number>\d+)(?P<part>[A-Z](?:-[A-Z])?)?"
    rf"|(?P<serial>\d+)(?P<serialpart>[A-Z](?:-[A-Z])?)?\((?P<paren>\d{{4}}|{_ROMAN})\)"
    r"(?P<partafter>[A-Z](?:-[A-Z])?)?)",
    re.ASCII,
)
_PART = r"(?:\s?[A-Z](?:(?:-|\s(?:and|to)\s)[A-Z])?)?"
"""A part, or several: "B", "A-B", "A and B"."""
_NUMBER = rf"(?:E?S-)?\d+\s*/\s*\d+{_PART}|\d+{_PART}\s*\((?:\d{{4}}|{_ROMAN})\)"
"""What follows "resolution": 54/226, 57/270 B, 1325 (2000), 2625 (XXV)."""
_NAMED = re.compile(
    r"(?:the\s+)?(?:(?P<body>General Assembly|Economic and Social Council|Human Rights Council|"
    r"Security Council|GA|ECOSOC|HRC|SC)(?:'s)?\s+)?(?P<kind>resolution|decision)\s+"
    rf"(?P<rest>{_NUMBER})",
    re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(rf"(?!\d{{4,}}/)(?:{_NUMBER})", re.ASCII)
_PAPER = re.compile(
    r"(?P<text>.+/(?:RES|DEC|PRST)/[^/]+(?:/[^/.]+)?)"
    r"(?P<suffixes>(?:/(?:add|corr|rev|amend)\.?\d+)+)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(add|corr|rev|amend)\.?\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. ``str()`` gives its canonical form.

    ``body`` is the code of the body whose paper it is, or its name where it has no code; None for
    papers of other series (TD, DP, ...).
    ``session`` is the session or year, None where the symbol shows none.
    """

    text: str
    kind: Kind
    body: str | None
    session: int | str | None

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse(text: str) -> Symbol:
    """Take a symbol apart, in any of its common spellings. Raises ValueError if it is none."""
    tidy = " ".join(text.replace("\u2011", "-").replace("\u2010", "-").split())
    named = _NAMED.fullmatch(tidy)
    if named:
        return _named(named["body"], named["kind"], named["rest"])
    if _BARE.fullmatch(tidy):
        return _named(None, "resolution", tidy)
    adopted = series.find(tidy)
    if adopted is not None:
        return Symbol(adopted.text, adopted.kind, adopted.body, adopted.session)
    tidy = tidy.replace("_(", "(").replace(" ", "").replace("[", "").replace("]", "")
    match = _RESOLUTION.fullmatch(tidy) or _RESOLUTION.fullmatch(tidy.upper())
    if match:
        return _adopted(match)
    paper = _PAPER.fullmatch(tidy)
    if paper:  # a corrigendum to an adopted text, or the like
        base = parse(paper["text"])
        suffixes = "/".join(_suffix(one) for one in paper["suffixes"].strip("/").split("/"))
        return Symbol(f"{base}/{suffixes}", "document", base.body, base.session)
    return _document(text, tidy)


def _named(body: str | None, kind: str, rest: str) -> Symbol:
    known = bodies.body(body or _whose(rest))
    root = _ROOTS[known.code if known else "GA"]
    act = "RES" if kind.lower() == "resolution" else "DEC"
    tidy = re.sub(r"\s+(?:and|to)\s+", "-", rest, flags=re.IGNORECASE)
    match = _RESOLUTION.fullmatch(f"{root}/{act}/{''.join(tidy.split()).upper()}")
    if match is None:
        raise ValueError(f"{kind} {rest} is no symbol")
    return _adopted(match)


def _whose(number: str) -> str:
    """The body that numbers its acts so: the Security Council in one row with the year beside, the
    Economic and Social Council by years, the General Assembly by its sessions."""
    if re.search(r"\(\d{4}\)$", number):
        return "SC"
    return "ECOSOC" if re.match(r"\d{4}\s*/", number) else "GA"


def _adopted(match: re.Match[str]) -> Symbol:
    code = {"A": "GA", "E": "ECOSOC", "S": "SC", "A/HRC": "HRC"}[match["root"]]
    kinds: dict[str, Kind] = {"RES": "resolution", "DEC": "decision", "PRST": "statement"}
    head = f"{match['root']}/{match['kind']}"
    session: int | str | None
    if match["serial"]:
        paren = match["paren"]
        session = int(paren) if paren.isdigit() else paren
        tail = f"{match['serial']}{match['serialpart'] or match['partafter'] or ''}({paren})"
    elif code in ("GA", "HRC") and re.match(r"\d{4}", match["session"]):
        raise ValueError(f"{match[0]} is no symbol: the {code} counts by sessions, not by years")
    else:
        session = int(match["session"]) if match["session"].isdigit() else match["session"]
        tail = f"{match['session']}/{match['number']}{match['part'] or ''}"
    return Symbol(f"{head}/{tail}", kinds[match["kind"]], code, session)


def _document(given: str, tidy: str) -> Symbol:
    parts = tidy.split("/")
    if (
        len(parts) < 2
        or not re.fullmatch(_ORGANS, parts[0])
        or not all(_COMPONENT.fullmatch(part) for part in parts[1:])
        or not any(character.isdigit() for character in tidy)
        or {"RES", "DEC"} & set(parts)
    ):
        raise ValueError(f"{given!r} is no symbol: write A/RES/54/226, A/C.2/54/L.5 or A/58/319")
    parts = [_suffix(part) for part in parts]
    code = {"A": "GA", "E": "ECOSOC", "S": "SC"}.get(parts[0])
    if parts[0] == "A" and parts[1] == "HRC":
        code = "HRC"
    numbers = (re.fullmatch(r"(?:E?S-)?\d+", part) for part in parts[1:])
    session = next((match[0] for match in numbers if match), None)
    kind: Kind = "document"
    if any(re.match(r"L\.\d", part) for part in parts):
        kind = "draft"
    elif any(re.match(r"(?:SR|PV|MIN)\.\d", part) for part in parts):
        kind = "meeting"
    number: int | str | None = int(session) if session and session.isdigit() else session
    return Symbol("/".join(parts), kind, code, number)


def _suffix(part: str) -> str:
    match = _SUFFIX.fullmatch(part)
    return f"{match[1].capitalize()}.{match[2]}" if match else part


def normal(text: str) -> str:
    """The canonical form of a symbol. Raises ValueError if it is none."""
    return parse(text).text


SymbolText = Annotated[str, AfterValidator(normal)]
"""A symbol in its canonical form."""


def handed_in(text: str) -> str:
    """The canonical form of a document's symbol. Raises ValueError if it is none, or that of an
    act: a body adopts that, and nobody hands it in."""
    found = parse(text)
    if found.kind in ("resolution", "decision"):
        raise ValueError(f"{found.text} is a {found.kind}: name the document that was handed in")
    return found.text


DocumentText = Annotated[str, AfterValidator(handed_in)]
"""The symbol of a document that was handed in, in its canonical form."""


def is_document(name: str) -> bool:
    """Whether a report is named by its symbol, not by a slot."""
    try:
        return parse(name).kind == "document"
    except ValueError:
        return False


def _report_name(text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy or "#" in tidy:
        raise ValueError(f"{text!r} names no report: write its slot, such as 2003-117, or A/58/319")
    try:
        found = parse(tidy)
    except ValueError:
        return tidy
    return found.text if found.kind == "document" else tidy


ReportName = Annotated[str, AfterValidator(_report_name)]
"""How a report is named: by its symbol in the canonical form, or by its slot before it has one."""

# --- identities of mandates -----------------------------------------------------------------------

_LOCATOR = re.compile(
    r"(?:(?P<part>[A-Z])\.)?(?P<paragraph>(?:u?\d+|[IVXLC]+\.\d+)(?:\([A-Za-z0-9]+\))*(?:~\d+)?)\.(?P<ordinal>\d+)",
    re.ASCII,
)
_LOOSE = re.compile(r"(\d+)([a-z])((?:~\d+)?\.\d+)", re.ASCII)


@lru_cache(maxsize=4096)
def identity(text: str) -> str:
    """The canonical identity of a mandate, ``A/RES/54/226#2(a).1``; ``2a.1`` is accepted.

    Raises ValueError if the text is no identity.
    """
    symbol, mark, locator = text.strip().partition("#")
    if not mark:
        raise ValueError(f"{text!r} is no mandate: write A/RES/54/226#2.2 (paragraph 2, act 2)")
    return identity_of(normal(symbol), locator)


def identity_of(symbol: str, act: str) -> str:
    """The identity of an act of an instrument. A part of the text ("A.3") belongs to the symbol."""
    locator = "".join(act.split())
    loose = _LOOSE.fullmatch(locator)
    if loose:
        locator = f"{loose[1]}({loose[2]}){loose[3]}"
    match = _LOCATOR.fullmatch(locator)
    if match is None or int(match["ordinal"]) == 0:
        raise ValueError(f"{act!r} is no act: write 2.2 (paragraph 2, act 2), 2(a).1 or u1.1")
    part = match["part"] or ""
    if part and symbol.endswith(part):
        part = ""
    return f"{symbol}{part}#{match['paragraph']}.{int(match['ordinal'])}"


MandateId = Annotated[str, AfterValidator(identity)]
"""The identity of a mandate in its canonical form."""

# --- authorities ----------------------------------------------------------------------------------

_RULE = re.compile(r"(?P<body>[A-Za-z][A-Za-z .]*?)\s+rule\s+(?P<rule>\d+(?:\s*\([\w]+\))*)", re.I)


def authority(text: str) -> str:
    """What an act rests on, in its canonical form: a symbol, or a rule ("ECOSOC rule 13 (4)").

    Raises ValueError for anything else.
    """
    tidy = " ".join(text.split())
    rule = _RULE.fullmatch(tidy)
    if rule:
        return f"{bodies.code_of(rule['body'])} rule {rule['rule']}"
    try:
        return normal(tidy)
    except ValueError:
        raise ValueError(
            f"{text!r} is no authority: write a symbol (A/RES/72/237, A/DEC/73/553, "
            "A/C.2/58/SR.17) or a rule (ECOSOC rule 13 (4))"
        ) from None


def body_of(source: str) -> str | None:
    """The code of the body that acts by an authority, a symbol or a rule; None where unknown."""
    rule = _RULE.fullmatch(source)
    if rule:
        return bodies.code_of(rule["body"])
    try:
        return parse(source).body
    except ValueError:
        return None


def body_that_acts(source: str) -> str | None:
    """The code of the body whose resolution or decision this is; None for anything else."""
    try:
        symbol = parse(source)
    except ValueError:
        return None
    return symbol.body if symbol.kind in ("resolution", "decision") else None


Authority = Annotated[str, AfterValidator(authority)]
"""A symbol or a rule in its canonical form."""
