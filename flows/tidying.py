"""What a killed `uppdrag up` leaves in Prefect: runs that nobody runs, sweeps that were missed."""

from datetime import datetime

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

OURS = ["assignment", "sweep", "nightly"]
UNDER_WAY = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
ENDED = "uppdrag up avslutades"
PAGE = 200  # as many as Prefect gives at a time


async def tidy(client: PrefectClient, now: datetime) -> None:
    """Close what was under way when the last `up` ended, and forget the sweeps that it missed.

    To be called before the first run: nothing of ours can be alive then. Prefect itself would show
    a killed run as running for ever. One sweep makes good all that were missed.
    """
    dead = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNDER_WAY)))
    while runs := await read(client, OURS, dead):
        for run in runs:
            await client.set_flow_run_state(run.id, Crashed(message=ENDED), force=True)
    missed = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=now),
    )
    while runs := await read(client, ["sweep"], missed):
        for run in runs:
            await client.delete_flow_run(run.id)


async def read(client: PrefectClient, flows: list[str], which: FlowRunFilter) -> list[FlowRun]:
    mine = FlowFilter(name=FlowFilterName(any_=flows))
    return await client.read_flow_runs(flow_filter=mine, flow_run_filter=which, limit=PAGE)
