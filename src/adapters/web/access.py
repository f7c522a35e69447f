"""Who may do what: bearer tokens with scopes, sign-in for browsers, forms that only we can send.

Without a file of tokens there is one user, whoever sits at this machine: the server then listens on
the loopback interface alone and answers no other host name, so that a page elsewhere cannot reach
it through a name of its own (DNS rebinding).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal, get_args

from ...domain.errors import BadInput, MandatesError
from ..audit.keys import read_text
from ..files import alone, failed, write_text
from ..intake import json_of

Scope = Literal["read", "record", "internal"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
SESSION = "mandates_session"
"""The cookie of whoever is signed in."""
SESSION_SECONDS = 12 * 3600
_BYTES = 32
"""Of a token: too many to guess, so one SHA-256 keeps it as safe at rest as a slow hash would."""


class NotSignedIn(MandatesError):
    """No token, or one that is not known."""


class NotAllowed(MandatesError):
    """The token does not have the scope that is needed, or the form is not one of ours."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: its hash, whose it is, and what its owner may do with it."""

    owner: str
    scopes: tuple[Scope, ...]
    sha256: str
    made_on: str


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks. ``token`` is the hash of the token, None for the user of this machine."""

    owner: str
    scopes: tuple[Scope, ...]
    token: str | None = None


def digest(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(_bytes(secret)).hexdigest()


def _bytes(sent: str) -> bytes:
    """Whatever a browser sent: a form may name an encoding that makes halves of characters."""
    return sent.encode(errors="surrogatepass")


class Tokens:
    """The tokens in a file, read anew whenever it changes; nothing in it opens anything."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._tokens: dict[str, Token] = {}

    @property
    def kept(self) -> bool:
        """Whether there is a file for them, whatever it holds."""
        return self._path is not None

    def all(self) -> tuple[Token, ...]:
        """All tokens. Raises `BadInput` for a file that is none of ours."""
        path = self._path
        if path is None:
            return ()
        try:
            about = path.stat()
            seen = (about.st_ino, about.st_mtime_ns, about.st_size)
            if self._seen != seen:
                found = json_of(read_text(path))["tokens"]
                self._tokens = {one["sha256"]: _token(one) for one in found}
                self._seen = seen
        except FileNotFoundError:
            self._tokens, self._seen = {}, None
        except OSError as error:
            raise failed(path, "read", error) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise BadInput(f"{path} is no file of tokens") from None
        return tuple(self._tokens.values())

    def find(self, sha256: str) -> Token | None:
        """The token of that hash. How long the look takes tells nothing: nobody can choose a hash
        that begins like another one."""
        self.all()
        return self._tokens.get(sha256)

    def add(self, owner: str, scopes: Sequence[Scope], day: str) -> str:
        """Make a token and return its secret, which is written down nowhere."""
        secret = secrets.token_urlsafe(_BYTES)
        chosen: tuple[Scope, ...] = tuple(one for one in SCOPES if one in scopes)
        made = Token(owner, chosen, digest(secret), day)
        self._change(lambda all_of_them: (*all_of_them, made))
        return secret

    def revoke(self, owner: str) -> int:
        """Take all tokens of an owner away; how many there were."""
        return self._change(lambda them: tuple(one for one in them if one.owner != owner))

    def _change(self, change: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> int:
        """Write the file anew, one at a time: a token that was taken away never comes back. How
        many fewer there are."""
        assert self._path is not None
        with alone(self._path):
            before = self.all()
            after = change(before)
            if after != before:
                text = json.dumps({"tokens": [asdict(one) for one in after]}, indent=1)
                write_text(self._path, text, 0o600)
        return len(before) - len(after)


def _token(written: dict[str, Any]) -> Token:
    scopes: tuple[Scope, ...] = tuple(one for one in SCOPES if one in written["scopes"])
    return Token(str(written["owner"]), scopes, str(written["sha256"]), str(written["made_on"]))


@dataclass(slots=True)
class Access:
    """Who may do what on one server. Sessions of browsers live as long as the process."""

    tokens: Tokens
    owner: str
    _sessions: dict[str, tuple[str, float]] = field(default_factory=dict[str, tuple[str, float]])
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(_BYTES))
    _lock: Lock = field(default_factory=Lock)

    @property
    def open(self) -> bool:
        """Whether there is no file of tokens: then whoever reaches the server is its user.

        A file that is named keeps everybody else out, also while it is empty or away: who takes
        the last token away lets nobody in by it.
        """
        return not self.tokens.kept

    def who(self, authorization: str | None, session: str | None, needed: Scope) -> Who:
        """Who asks. Raises `NotSignedIn` or `NotAllowed`."""
        if self.open:
            return Who(self.owner, SCOPES)
        known = self._token(authorization, session)
        if needed not in known.scopes:
            raise NotAllowed(f"this token may {', '.join(known.scopes) or 'nothing'}, not {needed}")
        return Who(known.owner, known.scopes, known.sha256)

    def knows(self, authorization: str | None, session: str | None) -> bool:
        """Whether somebody asks who may do anything at all."""
        try:
            return self.open or bool(self._token(authorization, session))
        except NotSignedIn:
            return False

    def _token(self, authorization: str | None, session: str | None) -> Token:
        if authorization is not None:
            scheme, _, secret = authorization.partition(" ")
            known = self.tokens.find(digest(secret.strip()))
            if scheme.lower() != "bearer" or known is None:
                raise NotSignedIn("this token is not known")
        else:
            known = self._of_session(session)
            if known is None:
                raise NotSignedIn("sign in with a token, or send it: Authorization: Bearer ...")
        return known

    def _of_session(self, session: str | None) -> Token | None:
        with self._lock:
            kept = self._sessions.get(session or "")
        if kept is None or kept[1] < time.monotonic():
            return None
        return self.tokens.find(kept[0])

    def sign_in(self, secret: str) -> str:
        """A session for a browser that gives a token. Raises `NotSignedIn`."""
        known = self.tokens.find(digest(secret.strip()))
        if known is None:
            raise NotSignedIn("this token is not known")
        session, now = secrets.token_urlsafe(_BYTES), time.monotonic()
        with self._lock:
            self._sessions = {key: one for key, one in self._sessions.items() if one[1] > now}
            self._sessions[session] = (known.sha256, now + SESSION_SECONDS)
        return session

    def sign_out(self, session: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session or "", None)

    def seal(self, visitor: str) -> str:
        """What a form of ours carries for a visitor: only we can make it."""
        return hmac.new(self._secret, visitor.encode(), hashlib.sha256).hexdigest()

    def check_form(self, visitor: str | None, seal: str, origin: str | None, host: str) -> None:
        """Raises `NotAllowed` for a form that another site sent, or that is not sealed for this
        visitor."""
        foreign = origin is not None and origin.partition("://")[2] != host
        # (as bytes: of texts only those in ASCII can be compared so)
        ours = visitor and hmac.compare_digest(self.seal(visitor).encode(), _bytes(seal))
        if foreign or not ours:
            raise NotAllowed("this form is too old or not one of ours: load the page anew")
