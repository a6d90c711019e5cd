"""The register as rows: what the tables should hold, as known on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from models.assignment import Activity, Assignment
from models.decision import Decision
from models.handover import Handover
from models.money import FundingLine
from models.organisation import Membership, OrganisationName
from models.plan import Plan
from models.tenure import Tenure
from register.known import known_from
from register.mapping import fingerprint, rows
from register.milestones import horizon, yearly
from register.read import Read
from register.rows import Rows
from register.timing import Yearly
from tests.small_register import TODAY, register_of, small

KNOWN = date(2020, 1, 10)
CHANGED = date(2020, 5, 4)
DAY = timedelta(days=1)


def made(*edits: tuple[str, str], on: date = TODAY) -> Rows:
    return rows(register_of(small(*edits)), on)


def of(found: Rows, table: type[SQLModel], **where: Any) -> list[dict[str, Any]]:
    there = found.tables.get(table, {}).values()
    return [row for row in there if all(row[key] == value for key, value in where.items())]


# What is known


def test_before_its_decision_is_known_nothing_is_and_on_that_day_everything():
    assert of(made(on=KNOWN - DAY), Assignment) == []
    assert made(on=KNOWN - DAY).duties == {}
    assert {row["id"] for row in of(made(on=KNOWN), Assignment)} == {"kartlaggning", "stodet"}
    assert "stodet/delrapport" in made(on=KNOWN).duties


def test_a_handover_is_known_with_its_decision_and_not_when_it_takes_effect():
    announced = date(2020, 2, 1)
    assert of(made(on=announced - DAY), Handover) == []
    found = made(on=announced)
    assert [row["known_from"] for row in of(found, Handover)] == [announced]
    assert [row["known_from"] for row in of(found, Tenure, subject="stodet")] == [
        KNOWN, announced, announced, announced,
    ]  # fmt: skip


def test_a_plan_that_is_not_yet_known_is_not_yet_named():
    later = ("    title: Planen\n    decision: beslut", "    title: Planen\n    decision: andring")
    before, after = made(later, on=CHANGED - DAY), made(later, on=CHANGED)
    assert of(before, Plan) == []
    assert [of(one, Assignment, id="kartlaggning")[0]["plan_id"] for one in (before, after)] == [
        None,
        "planen",
    ]


def test_an_activity_may_be_known_before_its_assignment():
    later = ("    title: Stödet\n    decision: beslut", "    title: Stödet\n    decision: andring")
    before, after = made(later, on=CHANGED - DAY), made(later, on=CHANGED)
    assert [of(one, Activity)[0]["assignment_id"] for one in (before, after)] == [None, "stodet"]


def test_money_that_another_decision_gives_is_known_with_that():
    given = ("        to: lst\n", "        to: lst\n        decision: andring\n")
    assert of(made(given, on=CHANGED - DAY), FundingLine) == []
    assert len(of(made(given, on=CHANGED), FundingLine)) == 1


def test_a_milestone_by_another_decision_is_known_with_that():
    by = ("        due: 2021-03-31\n", "        due: 2021-03-31\n        decision: andring\n")
    assert "kartlaggning/slutrapport" not in made(by, on=CHANGED - DAY).duties
    assert made(by, on=CHANGED).duties["kartlaggning/slutrapport"].row["known_from"] == CHANGED


@pytest.mark.parametrize(
    ("own", "whole", "by", "day"),
    [
        ("", "", None, None),
        ("andring", "", "andring", CHANGED),
        ("", "flytt", "flytt", date(2020, 2, 1)),
        ("andring", "flytt", "andring", CHANGED),
    ],
)
def test_a_duty_is_withdrawn_with_its_assignment(own, whole, by, day):
    due = "        due: 2021-03-31\n"
    found = made(
        (due, due + (f"        withdrawn_by: {own}\n" if own else "")),
        (
            "    plan: planen\n",
            "    plan: planen\n" + (f"    withdrawn_by: {whole}\n" if whole else ""),
        ),
    )
    row = found.duties["kartlaggning/slutrapport"].row
    assert (row["withdrawn_by"], row["withdrawn_on"]) == (by, day)


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2008, 1, 1), date(2027, 1, 1)), st.integers(0, 2000))
def test_what_is_known_on_a_day_is_still_known_later(shipped: Read, day, more):
    assert shipped.register
    before, after = (rows(shipped.register, on) for on in (day, day + timedelta(days=more)))
    assert before.duties.keys() <= after.duties.keys()
    for table, there in before.tables.items():
        assert there.keys() <= after.tables[table].keys()
    assert {row["decision_id"] for row in of(after, Assignment)} <= after.known.keys()


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2008, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_the_fingerprint_changes_when_the_rows_do(shipped: Read, day, more):
    assert shipped.register
    other = day + timedelta(days=more)
    same = fingerprint(shipped.register, day) == fingerprint(shipped.register, other)
    first, second = rows(shipped.register, day), rows(shipped.register, other)
    equal = first.tables == second.tables and first.duties == second.duties
    assert equal or not same


# Who answers, from when


@pytest.mark.parametrize(
    ("line", "first", "since"),
    [
        ("", date(2020, 1, 10), None),
        ("    since: 2019-05-06\n", date(2019, 5, 6), "2019-05-06"),
        ("    since: autumn 2019\n", date(2019, 9, 1), "autumn 2019"),
        ("    since: ..2019\n", date(2020, 1, 10), "..2019"),
    ],
)
def test_a_tenure_begins_as_stated_else_when_we_knew(line, first, since):
    found = made(("    plan: planen\n", f"    plan: planen\n{line}"))
    [row] = of(found, Tenure, subject="kartlaggning")
    assert (row["valid_from"], row["since"] and row["since"].text, row["known_from"]) == (
        first,
        since,
        KNOWN,
    )


def test_a_tenure_begins_with_the_day_of_the_decision_when_no_other_is_stated():
    found = made(
        (
            "    published: 2020-01-10\n    source",
            "    decided: 2019-12-19\n    published: 2020-01-10\n    source",
        )
    )
    [row] = of(found, Tenure, subject="kartlaggning")
    assert (row["valid_from"], row["known_from"]) == (date(2019, 12, 19), KNOWN)


def steps(found: Rows, role: str) -> list[tuple[str | None, date, bool]]:
    there = of(found, Tenure, subject="stodet", role=role)
    return [(row["organisation_id"], row["valid_from"], row["stated"]) for row in there]


def test_responsibility_moves_on_its_day_and_the_contact_on_its_own():
    assert steps(made(), "responsible") == [
        ("lst", KNOWN, True),
        ("myndigheten", date(2021, 1, 1), True),
    ]
    assert steps(made(), "contact") == [
        ("lst", date(2021, 1, 1), False), ("myndigheten", date(2021, 1, 8), True),
    ]  # fmt: skip


def test_a_contact_that_moves_the_same_day_leaves_nothing_to_presume():
    found = made(("contact_from: 2021-01-08", "contact_from: 2021-01-01"))
    assert steps(found, "contact") == [("myndigheten", date(2021, 1, 1), True)]


def test_without_a_day_of_its_own_the_contact_is_not_spoken_of():
    assert steps(made(("    contact_from: 2021-01-08\n", "")), "contact") == []


def test_what_ends_is_answered_for_by_nobody():
    found = made(
        ("        fate: moves\n        text: stödet", "        fate: ends\n        text: stödet")
    )
    assert steps(found, "responsible")[-1] == (None, date(2021, 1, 1), True)
    assert steps(found, "contact") == []


@pytest.mark.parametrize("fate", ["stays", "is_split", "is_copied"])
def test_what_does_not_move_whole_stays_with_the_giver(fate):
    found = made(
        ("        fate: moves\n        text: stödet", f"        fate: {fate}\n        text: stödet")
    )
    assert steps(found, "responsible") == [("lst", KNOWN, True)]


# Bodies


def test_a_first_name_is_known_as_soon_as_the_body_is_spoken_of():
    named = (
        "      - name: Myndigheten\n",
        "      - name: Nästa\n        since: 2025-01-01\n      - name: Myndigheten\n        since: 2021-01-01\n",
    )
    found = {
        row["name"]: row for row in of(made(named), OrganisationName, organisation_id="myndigheten")
    }
    assert [(found[name]["valid_from"], found[name]["known_from"]) for name in ("Myndigheten", "Nästa")] == [
        (date(2021, 1, 1), date.min), (date(2025, 1, 1), date(2025, 1, 1)),
    ]  # fmt: skip


def test_members_keep_the_order_and_the_names_of_the_source():
    found = of(made(), Membership)
    assert [(row["position"], row["organisation_id"], row["named"]) for row in found] == [
        (0, "lst", None), (1, None, "En stiftelse"),
    ]  # fmt: skip


# Decisions


def test_since_when_a_decision_is_known_stands_in_its_row(shipped: Read):
    assert shipped.register
    found = rows(shipped.register, TODAY)
    assert len(of(found, Decision)) > 8
    for row in of(found, Decision):
        assert row["known_from"] == known_from(shipped.register, row["id"]) <= TODAY


# Every year


@given(
    on=st.dates(date(1990, 1, 1), date(2190, 1, 1)), first=st.integers(1990, 2200),
    last=st.none() | st.integers(1990, 2200), month=st.integers(1, 12), day=st.integers(1, 28),
)  # fmt: skip
def test_every_year_from_the_first_to_the_last_up_to_24_months_ahead(on, first, last, month, day):
    ends = {} if last is None else {"last": last}
    found = yearly(Yearly(on=f"{month:02}-{day:02}", first=first, **ends), on)
    days = [due.day for _, due, _ in found]
    assert all(one and one <= horizon(on) and one.year >= first for one in days)
    assert all(one and (last is None or one.year <= last) for one in days)
    wanted = [
        year
        for year in range(first, min(last or 9999, on.year + 3) + 1)
        if date(year, month, day) <= horizon(on)
    ]
    assert [one.year for one in days if one] == wanted


def test_the_horizon_is_the_month_24_months_on():
    assert horizon(date(2024, 2, 29)) == date(2026, 2, 1)
    assert horizon(date(2023, 12, 31)) == date(2025, 12, 1)
