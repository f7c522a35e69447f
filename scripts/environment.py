"""The environment of a script that is run by itself: imported first, it makes sure of `mandates`.

Where the running interpreter does not have the library, `scripts/setup` makes .venv ready and the
script starts again with that interpreter.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

if find_spec("mandates") is None:
    made = subprocess.run([_ROOT / "scripts" / "setup"], check=False)
    if made.returncode:
        sys.exit(made.returncode)
    own = str(_ROOT / ".venv" / "bin" / "python")
    os.execv(own, [own, *sys.argv])
