"""`python -m flows.serve`: runs what Prefect wakes: sweep, assignments, nightly sync."""

import asyncio
from contextlib import suppress
from datetime import datetime
from uuid import UUID

import anyio
from httpx import HTTPError
from prefect import get_client
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner

from flows import edge
from flows.assignment import assignment
from flows.day import alert_day
from flows.deployments import ZONE, deployments, keep_time, reconcile_assignments
from flows.nightly import nightly
from flows.sweep import sweep
from flows.tidying import tidy

AT_ONCE = 2  # runs at a time: SQLite has one writer
LOOK_EVERY = 5.0  # seconds between two looks for runs that are due
NEW_EVERY = 60.0  # seconds between two looks for deployments that the nightly sync has made
# Never between two and three, when an hour is missing or comes twice.
AT_NIGHT = CronSchedule(cron="30 4 * * *", timezone=ZONE)


class AsItStands(RunnerDeployment):
    """A deployment that is there already: the runner only has to know of it."""

    _id: UUID

    @classmethod
    def of(cls, name: str, deployment_id: UUID) -> "AsItStands":
        """Name it; nothing is changed."""
        found = cls(name=name)
        found._id = deployment_id
        return found

    async def aapply(self, *_: object, **__: object) -> UUID:
        """Leave it as it stands."""
        return self._id


async def serve() -> None:
    """Bring Prefect in line with the register, sweep once, then run whatever is due."""
    site = edge.site()
    await keep_time(sweep, IntervalSchedule(interval=site.settings.sweep_every))
    await keep_time(nightly, AT_NIGHT)
    await reconcile_assignments(site.engine, alert_day(site.clock()))
    await sweep_now(site.clock())
    runner = Runner("uppdrag", query_seconds=LOOK_EVERY, limit=AT_ONCE, pause_on_shutdown=False)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(take_on, runner)
        await runner.start()
        tasks.cancel_scope.cancel()


async def sweep_now(now: datetime) -> None:
    """One sweep at the start, for what was missed while nobody was awake."""
    async with get_client() as client:
        await tidy(client, now)
        there = await client.read_deployment_by_name("sweep/sweep")
        await client.create_flow_run_from_deployment(there.id, name="vid start")


async def take_on(runner: Runner) -> None:
    """Tell the runner of every deployment of ours, and of new ones as they come."""
    known: set[UUID] = set()
    while True:
        # While the server is being started again there is nothing to learn from it.
        with suppress(HTTPError):
            known |= await take_on_new(runner, known)
        await asyncio.sleep(NEW_EVERY)


async def take_on_new(runner: Runner, known: set[UUID]) -> set[UUID]:
    found = set()
    async with get_client() as client:
        for flow in (sweep, nightly, assignment):
            for one in await deployments(client, flow.name):
                if one.id not in known:
                    found.add(await runner.aadd_deployment(AsItStands.of(one.name, one.id)))
    return found


if __name__ == "__main__":
    asyncio.run(serve())
