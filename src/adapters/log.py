"""One logger, silent unless the host listens to "mandates" in the standard library's logging."""

from __future__ import annotations

import logging
from typing import Any

logging.getLogger("mandates").addHandler(logging.NullHandler())


def logger() -> Any:
    """A structlog logger over the standard library's, deaf to any global configuration.

    structlog is imported on the first call: it is slow to load and most commands never log.
    """
    import structlog

    return structlog.wrap_logger(
        logging.getLogger("mandates"),
        wrapper_class=structlog.stdlib.BoundLogger,
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.render_to_log_kwargs,
        ],
    )
