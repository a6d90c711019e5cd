"""Who answers from when: the steps that begin a tenure."""

from datetime import date
from typing import Any

from models.fuzzy_date import FuzzyDate
from models.tenure import Tenure
from register.rows import Rows, sourced
from register.shape_base import Source


def starts(since: FuzzyDate | None, decided: FuzzyDate | None, known: date) -> date:
    """The first day of a tenure: the stated one's lower bound, else the decision's, else known."""
    if since and since.low:
        return since.low
    return decided.day if decided and decided.day else known


def begin_tenure(made: Rows, source: Source, **row: Any) -> None:
    """Add the step that begins a tenure: subject, role, body, first day and since when known."""
    row = {
        "since": None, "stated": True, "because": None, "handover_id": None, **row,
        **sourced(source),
    }  # fmt: skip
    key = (row["subject"], row["role"], row["valid_from"], row["known_from"])
    made.add(Tenure, key, row)
    what = row["subject"].removeprefix("milestone:").partition("/")[0]
    made.held.setdefault(what, {})[key] = row
