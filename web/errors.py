"""What is said when something cannot be shown: a sentence as plain text, never a calendar.

A browser that asks for a page that does not exist gets one that leads on.
"""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from web import pages
from web.site import of_request

RETRY = {"Retry-After": "120"}  # seconds; calendars keep what they hold on a 503
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
FEEDS = "/ical/"  # calendars ask here: they are answered in plain words
NO_FEED = "Här finns ingen kalender. There is no calendar here."
BUSY = (
    "Databasen svarar inte just nu. Försök igen om ett par minuter.",
    "The database does not answer at present. Try again in a few minutes.",
)
BROKEN = (
    "Något gick fel hos oss. Felet är antecknat. Försök igen om ett par minuter.",
    "Something went wrong on our side and has been noted. Try again in a few minutes.",
)

log = logging.getLogger("uppdrag.web")


async def plain(request: Request, error: Exception) -> Response:
    """An HTTP error with its sentence; a page for an address that nothing answers to."""
    assert isinstance(error, HTTPException)
    said = error.detail
    if said == HTTPStatus.NOT_FOUND.phrase:
        if not request.url.path.startswith(FEEDS):
            return pages.TEMPLATES.TemplateResponse(
                request, "not_found.html", status_code=HTTPStatus.NOT_FOUND, headers=pages.HEADERS
            )
        said = NO_FEED
    return PlainTextResponse(f"{said}\n", error.status_code, HEADERS | dict(error.headers or {}))


async def busy(request: Request, error: Exception) -> PlainTextResponse:
    """The database is locked, gone, or in the middle of a migration."""
    log.warning("database: %s", getattr(error, "orig", None) or error)
    return unavailable(request, BUSY)


async def broken(request: Request, _: Exception) -> PlainTextResponse:
    """A mistake of ours; the server logs it."""
    return unavailable(request, BROKEN)


def unavailable(request: Request, sentence: tuple[str, str]) -> PlainTextResponse:
    said = sentence[of_request(request).settings.lang == "en"]
    return PlainTextResponse(f"{said}\n", 503, HEADERS | RETRY)


def register(app: FastAPI) -> None:
    """Let the app answer every failure this way."""
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(SQLAlchemyError, busy)
    app.add_exception_handler(Exception, broken)
