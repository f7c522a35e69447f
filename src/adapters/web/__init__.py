"""Pages and HTTP API on one engine: FastAPI, Jinja2, no JavaScript needed, no build step.

``app.create_app`` puts it together · ``asking`` what a request asks for · ``access`` who may ·
``pages`` what people read · ``forms`` what they record · ``api`` for programs · ``feeds`` for
calendars · ``drawing`` pictures as SVG.
"""
