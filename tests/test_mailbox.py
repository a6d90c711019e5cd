import errno
import mailbox
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.mailbox import Mailbox
from notifications.outcome import Channel, Delivered, Permanent, Temporary
from tests.sample_mail import RecordingChannel, email, mail, survey, told

FRIDAY = date(2015, 3, 13)


def letter(message_id: str = "<1@uppdrag.example>") -> EmailMessage:
    return email(mail(told(survey(FRIDAY), "1wd")), message_id)


def files(path: Path) -> list[Path]:
    return [file for part in ("tmp", "new", "cur") for file in (path / part).iterdir()]


@pytest.mark.parametrize("durable", [True, False])
def test_a_message_lies_in_new_as_it_was_written(tmp_path, durable):
    one = letter()
    assert Mailbox(tmp_path / "mail", durable=durable).send(one) == Delivered()
    [file] = files(tmp_path / "mail")
    assert file.parent.name == "new"
    assert file.read_bytes() == one.as_bytes()


def test_any_mail_program_opens_it(tmp_path):
    Mailbox(tmp_path).send(letter())
    opened = mailbox.Maildir(tmp_path, create=False)
    [stored] = opened
    parsed = message_from_bytes(bytes(stored), policy=policy.default)
    assert parsed["Subject"] == "Sista arbetsdagen i dag: redovisning söndag 15 mars 2015"
    assert "Söndag 15 mars 2015 (vecka 11) ska" in parsed.get_content()


def test_the_same_message_twice_is_one_file(tmp_path):
    box = Mailbox(tmp_path)
    assert [box.send(letter()), box.send(letter())] == [Delivered(), Delivered()]
    assert len(files(tmp_path)) == 1


def test_different_messages_are_different_files(tmp_path):
    for number in range(3):
        Mailbox(tmp_path).send(letter(f"<{number}@uppdrag.example>"))
    assert len(files(tmp_path)) == 3


@pytest.mark.parametrize("flags", [":2,", ":2,S", ":2,FRST", ":2,Sabc"])
def test_a_message_that_has_been_read_does_not_come_again(tmp_path, flags):
    box = Mailbox(tmp_path)
    box.send(letter())
    open_in_mail_program(tmp_path, flags)
    assert box.send(letter()) == Delivered()
    assert [file.parent.name for file in files(tmp_path)] == ["cur"]


def open_in_mail_program(path: Path, flags: str = ":2,S") -> None:
    for file in list((path / "new").iterdir()):
        with suppress(FileNotFoundError):  # a sender has just taken its own copy back
            file.rename(path / "cur" / (file.name + flags))


@pytest.mark.parametrize("opened", [True, False])
def test_a_race_between_look_and_link_leaves_one_file(tmp_path, opened):
    class Raced(Mailbox):
        looked = False

        def seen(self, name):
            """Between look and link, another process delivers, and its copy may be opened."""
            if self.looked:
                return super().seen(name)
            self.looked = True
            Mailbox(self.path).send(letter())
            if opened:
                open_in_mail_program(self.path)
            return False

    assert Raced(tmp_path).send(letter()) == Delivered()
    assert [file.parent.name for file in files(tmp_path)] == ["cur" if opened else "new"]


def test_threads_that_send_at_once_leave_one_file_each_message(tmp_path):
    box = Mailbox(tmp_path, durable=False)
    letters = [letter(f"<{number % 20}@uppdrag.example>") for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(box.send, letters)) == {Delivered()}
    assert len(files(tmp_path)) == 20


def send_all(path: Path) -> None:
    for number in range(100):
        Mailbox(path, durable=False).send(letter(f"<{number}@uppdrag.example>"))


def test_processes_that_send_at_once_leave_one_file_each_message(tmp_path):
    context = multiprocessing.get_context("fork")
    senders = [context.Process(target=send_all, args=(tmp_path,)) for _ in range(2)]
    for sender in senders:
        sender.start()
    while any(sender.is_alive() for sender in senders):
        if (tmp_path / "cur").exists():
            open_in_mail_program(tmp_path)
    for sender in senders:
        sender.join()
    open_in_mail_program(tmp_path)
    assert len(files(tmp_path)) == 100


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (errno.ENOSPC, "disken är full"),
        (errno.EDQUOT, "utrymmet på disken är slut"),
        (errno.EROFS, "disken kan bara läsas"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_fails_is_temporary_and_leaves_no_half_message(tmp_path, error, reason):
    class Failing(Mailbox):
        def write(self, descriptor, data):
            super().write(descriptor, data[: len(data) // 2])
            raise OSError(error, os.strerror(error))

    outcome = Failing(tmp_path).send(letter())
    assert isinstance(outcome, Temporary)
    assert str(tmp_path) in outcome.detail
    assert reason in outcome.detail
    assert files(tmp_path) == []
    assert Mailbox(tmp_path).send(letter()) == Delivered()


def test_what_lies_there_is_not_even_written_again(tmp_path):
    class Full(Mailbox):
        def write(self, _descriptor, _data):
            raise OSError(errno.ENOSPC, "full")

    for place in ("new", "cur"):
        Mailbox(tmp_path / place).send(letter())
    open_in_mail_program(tmp_path / "cur")
    assert Full(tmp_path / "new").send(letter()) == Delivered()
    assert Full(tmp_path / "cur").send(letter()) == Delivered()


def test_a_file_where_the_mailbox_should_be_is_told_in_a_sentence(tmp_path):
    (tmp_path / "mail").write_text("no directory")
    outcome = Mailbox(tmp_path / "mail").send(letter())
    assert isinstance(outcome, Temporary)
    assert outcome.detail.endswith("där ligger en fil i stället för en katalog.")


def test_a_message_without_an_id_cannot_be_sent_once(tmp_path):
    outcome = Mailbox(tmp_path).send(EmailMessage())
    assert isinstance(outcome, Permanent)


def test_an_id_never_leaves_the_mailbox(tmp_path):
    for strange in ("<../../x@y>", "<a/b:2,S@y>", "<" + "x" * 900 + "@y>"):
        assert Mailbox(tmp_path / "mail").send(letter(strange)) == Delivered()
    assert len(files(tmp_path / "mail")) == 3
    assert [entry.name for entry in tmp_path.iterdir()] == ["mail"]


def test_others_cannot_read_the_mail(tmp_path):
    Mailbox(tmp_path / "mail").send(letter())
    for entry in [tmp_path / "mail" / "new", *files(tmp_path / "mail")]:
        assert entry.stat().st_mode & 0o077 == 0


def test_a_recording_channel_keeps_what_it_is_given_and_ends_as_told():
    recording = RecordingChannel(Temporary("stängt"))
    channel: Channel = recording
    assert channel.send(letter()) == Temporary("stängt")
    assert channel.send(letter()) == Delivered()
    assert len(recording.emails) == 2
