"""An assignment, as a flow: its milestones are the steps, and on its alert days all that is due
is told, of whatever assignment: one person gets one mail.
"""

from datetime import date

from prefect import flow, task
from prefect.runtime import flow_run
from sqlalchemy import Engine

from flows import edge
from flows.day import alert_day, work
from flows.sweep import summary
from models.database import reading
from models.standing import Scope, Standing, standings
from models.words import say_kind, say_without_day


def run_name() -> str:
    """The assignment and the day: "child-trafficking 2015-05-15"."""
    start = flow_run.scheduled_start_time
    return f"{flow_run.parameters['assignment_id']} {start:%Y-%m-%d}"


@flow(name="assignment", flow_run_name=run_name)
def assignment(assignment_id: str) -> str:
    """Show each milestone as a step, then do the work of the day."""
    site = edge.site()
    on = alert_day(site.clock())
    for name, state in steps(site.engine, assignment_id, on):
        milestone.with_options(task_run_name=name)(state)
    return summary(work(site.sender(on)))


@task
def milestone(state: str) -> str:
    """One milestone; its name says what and when, its result how it stands."""
    return state


def steps(engine: Engine, assignment_id: str, on: date) -> list[tuple[str, str]]:
    """Name and state of each milestone: kind and date, nothing that may be secret."""
    with reading(engine) as session:
        found = standings(session, on, scope=Scope("assignment", assignment_id))
    return [(named(one), one.state) for one in found]


def named(one: Standing) -> str:
    word = say_without_day(one.duty.timing, None, "sv") or "utan dag"
    when = one.stated.say() if one.stated else word
    period = f" {one.duty.occurrence}" if one.duty.occurrence else ""
    return f"{say_kind(one.duty.kind, 'sv')}{period}: {when}"
