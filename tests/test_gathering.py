"""Gathering: one mail for each person and day, and nothing told twice or forgotten."""

from datetime import date

import pytest
from sqlalchemy import Engine

from flows.day import opening
from flows.decide import decide
from models.alert import Alert
from models.database import writing
from models.delivery import DeliveryAlert
from notifications import gathering
from notifications.gathering import deliveries, gather, told_by
from notifications.leases import claim
from notifications.outcome import Permanent, Temporary, Unknown
from notifications.sending import LEASE
from tests.small_site import (
    Hands,
    Site,
    accept,
    assignment,
    at_once,
    body,
    decision,
    handover,
    one_duty,
    people,
    register,
    report,
)

GIVER, OPS = "giver@a.example", "ops@uppdrag.example"
TUESDAY = date(2011, 3, 1)  # thirty days before 31 March


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def with_more(**milestones: str):
    """The one duty, and others by their days."""
    made = {name: report(due) for name, due in milestones.items()}
    return register({"a": assignment(milestones={"report": report("2011-03-31")} | made)})


def gathered(site: Site, on: date = TUESDAY) -> int:
    return gather(site.engine, site.contacts, "postbox", on, opening(on))


def links(site: Site) -> list[tuple[int, int]]:
    return [(one.delivery_id, one.alert_id) for one in site.rows(DeliveryAlert)]


def test_two_duties_on_one_day_are_one_mail(site):
    site.sync(with_more(account="2011-03-31"), "2010-06-01")
    site.sweep("2010-12-30")
    assert site.postbox.readers == [GIVER]
    assert len(site.told()) == 2


def test_each_person_gets_their_own_mail(site):
    site.sync(
        register({"a": assignment(), "b": assignment("taker"), "c": assignment("nobody")}),
        "2010-06-01",
    )
    site.sweep("2010-12-30")
    assert sorted(site.postbox.readers) == [GIVER, OPS, "taker@b.example"]


def test_two_bodies_with_one_address_get_one_mail(site):
    site.contacts = people(giver="both@a.example", taker="both@a.example")
    site.sync(register({"a": assignment(), "b": assignment("taker")}), "2010-06-01")
    site.sweep("2010-12-30")
    assert site.postbox.readers == ["both@a.example"]


def test_what_is_due_today_stands_first_in_the_mail(site):
    site.sync(with_more(soon="2011-03-01", later="2011-04-30"), "2010-06-01")
    site.sweep("2011-02-28", "2011-03-01")
    text = site.postbox.accepted[-1].get_content()
    assert text.index("1 mars 2011") < text.index("31 mars 2011")


def test_gathering_again_adds_nothing(site):
    site.sync(one_duty(), "2010-12-30")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    assert gathered(site) == 1
    before = links(site)
    assert (gathered(site), links(site)) == (0, before)


@pytest.mark.parametrize(
    ("due", "waits"),
    [("2011-03-01", False), ("2011-03-02", False), ("2011-03-03", True), ("2011-03-31", True)],
)
def test_after_the_mail_of_the_day_only_what_cannot_wait_gives_another(site, due, waits):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2010-12-30", TUESDAY)
    site.sync(with_more(new=due), "2011-03-01")
    site.sweep(TUESDAY)
    assert len(site.postbox.letters) == (2 if waits else 3)
    assert site.alerts("a/new") == [("registered", "2011-03-01", "pending" if waits else "told")]
    site.sweep("2011-03-02")
    assert ("registered", "2011-03-01", "told") in site.alerts("a/new")


@pytest.mark.parametrize(
    ("on", "letters"), [("2015-03-11", 1), ("2015-03-12", 2), ("2015-03-13", 2)]
)
def test_for_a_sunday_the_friday_counts_as_the_last_day(site, on, letters):
    """2015-03-15 is a Sunday."""
    first = {"first": report("2015-06-01")}
    site.sync(register({"a": assignment(milestones=first)}), on)
    site.sweep(on)
    both = first | {"sunday": report("2015-03-15")}
    site.sync(register({"a": assignment(milestones=both)}), on)
    site.sweep(on)
    assert len(site.postbox.letters) == letters


def test_a_handover_never_waits(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2010-12-30", TUESDAY)
    moving = register(
        {"a": assignment()},
        decisions={"moving": decision("2011-03-01", "handover")},
        handovers={"move": handover("2011-03-01", "a")},
    )
    site.sync(moving, "2011-03-01")
    site.sweep(TUESDAY)
    assert sorted(site.postbox.readers[2:]) == [GIVER, "taker@b.example"]


def test_what_is_decided_while_the_mail_waits_goes_with_it(site):
    site.sync(one_duty(), "2010-06-01")
    site.sweep("2010-12-30")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    gathered(site)
    site.sync(with_more(new="2011-04-29"), "2011-03-01")
    site.sweep(TUESDAY)
    assert len(site.postbox.letters) == 2
    assert len(site.deliveries()) == 2


def test_what_is_decided_while_the_mail_is_being_sent_waits(site):
    site.sync(one_duty(), "2010-12-30")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    gathered(site)
    claim(site.engine, "postbox", "another", 10, LEASE, opening(TUESDAY))
    site.sync(with_more(new="2011-03-01"), "2011-03-01")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    assert gathered(site) == 0
    assert len(site.deliveries()) == 1


def test_nothing_is_put_into_a_mail_that_may_have_arrived(site):
    site.sync(with_more(other="2011-04-01"), "2010-11-01")
    site.sweep("2010-12-30", "2010-12-31", "2011-01-03")
    site.postbox.tried.clear()
    site.postbox.answer = lambda _: Unknown("Anslutningen bröts.")
    clock = Hands(opening(TUESDAY))
    site.run(clock)
    site.postbox.answer = accept
    clock.on(days=1)
    site.run(clock)
    first, again = site.postbox.tried
    assert first["Message-ID"] == again["Message-ID"]
    assert "1 april" not in again.get_content()
    assert site.alerts("a/other")[-1] == ("30d", "2011-03-02", "pending")
    clock.on(days=1)
    site.run(clock)
    assert "1 april" in site.postbox.tried[-1].get_content()
    assert len({one["Message-ID"] for one in site.postbox.tried}) == 2
    assert site.alerts("a/other")[-1] == ("30d", "2011-03-02", "told")


def test_what_cannot_wait_does_not_wait_for_a_mail_that_is_tried_again(site):
    site.sync(with_more(soon="2011-03-02"), "2010-06-01")
    site.sweep("2010-12-30", "2011-02-28")
    tried = len(site.postbox.tried)
    site.postbox.answer = lambda _: Temporary("Servern svarar inte.")
    clock = Hands(opening(TUESDAY))
    site.run(clock)
    site.sync(with_more(soon="2011-03-02", new="2011-03-01"), "2011-03-01")
    site.postbox.answer = accept
    site.run(clock)
    clock.on(hours=1)
    site.run(clock)
    ids = [one["Message-ID"] for one in site.postbox.tried[tried:]]
    assert (len(ids), len(set(ids))) == (3, 2)
    assert {state for _, _, state in site.alerts()} == {"told", "superseded"}


def test_news_that_waits_for_another_try_stays_when_a_later_alert_comes(site):
    site.postbox.answer = lambda _: Temporary("Servern svarar inte.")
    clock = Hands(opening(date(2011, 2, 28)))
    site.sync(one_duty(), "2011-02-28")
    site.run(clock)
    site.postbox.answer = accept
    for _ in range(2):
        clock.on(days=1)
        site.run(clock)
    assert site.told() == [("registered", "2011-02-28"), ("30d", "2011-03-01")]


def test_yesterdays_mail_that_came_out_today_is_todays(site):
    """The mail server was down all day; the day after the mail of both days is one."""
    first = {"first": report("2011-04-14")}
    site.sync(register({"a": assignment(milestones=first)}), "2010-06-01")
    site.postbox.answer = lambda _: Temporary("Servern svarar inte.")
    clock = Hands(opening(date(2011, 1, 14)))
    site.run(clock)
    site.postbox.answer = accept
    clock.on(days=1)
    site.run(clock)
    assert len(site.postbox.letters) == 1
    both = first | {"new": report("2011-03-31")}
    site.sync(register({"a": assignment(milestones=both)}), "2011-01-15")
    site.run(clock)
    assert len(site.postbox.letters) == 1
    clock.on(days=1)
    site.run(clock)
    assert len(site.postbox.letters) == 2


def refused(site: Site) -> None:
    """The one duty's first mail, refused for good."""
    site.sync(one_duty(), "2010-06-01")
    site.postbox.answer = lambda _: Permanent("Adressen finns inte.")
    site.sweep("2010-12-30")
    site.postbox.answer = accept


def test_what_an_address_has_refused_is_not_tried_there_again(site):
    refused(site)
    site.sweep("2010-12-30", "2010-12-31", "2011-01-10")
    assert (len(site.postbox.tried), site.alerts()) == (1, [("90d", "2010-12-30", "pending")])


def test_what_an_address_has_refused_is_told_when_there_is_another(site):
    refused(site)
    site.contacts = people(giver="new@a.example")
    site.sweep("2011-01-03")
    assert site.postbox.readers == ["new@a.example"]
    assert site.told() == [("90d", "2010-12-30")]
    assert "Skulle ha skickats" in site.postbox.accepted[0].get_content()


def test_what_an_address_has_refused_gives_way_to_the_next_alert(site):
    refused(site)
    site.sweep("2011-03-01")
    assert site.postbox.readers == [GIVER]
    assert [state for _, _, state in site.alerts()] == ["superseded", "told"]


@pytest.mark.parametrize("part", [1, 2, 3, 100])
def test_gathering_in_parts_gathers_the_same(site, part, monkeypatch):
    monkeypatch.setattr(gathering, "PART", part)
    duties = {f"a{n}": assignment(("giver", "taker")[n % 2]) for n in range(7)}
    site.sync(register(duties), "2010-06-01")
    site.sweep("2011-03-25")
    assert sorted(site.postbox.readers) == [GIVER, "taker@b.example"]
    states = [(rule, state) for rule, _, state in site.alerts()]
    assert states.count(("5wd", "told")) == 7
    assert {state for rule, state in states if rule != "5wd"} == {"superseded"}


def test_five_who_gather_at_once_gather_each_alert_once(site, database_url):
    duties = {f"a{n}": assignment(("giver", "taker", "nobody")[n % 3]) for n in range(30)}
    site.sync(register(duties), "2010-12-30")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    at_once(database_url, gathered)
    pending = [one.id for one in site.rows(Alert) if one.state == "pending"]
    assert sorted(alert for _, alert in links(site)) == pending
    assert len(pending) == 30
    assert len(site.deliveries()) == 3


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_nobody_claims_a_mail_into_which_something_is_just_being_put(site):
    """Else it would be marked as told with the mail in which it did not stand."""
    site.sync(one_duty(), "2010-12-30")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    gathered(site)
    with writing(site.engine) as session:
        assert len(deliveries(session, "postbox", [GIVER], TUESDAY)[GIVER]) == 1
        assert claim(site.engine, "postbox", "me", 10, LEASE, opening(TUESDAY)) == []
    assert len(claim(site.engine, "postbox", "me", 10, LEASE, opening(TUESDAY))) == 1


def test_a_delivery_tells_only_what_is_still_pending(site):
    site.sync(with_more(other="2011-03-31"), "2010-12-30")
    decide(site.engine, TUESDAY, opening(TUESDAY))
    gathered(site)
    site.hand_in("a/other", "2011-03-01")
    with writing(site.engine) as session:
        [told] = told_by(session, [one.id for one in site.deliveries()]).values()
    assert {one.duty_id for one in told} == {site.duty("a/report").id}


def overlapped(site: Site, rule: str = "30d") -> None:
    """A sweep that looked before the change and wrote after it."""
    with writing(site.engine) as session:
        session.add(Alert(
            duty_id=site.duty("a/report").id, version=1, rule=rule, rule_day=TUESDAY, role="owner",
            decided_on=TUESDAY, decided_at=opening(TUESDAY),
        ))  # fmt: skip


def test_an_alert_on_a_date_that_was_amended_at_the_same_moment_is_not_told(site):
    site.sync(one_duty(), "2010-12-30")
    later = report("2011-06-15", amended_by="later", earlier_dates=[{"due": "2011-03-31"}])
    entry = assignment(milestones={"report": later})
    decisions = {"later": decision("2011-03-01", "amendment")}
    site.sync(register({"a": entry}, decisions=decisions), "2011-03-01")
    site.sweep(TUESDAY)
    overlapped(site)
    site.sweep("2011-03-02")
    assert len(site.postbox.letters) == 1
    assert site.alerts()[-1] == ("30d", "2011-03-01", "cancelled")


def test_an_alert_on_what_was_handed_in_at_the_same_moment_is_not_told(site):
    site.sync(one_duty(), "2010-12-30")
    site.hand_in("a/report", "2011-03-01")
    overlapped(site)
    site.sweep(TUESDAY)
    assert site.postbox.tried == []
    assert site.alerts() == [("30d", "2011-03-01", "cancelled")]


def test_before_a_body_exists_whoever_prepares_it_is_told(site):
    bodies = {"giver": {**body("Givaren"), "exists": "since 2011-03-15", "prepared_by": "taker"}}
    site.sync(register({"a": assignment()}, organisations=bodies), "2010-12-30")
    site.sweep("2011-03-01")
    assert site.postbox.readers == ["taker@b.example"]
    site.sweep("2011-03-17")
    assert site.postbox.readers == ["taker@b.example", "giver@a.example"]
