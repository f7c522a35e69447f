"""The examples in examples/ run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from host import adoption, database, dated

from mandates import Engine, Note

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def example(name: str) -> Any:
    """An example as a module."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # Django finds the addresses of an application by its name
    spec.loader.exec_module(module)
    return module


def test_a_fastapi_application_embeds_the_engine_and_our_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Engine.open(database(tmp_path)) as engine:
        engine.execute(adoption(dated("2.1", "GA/56")), by="registry")
    monkeypatch.setenv("OFFICE_DB", str(database(tmp_path)))
    app = example("fastapi_app").app
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/due/A/RES/54/226%232.1").json()["by"] is not None
        assert client.get("/due/A/RES/1/1%231.1").status_code == 404
        assert "A/RES/54/226#2.1" in client.get("/register", headers={"accept": "text/html"}).text


def test_a_django_application_embeds_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Engine.open(database(tmp_path)) as engine:
        engine.execute(adoption(dated("2.1", "GA/56")), by="registry")
    monkeypatch.setenv("OFFICE_DB", str(database(tmp_path)))
    app = example("django_app")
    client = import_module("django.test").Client()
    with app.engine() as engine:
        assert client.get("/due/A/RES/54/226%232.1").json()["by"] == "2002-09-09"
        assert client.get("/due/A/RES/1/1%231.1").status_code == 404
        headers = {"Idempotency-Key": "6f0c5d4e-2d0b-4c7e-9a53-1b8e0f6a2c11", "X-Officer": "desk"}
        for _ in range(2):
            answer = client.post(
                "/note/A/RES/54/226%232.1", {"text": "seen"}, "application/json", headers=headers
            )
            assert answer.json()["positions"] == [3]
        assert [one.envelope.actor for one in engine.events(after=2)] == ["desk"]


def test_cron_announces_and_mails_who_has_something_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = datetime.now(UTC).date() + timedelta(days=20)
    with Engine.open(database(tmp_path)) as engine:
        act = dated("2.1", soon.isoformat(), addressees=("Secretary-General",))
        engine.execute(adoption(act, day="2020-12-22"), by="registry")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in {
        "mandates": f'exec "{sys.executable}" -m mandates "$@"',
        "sendmail": f'cat >> "{tmp_path}/mail"',
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    people = tmp_path / "entities.txt"
    people.write_text("sg@un.example Secretary-General\njiu@un.example Joint Inspection Unit\n")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("MANDATES_DB", str(database(tmp_path)))
    monkeypatch.setenv("SENDMAIL", str(programs / "sendmail"))
    subprocess.run([str(EXAMPLES / "cron.sh"), str(people)], check=True)
    mail = (tmp_path / "mail").read_text()
    assert mail.startswith("To: sg@un.example\nSubject: Secretary-General: 1 due by")
    assert "jiu@" not in mail


def test_an_auditor_s_script_names_what_was_entered_late(tmp_path: Path) -> None:
    with Engine.open(database(tmp_path)) as engine:
        engine.execute(adoption(dated("2.1", "GA/56")), by="registry")
        engine.execute(Note(mandate="A/RES/54/226#2.1", text="today"), by="desk")
    whole, *late = example("audit_report").report(str(database(tmp_path)), 30)
    assert whole.startswith("3 events, root ")
    assert [line.partition(":")[0] for line in late] == ["1", "2"]
    assert all("by registry" in line for line in late)
