"""`serve`: pages and HTTP API."""

from __future__ import annotations

import contextlib
import errno
import re
import signal
import socket
from collections.abc import Generator

import click

from ....domain.errors import BadInput, Unavailable
from ....projections.search.query import RegisterQuery
from .. import database
from ..desk import who
from ..group import Command

_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+", re.ASCII)


def _prefix(context: click.Context, option: click.Parameter, value: str) -> str:
    """A path such as ``/registry``, with or without the slash at its end."""
    path = value.rstrip("/")
    if path and _PATH.fullmatch(path) is None:
        raise click.BadParameter(f"{value!r} is no path: write /registry", context, option)
    return path


LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST")
@click.option("--port", type=click.IntRange(0, 65535), default=8054, show_default=True)
@click.option("--by", metavar="WHO", help="Who records, where there are no tokens; else the login.")
@click.option(
    "--prefix",
    callback=_prefix,
    default="",
    metavar="PATH",
    help="The path below which a proxy gives it: /registry.",
)
@click.option("--tokens", metavar="FILE", help="Who may come in: see `mandates token`.")
def serve(host: str, port: int, by: str | None, prefix: str, tokens: str | None) -> None:
    """Pages for people and an HTTP API for programs, until SIGTERM or SIGINT.

    Without tokens it listens on this machine alone, and whoever uses it records as --by.

    \b
    mandates serve --db office.db
    mandates serve --db office.db --host 0.0.0.0 --tokens tokens.json
    mandates serve --db office.db --prefix /registry
    """
    try:
        import uvicorn

        from ...web.app import create_app
    except ImportError as error:
        raise BadInput(f"pages need {error.name}: pip install 'mandates[web]'") from None
    with database.opened() as engine:
        app = create_app(engine, owner=who(by), tokens_file=tokens, prefix=prefix)
        if (tokens or host not in LOOPBACK) and not app.state.access.tokens.all():
            where = f"to {tokens}, which holds none" if tokens else f"from {host} without a token"
            raise BadInput(
                f"nobody may come in {where}: make one with "
                "`mandates token add OWNER --tokens FILE`, and give --tokens FILE"
            )
        engine.register(RegisterQuery(overdue=True, limit=1))  # the first look at time is longest
        with _listening(host, port) as sockets, contextlib.suppress(KeyboardInterrupt):
            # The server raises once more what ended it: then the engine would not be closed.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            named, bound = f"[{host}]" if ":" in host else host, sockets[0].getsockname()[1]
            click.echo(f"http://{named}:{bound}{prefix}/", err=True)
            config = uvicorn.Config(app, log_level="warning", server_header=False)
            uvicorn.Server(config).run(sockets)


@contextlib.contextmanager
def _listening(host: str, port: int) -> Generator[list[socket.socket]]:
    """The sockets of a host, under all its addresses. Raises `BadInput` for what cannot be listened
    on, `Unavailable` where another program does."""
    with contextlib.ExitStack() as opened:
        sockets: list[socket.socket] = []
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            for family, *_, address in found:
                one = socket.create_server(address, family=family)
                sockets.append(opened.enter_context(one))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            said = str(error.strerror).partition(" (")[0]  # it adds once more where that was
            reason = f"{host}, port {port}, cannot be listened on: {said}"
            raise (Unavailable if taken else BadInput)(reason) from None
        yield sockets
