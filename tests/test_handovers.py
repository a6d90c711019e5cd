"""Handovers: responsibility moves by the decision on its day, and both sides are told."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from flows.day import opening
from flows.decide import decide
from flows.handovers import take_effect
from models.alert import Alert
from models.database import reading
from models.duty import Duty
from models.handover import HandoverStep
from models.standing import standings
from notifications.contacts import Contacts
from notifications.gathering import gather
from register.read import Read
from register.sync import sync
from tests.small_site import (
    SOURCE,
    Site,
    assignment,
    at_once,
    decision,
    handover,
    register,
    report,
)

GIVER, TAKER, OPS = "giver@a.example", "taker@b.example", "ops@uppdrag.example"


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine)


def moving(effective: str, *, known: str = "2011-01-10", assignments=None, **also):
    """A register in which assignment `a` passes from the giver to the taker."""
    return register(
        assignments or {"a": assignment(), "b": assignment()},
        decisions={"moving": decision(known, "handover")},
        handovers={"move": handover(effective, "a", **also)},
    )


def steps(site: Site) -> list[tuple[str, str]]:
    return [(one.step, str(one.happened_on)) for one in site.rows(HandoverStep)]


def texts(site: Site) -> list[tuple[str, str]]:
    """To whom, and what stands in it."""
    return [(str(one["To"]), one.get_content()) for one in site.postbox.accepted]


def owner(site: Site, key: str, on: str) -> str | None:
    with reading(site.engine) as session:
        [found] = standings(session, date.fromisoformat(on), keys=[key])
    return found.responsible.id if found.responsible else None


def of_handover(site: Site) -> list[tuple[str, str, str, str]]:
    found = [one for one in site.rows(Alert) if one.handover_id]
    return sorted((one.rule, str(one.rule_day), one.role, one.state) for one in found)


BOTH_TOLD = [
    ("handover", "2011-03-07", "giver", "told"), ("handover", "2011-03-07", "receiver", "told"),
]  # fmt: skip


def test_responsibility_moves_on_the_day_and_not_before(site):
    site.sync(moving("2011-03-07"), "2011-01-10")
    site.every_day("2011-01-10", "2011-03-08")
    days = ("2011-03-06", "2011-03-07")
    assert [owner(site, "a/report", on) for on in days] == ["giver", "taker"]
    assert [owner(site, "b/report", on) for on in days] == ["giver", "giver"]


def test_responsibility_has_moved_even_when_no_sweep_ever_ran(site):
    site.sync(moving("2011-03-07"), "2011-01-10")
    assert owner(site, "a/report", "2011-03-07") == "taker"
    assert steps(site) == []


def test_on_the_day_both_sides_are_told_and_the_new_owner_what_is_theirs(site):
    site.sync(moving("2011-03-07"), "2011-01-10")
    site.every_day("2011-01-10", "2011-03-06")
    before = len(site.postbox.letters)
    assert site.sweep("2011-03-07").handovers == [
        (
            "Överlämningen move har trätt i kraft: Från givaren till tagaren",
            "The handover move has taken effect: Från givaren till tagaren",
        )
    ]
    assert of_handover(site) == BOTH_TOLD
    assert ("taken_over", "2011-03-07", "told") in site.alerts("a/report")
    assert "taken_over" not in [rule for rule, _, _ in site.alerts("b/report")]
    new = dict(texts(site)[before:])
    assert set(new) == {GIVER, TAKER}
    assert "Du tar över" in new[TAKER]
    said = " ".join(new[TAKER].split())
    assert "ansvarar Tagaren för det här. Tidigare ansvarade Givaren." in said
    assert "31 mars" not in new[GIVER]


def test_after_the_day_reminders_go_to_the_new_owner_alone(site):
    site.sync(moving("2011-03-07", assignments={"a": assignment()}), "2011-01-10")
    found = site.every_day("2011-01-10", "2011-04-01")
    assert {to for day, to, _ in found if day < date(2011, 3, 7)} == {GIVER}
    assert {to for day, to, _ in found if day > date(2011, 3, 7)} == {TAKER}


def test_an_alert_decided_before_the_day_and_sent_after_goes_to_the_new_owner(site):
    site.sync(moving("2011-03-02", assignments={"a": assignment()}), "2011-01-10")
    site.sweep("2011-01-10")
    on = date(2011, 3, 1)
    decide(site.engine, on, opening(on))
    site.sweep("2011-03-02")
    assert [to for to, text in texts(site)[1:] if "31 mars" in text] == [TAKER]
    assert sorted(site.alerts("a/report")[1:]) == [
        ("30d", "2011-03-01", "superseded"), ("taken_over", "2011-03-02", "told"),
    ]  # fmt: skip


def test_an_alert_gathered_for_the_giver_and_not_sent_goes_to_the_new_owner(site):
    site.sync(moving("2011-03-02", assignments={"a": assignment()}), "2011-01-10")
    site.sweep("2011-01-10")
    on = date(2011, 3, 1)
    decide(site.engine, on, opening(on))
    gather(site.engine, site.contacts, "postbox", on, opening(on))
    site.sweep("2011-03-02", "2011-03-03")
    assert {to for to, text in texts(site)[1:] if "31 mars" in text} == {TAKER}
    assert site.told("a/report")[1:] == [("30d", "2011-03-01"), ("taken_over", "2011-03-02")]


def test_calendars_see_one_revision_of_what_has_moved_and_none_of_the_rest(site):
    site.sync(moving("2011-03-07"), "2011-01-10")
    site.sweep("2011-03-06", "2011-03-07", "2011-03-08")
    with reading(site.engine) as session:
        found = {one.key: one for one in session.exec(select(Duty))}
    assert {key: one.sequence for key, one in found.items()} == {"a/report": 1, "b/report": 0}
    assert found["a/report"].revised_at == opening(date(2011, 3, 7))


def test_however_often_it_is_run_it_happens_once(site):
    site.sync(moving("2011-03-07"), "2011-01-10")
    site.sweep("2011-03-07", "2011-03-07", "2011-03-08", "2011-03-07")
    assert of_handover(site) == BOTH_TOLD
    assert steps(site) == [("effective", "2011-03-07")]
    assert site.duty("a/report").sequence == 1
    rules = [rule for rule, _, _ in site.alerts("a/report")]
    assert rules.count("taken_over") == 1


def test_five_at_once_carry_it_out_once(site, database_url):
    site.sync(moving("2011-03-07"), "2011-01-10")
    on = date(2011, 3, 7)
    found = at_once(database_url, lambda one: take_effect(one.engine, on, opening(on)))
    assert sorted(map(len, found)) == [0, 0, 0, 0, 1]
    assert len(of_handover(site)) == 2
    assert site.duty("a/report").sequence == 1


def test_first_run_days_late_it_takes_effect_with_its_own_day(site):
    site.sync(moving("2011-03-07", assignments={"a": assignment()}), "2011-01-10")
    site.sweep("2011-01-10", "2011-03-16")
    assert steps(site) == [("effective", "2011-03-07")]
    assert of_handover(site) == BOTH_TOLD
    assert ("taken_over", "2011-03-16", "told") in site.alerts("a/report")
    new = dict(texts(site)[1:])
    assert set(new) == {GIVER, TAKER}
    assert all("Skulle ha skickats måndag 7 mars." in text for text in new.values())


@pytest.mark.parametrize(
    ("first_sync", "told"), [("2011-03-07", True), ("2011-06-05", True), ("2011-06-06", False)]
)
def test_a_handover_long_past_when_we_first_hear_of_it_is_history(site, first_sync, told):
    due = {"a": assignment(milestones={"report": report("2011-12-15")})}
    site.sync(moving("2011-03-07", assignments=due), first_sync)
    site.sweep(first_sync)
    assert of_handover(site) == (BOTH_TOLD if told else [])
    assert bool(site.alerts("a/report")) == told
    assert steps(site) == [("effective", "2011-03-07")]
    assert owner(site, "a/report", first_sync) == "taker"


def test_known_in_time_it_is_told_however_late_the_sweep(site):
    due = {"a": assignment(milestones={"report": report("2011-12-15")})}
    site.sync(moving("2011-03-07", assignments=due), "2011-01-10")
    site.sweep("2011-08-01")
    assert of_handover(site) == BOTH_TOLD


def test_a_decision_that_comes_after_its_own_day_takes_effect_when_it_is_known(site):
    late = moving("2011-03-07", known="2011-03-14")
    site.sync(late, "2011-03-07")
    site.sweep("2011-03-07")
    assert (steps(site), owner(site, "a/report", "2011-03-07")) == ([], "giver")
    site.sync(late, "2011-03-14")
    site.sweep("2011-03-14")
    assert steps(site) == [("effective", "2011-03-07")]
    assert of_handover(site) == BOTH_TOLD


def test_the_new_owner_is_told_of_what_is_open_also_when_it_is_late_already(site):
    milestones = {
        "done": report("2011-03-31"), "late": report("2011-02-28"), "coming": report("2011-04-29"),
        "fuzzy": report("autumn 2011"), "unrecorded": report("2008-03-31"),
    }  # fmt: skip
    site.sync(
        moving("2011-03-07", assignments={"a": assignment(milestones=milestones)}), "2011-01-10"
    )
    site.every_day("2011-01-10", "2011-03-06")
    site.hand_in("a/done", "2011-03-06")
    site.sweep("2011-03-07")
    with reading(site.engine) as session:
        query = select(Duty.milestone, Alert.state).join(Alert, col(Alert.duty_id) == Duty.id)
        told = session.exec(query.where(Alert.rule == "taken_over")).all()
    assert sorted(told) == [("coming", "told"), ("late", "told")]


def test_what_ends_is_nobodys_and_goes_to_ops(site):
    items = [{"what": "a", "fate": "ends", "text": "a", "source": SOURCE}]
    site.sync(moving("2011-03-07", assignments={"a": assignment()}, items=items), "2011-01-10")
    assert owner(site, "a/report", "2011-03-07") is None
    found = site.every_day("2011-03-08", "2011-04-01")
    assert {to for day, to, _ in found if day > date(2011, 3, 8)} == {OPS}


def test_who_has_no_address_is_answered_for_by_ops(site):
    site.sync(register({"a": assignment("nobody")}), "2010-06-01")
    site.sweep("2011-03-01")
    assert site.postbox.readers == [OPS]


def test_the_contact_moves_on_a_day_of_its_own_and_nobody_is_told_twice(site):
    site.sync(moving("2011-03-07", contact_from="2011-03-14"), "2011-01-10")
    site.sweep("2011-03-07", "2011-03-13")
    before = len(site.postbox.letters)
    assert steps(site) == [("effective", "2011-03-07")]
    assert site.sweep("2011-03-14").handovers == [
        ("Överlämningen move: kontakten har flyttat", "The handover move: the contact has moved")
    ]
    assert site.sweep("2011-03-14").handovers == []
    assert steps(site)[1:] == [("contact_moved", "2011-03-14")]
    assert len(site.postbox.letters) == before


def test_a_handover_moved_to_a_later_day_after_it_took_effect_takes_effect_again(site):
    due = {"a": assignment(milestones={"report": report("2011-12-15")})}
    site.sync(moving("2011-03-07", assignments=due), "2011-01-10")
    site.sweep("2011-03-07")
    site.sync(moving("2011-04-04", assignments=due), "2011-03-14")
    assert owner(site, "a/report", "2011-03-14") == "giver"
    site.every_day("2011-03-14", "2011-04-03")
    assert steps(site) == [("effective", "2011-03-07")]
    before = len(site.postbox.letters)
    site.sweep("2011-04-04", "2011-04-05")
    assert steps(site) == [("effective", "2011-03-07"), ("effective", "2011-04-04")]
    assert set(site.postbox.readers[before:]) == {GIVER, TAKER}
    assert of_handover(site) == [
        *BOTH_TOLD, ("handover", "2011-04-04", "giver", "told"),
        ("handover", "2011-04-04", "receiver", "told"),
    ]  # fmt: skip
    assert [day for rule, day in site.told("a/report") if rule == "taken_over"] == [
        "2011-03-07", "2011-03-14", "2011-04-04",
    ]  # fmt: skip


def test_a_contact_moved_to_a_later_day_moves_on_that_day_too(site):
    site.sync(moving("2011-03-07", contact_from="2011-03-14"), "2011-01-10")
    site.sweep("2011-03-14")
    site.sync(moving("2011-03-07", contact_from="2011-03-21"), "2011-03-15")
    site.sweep("2011-03-21")
    assert steps(site)[1:] == [("contact_moved", "2011-03-14"), ("contact_moved", "2011-03-21")]


def both_moving(*subjects: str):
    """Assignments that all pass to the taker, of those that are named."""
    due = {one: assignment(milestones={"report": report("2011-12-15")}) for one in subjects}
    return register(
        due, decisions={"moving": decision("2011-01-10", "handover")},
        handovers={"move": handover("2011-03-07", *subjects)},
    )  # fmt: skip


@pytest.mark.parametrize(("swept", "told_on"), [("2011-03-07", "2011-03-14"), (None, "2011-03-15")])
def test_what_joins_a_handover_is_told_to_its_new_owner_once(site, swept, told_on):
    due = {one: assignment(milestones={"report": report("2011-12-15")}) for one in "ab"}
    site.sync(moving("2011-03-07", assignments=due), "2011-01-10")
    if swept:
        site.sweep(swept)
    site.sync(both_moving("a", "b"), "2011-03-14")
    site.sweep("2011-03-15")
    assert site.told("b/report") == [("taken_over", told_on)]


def test_a_new_assignment_that_joins_a_handover_in_effect_is_told_as_new(site):
    site.sync(both_moving("a"), "2011-01-10")
    site.sweep("2011-03-07")
    site.sync(both_moving("a", "b"), "2011-10-14")
    site.sweep("2011-10-14")
    assert site.told("b/report") == [("registered", "2011-10-14")]


# A holder put right in the register, without a handover


def test_a_holder_put_right_is_told_what_is_theirs(site):
    site.sync(register({"a": assignment()}), "2010-06-01")
    site.sweep("2010-12-30")
    site.sync(register({"a": assignment("taker", correction="Felskrivet.")}), "2011-02-01")
    site.sweep("2011-02-01")
    assert site.told()[1:] == [("taken_over", "2011-02-01")]
    assert site.postbox.readers == [GIVER, TAKER]


def test_a_holder_of_long_ago_put_right_is_no_news_to_the_one_of_today(site):
    site.sync(moving("2011-01-10"), "2011-01-10")
    site.sweep("2011-01-10")
    before = len(site.postbox.letters)
    slip = assignment("nobody", correction="Felskrivet.")
    wrong = moving("2011-01-10", assignments={"a": slip, "b": assignment()})
    site.sync(wrong, "2011-02-01")
    site.sweep("2011-02-01")
    assert len(site.postbox.letters) == before


def test_a_receiver_put_right_before_the_day_is_told_on_the_day(site):
    site.sync(moving("2011-03-07", receiver="nobody"), "2011-01-10")
    site.sweep("2011-01-10")
    site.sync(moving("2011-03-07"), "2011-02-01")
    site.sweep("2011-02-01")
    assert {rule for rule, _, _ in site.alerts()} == {"registered"}
    site.sweep("2011-03-07")
    assert of_handover(site) == BOTH_TOLD


# The handover of 2018


def test_the_handover_of_2018(engine: Engine, shipped: Read, contacts: Contacts):
    assert shipped.register
    site = Site(engine, contacts=contacts)
    for on in (date(2017, 12, 31), date(2018, 1, 1)):
        sync(engine, shipped.register, shipped.digest, on=on, now=opening(on))
        site.sweep(on)
    assert steps(site) == [("effective", "2018-01-01")]
    assert owner(site, "jamy-annual-report/annual-report/2018", "2018-01-01") == "jamy"
    lines = dict(site.postbox.letters)
    giver, receiver = "uppdrag@lst-stockholm.example", "uppdrag@jamy.example"
    assert set(lines) == {giver, receiver}
    assert (
        lines[giver]
        == "Jämställdhetsmyndigheten tar i dag över uppdrag från Länsstyrelsen i Stockholms län"
    )
    text = next(one for one in site.postbox.accepted if one["To"] == giver).get_content()
    assert "Från och med 8 januari svarar Jämställdhetsmyndigheten på frågor" in " ".join(
        text.split()
    )
    assert [sv for sv, _ in site.sweep("2018-01-08").handovers] == [
        "Överlämningen jamy-2018: kontakten har flyttat"
    ]
    assert site.every_day("2018-01-02", "2018-01-12") == []


def test_an_activity_of_a_secret_assignment_is_not_named_when_it_is_handed_over(engine):
    line = {
        "title": "Dold telefon", "kind": "telephone", "decision": "first", "responsible": "giver",
        "assignment": "a", "source": SOURCE,
    }  # fmt: skip
    opened = {name: value for name, value in line.items() if name != "assignment"}
    made = register(
        {"a": assignment(secret=True)},
        activities={"hidden-line": line, "open-line": opened},
        decisions={"moving": decision("2010-06-01", "handover")},
        handovers={"h": handover("2011-01-01", "hidden-line", "open-line")},
    )
    site = Site(engine)
    site.sync(made, "2010-12-01")
    site.sweep("2011-01-01")
    bodies = [one.get_content() for one in site.postbox.accepted]
    assert bodies
    assert all("open-line" in body for body in bodies)
    assert not any("hidden-line" in body for body in bodies)
