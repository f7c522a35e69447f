"""The examples in examples/ run."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from host import adoption, database, dated

from mandates import Engine

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def example(name: str) -> Any:
    """An example as a module."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
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
