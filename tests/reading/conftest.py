"""The real texts, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus_texts(corpus: Path) -> list[str]:
    """Every raw text of the corpus."""
    folder = corpus / "corpus"
    paths = [*folder.glob("raw/*.txt"), *folder.glob("south-south/*.txt")]
    paths += sorted(folder.glob("pdf-text/noisy/*.txt"))[::6]
    return [path.read_text("utf-8") for path in sorted(paths)]
