"""Every night, as a flow: recurring duties are extended and Prefect's pages brought up to date."""

from prefect import flow

from flows import edge
from flows.day import alert_day
from flows.deployments import reconcile_assignments
from flows.site import Mistaken


@flow(name="nightly", log_prints=True)
async def nightly() -> str:
    """Sync the register and make the deployments say what it says."""
    site = edge.site()
    on = alert_day(site.clock())
    try:
        changed = len(site.sync(on).lines)
    except Mistaken as mistaken:
        # The database stays as it is, and everybody is told in time; ops sees the failed run.
        print(mistaken)  # noqa: T201 - Prefect shows it with the run
        raise
    done = await reconcile_assignments(site.engine, on)
    return f"{changed} uppgifter ändrade; {done}"
