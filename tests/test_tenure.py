"""Who answers on a day, as known on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.database import reading
from models.tenure import Tenure, answers, on_day
from models.who import who
from register.read import Read
from register.sync import sync
from tests.conftest import NOW, ON

days = st.dates(date(2000, 1, 1), date(2030, 12, 31))
bodies = st.sampled_from(["a", "b", "c", None])


def step(first: date, body: str | None, known: date | None = None) -> Tenure:
    return Tenure(
        subject="x", role="responsible", organisation_id=body, valid_from=first,
        known_from=known or first, recorded_at=NOW,
    )  # fmt: skip


@given(st.lists(st.tuples(days, bodies), min_size=1, max_size=8), days)
def test_on_any_day_from_the_first_exactly_one_body_answers_or_none_is_named(found, day):
    held = answers([step(first, body) for first, body in found], date.max)
    holding = [one for one in held if one.first <= day and (one.until is None or day <= one.until)]
    assert len(holding) == (day >= min(first for first, _ in found))
    assert on_day(held, day) == (holding[0] if holding else None)


@given(st.lists(st.tuples(days, bodies, days), min_size=1, max_size=8), days, days)
def test_what_becomes_known_later_does_not_change_what_was_answered_then(found, known, day):
    rows = [step(first, body, since) for first, body, since in found]
    then = [row for row in rows if row.known_from <= known]
    assert on_day(answers(rows, known), day) == on_day(answers(then, date.max), day)


def test_a_retracted_step_answers_no_more():
    wrong = step(date(2018, 1, 1), "b")
    wrong.retracted_at = NOW
    assert [one.organisation_id for one in answers([step(date(2009, 1, 1), "a"), wrong], ON)] == [
        "a"
    ]


@pytest.mark.parametrize(
    ("on", "body", "until", "contact", "contact_until"),
    [
        ("2017-12-31", "lst-stockholm", "2017-12-31", "lst-stockholm", "2018-01-07"),
        ("2018-01-01", "jamy", None, "lst-stockholm", "2018-01-07"),
        ("2018-01-07", "jamy", None, "lst-stockholm", "2018-01-07"),
        ("2018-01-08", "jamy", None, "jamy", None),
    ],
)
def test_responsibility_moves_on_1_january_2018_and_the_contact_on_the_8th(
    engine: Engine, shipped: Read, on, body, until, contact, contact_until
):
    assert shipped.register
    sync(engine, shipped.register, shipped.digest, on=ON, now=NOW)
    with reading(engine) as session:
        found = who(session, "national-coordination", date.fromisoformat(on))
    assert found and found.responsible and found.contact
    assert found.responsible.body and found.responsible.body.id == body
    assert str(found.responsible.until or "") == (until or "")
    assert found.contact.body and found.contact.body.id == contact
    assert str(found.contact.until or "") == (contact_until or "")
    assert found.contact.stated == (on == "2018-01-08")


def test_before_the_handover_was_known_nobody_said_that_responsibility_would_end(
    engine: Engine, shipped: Read
):
    assert shipped.register
    sync(engine, shipped.register, shipped.digest, on=ON, now=NOW)
    with reading(engine) as session:
        found = who(session, "national-coordination", date(2017, 6, 1), known=date(2017, 6, 1))
    assert found and found.responsible
    assert found.responsible.until is None
