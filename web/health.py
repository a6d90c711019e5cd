"""Is the sweep alive? For a watchdog outside this machine."""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlmodel import Session

from models.database import reading
from models.history import Heartbeat
from web.errors import HEADERS
from web.site import Here

SWEEP = "sweep"

router = APIRouter()


@router.api_route("/healthz", methods=["GET", "HEAD"])
def healthz(here: Here) -> JSONResponse:
    """200 with the age of the sweep's last run in seconds; 503 when it is late or never ran."""
    with reading(here.engine) as session:
        beat = last_beat(session)
    if beat is None:
        return JSONResponse({"status": "no sweep yet"}, 503, HEADERS)
    age = here.clock() - beat
    alive = age <= 2 * here.settings.sweep_every
    said = {
        "status": "ok" if alive else "sweep late",
        "sweep_age_seconds": int(age.total_seconds()),
    }
    return JSONResponse(said, 200 if alive else 503, HEADERS)


def last_beat(session: Session) -> datetime | None:
    """When the sweep last ended, or began if it has not ended yet."""
    row = session.get(Heartbeat, SWEEP)
    return (row.finished_at or row.started_at) if row else None
