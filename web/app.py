"""The web application: feeds, the start page and the health check."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine

from models.settings import Settings
from web import calendars, errors, health, start
from web.site import Site, now

STATIC = Path(__file__).parent / "static"


def create_app(engine: Engine, settings: Settings, clock: Callable[[], datetime] = now) -> FastAPI:
    """The application over a database; `clock` gives aware times."""
    # No address is redirected: some calendars do not follow (a slash too many is a 404).
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    app.state.site = Site(engine, settings, clock)
    for routes in (calendars, start, health):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    errors.register(app)
    return app
