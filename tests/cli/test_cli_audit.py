"""`audit` as auditors, operators and witnesses type it."""

from __future__ import annotations

import signal
import subprocess
import time

from .terminal import COMMAND, SYMBOL, Terminal

REPORT = f"{SYMBOL}#1.1"
CHECK = ("--checkpoint", "1.checkpoint", "--public-key", "log.key.pub")


def keys(desk: Terminal) -> None:
    desk("audit", "keygen", "--key", "log.key", "--name", "example.org/m")
    desk("audit", "keygen", "--key", "witness.key")


def test_from_a_key_to_a_cosigned_checkpoint_a_proof_and_a_copy(desk: Terminal) -> None:
    keys(desk)
    assert desk("audit", "checkpoint", "--key", "log.key", "--out", "1.checkpoint").last == (
        f"1.checkpoint: {desk.position} events signed"
    )
    assert desk.json("status")["last_checkpoint"].startswith(f"{desk.position} events, 20")
    cosigned = desk("audit", "cosign", "1.checkpoint", "--key", "witness.key", "--seen", "seen")
    assert cosigned.out == (desk.folder / "1.checkpoint").read_text()
    assert len(cosigned.out.splitlines()) == 6
    desk("audit", "checkpoints", "--add", "1.checkpoint")
    first, second = desk.json("audit", "checkpoints")
    assert (first["root"], second["checkpoint"]) == (second["root"], cosigned.out)
    assert first["root"] == desk.json("list")["basis"]["root"]

    desk("audit", "verify", *CHECK)
    desk("audit", "prove", REPORT, "--checkpoint", "1.checkpoint", "--out", "a.tlog-proof")
    desk("audit", "prove", REPORT, "--checkpoint", "1.checkpoint", "--out", "all", "--each")
    proofs = sorted((desk.folder / "all").iterdir())
    assert proofs[-1].read_text() == (desk.folder / "a.tlog-proof").read_text()
    desk("audit", "export", "a.bundle", "--public")
    desk("audit", "import", "a.bundle", "--db", "copy.db")
    copy = desk.json("audit", "verify", "--deep", *CHECK, "--db", "copy.db")
    assert (copy["ok"], copy["root"]) == (True, first["root"])


def test_a_second_history_is_not_cosigned(desk: Terminal) -> None:
    keys(desk)
    desk("audit", "checkpoint", "--key", "log.key", "--out", "1.checkpoint")
    desk("audit", "cosign", "1.checkpoint", "--key", "witness.key", "--seen", "seen")
    desk("assign", REPORT, "--to", "UNDP")
    desk("audit", "checkpoint", "--key", "log.key", "--out", "2.checkpoint")
    desk("audit", "consistency", "1.checkpoint", "2.checkpoint", "--out", "2.request")
    nowhere = ("--seen", "seen", "--db", "nowhere.db")
    desk("audit", "cosign", "2.request", "--key", "witness.key", *nowhere, "--out", "2.cosigned")

    desk.adopt("other.json", "--db", "other.db", session=55)
    for _ in range(2):
        desk("assign", REPORT, "--to", "FAO", "--db", "other.db", "--note", "otherwise")
        desk("note", REPORT, "--note", "more", "--db", "other.db")
    desk("audit", "checkpoint", "--key", "log.key", "--out", "x.checkpoint", "--db", "other.db")
    said = desk(
        "audit", "cosign", "x.checkpoint", "--key", "witness.key", "--seen", "seen",
        "--db", "other.db", code=1,
    )  # fmt: skip
    assert "two histories" in said.error
    assert "witness" not in (desk.folder / "x.checkpoint").read_text()


def test_what_cannot_be_signed_or_checked_is_said_in_a_line(desk: Terminal) -> None:
    keys(desk)
    assert "never written over" in desk("audit", "keygen", "--key", "log.key", code=2).error
    desk("audit", "checkpoint", "--key", "nowhere.key", code=2)
    desk("audit", "checkpoint", "--key", "log.key.pub", code=2)
    desk("audit", "checkpoint", "--key", "log.key", "--every", "often", code=2)
    desk("audit", "checkpoint", "--key", "log.key", "--every", "10")
    again = desk("audit", "checkpoint", "--key", "log.key", "--every", "10")
    assert "nothing to sign yet" in again.err
    desk("audit", "cosign", "log.key", "--key", "witness.key", "--seen", "seen", code=2)
    desk("audit", "prove", "1", "--checkpoint", "log.key", "--out", "p", code=2)
    desk("audit", "import", "log.key", "--db", "new.db", code=2)
    assert not (desk.folder / "new.db").exists()
    desk("audit", "checkpoint", "--key", "log.key", "--out", "1.checkpoint")
    (desk.folder / "log.key").chmod(0o644)
    assert "chmod 600" in desk("audit", "checkpoint", "--key", "log.key", code=2).error
    for what in ("99", "A/RES/1/1#1.1", "00000000-0000-0000-0000-000000000000"):
        desk("audit", "prove", what, "--checkpoint", "1.checkpoint", "--out", "p", code=2)


def test_the_scheduler_signs_as_it_goes(desk: Terminal) -> None:
    keys(desk)
    with subprocess.Popen(
        [*COMMAND, "run", "--every", "0.2", "--key", "log.key", "--checkpoint", "1"],
        cwd=desk.folder, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        deadline = time.monotonic() + 120
        while not desk.json("audit", "checkpoints") and time.monotonic() < deadline:
            time.sleep(0.2)
        running.send_signal(signal.SIGTERM)
        said = running.communicate(timeout=120)[1]
    assert running.returncode == 0
    first = desk.json("audit", "checkpoints")[0]["position"]
    assert f"checkpoint: {first} events signed" in said


def test_the_scheduler_waits_with_signing_for_something_to_sign(cli: Terminal) -> None:
    keys(cli)
    signs = ("run", "--every", "0.1", "--key", "log.key", "--checkpoint", "1")
    with subprocess.Popen(
        [*COMMAND, *signs], cwd=cli.folder, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        said = [running.stderr.readline()]
        cli.adopt()
        while "checkpoint" not in said[-1]:
            said.append(running.stderr.readline())
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=120)
    assert said[-1].endswith(f"checkpoint: {cli.position} events signed\n")
