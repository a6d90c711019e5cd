"""Telling: at least once at the mail server, exactly once in the ledger, whatever goes wrong."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlmodel import col

from flows.day import opening, work
from flows.decide import decide
from models.alert import Alert
from models.database import open_database, writing
from models.duty import Duty
from notifications.attempts import pause
from notifications.gathering import gather
from notifications.outcome import Delivered, Outcome, Permanent, Temporary, Unknown
from notifications.sending import Sent, claimed_by, send, send_batch
from register.shape import Register
from tests.small_site import (
    Hands,
    Site,
    accept,
    assignment,
    body,
    decision,
    people,
    register,
    report,
)

GIVER = "giver@a.example"
TUESDAY = date(2011, 3, 1)  # thirty days before 31 March
NOON = opening(TUESDAY)
DUE = report("2011-03-31", alerts="short")
DOWN = Temporary("Servern svarar inte.")


class Killed(BaseException):
    """What a kill -9 looks like from the inside: nothing after it happens."""


@pytest.fixture
def clock() -> Hands:
    return Hands(NOON)


SHORT = {"short": {"before": ["30d", "14d"], "day": True}}  # nothing before the first of March


@pytest.fixture
def site(engine: Engine) -> Site:
    """One alert, decided and not yet told."""
    found = Site(engine)
    found.sync(short({"a": assignment(milestones={"report": DUE})}), "2011-02-01")
    decide(engine, TUESDAY, NOON)
    return found


def short(entries: dict[str, Any], **also: Any) -> Register:
    return register(entries, ladders=SHORT, **also)


def crowd(engine: Engine, count: int) -> Site:
    """As many alerts for as many owners, decided and not yet told."""
    names = [f"o{number:02}" for number in range(count)]
    people_of = people(**{name: f"{name}@many.example" for name in names})
    found = Site(engine, contacts=people_of)
    entries = {name: assignment(name, milestones={"report": DUE}) for name in names}
    bodies = {name: body(name) for name in names}
    found.sync(short(entries, organisations=bodies), "2011-02-01")
    decide(engine, TUESDAY, NOON)
    return found


def answers(*outcomes: Outcome):
    """A channel that answers in this order and accepts what comes after."""
    left = list(outcomes)
    return lambda _: left.pop(0) if left else Delivered()


def last(site: Site):
    return site.deliveries()[-1]


# Outcomes


def test_what_is_accepted_is_told(site, clock):
    sent = site.run(clock).sent
    assert (sent.delivered, sent.failed) == (1, 0)
    assert (last(site).state, last(site).delivered_at) == ("delivered", NOON)
    assert last(site).subject == "30 dagar kvar: redovisning senast 31 mars 2011"
    assert site.attempts() == ["delivered"]
    assert site.told()[-1] == ("30d", "2011-03-01")


def test_it_is_not_sent_again(site, clock):
    for _ in range(3):
        site.run(clock)
        clock.on(hours=2)
    assert len(site.postbox.tried) == 1


def test_what_fails_for_now_is_tried_again_when_its_time_has_come(site, clock):
    site.postbox.answer = answers(DOWN)
    sent = site.run(clock).sent
    assert sent.sentences == [f"{GIVER}: Servern svarar inte."]
    assert (last(site).state, site.attempts()[-1]) == ("pending", "temporary")
    assert NOON <= last(site).next_at <= NOON + timedelta(hours=1)
    clock.now = last(site).next_at - timedelta(microseconds=1)
    site.run(clock)
    assert len(site.postbox.tried) == 1
    clock.now = last(site).next_at
    site.run(clock)
    assert site.told()[-1] == ("30d", "2011-03-01")
    assert len(site.postbox.tried) == 2


def test_what_fails_for_good_is_not_tried_again(site, clock):
    site.postbox.answer = answers(Permanent("Adressen finns inte."))
    assert site.run(clock).sent.sentences == [f"{GIVER}: Adressen finns inte."]
    assert (last(site).state, site.attempts()[-1]) == ("dead", "permanent")
    clock.on(hours=5)
    assert site.run(clock).sent.failed == 0
    assert len(site.postbox.tried) == 1
    assert site.alerts()[-1][2] == "pending"


def test_an_outcome_nobody_knows_is_sent_again_at_most_twice(site, clock):
    site.postbox.answer = lambda _: Unknown("Anslutningen bröts.")
    sentences = []
    for _ in range(6):
        sentences += site.run(clock).sent.sentences
        clock.on(hours=1)
    assert len(site.postbox.tried) == 3
    assert site.attempts() == ["unknown"] * 3
    assert (last(site).state, site.alerts()[-1][2]) == ("dead", "pending")
    assert sentences[:3] == [f"{GIVER}: Anslutningen bröts."] * 3
    assert sentences[3:] == [
        f"{GIVER}: ingen vet om brevet har kommit fram; efter tre försök skickas det inte igen."
    ]


def test_every_try_carries_the_same_message_id(site, clock):
    site.postbox.answer = answers(DOWN, Unknown("Anslutningen bröts."))
    for _ in range(3):
        site.run(clock)
        clock.on(hours=1)
    ids = [one["Message-ID"] for one in site.postbox.tried]
    assert ids == [last(site).message_id] * 3


def test_one_failure_does_not_stop_the_others(engine, clock):
    site = crowd(engine, 5)
    site.postbox.answer = lambda email: DOWN if "o02" in str(email["To"]) else Delivered()
    sent = site.run(clock).sent
    assert (sent.delivered, sent.failed) == (4, 1)


def test_a_channel_that_fails_three_times_in_a_row_gets_a_rest(engine, clock):
    site = crowd(engine, 9)
    site.postbox.answer = lambda _: DOWN
    assert site.run(clock).sent.failed == 3
    assert [one.state for one in site.deliveries()[-9:]] == ["pending"] * 9
    site.postbox.answer = accept
    assert site.run(clock).sent.delivered >= 6
    clock.on(hours=1)
    site.run(clock)
    assert len(set(site.postbox.readers)) == len(site.postbox.readers) == 9


def test_a_mail_that_cannot_be_written_does_not_silence_the_others(engine, clock):
    site = crowd(engine, 4)
    with writing(site.engine) as session:
        unheard = update(Duty).where(col(Duty.key) == "o01/report").values(kind="unheard_of")
        session.execute(unheard)
    sent = site.run(clock).sent
    assert (sent.delivered, sent.failed) == (3, 1)
    assert sent.sentences[0].startswith("o01@many.example: Brevet går inte att skriva")
    with writing(site.engine) as session:
        session.execute(update(Duty).where(col(Duty.key) == "o01/report").values(kind="report"))
    clock.on(hours=1)
    site.run(clock)
    assert len(site.postbox.readers) == 4


@given(st.integers(1, 200))
def test_a_pause_is_never_longer_than_an_hour(tries):
    longest = timedelta(minutes=2**tries if tries < 6 else 60)
    assert timedelta(0) <= pause(tries) <= longest


# Leases and fencing


def test_a_claim_that_has_run_out_is_taken_over(site, clock):
    gather(site.engine, site.contacts, "postbox", TUESDAY, NOON)
    [dead] = claimed_by(site.sender(TUESDAY, clock))
    clock.on(minutes=4, seconds=59)
    assert site.run(clock).sent.delivered == 0
    clock.on(seconds=2)
    assert site.run(clock).sent.delivered == 1
    assert last(site).token == dead.token + 1


def test_a_crash_between_sending_and_marking_sends_once_more_with_the_same_id(site, clock):
    def accept_and_die(email: EmailMessage) -> Outcome:
        site.postbox.accepted.append(email)
        raise Killed

    site.postbox.answer = accept_and_die
    with pytest.raises(Killed):
        site.run(clock)
    assert (last(site).state, site.attempts()[-1]) == ("claimed", None)
    site.postbox.answer = accept
    clock.on(minutes=6)
    site.run(clock)
    assert [one["Message-ID"] for one in site.postbox.accepted] == [last(site).message_id] * 2
    assert site.attempts() == ["unknown", "delivered"]
    assert site.told()[-1] == ("30d", "2011-03-01")


def test_a_mail_that_kills_its_sender_three_times_is_given_up(engine, clock):
    site = crowd(engine, 3)

    def die_of_the_first(email: EmailMessage) -> Outcome:
        if "o00" in str(email["To"]):
            raise Killed
        return Delivered()

    site.postbox.answer = die_of_the_first
    for _ in range(3):
        with pytest.raises(Killed):
            site.run(clock)
        clock.on(minutes=6)
    site.run(clock)
    assert sorted(site.postbox.readers) == ["o01@many.example", "o02@many.example"]
    assert [one.state for one in site.deliveries()[-3:]].count("dead") == 1


@pytest.mark.parametrize("late", [Delivered(), DOWN, Permanent("Nej."), Unknown("Vet ej.")])
def test_who_was_too_slow_changes_nothing(site, clock, late: Outcome):
    def slow(_: EmailMessage) -> Outcome:
        site.postbox.answer = accept
        clock.on(minutes=6)
        assert site.run(clock).sent.delivered == 1
        return late

    site.postbox.answer = slow
    site.run(clock)
    assert (last(site).state, last(site).token) == ("delivered", 2)
    assert site.told()[-1] == ("30d", "2011-03-01")
    clock.on(hours=2)
    site.run(clock)
    assert len(site.postbox.tried) == 2


@pytest.mark.parametrize("late", [Delivered(), DOWN, Permanent("Nej."), Unknown("Vet ej.")])
def test_who_was_too_slow_leaves_the_claim_of_the_next(site, clock, late: Outcome):
    def slow(_: EmailMessage) -> Outcome:
        clock.on(minutes=6)
        [taken] = claimed_by(site.sender(TUESDAY, clock, me="the next"))
        assert taken.token == 2
        return late

    site.postbox.answer = slow
    site.run(clock)
    assert (last(site).state, last(site).claimed_by, last(site).token) == ("claimed", "the next", 2)
    assert site.alerts()[-1][2] == "pending"


def test_sending_stops_when_half_the_lease_has_gone_and_gives_back_the_rest(engine, clock):
    site = crowd(engine, 8)

    def takes_a_minute(_: EmailMessage) -> Outcome:
        clock.on(minutes=1)
        return Delivered()

    site.postbox.answer = takes_a_minute
    assert site.run(clock).sent.delivered == 3
    assert [one.state for one in site.deliveries()[-8:]] == ["delivered"] * 3 + ["pending"] * 5
    assert site.run(clock).sent.delivered == 3


@pytest.mark.parametrize("minutes", [2.5, 4, 6])
def test_who_wakes_up_late_after_claiming_sends_nothing(engine, clock, minutes):
    """The lease counts from the claim: whoever slept since then may have been succeeded."""
    site = crowd(engine, 3)
    sender = site.sender(TUESDAY, clock)
    gather(site.engine, site.contacts, "postbox", TUESDAY, NOON)
    claimed = claimed_by(sender)
    clock.on(minutes=minutes)
    if minutes > 5:
        site.run(clock)
    before = len(site.postbox.tried)
    assert send_batch(sender, claimed, Sent()) is False
    assert len(site.postbox.tried) == before
    expected = "delivered" if minutes > 5 else "pending"
    assert {one.state for one in site.deliveries()[-3:]} == {expected}


@pytest.mark.parametrize("days", [-1, -400])
def test_a_clock_that_is_set_back_does_not_keep_a_mail_waiting_for_its_old_time(site, clock, days):
    site.postbox.answer = answers(DOWN)
    site.run(clock)
    clock.on(days=days)
    assert work(site.sender(TUESDAY, clock)).sent.delivered == 1


@pytest.mark.parametrize("hours", [-1, -24, -9600])
def test_a_clock_that_is_set_back_sends_nothing_again(site, clock, hours):
    site.run(clock)
    clock.on(hours=hours)
    work(site.sender(TUESDAY, clock))
    assert len(site.postbox.tried) == 1


def test_a_claim_from_before_the_clock_was_set_back_is_taken_over(site, clock):
    gather(site.engine, site.contacts, "postbox", TUESDAY, NOON)
    claimed_by(site.sender(TUESDAY, clock))
    clock.on(days=-1)
    assert work(site.sender(TUESDAY, clock)).sent.delivered == 1


def test_another_channel_leaves_it_alone(site, clock):
    gather(site.engine, site.contacts, "sms", TUESDAY, NOON)
    assert claimed_by(site.sender(TUESDAY, clock)) == []


# What changes between gathering and sending


def gathered(site: Site) -> None:
    gather(site.engine, site.contacts, "postbox", TUESDAY, NOON)
    assert last(site).state == "pending"


def test_who_got_another_address_is_told_there_in_the_same_round(site, clock):
    gathered(site)
    site.contacts = people(giver="new@a.example")
    site.run(clock)
    assert site.postbox.readers == ["new@a.example"]
    assert [one.state for one in site.deliveries()] == ["superseded", "delivered"]


def test_what_was_handed_in_meanwhile_is_not_told(site, clock):
    gathered(site)
    site.hand_in("a/report", "2011-03-01")
    site.run(clock)
    assert site.postbox.tried == []
    assert (last(site).state, site.alerts()[-1][2]) == ("superseded", "cancelled")


def test_what_was_amended_meanwhile_is_told_with_its_new_date_alone(site, clock):
    gathered(site)
    later = DUE | {
        "due": "2011-06-15",
        "amended_by": "later",
        "earlier_dates": [{"due": "2011-03-31"}],
    }
    entry = assignment(milestones={"report": later})
    decisions = {"later": decision("2011-03-01", "amendment")}
    site.sync(short({"a": entry}, decisions=decisions), "2011-03-01")
    site.run(clock)
    [(_, subject)] = site.postbox.letters
    assert subject == "Nytt datum, 106 dagar kvar: redovisning senast 15 juni 2011"
    [email] = site.postbox.accepted
    said = " ".join(email.get_body(("plain",)).get_content().split())
    assert said.startswith("Datumet är ändrat genom beslutet ”Beslut”: det var torsdag 31 mars")


def test_when_the_channel_was_down_over_two_rule_days_only_the_last_is_told(site, clock):
    site.postbox.answer = lambda _: DOWN
    site.run(clock)
    clock.now = opening(date(2011, 3, 17))
    site.run(clock)
    site.postbox.answer = accept
    clock.on(hours=1)
    site.run(clock)
    assert site.postbox.letters == [(GIVER, "14 dagar kvar: redovisning senast 31 mars 2011")]
    assert site.alerts() == [
        ("30d", "2011-03-01", "superseded"), ("14d", "2011-03-17", "told"),
    ]  # fmt: skip


# Several at once


def test_three_senders_at_once_deliver_each_mail_once(engine, database_url):
    site = crowd(engine, 60)
    start = Barrier(3)

    def one(number: int) -> None:
        engine = open_database(database_url, durable=False)
        sender = replace(site.sender(TUESDAY), engine=engine, batch=7, me=f"sender {number}")
        start.wait(10)
        send(sender)
        engine.dispose()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(one, range(3)))
    assert len(site.postbox.readers) == len(set(site.postbox.readers)) == 60
    assert [one.token for one in site.deliveries()[-60:]] == [1] * 60
    told = [one for one in site.rows(Alert) if one.rule == "30d" and one.state == "told"]
    assert len(told) == 60


def test_what_ops_gets_in_the_place_of_a_body_says_for_which(engine):
    site = Site(engine, contacts=people(giver="giver@a.example"))
    site.sync(register({"a": assignment("nobody"), "b": assignment()}), "2010-06-01")
    site.sweep("2011-03-01")
    bodies = {str(one["To"]): one.get_content() for one in site.postbox.accepted}
    assert "Ingen ansvarig är angiven för Ingen adress." in bodies["ops@uppdrag.example"]
    assert "Ingen ansvarig" not in bodies["giver@a.example"]
