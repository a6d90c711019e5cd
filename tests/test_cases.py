"""The case registers: real decisions, as their lists, alerts and answers come out."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from flows.day import opening
from models.assignment import Amendment, Condition, Partner, Related, Stop
from models.claim import Unknown
from models.context_date import ContextDate
from models.database import reading, writing
from models.decision import Decision, DiaryNumber, Reference
from models.duty import Duty
from models.handover import Handover, HandoverStep
from models.money import FundingLine
from models.recording import Entry, Noun, record
from models.refusal import Refusal
from models.standing import Standing, standings
from models.who import who
from register.known import known_from
from register.read import read, read_file
from register.shape import Register
from tests.small_register import small
from tests.small_site import Site, people

CASES = sorted((Path(__file__).parent / "data" / "cases").glob("*.yaml"))
FIRST = {  # the day on which each becomes known
    "c1": "2016-05-19", "c2": "2018-07-31", "c3": "2021-12-01", "c4": "2022-04-30",
    "c5": "2010-07-01", "c6": "2011-12-31", "c7": "2023-10-31", "c8": "2012-12-31",
    "c9": "2022-12-31", "c10": "2017-03-31", "i1": "2024-12-31", "i2": "2018-12-31",
    "i3": "2025-01-01",
}  # fmt: skip


@cache
def register(name: str) -> Register:
    """The register of a case, without a mistake."""
    (path,) = (one for one in CASES if one.name.startswith(f"{name}-"))
    found = read_file(path)
    assert not [mistake.text(path.name) for mistake in found.mistakes]
    assert found.register
    return found.register


def edited(name: str, *edits: tuple[str, str]) -> Register:
    """A case with each of the edits made."""
    (path,) = (one for one in CASES if one.name.startswith(f"{name}-"))
    found = read(small(*edits, of=path.read_text("utf-8")).encode())
    assert found.register, found.mistakes
    return found.register


@pytest.fixture
def site(engine: Engine) -> Site:
    return Site(engine, contacts=people())


def begun(site: Site, name: str, *later: str) -> Site:
    """A case synced on the day on which it becomes known, and on these days."""
    for day in (FIRST[name], *later):
        site.sync(register(name), day)
    return site


def standing(site: Site, on: str, *keys: str) -> list[Standing]:
    with reading(site.engine) as session:
        day = date.fromisoformat(on)
        return standings(session, day, known=day, keys=keys or None)


def owed(site: Site, on: str, *keys: str) -> list[tuple[str, str | None, str, str | None]]:
    """What is owed, when, how it stands and by whom, as known on the day."""
    return [
        (one.duty.key, one.stated.text if one.stated else None, one.state,
         one.responsible.id if one.responsible else None)
        for one in standing(site, on, *keys)
    ]  # fmt: skip


def answers(site: Site, subject: str, on: str) -> tuple[str, str] | None:
    """Who answers for it on the day, as known then: id and name."""
    day = date.fromisoformat(on)
    with reading(site.engine) as session:
        found = who(session, subject, day, day)
    holder = found.responsible if found and found.known_from <= day else None
    return (holder.body.id, holder.body.name) if holder and holder.body else None


def members(site: Site, subject: str, on: str) -> list[str]:
    day = date.fromisoformat(on)
    with reading(site.engine) as session:
        found = who(session, subject, day)
    assert found and found.responsible
    return [one.id for one in found.responsible.members]


def alerted(site: Site, until: str, key: str | None = None) -> list[tuple[str, str]]:
    """Sweep on every alert day up to a day: the rule and day of what is told."""
    end = date.fromisoformat(until)
    while days := [one.next_on for one in site.watched() if one.next_on and one.next_on <= end]:
        site.sweep(min(days))
    return [(rule, day) for rule, day, _ in site.alerts(key)]


def everything(site: Site, table: type, *fields: str) -> list[tuple[Any, ...]]:
    """These fields of every row of a table."""
    return [tuple(getattr(row, field) for field in fields) for row in site.rows(table)]


LADDER = ["90d", "30d", "14d", "5wd", "1wd", "day"]


def recorded(site: Site, on: str, noun: Noun, name: str, what: str, **also: Any) -> None:
    day = date.fromisoformat(on)
    entry = Entry(noun, name, what, day, "Registratorn", **also)
    with writing(site.engine) as session:
        record(session, entry, on=day, now=opening(day))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_syncs_and_the_same_again_changes_nothing(path, site):
    name = path.name.partition("-")[0]
    begun(site, name)
    again = f"{int(FIRST[name][:4])}-12-31"
    site.sync(register(name), again)
    with reading(site.engine) as session:
        keys = {duty.key: duty.sequence for duty in session.exec(select(Duty))}
    assert site.sync(register(name).model_copy(), again).lines == []
    with reading(site.engine) as session:
        assert {duty.key: duty.sequence for duty in session.exec(select(Duty))} == keys


def test_all_cases_are_here():
    assert sorted(path.name.partition("-")[0] for path in CASES) == sorted(FIRST)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nothing_is_known_of_a_case_on_the_day_before(path, site):
    name = path.name.partition("-")[0]
    known = min(known_from(register(name), one) for one in register(name).decisions)
    before = known - timedelta(days=1)
    site.sync(register(name), before.isoformat())
    assert standing(site, before.isoformat()) == []
    assert site.watched() == []
    assert not any(answers(site, one, str(before)) for one in register(name).assignments)


# C1: a letter with partial numbers and a two-week rule


def test_c1_listed_occasions_before_the_decision_are_silent(site):
    begun(site, "c1")
    forecasts = [f"sos-forecasts/forecast/prognos-{number}" for number in range(1, 6)]
    assert owed(site, "2016-05-19", *forecasts) == [
        (forecasts[0], "2016-01-20", "unrecorded", "socialstyrelsen"),
        (forecasts[1], "2016-02-19", "unrecorded", "socialstyrelsen"),
        (forecasts[2], "2016-05-03", "unrecorded", "socialstyrelsen"),
        (forecasts[3], "2016-08-01", "open", "socialstyrelsen"),
        (forecasts[4], "2016-10-26", "open", "socialstyrelsen"),
    ]
    alerted(site, "2016-08-01")
    assert [site.alerts(key) for key in forecasts[:3]] == [[], [], []]
    assert alerted(site, "2016-08-01", forecasts[3]) == [
        ("registered", "2016-05-19"), ("30d", "2016-07-01"),  # 2 July is a Saturday
        ("14d", "2016-07-18"), ("5wd", "2016-07-25"), ("1wd", "2016-07-29"),
        ("day", "2016-08-01"),
    ]  # fmt: skip
    assert answers(site, "sos-forecasts", "2016-05-19") == ("socialstyrelsen", "Socialstyrelsen")
    assert answers(site, "fohm-forecasts", "2016-05-19") is None
    [duty] = {
        (one.duty.through, one.duty.instruction) for one in standing(site, "2016-05-19", *forecasts)
    }
    assert duty == (
        "Hermes",
        "Enligt ESV:s instruktioner, med kommentarer i förhållande till föregående prognos och till budgeten",
    )


def test_c1_a_requirement_follows_the_annual_report_of_its_year(site):
    begun(site, "c1")
    [one] = standing(site, "2016-05-19", "sos-requirements/report")
    assert (one.due, one.duty.within, one.duty.form) == (
        date(2017, 2, 22), "event:annual-report/2016", "in_another_document",
    )  # fmt: skip
    assert [version.reason for version in one.versions] == ["original", "followed"]


def test_c1_requirements_and_occasions_without_a_day_are_seen_and_never_late(site):
    begun(site, "c1", "2021-12-22")
    undated = [one.duty.key for one in standing(site, "2030-01-01") if one.state == "undated"]
    assert sorted(undated) == [
        "fohm-forecasts/forecast", "fohm-gender/report", "fohm-information-security/report",
        "fohm-pandemic/report", "fohm-target-areas/report",
    ]  # fmt: skip
    assert site.duty("fohm-forecasts/forecast").timing == "unknown"
    unknown = everything(site, Unknown, "subject", "about", "why")
    assert ("milestone:fohm-forecasts/forecast", "prognosdagarna", "breaks_off") in unknown
    assert ("milestone:fohm-gender/report", "mottagare", "not_stated") in unknown
    alerted(site, "2022-12-31")
    assert [site.alerts(key) for key in undated] == [[]] * 5


def test_c1_the_two_week_rule_holds_for_the_letter_and_moves_nothing(site):
    begun(site, "c1", "2021-12-22")
    assert everything(site, Decision, "id", "respite") == [
        ("fohm-2022", "14d"),
        ("sos-2016", "14d"),
    ]
    assert everything(site, DiaryNumber, "raw", "partial") == [
        ("S2016/03609/FS", False), ("S2021/04606", True), ("S2021/04815", True),
        ("S2021/08111", True),
    ]  # fmt: skip
    key = "sos-forecasts/forecast/prognos-4"
    assert standing(site, "2021-12-22", key)[0].due == date(2016, 8, 1)


def test_c1_an_agreement_moves_the_date_no_further_than_two_weeks(site):
    begun(site, "c1")
    key = "sos-forecasts/forecast/prognos-4"
    late, inside = date(2016, 8, 16), date(2016, 8, 15)
    with pytest.raises(Refusal):
        recorded(site, "2016-07-01", "respite", key, "decided", until=late)
    recorded(site, "2016-07-01", "respite", key, "decided", until=inside)
    [one] = standing(site, "2016-07-01", key)
    assert one.due == inside
    assert [str(version.due) for version in one.versions] == ["2016-08-01", "2016-08-15"]


# C2: a report inside the annual report, and money with days of its own


def test_c2_days_follow_the_annual_report_and_each_other(site):
    begun(site, "c2")
    assert owed(site, "2018-07-31") == [
        ("geokalkyl/requisition", "2018-09-29", "open", "sgi"),
        ("geokalkyl/account", "2018-12-29", "open", "sgi"),
        ("geokalkyl/repayment", "2018-12-29", "open", "sgi"),
        ("geokalkyl/report", "2019-02-22", "open", "sgi"),
    ]
    to = {one.duty.key: [body.id for body in one.to] for one in standing(site, "2018-07-31")}
    assert to["geokalkyl/report"] == []
    assert {*map(tuple, to.values())} == {(), ("kammarkollegiet",)}
    assert site.duty("geokalkyl/account").anchor == "duty:geokalkyl/repayment"
    assert answers(site, "geokalkyl", "2018-07-31") == ("sgi", "Statens geotekniska institut")


def test_c2_a_saturday_stays_the_decided_day_and_is_told_on_the_friday(site):
    begun(site, "c2")
    [one] = standing(site, "2018-07-31", "geokalkyl/requisition")
    assert (str(one.due), str(one.working_day_before)) == ("2018-09-29", "2018-09-28")
    told = alerted(site, "2018-10-01", "geokalkyl/requisition")
    assert told == [
        ("registered", "2018-07-31"), ("30d", "2018-08-30"), ("14d", "2018-09-14"),
        ("5wd", "2018-09-24"), ("day", "2018-09-28"), ("overdue-1", "2018-10-01"),
    ]  # fmt: skip


def test_c2_the_account_moves_with_the_repayment(site):
    begun(site, "c2")
    moved = edited(
        "c2",
        ("        due: 2018-12-29\n", "        due: 2018-12-14\n        correction: Felskrivet\n"),
    )
    site.sync(moved, "2018-08-01")
    keys = ("geokalkyl/account", "geokalkyl/repayment")
    assert [str(one.due) for one in standing(site, "2018-08-01", *keys)] == ["2018-12-14"] * 2


def test_c2_money_has_a_ceiling_an_appropriation_and_a_payer(site):
    begun(site, "c2")
    fields = (
        "amount",
        "precision",
        "year",
        "expenditure_area",
        "appropriation",
        "item",
        "paid_by_id",
    )
    assert everything(site, FundingLine, *fields) == [
        (400_000, "at_most", 2018, "18", "1:1 Bostadspolitisk utveckling", "1", "kammarkollegiet")
    ]
    assert site.duty("geokalkyl/requisition").cites == "N2018/04127/SPN\nN2018/01143/SPN"


# C3: everything amended at once


def occurrences(site: Site, on: str, milestone: str) -> dict[str, tuple[str, str | None]]:
    """Each occurrence of a milestone: how it stands, and what it is about."""
    return {
        one.duty.occurrence: (one.state, one.duty.period)
        for one in standing(site, on)
        if one.duty.milestone == milestone
    }


def test_c3_a_rhythm_falls_when_its_end_is_known_and_january_survives(site):
    begun(site, "c3", "2022-12-30")
    before = occurrences(site, "2022-12-30", "compilations")
    assert before["2023-01"] == ("undated", "2023-01")
    assert before["2023-02"] == ("undated", "2023-02")
    site.sync(register("c3"), "2022-12-31")
    after = occurrences(site, "2022-12-31", "compilations")
    assert after["2022-12"] == ("undated", "2022-12")
    assert after["2023-01"] == ("undated", "2022-10..2022-12")
    assert {state for name, (state, _) in after.items() if name > "2023-01"} == {"withdrawn"}
    [one] = standing(site, "2022-12-31", "vaccine/compilations/2023-01")
    assert [body.id for body in one.to] == ["kammarkollegiet", "regeringskansliet"]


def test_c3_weekly_until_the_amendment_and_monthly_after_it(site):
    begun(site, "c3", "2022-12-30")
    assert occurrences(site, "2022-12-30", "oral-account-monthly") == {}
    weekly = occurrences(site, "2022-12-30", "oral-account-weekly")
    assert weekly["2023-W01"] == ("undated", "2023-01-02..2023-01-08")
    site.sync(register("c3"), "2022-12-31")
    weekly = occurrences(site, "2022-12-31", "oral-account-weekly")
    assert weekly["2022-W52"][0] == "undated"
    assert {state for name, (state, _) in weekly.items() if name > "2022-W52"} == {"withdrawn"}
    monthly = occurrences(site, "2022-12-31", "oral-account-monthly")
    assert [*monthly][:3] == ["2023-01", "2023-02", "2023-03"]
    duty = site.duty("vaccine/oral-account-monthly/2023-01")
    assert (duty.form, duty.replaces) == ("oral", "oral-account-weekly")


def test_c3_an_oral_report_is_done_without_a_document(site):
    begun(site, "c3", "2022-12-31")
    key = "vaccine/oral-account-monthly/2023-01"
    site.hand_in(key, "2023-01-20")
    assert owed(site, "2023-01-20", key) == [(key, "2023-01", "handed_in", "folkhalsomyndigheten")]


def test_c3_what_is_only_on_request_gets_its_day_when_asked_for(site):
    begun(site, "c3", "2022-12-31")
    key = "vaccine/separate-account"
    assert owed(site, "2023-03-01", key) == [(key, None, "undated", "folkhalsomyndigheten")]
    duty = site.duty(key)
    assert (duty.timing, duty.instead_of) == ("on_request", "oral-account-monthly")
    assert "väsentligt" in str(duty.trigger)
    recorded(site, "2023-03-01", "request", key, "requested", until=date(2023, 3, 15))
    assert owed(site, "2023-03-01", key) == [(key, "2023-03-15", "open", "folkhalsomyndigheten")]


def test_c3_alerts_only_for_what_has_a_day(site):
    begun(site, "c3", "2022-12-31")
    assert alerted(site, "2023-02-01") == [
        ("registered", "2022-12-31"), ("14d", "2023-01-17"), ("5wd", "2023-01-24"),
        ("1wd", "2023-01-30"), ("day", "2023-01-31"), ("overdue-1", "2023-02-01"),
    ]  # fmt: skip
    keys = ("vaccine/interim-report", "vaccine/final-report")
    assert owed(site, "2023-01-31", *keys) == [
        ("vaccine/interim-report", "2023-01-31", "open", "folkhalsomyndigheten"),
        ("vaccine/final-report", "2024-01-31", "open", "folkhalsomyndigheten"),
    ]
    assert site.duty("vaccine/interim-report").period == "2022"
    assert answers(site, "vaccine", "2023-01-31") == (
        "folkhalsomyndigheten",
        "Folkhälsomyndigheten",
    )


def test_c3_an_extension_whose_former_day_is_unknown(site):
    begun(site, "c3")
    assert owed(site, "2022-01-01", "vaccine/final-report")[0][1:3] == (None, "undated")
    site.sync(register("c3"), "2022-12-31")
    [one] = standing(site, "2022-12-31", "vaccine/final-report")
    assert [(version.reason, str(version.due)) for version in one.versions] == [
        ("amended", "2024-01-31")
    ]


def test_c3_one_amendment_says_five_things_and_shares_its_number(site):
    begun(site, "c3")
    assert site.rows(Amendment) == []
    site.sync(register("c3"), "2022-12-31")
    assert everything(site, Amendment, "what", "milestone") == [
        ("widened", None), ("narrowed", "compilations"), ("rhythm", "oral-account-monthly"),
        ("added", "interim-report"), ("extended", "final-report"),
    ]  # fmt: skip
    assert everything(site, DiaryNumber, "decision_id", "raw") == [
        ("vaccine-2021", "S2021/08239"), ("vaccine-2022", "S2021/08239"),
    ]  # fmt: skip
    assert everything(site, Decision, "id", "otherwise_unchanged")[-1] == ("vaccine-2022", True)


# C4: a coordinator for the group, and a joint report


def test_c4_the_coordinator_reports_for_the_group(site):
    begun(site, "c4")
    assert owed(site, "2022-04-30") == [
        ("housing/interim-report", "2022-06-01", "open", "boards-and-migrationsverket"),
        ("housing/account", None, "undated", "lst-stockholm"),
    ]
    account = site.duty("housing/account")
    assert (account.timing, account.for_id) == ("ongoing", "lansstyrelserna")
    assert answers(site, "housing", "2022-04-30") == ("lansstyrelserna", "Länsstyrelserna")
    assert len(members(site, "housing", "2022-04-30")) == 21


def test_c4_the_joint_report_is_owed_by_both_and_ongoing_is_never_late(site):
    begun(site, "c4")
    [report] = standing(site, "2022-04-30", "housing/interim-report")
    assert report.responsible and report.responsible.id == "boards-and-migrationsverket"
    joint = register("c4").organisations["boards-and-migrationsverket"]
    assert [one.organisation for one in joint.members] == ["lansstyrelserna", "migrationsverket"]
    assert alerted(site, "2022-06-01") == [
        ("registered", "2022-04-30"), ("30d", "2022-05-02"), ("14d", "2022-05-18"),
        ("5wd", "2022-05-24"), ("1wd", "2022-05-31"), ("day", "2022-06-01"),
    ]  # fmt: skip
    assert [one[2] for one in owed(site, "2023-01-01")] == ["late", "undated"]


def test_c4_cooperation_and_the_assignment_it_supports(site):
    begun(site, "c4")
    assert everything(site, Partner, "duty", "organisation_id") == [
        ("cooperate", "migrationsverket"), ("cooperate", "kommunerna"),
    ]  # fmt: skip
    [(how, holder, decided)] = everything(site, Related, "how", "holder_id", "decided")
    assert (how, holder, decided.text) == ("supports", "migrationsverket", "2022-03-31")
    assert ("slutredovisning",) in everything(site, Unknown, "about")


# C5: until a month after something, until a day, until a later day


def test_c5_three_versions_of_one_deadline_are_kept(site):
    begun(site, "c5")
    key = "border-rivers/final-report"
    found = {}
    for day in ("2010-07-01", "2010-09-16", "2010-12-22"):
        alerted(site, day)
        site.sync(register("c5"), day)
        found[day] = owed(site, day, key)[0][1:3]
    assert found == {
        "2010-07-01": (None, "undated"), "2010-09-16": ("2010-12-31", "open"),
        "2010-12-22": ("2011-03-31", "open"),
    }  # fmt: skip
    [one] = standing(site, "2010-12-22", key)
    assert [(row.reason, row.anchor, row.plus, row.due and str(row.due), row.decision_id) for row in one.versions] == [
        ("original", "event:commission-formed", "1m", None, "dir-76"),
        ("amended", None, None, "2010-12-31", "dir-97"),
        ("amended", None, None, "2011-03-31", "dir-138"),
    ]  # fmt: skip
    assert alerted(site, "2010-12-31", key) == [
        ("amended", "2010-09-16"), ("90d", "2010-10-01"), ("30d", "2010-12-01"),
        ("14d", "2010-12-17"), ("amended", "2010-12-22"), ("90d", "2010-12-30"),
    ]  # fmt: skip


def test_c5_the_day_follows_when_the_commission_is_formed_at_a_months_end(site):
    begun(site, "c5")
    recorded(site, "2010-08-31", "event", "commission-formed", "happened")
    assert owed(site, "2010-08-31", "border-rivers/final-report")[0][1:3] == ("2010-09-30", "open")


def test_c5_only_the_last_deliverable_is_moved_and_an_inquiry_has_its_own_number(site):
    begun(site, "c5", "2010-09-16", "2010-12-22")
    keys = ("border-rivers/plan", "border-rivers/interim-report")
    assert [(one.duty.kind, str(one.due), len(one.versions)) for one in standing(site, "2010-12-22", *keys)] == [
        ("plan", "2010-08-13", 1), ("interim_report", "2010-09-13", 1),
    ]  # fmt: skip
    assert answers(site, "border-rivers", "2010-07-01") == ("inquiry", "Särskild utredare")
    assert register("c5").organisations["inquiry"].designation == "M 2010:05"
    assert everything(site, Reference, "kind", "raw") == [
        ("dir", "dir. 2010:76"), ("dir", "dir. 2010:97"), ("dir", "dir. 2010:138"),
    ]  # fmt: skip


# C6: every January, with a copy


def test_c6_four_years_and_no_more(site):
    begun(site, "c6", "2013-06-01")
    key = "baltic-sea-strategy/yearly-report"
    assert owed(site, "2013-06-01") == [
        (f"{key}/2011", "2012-01-31", "late", "hav"), (f"{key}/2012", "2013-01-31", "late", "hav"),
        (f"{key}/2013", "2014-01-31", "open", "hav"), (f"{key}/2014", "2015-01-31", "open", "hav"),
    ]  # fmt: skip
    site.sync(register("c6"), "2014-06-01")
    assert len(standing(site, "2014-06-01")) == 4


def test_c6_a_copy_to_an_agency_and_the_last_on_a_saturday(site):
    begun(site, "c6", "2013-06-01")
    [one] = standing(site, "2013-06-01", "baltic-sea-strategy/yearly-report/2014")
    assert ([to.id for to in one.to], [copy.id for copy in one.copies]) == (
        ["miljodepartementet"],
        ["tillvaxtverket"],
    )
    assert (str(one.due), str(one.working_day_before)) == ("2015-01-31", "2015-01-30")
    told = alerted(site, "2015-02-02", one.duty.key)
    assert told[-2:] == [("day", "2015-01-30"), ("overdue-1", "2015-02-02")]


def test_c6_all_four_answer_and_what_three_of_them_owe_is_unknown(site):
    begun(site, "c6")
    assert answers(site, "baltic-sea-strategy", "2012-01-02") == (
        "four-agencies",
        "Naturvårdsverket, Havs- och vattenmyndigheten, Kemikalieinspektionen och SMHI",
    )
    assert members(site, "baltic-sea-strategy", "2012-01-02") == [
        "naturvardsverket",
        "hav",
        "kemi",
        "smhi",
    ]
    assert ("vad Naturvårdsverket, Kemikalieinspektionen och SMHI ska redovisa", "elsewhere") in (
        everything(site, Unknown, "about", "why")
    )
    assert alerted(site, "2012-01-31") == [
        ("registered", "2011-12-31"), ("14d", "2012-01-17"), ("5wd", "2012-01-24"),
        ("1wd", "2012-01-30"), ("day", "2012-01-31"),
    ]  # fmt: skip


# C7: on a condition, and with the budget documentation


def test_c7_a_day_and_an_occasion_and_a_day_that_is_no_report(site):
    begun(site, "c7")
    assert owed(site, "2023-10-31") == [
        ("youth-units/interim-report", "2025-03-01", "open", "kriminalvarden"),
        ("youth-units/final-report", "2026-04-01", "open", "kriminalvarden"),
        ("youth-units/units-ready", "2026-07-01", "open", "kriminalvarden"),
        ("youth-units/inform", None, "undated", "kriminalvarden"),
    ]
    assert site.duty("youth-units/interim-report").within == "event:budget-documentation/2025"
    [ready] = standing(site, "2023-10-31", "youth-units/units-ready")
    assert (ready.duty.kind, ready.to) == ("readiness", ())
    assert answers(site, "youth-units", "2023-10-31") == ("kriminalvarden", "Kriminalvården")


def test_c7_alerts_before_a_saturday_and_a_wednesday(site):
    begun(site, "c7")
    assert alerted(site, "2025-03-03", "youth-units/interim-report") == [
        ("90d", "2024-11-29"), ("30d", "2025-01-30"), ("14d", "2025-02-14"),
        ("5wd", "2025-02-24"), ("day", "2025-02-28"), ("overdue-1", "2025-03-03"),
    ]  # fmt: skip
    assert [rule for rule, _ in alerted(site, "2026-07-01", "youth-units/units-ready")] == LADDER


def test_c7_the_budget_documentation_may_move_and_the_stated_day_wins(site):
    begun(site, "c7")
    recorded(site, "2025-02-20", "event", "budget-documentation/2025", "happened")
    assert owed(site, "2025-02-20", "youth-units/interim-report")[0][1] == "2025-03-01"


def test_c7_deadlines_fall_when_the_condition_fails(site):
    begun(site, "c7")
    assert everything(site, Condition, "key", "says") == [
        ("riksdag", "Med förbehåll för riksdagens ställningstagande")
    ]
    recorded(site, "2023-12-15", "condition", "youth-units/riksdag", "failed")
    assert site.watched() == []
    assert "open" not in {one[2] for one in owed(site, "2023-12-15")}


# C8: one decision, different days for different holders


def test_c8_each_holder_has_its_own_day(site):
    begun(site, "c8")
    assert sorted(owed(site, "2013-01-01")) == [
        ("transport-plan/county-plans", "2013-12-16", "open", "lansplaneupprattarna"),
        ("transport-plan/national-plan", "2013-06-13", "open", "trafikverket"),
        ("transport-plan/referral", "2013-06-13", "open", "trafikverket"),
    ]
    assert answers(site, "transport-plan", "2013-01-01") == (
        "planners",
        "Trafikverket och länsplaneupprättarna",
    )
    assert members(site, "transport-plan", "2013-01-01") == ["trafikverket", "lansplaneupprattarna"]
    told = alerted(site, "2013-12-16", "transport-plan/county-plans")
    assert told == [
        ("90d", "2013-09-17"), ("30d", "2013-11-15"), ("14d", "2013-12-02"),
        ("5wd", "2013-12-09"), ("1wd", "2013-12-13"), ("day", "2013-12-16"),
    ]  # fmt: skip


def test_c8_a_number_in_the_wrong_field_is_kept_as_what_it_is(site):
    begun(site, "c8")
    assert everything(site, DiaryNumber, "raw", "kind") == [("rskr. 2012/13:119", "rskr")]
    assert ("den fullständiga titeln", "breaks_off") in everything(site, Unknown, "about", "why")


# C9: stop, finish, wait


def test_c9_parts_are_stopped_ending_and_paused(site):
    begun(site, "c9")
    stops = everything(site, Stop, "subject", "how", "until")
    assert sorted((subject, how, until and until.text) for subject, how, until in stops) == [
        ("assignment:railways/central", "stopped", None),
        ("assignment:railways/goteborg-boras", "paused", "2023-09-30"),
        ("assignment:railways/hassleholm-lund", "ending", None),
    ]
    [exception] = [one for (one,) in everything(site, Stop, "exception") if one]
    assert "september 2023" in str(exception)


def test_c9_what_the_government_has_to_decide_is_watched(site):
    begun(site, "c9")
    key = "railways/decision-goteborg-boras"
    assert owed(site, "2022-12-31", key) == [(key, "2023-09-30", "open", "regeringen")]
    assert site.duty(key).kind == "awaited"
    assert alerted(site, "2023-10-02", key) == [
        ("90d", "2023-06-30"), ("30d", "2023-08-31"), ("14d", "2023-09-15"),
        ("5wd", "2023-09-25"), ("day", "2023-09-29"), ("overdue-1", "2023-10-02"),
    ]  # fmt: skip
    assert answers(site, "railways", "2023-01-01") == ("trafikverket", "Trafikverket")


def test_c9_at_once_has_no_day_and_three_reports_are_handed_in(site):
    begun(site, "c9")
    key = "railways/finish-hassleholm-lund"
    assert owed(site, "2025-01-01", key) == [(key, None, "undated", "trafikverket")]
    assert site.duty(key).timing == "at_once"
    reports = [f"{one}/final-report" for one in ("goteborg-boras", "ostlanken", "skane")]
    for one in reports:
        site.hand_in(one, "2023-06-26")
    assert owed(site, "2023-06-26", *reports) == [
        (one, None, "handed_in", "trafikverket") for one in reports
    ]
    assert alerted(site, "2022-12-31") == []


# C10: a holder that is not born yet


def test_c10_the_letter_is_unknown_before_its_day(site):
    begun(site, "c10")
    assert owed(site, "2017-03-31") == [("prepare-transfer/consequences", None, "undated", "mucf")]
    assert answers(site, "harassment", "2017-03-31") is None
    assert answers(site, "prepare-transfer", "2017-03-31") == (
        "mucf",
        "Myndigheten för ungdoms- och civilsamhällesfrågor",
    )


def test_c10_assignments_to_an_agency_to_come(site):
    begun(site, "c10", "2017-12-18")
    assert owed(site, "2017-12-18") == [
        ("violence-methods/expert-meeting", "2018", "undated", "jamy"),
        ("harassment/interim-report", "2018-10-30", "open", "jamy"),
        ("violence-methods/interim-report", "2018-12-31", "open", "jamy"),
        ("strategy-follow-up/final-report", "2019-10-01", "open", "jamy"),
        ("harassment/final-report", "2019-10-30", "open", "jamy"),
        ("violence-methods/final-report", "2019-12-31", "open", "jamy"),
        ("prepare-transfer/consequences", None, "undated", "mucf"),
    ]
    assert answers(site, "harassment", "2017-12-18") == ("jamy", "Jämställdhetsmyndigheten")
    assert register("c10").organisations["jamy"].prepared_by == "socialdepartementet"
    assert alerted(site, "2018-01-01") == []
    assert alerted(site, "2018-10-30", "harassment/interim-report") == [
        ("90d", "2018-08-01"), ("30d", "2018-09-28"), ("14d", "2018-10-16"),
        ("5wd", "2018-10-23"), ("1wd", "2018-10-29"), ("day", "2018-10-30"),
    ]  # fmt: skip


def test_c10_a_receiver_without_a_name_views_to_obtain_and_where_it_came_from(site):
    begun(site, "c10", "2017-12-18")
    assert (
        register("c10").organisations["jamy"].names[0].name
        == "Den jämställdhetsmyndighet som inrättas"
    )
    assert everything(site, Partner, "assignment_id", "duty", "organisation_id") == [
        ("prepare-transfer", "inform", "jamy"), ("harassment", "obtain_views", "do"),
    ]  # fmt: skip
    assert everything(site, Related, "assignment_id", "how", "holder_id") == [
        ("gender-mainstreaming", "taken_over_from", "gu")
    ]
    duty = site.duty("prepare-transfer/consequences")
    assert (duty.within, duty.period) == ("event:budget-documentation", "2018..2021")
    assert everything(site, ContextDate, "id") == [("transfer-2018",)]
    assert site.duty("violence-methods/expert-meeting").kind == "event"


# I1: a body takes over another one's name


def test_i1_a_body_is_its_id_whatever_it_is_called(site):
    begun(site, "i1", "2025-06-30")
    found = {
        on: [answers(site, one, on) for one in ("old-review", "esv-own")]
        for on in ("2025-12-31", "2026-01-01")
    }
    assert found == {
        "2025-12-31": [("statskontoret-1", "Statskontoret"), ("esv", "Ekonomistyrningsverket")],
        "2026-01-01": [("esv", "Statskontoret"), ("esv", "Statskontoret")],
    }
    assert members(site, "propose-change", "2025-12-31") == ["statskontoret-1", "esv"]
    assert members(site, "propose-change", "2026-01-01") == ["esv"]


def test_i1_the_one_body_tells_of_both_after_the_merger(site):
    begun(site, "i1", "2025-06-30")
    assert owed(site, "2025-12-31") == [
        ("esv-own/final-report", "2026-03-31", "open", "esv"),
        ("old-review/final-report", "2026-06-30", "open", "statskontoret-1"),
        ("propose-change/report", None, "undated", "both"),
    ]
    site.sweep("2026-01-02")
    told = alerted(site, "2026-07-01", "old-review/final-report")
    assert told[0] == ("taken_over", "2026-01-02")
    assert [rule for rule, _ in told[1:7]] == LADDER
    assert site.alerts("esv-own/final-report")[0] == ("90d", "2025-12-30", "told")
    assert owed(site, "2026-01-02")[1][3] == "esv"


# I2: a closing that is announced and taken back


def test_i2_what_is_only_announced_never_takes_effect(site):
    begun(site, "i2")
    assert answers(site, "ordinary-work", "2020-01-02") == ("jamy", "Jämställdhetsmyndigheten")
    site.sweep("2020-01-02")
    assert site.rows(HandoverStep) == []
    site.sync(register("i2"), "2020-01-02")
    site.sweep("2020-01-03")
    assert site.rows(HandoverStep) == []
    assert answers(site, "ordinary-work", "2020-01-03") == ("jamy", "Jämställdhetsmyndigheten")


def test_i2_the_plan_stays_in_the_history_with_what_took_it_back(site):
    begun(site, "i2")
    fields = ("id", "announced", "withdrawn_by", "withdrawn_on")
    assert everything(site, Handover, *fields) == [("closing-2019", True, None, None)]
    site.sync(register("i2"), "2019-05-31")
    assert everything(site, Handover, *fields) == [
        ("closing-2019", True, "letter-2019-amended", date(2019, 5, 31))
    ]
    ministries = everything(site, Decision, "id", "ministry")
    assert ministries == [
        ("letter-2019", "socialdepartementet"),
        ("letter-2019-amended", "arbetsmarknadsdepartementet"),
    ]


def test_i2_an_estimate_that_matters_only_if_it_is_closed(site):
    begun(site, "i2")
    key = "closing-costs/estimate"
    assert owed(site, "2018-12-31", key) == [(key, "2019-01-31", "open", "jamy")]
    assert alerted(site, "2019-01-31", key) == [
        ("registered", "2018-12-31"), ("14d", "2019-01-17"), ("5wd", "2019-01-24"),
        ("1wd", "2019-01-30"), ("day", "2019-01-31"),
    ]  # fmt: skip
    recorded(site, "2019-05-31", "condition", "closing-costs/closing", "failed")
    assert site.watched() == []


def test_i2_at_the_earliest_is_a_lower_bound_and_no_deadline(site):
    begun(site, "i2")
    event = register("i2").events["closing-decided"]
    assert event.day is None
    assert event.not_before and event.not_before.text == "2019-02"


# I3: another name for the same body


def test_i3_the_name_changes_on_its_day_and_nothing_else(site):
    begun(site, "i3")
    found = [answers(site, "yearly-task", on) for on in ("2025-12-31", "2026-01-01")]
    assert found == [
        ("msb", "Myndigheten för samhällsskydd och beredskap"),
        ("msb", "Myndigheten för civilt försvar"),
    ]
    key = "yearly-task/final-report"
    assert (
        owed(site, "2025-12-31") == owed(site, "2026-01-01") == [(key, "2026-03-31", "open", "msb")]
    )
    assert alerted(site, "2026-03-31", key) == [
        ("90d", "2025-12-30"), ("30d", "2026-02-27"), ("14d", "2026-03-17"),
        ("5wd", "2026-03-24"), ("1wd", "2026-03-30"), ("day", "2026-03-31"),
    ]  # fmt: skip


def test_i3_alerts_carry_the_name_of_their_day(site):
    begun(site, "i3")
    alerted(site, "2026-02-27")
    old, new = (" ".join(one.get_content().split()) for one in site.postbox.accepted)
    assert "samhällsskydd och beredskap" in old and "civilt försvar" not in old
    assert "civilt försvar" in new and "samhällsskydd" not in new
