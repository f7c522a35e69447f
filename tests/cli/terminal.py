"""Who types commands, in a folder of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mandates.adapters.cli.errors import run

COMMAND = (sys.executable, "-m", "mandates")
SYMBOL, DAY = "A/RES/54/226", "1999-12-22"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def last(self) -> str:
        """The last line on stdout."""
        return self.out.splitlines()[-1]

    @property
    def error(self) -> str:
        """The one line on stderr, without the program's name."""
        (line,) = self.err.splitlines()
        assert line.startswith("mandates: "), line
        return line.removeprefix("mandates: ")


class Terminal:
    """Types commands. They run in this process; `process` gives them one of their own."""

    def __init__(self, folder: Path, output: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._output = output

    def __call__(self, *words: str, code: int = 0) -> Said:
        """Run a command, expecting an exit code."""
        self._output.readouterr()
        left = run(list(words))
        out, err = self._output.readouterr()
        said = Said(left, out, err)
        assert said.code == code, said
        assert "\x1b" not in said.out, "control characters where nobody looks"
        if code in (1, 2, 3, 4):
            assert said.error
        return said

    def json(self, *words: str) -> Any:
        """The JSON document that a command answers with, and nothing besides."""
        said = self(*words, "--json")
        assert said.err == ""
        return said.json

    def adopt_gold(self, corpus: Path) -> Said:
        """Register A/RES/54/226 from the corpus."""
        gold = corpus / "corpus" / "A_C.2_54_L.5.gold.json"
        return self("adopt", str(gold), "--symbol", SYMBOL, "--date", DAY)

    def adopt(self, name: str = "reading.json", *words: str, **changes: Any) -> Said:
        """Register A/RES/54/226 from a small reading of three mandates."""
        file = self.write(name, reading(**changes))
        return self("adopt", file, "--symbol", SYMBOL, "--date", DAY, *words)

    def write(self, name: str, document: object) -> str:
        """A file of JSON in the folder."""
        text = document if isinstance(document, str) else json.dumps(document)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    @property
    def position(self) -> int:
        """Where the record ends."""
        return int(self.json("status")["position"])

    def process(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a process of its own, with further environment variables."""
        return subprocess.run(
            [*COMMAND, *words],
            cwd=self.folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


def act(name: str, **more: Any) -> dict[str, Any]:
    """An act that requests a report of the Secretary-General."""
    return {
        "id": name,
        "verb": "request",
        "force": "directive",
        "strength": "request",
        "mandate": True,
        "addressees": ["Secretary-General"],
        "deliverable": "report",
        "title": "state of South-South cooperation",
        **more,
    }


def due(session: int) -> dict[str, Any]:
    """At a session of the General Assembly."""
    return {"kind": "session", "organ": "General Assembly", "session": session}


def reading(**changes: Any) -> dict[str, Any]:
    """A text with a report for session 56, an item for it, and a call upon States."""
    item = act("2.1", verb="decide", force="deciding", strength="binding", due=due(56))
    item |= {"addressees": ["General Assembly"], "deliverable": "agenda_item", "title": "the item"}
    call = act("3.1", verb="urge", strength="exhortation", title=None)
    call |= {"addressees": ["all States"], "deliverable": "other"}
    return {
        "symbol": "A/C.2/54/L.5",
        "body": "General Assembly",
        "session": 54,
        "paragraphs": [
            {"number": "1", "acts": [act("1.1", due=due(56))]},
            {"number": "2", "acts": [item]},
            {"number": "3", "acts": [call]},
        ],
        **changes,
    }
