"""Commands that are imported when they run, and arguments as people write them."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any

import click

from .database import database_option

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
"""Of each command that answers."""
_BODY = re.compile(r"(?:--?[a-z-]+=)?(?:GA|ECOSOC|HRC|SC|General Assembly)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:E?S-)?\d+", re.IGNORECASE | re.ASCII)


class Command(click.Command):
    """A command. ``GA 56`` counts as one word, ``GA/56``, and ``--db`` is taken everywhere."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings["context_settings"] = {**SETTINGS, **settings.get("context_settings", {})}
        super().__init__(*arguments, **settings)
        self.params.append(database_option())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See `click.Command.parse_args`."""
        with _of(ctx):
            return super().parse_args(ctx, _sessions_joined(args))


@contextmanager
def _of(ctx: click.Context) -> Generator[None]:
    """Let an error of usage know whose it is, which click's own parser does not tell of each."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _sessions_joined(arguments: list[str]) -> list[str]:
    joined: list[str] = []
    for argument in arguments:
        if joined and _BODY.fullmatch(joined[-1]) and _NUMBER.fullmatch(argument):
            joined[-1] += f"/{argument}"
        else:
            joined.append(argument)
    return joined


class Group(click.Group):
    """A group of commands; alone it shows its help."""

    command_class = Command
    aliases: Mapping[str, str] = MappingProxyType({})

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings["context_settings"] = {**SETTINGS, **settings.get("context_settings", {})}
        super().__init__(*arguments, **settings)
        self.params.append(database_option())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See `click.Group.parse_args`."""
        with _of(ctx):
            return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's; of a name that there is not, with those that look like it."""
        known = [*self.list_commands(ctx), *self.aliases]
        if args[0] not in known:
            from difflib import get_close_matches

            if close := get_close_matches(args[0], known):
                ctx.fail(f"No such command {args[0]!r}, perhaps {' or '.join(close)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, each with its first sentence, however long that is."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(limit=1000)) for name, one in found if one]
            )


@dataclass(frozen=True, slots=True)
class Where:
    """Where a command is written (``module:name``) and what it does, in a line."""

    at: str
    does: str


class LazyGroup(Group):
    """A group that imports a command when it is run, and lists them without importing any."""

    def __init__(
        self,
        *arguments: Any,
        sections: Mapping[str, Mapping[str, Where]],
        aliases: Mapping[str, str],
        **settings: Any,
    ) -> None:
        super().__init__(*arguments, **settings)
        self.sections = sections
        self.aliases = aliases

    @property
    def places(self) -> dict[str, Where]:
        """Every command by its name."""
        return {name: where for some in self.sections.values() for name, where in some.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name or alias."""
        where = self.places.get(self.aliases.get(cmd_name, cmd_name))
        if where is None:
            return None
        module, _, name = where.at.partition(":")
        command: click.Command = getattr(import_module(module, __package__), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, but the command goes by the name that was typed."""
        name, command, rest = super().resolve_command(ctx, args)
        return (args[0] if command else name), command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands by section."""
        for section, commands in self.sections.items():
            with formatter.section(section):
                formatter.write_dl([(name, where.does) for name, where in commands.items()])
