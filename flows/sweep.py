"""The sweep, as a flow: every few minutes what is due is decided and told. It is the guarantee."""

from prefect import flow, get_run_logger

from flows import day, edge


@flow(name="sweep")
def sweep() -> str:
    """Carry out what takes effect, decide what is due, tell what is decided."""
    site = edge.site()
    return summary(day.sweep(site.sender(day.alert_day(site.clock()))))


def summary(done: day.Work) -> str:
    """What a run has done; what failed becomes warnings, the least that Prefect keeps for us."""
    sent = done.sent
    for sentence in sent.sentences:
        get_run_logger().warning(sentence)
    return f"{done.decided} att påminna om, {sent.delivered} brev, {sent.failed} misslyckade"
