"""Deployments in Prefect as the register has them: made, changed, removed, never more than it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from prefect import Flow, get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule, RRuleSchedule
from prefect.utilities.callables import parameter_schema
from sqlalchemy import Engine

from flows.assignment import assignment
from flows.prospects import Prospect, prospects
from models.database import reading

Schedule = CronSchedule | IntervalSchedule | RRuleSchedule
ZONE = "Europe/Stockholm"
PAGE = 200  # as many as Prefect gives at a time
# A run may begin half a second early, and at 06:59:59 the alerts of the day are not open yet.
OPENS = "T070100"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One deployment as it is to be."""

    name: str
    entrypoint: str
    description: str
    tags: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)
    schedules: tuple[Schedule, ...] = ()


@dataclass(slots=True)
class Reconciled:
    """How many deployments were made, changed and removed."""

    made: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        """For the log of a run."""
        return f"{self.made} nya, {self.changed} ändrade, {self.removed} borttagna i Prefect"


async def reconcile_assignments(engine: Engine, on: date) -> Reconciled:
    """Make Prefect show every assignment of the register with its alert days, and no other."""
    with reading(engine) as session:
        shown = prospects(session, on)
    done = Reconciled()
    async with get_client() as client:
        await reconcile_flow(client, assignment, [of_assignment(one) for one in shown], done)
    return done


async def keep_time(flow: Flow[..., Any], schedule: Schedule) -> None:
    """Make Prefect run a flow by the clock."""
    wanted = Wanted(
        flow.name, f"flows.{flow.name}.{flow.name}", flow.description or "",
        schedules=(schedule,),
    )  # fmt: skip
    async with get_client() as client:
        await reconcile_flow(client, flow, [wanted], Reconciled())


def of_assignment(one: Prospect) -> Wanted:
    """The deployment of an assignment: its alert days are its schedule, often none."""
    return Wanted(
        one.id, "flows.assignment.assignment", one.description, one.tags,
        {"assignment_id": one.id}, days_after_seven(one.days),
    )  # fmt: skip


def days_after_seven(days: Iterable[date]) -> tuple[RRuleSchedule, ...]:
    """One schedule with every day, without a slug: schedules with one survive their removal."""
    written = [f"{day:%Y%m%d}{OPENS}" for day in days]
    if not written:
        return ()
    rule = f"DTSTART:{written[0]}\nRDATE:{','.join(written)}"
    return (RRuleSchedule(rrule=rule, timezone=ZONE),)


async def reconcile_flow(
    client: PrefectClient, flow: Flow[..., Any], wanted: Iterable[Wanted], done: Reconciled
) -> None:
    """Bring the deployments of one flow in line; only what differs is touched."""
    flow_id = await client.create_flow(flow)
    there = {one.name: one for one in await deployments(client, flow.name)}
    for one in wanted:
        old = there.pop(one.name, None)
        if old is not None and same(old, one):
            continue
        if old is None:
            done.made += 1
        else:
            done.changed += 1
        await make(client, flow_id, flow, one)
    for old in there.values():
        await client.delete_deployment(old.id)
        done.removed += 1


async def deployments(client: PrefectClient, flow_name: str) -> list[DeploymentResponse]:
    """Every deployment of a flow."""
    found: list[DeploymentResponse] = []
    mine = FlowFilter(name=FlowFilterName(any_=[flow_name]))
    while True:
        page = await client.read_deployments(flow_filter=mine, limit=PAGE, offset=len(found))
        found += page
        if len(page) < PAGE:
            return found


def same(old: DeploymentResponse, wanted: Wanted) -> bool:
    return (
        (old.description, tuple(sorted(old.tags)), old.entrypoint, old.parameters)
        == (wanted.description, wanted.tags, wanted.entrypoint, wanted.parameters)
        and not old.paused
        and [said(one.schedule) for one in old.schedules] == [said(one) for one in wanted.schedules]
    )


def said(schedule: Any) -> Any:
    """What a schedule says, whatever else Prefect keeps with it."""
    if isinstance(schedule, IntervalSchedule):
        return schedule.interval
    if isinstance(schedule, CronSchedule):
        return schedule.cron, schedule.timezone
    return schedule.rrule, schedule.timezone


async def make(client: PrefectClient, flow_id: UUID, flow: Flow[..., Any], wanted: Wanted) -> None:
    """Create a deployment, or overwrite the one of that name; what it had planned goes."""
    await client.create_deployment(
        flow_id=flow_id,
        name=wanted.name,
        entrypoint=wanted.entrypoint,
        description=wanted.description,
        tags=list(wanted.tags),
        parameters=wanted.parameters,
        schedules=[DeploymentScheduleCreate(schedule=one) for one in wanted.schedules],
        parameter_openapi_schema=parameter_schema(flow).model_dump(),
        enforce_parameter_schema=True,
        paused=False,
    )
