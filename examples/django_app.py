"""A Django application that embeds the engine, in one file.

    python examples/django_app.py runserver

Django's own tables and ours live side by side: the record commits by itself, before the request's
own transaction does, so a request that fails afterwards is sent again with the same command id.
The engine is opened on first use, since a server that forks opens nothing before.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from uuid import UUID

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from mandates import Engine, MandatesError, Note, Unknown

if not settings.configured:
    settings.configure(
        SECRET_KEY=os.environ.get("OFFICE_SECRET", "for trying out alone"),
        ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1", "localhost", "testserver"],
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware"], USE_TZ=True,
    )  # fmt: skip
    django.setup()


@cache
def engine() -> Engine:
    """The engine of this process."""
    return Engine.open(os.environ.get("OFFICE_DB", "office.db"))


@require_GET
def due(request: HttpRequest, mandate: str) -> JsonResponse:
    """When something is due, in our own words."""
    try:
        item = engine().mandate(mandate).item
    except Unknown as error:
        return JsonResponse({"error": str(error)}, status=404)
    return JsonResponse({"mandate": item.id, "by": item.due and item.due.legal_by})


@require_POST
def note(request: HttpRequest, mandate: str) -> JsonResponse:
    """Record a remark, once for each key that the caller gives."""
    key = UUID(request.headers["Idempotency-Key"])
    wish = Note(mandate=mandate, text=json.loads(request.body)["text"])
    try:
        answer = engine().execute(wish, by=request.headers["X-Officer"], command_id=key)
    except MandatesError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"positions": answer.positions})


urlpatterns = [path("due/<path:mandate>", due), path("note/<path:mandate>", note)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
