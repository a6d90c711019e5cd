"""The health check: a sweep that reaches nobody is not well."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.day import alert_day, sweep
from flows.decide import decide
from models.database import open_database
from models.settings import Settings
from models.tables import metadata
from notifications.gathering import gather
from notifications.outcome import Outcome, Permanent, Temporary
from tests.small_site import Hands, Site, accept, assignment, one_duty, people, register, report
from tests.test_web import Client
from web.app import create_app

MORNING = datetime(2011, 3, 1, 6, tzinfo=UTC)  # seven in Stockholm, thirty days before


@pytest.fixture
def telling(tmp_path: Path) -> Iterator[Site]:
    """One duty whose alert falls due in the morning."""
    engine = open_database(f"sqlite:///{tmp_path / 'telling.db'}", durable=False)
    metadata.create_all(engine)
    found = Site(engine)
    found.sync(one_duty(), "2010-12-31")
    found.sweep("2010-12-31")
    yield found
    engine.dispose()


def health(site: Site, clock: Hands) -> tuple[int, str]:
    """What the health check says just after a sweep."""
    sweep(site.sender(alert_day(clock()), clock))
    code, said = asked(site, clock)
    return code, said["status"]


def asked(site: Site, clock: Hands) -> tuple[int, dict[str, Any]]:
    """What it says."""
    app = create_app(site.engine, Settings.load({}, Path("no-file")), clock)
    answer = Client(app).get("/healthz")
    return answer.status_code, answer.json()


@pytest.mark.parametrize("outcome", [Temporary("Disken är full."), Permanent("Ingen sådan.")])
def test_a_channel_that_fails_for_two_hours_is_not_healthy(telling: Site, outcome: Outcome) -> None:
    telling.postbox.answer = lambda _: outcome
    clock = Hands(MORNING)
    assert health(telling, clock) == (200, "ok")
    clock.on(hours=2)
    assert health(telling, clock) == (200, "ok")
    clock.on(minutes=5)
    assert health(telling, clock) == (503, "alerts untold")
    _, answer = asked(telling, clock)
    assert (answer["untold"], answer["sweep_age_seconds"]) == (1, 0)
    assert answer["sv"].startswith("Påminnelser som inte går fram sedan minst två timmar: 1.")
    telling.postbox.answer, telling.contacts = accept, people(giver="new@a.example")
    clock.on(hours=1)
    assert health(telling, clock) == (200, "ok")


def test_the_night_does_not_count(telling: Site) -> None:
    telling.postbox.answer = lambda _: Temporary("Servern svarar inte.")
    clock = Hands(MORNING + timedelta(hours=16))  # an hour before midnight
    assert health(telling, clock) == (200, "ok")
    clock.on(hours=8, minutes=59)  # one minute to eight
    assert health(telling, clock) == (200, "ok")
    clock.on(minutes=5)
    assert health(telling, clock)[0] == 503


def test_what_waits_for_tomorrows_mail_is_healthy(telling: Site) -> None:
    clock = Hands(MORNING)
    health(telling, clock)
    two = {"report": report("2011-03-31"), "new": report("2011-04-15")}
    telling.sync(register({"a": assignment(milestones=two)}), "2011-03-01")
    for _ in range(5):
        clock.on(hours=3)
        assert health(telling, clock) == (200, "ok")
    assert telling.alerts("a/new") == [("registered", "2011-03-01", "pending")]


def test_a_mail_that_nobody_has_tried_to_send_is_not_healthy(telling: Site) -> None:
    on, clock = MORNING.date(), Hands(MORNING)
    decide(telling.engine, on, MORNING)
    gather(telling.engine, telling.contacts, "another channel", on, MORNING)
    clock.on(hours=3)
    assert health(telling, clock)[0] == 503
