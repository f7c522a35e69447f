"""What an auditor asks first: is the record whole, and what was entered long after it happened?

    python examples/audit_report.py office.db 30

Reads alone. Prints whether the record is as it was written, then every event that was recorded more
than so many days after the day from which it holds, with who recorded it and on what ground.
"""

from __future__ import annotations

import sys

from mandates import Engine


def report(database: str, days: int) -> list[str]:
    """The lines of the report. Raises `Damaged` where the record is not what was written."""
    lines: list[str] = []
    with Engine.open(database) as engine:
        basis = engine.basis()
        engine.verify()
        lines.append(f"{basis.position} events, root {basis.root}: as they were recorded")
        for one in engine.events():
            late = (one.recorded_on - one.day).days
            if late > days:
                source = one.envelope.source
                ground = f"{source.symbol} ({source.confidence.value})" if source else "no source"
                lines.append(
                    f"{one.position}: {one.stream}: {one.event.tag}, {late} days late, "
                    f"by {one.envelope.actor}, {ground}"
                )
    return lines


if __name__ == "__main__":
    print("\n".join(report(sys.argv[1], int(sys.argv[2]))))
