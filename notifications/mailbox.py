"""The local mailbox: a Maildir, which any mail program opens (https://cr.yp.to/proto/maildir.html)."""

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

from notifications.outcome import Delivered, Outcome, Permanent, Temporary

REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet på disken är slut för den som kör uppdrag",
    errno.EACCES: "den som kör uppdrag får inte skriva där",
    errno.EPERM: "den som kör uppdrag får inte skriva där",
    errno.EROFS: "disken kan bara läsas",
    errno.ENOTDIR: "där ligger en fil i stället för en katalog",
    errno.EEXIST: "där ligger en fil i stället för en katalog",
}


class Mailbox:
    """A channel that ends on the local disk; the same message sent twice is one file.

    `durable=False` leaves the writing to the operating system, for mail that can be made again.
    """

    name = "mailbox"

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        """Name the Maildir; it is made when the first message comes."""
        self.path, self.durable = path, durable
        self.tmp, self.new, self.cur = (path / part for part in ("tmp", "new", "cur"))

    def send(self, email: EmailMessage) -> Outcome:
        """Put the message into new/, unless it has been there before."""
        if not email["Message-ID"]:
            return Permanent("Brevet saknar Message-ID och kan därför inte skickas en enda gång.")
        try:
            self.deliver(file_name(email["Message-ID"]), email.as_bytes())
        except OSError as error:
            return Temporary(self.sentence(error))
        return Delivered()

    def deliver(self, name: str, data: bytes) -> None:
        """Write to tmp/, then link to new/: nobody sees half a message."""
        for directory in (self.tmp, self.new, self.cur):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (self.new / name).exists() or self.seen(name):
            return
        descriptor, written = tempfile.mkstemp(dir=self.tmp, prefix=name)
        try:
            self.write(descriptor, data)
            with suppress(FileExistsError):  # another process was first
                os.link(written, self.new / name)
        finally:
            Path(written).unlink()
        if self.durable:
            sync_directory(self.new)
        if self.seen(name):  # another process was first, and a mail program opened its copy
            (self.new / name).unlink(missing_ok=True)

    def seen(self, name: str) -> bool:
        """Whether a mail program has it in cur/, where it adds flags to the name."""
        with os.scandir(self.cur) as entries:
            return any(entry.name.startswith(name) for entry in entries)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write everything, and to the disk itself if it must last."""
        with open(descriptor, "wb") as file:
            file.write(data)
            if self.durable:
                file.flush()
                os.fsync(descriptor)

    def sentence(self, error: OSError) -> str:
        """Why it cannot be written now, for those who can put it right."""
        reason = REASONS.get(error.errno or 0, error.strerror)
        return f"Brevlådan {self.path} går inte att skriva i: {reason}."


def file_name(message_id: str) -> str:
    """The same for every copy of a message, and safe as a file name whatever the id holds."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:32] + ".uppdrag"


def sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
