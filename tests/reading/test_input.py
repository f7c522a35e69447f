"""Files: any encoding, PDF and Word; what is no resolution is one clear line."""

from __future__ import annotations

import gc
import io
import json
from pathlib import Path

import docx
import pytest

from mandates.adapters.reading import read_bytes, read_file, read_folder, read_text
from mandates.domain.errors import BadInput

from .texts import MODERN, OLD_COUNCIL


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_found_out(encoding: str) -> None:
    document = read_bytes(MODERN.encode(encoding), file_name="a.txt")
    assert document["paragraphs"][-1]["text"].endswith("\u201cLighthouses of the world\u201d.")
    assert "encoding" not in document


@pytest.mark.parametrize("collected", [True, False])
def test_a_host_finds_its_collector_as_it_left_it(collected: bool) -> None:
    (gc.enable if collected else gc.disable)()
    try:
        read_text(MODERN)
        with pytest.raises(BadInput):
            read_text("no resolution")
        assert gc.isenabled() is collected
    finally:
        gc.enable()


def test_an_assumed_encoding_is_said() -> None:
    document = read_bytes(MODERN.encode("cp1252"), file_name="a.txt")
    assert document["paragraphs"][-1]["text"].endswith("\u201cLighthouses of the world\u201d.")
    assert document["encoding"] == "not UTF-8: read as Windows-1252"


FRENCH = (
    "L'Assembl\u00e9e g\u00e9n\u00e9rale,\n\nRappelant les r\u00e9solutions sur la question des "
    "phares et de la mer,\n\n"
    "1. Prie le Secr\u00e9taire g\u00e9n\u00e9ral de lui pr\u00e9senter un rapport sur la "
    "question;\n\n"
    "2. D\u00e9cide de rester saisie de la question et des rapports dans les d\u00e9lais.\n"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "JPEG"),
        (bytes(range(32)) * 40, "binary"),
        (FRENCH.encode(), "French"),
        (
            "\u0413\u0435\u043d\u0435\u0440\u0430\u043b\u044c\u043d\u0430\u044f ".encode() * 40,
            "Russian",
        ),
        (b"word " * 2_000_000, "longer than"),
        (
            b"Dear all, the meeting of the club is on Monday and the tea is in the kitchen.",
            "no resolution",
        ),
        (b"%PDF-1.7 broken", "PDF cannot be read"),
        (b"PK\x03\x04broken", "Word file cannot be read"),
    ],
)
def test_what_is_no_resolution_is_one_clear_line(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        read_bytes(data, file_name="a.bin")
    assert "\n" not in str(caught.value)


def test_a_word_file_is_read_with_its_automatic_numbers() -> None:
    document = docx.Document()
    for line in ("90/15. Whistles", "The General Assembly,", "Aware of fog,"):
        document.add_paragraph(line)
    document.add_paragraph("1. Urges States to blow whistles;")
    document.add_paragraph("2. Decides to remain seized of the matter.")
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_bytes(buffer.getvalue(), file_name="a.docx")
    assert [p["text"] for p in read["paragraphs"]] == [
        "Urges States to blow whistles;",
        "Decides to remain seized of the matter.",
    ]


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "# 90/15. Whistles\n\n*The General Assembly*,\n\n"
        "_Aware_ of the __state_of_fog__ report,[^1]\n\n"
        "1\\. *Urges* States:\n\n- to blow 3 * 4 whistles;\n- to report thereon;\n\n"
        "**2.** **Decides** to act.\n\n[^1]: A/90/33.\n"
    )
    read = read_bytes(text.encode(), file_name="a.md")
    assert read["symbol"] == "A/RES/90/15"
    assert [p["text"] for p in read["preamble"]] == ["Aware of the state_of_fog report,"]
    assert [(p["number"], p["text"]) for p in read["paragraphs"]] == [
        ("1", "Urges States:"),
        ("1(1)", "to blow 3 * 4 whistles;"),
        ("1(2)", "to report thereon;"),
        ("2", "Decides to act."),
    ]
    assert read["notes"] == {"1": "A/90/33."}


def test_numbers_and_bullets_of_word_lists_come_from_the_styles_too() -> None:
    document = docx.Document()
    for line in ("90/15. Whistles", "The General Assembly,", "Aware of fog,"):
        document.add_paragraph(line)
    for line, style in (
        ("Requests the Board to blow whistles;", "List Number"),
        ("Invites States:", "List Number"),
        ("To blow whistles;", "List Bullet"),
        ("To report on them by 1 May 2036;", "List Bullet"),
        ("Decides to remain seized of the matter.", "List Number"),
    ):
        document.add_paragraph(line, style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_bytes(buffer.getvalue(), file_name="a.docx")["paragraphs"]
    assert [p["number"] for p in read] == ["1", "2", "2(1)", "2(2)", "3"]
    assert read[1]["acts"][0]["deliverable"] == "report"


def pdf_of(lines: list[str]) -> bytes:
    """The smallest PDF that prints these lines on one page."""
    shown = b" T* ".join(
        b"(" + line.encode().replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj" for line in lines
    )
    content = b"BT /F1 12 Tf 14 TL 40 760 Td " + shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    )


def test_a_pdf_is_read_page_by_page() -> None:
    data = pdf_of(["90/16. Horns", "The General "
        "Assembly,", "Aware of fog,", "1. Urges States to blow horns;",
                   "2. Decides to remain seized of the matter."])  # fmt: skip
    read = read_bytes(data, file_name="a.pdf")
    assert read["symbol"] == "A/RES/90/16"
    assert [p["number"] for p in read["paragraphs"]] == ["1", "2"]


def test_a_web_page_is_read_without_its_tags() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body>"
        "<h1>90/17. Gongs</h1><p>The General Assembly,</p><p>Aware of fog,</p>"
        "<p>1. Urges <i>States</i> to beat\ngongs;</p><p>2. Decides to remain seized of the "
        "matter.</p>"
        "</body></html>"
    )
    read = read_bytes(page.encode(), file_name="a.html")
    assert read["symbol"] == "A/RES/90/17"
    assert read["paragraphs"][0]["text"] == "Urges States to beat gongs;"


def test_a_folder_gives_a_document_or_an_error_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(OLD_COUNCIL, encoding="utf-8")
    (tmp_path / "a.txt").write_text("no such thing", encoding="utf-8")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff")
    first, second = read_folder(tmp_path)
    assert first["file"].endswith("a.txt")
    assert first["error"] == "no resolution in it: no operative paragraph found"
    assert second["symbol"] == "S/RES/77(1949)"


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"nowhere\.txt cannot be read: No such file"):
        read_file("nowhere.txt")


def test_a_document_is_json_in_the_order_of_the_design() -> None:
    document = read_text(MODERN)
    assert list(json.loads(json.dumps(document)))[:10] == [
        "symbol", "text_of", "title", "body", "session", "preamble", "paragraphs", "dropped",
        "notes", "sha256",
    ]  # fmt: skip
