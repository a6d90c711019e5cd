"""A message as an e-mail, the same bytes every time it is made."""

from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from notifications.contacts import Contact
from notifications.messages import Message

SHORT = 68  # characters that fit on a line of 78 with the name of the field


class WholeSubject(EmailPolicy):
    """The library's policy, with the subject folded by its older class.

    The newer one drops spaces between words with å, ä and ö where it folds, and may leave
    "Subject:" alone on a line (seen in Python 3.11).
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """One field as bytes."""
        if name != "Subject":
            return super().fold_binary(name, value)
        plain = value.isascii() and len(value) <= SHORT
        words = Header(str(value), None if plain else "utf-8", header_name=name)
        return f"{name}: {words.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")


POLICY = WholeSubject()


def to_email(
    message: Message, contact: Contact, sender: str, message_id: str, date: datetime
) -> EmailMessage:
    """Plain text in UTF-8 to one recipient; `date` is aware, and stands in the Date field.

    It is marked as sent by a machine, so that no holiday reply answers it (RFC 3834 5).
    """
    email = EmailMessage(POLICY)
    email["From"] = sender
    email["To"] = contact.address
    email["Subject"] = literal(message.subject)
    email["Date"] = format_datetime(date)
    email["Message-ID"] = message_id
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.body, cte="quoted-printable")
    email["Content-Language"] = contact.language
    return email


def literal(subject: str) -> str:
    """The subject without encoded words (RFC 2047).

    The library decodes what looks like one, line breaks and all: a title could add fields.
    """
    return subject.replace("=?", "= ?")
