"""Texts that say what the record was: checkpoints, cosignatures, proofs. As C2SP has them."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from .formats import LOG, WITNESS, Checkpoint, Key
from .keys import Signer
from .merkle import Subtrees, consistency, inclusion


def checkpoint_text(signer: Signer, size: int, root: bytes) -> str:
    """A tlog-checkpoint: the log of the key's name has ``size`` entries under this root."""
    text = f"{signer.key.name}\n{size}\n{_base64(root)}\n"
    return f"{text}\n{_line(signer.key, LOG, signer.sign(text.encode()))}"


def cosignature(signer: Signer, checkpoint: Checkpoint, time: int) -> str:
    """The line that a witness adds to a checkpoint; ``time`` in seconds since 1970."""
    message = f"cosignature/v1\ntime {time}\n{checkpoint.note.text}".encode()
    return _line(signer.key, WITNESS, time.to_bytes(8, "big") + signer.sign(message))


def proof_text(index: int, entry: bytes, size: int, checkpoint: str, subtrees: Subtrees) -> str:
    """A tlog-proof that the entry is the checkpoint's number ``index``; it carries the entry."""
    path = "".join(f"{_base64(one)}\n" for one in inclusion(index, size, subtrees))
    return f"c2sp.org/tlog-proof@v1\nextra {_base64(entry)}\nindex {index}\n{path}\n{checkpoint}"


def consistency_text(old: int, size: int, checkpoint: str, subtrees: Subtrees) -> str:
    """That the tree of the checkpoint begins with the first ``old`` entries: what C2SP tlog-witness
    has a log send to its witnesses."""
    path: Sequence[bytes] = consistency(old, size, subtrees) if 0 < old < size else ()
    hashes = "".join(f"{_base64(one)}\n" for one in path)
    return f"old {old}\n{hashes}\n{checkpoint}"


def _line(key: Key, kind: int, signature: bytes) -> str:
    return f"\N{EM DASH} {key.name} {_base64(key.id(kind) + signature)}\n"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
