"""Taking over an existing register: one row a mandate, from CSV or Excel.

``columns`` what a row may say · ``table`` a file as rows · ``mapping`` whose columns are which ·
``rows`` a row as one act and its status · ``status`` a status as commands · ``plan`` rows as
instruments · ``takeover`` the plan, executed.
"""

from .columns import COLUMNS, Column
from .mapping import Mapping, mapping_of
from .plan import Instrument, Plan, Rejected, planned
from .table import Table, read_table
from .takeover import Outcome, take_over

__all__ = [
    "COLUMNS", "Column", "Instrument", "Mapping", "Outcome", "Plan", "Rejected", "Table",
    "mapping_of", "planned", "read_table", "take_over",
]  # fmt: skip
