"""Who answered from the start: a handover moves it, and only a correction says it was wrong."""

from collections.abc import Iterable

from register.difference import Difference
from register.mistakes import Mistake
from register.rows import Row
from register.shape import Register


def silently_changed(tenures: Difference, register: Register) -> list[Mistake]:
    """The assignments that would have had another holder all along, without a reason."""
    before = first_holders([*tenures.removed, *(old for old, _ in tenures.changed)])
    after = first_holders([*tenures.added, *(row for _, row in tenures.changed)])
    found = []
    for key, row in after.items():
        assignment = register.assignments.get(key)
        if assignment is None:
            continue  # an activity
        old = before.get(key) or before.get(assignment.formerly or "")
        if old is None or old["organisation_id"] == row["organisation_id"]:
            continue
        if assignment.correction in (None, old["because"]):  # a reason serves once
            found.append(mistake(key, old["organisation_id"], row["organisation_id"]))
    return found


def first_holders(rows: Iterable[Row]) -> dict[str, Row]:
    """By subject, the tenures that no handover began."""
    return {
        row["subject"]: row
        for row in rows
        if row["role"] == "responsible" and row["handover_id"] is None
    }


def mistake(key: str, before: str, after: str) -> Mistake:
    return Mistake.at(
        ("assignments", key, "responsible"),
        sv=f"ansvarig är ändrad från {before} till {after} utan att det står varför: att någon "
        "annan tar över skrivs som en överlämning; om den förra uppgiften var fel, skriv "
        "correction på uppdraget med skälet",
        en=f"who answers has changed from {before} to {after} without saying why: that somebody "
        "else takes over is written as a handover; if the former entry was wrong, give the reason "
        "with correction on the assignment",
    )
