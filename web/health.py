"""Is the sweep alive, and does it reach people? For a watchdog outside this machine."""

from datetime import datetime, time, timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlmodel import Session, and_, col, exists, func, literal_column, or_, select

from models.alert import OPENS, Alert
from models.database import reading
from models.delivery import Attempt, Delivery, DeliveryAlert, still_open
from models.history import Heartbeat
from models.zone import STOCKHOLM
from web.errors import HEADERS
from web.site import Here

SWEEP = "sweep"
PATIENCE = timedelta(hours=2)  # for a mail to get through: a short stop is nobody's night call

router = APIRouter()


@router.api_route("/healthz", methods=["GET", "HEAD"])
def healthz(here: Here) -> JSONResponse:
    """200 with the age of the sweep's last run in seconds; 503 with what is wrong."""
    now = here.clock()
    with reading(here.engine) as session:
        beat = last_beat(session)
        untold = how_many_untold(session, patience(now))
    if beat is None:
        return unwell({"status": "no sweep yet"}, "Inget svep har körts än.", "No sweep has run.")
    age = now - beat
    seconds = {"sweep_age_seconds": int(age.total_seconds())}
    if age > 2 * here.settings.sweep_every:
        sv, en = "Svepet har inte gått på för länge.", "The sweep has not run for too long."
        return unwell({"status": "sweep late", **seconds}, sv, en)
    if untold:
        sv = f"Påminnelser som inte går fram sedan minst två timmar: {untold}. Se log/flows.log."
        en = f"Alerts that have not got through for two hours or more: {untold}. See log/flows.log."
        return unwell({"status": "alerts untold", **seconds, "untold": untold}, sv, en)
    return JSONResponse({"status": "ok", **seconds}, headers=HEADERS)


def unwell(said: dict[str, str | int], sv: str, en: str) -> JSONResponse:
    return JSONResponse({**said, "sv": sv, "en": en}, 503, HEADERS)


def last_beat(session: Session) -> datetime | None:
    """When the sweep last ended, or began if it has not ended yet."""
    row = session.get(Heartbeat, SWEEP)
    return (row.finished_at or row.started_at) if row else None


def patience(now: datetime) -> datetime:
    """The moment two hours ago; the hours in which nobody is told anything do not count."""
    local = now.astimezone(STOCKHOLM)
    midnight = datetime.combine(local.date(), time.min, STOCKHOLM)
    open_today = max(local - datetime.combine(local.date(), OPENS, STOCKHOLM), timedelta())
    return local - PATIENCE if open_today >= PATIENCE else midnight - (PATIENCE - open_today)


def how_many_untold(session: Session, before: datetime) -> int:
    """Alerts decided before the moment that some address has refused, or whose mail is stuck since.

    An alert that is in no mail yet waits for the mail of another day, and that is as it should be.
    """
    tried = exists().where(
        col(Attempt.delivery_id) == col(Delivery.id), col(Attempt.started_at) < before
    )
    stuck = and_(still_open(), or_(col(Delivery.next_at) < before, tried))
    query = (
        select(func.count(func.distinct(Alert.id)))
        .join(DeliveryAlert, col(DeliveryAlert.alert_id) == col(Alert.id))
        .join(Delivery, col(Delivery.id) == col(DeliveryAlert.delivery_id))
        .where(col(Alert.state) == literal_column("'pending'"), col(Alert.decided_at) < before)
        .where(or_(col(Delivery.state) == "dead", stuck))
    )
    return session.exec(query).one()
