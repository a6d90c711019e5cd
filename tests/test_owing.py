"""Who owes a milestone, if not who answers for the assignment; and what is handed over of it."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.database import reading
from models.duty import Duty
from models.standing import standings
from models.who import who
from register.read import read
from register.references import check
from register.shape import Register
from tests.small_register import marked, small
from tests.small_site import Entry, Site, assignment, body, decision, handover, register, report

FIRST = "2011-01-10"
GROUP = {
    "group": body("Gruppen", "group", members=[{"organisation": "giver"}, {"organisation": "nobody"}])
}  # fmt: skip


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def of_group(also: Entry | None = None, **milestones: Entry) -> Register:
    """An assignment that a group answers for."""
    return register(
        {"a": assignment("group", milestones=milestones, **(also or {}))}, organisations=GROUP
    )


def owners(site: Site, on: str = FIRST) -> dict[str, str | None]:
    with reading(site.engine) as session:
        found = standings(session, date.fromisoformat(on))
    return {one.duty.key: one.responsible.id if one.responsible else None for one in found}


def test_without_a_word_the_responsible_owes(site):
    site.sync(of_group(report=report("2011-03-31")), FIRST)
    assert owners(site) == {"a/report": "group"}


def test_one_body_owes_one_milestone(site):
    site.sync(
        of_group(mine=report("2011-03-31", owed_by="taker"), report=report("2011-03-31")), FIRST
    )
    assert owners(site) == {"a/mine": "taker", "a/report": "group"}
    assert site.duty("a/mine").for_id is None


def test_the_coordinator_owes_what_nobody_is_named_for(site):
    coordinated = of_group(
        {"coordinator": "giver"}, report=report("2011-03-31"),
        own=report("2011-03-31", owed_by="nobody"),
    )  # fmt: skip
    site.sync(coordinated, FIRST)
    assert owners(site) == {"a/report": "giver", "a/own": "nobody"}
    assert site.duty("a/report").for_id == "group"


def test_each_member_owes_one_of_its_own(site):
    site.sync(of_group(report=report("2011-03-31", owed_by={"each": "group"})), FIRST)
    assert owners(site) == {"a/report@giver": "giver", "a/report@nobody": "nobody"}
    site.hand_in("a/report@giver", "2011-03-01")
    assert [one.due for one in site.watched()] == [date(2011, 3, 31)]


def test_a_member_that_is_a_group_owes_through_its_own_members(site):
    inner = body("Den inre", "group", members=[{"organisation": "taker"}])
    bodies = {"inner": inner, "group": body("Gruppen", "group", members=[{"organisation": "giver"}, {"organisation": "inner"}])}  # fmt: skip
    given = assignment(
        "group", milestones={"report": report("2011-03-31", owed_by={"each": "group"})}
    )
    site.sync(register({"a": given}, organisations=bodies), FIRST)
    assert owners(site) == {"a/report@giver": "giver", "a/report@taker": "taker"}


def test_a_role_that_nobody_is_named_in_owes_as_such(site):
    role = {"role": body("Länsplaneupprättarna", "role")}
    given = assignment(
        "role", milestones={"report": report("2011-03-31", owed_by={"each": "role"})}
    )
    site.sync(register({"a": given}, organisations=role), FIRST)
    assert owners(site) == {"a/report": "role"}


@pytest.mark.parametrize(
    "owed_by", ["¤owed_by: lansstyrelsen", "owed_by: {¤each: lansstyrelsen}"]
)  # fmt: skip
def test_only_what_there_is_can_owe(owed_by):
    due = "        due: 2021-03-31\n"
    data, places = marked(small((due, f"{due}        {owed_by}\n")))
    found = read(data).mistakes
    assert [(one.line, one.column) for one in found] == places
    assert [one.sv for one in found] == ["«lansstyrelsen» finns inte; menade du «lst»?"]


# Handed over


def moving(also: Entry, responsible: str = "group", **milestones: Entry) -> Register:
    """What the giver holds of an assignment passes to the taker."""
    given = assignment(responsible, milestones=milestones, **also)
    return register(
        {"a": given}, organisations=GROUP,
        decisions={"moving": decision(FIRST, "handover")},
        handovers={"move": handover("2011-03-07", "a")},
    )  # fmt: skip


def checked(given: Register) -> list[str]:
    return [one.en for one in check(given)]


def test_a_coordinator_hands_over_what_it_owes_and_no_more(site):
    given = moving(
        {"coordinator": "giver"}, report=report("2011-03-31"),
        own=report("2011-03-31", owed_by="nobody"),
    )  # fmt: skip
    assert checked(given) == []
    site.sync(given, FIRST)
    assert owners(site, "2011-03-06") == {"a/report": "giver", "a/own": "nobody"}
    assert owners(site, "2011-03-07") == {"a/report": "taker", "a/own": "nobody"}
    with reading(site.engine) as session:
        found = who(session, "a", date(2011, 3, 7))
    assert found and found.responsible and found.responsible.body
    assert found.responsible.body.id == "group"
    site.sweep("2011-03-07")
    told = {one.key: site.told(one.key) for one in site.rows(Duty)}
    assert ("taken_over", "2011-03-07") in told["a/report"]
    assert ("taken_over", "2011-03-07") not in told["a/own"]


def test_a_responsible_that_coordinates_hands_over_both(site):
    given = moving({"coordinator": "giver"}, "giver", report=report("2011-03-31"))
    assert checked(given) == []
    site.sync(given, FIRST)
    assert owners(site, "2011-03-07") == {"a/report": "taker"}
    with reading(site.engine) as session:
        found = who(session, "a", date(2011, 3, 7))
    assert found and found.responsible and found.responsible.body
    assert found.responsible.body.id == "taker"


def test_each_member_hands_over_its_own(site):
    site.sync(moving({}, report=report("2011-03-31", owed_by={"each": "group"})), FIRST)
    assert owners(site, "2011-03-07") == {"a/report@giver": "taker", "a/report@nobody": "nobody"}


def test_who_owes_nothing_of_it_can_hand_over_nothing():
    given = moving({"coordinator": "nobody"}, report=report("2011-03-31"))
    assert checked(given) == ["group answers for «a» the day before, not the giver giver"]


def test_what_was_handed_over_is_handed_on_whatever_stands_first_in_the_file(site):
    given = assignment("group", coordinator="giver")
    on = {**handover("2011-04-04", "a"), "giver": "taker", "receiver": "nobody"}
    both = register(
        {"a": given}, organisations=GROUP, decisions={"moving": decision(FIRST, "handover")},
        handovers={"then": on, "move": handover("2011-03-07", "a")},
    )  # fmt: skip
    assert checked(both) == []
    site.sync(both, FIRST)
    days = ("2011-03-06", "2011-03-07", "2011-04-04")
    assert [owners(site, day)["a/report"] for day in days] == ["giver", "taker", "nobody"]
