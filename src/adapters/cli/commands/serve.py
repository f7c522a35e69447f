"""`serve`: pages and HTTP API."""

from __future__ import annotations

import re

import click

from ....domain.errors import BadInput
from ....projections.query import RegisterQuery
from .. import database
from ..desk import _who
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
        app = create_app(engine, owner=by or _who(), tokens_file=tokens, prefix=prefix)
        if (tokens or host not in LOOPBACK) and not app.state.access.tokens.all():
            where = f"to {tokens}, which holds none" if tokens else f"from {host} without a token"
            raise BadInput(
                f"nobody may come in {where}: make one with "
                "`mandates token add OWNER --tokens FILE`, and give --tokens FILE"
            )
        engine.register(RegisterQuery(overdue=True, limit=1))  # the first look at time is longest
        click.echo(f"http://{'[::1]' if host == '::1' else host}:{port}{prefix}/", err=True)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
