"""`python -m web`: serve the feeds and pages on this machine."""

import uvicorn

from models.database import open_database
from models.refusal import Refusal
from models.settings import Settings
from web.app import create_app

HOST = "127.0.0.1"  # beyond this machine only with a way to know who is asking
BUSY = 2  # seconds to wait for a locked SQLite before 503


def main() -> None:
    """Serve until told to stop; a setting that cannot be is one sentence and exit 1."""
    try:
        settings = Settings.load()
        engine = open_database(settings.database_url, busy=BUSY)
    except Refusal as refusal:
        raise SystemExit(str(refusal)) from None
    uvicorn.run(
        create_app(engine, settings),
        host=HOST,
        port=settings.web_port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
