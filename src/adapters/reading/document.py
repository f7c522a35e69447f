"""The JSON document of a resolution (`mandates read --json`), from its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from ...domain import symbol as symbols
from ...domain.body import name_of
from ...domain.errors import BadInput
from . import language
from .acts import cites, reader
from .page import anchors, footnotes, furniture, hyphens, joining, margin, site
from .page.lines import Line, split
from .page.marks import FIELD, Marks
from .structure import closing, masthead, parts, recommended, selection, telling, unrolling
from .structure.body import BodyReader
from .structure.numbering import Numbering
from .structure.outline import Block, Zone
from .structure.words import PREAMBULAR

Json = dict[str, Any]


class Document:
    """One text, read. ``json`` is the document; it keeps DESIGN 10's order of keys."""

    def __init__(self, text: str, symbol: str | None, file_name: str | None) -> None:
        self._sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        taken = hyphens.taken(text)
        text = hyphens.restored(text) if taken else text
        lines, self._blank = split(text)
        if not lines:
            raise BadInput("the file is empty: no resolution in it")
        lines, beside = language.english(lines, text)
        language.check(text if not beside else "\n".join(line.text for line in lines))
        lines, figures = margin.strip([*hyphens.notes_apart(lines)] if taken else lines)
        lines, around = site.strip(unrolling.unroll(lines, text), text)
        wanted = _spelt(symbol or "") or from_name(file_name or "")
        lines, told = recommended.strip(parts.set_apart(lines))
        lines, others = (lines, told) if told else selection.crop(lines, wanted)
        self._head, start = masthead.read(lines)
        _refuse_corrigendum(lines[:_MASTHEAD], self._head.symbol)
        self._head.draft = self._head.draft or bool(told)
        title = " ".join(piece for _, piece in self._head.title)
        kept, dropped = furniture.strip(lines, title, start)
        body, self._notes, self._note_lines, more = footnotes.strip(kept[start:])
        self._dropped = [*beside, *figures, *around, *others, *self._head.dropped, *dropped, *more]
        self._words = joining.Vocabulary(lines)
        self._marks = Marks(self._notes, fields=FIELD in text)
        self._body = BodyReader(parts.set_apart(body))
        self._body.read()
        self._outline = self._body.outline
        telling.complete(self._outline.blocks, self._head)
        self._dropped.extend(closing.read(self._body.closing, self._head))
        self._head.title = self._head.title or self._outline.outcome_title()
        self._identify(symbol, file_name)

    # --- who and when -----------------------------------------------------------------------------

    def _identify(self, given: str | None, file_name: str | None) -> None:
        head = self._head
        symbol = head.symbol or self._header_symbol()
        if symbol is None and given:
            try:
                symbol = symbols.normal(given)
            except ValueError as error:
                raise BadInput(str(error)) from None
        symbol = symbol or from_name(file_name or "")
        self.symbol = symbol
        known = symbols.parse(symbol) if symbol else None
        whose = name_of(known.body) if known and known.body else None
        in_full = whose is not None and whose.startswith(f"{head.body} of ")
        self.body = whose if in_full else head.body or whose
        self.session = head.session
        if known and (
            self.session is None or known.body in ("SC", "ECOSOC") or known.kind == "resolution"
        ):
            self.session = known.session if known.session is not None else self.session
        if isinstance(self.session, str):
            self.session = _arabic(self.session)
        self.text_of = None
        if head.draft or (known and known.kind == "draft"):
            self.text_of = "draft"
        elif (
            head.adopted_on or head.meeting or (known and known.kind in ("resolution", "decision"))
        ):
            self.text_of = "adopted"

    def _header_symbol(self) -> str | None:
        """The symbol that page headers repeat, where the masthead has none."""
        for item in self._dropped:
            if item.reason == "page header":
                symbol = anchors.is_symbol(item.text)
                if symbol is not None:
                    return symbol
        return None

    # --- texts ------------------------------------------------------------------------------------

    def _joined(self, pieces: list[tuple[int, str]]) -> joining.Joined:
        joined = joining.join(pieces, self._words)
        self._dropped.extend(self._marks.strip(joined))
        return joined

    def _title(self) -> str | None:
        text = self._joined(self._head.title).text.strip()
        return text or None

    # --- the document -----------------------------------------------------------------------------

    def json(self) -> Json:
        """The document as a dict that `json.dumps` takes."""
        title = self._title()
        numbering = Numbering(self._outline.blocks, self._head.part)
        preamble: list[Json] = []
        paragraphs: list[Json] = []
        headings: list[Json] = []
        formula: list[int] = []
        lead: list[str] = []
        texts: list[tuple[str, Block, joining.Joined]] = []
        for block, number in numbering.numbered():
            joined = self._joined(block.pieces)
            if block.kind == "paragraph":
                texts.append((number, block, joined))
                headings_before = number
                for heading in headings:
                    heading.setdefault("before", headings_before)
            elif block.kind == "formula":
                formula.extend(joined.lines)
                lead += [joined.text] if telling.tells(joined.text) else []
            elif block.kind == "preamble":
                preamble.append(self._preambular(joined))
            else:
                headings.append({"text": joined.text, "lines": joined.lines})
        said = [*(item["text"] for item in preamble), *lead]
        for (number, _, joined), acts in zip(
            texts, self._acts(texts, said, told=bool(lead)), strict=True
        ):
            paragraphs.append(
                {"number": number, "text": joined.text, "acts": acts, "lines": joined.lines}
            )
        if not paragraphs:
            raise BadInput("no resolution in it: no operative paragraph found")
        annexes = [self._zone(zone) for zone in self._outline.annexes]
        quoted = [self._zone(zone) for zone in self._outline.quoted]
        return self._assemble(title, preamble, paragraphs, headings, annexes, quoted, formula)

    def _acts(
        self, texts: list[tuple[str, Block, joining.Joined]], before: list[str], *, told: bool
    ) -> list[list[Json]]:
        entries = [reader.Entry(number, joined.text, block.low) for number, block, joined in texts]
        headed = any(
            block.kind == "formula" and block.tail.endswith(":") for block in self._outline.blocks
        )
        return reader.read(entries, self.body, headed=headed, before=before, told=told)

    def _preambular(self, joined: joining.Joined) -> Json:
        match = PREAMBULAR.match(joined.text)
        verb = match["verb"] if match else joined.text.split(" ", 1)[0].strip(",;")
        return {
            "verb": verb,
            "text": joined.text,
            "cites": cites.find(joined.text, self.body),
            "lines": joined.lines,
        }

    def _zone(self, zone: Zone) -> Json:
        lines: list[int] = list(zone.lines)
        paragraphs: list[Json] = []
        for block in zone.blocks:
            joined = self._joined(block.pieces)
            paragraphs.append(
                {"number": block.number or None, "text": joined.text, "lines": joined.lines}
            )
        own = {line for paragraph in paragraphs for line in paragraph["lines"]}
        return {
            "name": zone.name,
            "paragraphs": paragraphs,
            "lines": [line for line in lines if line not in own],
        }

    def _assemble(
        self,
        title: str | None,
        preamble: list[Json],
        paragraphs: list[Json],
        headings: list[Json],
        annexes: list[Json],
        quoted: list[Json],
        formula: list[int],
    ) -> Json:
        head = self._head
        out: Json = {
            "symbol": self.symbol,
            "text_of": self.text_of,
            "title": title,
            "body": self.body,
            "session": self.session,
            "preamble": preamble,
            "paragraphs": paragraphs,
            "dropped": [
                {"line": item.line, "text": item.text, "reason": item.reason}
                for item in sorted(self._dropped, key=lambda item: item.line)
            ],
            "notes": self._notes,
            "sha256": self._sha256,
        }
        more = {
            "adopted_on": head.adopted_on,
            "meeting": head.meeting,
            "vote": head.vote,
            "drafts": head.drafts,
            "agenda": self._plain(head.agenda),
            "origin": self._plain(head.origin),
            "sponsors": self._plain(head.sponsors),
            "headings": headings,
            "annexes": annexes,
            "quoted": quoted,
        }
        out.update({name: value for name, value in more.items() if value})
        out["lines"] = self._lines(formula)
        return out

    def _plain(self, pieces: list[tuple[int, str]]) -> str | None:
        return self._joined(pieces).text if pieces else None

    def _lines(self, formula: list[int]) -> Json:
        head = self._head
        lines: Json = {name: numbers for name, numbers in head.lines.items() if numbers}
        lines["title"] = [number for number, _ in head.title]
        for name in ("agenda", "origin", "sponsors"):
            pieces: list[tuple[int, str]] = getattr(head, name)
            if pieces:
                lines[name] = [number for number, _ in pieces]
        if formula:
            lines["formula"] = formula
        if self._note_lines:
            lines["notes"] = self._note_lines
        lines["blank"] = self._blank
        return lines


def _spelt(given: str) -> str | None:
    """The symbol that is meant, in its canonical form; None where it is none."""
    try:
        return symbols.normal(given)
    except ValueError:
        return None


_MASTHEAD = 30
_CORRECTS = re.compile(r"Corrigend(?:um|a)|CORRIGEND(?:UM|A)")


def _refuse_corrigendum(lines: Sequence[Line], symbol: str | None) -> None:
    """Raise BadInput for a paper that corrects another: its numbered lines are no paragraphs."""
    corrects = symbol is not None and "/Corr." in symbol
    if corrects or any(line.text[0] == "C" and _CORRECTS.fullmatch(line.text) for line in lines):
        of = f" to {symbol.partition('/Corr.')[0]}" if symbol else ""
        raise BadInput(f"a corrigendum{of}: read the text that it corrects, and correct that")


_ROMAN = re.compile(r"(?P<kind>E?S-)?(?P<number>[IVXLC]+)")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _arabic(session: str) -> int | str:
    """ "XXX" is 30, "S-VII" is "S-7": sessions up to 1975 were counted in Roman numerals."""
    match = _ROMAN.fullmatch(session)
    if match is None:
        return session
    total = 0
    for sign, following in zip(match["number"], [*match["number"][1:], ""], strict=True):
        value = _VALUES[sign]
        total += -value if following and _VALUES[following] > value else value
    return f"{match['kind']}{total}" if match["kind"] else total


_ENDINGS = re.compile(r"(?:\.(?:rawpdf|txt|pdf|docx|md|html?|json))+$", re.IGNORECASE)


def from_name(name: str) -> str | None:
    """The symbol that a file's name spells ("A_RES_54_226.txt", "A_C.2_54_L.5.rawpdf.txt")."""
    stem = _ENDINGS.sub("", name.replace("\\", "/").rsplit("/", 1)[-1])
    while True:
        symbol = _spelt(stem.replace("_(", "(").replace("_", "/"))
        if symbol is not None or "." not in stem:
            return symbol
        stem = stem.rsplit(".", 1)[0]
