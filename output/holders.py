"""Who answers, as lines and as JSON."""

from typing import Any

from models.who import Holder
from output.phrases import Facts, pick, said_holder, said_not_yet
from output.terminal import line


def holder_data(holder: Holder | None) -> dict[str, Any]:
    """What stands beside the roles: members where the holder is a group, and the source."""
    data: dict[str, Any] = {"source": source_data(holder)}
    if holder and holder.members:
        data["members"] = [body.name for body in holder.members]
    return data


def source_data(holder: Holder | None) -> dict[str, str] | None:
    if holder is None or holder.source is None:
        return None
    return {"document": holder.source[0], "at": holder.source[1]}


def role_data(holder: Holder | None) -> dict[str, Any] | None:
    """A body in a role for a machine; what is not stated is null."""
    if holder is None:
        return None
    return {
        "id": holder.body.id if holder.body else None,
        "name": holder.body.name if holder.body else None,
        "since": holder.since.text if holder.since else None,
        "until": holder.until,
        "stated": holder.stated,
        **holder_data(holder),
    }


def facts(holder: Holder) -> Facts:
    """The same for a person, with a date that can be said."""
    return {**(role_data(holder) or {}), "since": holder.since}


def say_role(
    role: tuple[str, str], holder: Holder | None, language: str, *, brief: bool = False
) -> None:
    """A body in a role; brief when its members have been listed just before."""
    said = said_holder(facts(holder) if holder else None, language)
    line(f"  {pick(role, language)}: {said}")
    if holder is None:
        return
    for member in () if brief else holder.members:
        line(f"    – {member.name}")
    if holder.source:
        line(f"    {pick(('Källa', 'Source'), language)}: {', '.join(holder.source)}")


def say_not_yet(first: Holder, language: str) -> None:
    """That nobody had the task on the day, and who was the first to have it."""
    line(f"  {said_not_yet(facts(first), language)}")
