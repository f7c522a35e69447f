"""Reading: from the text of a resolution to its mandates (contract: the design's section 10)."""

from .files import read_bytes, read_file, read_folder, read_text

__all__ = ["read_bytes", "read_file", "read_folder", "read_text"]
