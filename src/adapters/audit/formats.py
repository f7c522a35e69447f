"""What anyone can check with Python alone: keys, signed notes, checkpoints, proofs of a tree.

RFC 6962 and 9162 (tree), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint, tlog-cosignature,
tlog-proof. This module imports the standard library and nothing else: with `policy` and
`verify_bundle` it becomes the one file that lies in every bundle.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Rejected(Exception):
    """It is not what was signed. The message is one line."""


class Unreadable(Exception):
    """It cannot be read as what it should be."""


def said_once(text: str | bytes) -> Any:
    """What JSON says. Raises `ValueError` where an object has a key twice: two readers could take
    it in two ways, and both would find it in good order."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)!r} stands twice")
    return found


# --- Ed25519 (RFC 8032, section 5.1): public numbers only, so nothing has to take constant time ---

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def _add(a: _Point, b: _Point) -> _Point:
    one = (a[1] - a[0]) * (b[1] - b[0]) % _P
    two = (a[1] + a[0]) * (b[1] + b[0]) % _P
    three, four = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = two - one, four - three, four + three, two + one
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(number: int, point: _Point) -> _Point:
    found: _Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _point(data: bytes) -> _Point | None:
    """The point that 32 bytes stand for; None if for none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return (x, y, 1, x * y % _P)


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature of the message is this key's."""
    key, point = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or point is None or _BASE is None or scalar >= _L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    left = _times(scalar, _BASE)
    right = _add(point, _times(int.from_bytes(digest, "little") % _L, key))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0


# --- signed notes and checkpoints (C2SP) ----------------------------------------------------------

LOG, WITNESS = 1, 4


class Key(NamedTuple):
    """A public key with its name; ``kind`` is LOG or WITNESS."""

    name: str
    kind: int
    public: bytes

    def id(self, kind: int) -> bytes:
        """The four bytes that stand before its signatures of that kind."""
        return hashlib.sha256(self.name.encode() + bytes([10, kind]) + self.public).digest()[:4]

    def text(self) -> str:
        """As a line: NAME+ID+BASE64."""
        data = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id(self.kind).hex()}+{data}"


class Note(NamedTuple):
    """A text and the signatures below it: (name, the key's id, signature)."""

    text: str
    signatures: list[tuple[str, bytes, bytes]]


class Checkpoint(NamedTuple):
    """What a log of this origin says of its first ``size`` entries."""

    origin: str
    size: int
    root: bytes
    note: Note


def decoded(text: str) -> bytes:
    """What base64 says, where it is written as it has to be."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable(f"{text[:60]!r} is no base64") from None
    if base64.b64encode(data).decode() != text:
        raise Unreadable(f"{text[:60]!r} is not written as base64 has to be")
    return data


def parse_key(line: str) -> Key:
    """A public key: NAME+ID+BASE64, of Ed25519."""
    match = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+(\S+)", line.strip())
    if match is None:
        raise Unreadable("this is no public key: one is NAME+ID+BASE64")
    data = decoded(match[3])
    if len(data) != 33 or data[0] not in (LOG, WITNESS):
        raise Unreadable(f"the key of {match[1]} is not one of Ed25519")
    key = Key(match[1], data[0], data[1:])
    if key.id(key.kind).hex() != match[2]:
        raise Unreadable(f"the key of {match[1]} does not have the id {match[2]}: it was altered")
    return key


def parse_note(data: str) -> Note:
    """A signed note, whose signatures nobody has checked yet."""
    text, gap, rest = data.rpartition("\n\n")
    if not gap or not rest.endswith("\n") or any(c < " " and c != "\n" for c in data):
        raise Unreadable("the checkpoint is no signed note")
    signatures: list[tuple[str, bytes, bytes]] = []
    for line in rest[:-1].split("\n"):
        match = re.fullmatch("\N{EM DASH} ([^\\s+]+) (\\S+)", line)
        blob = decoded(match[2]) if match else b""
        if match is None or len(blob) < 5:
            raise Unreadable("the checkpoint is no signed note: a line of its signatures is none")
        signatures.append((match[1], blob[:4], blob[4:]))
    return Note(text + "\n", signatures)


def parse_checkpoint(data: str) -> Checkpoint:
    """A checkpoint, whose signatures nobody has checked yet."""
    note = parse_note(data)
    lines = note.text.split("\n")
    if len(lines) < 4 or not lines[0] or not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]):
        raise Unreadable("this is no checkpoint: origin, size and root are three lines")
    root = decoded(lines[2])
    if len(root) != 32:
        raise Unreadable("the root of this checkpoint is no SHA-256")
    return Checkpoint(lines[0], int(lines[1]), root, note)


def signed(checkpoint: Checkpoint, key: Key) -> bool:
    """Whether the log signed with this key. Raises `Rejected` for a signature that is not its."""
    found = False
    for name, key_id, signature in checkpoint.note.signatures:
        if name == key.name == checkpoint.origin and key_id == key.id(LOG):
            if not ed25519(key.public, checkpoint.note.text.encode(), signature):
                raise Rejected(f"the signature of {name} is not by that key")
            found = True
    return found


def cosigned(checkpoint: Checkpoint, key: Key) -> int | None:
    """When a witness cosigned (seconds since 1970, its claim); None if it did not."""
    found = None
    for name, key_id, data in checkpoint.note.signatures:
        if name == key.name and key_id == key.id(WITNESS):
            time, signature = int.from_bytes(data[:8], "big"), data[8:]
            message = f"cosignature/v1\ntime {time}\n{checkpoint.note.text}".encode()
            if not ed25519(key.public, message, signature):
                raise Rejected(f"the cosignature of {name} is not by that key")
            found = time
    return found


# --- the tree (RFC 6962) --------------------------------------------------------------------------


def counted(count: int) -> str:
    """So many events, in words."""
    return f"{count} event{'' if count == 1 else 's'}"


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def roots(leaves: Iterable[bytes], sizes: Iterable[int]) -> dict[int, bytes]:
    """The roots of the first ``size`` leaves, for each size that there are leaves for."""
    parts: list[bytes] = []
    found: dict[int, bytes] = {}
    wanted = set(sizes)
    if 0 in wanted:
        found[0] = hashlib.sha256(b"").digest()
    for size, one in enumerate(leaves, 1):
        parts.append(one)
        rest = size
        while rest % 2 == 0:
            right = parts.pop()
            parts.append(_node(parts.pop(), right))
            rest //= 2
        if size in wanted:
            above = parts[-1]
            for part in parts[-2::-1]:
                above = _node(part, above)
            found[size] = above
    return found


def included(leaf_hash: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, 2.1.3.2); None where it fits no such tree."""
    at, last, above = index, size - 1, leaf_hash
    if not 0 <= index < size:
        return None
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            above = _node(sibling, above)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            above = _node(above, sibling)
        at, last = at >> 1, last >> 1
    return above if last == 0 else None


def consistent(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a proof shows that the larger tree begins with the smaller (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        return False
    if old in (0, size):
        return not path and (old_root == root if old else old_root == hashlib.sha256().digest())
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = _node(sibling, before), _node(sibling, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = _node(after, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root


@dataclass(frozen=True)
class Proof:
    """That an entry is in a log: its place, the path to the root, the checkpoint that has it."""

    index: int
    path: list[bytes]
    checkpoint: Checkpoint
    entry: bytes | None


def parse_proof(data: str) -> Proof:
    """A tlog-proof, checked by nobody yet. ``extra`` is the entry itself, where it is given."""
    head, _, checkpoint = data.partition("\n\n")
    lines = head.split("\n")
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise Unreadable("this is no proof: its first line is not c2sp.org/tlog-proof@v1")
    extra = lines.pop(0)[6:] if lines and lines[0].startswith("extra ") else None
    index = re.fullmatch("index (0|[1-9][0-9]{0,18})", lines.pop(0) if lines else "")
    if index is None:
        raise Unreadable("this is no proof: it does not say the index of the entry")
    entry = None if extra is None else decoded(extra)
    return Proof(
        int(index[1]), [decoded(one) for one in lines], parse_checkpoint(checkpoint), entry
    )


def proves(proof: Proof, entry: bytes) -> bool:
    """Whether the checkpoint's tree holds this entry at that place."""
    root = included(leaf(entry), proof.index, proof.checkpoint.size, proof.path)
    return root == proof.checkpoint.root
