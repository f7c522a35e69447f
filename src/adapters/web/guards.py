"""What every request passes first: its size, its host, and what a browser may do with an answer."""

from __future__ import annotations

import json
from ipaddress import IPv6Address, ip_address
from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ...domain.errors import MandatesError
from .access import SESSION, Access

LARGEST = 16 * 1024 * 1024
"""Of a request, in bytes: a register in Excel, or a resolution as PDF."""
LARGEST_OF_A_STRANGER = 64 * 1024
"""The same of whoever has not signed in: JSON of so many bytes may take thirty times the memory,
and it is taken apart before anybody asks who sent it."""
_DIGITS = 19
"""Of a length: Python refuses to make a number of very many."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "private, no-cache",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class _TooLarge(Exception):
    pass


def _largest(bytes_: int) -> str:
    signed_in = ", before signing in" if bytes_ == LARGEST_OF_A_STRANGER else ""
    return f"A request has at most {bytes_} bytes{signed_in}."


class Guards:
    """Refuses what is too large (413) or, without tokens, comes from another machine or is meant
    for another host (403): a host name alone proves nothing, as who asks may write any.

    ``prefix`` is the path below which a proxy gives the site.
    """

    def __init__(self, app: ASGIApp, access: Access, prefix: str = "") -> None:
        self.app = app
        self._prefix = prefix
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # as GET; the server leaves out what it does not ask for
            scope = {**scope, "method": "GET"}
        if self._prefix:
            scope = {**scope, "root_path": self._prefix}
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        meant_for_us = _name(headers.get("host", "")) in LOOPBACK and not _from_elsewhere(scope)
        if self._access.open and not meant_for_us:
            await _refuse(send, 403, "Without tokens this server answers on this machine alone.")
            return
        largest = LARGEST if self._is_known(scope) else LARGEST_OF_A_STRANGER
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or len(declared) > _DIGITS or int(declared) > largest:
            await _refuse(send, 413, _largest(largest))
            return
        await self._measured(scope, receive, send, largest)

    def _is_known(self, scope: Scope) -> bool:
        asker = HTTPConnection(scope)
        try:
            return self._access.knows(
                asker.headers.get("authorization"), asker.cookies.get(SESSION)
            )
        except MandatesError:  # a file of tokens that cannot be read: whoever answers says so
            return False

    async def _measured(self, scope: Scope, receive: Receive, send: Send, largest: int) -> None:
        taken, started = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > largest:
                raise _TooLarge
            return message

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": _dressed(message.get("headers", []))}
            await send(message)

        try:
            await self.app(scope, counted, dressed)
        except _TooLarge:
            if started:
                raise
            await _refuse(send, 413, _largest(largest))


def _from_elsewhere(scope: Scope) -> bool:
    """Whether another machine asks. Who comes by no address at all, or over a socket, is here."""
    host, *_ = scope.get("client") or ("",)
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return not (mapped or address).is_loopback


def _name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _dressed(headers: Any) -> list[tuple[bytes, bytes]]:
    own = {name for name, _ in headers}
    more = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    return [*headers, *((name, value) for name, value in more if name not in own)]


async def _refuse(send: Send, status: int, detail: str) -> None:
    title = "Too large" if status == 413 else "Not here"
    body = json.dumps({"title": title, "status": status, "detail": detail}).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": _dressed(headers)})
    await send({"type": "http.response.body", "body": body})
