"""The feeds over HTTP: 200 only ever carries one whole calendar."""

import re
from datetime import date

from fastapi import APIRouter, HTTPException, Request, Response

from feeds.address import KINDS
from feeds.feed import WINDOW, Feed, NoRegister, feed
from models.database import reading
from models.refusal import Refusal
from models.standing import Scope
from web.conditional import say_http_date, unchanged
from web.errors import NO_FEED, RETRY
from web.site import LANGUAGES, Here, Site

# What the register takes for an id; nothing else can be found, or is asked for in the database.
KEY = re.compile(r"[a-z0-9-]{1,80}")
FRESH = "public, max-age=900"

router = APIRouter()


@router.api_route("/ical/v1/alla.{language}.ics", methods=["GET", "HEAD"])
def everything(request: Request, here: Here, language: str) -> Response:
    """Answer with the feed of all duties."""
    return calendar(request, here, Scope(), language)


@router.api_route("/ical/v1/{folder}/{key}.{language}.ics", methods=["GET", "HEAD"])
def one(request: Request, here: Here, folder: str, key: str, language: str) -> Response:
    """Answer with the feed of an organisation, a plan or an assignment."""
    if folder not in KINDS or not KEY.fullmatch(key):
        raise HTTPException(404, NO_FEED)
    return calendar(request, here, Scope(KINDS[folder], key), language)


def calendar(request: Request, here: Site, scope: Scope, language: str) -> Response:
    """Answer with the feed, or 304 to a client that has it."""
    if language not in LANGUAGES:
        raise HTTPException(404, NO_FEED)
    found = read(here, scope, here.today(), language)
    headers = {
        "ETag": found.etag,
        "Last-Modified": say_http_date(found.last_modified),
        "Cache-Control": FRESH,
        "X-Content-Type-Options": "nosniff",
    }
    if unchanged(request.headers, found.etag, found.last_modified):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{found.file_name}"'
    return Response(found.body, media_type="text/calendar", headers=headers)


def read(here: Site, scope: Scope, today: date, language: str) -> Feed:
    """The feed of today with its year back; 404 for a scope that does not exist."""
    try:
        with reading(here.engine) as session:
            return feed(
                session,
                scope,
                today,
                language=language,
                base_url=here.settings.base_url,
                window_from=today - WINDOW,
            )
    except NoRegister as refusal:
        raise HTTPException(503, refusal.say(language), RETRY) from refusal
    except Refusal as refusal:
        raise HTTPException(404, refusal.say(language)) from refusal
