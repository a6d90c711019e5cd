"""Bodies: an id that never changes, and names and members with their days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.database import reading
from models.organisation import FEW, Body, Directory, OrganisationName, directory
from models.who import who
from tests.small_register import KINDS, NOW, TODAY, an_empty_database, rows, small, synced

DAY = timedelta(days=1)
OLD = "      - name: Myndigheten\n"
RENAMED = OLD + "      - name: Verket\n        short: V\n        since: 2022-01-01\n"
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from an_empty_database(request)


def name(words: str, first: date, known: date | None = None, **also: Any) -> OrganisationName:
    return OrganisationName(
        organisation_id="x", name=words, valid_from=first, known_from=known or first,
        recorded_at=NOW, **also,
    )  # fmt: skip


def called(names: list[OrganisationName], day: date, known: date = date.max) -> str:
    return Directory(names, known).body("x", day).name


def test_a_name_holds_from_its_day_until_the_next_one():
    names = [name("B", date(2010, 1, 1)), name("A", date(2000, 1, 1))]
    assert [called(names, day) for day in (date(2009, 12, 31), date(2010, 1, 1), date.max)] == [
        "A",
        "B",
        "B",
    ]


def test_before_its_first_name_a_body_bears_that_one():
    assert called([name("A", date(2010, 1, 1))], date(2000, 1, 1)) == "A"


def test_a_body_that_nobody_has_named_is_called_by_its_id():
    assert Directory([], date.max).body("x", TODAY) == Body("x", "x")


def test_a_name_that_was_put_right_holds_no_more():
    slip = name("B", date(2010, 1, 1), retracted_at=NOW)
    assert called([name("A", date(2000, 1, 1)), slip], date(2020, 1, 1)) == "A"


def test_of_two_names_for_one_day_the_one_known_last_holds():
    names = [
        name("A", date(2010, 1, 1), date(2011, 1, 1)),
        name("B", date(2010, 1, 1), date(2009, 1, 1)),
    ]
    assert called(names, date(2020, 1, 1)) == "A"
    assert called(names, date(2020, 1, 1), known=date(2010, 6, 1)) == "B"


@given(
    st.lists(st.tuples(days, days), min_size=1, max_size=6, unique_by=lambda one: one[0]),
    days,
    days,
)
def test_on_any_day_the_last_known_name_that_has_begun_holds(found, day, known):
    names = [name(str(number), first, since) for number, (first, since) in enumerate(found)]
    there = [(first, str(number)) for number, (first, since) in enumerate(found) if since <= known]
    begun = [one for one in there if one[0] <= day]
    expected = max(begun)[1] if begun else min(there)[1] if there else "x"
    assert called(names, day, known) == expected


def test_the_short_name_is_for_where_there_is_little_room():
    assert Body("x", "Länsstyrelsen", "Lst").brief == "Lst"
    assert Body("x", "Länsstyrelsen").brief == "Länsstyrelsen"


# In the database


def test_a_new_name_is_added_and_the_old_one_stays(engine: Engine):
    synced(engine)
    synced(engine, small((OLD, RENAMED)))
    with reading(engine) as session:
        names = directory(session, date.max)
    changed = date(2022, 1, 1)
    assert names.body("myndigheten", changed - DAY) == Body("myndigheten", "Myndigheten")
    assert names.body("myndigheten", changed) == Body("myndigheten", "Verket", "V")
    assert all(row["retracted_at"] is None for row in rows(engine, "organisation_name"))


def test_some_names_are_read_as_all_are(engine: Engine):
    synced(engine, small((OLD, RENAMED)))
    with reading(engine) as session:
        everybody = directory(session, date.max)
        one = directory(session, date.max, {"myndigheten"})
        many = directory(session, date.max, {f"o{number}" for number in range(FEW + 1)})
    assert one.names.keys() == {"myndigheten"}
    assert one.names == {"myndigheten": everybody.names["myndigheten"]}
    assert many.names.keys() == everybody.names.keys()


MEMBERS = """\
    members:
      - organisation: lst
        until: 2020-12-31
      - organisation: myndigheten
        named: Enheten för stöd
        since: 2021-01-01
      - named: En stiftelse
"""


@pytest.mark.parametrize(
    ("on", "members"),
    [
        ("2020-12-31", ["Länsstyrelsen", "En stiftelse"]),
        ("2021-01-01", ["Enheten för stöd", "En stiftelse"]),
    ],
)
def test_a_group_has_its_members_of_the_day_in_the_order_of_the_source(engine: Engine, on, members):
    grouped = small(
        ("    members:\n      - organisation: lst\n      - named: En stiftelse\n", MEMBERS),
        ("    responsible: lst\n    plan", "    responsible: gruppen\n    plan"),
    )
    synced(engine, grouped)
    with reading(engine) as session:
        found = who(session, "kartlaggning", date.fromisoformat(on))
    assert found
    assert found.responsible
    assert [one.name for one in found.responsible.members] == members


def test_a_member_who_leaves_the_list_is_kept_as_said_before(engine: Engine):
    synced(engine)
    synced(engine, small(("      - organisation: lst\n", "")))
    found = rows(engine, "membership", group_id="gruppen")
    assert [row["named"] for row in found if row["retracted_at"] is None] == ["En stiftelse"]
    assert len(found) == 3
