"""The benchmarks: what they measure with, and how a figure is told."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import col

from benchmarks.__main__ import choose, exit_code, report
from benchmarks.check import SLIPS, STRAY, plant
from benchmarks.databases import SQLite, raw
from benchmarks.figure import Figure, markdown
from benchmarks.pool import LAST
from benchmarks.register import contacts, generate
from benchmarks.rounds import medians
from benchmarks.sync import write as write_raw
from benchmarks.sync import written
from benchmarks.watched import DUE, ON, OVERDUE, fill
from flows.decide import decide
from models.alert import Alert
from models.duty import Duty, Watch
from notifications.contacts import Contacts
from register.read import Read, read, read_as
from register.sync import sync

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
SIZE = 60


@pytest.fixture(scope="module")
def generated() -> Read:
    return read(generate(SIZE).encode())


def test_a_generated_register_has_no_mistakes_and_three_milestones_for_each(generated: Read):
    assert generated.mistakes == []
    assert generated.register
    assignments = generated.register.assignments.values()
    assert [len(one.milestones) for one in assignments] == [3] * SIZE


def test_the_same_seed_gives_the_same_bytes():
    assert generate(SIZE) == generate(SIZE)
    assert generate(SIZE, seed=2) != generate(SIZE)


@pytest.mark.parametrize("size", [1, 7])
def test_small_registers_are_right_too(size: int):
    assert read(generate(size).encode()).mistakes == []


def test_it_is_as_varied_as_real_registers():
    made = read(generate(400).encode()).register
    assert made
    milestones = [one for each in made.assignments.values() for one in each.milestones.values()]
    assert len({one.kind for one in milestones}) == 11
    assert any(one.yearly for one in milestones)
    assert any(one.earlier_dates and one.amended_by for one in milestones)
    assert any(one.due and not one.due.day for one in milestones)
    assert any(not one.due and not one.yearly for one in milestones)
    assert any(one.copies for one in milestones)
    assert any(one.covers for one in milestones)
    assert any(one.last_day for one in milestones)
    assert any(one.withdrawn_by for one in milestones)
    assert any(len(one.diary_numbers) > 1 for one in made.decisions.values())
    assert any(one.secret for one in made.assignments.values())
    assert any(one.partners and one.funding for one in made.assignments.values())
    assert made.handovers
    assert made.activities


def test_its_contacts_name_an_owner_for_everybody_responsible(generated: Read):
    found, mistakes = read_as(contacts(SIZE).encode(), Contacts)
    assert mistakes == []
    assert found
    assert generated.register
    responsible = {one.responsible for one in generated.register.assignments.values()}
    assert responsible <= found.organisations.keys()


def test_it_syncs_once_and_then_changes_nothing(engine: Engine, generated: Read):
    assert generated.register
    first = sync(engine, generated.register, generated.digest, on=LAST, now=NOW)
    assert first.mistakes == []
    assert len(first.lines) > 3 * SIZE
    again = sync(engine, generated.register, generated.digest, on=LAST, now=NOW)
    assert again.lines == []
    assert count(engine, Duty) >= 3 * SIZE


def test_the_limit_of_a_sync_writes_every_row_that_the_sync_wrote(tmp_path: Path, generated: Read):
    databases = SQLite(tmp_path)
    rows = written(databases, generated)
    with databases.fresh() as engine:
        write_raw(engine, rows)
        with raw(engine) as cursor:
            for table, values in rows.items():
                assert cursor.execute(f'SELECT * FROM "{table}"').fetchall() == values
    assert len(rows["duty"]) >= 3 * SIZE


@pytest.mark.parametrize("slips", [SLIPS, STRAY])
def test_every_planted_mistake_is_told_at_its_place(slips: tuple[tuple[str, str, int], ...]):
    wrong, planted = plant(generate(200), slips, 60)
    told = {(mistake.line, mistake.column) for mistake in read(wrong).mistakes}
    assert len(planted) == 60
    assert planted == told


def test_five_hundred_watched_duties_are_due_and_a_tenth_of_the_rest_is_overdue(engine: Engine):
    size = 4_000
    due = fill(engine, size)
    assert len(due) == DUE
    with engine.connect() as connection:
        late = select(func.count()).where(col(Watch.due) < ON, col(Watch.next_on).is_(None))
        waiting = select(func.count()).where(col(Watch.due) < ON, col(Watch.next_on) > ON)
        overdue = [connection.execute(query).scalar_one() for query in (late, waiting)]
    assert sum(overdue) == pytest.approx((size - DUE) / OVERDUE, rel=0.2)
    assert min(overdue) > 0
    assert decide(engine, ON, NOW) == DUE
    assert decide(engine, ON, NOW) == 0
    assert count(engine, Alert) >= DUE


def count(engine: Engine, table: type[Duty] | type[Alert]) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


HOLDS = Figure("check, 316,540 lines", 2.31, 2.05, 2, "events + pydantic")
SHORT = Figure("uppdrag due", 0.4, 0.2, 1.5, "sqlmodel")
NONE_DECIDED = Figure("sweep again", 0, 500, 0, "the first", "alerts")


def test_a_line_names_figure_limit_ratio_goal_and_verdict():
    assert HOLDS.line().split() == "check, 316,540 lines 2.31 s 2.05 s 1.13 2 holds".split()
    assert SHORT.line().split() == "uppdrag due 400 ms 200 ms 2.00 1.5 falls short".split()
    assert NONE_DECIDED.holds
    assert not Figure("sweep again", 1, 500, 0, "the first", "alerts").holds


def test_a_figure_on_its_goal_holds():
    assert Figure("replay", 10.0, 10, 1, "the goal itself").holds
    assert not Figure("replay", 10.1, 10, 1, "the goal itself").holds


def test_what_is_measured_is_printed_and_kept_as_json_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "var" / "bench.jsonl"
    report([iter([HOLDS]), iter([SHORT])], path)
    report([iter([HOLDS])], path)
    assert capsys.readouterr().out.count("holds") == 2
    kept = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [one["name"] for one in kept] == [HOLDS.name, SHORT.name, HOLDS.name]
    assert kept[1]["ratio"] == 2
    assert kept[1]["holds"] is False
    assert kept[1].keys() >= {"figure", "limit", "goal", "unit", "against", "at", "python"}


def test_the_table_for_the_documentation_has_a_row_for_each():
    rows = markdown([HOLDS, SHORT]).splitlines()
    assert len(rows) == 4
    assert rows[3] == "| uppdrag due | 400 ms | 200 ms | 2.00 | 1.5 | falls short | sqlmodel |"


def test_it_ends_with_1_if_any_figure_falls_short():
    assert exit_code([HOLDS, NONE_DECIDED]) == 0
    assert exit_code([HOLDS, SHORT]) == 1


def test_only_chooses_by_name_and_refuses_what_does_not_exist():
    assert choose("") == choose(" ") == ["check", "sync", "sweep", "replay", "due"]
    assert choose("due,check") == ["due", "check"]
    assert choose("speed") is None


def test_rounds_are_interleaved_and_give_medians():
    order: list[str] = []
    times = {"a": [3.0, 1.0, 2.0], "b": [9.0, 7.0, 8.0]}

    def side(name: str) -> float:
        order.append(name)
        return times[name].pop()

    assert medians(3, lambda: side("a"), lambda: side("b")) == [2.0, 8.0]
    assert order == ["a", "b"] * 3
