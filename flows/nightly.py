"""Every night, as a flow: recurring duties are extended and Prefect's pages brought up to date."""

from prefect import flow

from flows import edge
from flows.day import alert_day
from flows.deployments import reconcile_assignments
from models.zone import day_of


@flow(name="nightly")
async def nightly() -> str:
    """Sync the register and make the deployments say what it says.

    With a mistaken register the run fails, and its log names the mistakes. The database stays as
    it is, and everybody is told in time.
    """
    site = edge.site()
    now = site.clock()
    changed = len(site.sync(day_of(now)).lines)
    done = await reconcile_assignments(site.engine, alert_day(now))
    return f"{changed} uppgifter ändrade; {done}"
