"""Whether the database has the tables that this version of the program needs."""

from sqlalchemy import Engine, inspect, text

from models.database import file_of
from models.refusal import Refusal

REVISION = "0005"  # the newest revision under migrations/


def revision(engine: Engine) -> str | None:
    """The revision that the database stands at; None when it is empty, or not there at all."""
    if (path := file_of(engine)) and not path.exists():
        return None  # to look is no reason to make one
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def require(engine: Engine) -> None:
    """Raise Refusal unless the database is ready to be read."""
    found = revision(engine)
    if found is None:
        raise Refusal(
            sv="Databasen är tom. Läs in registret först: uppdrag sync.",
            en="The database is empty. Read the register first: uppdrag sync.",
        )
    if found != REVISION:
        raise Refusal(
            sv=f"Databasen har version {found}, programmet {REVISION}. Kör uppdrag sync med den "
            "nyare versionen av programmet: den uppgraderar databasen.",
            en=f"The database is at version {found}, the program at {REVISION}. Run uppdrag sync "
            "with the newer version of the program: it upgrades the database.",
        )
