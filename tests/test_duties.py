"""Duties and their dates: what may change, by whom, and what stays of what held before."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.alert import Alert
from models.database import open_database, reading, writing
from models.duty import duty_id, duty_key
from models.reporting import hand_in
from models.standing import standings
from tests.small_register import (
    KINDS,
    NOW,
    SMALL,
    TODAY,
    an_empty_database,
    dump,
    emptied,
    marked,
    refused,
    rows,
    small,
    synced,
    told,
)

LATER = NOW + timedelta(days=1)
KEY = "kartlaggning/slutrapport"
DUE = "        due: 2021-03-31\n"
MOVED = "        due: 2021-04-30\n"
BY = "        amended_by: andring\n"
AMENDED = small((DUE, MOVED + BY))
KNOWN = date(2020, 1, 10)  # of the first decision
CHANGED = date(2020, 5, 4)  # of the one that amends
SECOND = """\
  andra-andringen:
    title: Den andra ändringen
    issuer: regeringen
    kind: amendment
    received: 2020-05-20
    source: {document: brevet, at: paragraph 2}
"""
TWICE = small(
    (DUE, "        due: 2021-06-30\n        amended_by: andra-andringen\n        earlier_dates: [{due: 2021-03-31}, {due: 2021-04-30, decision: andring}]\n"),
    ("  flytt:\n", SECOND + "  flytt:\n"),
)  # fmt: skip


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from an_empty_database(request)


def dates(
    engine: Engine, key: str = KEY, *, also_retracted: bool = False
) -> list[tuple[object, ...]]:
    """Number, date as stated, reason, decision and since when known of each date."""
    found = rows(engine, "date_version", duty_id=duty_id(key))
    return [
        (row["number"], row["stated"] and row["stated"].text, row["reason"], row["decision_id"], row["known_from"])
        for row in sorted(found, key=lambda row: (row["number"], row["id"]))
        if also_retracted or row["retracted_at"] is None
    ]  # fmt: skip


def duty(engine: Engine, key: str = KEY) -> dict[str, object]:
    [found] = rows(engine, "duty", key=key)
    return found


def watch(engine: Engine, key: str = KEY) -> dict[str, object] | None:
    found = rows(engine, "watch", duty_id=duty_id(key))
    return found[0] if found else None


def pending(engine: Engine, key: str = KEY) -> None:
    with writing(engine) as session:
        session.add(
            Alert(
                duty_id=duty_id(key), version=1, rule="90d", rule_day=TODAY, role="owner",
                decided_on=TODAY, decided_at=NOW,
            )
        )  # fmt: skip


ORIGINAL = (1, "2021-03-31", "original", "beslut", KNOWN)


# Keys and ids


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("a", "m"), "a/m"),
        (("a", "m", "2020"), "a/m/2020"),
        (("a", "m", "", "lst"), "a/m@lst"),
        (("a", "m", "2020", "lst"), "a/m/2020@lst"),
    ],
)
def test_a_duty_is_named_by_assignment_milestone_occurrence_and_slot(parts, key):
    assert duty_key(*parts) == key


def test_an_id_comes_from_the_key_alone_and_looks_the_same_for_ever():
    assert duty_id("safer-return-2009/final-report") == duty_id("safer-return-2009/final-report")
    assert len(duty_id(KEY)) == 26
    assert set(duty_id(KEY)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert (
        duty_id("a/b") == "D2SH0ZFYWRANK1DWVH3CSBDRP1"
    )  # a calendar has it as UID: never change it


@given(st.lists(st.text("abc-/0123456789@", min_size=1), unique=True, max_size=50))
def test_ids_of_different_keys_differ(keys):
    assert len({duty_id(key) for key in keys}) == len(keys)


# A changed date


@pytest.mark.parametrize(
    "new", ["        due: 2021-04-30\n", "        due: 2021-04\n", "", "        due: autumn 2021\n"]
)
def test_a_date_does_not_change_without_saying_why(engine: Engine, new):
    synced(engine)
    before = dump(engine)
    data, _ = marked(small((DUE, new)))
    found = synced(engine, data.decode(), now=LATER)
    assert [one.path for one in found.mistakes] == [
        ("assignments", "kartlaggning", "milestones", "slutrapport", "due")
    ]
    stated = new.strip().removeprefix("due: ") or "–"
    assert refused(found) == [
        (f"register.yaml: dagen är ändrad från 2021-03-31 till {stated} utan att det står varför: "
        "ange beslutet med amended_by, eller skriv correction med skälet om den förra dagen var "
        "felskriven")
    ]  # fmt: skip
    assert dump(engine) == before


EVERY_YEAR = small(("on: 02-22", "on: 02-25"))


def test_another_day_every_year_is_refused_once_with_what_to_write(engine: Engine):
    synced(engine)
    assert len(rows(engine, "duty", milestone="arsrapport")) > 1
    found = synced(engine, EVERY_YEAR, now=LATER)
    [mistake] = found.mistakes
    assert mistake.path == ("assignments", "kartlaggning", "milestones", "arsrapport", "yearly")
    assert mistake.sv.startswith(
        "dagen varje år är ändrad från 02-22 till 02-25: avsluta den förra med last: ÅR och börja "
        "en ny milstolpe med first: ÅR"
    )
    assert "amended_by" not in mistake.sv


@pytest.mark.parametrize(
    "done",
    [
        EVERY_YEAR.replace("        yearly:", "        correction: Läsfel.\n        yearly:"),
        small(
            (
                "first: 2021}\n",
                (
                    "first: 2021, last: 2021}\n"
                    "      ny:\n        kind: annual_report\n        yearly: {on: 02-25, first: 2022}\n"
                ),
            )
        ),
    ],
    ids=["a slip", "from a year on"],
)
def test_what_is_to_be_written_for_another_day_every_year_is_taken(engine: Engine, done):
    synced(engine)
    assert not synced(engine, done, now=LATER).mistakes


def test_an_amendment_adds_a_date_and_keeps_the_one_that_held(engine: Engine):
    synced(engine)
    lines = told(synced(engine, AMENDED, now=LATER))
    assert lines == [
        f"~ slutredovisning {KEY}: senast 30 april 2021 i stället för 31 mars 2021 (Ändringsbeslutet)"
    ]
    assert dates(engine) == [ORIGINAL, (2, "2021-04-30", "amended", "andring", CHANGED)]
    found = duty(engine)
    assert (found["id"], found["sequence"], found["created_at"], found["revised_at"]) == (
        duty_id(KEY),
        1,
        NOW,
        LATER,
    )
    now = watch(engine)
    assert now
    assert (now["version"], now["due"], now["opened_on"]) == (2, date(2021, 4, 30), TODAY)


def test_an_amended_date_cancels_what_was_decided_on_the_old_one_and_touches_no_other(
    engine: Engine,
):
    synced(engine)
    pending(engine)
    pending(engine, "stodet/delrapport")
    synced(engine, AMENDED, now=LATER)
    states = {row["duty_id"]: row["state"] for row in rows(engine, "alert")}
    assert states == {duty_id(KEY): "cancelled", duty_id("stodet/delrapport"): "pending"}
    other = duty(engine, "stodet/delrapport")
    assert (other["sequence"], other["revised_at"]) == (0, NOW)


def test_an_amendment_of_what_is_handed_in_alerts_nobody(engine: Engine):
    synced(engine)
    with writing(engine) as session:
        hand_in(session, KEY, TODAY, None, "anna", on=TODAY, now=NOW)
    synced(engine, AMENDED, now=LATER)
    assert watch(engine) is None
    assert len(dates(engine)) == 2


def test_an_amendment_that_is_not_yet_known_waits_for_its_day(engine: Engine):
    early = date(2020, 5, 3)
    synced(engine, on=early)
    found = synced(engine, AMENDED, on=early)
    assert (found.mistakes, found.lines) == ([], [])
    assert dates(engine) == [ORIGINAL]
    assert watch(engine)
    assert told(synced(engine, AMENDED, on=CHANGED)) == [
        "+ beslut andring: Ändringsbeslutet",
        f"~ slutredovisning {KEY}: senast 30 april 2021 i stället för 31 mars 2021 (Ändringsbeslutet)",
    ]


def test_a_change_beside_an_amendment_that_waits_leaves_the_date_watched(engine: Engine):
    early = date(2020, 5, 3)
    synced(engine, on=early)
    synced(engine, AMENDED.replace(BY, BY + "        alerts: early\n"), on=early)
    now = watch(engine)
    assert now
    assert (now["due"], now["ladder"], now["version"]) == (date(2021, 3, 31), "early", 1)


def test_the_decision_that_gave_the_date_cannot_amend_it_again(engine: Engine):
    synced(engine)
    synced(engine, AMENDED)
    again = AMENDED.replace("2021-04-30", "2021-05-31")
    before = dump(engine)
    assert "från 2021-04-30 till 2021-05-31" in refused(synced(engine, again))[0]
    assert dump(engine) == before


def test_amendments_that_came_between_two_syncs_are_all_kept(engine: Engine):
    synced(engine)
    synced(engine, TWICE)
    assert dates(engine) == [
        ORIGINAL,
        (2, "2021-04-30", "amended", "andring", CHANGED),
        (3, "2021-06-30", "amended", "andra-andringen", date(2020, 5, 20)),
    ]


def test_a_new_database_gets_every_date_that_has_held(engine: Engine):
    synced(engine)
    synced(engine, AMENDED)
    synced(engine, TWICE)
    one_by_one = dates(engine)
    synced(emptied(engine), TWICE)
    assert dates(engine) == one_by_one
    assert len(one_by_one) == 3
    now = watch(engine)
    assert now
    assert now["version"] == 3


def test_on_each_day_a_new_database_knows_the_date_that_was_known(engine: Engine):
    for on, count in (
        (date(2020, 5, 3), 1),
        (CHANGED, 2),
        (date(2020, 5, 19), 2),
        (date(2020, 5, 20), 3),
    ):
        synced(emptied(engine), TWICE, on=on)
        assert len(dates(engine)) == count
        assert synced(engine, TWICE, on=TODAY).mistakes == []
        assert len(dates(engine)) == 3


def test_earlier_dates_that_are_told_later_are_put_before_what_is_there(engine: Engine):
    synced(engine, small((DUE, "        due: 2021-06-30\n        decision: andring\n")))
    first = rows(engine, "date_version", duty_id=duty_id(KEY))
    synced(engine, TWICE)
    after = rows(engine, "date_version", duty_id=duty_id(KEY))
    stated = [
        row["stated"].text
        for row in sorted(after, key=lambda row: row["number"])
        if not row["retracted_at"]
    ]
    assert stated == ["2021-03-31", "2021-04-30", "2021-06-30"]
    assert first[0]["id"] in {row["id"] for row in after}
    assert duty(engine)["sequence"] == 0


# A slip


CORRECTED = small((DUE, MOVED + "        correction: Fel i avskriften.\n"))


def test_a_correction_takes_the_place_of_a_slip(engine: Engine):
    synced(engine)
    assert told(synced(engine, CORRECTED, now=LATER)) == [
        (f"~ slutredovisning {KEY}: senast 30 april 2021 i stället för 31 mars 2021 "
        "(rättelse: Fel i avskriften.)")
    ]  # fmt: skip
    assert dates(engine) == [(2, "2021-04-30", "corrected", "beslut", KNOWN)]
    [slip] = [
        row for row in rows(engine, "date_version", duty_id=duty_id(KEY)) if row["retracted_at"]
    ]
    assert (slip["number"], slip["stated"].text, slip["retracted_at"]) == (1, "2021-03-31", LATER)
    assert duty(engine)["sequence"] == 1
    assert synced(engine, CORRECTED + "\n").lines == []


def test_the_reason_of_one_correction_does_not_serve_for_the_next(engine: Engine):
    synced(engine)
    synced(engine, CORRECTED)
    before = dump(engine)
    again = CORRECTED.replace("2021-04-30", "2021-05-31")
    assert len(refused(synced(engine, again))) == 1
    assert dump(engine) == before
    other = again.replace("Fel i avskriften.", "Fel en gång till.")
    assert synced(engine, other).mistakes == []
    assert [one[1] for one in dates(engine)] == ["2021-05-31"]


def test_a_date_that_no_source_states_can_be_corrected_away_and_back(engine: Engine):
    synced(engine)
    none = small((DUE, "        correction: Källan anger ingen dag.\n"))
    assert told(synced(engine, none, now=LATER)) == [
        (f"~ slutredovisning {KEY}: dag inte angiven i stället för 31 mars 2021 "
        "(rättelse: Källan anger ingen dag.)")
    ]  # fmt: skip
    assert watch(engine) is None
    assert dates(engine) == [(2, None, "corrected", "beslut", KNOWN)]
    assert synced(engine, none + "\n").lines == []
    with reading(engine) as session:
        [one] = standings(session, TODAY, keys=[KEY])
        assert (one.state, one.due) == ("undated", None)
    synced(engine, SMALL)
    assert [one[1] for one in dates(engine)] == [None, "2021-03-31"]
    assert watch(engine)


def test_a_date_that_becomes_known_is_the_first(engine: Engine):
    synced(engine, small((DUE, "")))
    assert (dates(engine), watch(engine)) == ([], None)
    assert told(synced(engine)) == [f"~ slutredovisning {KEY}: senast 31 mars 2021"]
    assert dates(engine) == [ORIGINAL]
    now = watch(engine)
    assert now
    assert now["version"] == 1


def test_a_fuzzy_date_is_never_watched(engine: Engine):
    synced(engine, small((DUE, "        due: spring 2021\n")))
    assert watch(engine) is None
    assert told(synced(engine, small((DUE, DUE + BY)))) == [
        f"~ slutredovisning {KEY}: senast 31 mars 2021 i stället för våren 2021 (Ändringsbeslutet)"
    ]
    assert watch(engine)


def test_a_decision_that_was_known_earlier_than_thought_makes_its_dates_known_earlier(
    engine: Engine,
):
    synced(engine)
    earlier = small(
        ("    published: 2020-01-10\n    source", "    received: 2020-01-02\n    source")
    )
    synced(engine, earlier, now=LATER)
    assert dates(engine) == [(1, "2021-03-31", "original", "beslut", date(2020, 1, 2))]
    assert len(dates(engine, also_retracted=True)) == 2
    assert duty(engine)["sequence"] == 0  # the date itself stands
    with reading(engine) as session:
        [one] = standings(session, TODAY, known=date(2020, 1, 5), keys=[KEY])
        assert one.due == date(2021, 3, 31)
    assert synced(engine, earlier + "\n").lines == []


# Withdrawn, and gone


def test_a_withdrawn_duty_stays_and_is_no_longer_watched(engine: Engine):
    synced(engine)
    pending(engine)
    withdrawn = small((DUE, DUE + "        withdrawn_by: andring\n"))
    assert told(synced(engine, withdrawn, now=LATER)) == [
        f"~ slutredovisning {KEY}: återkallat genom Ändringsbeslutet"
    ]
    found = duty(engine)
    assert (found["withdrawn_by"], found["withdrawn_on"], found["sequence"]) == (
        "andring",
        CHANGED,
        1,
    )
    assert watch(engine) is None
    assert [row["state"] for row in rows(engine, "alert")] == ["cancelled"]
    assert dates(engine) == [ORIGINAL]
    assert told(synced(engine, now=LATER)) == [f"~ slutredovisning {KEY}: inte längre återkallat"]
    assert watch(engine)
    assert duty(engine)["sequence"] == 2


def test_a_withdrawal_that_is_not_yet_known_is_none(engine: Engine):
    withdrawn = small((DUE, DUE + "        withdrawn_by: andring\n"))
    synced(engine, withdrawn, on=date(2020, 5, 3))
    assert duty(engine)["withdrawn_on"] is None
    assert watch(engine)
    synced(engine, withdrawn, on=CHANGED)
    assert duty(engine)["withdrawn_on"] == CHANGED
    assert watch(engine) is None


def test_a_withdrawn_assignment_takes_all_its_duties_with_it(engine: Engine):
    synced(engine)
    pending(engine)
    withdrawn = small(("    plan: planen\n", "    plan: planen\n    withdrawn_by: andring\n"))
    synced(engine, withdrawn, now=LATER)
    assert rows(engine, "watch", assignment_id="kartlaggning") == []
    assert {row["withdrawn_on"] for row in rows(engine, "duty", assignment_id="kartlaggning")} == {
        CHANGED
    }
    assert [row["state"] for row in rows(engine, "alert")] == ["cancelled"]
    with reading(engine) as session:
        assert {
            one.state for one in standings(session, TODAY) if one.assignment.id == "kartlaggning"
        } == {"withdrawn"}


def test_a_duty_without_a_history_leaves_with_everything_that_hung_on_it(engine: Engine):
    covering = small((DUE, DUE + "        covers: [stodet]\n"))
    synced(engine, covering)
    start, end = covering.index("      slutrapport:\n"), covering.index("      arsrapport:\n")
    assert told(synced(engine, covering[:start] + covering[end:])) == [f"- slutredovisning {KEY}"]
    for table in ("watch", "cover", "recipient", "date_version"):
        assert rows(engine, table, duty_id=duty_id(KEY)) == []


@pytest.mark.parametrize("history", ["alert", "report"])
def test_a_duty_with_a_history_cannot_leave(engine: Engine, history):
    synced(engine)
    if history == "alert":
        pending(engine)
    else:
        with writing(engine) as session:
            hand_in(session, KEY, TODAY, None, "anna", on=TODAY, now=NOW)
    before = dump(engine)
    start, end = SMALL.index("      slutrapport:\n"), SMALL.index("      arsrapport:\n")
    found = synced(engine, SMALL[:start] + SMALL[end:])
    assert refused(found) == [
        (f"register.yaml: {KEY} har en historia och kan inte tas bort ur registret: ange det beslut "
        "som återkallar den med withdrawn_by, eller det nya namnet med formerly")
    ]  # fmt: skip
    assert dump(engine) == before


# What hangs on a duty


def test_recipients_and_what_is_covered_are_replaced(engine: Engine):
    synced(engine)
    words = small(
        (
            DUE + "        to: [regeringen]\n",
            DUE
            + "        to: [myndigheten, lst]\n        copies: [regeringen]\n        covers: [stodet, kartlaggning]\n",
        )
    )
    assert told(synced(engine, words, now=LATER)) == [
        f"~ slutredovisning {KEY}: mottagare: Myndigheten, Länsstyrelsen; kopia: Regeringen",
        f"~ slutredovisning {KEY}: omfattar också: stodet",
    ]
    found = rows(engine, "recipient", duty_id=duty_id(KEY))
    assert {(row["organisation_id"], row["role"], row["position"]) for row in found} == {
        ("myndigheten", "to", 0), ("lst", "to", 1), ("regeringen", "copy", 2),
    }  # fmt: skip
    assert [row["assignment_id"] for row in rows(engine, "cover")] == ["stodet"]
    assert (duty(engine)["sequence"], duty(engine)["revised_at"]) == (0, LATER)


def test_what_is_not_yet_known_is_not_yet_covered(engine: Engine):
    later = small(
        (DUE, DUE + "        covers: [stodet]\n"),
        ("    title: Stödet\n    decision: beslut\n", "    title: Stödet\n    decision: andring\n"),
    )
    synced(engine, later, on=date(2020, 5, 3))
    assert rows(engine, "cover") == []
    assert rows(engine, "assignment", id="stodet") == []
    synced(engine, later, on=CHANGED)
    assert [row["assignment_id"] for row in rows(engine, "cover")] == ["stodet"]


def test_another_ladder_gives_other_days(engine: Engine):
    synced(engine)
    before = watch(engine)
    synced(engine, small((DUE, DUE + "        alerts: early\n")))
    after = watch(engine)
    assert before
    assert after
    assert (before["next_on"], after["next_on"]) == (
        date(2020, 12, 31) - timedelta(days=1),
        date(2021, 1, 29),
    )


# Every year


def years(engine: Engine) -> list[tuple[object, object]]:
    found = rows(engine, "duty", milestone="arsrapport")
    return sorted((row["occurrence"], dates(engine, str(row["key"]))[0][1]) for row in found)


def test_the_years_come_24_months_ahead_and_are_named_by_what_they_are_about(engine: Engine):
    assert synced(engine, on=date(2021, 1, 31)).lines
    assert years(engine) == [("2020", "2021-02-22"), ("2021", "2022-02-22")]
    assert told(synced(engine, on=date(2021, 2, 28))) == []
    assert told(synced(engine, on=date(2021, 3, 1))) == [
        "+ årsredovisning kartlaggning/arsrapport/2022: senast 22 februari 2023"
    ]
    assert years(engine)[-1] == ("2022", "2023-02-22")


@pytest.mark.parametrize(
    ("about", "name"), [("year_before", "2020"), ("same_year", "2021"), ("year_after", "2022")]
)
def test_a_year_is_named_by_what_it_is_about(engine: Engine, about, name):
    synced(engine, small(("first: 2021}", f"first: 2021, about: {about}}}")))
    assert years(engine)[0] == (name, "2021-02-22")


def test_a_rhythm_ends_with_its_last_year(engine: Engine):
    ended = small(("first: 2021}", "first: 2021, last: 2021}"))
    synced(engine, ended, on=date(2025, 1, 1))
    assert years(engine) == [("2020", "2021-02-22")]


def test_a_rhythm_is_changed_by_ending_it_and_beginning_another(engine: Engine):
    synced(engine)
    ended = small(
        ("first: 2021}\n", "first: 2021, last: 2021}\n"),
        ("    partners:\n", "      arsrapport-mars:\n        kind: annual_report\n        yearly: {on: 03-01, first: 2022}\n    partners:\n"),
    )  # fmt: skip
    assert told(synced(engine, ended)) == [
        "+ årsredovisning kartlaggning/arsrapport-mars/2021: senast 1 mars 2022",
        "- årsredovisning kartlaggning/arsrapport/2021",
    ]


@pytest.mark.parametrize("day", ["2020-02-29", "2024-02-29", "2023-12-31"])
def test_leap_days_and_year_ends_are_days_like_others(engine: Engine, day):
    assert synced(engine, on=date.fromisoformat(day)).lines


# Whatever happens


MANY = "".join(
    SECOND.replace("andra-andringen", f"b{n}").replace("05-20", f"05-{n + 1:02}") for n in range(4)
)
days = st.dates(date(2020, 7, 1), date(2022, 12, 31)).map(date.isoformat)
steps = st.tuples(days, st.sampled_from(["amended", "corrected", "silent"]))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(steps, max_size=4))
def test_whatever_changes_one_date_holds_and_nothing_that_held_is_lost(
    empty_sqlite, tmp_path_factory, history
):
    path = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("history") / "one.db")
    engine = open_database(f"sqlite:///{path}", durable=False)
    base = small(("  flytt:\n", MANY + "  flytt:\n"))
    synced(engine, base)
    holds, sequence = "2021-03-31", 0
    for number, (day, how) in enumerate(history):
        reason = {
            "amended": f"        amended_by: b{number}\n",
            "corrected": f"        correction: Nr {number}.\n",
            "silent": "",
        }[how]
        earlier = rows(engine, "date_version", duty_id=duty_id(KEY))
        words = small((DUE, f"        due: {day}\n{reason}"), of=base)
        found = synced(engine, words, now=NOW + timedelta(hours=number + 1))
        after = rows(engine, "date_version", duty_id=duty_id(KEY))
        kept = {row["id"]: row["stated"].text for row in after}
        assert {row["id"]: row["stated"].text for row in earlier}.items() <= kept.items()
        assert bool(found.mistakes) == (how == "silent" and day != holds)
        if found.mistakes:
            assert after == earlier
        elif day != holds:
            holds, sequence = day, sequence + 1
        standing = [row for row in after if row["retracted_at"] is None]
        assert max(standing, key=lambda row: row["number"])["stated"].text == holds
        assert len({row["number"] for row in standing}) == len(standing)
        assert duty(engine)["sequence"] == sequence
        assert [row["due"].isoformat() for row in rows(engine, "watch", duty_id=duty_id(KEY))] == [
            holds
        ]
    engine.dispose()


# Days that hang on something, or are listed


EVENT = ("plans:\n", "events:\n  bildas: {title: Den bildas}\nplans:\n")
HUNG = small((DUE, "        counted_from: {event: bildas, plus: 1m}\n"), EVENT)


def test_a_day_that_hangs_on_something_is_not_changed_silently(engine):
    synced(engine, HUNG)
    otherwise = small((DUE, "        counted_from: {event: bildas, plus: 2m}\n"), EVENT)
    [sentence] = refused(synced(engine, otherwise, now=LATER))
    assert "dagen är ändrad från bildas + 1m till bildas + 2m utan att det står varför" in sentence


def test_a_listed_occasion_is_not_changed_silently(engine):
    listed = "        dates: {forsta: 2021-02-01, andra: %s}\n"
    synced(engine, small((DUE, listed % "2021-05-03")))
    found = synced(engine, small((DUE, listed % "2021-05-10")), now=LATER)
    [mistake] = found.mistakes
    assert mistake.path[-2:] == ("dates", "andra")
    assert "från 2021-05-03 till 2021-05-10 utan att det står varför" in mistake.sv
