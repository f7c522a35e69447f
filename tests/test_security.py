"""What keeps strangers out (docs/threats.md): no SQL of theirs, no code of theirs, no secrets told.

Rules over the text of a file are functions that say which lines break it, as in test_house.py.
"""

from __future__ import annotations

import ast
import io
import logging
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from host import adoption, database

from mandates import BadInput, Engine, MandatesError, Note
from mandates.adapters import intake
from mandates.adapters.audit import keys
from mandates.adapters.cli.errors import run
from mandates.adapters.importing.mapping import mapping_of
from mandates.adapters.importing.table import read_table
from mandates.adapters.reading import read_file
from mandates.adapters.record import shown
from mandates.adapters.web.access import Tokens
from mandates.domain import command
from mandates.domain.mandate.events import Noted

ROOT = Path(__file__).resolve().parent.parent
Check = Callable[[str], list[str]]

# --- no SQL from users' strings -------------------------------------------------------------------

SQL = re.compile(
    r"\b(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE|DROP|ALTER|PRAGMA|WHERE|ORDER BY"
    r"|VALUES|BEGIN|COPY|LOCK TABLE|NOTIFY|LISTEN|TRUNCATE)\b"
)
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")


def sql_is_made_of_constants(text: str) -> list[str]:
    """Whatever is put together and reads like SQL is made of constants: values are parameters.

    Constants are literals, names in capitals, placeholders repeated, names that are given nothing
    else, and what the type checker holds to be literal (`LiteralString`).
    """
    tree = ast.parse(text)
    literal = _literal_names(tree)
    said = {one for node in ast.walk(tree) if isinstance(node, ast.Raise) for one in ast.walk(node)}
    wrong: list[str] = []
    for node in ast.walk(tree):
        if node in said:
            continue  # an error may speak of SQL
        pieces = list(_pieces(node))
        if pieces and SQL.search(" ".join(_words(one) for one in pieces)):
            wrong += [
                f"line {one.lineno}: {ast.unparse(one)}"
                for one in pieces
                if not _constant(one, literal)
            ]
    return wrong


def _pieces(node: ast.AST) -> Iterator[ast.expr]:
    """What a string is put together from: an f-string, a sum, a format, a percent sign."""
    match node:
        case ast.JoinedStr():
            for value in node.values:
                yield value.value if isinstance(value, ast.FormattedValue) else value
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            yield node.left
            yield node.right
        case ast.Call(func=ast.Attribute(value=value, attr="format")):
            yield value
            yield from node.args
            yield from (keyword.value for keyword in node.keywords)
        case _:
            return


def _words(node: ast.expr) -> str:
    """The literal text in an expression."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return " ".join(one for one in found if isinstance(one, str))


def _literal_names(tree: ast.AST) -> set[str]:
    """Names that are never anything but constant: declared so, or given constants alone."""

    def is_literal(annotation: ast.expr | None) -> bool:
        return annotation is not None and ast.unparse(annotation) == "LiteralString"

    declared: set[str] = set()
    given: dict[str, list[ast.expr | None]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name):
                given.setdefault(name, []).extend([] if is_literal(node.annotation) else [None])
                declared |= {name} if is_literal(node.annotation) else set()
            case ast.FunctionDef(name=name) if is_literal(node.returns):
                declared.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                given.setdefault(name, []).append(node.value)
            case ast.Assign(targets=[ast.Name(id=name)]):
                given.setdefault(name, []).append(node.value)
            case ast.For(target=ast.Name(id=name)) | ast.comprehension(target=ast.Name(id=name)):
                given.setdefault(name, []).append(node.iter)
            case ast.Name(id=name, ctx=ast.Store()):
                given.setdefault(name, [])
            case _:
                pass
    literal: set[str] = declared - {name for name, values in given.items() if None in values}
    while True:
        more = {
            name
            for name, values in given.items()
            if values and all(one is not None and _constant(one, literal) for one in values)
        }
        if more <= literal:
            return literal
        literal |= more


IDENTIFIERS = {"schema", "events", "views_schema", "channel", "lock", "views_lock"}
"""Of an address: names that it has checked to be plain, and numbers."""


def _constant(node: ast.expr, literal: set[str]) -> bool:
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return bool(CONSTANT.fullmatch(name)) or name in literal
        case ast.Attribute(attr=name):
            return bool(CONSTANT.fullmatch(name)) or name in IDENTIFIERS
        case ast.Call(func=ast.Name(id=name)):
            return name in literal
        case ast.Call(func=ast.Attribute(attr="format_table" | "format_column")):
            return True  # a name, in quotes: SQLAlchemy's
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(), attr="join"),
            args=[ast.GeneratorExp(elt=each)],
        ):
            return _constant(each, literal)
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[repeated]):
            return isinstance(repeated, ast.BinOp) and _constant(repeated.left, literal)
        case ast.IfExp(body=body, orelse=other):
            return _constant(body, literal) and _constant(other, literal)
        case ast.JoinedStr() | ast.BinOp():
            return all(_constant(one, literal) for one in _pieces(node))
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return all(_constant(one, literal) for one in elements)
        case _:
            return False


# --- no code from data ----------------------------------------------------------------------------

LOADERS = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "jsonpickle", "yaml"}
RUNNERS = {"eval", "exec", "compile", "__import__"}


def nothing_is_loaded_that_could_be_code(text: str) -> list[str]:
    """No pickle, no YAML, nothing evaluated, no shell."""
    wrong: list[str] = []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import():
                names = {one.name.partition(".")[0] for one in node.names}
                wrong += [f"line {node.lineno}: {name}" for name in sorted(names & LOADERS)]
            case ast.ImportFrom(level=0, module=str(module)):
                if module.partition(".")[0] in LOADERS:
                    wrong.append(f"line {node.lineno}: {module}")
            case ast.Call(func=ast.Name(id=name)) if name in RUNNERS:
                wrong.append(f"line {node.lineno}: {name}()")
            case ast.keyword(arg="shell"):
                wrong.append(f"line {node.value.lineno}: shell=")
            case _:
                continue
    return wrong


CHECKS: list[Check] = [sql_is_made_of_constants, nothing_is_loaded_that_could_be_code]


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.__name__)
def test_the_source_keeps(check: Check) -> None:
    files = sorted((ROOT / "src").rglob("*.py"))
    assert len(files) > 100
    wrong = [(file.relative_to(ROOT), check(file.read_text(encoding="utf-8"))) for file in files]
    assert [one for one in wrong if one[1]] == []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        *(
            (sql_is_made_of_constants, text)
            for text in (
                "f'SELECT * FROM events WHERE stream = {stream}'",
                "def f(sql: str):\n    return f'{sql} WHERE position > 1'",
                "'SELECT 1 FROM ' + table",
                "'DELETE FROM %s' % table",
                "'SELECT {} FROM events'.format(column)",
                "f'PRAGMA {name}'",
                "f'SELECT * FROM events WHERE stream IN ({\", \".join(streams)})'",
                "f'SELECT 1 FROM events ORDER BY {quote(column)}'",
                "by = 'position'\nby = given\nx = f'SELECT 1 FROM events ORDER BY {by}'",
                "for table in tables:\n    x = f'DROP TABLE {table}'",
                "x = 'DELETE FROM events WHERE ' + condition",
            )
        ),
        *(
            (nothing_is_loaded_that_could_be_code, text)
            for text in (
                "import pickle",
                "from yaml import safe_load",
                "def f():\n    import marshal",
                "eval(text)",
                "__import__(name)",
                "run(command, shell=True)",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_forbidden_is_found(check: Check, text: str) -> None:
    assert len(check(text)) > 0


@pytest.mark.parametrize(
    "text",
    [
        "f'{ROW} WHERE position > ? ORDER BY position'",
        'f\'SELECT 1 WHERE stream IN ({", ".join("?" * count)})\'',
        "def f(table: LiteralString):\n    return f'SELECT 1 FROM {table}'",
        "def g() -> LiteralString: ...\nx = f'SELECT 1 FROM {g()}'",
        'f\'SELECT 1 ORDER BY position {"DESC" if desc else "ASC"}\'',
        "for table in KEPT:\n    x = f'SELECT 1 FROM {table}'",
        "events = f'{address.schema}.events'\nx = f'SELECT 1 FROM {events}'",
        "raise ValueError(f'no transaction on {path}: begin it with BEGIN IMMEDIATE')",
        "f'{name} is not where it was: select another'",
    ],
)
def test_what_is_allowed_is_left_alone(text: str) -> None:
    assert [wrong for check in CHECKS for wrong in check(text)] == []


def test_a_hostile_text_is_recorded_as_it_is_and_asked_for_as_it_is(tmp_path: Path) -> None:
    hostile = "'; DROP TABLE events; --"
    with Engine.open(database(tmp_path)) as engine:
        engine.execute(adoption(), by=hostile)
        engine.execute(Note(mandate="A/RES/54/226#2.2", text=hostile), by="desk")
        with pytest.raises(MandatesError):
            engine.history(hostile)
        events = list(engine.events())
    assert (events[0].envelope.actor, events[-1].event) == (hostile, Noted(text=hostile))


# --- no secrets told ------------------------------------------------------------------------------

SECRET = "hunter2-never-told"
URL = f"postgresql://clerk:{SECRET}@127.0.0.1:1/mandates?connect_timeout=1"


def test_the_password_of_an_address_is_never_told_by_a_command(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for words in (["list"], ["status"], ["tick"], ["show", "A/RES/54/226#2.2"]):
        assert run([*words, "--db", URL]) in (2, 3)
        out, err = capfd.readouterr()
        assert "mandates: " in err
        assert SECRET not in out + err


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://clerk:hunter2/never@127.0.0.1:1/m",
        "postgresql://clerk:hunter2#never@127.0.0.1:1/m",
        "postgresql://clerk:hunter2?never@127.0.0.1:1/m",
        "postgresql://clerk:hunter2?never=told@127.0.0.1:1/m",
        "postgresql:/clerk:hunter2@127.0.0.1:1/m",
        "host=127.0.0.1 port=1 password=hunter2",
        "POSTGRES://clerk:hunter2@127.0.0.1:1/m",
        "register/\ud800.db",
        "postgresql://clerk:hunter2@127.0.0.1:1/\ud800",
    ],
)
def test_an_address_that_is_mistaken_is_told_without_its_password_and_makes_no_file(
    address: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    session = ["session", "plan", "GA", "56", "--opens", "2001-09-11"]
    for words in (["list"], session, ["db", "status"], ["list", address]):
        assert run([*words, "--db", address]) == 2
        assert "hunter2" not in "".join(capfd.readouterr())
    assert list(tmp_path.iterdir()) == []


def test_an_address_may_name_its_user_behind_it() -> None:
    told = shown("postgresql://127.0.0.1:1/m?user=clerk@office&password=a@b")
    assert told == "postgresql://127.0.0.1:1/m"


def test_the_password_of_an_address_is_never_told_by_an_error_or_a_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(MandatesError) as caught, Engine.open(URL) as engine:
        engine.status()
    told: BaseException | None = caught.value
    while told is not None:
        assert SECRET not in str(told) + repr(told)
        told = told.__cause__ or told.__context__
    assert SECRET not in caplog.text


def test_what_is_written_is_for_its_owner_alone(tmp_path: Path) -> None:
    with Engine.open(database(tmp_path)) as engine:
        engine.execute(adoption(), by="desk")
        engine.register()
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}, modes


# --- sizes ----------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "LARGEST", 1000)
    file = tmp_path / "large.txt"
    file.write_bytes(b"x" * 1001)
    with pytest.raises(BadInput, match=r"large\.txt is larger than"):
        read_file(file)


def tokens_of(path: Path) -> object:
    return Tokens(path).all()


@pytest.mark.parametrize(
    "read", [read_file, mapping_of, keys.read_text, keys.public_key, keys.signer, tokens_of]
)
def test_a_file_without_an_end_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
) -> None:
    monkeypatch.setattr(intake, "LARGEST", 1000)
    with pytest.raises(BadInput, match="is larger than"):
        read(Path("/dev/zero"))


def test_what_is_told_of_a_file_is_shown_and_not_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A terminal obeys some characters: it would wear another title, or hide what it said."""
    file = tmp_path / "\x1b]0;another title\x07\u202e.txt"
    file.write_text("no resolution")
    assert run(["read", str(file)]) == 2
    told = capsys.readouterr().err.removesuffix("\n")
    assert "\N{REPLACEMENT CHARACTER}" in told
    assert told.isprintable()


def test_a_line_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LONGEST_LINE", 10)
    assert list(intake.lines_of(io.BytesIO(b"short\nlines\n"))) == [b"short\n", b"lines\n"]
    with pytest.raises(BadInput, match="line 2 is longer"):
        list(intake.lines_of(io.BytesIO(b"short\nnot so short a line\n")))


def test_a_packed_file_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "LARGEST_UNPACKED", 10_000)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 20_000)
    with pytest.raises(BadInput, match=r"bomb\.docx: it unpacks to more than"):
        read_file(tmp_path / "bomb.docx")
    monkeypatch.setattr(intake, "LARGEST_UNPACKED", 30_000)
    monkeypatch.setattr(intake, "LARGEST_MARKUP", 10_000)
    with pytest.raises(BadInput, match=r"bomb\.docx: it holds more than"):
        read_file(tmp_path / "bomb.docx")


@pytest.mark.parametrize(("name", "read"), [("x.docx", read_file), ("x.xlsx", read_table)])
def test_a_packed_file_of_a_kind_that_nobody_knows_is_refused(
    tmp_path: Path, name: str, read: Callable[[Path], object]
) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
    data = bytearray((tmp_path / name).read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 255  # the version that is needed to unpack it
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=re.escape(name)):
        read(tmp_path / name)


def test_a_sheet_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that names its last column alone has 16,384 cells."""
    openpyxl: Any = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 40):
        sheet.cell(row, 1000, "x")
    book.save(tmp_path / "wide.xlsx")
    monkeypatch.setattr(intake, "MOST_CELLS", 20_500)
    with pytest.raises(BadInput, match=r"wide\.xlsx: it goes on after 21000 cells, at row 21"):
        read_table(tmp_path / "wide.xlsx")
    monkeypatch.setattr(intake, "MOST_ROWS", 10)
    with pytest.raises(BadInput, match=r"wide\.xlsx: it goes on after 11000 cells, at row 11"):
        read_table(tmp_path / "wide.xlsx")


def test_a_pdf_of_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pypdf: Any = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for _ in range(4):
        writer.add_blank_page(10, 10)
    writer.write(tmp_path / "x.pdf")
    monkeypatch.setattr(intake, "MOST_PAGES", 3)
    with pytest.raises(BadInput, match=r"x\.pdf: the PDF has 4 pages, more than 3"):
        read_file(tmp_path / "x.pdf")


def test_a_command_that_says_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "LARGEST", 10_000)
    with Engine.open(database(tmp_path)) as engine:
        engine.execute(adoption(), by="desk")
        with pytest.raises(BadInput, match="MB in one command"):
            engine.execute(Note(mandate="A/RES/54/226#2.2", text="x" * 10_001), by="desk")
        assert engine.status().position == 2
