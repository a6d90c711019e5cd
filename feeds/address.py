"""Where a feed and its page are found."""

from models.standing import Scope

FOLDERS = {"organisation": "myndighet", "plan": "handlingsplan", "assignment": "uppdrag"}
KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def address(scope: Scope, language: str, base_url: str) -> str:
    """The address to subscribe to; the language stands in it, never in Accept-Language."""
    name = f"{FOLDERS[scope.kind]}/{scope.id}" if scope.kind in FOLDERS else "alla"
    return f"{base_url}/ical/v1/{name}.{language}.ics"


def anchor(scope: Scope) -> str:
    """The place on the start page where an organisation, plan or assignment is listed."""
    return f"{FOLDERS[scope.kind]}-{scope.id}"


def page(scope: Scope, language: str, base_url: str) -> str:
    """The page to read about it on; everything's is the start page."""
    place = f"#{anchor(scope)}" if scope.kind in FOLDERS else ""
    return f"{base_url}/?lang={language}{place}"
