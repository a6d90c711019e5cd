"""Who is written to for an organisation: functions and their addresses, never persons."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from models.refusal import Refusal

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL = re.compile(rf"{ATOM}(\.{ATOM})*")
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
LONGEST_LOCAL = 64  # octets, RFC 5321 4.5.3.1.1
LONGEST = 254  # octets, so that it fits in a path, RFC 5321 4.5.3.1.3
INSTEAD = {"owner": ("owner", "manager"), "manager": ("manager",)}


def one_address(text: str) -> str:
    """A mail address with its domain in ASCII (IDNA); raises Refusal unless it is exactly one."""
    local, _, domain = text.rpartition("@")
    try:
        domain = domain.encode("idna").decode().lower()
    except UnicodeError:
        domain = ""
    whole = f"{local}@{domain}"
    fits = len(local) <= LONGEST_LOCAL and len(whole) <= LONGEST
    if not (fits and LOCAL.fullmatch(local) and DOMAIN.fullmatch(domain)):
        raise Refusal(
            sv=f"skriv en enda adress som registrator@myndighet.example, inte {text!r}",
            en=f"write exactly one address like registrar@agency.example, not {text!r}",
        )
    return whole


class Shape(BaseModel):
    """Strict: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Contact(Shape):
    """A function that is written to, at one address and in one language."""

    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    address: Annotated[str, AfterValidator(one_address)]
    language: Literal["sv", "en"] = "sv"


class Line(Shape):
    """An organisation's own people: who answers for an assignment, and their manager."""

    owner: Contact | None = None
    manager: Contact | None = None


class Contacts(Shape):
    """The whole file; `ops` gets what nobody else is named for."""

    ops: Contact
    organisations: dict[str, Line] = {}

    def recipient(self, organisation_id: str | None, role: str) -> Contact:
        """Who is written to: the role's own contact, else the owner's manager, else ops."""
        return self.named(organisation_id, role) or self.ops

    def named(self, organisation_id: str | None, role: str) -> Contact | None:
        """Whom the organisation itself has named for the role, if anybody."""
        line = self.organisations.get(organisation_id or "", Line())
        posts = (getattr(line, post) for post in INSTEAD.get(role, ()))
        return next((contact for contact in posts if contact), None)
