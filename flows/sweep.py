"""The sweep, as a flow: every few minutes what is due is decided and told. It is the guarantee."""

from prefect import flow

from flows import day, edge


@flow(name="sweep", log_prints=True)
def sweep() -> str:
    """Carry out what takes effect, decide what is due, tell what is decided."""
    site = edge.site()
    done = day.sweep(site.sender(day.alert_day(site.clock())))
    for sentence in done.sent.sentences:
        print(sentence)  # noqa: T201 - Prefect shows it with the run
    sent = done.sent
    return f"{done.decided} att påminna om, {sent.delivered} brev, {sent.failed} misslyckade"
