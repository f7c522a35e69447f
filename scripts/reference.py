#!/usr/bin/env python3
"""The pages of the documentation that say what the code says, made from the code.

    .venv/bin/python scripts/reference.py            writes the catalogue into docs/events.md
    .venv/bin/python scripts/reference.py FOLDER     writes the other pages there, to be read

The site makes them whenever it is built (mkdocs.yml names this file as a hook), so that they are
never behind: the commands that Python and the HTTP API take, the command line, the Python names,
the routes of the HTTP API. The catalogue of events stands in the repository, as it is a contract;
tests/test_site.py compares it with the code.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import mandates
from mandates import Engine
from mandates.adapters.audit.schemas import schemas
from mandates.adapters.cli.root import ALIASES, SECTIONS, root
from mandates.adapters.web.app import create_app
from mandates.domain.command import Command
from mandates.domain.commands import COMMANDS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

DOCS = Path(__file__).resolve().parent.parent / "docs"
MARK = "<!-- From here on written by scripts/reference.py. -->\n"
ENVELOPE = ("on", "source", "note", "internal")
RECORDING = (
    "--by", "--on", "--ref", "--source", "--confidence", "--note", "--internal", "--command-id",
    "--dry-run",
)  # fmt: skip
READING = ("--as-of", "--known-at", "--as-recorded-on")


def pages() -> dict[str, str]:
    """Each page that is made whenever the site is, by its name below docs/."""
    return {
        "reference/commands.md": _commands(),
        "reference/command-line.md": _command_line(),
        "reference/python.md": _python(),
        "reference/http.md": _http(),
    }


def catalogue() -> str:
    """docs/events.md: what is written by hand, then every event."""
    written = (DOCS / "events.md").read_text(encoding="utf-8").partition(MARK)[0]
    return f"{written}{MARK}\n{_events()}"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """See MkDocs: the pages as files of the site."""
    from mkdocs.structure.files import File

    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files


# --- shapes ---------------------------------------------------------------------------------------


def _type(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """What a value is, in a word or some."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _type(definitions[name], definitions) if "enum" in definitions[name] else name
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " or ".join(f'"{one}"' for one in schema["enum"])
    some = schema.get("anyOf") or schema.get("oneOf")
    if some:
        names = dict.fromkeys(_type(one, definitions) for one in some)
        return " or ".join("none" if one == "null" else one for one in names)
    match schema.get("type"):
        case "array" if "prefixItems" in schema:
            inside = (_type(one, definitions) for one in schema["prefixItems"])
            return f"({', '.join(inside)})"
        case "array":
            return f"list of {_type(schema.get('items', {}), definitions)}"
        case "object" if isinstance(each := schema.get("additionalProperties"), dict):
            return f"{_type(each, definitions)} by name"
        case str(kind):
            return schema.get("format") or {"string": "text"}.get(kind, kind)
        case _:
            return "any JSON"


def _fields(schema: dict[str, Any], without: tuple[str, ...] = ()) -> str:
    """The fields of a shape in a line; those that must be given are bold."""
    definitions = schema.get("$defs", {})
    needed = schema.get("required", ())
    found = [
        f"{'**' if name in needed else ''}`{name}`{'**' if name in needed else ''}"
        f" {_type(one, definitions)}".replace("|", r"\|")
        for name, one in schema.get("properties", {}).items()
        if name not in without
    ]
    return "; ".join(found) or "nothing of its own"


def _said(thing: Any) -> str:
    """The docstring of something, in one line."""
    return _code(" ".join((inspect.getdoc(thing) or "").split())).replace("|", r"\|")


# --- events and commands --------------------------------------------------------------------------


def _events() -> str:
    from mandates.domain.registry import EVENTS

    out: list[str] = []
    found = schemas()["events"]
    for kind in dict.fromkeys(tag.partition(".")[0] for tag in EVENTS):
        out += [f"## {kind}", "", "| tag | what happened | data |", "|---|---|---|"]
        out += [
            f"| `{tag}` | {_said(event)} | {_fields(found[tag])} |"
            for tag, event in EVENTS.items()
            if tag.startswith(f"{kind}.")
        ]
        out.append("")
    return "\n".join(out)


def _commands() -> str:
    out = [
        "# Commands", "",
        "What `Engine.execute`, `POST /api/v1/commands` and a line of `mandates execute` take. In",
        'JSON: `{"command": "Note", "with": {"mandate": "A/RES/54/226#2.2", "text": "seen"}}`;',
        "`GET /api/v1/commands` gives their JSON schemas. What must be given is bold.", "",
        f"Every command has besides: {_fields(Command.model_json_schema())}. {_fold(Command)}", "",
        "| command | what it asks | fields |", "|---|---|---|",
    ]  # fmt: skip
    out += [
        f"| `{name}` | {_said(kind)} | {_fields(kind.model_json_schema(), ENVELOPE)} |"
        for name, kind in COMMANDS.items()
    ]
    return "\n".join([*out, ""])


def _fold(thing: Any) -> str:
    """A docstring without its first line, which a heading says."""
    return _code(" ".join((inspect.getdoc(thing) or "").partition("\n\n")[2].split()))


def _code(text: str) -> str:
    """reStructuredText's ``code`` as Markdown's."""
    return re.sub(r"``([^`]+)``", r"`\1`", text)


# --- the command line -----------------------------------------------------------------------------


def _command_line() -> str:
    context = click.Context(root, info_name="mandates")
    out = [
        "# The command line", "", *_help(root),
        "After the name of every command: `--db URL_OR_PATH`, the database (else `MANDATES_DB`,",
        "else `mandates.db`), and `--help`. Words are completed by the shell: see",
        "[operating](../operating.md#completion).", "",
        "**Commands that record** also take:", "",
        *_options(root.get_command(context, "note"), RECORDING, shown=True), "",
        "**Commands that read** also take `--json` (one JSON document on stdout) and:", "",
        *_options(root.get_command(context, "list"), READING, shown=True), "",
    ]  # fmt: skip
    for section, some in SECTIONS.items():
        out += [f"## {section}", ""]
        for name in some:
            found = root.get_command(context, name)
            assert found is not None
            out += _command(f"mandates {name}", found, context)
    return "\n".join(out)


def _command(path: str, found: click.Command, parent: click.Context) -> Iterator[str]:
    also = [alias for alias, name in ALIASES.items() if path == f"mandates {name}"]
    context = click.Context(found, info_name=path.rpartition(" ")[2], parent=parent)
    yield from (f"### {path}", "")
    usage = " ".join(piece for piece in found.collect_usage_pieces(context))
    yield from (f"`{path} {usage}`" + "".join(f" (alias: `{one}`)" for one in also), "")
    yield from _help(found)
    if isinstance(found, click.Group):
        for name in found.list_commands(context):
            below = found.get_command(context, name)
            assert below is not None
            yield from _command(f"{path} {name}", below, context)
        return
    names = {name for one in found.params for name in one.opts}
    common = (
        *(RECORDING if "--dry-run" in names else ()),
        *(READING if "--as-of" in names else ()),
    )
    common = (*common, *(("--json",) if common else ()), "--db", "--help")
    own = list(_options(found, common, shown=False))
    what = "records" if "--dry-run" in names else "reads" if "--as-of" in names else ""
    if own or what:
        yield from (*own, "")
    if what:
        yield from (f"*It {what}: see above for what it takes besides.*", "")


def _help(found: click.Command) -> Iterator[str]:
    """What a command says of itself; its examples as code."""
    for paragraph in inspect.cleandoc(found.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield from ("```text", paragraph.lstrip("\b\n"), "```", "")
        else:
            yield from (_code(paragraph), "")


def _options(found: click.Command | None, names: tuple[str, ...], shown: bool) -> Iterator[str]:
    """The options of a command: those named, or all others."""
    assert found is not None
    for one in found.params:
        if isinstance(one, click.Option) and shown == any(name in names for name in one.opts):
            record = one.get_help_record(click.Context(found))
            if record is not None:
                written, said = (" ".join(part.split()) for part in record)
                yield f"- `{written}` {said}".rstrip()


# --- Python and HTTP ------------------------------------------------------------------------------


def _python() -> str:
    out = [
        "# Python", "",
        "`from mandates import ...`; whatever is not named here may change. Commands are listed",
        "[on a page of their own](commands.md).", "",
        "## Engine", "", *_text(Engine), *_members(Engine, "engine"),
    ]  # fmt: skip
    for name in sorted(mandates.__all__):
        thing = getattr(mandates, name)
        if name in COMMANDS or name == "Engine" or not inspect.isclass(thing):
            continue
        out += [f"## {name}", "", *_text(thing), *_shape(thing), *_members(thing, name.lower())]
    return "\n".join(out)


def _text(thing: Any) -> Iterator[str]:
    yield from (_code(inspect.getdoc(thing) or ""), "")


def _shape(thing: Any) -> Iterator[str]:
    """The fields of a value."""
    own = {name: of for name, of in inspect.get_annotations(thing).items() if name[0] != "_"}
    if issubclass(thing, Exception) or not own:
        return
    yield from (", ".join(f"`{name}: {of}`" for name, of in own.items()), "")


def _members(thing: Any, called: str) -> Iterator[str]:
    """The methods that a class of ours has for its users, in the order of the code."""
    for home in reversed([one for one in thing.__mro__ if one.__module__.startswith("mandates")]):
        for name, member in list(vars(home).items()):
            function = inspect.unwrap(getattr(member, "__func__", member))
            ours = inspect.isfunction(function) and function.__doc__ is not None
            if name.startswith("_") or not ours or issubclass(thing, Exception):
                continue
            owner = thing.__name__ if isinstance(member, classmethod) else called
            shown = str(inspect.signature(getattr(thing, name))).replace("'", "")
            shown = re.sub(r"\(self(, )?", "(", shown, count=1)
            shown = re.sub(r"<function \S+ at 0x\w+>", "...", shown)
            yield from (f"### {owner}.{name}", "", "```text")
            yield from textwrap.wrap(f"{owner}.{name}{shown}", 96, subsequent_indent="    ")
            yield from ("```", "", *_text(function))


def _http() -> str:
    with Engine.open("none.db") as engine:
        description = create_app(engine).openapi()
    out = [
        "# The HTTP API", "",
        "Served by `mandates serve` under `/api/v1`; described for programs by",
        "`/api/v1/openapi.json` (OpenAPI 3.1), of which this is the reading copy. Its manners",
        "(tokens, errors, entity tags, idempotency) are told in [pages](../pages.md#the-http-api).",
        "",
    ]  # fmt: skip
    for path, methods in description["paths"].items():
        for method, route in methods.items():
            out += [f"## {method.upper()} {path}", "", _code(route["description"]), ""]
            for one in route.get("parameters", ()):
                needed = ", needed" if one["required"] else ""
                kind = _type(one["schema"], {}).replace("|", r"\|")
                said = f": {one['description']}" if "description" in one else ""
                out.append(f"- `{one['name']}` ({one['in']}{needed}) {kind}{said}")
            codes = ", ".join(sorted(route["responses"]))
            out += ["", f"Answers: {codes}.", ""]
    return "\n".join(out)


if __name__ == "__main__":
    if not sys.argv[1:]:
        (DOCS / "events.md").write_text(catalogue(), encoding="utf-8")
    for page, text in pages().items() if sys.argv[1:] else ():
        file = Path(sys.argv[1], page)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
