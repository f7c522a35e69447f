"""Pages and HTTP API on one engine: FastAPI, Jinja2, no JavaScript needed, no build step.

``app`` puts it together · ``asking`` what a request asks for · ``access`` who may · ``pages`` what
people read · ``forms`` what they record · ``api`` for programs · ``drawing`` pictures as SVG.
"""

from .app import create_app

__all__ = ["create_app"]
