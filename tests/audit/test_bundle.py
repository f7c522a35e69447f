"""The whole record as one file: checked by Python alone, and a record again elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from host import adoption, dated
from trees import root_of

from mandates import Engine, Note
from mandates.adapters.audit import keys, merkle
from mandates.adapters.audit.bundle import verifier
from mandates.domain.errors import BadInput, Damaged, Refused
from mandates.domain.internal import EraseNote
from spec import M

from .tampering import make

LONG = os.environ.get("MANDATES_TEST_SIZE") == "long"
CHANGES = 2000 if LONG else 64


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A record that was signed twice."""
    keys.generate(tmp_path / "log.key", "log.example/m")
    with Engine.open(tmp_path / "record.db") as engine:
        engine.execute(adoption(dated("2.1", "GA/56"), dated("2.2", "GA/57")), by="desk")
        engine.checkpoint(tmp_path / "log.key")
        for number in range(5):
            engine.execute(Note(mandate=M, text=f"noted {number}"), by="desk")
        engine.checkpoint(tmp_path / "log.key")
        yield engine


def check(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a verifier as its users do, with nothing installed."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *map(str, words)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_bundle_s_own_verifier_accepts_it_with_python_alone(
    engine: Engine, tmp_path: Path
) -> None:
    engine.execute(Note(mandate=M, text="after the last checkpoint"), by="desk")
    end = engine.export(str(tmp_path / "a.bundle"))
    with zipfile.ZipFile(tmp_path / "a.bundle") as opened:
        opened.extractall(tmp_path / "unpacked")
    program = tmp_path / "unpacked" / "verify_bundle.py"
    (tmp_path / "elsewhere.pub").write_text((tmp_path / "log.key.pub").read_text())

    for what in (tmp_path / "a.bundle", tmp_path / "unpacked"):
        said = check(program, what, "--public-key", tmp_path / "elsewhere.pub")
        assert (said.returncode, said.stderr) == (0, "")
        assert f"root {engine.basis().root}" in said.stdout
        assert f"positions {end} to {end} are under no checkpoint" in said.stdout
        assert said.stdout.endswith(f"ACCEPTED: the first {end - 1} events are what was signed\n")
    assert "compare them" in check(program, tmp_path / "a.bundle").stdout
    keys.generate(tmp_path / "other.key", "log.example/m")
    said = check(program, tmp_path / "a.bundle", "--public-key", tmp_path / "other.key.pub")
    assert (said.returncode, said.stdout.splitlines()[-1][:8]) == (4, "REJECTED")
    assert check(program, tmp_path / "log.key").returncode == 2
    assert check(program, tmp_path / "nothing").returncode == 2


def test_a_proof_is_checked_with_python_alone(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_text(verifier())
    _, proof = engine.prove(5, engine.checkpoints()[-1].note)
    file = tmp_path / "5.tlog-proof"
    file.write_text(proof)
    key = ("--public-key", tmp_path / "log.key.pub")

    said = check(tmp_path / "verify.py", file, *key)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines()[0] == next(engine._record.states(4)).decode()
    assert "ACCEPTED: this is position 5 of the " in said.stdout
    file.write_text(proof.replace("index 4", "index 3"))
    assert check(tmp_path / "verify.py", file, *key).returncode == 4
    assert check(tmp_path / "verify.py", file).returncode == 2


def test_of_a_mandate_its_last_event_that_was_signed_is_proven(engine: Engine) -> None:
    first, second = (one.note for one in engine.checkpoints())
    engine.execute(Note(mandate=M, text="not signed yet"), by="desk")
    own = [one.position for one in engine.history(M)]
    for checkpoint, covered in (first, 3), (second, own[-2]):
        position, _ = engine.prove(M, checkpoint)
        assert position == max(one for one in own if one <= covered)
    with pytest.raises(BadInput, match="came later"):
        engine.prove(own[-1], second)


def test_the_verifier_imports_the_standard_library_alone() -> None:
    import ast

    modules: set[str] = set()
    for one in ast.walk(ast.parse(verifier())):
        if isinstance(one, ast.Import):
            modules |= {name.name.split(".")[0] for name in one.names}
        elif isinstance(one, ast.ImportFrom):
            assert one.level == 0
            modules.add(str(one.module).split(".")[0])
    assert modules <= sys.stdlib_module_names


def test_an_imported_bundle_is_the_same_record(engine: Engine, tmp_path: Path) -> None:
    engine.export(str(tmp_path / "a.bundle"))
    with Engine.open(tmp_path / "copy.db") as copy:
        end = engine.status().position
        assert copy.restore(tmp_path / "a.bundle") == (end, end)
        assert list(copy._record.stored(0, 100)) == list(engine._record.stored(0, 100))
        assert copy.basis().root == engine.basis().root
        assert copy.checkpoints() == engine.checkpoints()
        verdict = copy.verify(deep=True, checkpoint=engine.checkpoints()[0].note)
        assert (verdict.findings, verdict.signed_up_to) == ((), end)
        assert copy.restore(tmp_path / "a.bundle") == (0, end)
        assert copy.checkpoints() == engine.checkpoints()
        engine.execute(Note(mandate=M, text="later"), by="desk")
        engine.export(str(tmp_path / "b.bundle"))
        assert copy.restore(tmp_path / "b.bundle") == (1, end + 1)
        copy.execute(Note(mandate=M, text="goes on"), by="desk")
        with pytest.raises(Refused, match="another record"):
            copy.restore(tmp_path / "a.bundle")


def test_an_import_that_broke_off_cuts_no_command_and_goes_on(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mandates.adapters.audit.restoring.PAGE", 2)
    engine.export(str(tmp_path / "a.bundle"))
    end = engine.status().position

    def break_off(_: int) -> None:
        raise KeyboardInterrupt

    with Engine.open(tmp_path / "copy.db") as copy:
        with pytest.raises(KeyboardInterrupt):
            copy.restore(tmp_path / "a.bundle", progress=break_off)
        assert copy.status().position == 3, "the adoption of a text with two mandates"
        assert copy.restore(tmp_path / "a.bundle") == (end - 3, end)
        assert copy.verify(deep=True).findings == ()


def test_internal_notes_go_along_unless_the_bundle_is_public(
    engine: Engine, tmp_path: Path
) -> None:
    engine.execute(Note(mandate=M, text="a", internal="Ms. K. is on leave"), by="desk")
    engine.execute(Note(mandate=M, text="b", internal="to be forgotten"), by="desk")
    events = list(engine.events())
    engine.execute(EraseNote(event_id=events[-1].event_id, reason="asked for"), by="desk")
    digests = [str(one.envelope.internal) for one in events[-2:]]
    engine.export(str(tmp_path / "whole") + "/")
    engine.export(str(tmp_path / "public") + "/", public=True)

    notes = (tmp_path / "whole" / "notes.jsonl").read_text()
    assert "Ms. K. is on leave" in notes
    assert "to be forgotten" not in notes
    for file in (tmp_path / "public").rglob("*"):
        assert file.is_dir() or b"Ms. K." not in file.read_bytes()
    assert not (tmp_path / "public" / "notes.jsonl").exists()
    (tmp_path / "verify.py").write_text(verifier())
    for name, there in (("whole", 1), ("public", 0)):
        assert check(tmp_path / "verify.py", tmp_path / name).returncode == 0
        with Engine.open(tmp_path / f"{name}.db") as copy:
            copy.restore(tmp_path / name)
            found = copy._record.notes(digests)
            assert {digest: note and note.text for digest, note in found.items()} == (
                {digests[0]: "Ms. K. is on leave", digests[1]: None} if there else {}
            )
            assert copy.verify(deep=True).findings == ()
    (tmp_path / "whole" / "notes.jsonl").write_text(notes.replace("on leave", "on strike"))
    assert check(tmp_path / "verify.py", tmp_path / "whole").returncode == 4


def test_an_empty_record_makes_a_bundle_too(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "none.db") as engine:
        assert engine.export(str(tmp_path / "folder") + "/") == 0
    (tmp_path / "verify.py").write_text(verifier())
    said = check(tmp_path / "verify.py", tmp_path / "folder")
    assert (said.returncode, "NOT SIGNED" in said.stdout) == (0, True)


def test_nothing_is_written_over_and_nothing_damaged_leaves(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.bundle").write_text("mine")
    with pytest.raises(BadInput, match="name another file"):
        engine.export(str(tmp_path / "a.bundle"))
    held = engine.checkpoints()[0]
    engine._record.keep(type(held)(9, held.made_at, held.key, held.note, held.tail))
    with pytest.raises(Damaged, match="nothing was exported"):
        engine.export(str(tmp_path / "b.bundle"))
    assert not (tmp_path / "b.bundle").exists()
    with pytest.raises(BadInput, match="no bundle"):
        engine.restore(tmp_path / "a.bundle")


# Tampering


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bundle of 10,000 events, its log's public key beside it."""
    folder = tmp_path_factory.mktemp("big")
    with Engine.open(make(folder)) as engine:
        engine.export(str(folder / "bundle") + "/")
    return folder


@pytest.fixture(scope="module")
def program() -> ModuleType:
    """The one file, loaded as such."""
    module = ModuleType("the_verifier")
    sys.modules[module.__name__] = module  # dataclasses look there
    exec(compile(verifier(), "verify_bundle.py", "exec"), module.__dict__)
    return module


def byte(lines: list[bytes], random: Random) -> None:
    at, where = random.randrange(len(lines)), random.randrange(20, 300)
    line = bytearray(lines[at])
    line[where] ^= 1
    lines[at] = bytes(line)


def history(lines: list[bytes], random: Random) -> None:
    at = random.randrange(len(lines))
    event: dict[str, Any] = json.loads(lines[at])
    event["envelope"]["actor"] = "somebody else"
    lines[at] = json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()


def deleted(lines: list[bytes], random: Random) -> None:
    del lines[random.randrange(len(lines))]


def inserted(lines: list[bytes], random: Random) -> None:
    lines.insert(random.randrange(len(lines)), random.choice(lines))


def swapped(lines: list[bytes], random: Random) -> None:
    one, other = random.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


def overwritten(lines: list[bytes], random: Random) -> None:
    one, other = random.sample(range(len(lines)), 2)
    lines[one] = lines[other]


def cut(lines: list[bytes], random: Random) -> None:
    del lines[random.randrange(len(lines)) :]


WAYS: Sequence[Callable[[list[bytes], Random], None]] = (
    byte, history, deleted, inserted, swapped, overwritten, cut,
)  # fmt: skip


@pytest.mark.parametrize("thorough", [False, True])
def test_the_verifier_rejects_every_change(
    big: Path,
    tmp_path: Path,
    program: ModuleType,
    capsys: pytest.CaptureFixture[str],
    thorough: bool,
) -> None:
    """``thorough``: everything in the bundle that is not signed is made to agree."""
    given = ["--public-key", str(big / "log.key.pub")]
    assert program.main([str(big / "bundle"), *given]) == 0
    lines = (big / "bundle" / "events.jsonl").read_bytes().splitlines()
    changed = tmp_path / "changed"
    shutil.copytree(big / "bundle", changed)
    for number in range(CHANGES // 2):
        random, some = Random(number), list(lines)
        way = WAYS[number % len(WAYS)]
        way(some, random)
        (changed / "events.jsonl").write_bytes(b"".join(line + b"\n" for line in some))
        if thorough:
            agree(changed, some)
        assert program.main([str(changed), *given]) == 4, (number, way)
        assert "REJECTED: " in capsys.readouterr().out


def agree(folder: Path, lines: list[bytes]) -> None:
    leaves = [merkle.leaf(line) for line in lines]
    (folder / "leaves.bin").write_bytes(b"".join(leaves))
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest |= {"events": len(lines), "root": root_of(leaves).hex()}
    for name in ("events.jsonl", "leaves.bin"):
        manifest["files"][name] = sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_manifest_tells_nothing_that_the_rest_does_not(
    engine: Engine, tmp_path: Path, program: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not signed itself, and who compares a text with its hash finds the hash there."""
    engine.export(str(tmp_path / "bundle") + "/")
    file = tmp_path / "bundle" / "manifest.json"
    true = json.loads(file.read_text())
    first, *_ = true["checkpoints"]
    keys.generate(tmp_path / "other.key", "log.example/m")
    lies: dict[str, Any] = {
        "texts": {"instruments": [{**one, "sha256": "0" * 64} for one in true["instruments"]]},
        "fewer texts": {"instruments": []},
        "another clock": {"clock": "simulated"},
        "internal notes": {"public": True},
        "other checkpoints": {"checkpoints": {first: true["checkpoints"][first]}},
        "not signed": {"checkpoints": {
            name: {**said, "key": (tmp_path / "other.key.pub").read_text().strip()}
            for name, said in true["checkpoints"].items()
        }},
    }  # fmt: skip
    for what, lie in lies.items():
        file.write_text(json.dumps({**true, **lie}))
        assert program.main([str(tmp_path / "bundle")]) == 4, what
        assert what.split()[-1] in capsys.readouterr().out
    file.write_text(json.dumps(true))
    assert program.main([str(tmp_path / "bundle")]) == 0


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("manifest.json", '"events": 7', '"events": 8, "events": 7'),
        ("schemas.json", '"events": {', '"events": {"no.tag": {}}, "events": {'),
        ("notes.jsonl", '"text": "said"', '"text": "never said", "text": "said"'),
        ("events.jsonl", '"text":"noted 1"', '"text":"never noted","text":"noted 1"'),
    ],
)
def test_nothing_in_a_bundle_stands_twice(
    engine: Engine, tmp_path: Path, program: ModuleType, capsys: pytest.CaptureFixture[str],
    name: str, one: str, two: str,
) -> None:  # fmt: skip
    """Two readers would take it in two ways, and each find it in good order."""
    engine.execute(Note(mandate=M, text="a", internal="said"), by="desk")
    engine.export(str(tmp_path / "bundle") + "/")
    for what in ("checkpoints", "keys"):
        shutil.rmtree(tmp_path / "bundle" / what)
    manifest, file = tmp_path / "bundle" / "manifest.json", tmp_path / "bundle" / name
    told = json.loads(manifest.read_text())
    ours = {key: kept for key, kept in told["files"].items() if key[:4] not in ("chec", "keys")}
    manifest.write_text(json.dumps({**told, "checkpoints": {}, "files": ours}))
    assert program.main([str(tmp_path / "bundle")]) == 0
    text = file.read_text()
    two = two.replace("7", str(told["events"]))
    one = one.replace("7", str(told["events"]))
    assert text.count(one) == 1
    file.write_text(text.replace(one, two))
    if name == "events.jsonl":
        agree(tmp_path / "bundle", file.read_bytes().splitlines())
    elif name != "manifest.json":
        ours[name] = sha256(file.read_bytes()).hexdigest()
        manifest.write_text(json.dumps({**told, "checkpoints": {}, "files": ours}))
    capsys.readouterr()
    assert program.main([str(tmp_path / "bundle")]) == 4
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("REJECTED: ")
    assert "stands twice" in said
    with Engine.open(tmp_path / "copy.db") as copy, pytest.raises(Damaged, match="stands twice"):
        copy.restore(tmp_path / "bundle")


@pytest.mark.parametrize("name", ["manifest.json", "leaves.bin", "events.jsonl"])
def test_what_is_packed_small_fills_no_memory(
    engine: Engine, tmp_path: Path, program: ModuleType, name: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    engine.export(str(tmp_path / "a.bundle"))
    monkeypatch.setattr(program, "LARGEST", 4 << 20)
    with (
        zipfile.ZipFile(tmp_path / "a.bundle") as small,
        zipfile.ZipFile(tmp_path / "b.bundle", "w", zipfile.ZIP_DEFLATED) as large,
    ):
        for one in small.namelist():
            more = b" " * (200 << 20) if one == name else b""
            large.writestr(one, small.read(one) + more)
    tracemalloc.start()
    try:
        assert program.main([str(tmp_path / "b.bundle")]) == 4
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()
    assert f"REJECTED: {'a line of ' if name == 'events.jsonl' else ''}" in capsys.readouterr().out
    with pytest.raises(BadInput, match="neither a file nor a folder"):
        engine.restore(Path("/dev/zero"))


def test_a_zip_of_a_kind_that_nobody_knows_is_no_bundle(
    engine: Engine, tmp_path: Path, program: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.export(str(tmp_path / "a.bundle"))
    packed = bytearray((tmp_path / "a.bundle").read_bytes())
    packed[packed.index(b"PK\x01\x02") + 6] = 255  # the version that is needed to unpack it
    (tmp_path / "b.bundle").write_bytes(packed)
    assert program.main([str(tmp_path / "b.bundle")]) == 2
    assert "it is no bundle: zip file version 25.5" in capsys.readouterr().err
    with pytest.raises(BadInput, match=r"it is no bundle: zip file version 25\.5"):
        engine.restore(tmp_path / "b.bundle")


def test_a_bundle_of_very_many_files_keeps_nobody_busy(
    engine: Engine, tmp_path: Path, program: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its files are called is asked for each of them, and so worked out once alone."""
    engine.export(str(tmp_path / "a.bundle"))
    listed: list[object] = []
    namelist = zipfile.ZipFile.namelist

    def counted(packed: zipfile.ZipFile) -> list[str]:
        listed.append(packed)
        return namelist(packed)

    monkeypatch.setattr(zipfile.ZipFile, "namelist", counted)
    assert program.main([str(tmp_path / "a.bundle")]) == 0
    assert len(listed) == 1


@pytest.mark.parametrize(
    "name", ["manifest.json", "leaves.bin", "schemas.json", "keys/001.pub",
             "checkpoints/000001.checkpoint", "verify_bundle.py", "notes.jsonl"]
)  # fmt: skip
def test_a_bundle_with_a_file_gone_or_changed_is_rejected(
    engine: Engine, tmp_path: Path, program: ModuleType, name: str
) -> None:
    engine.export(str(tmp_path / "bundle") + "/")
    file = tmp_path / "bundle" / name
    before = file.read_bytes()
    for wrong in (None, b"", b"[]\n", before[:-3], before + b"x"):
        if wrong == before:
            continue
        file.unlink(missing_ok=True)
        if wrong is not None:
            file.write_bytes(wrong)
        assert program.main([str(tmp_path / "bundle")]) in (2, 4), wrong
