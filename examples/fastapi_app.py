"""A FastAPI application of a secretariat that embeds the engine: its own routes, our pages below.

    uvicorn --app-dir examples fastapi_app:app

The engine is opened with the application and closed with it; the scheduler ticks meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException

from mandates import Engine, Unknown
from mandates.adapters.web.app import create_app

engine = Engine.open(os.environ.get("OFFICE_DB", "office.db"))


@asynccontextmanager
async def life(_: FastAPI) -> AsyncIterator[None]:
    """Tick while the application runs."""
    with engine.scheduler(seconds=60):
        yield
    engine.close()


app = FastAPI(title="Our office", lifespan=life)


@app.get("/due/{mandate:path}")
def due(mandate: str) -> dict[str, str | None]:
    """When something is due, in our own words."""
    try:
        item = engine.mandate(mandate).item
    except Unknown as error:
        raise HTTPException(404, str(error)) from None
    day = item.due.legal_by if item.due else None
    return {"mandate": item.id, "by": day.isoformat() if day else None}


app.mount("/", create_app(engine, owner="office"))
