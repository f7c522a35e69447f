"""Checks a bundle of `mandates`, or the proof of one event: offline, with Python alone.

    python verify_bundle.py BUNDLE [--public-key FILE]... [--policy FILE]
    python verify_bundle.py EVENT.tlog-proof --public-key FILE

BUNDLE is a zip file, or the folder that it was unpacked to. FILE holds a public key as C2SP
signed-note writes it: take one that you have from elsewhere. Keys that came with the bundle only
show that all was signed by the same. A policy (C2SP tlog-policy) says which witnesses are needed.

Exit codes: 0 all is as it was signed; 2 it cannot be read; 4 it is not what was signed.

Formats: RFC 6962 (tree), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint, tlog-cosignature,
tlog-proof. It uses the standard library and nothing else, so that one person can read all of it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .formats import (
    Checkpoint,
    Key,
    Rejected,
    Unreadable,
    cosigned,
    counted,
    leaf,
    parse_checkpoint,
    parse_key,
    parse_proof,
    proves,
    roots,
    said_once,
    signed,
)
from .policy import Policy

FORMAT = "mandates-bundle/1"
MANIFEST, EVENTS, LEAVES = "manifest.json", "events.jsonl", "leaves.bin"
NOTES, SCHEMAS = "notes.jsonl", "schemas.json"
LARGEST = 64 * 2**20
"""Bytes of a line, or of a file that is read as a whole: what is packed small fills no memory."""


class Bundle:
    """The files of a zip or a folder. Nothing is unpacked."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir() and path.exists() and not path.is_file():
            raise Unreadable("it is no bundle: it is neither a file nor a folder")
        try:
            self._zip = None if path.is_dir() else zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Unreadable(f"it is no bundle: {error}") from None
        self._path = path
        self._names = dict.fromkeys(sorted(self._listed()))  # once: a bundle may hold very many

    def _listed(self) -> Iterator[str]:
        if self._zip is not None:
            yield from (name for name in self._zip.namelist() if not name.endswith("/"))
        else:
            files = (one for one in self._path.rglob("*") if one.is_file())
            yield from (one.relative_to(self._path).as_posix() for one in files)

    def names(self) -> list[str]:
        return list(self._names)

    def chunks(self, name: str) -> Iterator[bytes]:
        if name not in self._names:
            raise Rejected(f"{name} is missing")
        try:
            with self._zip.open(name) if self._zip else (self._path / name).open("rb") as file:
                while data := file.read(1 << 20):
                    yield data
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise Rejected(f"{name} is broken: {error}") from None

    def read(self, name: str) -> bytes:
        found = bytearray()
        for data in self.chunks(name):
            found += data
            if len(found) > LARGEST:
                raise Rejected(f"{name} is larger than {LARGEST >> 20} MB")
        return bytes(found)

    def leaves(self) -> Iterator[bytes]:
        """The leaves as they were exported, one by one; what is left over is none."""
        rest = b""
        for data in self.chunks(LEAVES):
            rest += data
            yield from (rest[at : at + 32] for at in range(0, len(rest) - 31, 32))
            rest = rest[len(rest) // 32 * 32 :]
        if rest:
            yield rest

    def text(self, name: str) -> str:
        try:
            return self.read(name).decode()
        except UnicodeDecodeError:
            raise Rejected(f"{name} is no text") from None

    def json(self, name: str) -> Any:
        try:
            return said_once(self.text(name))
        except (ValueError, RecursionError) as error:
            raise Rejected(f"{name} is no JSON: {error}") from None

    def lines(self, name: str) -> Iterator[bytes]:
        """Each line's bytes, without its end; every line has one."""
        rest = b""
        for data in self.chunks(name):
            *whole, rest = (rest + data).split(b"\n")
            yield from whole
            if len(rest) > LARGEST:
                raise Rejected(f"a line of {name} is longer than {LARGEST >> 20} MB")
        if rest:
            raise Rejected(f"{name} ends in the middle of a line")


class Order:
    """What has to follow from one event to the next, of the whole record."""

    def __init__(self, tags: set[str]) -> None:
        self.tags = tags
        self.versions: dict[str, int] = {}
        self.ids: set[str] = set()
        self.internal: set[str] = set()
        self.command: tuple[Any, int, int] = (None, 0, 1)
        self.first = self.last = ""
        self.simulated = False
        self.position = 0
        self.texts: list[dict[str, Any]] = []

    def wrong(self, state: bytes) -> str | None:
        """What is wrong with the next event; None if nothing."""
        try:
            event = said_once(state)
            said = event["envelope"]
            stream, version, event_id = event["stream"], event["version"], event["event_id"]
            command = (said["command_id"], said["command_index"], said["command_size"])
            at = said["recorded_at"].rstrip("Z").ljust(20, ".").ljust(26, "0")
            known, clock = event["tag"] in self.tags, said["clock"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            return f"its bytes are no event: {type(error).__name__}: {error}"
        last, index, size = self.command
        starts = command[1] == 0 and index + 1 == size and command[0] != last
        if version != self.versions.get(stream, 0) + 1:
            return f"its version {version} does not follow the last one of {stream}"
        if event_id in self.ids:
            return "its id is that of an earlier event"
        if not starts and command != (last, index + 1, size):
            return "its command is not in one piece"
        if at < self.last:
            return "it was recorded before the event above it"
        if clock not in ("system", "simulated"):
            return f"its clock is {clock!r}: system or simulated"
        if not known:
            return f"its tag {event['tag']} is in no schema"
        self.versions[stream], self.command, self.last = version, command, at
        self.first = self.first or at
        self.ids.add(event_id)
        self.internal.update([said["internal"]] if said.get("internal") else [])
        self.simulated |= clock == "simulated"
        self.position += 1
        if event["tag"].startswith("instrument.adopted."):
            adopted = {name: event["data"].get(name) for name in ("symbol", "text_of", "sha256")}
            self.texts.append({**adopted, "position": self.position})
        return None


def check_bundle(bundle: Bundle, trusted: Sequence[Key], policy: Policy | None) -> Iterator[str]:
    """The report, line by line. Raises `Rejected` where something is not what was signed."""
    try:
        yield from _check(bundle, trusted, policy)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Rejected(f"a file of the bundle is not what it should be: {error!r}") from None


def _check(bundle: Bundle, trusted: Sequence[Key], policy: Policy | None) -> Iterator[str]:
    manifest = bundle.json(MANIFEST)
    if manifest["format"] != FORMAT:
        raise Unreadable(f"{MANIFEST} is not that of a {FORMAT}")
    order = Order(set(bundle.json(SCHEMAS)["events"]))
    leaves = _events(bundle, order)
    count = len(leaves) // 32
    first, last = order.first[:19] or "-", order.last[:19] or "-"
    yield f"{counted(count)}, recorded from {first} to {last} UTC"
    names = [name for name in bundle.names() if name.startswith("checkpoints/")]
    checkpoints = [(name, _checkpoint(bundle, name)) for name in names]
    each = (leaves[at : at + 32] for at in range(0, len(leaves), 32))
    found = roots(each, {count, *(one.size for _, one in checkpoints)})
    yield f"root {found[count].hex()}"
    if order.simulated:
        yield "some of it was recorded by a clock other than the system's"
    keys = trusted or [parse_key(bundle.text(n)) for n in bundle.names() if n.startswith("keys/")]
    bound, lacking = -1, "no checkpoint is signed by a key that is trusted"
    for name, checkpoint in checkpoints:
        if found.get(checkpoint.size) != checkpoint.root:
            raise Rejected(f"{name} signed other events than these, {checkpoint.size} of them")
        by = [key.name for key in keys if signed(checkpoint, key)]
        lacks = (policy.lacks(checkpoint) if policy else None) if by or policy else "not signed"
        yield f"checkpoint of {checkpoint.size}: signed by {', '.join(by) or 'no key known here'}"
        for key in keys:
            if (seen := cosigned(checkpoint, key)) is not None:
                when = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seen))
                yield f"  cosigned by {key.name}, who says at {when} UTC"
        bound, lacking = (max(bound, checkpoint.size), lacking) if not lacks else (bound, lacks)
    _others(bundle, manifest, order, count, found[count])
    if bound < 0 and (trusted or policy or checkpoints):
        raise Rejected(lacking)
    yield from _summary(bound, count, bool(trusted or policy))


def _events(bundle: Bundle, order: Order) -> bytes:
    """The leaves of all events, after a look at each."""
    leaves, exported, position = bytearray(), bundle.leaves(), 0
    for position, state in enumerate(bundle.lines(EVENTS), 1):
        leaves += (found := leaf(state))
        if found != next(exported, None):
            raise Rejected(f"position {position}: it is not the event that was exported here")
        if (wrong := order.wrong(state)) is not None:
            raise Rejected(f"position {position}: {wrong}")
    if next(exported, None) is not None or order.command[1] + 1 != order.command[2]:
        raise Rejected(f"position {position + 1}: the event is missing")
    return bytes(leaves)


def _checkpoint(bundle: Bundle, name: str) -> Checkpoint:
    try:
        return parse_checkpoint(bundle.text(name))
    except Unreadable as error:
        raise Rejected(f"{name}: {error}") from None


def _others(bundle: Bundle, manifest: Any, order: Order, count: int, root: bytes) -> None:
    """What was not signed itself: it must at least agree with the rest."""
    if (manifest["events"], manifest["root"]) != (count, root.hex()):
        raise Rejected(f"{MANIFEST} speaks of other events than these")
    _claims(bundle, manifest, order)
    files = {name for name in bundle.names() if name != MANIFEST}
    if files != set(manifest["files"]):
        raise Rejected(f"{MANIFEST} lists other files: {', '.join(files ^ set(manifest['files']))}")
    for name, digest in manifest["files"].items():
        found = hashlib.sha256()
        for data in bundle.chunks(name):
            found.update(data)
        if found.hexdigest() != digest:
            raise Rejected(f"{name} was changed after the export")
    for line in bundle.lines(NOTES) if NOTES in files else ():
        note = said_once(line)
        if "text" in note:
            salted = bytes.fromhex(note["salt"]) + note["text"].encode()
            if hashlib.sha256(salted).hexdigest() != note["digest"]:
                raise Rejected(f"{NOTES}: an internal note was changed")
        if note["digest"] not in order.internal:
            raise Rejected(f"{NOTES}: an internal note belongs to no event")


def _claims(bundle: Bundle, manifest: Any, order: Order) -> None:
    """What the manifest tells of the rest; when and by what it was made it alone says."""
    if sorted(manifest["instruments"], key=lambda one: one["position"]) != order.texts:
        raise Rejected(f"{MANIFEST} tells of other texts, or hashes of them, than the events do")
    if manifest["clock"] != ("simulated" if order.simulated else "system"):
        raise Rejected(f"{MANIFEST} tells of another clock than the events do")
    names = bundle.names()
    if manifest["public"] is not (NOTES not in names):
        raise Rejected(f"{MANIFEST} says otherwise whether internal notes came along")
    if manifest["checkpoints"].keys() != {one for one in names if one.startswith("checkpoints/")}:
        raise Rejected(f"{MANIFEST} lists other checkpoints")
    for name, told in manifest["checkpoints"].items():
        try:
            key = parse_key(told["key"])
        except (Unreadable, KeyError, TypeError, AttributeError) as error:
            raise Rejected(f"{MANIFEST}: a checkpoint is not what it should be: {error}") from None
        if not signed(_checkpoint(bundle, name), key):
            raise Rejected(f"{MANIFEST}: {name} is not signed with the key that it names")


def _summary(bound: int, count: int, own_keys: bool) -> Iterator[str]:
    if bound < 0:
        yield "NOT SIGNED: whoever made this could have written anything"
        return
    if bound < count:
        yield f"positions {bound + 1} to {count} are under no checkpoint that counts"
    if not own_keys:
        yield "the keys came with the bundle: compare them with ones that you have from elsewhere"
    yield f"ACCEPTED: the first {counted(bound)} {'is' if bound == 1 else 'are'} what was signed"


def check_proof(text: str, trusted: Sequence[Key], policy: Policy | None) -> Iterator[str]:
    """The report on one event. Raises `Rejected` where it is not part of what was signed."""
    proof = parse_proof(text)
    if proof.entry is None:
        raise Unreadable("the proof does not hold the event: it has no line extra")
    if not trusted and policy is None:
        raise Unreadable("a proof needs a key that you trust: give --public-key")
    if not proves(proof, proof.entry):
        raise Rejected(f"position {proof.index + 1}: the proof does not lead to what was signed")
    by = [key.name for key in trusted if signed(proof.checkpoint, key)]
    if policy is None and not by:
        raise Rejected("the checkpoint is not signed by a key that is trusted")
    if policy is not None and (lacking := policy.lacks(proof.checkpoint)):
        raise Rejected(lacking)
    yield proof.entry.decode()
    size, origin = proof.checkpoint.size, proof.checkpoint.origin
    yield f"ACCEPTED: this is position {proof.index + 1} of the {size} that {origin} signed"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what the command line names, print a report, and return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", type=Path, metavar="BUNDLE|PROOF")
    parser.add_argument("--public-key", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--policy", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    try:
        keys = [parse_key(one.read_text(encoding="utf-8")) for one in given.public_key]
        policy = Policy(given.policy.read_text(encoding="utf-8")) if given.policy else None
        for line in _report(given.what, keys, policy):
            print(line)
    except Rejected as error:
        print(f"REJECTED: {error}")
        return 4
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        print(f"{given.what} cannot be checked: {error}", file=sys.stderr)
        return 2
    return 0


def _report(what: Path, keys: Sequence[Key], policy: Policy | None) -> Iterator[str]:
    if what.is_file() and not zipfile.is_zipfile(what):
        return check_proof(what.read_text(encoding="utf-8"), keys, policy)
    return check_bundle(Bundle(what), keys, policy)


if __name__ == "__main__":
    sys.exit(main())
