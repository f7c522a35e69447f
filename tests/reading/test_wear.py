"""What a page does to a text changes neither its paragraphs nor its acts.

Every wear of a page that the world knows is put on the real texts, at places that a fixed seed
draws: what is read then must be what is read without it. What the texts themselves wore stays on
them.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mandates.adapters.reading import read_text

Json = dict[str, Any]
Wear = Callable[[str, random.Random], str]

EVERY = 1 if os.environ.get("MANDATES_TEST_SIZE") == "long" else 9
ADRIFT = frozenset({"A_C.2_80_L.60"})
"""Programmes of work whose lists have no numbers: nothing says where those end."""

RUN_TOGETHER = frozenset({"A_RES_78_223", "A_C.6_80_L.16"})
"""What nothing tells in one line: an agenda, and a number without its stop."""

TYPED = """The General Assembly,

Recalling its resolution 60/1 on lamps,

1. Requests the Secretary-General to report on the offices of the \u201cPérez\u201d Fund, on twenty-
one buoys, at its eightieth session;

2. Invites Member States to light their lamps, in consultation with the Board of Pilots, in
accordance with the Convention, and requests the Board to assist them:

(a) By lending oil;

(b) By painting towers;

3. Approves the following agenda:

1. Opening of the session.

2. Lamps.

4. Decides to review the matter in 2031.
"""


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


def read(text: str) -> list[tuple[object, ...]]:
    """What a text says: numbers, words, and the acts with all that they ask."""
    found: list[tuple[object, ...]] = []
    for paragraph in read_text(text)["paragraphs"]:
        acts = [
            (act["verb"], act["mandate"], [*map(letters, act["addressees"])],
             [*map(letters, act["with"])], act["deliverable"], due(act["due"]), act["recurrence"])
            for act in paragraph["acts"]
        ]  # fmt: skip
        found.append((paragraph["number"], re.findall(r"\w+", paragraph["text"]), acts))
    return found


def due(term: Json | None) -> object:
    return term and [term.get(key) for key in ("kind", "organ", "session", "date")]


def every(pattern: str, worn: str, share: float = 1.0) -> Wear:
    def wear(text: str, draw: random.Random) -> str:
        def change(match: re.Match[str]) -> str:
            return match.expand(worn) if share == 1 or draw.random() < share else match[0]

        return re.sub(pattern, change, text, flags=re.MULTILINE)

    return wear


def broken(hyphen: str) -> Wear:
    """Long words at the beginning of a line are divided, and begin on the line before."""

    def wear(text: str, draw: random.Random) -> str:
        lines = text.split("\n")
        for index, line in enumerate(lines[1:], 1):
            word = re.match(r"[a-z]{8,}\b(?!-)", line)
            above = lines[index - 1].rstrip()
            if word and len(above) > 50 and above[-1].isalpha() and draw.random() < 0.5:
                half = len(word[0]) // 2
                lines[index - 1] = f"{above} {word[0][:half]}{hyphen}"
                lines[index] = line[half:]
        return "\n".join(lines)

    return wear


def without_blank_lines(text: str, _: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def indented(text: str, draw: random.Random) -> str:
    return "\n".join(f"{' ' * draw.randint(0, 12)}{line}" for line in text.split("\n"))


def decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def counted(step: int, margin: str) -> Wear:
    """Figures in the margin: each line, or every fifth one, has its number."""

    def wear(text: str, _: random.Random) -> str:
        number, lines = 0, text.split("\n")
        for index, line in enumerate(lines):
            number += bool(line.strip())
            if line.strip() and number % step == 0:
                lines[index] = margin.format(number, line.strip())
        return "\n".join(lines)

    return wear


ON_LETTERS: dict[str, Wear] = {
    "CR LF": every(r"\n", "\r\n"),
    "a byte order mark": every(r"\A", "\ufeff"),
    "spaces that do not break": every(r" ", "\u00a0", 0.5),
    "thin spaces": every(r" ", "\u2009", 0.3),
    "spaces of no width": every(r" ", " \u200b"),
    "ligatures": every(r"fi", "\ufb01"),
    "soft hyphens inside words": every(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", 0.2),
    "words broken by soft hyphens": broken("\u00ad"),
    "words broken by signs of negation": broken("\u00ac"),
    "letters and accents apart": decomposed,
    "entities": every(r"\u201c", "&ldquo;"),
    "straight quotation marks": every(r"[\u201c\u201d]", '"'),
    "blanks at the end of lines": every(r"$", "   "),
    "blanks before semicolons": every(r";(?=\s*$)", " ;"),
    "lines that begin anywhere": indented,
}
ON_LINES: dict[str, Wear] = {
    "double spacing": every(r"\n", "\n\n"),
    "tabs behind numbers": every(r"^( *\d{1,3}\.) (?=[A-Z])", r"\1\t"),
    "numbers apart from their dots": every(r"^( *\d{1,3})\. (?=[A-Z])", r"\1 . "),
    "numbers on lines of their own": every(r"^( *\d{1,3}\.) +(?=[A-Z])", "\\1\n"),
    "1.- for 1.": every(r"^( *\d{1,3})\.(?=\s)", r"\1.-"),
    "1 - for 1.": every(r"^( *\d{1,3})\.(?=\s)", r"\1 -"),
    "1 for 1.": every(r"^( *\d{1,3})\.(?=\s)", r"\1"),
    "1 for 1. on lines of their own": every(r"^( *\d{1,3})\.\s+(?=[A-Z])", "\\1\n"),
    "1) for 1.": every(r"^( *\d{1,3})\.(?=\s)", r"\1)"),
    "(1) for 1.": every(r"^( *)(\d{1,3})\.(?=\s)", r"\1(\2)"),
    "OP1. for 1.": every(r"^( *)(\d{1,3})\.(?=\s)", r"\1OP\2."),
    "verbs in italics": every(r"^( *\d{1,3}\. +)([A-Z][a-z]+)\b", r"\1*\2*"),
    "numbers in bold": every(r"^( *)(\d{1,3}\.)(?=\s)", r"\1**\2**"),
    "dots escaped": every(r"^( *\d{1,3})\.(?=\s)", r"\1\\."),
    "lines quoted": every(r"^", "> "),
    "lines ended by tags": every(r"$", "<br>"),
    "list marks before numbers": every(r"^( *)(\d{1,3}\.|\([a-z]\))(?=\s)", r"\1- \2"),
    "lines counted": counted(1, "{0}  {1}"),
    "lines counted on the right": counted(1, "{1}    {0}"),
    "a) for (a)": every(r"^( *)\(([a-z])\)(?=\s)", r"\1\2)"),
}

ON_LONG_PAGES: dict[str, Wear] = {
    "every fifth line counted": counted(5, "{0}  {1}"),
    "every fifth line counted on the right": counted(5, "{1}    {0}"),
}


_WITHOUT_STOPS = frozenset({"A_80_L.41", "A_RES_78_71", "A_RES_79_172", "A_RES_79_236"})
NOT_TOLD: dict[str, frozenset[str]] = {
    "1 for 1.": _WITHOUT_STOPS,
    "1 for 1. on lines of their own": _WITHOUT_STOPS,
}
"""Pages that a wear changes all the same, of the 181: a number without its stop is not told from
words where a verb follows that nobody knows, or "We", or the title of an item."""


@pytest.fixture(scope="module")
def pages(corpus: Path) -> list[tuple[str, str]]:
    """Raw texts with their names: pages as programs take them out of PDF files."""
    folder = corpus / "corpus"
    paths = [*folder.glob("raw/*.rawpdf.txt"), *folder.glob("pdf-text/noisy/*.txt")]
    named = [(path.name.removesuffix(".txt").removesuffix(".rawpdf"), path) for path in paths]
    return [(name, path.read_text("utf-8")) for name, path in sorted(named) if name not in ADRIFT][
        ::EVERY
    ]


def differing(pages: Sequence[tuple[str, str]], wear: Wear) -> list[str]:
    return [name for name, text in pages if read(text) != read(wear(text, random.Random(name)))]


@pytest.mark.parametrize("name", [*ON_LETTERS, *ON_LINES, *ON_LONG_PAGES])
def test_wear_changes_nothing(pages: list[tuple[str, str]], name: str) -> None:
    changed = differing(pages, {**ON_LETTERS, **ON_LINES, **ON_LONG_PAGES}[name])
    assert set(changed) <= NOT_TOLD.get(name, frozenset[str]())


@pytest.mark.parametrize("name", [*ON_LETTERS, *ON_LINES])
def test_nor_on_a_typed_page(name: str) -> None:
    worn = {**ON_LETTERS, **ON_LINES}[name](TYPED, random.Random(1))
    assert worn != TYPED or name in (
        "straight quotation marks",
        "ligatures",
        "letters and accents apart",
    )
    assert worn != TYPED
    assert read(worn) == read(TYPED)


def test_nor_do_missing_blank_lines() -> None:
    assert read(without_blank_lines(TYPED, random.Random(1))) == read(TYPED)


# --- pages ----------------------------------------------------------------------------------------

EDGES: dict[str, Callable[[int, str], str]] = {
    "- 2 -": lambda n, s: f"\n- {n} -\n",
    "2": lambda n, s: f"\n{n}\n",
    "2, form feed": lambda n, s: f"{n}\n\f",
    "form feed": lambda n, s: "\f",
    "form feed, 2": lambda n, s: f"\f{n}\n",
    "/..., symbol, English, Page 2": lambda n, s: f"\n/...\n\n{s}\nEnglish\nPage {n}\n",
    "the same without blank lines": lambda n, s: f"/...\n{s}\nEnglish\nPage {n}",
    "--- Page 2 ---": lambda n, s: f"\n--- Page {n} ---\n",
    "[Page 2]": lambda n, s: f"\n[Page {n}]\n",
    "Page 2 of 9": lambda n, s: f"\nPage {n} of 29\n",
    "2 of 9, symbol": lambda n, s: f"\n{n} of 29\n\n{s}\n",
    "symbol | Page 2": lambda n, s: f"\n{s} | Page {n}\n",
    "2 symbol": lambda n, s: f"\n{n} {s}\n",
    "job number and page in a line": lambda n, s: f"36-01234 (E)    {n}/29\n{s}\n",
    "GE number and page": lambda n, s: f"\nGE.36-01234 {n}\n{s}\n",
    "page and GE number": lambda n, s: f"\n{n} GE.36-01234\n\n{s}\n",
    "the session": lambda n, s: f"\n{n}\n\nGeneral Assembly\u2014Ninetieth Session\n",
    "the committee": lambda n, s: (
        f"\nResolutions adopted on the reports of the Second Committee {n}\n"
    ),
    "a running title": lambda n, s: f"\n{n}\n\nLamps and lighthouses of all seas\n",
    "address and day of a printed web page": lambda n, s: (
        f"\nhttps://example.org/{s} {n}/29\n12/3/36, 10:15 AM Lamps\n"
    ),
    "a comment": lambda n, s: f"<!-- Page {n} -->",
    "a note with its rule": lambda n, s: f"_________\n\n{n} See A/90/{n}.\n\n{s}\n{n}/29\n",
}


def paged(text: str, draw: random.Random, edge: Callable[[int, str], str]) -> str:
    """The text with pages that end amid its paragraphs, some thirty lines each."""
    owned: list[list[int]] = [paragraph["lines"] for paragraph in read_text(text)["paragraphs"]]
    inside = [above for own in owned for above, below in pairwise(own) if below == above + 1]
    lines = text.split("\n")
    last, page = 0, 1
    for above in inside:
        # A number stays with the words below it: no page ends there.
        if above - last > draw.randint(25, 40) and len(lines[above - 1].split()) > 3:
            page += 1
            last = above
            lines[above - 1] += "\n" + edge(page, "A/RES/90/12")
    return "\n".join(lines)


@pytest.mark.parametrize("name", EDGES)
def test_pages_end_where_they_will(pages: list[tuple[str, str]], name: str) -> None:
    def wear(text: str, draw: random.Random) -> str:
        return paged(text, draw, EDGES[name])

    assert differing(pages, wear) == []


def test_in_one_line_no_paragraph_is_lost(pages: list[tuple[str, str]]) -> None:
    """Pages whose line ends a program lost: heads, feet and notes stand amid the paragraphs."""
    lost = [
        name
        for name, text in pages
        if name not in RUN_TOGETHER
        and re.search(r"^\d{1,2}/\d{1,2}$", text, re.MULTILINE)
        and [number for number, *_ in read(text)] != [number for number, *_ in read(flat(text))]
    ]
    assert lost == []


def flat(text: str) -> str:
    return " ".join(text.split())
