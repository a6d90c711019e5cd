"""Back-planning: the work before a deadline, counted back in working days and moving with it."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.database import reading
from models.standing import standings
from register.references import check
from tests.small_site import Site, assignment, decision, register, report

STEPS = {
    "standard": {
        "draft": {"title": "Utkast", "before": "30wd"},
        "decision": {"title": "Beslut av chefen", "before": "5wd"},
        "dispatch": {"title": "Expediering", "before": "1wd"},
    }
}


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def prepared(due: str, **also):
    entry = assignment(milestones={"r": report(due, prepare="standard", **also)})
    later = {"later": decision("2011-02-01", "amendment")}
    return register({"a": entry}, preparations=STEPS, decisions=later)


def days(site: Site, on: str) -> dict[str, date | None]:
    with reading(site.engine) as session:
        found = standings(session, date.fromisoformat(on))
    return {one.duty.milestone: one.due for one in found}


def test_each_step_is_counted_back_in_working_days(site: Site):
    site.sync(prepared("2011-03-31"), "2010-07-02")
    assert days(site, "2010-07-02") == {
        "r": date(2011, 3, 31), "r-dispatch": date(2011, 3, 30), "r-decision": date(2011, 3, 24),
        "r-draft": date(2011, 2, 17),
    }  # fmt: skip


def test_the_steps_move_with_the_deadline(site: Site):
    site.sync(prepared("2011-03-31"), "2010-07-02")
    site.sync(prepared("2011-06-15", amended_by="later"), "2011-02-01")
    found = days(site, "2011-02-01")
    assert (found["r-dispatch"], found["r-decision"]) == (date(2011, 6, 14), date(2011, 6, 8))


def test_they_alert_as_everything_that_has_a_day(site: Site):
    site.sync(prepared("2011-03-31"), "2010-07-02")
    told = {key.partition(" ")[0] for key in (one for one, _ in site.told("a/r-draft"))}
    assert told == set()
    site.every_day("2011-01-01", "2011-02-17")
    assert [rule for rule, _ in site.told("a/r-draft")][-1] == "day"


@pytest.mark.parametrize(
    ("milestones", "says"),
    [
        ({"r": report("2011-03-31", prepare="standrad")}, "menade du «standard»"),
        (
            {"r": report("2011-03-31", prepare="standard"), "r-draft": report("2011-03-01")},
            "är redan ett steg",
        ),
    ],
)
def test_a_preparation_that_is_not_there_or_takes_a_name_is_a_mistake(milestones, says):
    found = check(register({"a": assignment(milestones=milestones)}, preparations=STEPS))
    assert [says in one.sv for one in found] == [True]
