"""The database says what the register says: in one transaction, and nothing when nothing changed."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from models.alert import Alert
from models.database import open_database, writing
from models.duty import duty_id
from models.handover import HandoverStep
from models.refusal import Refusal
from models.reporting import hand_in
from models.schema import REVISION
from register.read import Read, read
from register.sync import DECLARED, sync
from tests.any_register import registers
from tests.small_register import (
    KINDS,
    NOW,
    SMALL,
    TODAY,
    an_empty_database,
    dump,
    emptied,
    refused,
    rows,
    small,
    synced,
    told,
    without,
)

LATER = NOW + timedelta(hours=5)
REPORT = "kartlaggning/slutrapport"


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from an_empty_database(request)


def alert(engine: Engine, key: str, version: int = 1, rule: str = "30d") -> None:
    """Somebody has been told of the duty."""
    with writing(engine) as session:
        session.add(
            Alert(
                duty_id=duty_id(key), version=version, rule=rule, rule_day=TODAY, role="owner",
                decided_on=TODAY, decided_at=NOW, state="told",
            )
        )  # fmt: skip


def report(engine: Engine, key: str) -> None:
    with writing(engine) as session:
        hand_in(session, key, TODAY, "A2020/1", "anna", on=TODAY, now=NOW)


@contextmanager
def unwritable(engine: Engine, table: str) -> Iterator[None]:
    """The table is somewhere else meanwhile: writing to it fails."""
    with engine.begin() as connection:
        connection.execute(text(f'ALTER TABLE "{table}" RENAME TO elsewhere'))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text(f'ALTER TABLE elsewhere RENAME TO "{table}"'))


# Once, again, and only to look


def test_the_first_sync_tells_everything_and_the_second_nothing(engine: Engine):
    assert synced(engine).lines
    before = dump(engine)
    again = synced(engine, now=LATER)
    assert (again.lines, again.mistakes) == ([], [])
    assert dump(engine) == before


def test_other_bytes_that_say_the_same_change_nothing_but_the_fingerprint(engine: Engine):
    synced(engine)
    before = dump(engine)
    assert synced(engine, SMALL.replace("\n", "\n\n"), now=LATER).lines == []
    after = dump(engine)
    assert len(after.pop("register_version")) == len(before.pop("register_version")) + 1
    assert after == before


def test_going_back_to_what_was_said_before_is_a_change_again(engine: Engine):
    synced(engine)
    synced(engine, small(("title: Stödet", "title: Annat")))
    assert told(synced(engine)) == ["~ uppdrag stodet: titel: Annat → Stödet"]


CHANGED = small(
    ("title: Stödet", "title: Annat"),
    ("due: 2021-03-31", "due: 2021-04-30\n        amended_by: andring"),
    ("    responsible: lst\n    plan", "    responsible: myndigheten\n    correction: Läsfel.\n    plan"),
    ("      - name: Myndigheten", "      - name: Den nya"),
    ("context:\n", "context:\n  mer:\n    title: Mer\n    kind: other\n    when: 2021\n    source: {document: brevet, at: p}\n"),
)  # fmt: skip


@pytest.mark.parametrize("words", [SMALL, CHANGED], ids=["first", "changed"])
def test_a_dry_run_tells_the_same_as_the_real_one_and_changes_nothing(engine: Engine, words):
    if words == CHANGED:
        synced(engine)
    before = dump(engine)
    looked = synced(engine, words, now=LATER, dry_run=True)
    assert dump(engine) == before
    done = synced(engine, words, now=LATER)
    assert looked == done
    assert len(looked.lines) > 3
    assert dump(engine) != before


def test_a_refused_sync_changes_nothing_dry_or_not(engine: Engine):
    synced(engine)
    before = dump(engine)
    silent = CHANGED.replace("        amended_by: andring\n", "", 1)
    for dry_run in (True, False):
        found = synced(engine, silent, now=LATER, dry_run=dry_run)
        assert found.lines == []
        assert len(found.mistakes) == 1
        assert dump(engine) == before


@pytest.mark.parametrize("table", ["date_version", "watch", "change"])
def test_a_failure_in_the_middle_leaves_everything_as_it_was(engine: Engine, table):
    synced(engine)
    before = dump(engine)
    with unwritable(engine, table), pytest.raises(DBAPIError):
        synced(engine, CHANGED, now=LATER)
    assert dump(engine) == before
    assert synced(engine, CHANGED, now=LATER).lines


def test_two_syncs_at_once_are_as_good_as_one(engine: Engine):
    start = threading.Barrier(2)
    failed: list[BaseException] = []

    def run() -> None:
        start.wait()
        try:
            synced(engine)
        except DBAPIError as error:
            failed.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed
    assert len(rows(engine, "register_version")) == 1
    assert len(rows(engine, "tenure", subject="kartlaggning")) == 1


def test_every_line_is_kept_with_its_sync(engine: Engine):
    lines = synced(engine).lines
    changes = rows(engine, "change")
    assert [(row["what"], row["sv"], row["en"]) for row in changes] == [
        (line.what, line.sv, line.en) for line in lines
    ]
    [version] = rows(engine, "register_version")
    assert {row["register_version_id"] for row in changes} == {version["id"]}
    assert (version["synced_on"], version["recorded_at"]) == (TODAY, NOW)


# The same register, the same rows


def test_the_same_register_gives_the_same_rows_in_every_database(engine: Engine, shipped: Read):
    assert shipped.register
    sync(engine, shipped.register, shipped.digest, on=TODAY, now=NOW)
    first = dump(engine)
    sync(emptied(engine), shipped.register, shipped.digest, on=TODAY, now=NOW)
    assert dump(engine) == first


def test_entries_in_another_order_give_the_same_ids_and_rows(engine: Engine):
    synced(engine)
    first = dump(engine, leaving_out=["id", "recorded_at", "fingerprint", "register_version_id"])
    ids = {row["key"]: row["id"] for row in rows(engine, "duty")}
    blocks = without("assignments:", "activities:") + SMALL[
        SMALL.index("assignments:\n") : SMALL.index("activities:\n")
    ].replace("  kartlaggning:\n", "¤").replace("  stodet:\n", "¤")
    head, one, other = blocks.split("¤")
    words = f"{head}  stodet:\n{other}  kartlaggning:\n{one}"
    synced(emptied(engine), words)
    assert {row["key"]: row["id"] for row in rows(engine, "duty")} == ids
    again = dump(engine, leaving_out=["id", "recorded_at", "fingerprint", "register_version_id"])
    assert again == first


def test_a_dry_run_before_makes_no_difference_to_the_ids_of_duties(engine: Engine):
    synced(engine, dry_run=True)
    synced(engine)
    assert {row["id"] for row in rows(engine, "duty")} == {
        duty_id(row["key"]) for row in rows(engine, "duty")
    }


# Entries that come and go


MORE = {
    "organisations": "  ny:\n    names: [{name: Ny}]\n    kind: agency\n",
    "documents": "  ny:\n    title: Ny\n    kind: letter\n",
    "decisions": "  ny:\n    title: Ny\n    kind: letter\n    issuer: regeringen\n    published: 2020-01-01\n    source: {document: brevet, at: p}\n",
    "plans": "  ny:\n    title: Ny\n    decision: beslut\n    source: {document: brevet, at: p}\n",
    "assignments": "  ny:\n    title: Ny\n    decision: beslut\n    responsible: lst\n    source: {document: brevet, at: p}\n",
    "activities": "  nytt:\n    title: Ny\n    kind: support\n    decision: beslut\n    responsible: lst\n    source: {document: brevet, at: p}\n",
    "handovers": "  ny:\n    title: Ny\n    kind: split\n    decision: flytt\n    giver: lst\n    receiver: myndigheten\n    effective: 2022-01-01\n    items: [{what: telefonen, fate: moves, text: T, source: {document: brevet, at: p}}]\n    source: {document: brevet, at: p}\n",
    "context": "  ny:\n    title: Ny\n    kind: law\n    when: 2020\n    source: {document: brevet, at: p}\n",
}  # fmt: skip


@pytest.mark.parametrize("noun", MORE)
def test_an_entry_without_a_history_comes_and_goes(engine: Engine, noun):
    synced(engine)
    before = dump(engine, leaving_out=["id", "recorded_at"])
    more = small((f"{noun}:\n", f"{noun}:\n{MORE[noun]}"))
    added = synced(engine, more, now=LATER)
    assert len([line for line in added.lines if line.what == "+"]) == len(added.lines) > 0
    gone = synced(engine, now=LATER)
    assert [line.what for line in gone.lines] == ["-"]
    after = dump(engine, leaving_out=["id", "recorded_at"])
    for table in ("register_version", "change", "tenure"):  # what was said once stays said
        del before[table], after[table]
    assert after == before


def test_what_is_referred_to_by_the_past_is_refused_in_a_sentence(engine: Engine):
    amended = small(("due: 2021-03-31", "due: 2021-04-30\n        amended_by: andring"))
    synced(engine)
    synced(engine, amended)
    corrected = amended.replace("        amended_by: andring\n", "        correction: Ändringen gällde något annat.\n").replace("2021-04-30", "2021-03-31")  # fmt: skip
    synced(engine, corrected)
    before = dump(engine)
    without_it = without("  andring:", "  flytt:", of=corrected)
    with pytest.raises(Refusal) as refusal:
        synced(engine, without_it)
    assert refusal.value.sv == (
        "beslut andring kan inte tas bort ur registret: det som har hänt hänvisar dit."
    )
    assert refusal.value.en == (
        "decision andring cannot leave the register: what has happened refers to it."
    )
    assert dump(engine) == before


def test_a_handover_that_has_taken_effect_cannot_leave(engine: Engine):
    synced(engine)
    with writing(engine) as session:
        session.add(
            HandoverStep(
                handover_id="flytten", step="effective", happened_on=TODAY, recorded_at=NOW
            )
        )
    with pytest.raises(Refusal, match="överlämning flytten kan inte tas bort"):
        synced(engine, without("handovers:", "context:"))


def test_an_assignment_with_a_history_cannot_leave(engine: Engine):
    synced(engine)
    report(engine, "stodet/delrapport")
    before = dump(engine)
    words = without("  stodet:", "activities:").replace("    assignment: stodet\n", "")
    words = without("handovers:", "context:", of=words)
    assert refused(synced(engine, words)) == [
        (
            "register.yaml: stodet/delrapport har en historia och kan inte tas bort ur registret: ange "
            "det beslut som återkallar den med withdrawn_by, eller det nya namnet med formerly"
        )
    ]
    assert dump(engine) == before


# Renaming


def test_a_renamed_milestone_keeps_its_id_its_reports_and_its_alerts(engine: Engine):
    synced(engine)
    alert(engine, REPORT)
    report(engine, REPORT)
    renamed = small(("      slutrapport:\n", "      redovisning:\n        formerly: slutrapport\n"))
    lines = told(synced(engine, renamed, now=LATER))
    assert lines == [
        "~ slutredovisning kartlaggning/redovisning: hette förut kartlaggning/slutrapport"
    ]
    [duty] = rows(engine, "duty", key="kartlaggning/redovisning")
    assert duty["id"] == duty_id(REPORT)
    assert rows(engine, "duty", key=REPORT) == []
    assert [row["duty_id"] for row in rows(engine, "alert")] == [duty["id"]]
    assert [row["duty_id"] for row in rows(engine, "report")] == [duty["id"]]
    assert synced(engine, renamed + "\n").lines == []


def renamed_assignment() -> str:
    words = small(("  kartlaggning:\n", "  kartan:\n    formerly: kartlaggning\n"))
    return words.replace("- what: kartlaggning", "- what: kartan")


def test_a_renamed_assignment_keeps_its_duties_and_everything_that_hangs_on_them(engine: Engine):
    covered = ("        copies: [myndigheten]\n", "        covers: [kartlaggning]\n")
    synced(engine, small(covered))
    ids = {row["id"] for row in rows(engine, "duty")}
    alert(engine, REPORT)
    report(engine, REPORT)
    words = renamed_assignment().replace(covered[0], "        covers: [kartan]\n")
    lines = told(synced(engine, words, now=LATER))
    assert lines[0] == "~ uppdrag kartan: hette förut kartlaggning"
    assert not any(line.startswith("- ") for line in lines)
    assert {row["id"] for row in rows(engine, "duty")} == ids
    assert rows(engine, "assignment", id="kartlaggning") == []
    assert {row["key"] for row in rows(engine, "duty", assignment_id="kartan")} >= {
        "kartan/slutrapport"
    }
    assert [row["assignment_id"] for row in rows(engine, "cover")] == ["kartan"]
    assert {row["assignment_id"] for row in rows(engine, "watch")} <= {"kartan", "stodet"}
    assert synced(engine, words + "\n").lines == []


def test_an_assignment_and_its_milestone_can_be_renamed_at_once(engine: Engine):
    synced(engine)
    alert(engine, REPORT)
    words = renamed_assignment().replace(
        "      slutrapport:\n", "      redovisning:\n        formerly: slutrapport\n"
    )
    assert not synced(engine, words).mistakes
    [duty] = rows(engine, "duty", key="kartan/redovisning")
    assert duty["id"] == duty_id(REPORT)


def test_a_yearly_duty_keeps_the_ids_of_all_its_years(engine: Engine):
    synced(engine)
    before = {row["occurrence"]: row["id"] for row in rows(engine, "duty", milestone="arsrapport")}
    synced(
        engine,
        small(("      arsrapport:\n", "      arsredovisning:\n        formerly: arsrapport\n")),
    )
    after = {
        row["occurrence"]: row["id"] for row in rows(engine, "duty", milestone="arsredovisning")
    }
    assert after == before
    assert len(before) == 2


def test_a_name_that_was_given_up_can_be_used_again_without_the_old_id(engine: Engine):
    synced(engine)
    alert(engine, REPORT)
    renamed = small(("      slutrapport:\n", "      redovisning:\n        formerly: slutrapport\n"))
    synced(engine, renamed)
    fresh = "      slutrapport:\n        kind: report\n        due: 2022-01-01\n"
    again = renamed.replace("        formerly: slutrapport\n", "").replace(
        "      arsrapport:\n", fresh + "      arsrapport:\n"
    )
    synced(engine, again)
    ids = {row["key"]: row["id"] for row in rows(engine, "duty")}
    assert ids["kartlaggning/redovisning"] == duty_id(REPORT)
    assert ids[REPORT] != duty_id(REPORT)
    assert [row["duty_id"] for row in rows(engine, "alert")] == [ids["kartlaggning/redovisning"]]


def test_a_renamed_milestone_may_take_the_name_of_one_that_leaves(engine: Engine):
    words = small(("      arsrapport:\n        kind: annual_report\n        yearly: {on: 02-22, first: 2021}\n", "      redovisning:\n        kind: report\n        due: 2021-01-15\n"))  # fmt: skip
    synced(engine, words)
    alert(engine, REPORT)
    start, end = words.index("      redovisning:"), words.index("    partners:")
    taken = (words[:start] + words[end:]).replace(
        "      slutrapport:\n", "      redovisning:\n        formerly: slutrapport\n"
    )
    found = synced(engine, taken)
    assert not found.mistakes
    [duty] = rows(engine, "duty", assignment_id="kartlaggning")
    assert (duty["key"], duty["id"]) == ("kartlaggning/redovisning", duty_id(REPORT))


# Who answers


HOLDER = "    responsible: lst\n    plan"
CHANGED_HOLDER = small((HOLDER, "    responsible: myndigheten\n    plan"))
PUT_RIGHT = small((HOLDER, "    responsible: myndigheten\n    correction: Läsfel.\n    plan"))


def test_a_holder_does_not_change_without_saying_why(engine: Engine):
    synced(engine)
    before = dump(engine)
    found = synced(engine, CHANGED_HOLDER, now=LATER)
    assert [one.path for one in found.mistakes] == [("assignments", "kartlaggning", "responsible")]
    assert refused(found) == [
        (
            "register.yaml: ansvarig är ändrad från lst till myndigheten utan att det står varför: "
            "att någon annan tar över skrivs som en överlämning; om den förra uppgiften var fel, "
            "skriv correction på uppdraget med skälet"
        )
    ]
    assert dump(engine) == before


def test_the_reason_for_a_corrected_holder_serves_once(engine: Engine):
    synced(engine)
    synced(engine, PUT_RIGHT, now=LATER)
    again = small((HOLDER, "    responsible: regeringen\n    correction: Läsfel.\n    plan"))
    assert [one.path[-1] for one in synced(engine, again, now=LATER).mistakes] == ["responsible"]
    other = again.replace("correction: Läsfel.", "correction: Läsfel igen.")
    assert not synced(engine, other, now=LATER).mistakes


def test_a_holder_does_not_change_with_the_name_of_the_assignment(engine: Engine):
    synced(engine)
    renamed = CHANGED_HOLDER.replace("kartlaggning:\n", "kartan:\n    formerly: kartlaggning\n")
    renamed = renamed.replace("what: kartlaggning", "what: kartan")
    found = synced(engine, renamed, now=LATER)
    assert [one.path for one in found.mistakes] == [("assignments", "kartan", "responsible")]


def test_a_holder_corrected_by_hand_is_a_new_row_beside_the_old_and_is_told(engine: Engine):
    synced(engine)
    lines = told(synced(engine, PUT_RIGHT, now=LATER))
    assert lines == [
        "~ Myndigheten ansvarar för kartlaggning i stället för Länsstyrelsen (rättelse: Läsfel.)"
    ]
    old, new = rows(engine, "tenure", subject="kartlaggning")
    assert (old["organisation_id"], old["retracted_at"]) == ("lst", LATER)
    assert (new["organisation_id"], new["retracted_at"], new["recorded_at"]) == (
        "myndigheten",
        None,
        LATER,
    )
    assert (old["because"], new["because"]) == (None, "Läsfel.")
    [duty] = rows(engine, "duty", key=REPORT)
    assert (duty["sequence"], duty["revised_at"]) == (1, LATER)
    assert {row["rule"] for row in rows(engine, "alert")} == {"taken_over"}
    [other] = rows(engine, "duty", key="stodet/delrapport")
    assert (other["sequence"], other["revised_at"]) == (0, NOW)


def test_a_holder_corrected_with_another_first_day_is_told_as_well(engine: Engine):
    synced(engine)
    words = small(
        (
            "    responsible: lst\n    plan",
            "    responsible: myndigheten\n    correction: Läsfel.\n    since: 2020-02-01\n    plan",
        )
    )
    synced(engine, words, now=LATER)
    assert {row["rule"] for row in rows(engine, "alert")} == {"taken_over"}
    assert rows(engine, "duty", key=REPORT)[0]["sequence"] == 1


def test_a_first_day_corrected_alone_tells_nobody_that_they_have_taken_over(engine: Engine):
    synced(engine)
    words = small(
        ("    responsible: lst\n    plan", "    responsible: lst\n    since: 2020-02-01\n    plan")
    )
    synced(engine, words, now=LATER)
    assert rows(engine, "alert") == []


def test_a_receiver_to_come_who_is_corrected_has_taken_over_nothing_yet(engine: Engine):
    synced(engine)
    synced(engine, small(("receiver: myndigheten", "receiver: regeringen")), now=LATER)
    assert rows(engine, "alert") == []
    answering = [
        row["organisation_id"]
        for row in rows(engine, "tenure", subject="stodet", role="responsible")
        if not row["retracted_at"]
    ]
    assert answering == ["lst", "regeringen"]


def test_a_name_corrected_is_a_new_row_beside_the_old(engine: Engine):
    synced(engine)
    lines = told(synced(engine, small(("name: Myndigheten", "name: Nämnden")), now=LATER))
    assert lines == ["~ organisation myndigheten heter Nämnden, inte Myndigheten"]
    old, new = rows(engine, "organisation_name", organisation_id="myndigheten")
    assert (old["name"], old["retracted_at"]) == ("Myndigheten", LATER)
    assert (new["name"], new["retracted_at"]) == ("Nämnden", None)


# Knowing more


def test_an_earlier_day_in_a_database_that_knows_more_is_refused_where_there_is_a_history(
    engine: Engine,
):
    synced(engine, on=date(2021, 1, 15))
    alert(engine, "kartlaggning/arsrapport/2020")
    before = dump(engine)
    found = refused(synced(engine, SMALL + "\n", on=date(2020, 1, 9)))
    assert dump(engine) == before
    assert len(found) == 1
    assert "2020-01-10" in found[0]


def test_a_dry_run_can_look_ahead(engine: Engine):
    synced(engine)
    before = dump(engine)
    ahead = told(synced(engine, on=date(2021, 6, 1), dry_run=True))
    assert ahead == ["+ årsredovisning kartlaggning/arsrapport/2022: senast 22 februari 2023"]
    assert dump(engine) == before


@pytest.mark.parametrize("day", ["2008-07-01", "2009-06-01", "2015-01-01", "2018-01-01"])
def test_on_an_earlier_day_the_shipped_register_knows_no_more_than_was_known(
    engine: Engine, shipped: Read, day
):
    on = date.fromisoformat(day)
    assert shipped.register
    sync(engine, shipped.register, shipped.digest, on=on, now=NOW)
    for table in ("decision", "tenure", "duty", "date_version", "handover"):
        assert all(row["known_from"] <= on for row in rows(engine, table)), table
    known = {row["id"] for row in rows(engine, "decision")}
    for table in ("plan", "assignment", "activity", "handover"):
        assert {row["decision_id"] for row in rows(engine, table)} <= known


def test_later_days_add_and_take_nothing_away(engine: Engine, shipped: Read):
    assert shipped.register
    counts: list[dict[str, int]] = []
    for year in (2008, 2009, 2015, 2018, 2025):
        on = date(year, 7, 1)
        now = datetime.combine(on, NOW.timetz())
        found = sync(engine, shipped.register, shipped.digest, on=on, now=now)
        assert not found.mistakes
        assert {line.what for line in found.lines} <= {"+", "~"}
        counts.append({name: len(there) for name, there in dump(engine).items()})
    assert all(before[name] <= after[name] for before, after in pairwise(counts) for name in after)
    assert counts[0]["assignment"] == 0
    step_by_step = dump(engine, leaving_out=NOT_SAID)
    sync(emptied(engine), shipped.register, shipped.digest, on=date(2025, 7, 1), now=NOW)
    at_once = dump(engine, leaving_out=NOT_SAID)
    for table in ("register_version", "change", "watch"):
        del step_by_step[table], at_once[table]
    assert step_by_step == at_once


NOT_SAID = ["id", "recorded_at", "created_at", "revised_at", "opened_on", "sequence"]


def test_the_register_of_a_newer_program_is_compared_anew(engine: Engine):
    # A new program may fill columns that the old one did not have, from the same bytes.
    synced(engine)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE register_version SET fingerprint = replace(fingerprint, :now, '0000')"),
            {"now": REVISION},
        )
        connection.execute(text("UPDATE assignment SET title = 'Gammalt' WHERE id = 'stodet'"))
    assert told(synced(engine)) == ["~ uppdrag stodet: titel: Gammalt → Stödet"]


def test_a_register_that_cannot_be_read_changes_nothing(engine: Engine):
    synced(engine)
    before = dump(engine)
    assert read(SMALL.replace("issuer: regeringen", "issuer: ingen").encode()).register is None
    assert dump(engine) == before


# However it came about


STAMPS = {
    "recorded_at", "created_at", "revised_at", "opened_on", "sequence", "duty_id", "version", "next_on",
}  # fmt: skip


def says(engine: Engine) -> dict[str, list[str]]:
    """What the declared tables and the duties say, without when and in which order it came."""
    keys = {row["id"]: row["key"] for row in rows(engine, "duty")}
    found = {
        name: sorted(
            repr(said(row, keys)) for row in rows(engine, name) if not row.get("retracted_at")
        )
        for name in (*DECLARED, "duty", "cover", "recipient", "watch")
    }
    holds: dict[str, Any] = {}
    for row in sorted(rows(engine, "date_version"), key=lambda row: row["number"]):
        if not row["retracted_at"]:
            dated = row["stated"], row["due"], row["known_from"], row["decision_id"]
            holds[keys[row["duty_id"]]] = dated if row["stated"] else None
    found["dates"] = sorted(f"{key}: {dated}" for key, dated in holds.items() if dated)
    return found


def said(row: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    counted = {"id"} if isinstance(row.get("id"), int) or row.get("id") in keys else set()
    return {name: value for name, value in row.items() if name not in STAMPS | counted} | {
        "of": keys.get(row.get("duty_id", ""))
    }


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_however_it_came_about_the_database_says_what_a_new_one_would(
    empty_sqlite, tmp_path_factory, data
):
    folder = tmp_path_factory.mktemp("any")
    old = open_database(f"sqlite:///{shutil.copy(empty_sqlite, folder / 'old.db')}", durable=False)
    on = date(2020, 1, 10)
    for number in range(3):
        register = data.draw(registers(f"Nr {number}"))
        on += timedelta(days=data.draw(st.integers(0, 300)))
        now = NOW + timedelta(hours=number)
        before = dump(old)
        found = sync(old, register, str(number), on=on, now=now)
        if found.mistakes:  # a new holder was to be told of a duty that leaves
            assert all("har en historia" in one.sv for one in found.mistakes)
            assert dump(old) == before
            continue
        path = shutil.copy(empty_sqlite, folder / f"{number}.db")
        new = open_database(f"sqlite:///{path}", durable=False)
        sync(new, register, "new", on=on, now=now)
        assert says(old) == says(new)
        new.dispose()
        before = dump(old)
        assert (
            sync(old, register, f"{number} again", on=on, now=now + timedelta(minutes=1)).lines
            == []
        )
        after = dump(old)
        assert {name for name in before if before[name] != after[name]} <= {"register_version"}
    old.dispose()
