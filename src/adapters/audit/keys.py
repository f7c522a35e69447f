"""The operator's keys: made here, kept in files of theirs, never in a database.

A private key is one line, as the reference implementation of signed-note writes it:
``PRIVATE+KEY+NAME+ID+BASE64``; the public one beside it, ``FILE.pub``, is ``NAME+ID+BASE64``.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.errors import BadInput
from ..files import write_new
from ..intake import bytes_of
from .formats import LOG, Key, Unreadable, parse_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Signer:
    """A key pair: the public key, and what signs with the private one."""

    key: Key
    sign: Callable[[bytes], bytes]


def generate(path: Path, name: str | None) -> Key:
    """Make a key in ``path`` (readable by its owner alone) and its public key in ``path.pub``.

    Without a name it gets one that nobody else has. Raises `BadInput` where a file is in the way.
    """
    private = _ed25519().generate()
    public = private.public_key().public_bytes_raw()
    name = name if name is not None else f"mandates-{secrets.token_hex(8)}"
    if re.search(r"[\s+]", name) or not name.isprintable() or not name:
        raise BadInput(f"{name!r} cannot name a key: no spaces and no +, such as example.org/log")
    key = Key(name, LOG, public)
    data = base64.b64encode(bytes([LOG]) + private.private_bytes_raw()).decode()
    if not path.name:
        raise BadInput(f"{path} is no file: name one for the key")
    beside = path.with_name(path.name + ".pub")
    if beside.exists():
        raise BadInput(f"{beside} exists: a key is never written over")
    write_new(path, f"PRIVATE+KEY+{key.name}+{key.id(LOG).hex()}+{data}\n", 0o600)
    write_new(beside, key.text() + "\n", 0o644)
    return key


def signer(path: Path) -> Signer:
    """The key pair of a file that `generate` wrote. Raises `BadInput`."""
    text = read_text(path)
    match = re.fullmatch(r"PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", text.strip())
    if match is None:
        raise BadInput(f"{path} holds no private key: make one with mandates audit keygen")
    if path.stat().st_mode & 0o077:
        raise BadInput(f"{path} can be read by others: chmod 600 {path}")
    try:
        data = base64.b64decode(match[3], validate=True)
        if len(data) != 33 or data[0] != LOG:
            raise ValueError("its kind is another")
        private = _ed25519().from_private_bytes(data[1:])
    except ValueError:
        raise BadInput(f"{path} holds no private key of Ed25519") from None
    key = Key(match[1], LOG, private.public_key().public_bytes_raw())
    if key.id(LOG).hex() != match[2]:
        raise BadInput(f"{path} was altered: name and id do not belong to its key")
    return Signer(key, private.sign)


def public_key(path: Path) -> Key:
    """The public key in a file. Raises `BadInput`."""
    try:
        return parse_key(read_text(path))
    except Unreadable as error:
        raise BadInput(f"{path}: {error}") from None


def read_text(path: Path) -> str:
    """The text of a file. Raises `BadInput` where it is none, else `Unavailable`."""
    try:
        return bytes_of(path).decode()
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} cannot be read: byte {error.start} is no UTF-8") from None


def _ed25519() -> type[Ed25519PrivateKey]:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        raise BadInput("to sign needs a library: pip install 'mandates[audit]'") from None
    return Ed25519PrivateKey
