"""kill -9 during a sweep: nothing is lost, and nothing is doubled in the ledger."""

from pathlib import Path

import pytest

from flows.day import sweep
from models.delivery import Delivery
from notifications import sending
from notifications.attempts import begin, end
from notifications.gathering import HOST
from notifications.messages import About
from notifications.outcome import Delivered, Outcome
from notifications.sending import Sender
from tests.killing import Plan, run

SENDERS = {"sqlite": 1, "postgresql": 2}
KINDS = [pytest.param(1, "sqlite", id="sqlite"), pytest.param(2, "postgresql", id="postgresql")]


@pytest.mark.parametrize(("senders", "database_url"), KINDS, indirect=["database_url"])
def test_a_hundred_kills_in_a_sweep_of_a_thousand_alerts_lose_nothing(
    senders: int, database_url: str, tmp_path: Path
):
    tally = run(Plan(database_url, tmp_path / "sink", alerts=1000, kills=100, workers=senders))
    assert tally.kills == 100
    assert (tally.lost, tally.untold, tally.twice) == (0, 0, 0)
    assert (tally.alerts, tally.distinct) == (1000, 1000)
    assert tally.extra <= tally.kills
    assert tally.strangers == 0
    assert tally.held, tally


@pytest.mark.parametrize(("senders", "database_url"), KINDS, indirect=["database_url"])
def test_undisturbed_nothing_is_doubled_either(senders: int, database_url: str, tmp_path: Path):
    tally = run(Plan(database_url, tmp_path / "sink", alerts=100, kills=0, workers=2 * senders))
    assert (tally.lost, tally.untold, tally.extra, tally.attempts) == (0, 0, 0, 101)
    assert tally.held, tally


def mark_then_send(sender: Sender) -> None:
    """Sweep as those do who would rather lose a mail than send it twice."""

    def lossy(sender: Sender, delivery: Delivery, mail: list[About]) -> Outcome:
        now, told = sender.clock(), [about.alert for about in mail]
        attempt = begin(sender.engine, delivery, told, HOST, now)
        email = sending.written(sender, delivery, mail)
        end(sender.engine, delivery, attempt, Delivered(), None, now)
        return sender.channel.send(email)

    sending.send_one = lossy  # in this process alone, which is a fork
    sweep(sender)


def test_the_counting_sees_what_marking_before_sending_loses(sqlite_url: str, tmp_path: Path):
    plan = Plan(sqlite_url, tmp_path / "sink", alerts=200, kills=20, sweep=mark_then_send)
    tally = run(plan)
    assert tally.lost > 0
    assert (tally.untold, tally.extra) == (0, 0)
    assert not tally.held
