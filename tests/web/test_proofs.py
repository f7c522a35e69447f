"""Every event has its proof on the pages: taken from there, it is checked with Python alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mandates import Engine, Note
from mandates.adapters.audit import keys
from mandates.adapters.audit.bundle import verifier

MANDATE = "A/RES/54/226#2.1"
PAGE = "/mandate/A/RES/54/226/2.1"


@pytest.fixture
def signed(engine: Engine, tmp_path: Path) -> Path:
    """The public key of a record of which all but the last event is signed."""
    keys.generate(tmp_path / "log.key", "log.example/m")
    engine.checkpoint(tmp_path / "log.key")
    engine.execute(Note(mandate=MANDATE, text="after the checkpoint"), by="desk")
    return tmp_path / "log.key.pub"


def proofs(page: str) -> list[str]:
    return re.findall(r'href="(/log/\d+\.tlog-proof)"', page)


@pytest.mark.parametrize("page", [PAGE, "/log/2", "/instrument/A/RES/54/226"])
def test_the_proof_beside_an_event_is_accepted_by_python_alone(
    web: TestClient, signed: Path, tmp_path: Path, page: str
) -> None:
    (link,) = set(proofs(web.get(page).text))
    answer = web.get(link)
    assert "attachment" in answer.headers["content-disposition"]
    proof, program = tmp_path / "event.tlog-proof", tmp_path / "verify.py"
    proof.write_text(answer.text)
    program.write_text(verifier())
    said = subprocess.run(
        [sys.executable, "-I", "-S", program, proof, "--public-key", signed],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    number = link.removeprefix("/log/").removesuffix(".tlog-proof")
    assert said.stdout.splitlines()[-1].startswith(f"ACCEPTED: this is position {number} of the 2")


def test_what_no_checkpoint_covers_yet_is_said(web: TestClient, signed: Path) -> None:
    assert signed.exists()
    assert proofs(web.get(PAGE).text) == ["/log/2.tlog-proof"]
    assert "not signed yet" in web.get(PAGE).text
    answer = web.get("/log/3.tlog-proof")
    assert (answer.status_code, "no checkpoint covers event 3 yet" in answer.text) == (404, True)
    assert web.get("/log/4.tlog-proof").status_code == 404
    assert web.get("/log/x.tlog-proof").status_code == 422


def test_of_a_record_that_was_never_signed_nothing_is_proven(web: TestClient) -> None:
    assert proofs(web.get(PAGE).text) == []
    assert web.get("/log/1.tlog-proof").status_code == 404
