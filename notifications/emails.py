"""A message as an e-mail, the same bytes every time it is made."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from notifications.contacts import Contact
from notifications.messages import Message


def to_email(
    message: Message, contact: Contact, sender: str, message_id: str, date: datetime
) -> EmailMessage:
    """Plain text in UTF-8 to one recipient; `date` is aware, and stands in the Date field.

    It is marked as sent by a machine, so that no holiday reply answers it (RFC 3834 5).
    """
    email = EmailMessage()
    email["From"] = sender
    email["To"] = contact.address
    email["Subject"] = message.subject
    email["Date"] = format_datetime(date)
    email["Message-ID"] = message_id
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.body, cte="quoted-printable")
    email["Content-Language"] = contact.language
    return email
