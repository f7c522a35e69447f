"""The masthead: everything before the opening formula.

Bodies, symbols, sessions, agenda items, sponsors, adoption lines and the title, in the forms of the
General Assembly, the Security Council, the Economic and Social Council and the Human Rights
Council from 1946 on; drafts too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....domain import ordinals, series
from ....domain import symbol as symbols
from ....domain.body import name_of
from ..page import anchors
from ..page.lines import Dropped, Line
from . import adoption, beginning, called, titles
from .outline import Masthead
from .words import BODIES, DATE, MONTHS, iso, opening

_SESSION = re.compile(
    rf"(?P<special>resumed )?(?P<ordinal>{ordinals.PATTERN}) (?P<kind>(?:emergency )?special "
    rf")?session.{{0,60}}",
    re.IGNORECASE,
)
_REGULAR = re.compile(
    rf"(?P<ordinal>{ordinals.PATTERN}) (?:regular|ordinary|annual) session.{{0,60}}", re.IGNORECASE
)
_A_YEAR = 4
"""How many regular sessions a body may have in one year, which are counted by it."""
_MEETING_AT = re.compile(rf"\bmeeting (?:at|in) its (?P<ordinal>{ordinals.PATTERN}) [Ss]ession")
_YEAR_SESSION = re.compile(
    r"(?:(?:resumed )?(?:substantive|organizational|coordination(?: and management)?|"
    r"regular) session.*"
    r"|(?P<year>\d{4}) session)(?:,? (?:of )?(?P<of>\d{4}))?.{0,60}",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(
    r"Distr\b.{0,60}|(?:GENERAL|LIMITED|RESTRICTED|PROVISIONAL)|(?:Original|ORIGINAL)[:.].{0,60}|"
    r"ENGLISH.{0,30}|"
    rf"\d{{1,2}} (?:{MONTHS}|{MONTHS.upper()}) \d{{4}}|English(?: only)?|UNITED|NATIONS|"
    r"(?:United Nations|UNITED NATIONS)(?: Distr\b.{0,60})?|"
    r"(?:\*{1,3} ?)?(?:Reissued|Re-issued) .{0,60}|Advance .{0,40}version.*|"
    r"Resolutions? and decisions?.*"
)
_COMMITTEE = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|General|"
    r"Special Political(?: and Decolonization)?) Committee.{0,50}"
)
_AGENDA = re.compile(r"(?:Agenda items?|AGENDA ITEMS?|Items?) \d+.*", re.IGNORECASE)
_OLD = re.compile(
    r"(?:(?:(?:United Nations )?Security Council )?Resolution |RESOLUTION |"
    r"(?:The )?[Ff]ull text of resolution |(?:19\d\d/)(?=\d{1,4} ?\([IVXLC]))?"
    r"(?P<number>\d{1,4}) ?(?P<part>[A-Z])? ?\((?P<paren>\d{4}|"
    r"[IVXLC]+|E?S-[IVX]+)\)(?P<tail>[.,:]?.*)"
)
_SPONSORED = re.compile(
    r".*?:\*{0,3} ?(?:revised )?draft (?:resolution|decision)(?: .*)?|draft resolution .*|"
    r"(?:Revised )?[Dd]raft (?:resolution|decision)s?\b.*|.*submitted by the (?:President|Chair|"
    r"Vice|Rapp).*"
)


def read(lines: Sequence[Line]) -> tuple[Masthead, int]:
    """The facts of the masthead, and the index of the first line after it (formula or text)."""
    head = Masthead()
    end, formula = beginning.extent(lines)
    zone = list(lines[:end])
    if formula is not None:
        match = opening(lines[formula].text) or beginning.decides_at(lines, formula)
        assert match is not None
        head.body = BODIES.get(match["body"].casefold()) or _named(match["body"])
        met = _MEETING_AT.search(lines[formula].text)
        head.session = ordinals.number_of(met["ordinal"]) if met else None
    position = 0
    plain: list[Line] = []
    while position < len(zone):
        position = _step(zone, position, head, plain)
    titles.find(plain, head, formula is not None)
    _settle(head)
    return head, end


def _named(body: str) -> str | None:
    """A body by its own name, without the number of its session."""
    words = re.sub(rf"^(?:The )?(?:{ordinals.PATTERN}) (?=[A-Z])", "", body, flags=re.IGNORECASE)
    return words if len(words.split()) > 1 else None


def _step(zone: Sequence[Line], at: int, head: Masthead, plain: list[Line]) -> int:
    """Read the line at ``at``, with those that belong to it; the index of the next one."""
    line = zone[at]
    text = line.text
    above = plain[-1] if at > 0 and plain and plain[-1].number == zone[at - 1].number else None
    reason = anchors.kind(text)
    if reason is not None:
        _symbol_or_furniture(line, reason, head)
    elif above is not None and not line.gap and titles.goes_on(above.text, text):
        plain.append(line)
    elif (named := _name(text)) in BODIES:
        head.body = head.body or BODIES[named]
        head.own("body", line.number)
    elif (stated := _STATED.fullmatch(text)) and (stated["body"] or _own_symbol(stated["symbol"])):
        _state(line, stated, head)
    elif _PROGRAMME.fullmatch(text) and head.symbol is None:
        head.symbol = symbols.normal(text)
        head.own("symbol", line.number)
    elif head.symbol is None and (own := called.symbol_in(text)):
        head.symbol, title = own
        if title:
            head.title.append((line.number, title))
        else:
            head.own("symbol", line.number)
    elif at + 1 < len(zone) and adoption.met(zone[at : at + 2], head):
        return at + 2
    elif _DISTRIBUTION.fullmatch(text) or _COMMITTEE.fullmatch(text):
        head.dropped.append(Dropped(line.number, text, "masthead"))
    elif (line.gap or head.session is None) and (
        _SESSION.fullmatch(text) or _REGULAR.fullmatch(text) or _YEAR_SESSION.fullmatch(text)
    ):
        _session(text, head)
        head.own("session", line.number)
    elif _AGENDA.fullmatch(text):
        return _run(zone, at, head.agenda)
    elif adoption.begins(text):
        return adoption.read(zone, at, head)
    elif adoption.says_where_from(text):
        return adoption.origin(zone, at, head)
    elif (old := _OLD.fullmatch(text)) and at < 12:
        return _old_heading(zone, at, head, old)
    elif _sponsor_run(zone, at):
        head.draft = True
        return _run(zone, at, head.sponsors)
    else:
        plain.append(line if above is not None else Line(line.number, text, gap=True))
    return at + 1


def _name(text: str) -> str:
    """The name that a line may be, small and without its article: "G E N E R A L ..." too."""
    if _SPACED.fullmatch(text):
        said = text.replace(" ", "").casefold()
        return next((name for name in BODIES if name.replace(" ", "") == said), said)
    return text.casefold().rstrip(",").removeprefix("the ")


_SPACED = re.compile(r"(?:[A-Z] ){5,}[A-Z]")
_STATED = re.compile(
    rf"(?:United Nations|UNITED NATIONS|UNITED)\s+(?P<symbol>[A-Z][\w.]*/\S.*)|"
    rf"(?P<body>{'|'.join(BODIES)}) (?:Distr\b.{{0,60}}|Provisional)",
    re.IGNORECASE,
)
"""Two cells of the masthead in one line: "United Nations A/RES/90/1"."""
_PROGRAMME = re.compile(r"(?:UNEP|UN-HABITAT|HSP|TD|DP)/[\w.]+/(?:Res|RES|Dec|DEC)\.? ?\d{1,3}")
"""The symbols of other governing bodies: "UNEP/EA.6/Res.9"."""


def _state(line: Line, stated: re.Match[str], head: Masthead) -> None:
    if stated["body"]:
        head.body = head.body or BODIES[stated["body"].casefold()]
        head.own("body", line.number)
    else:
        head.symbol = head.symbol or _own_symbol(stated["symbol"])
        head.own("symbol", line.number)


def _own_symbol(text: str) -> str | None:
    return symbols.normal(text) if _PROGRAMME.fullmatch(text) else anchors.is_symbol(text)


def _symbol_or_furniture(line: Line, reason: str, head: Masthead) -> None:
    symbol = anchors.is_symbol(line.text)
    if symbol is None:
        head.dropped.append(Dropped(line.number, line.text, reason))
    elif head.symbol is None or head.symbol == symbol:
        head.symbol = symbol
        head.own("symbol", line.number)
    else:
        head.dropped.append(Dropped(line.number, line.text, "page header"))


def _run(zone: Sequence[Line], at: int, into: list[tuple[int, str]]) -> int:
    """Take the lines from ``at`` up to the next gap."""
    into.append((zone[at].number, zone[at].text))
    position = at + 1
    while (
        position < len(zone)
        and not zone[position].gap
        and not adoption.begins(zone[position].text)
        and not titles.in_capitals(zone[position].text)
    ):
        into.append((zone[position].number, zone[position].text))
        position += 1
    return position


def _sponsor_run(zone: Sequence[Line], at: int) -> bool:
    """Whether the lines up to the next gap end in "...: draft resolution"."""
    if titles.in_capitals(zone[at].text):
        return False
    parts = [zone[at].text]
    for line in zone[at + 1 : at + 40]:
        if line.gap:
            break
        parts.append(line.text)
    run = " ".join(parts)
    return bool(_SPONSORED.fullmatch(run)) and not titles.NUMBERED.match(run)


def _old_heading(zone: Sequence[Line], at: int, head: Masthead, match: re.Match[str]) -> int:
    """ "136 (1960). Resolution of 31 May 1960", "Resolution 687 (1991)" and "2145 (XXI). Title"."""
    position = at + 1
    line = zone[at]
    said = line.text
    number = f"{match['number']}{match['part'] or ''}({match['paren']})"
    root = (
        "S/RES" if match["paren"].isdigit() else titles.ROOTS.get(head.body or "General Assembly")
    )
    try:
        own = symbols.normal(f"{root}/{number}") if root else series.counted(head.body, number)
    except ValueError:
        return position
    head.symbol = head.symbol or own
    if own is None and head.session is None:
        head.session = match["paren"]
    head.own("symbol", line.number)
    title = match["tail"].lstrip(".,: ")
    if title and not re.match(r"Resolution\b|of \d|reads\b", title):
        head.title.append((line.number, title))
        while position < len(zone) and not zone[position].gap:
            head.title.append((zone[position].number, zone[position].text))
            position += 1
        return position
    if position < len(zone) and not zone[position].gap and re.match(r"of \d", zone[position].text):
        said += " " + zone[position].text
        head.own("adopted_on", zone[position].number)
        position += 1
    elif position < len(zone) and DATE.fullmatch(zone[position].text):
        said = zone[position].text
        head.own("adopted_on", zone[position].number)
        position += 1
    date = DATE.search(said.replace("]", "l"))
    if date:
        head.adopted_on = head.adopted_on or iso(date)
    return position


def _session(text: str, head: Masthead) -> None:
    match = _SESSION.fullmatch(text)
    if match:
        number = ordinals.number_of(match["ordinal"])
        kind = (match["kind"] or "").lower()
        prefix = "ES-" if "emergency" in kind else "S-" if kind else ""
        head.session = f"{prefix}{number}" if prefix else number
        return
    regular = _REGULAR.fullmatch(text)
    counted = ordinals.number_of(regular["ordinal"]) if regular else None
    if counted is not None and counted > _A_YEAR:
        head.session = counted
        return
    year = _YEAR_SESSION.fullmatch(text)
    if year and (year["year"] or year["of"]):
        head.session = int(year["year"] or year["of"])


def _settle(head: Masthead) -> None:
    """What the symbol says where the lines do not."""
    if head.symbol is None:
        return
    known = symbols.parse(head.symbol)
    head.draft = head.draft or known.kind == "draft"
    if known.body == "HRC":
        head.body = name_of(known.body)  # its letterhead names the Assembly first
