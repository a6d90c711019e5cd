"""Deliveries: their Message-ID, and what a mailbox keeps of those that are sent again."""

import errno
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from flows.day import opening
from migrations.upgrade import keep_copy, upgrade
from models.alert import Alert
from models.database import open_database
from models.delivery import Delivery, message_id
from notifications import mailbox
from notifications.mailbox import Mailbox
from tests.small_site import Hands, Site, assignment, register, report

Key = tuple[str, str, date, int, list[Alert]]
TUESDAY = date(2011, 3, 1)  # thirty days before 31 March
DUE = {"report": report("2011-03-31")}
NEW = report("2011-04-15")


def mails(folder: Path) -> list[str]:
    """The bodies in a Maildir, in order of their subjects."""
    found = [message_from_bytes(one.read_bytes(), policy=default) for one in folder.glob("new/*")]
    ordered = sorted(found, key=lambda one: str(one["Subject"]))
    return [one.get_content() for one in ordered]


def test_what_a_mailbox_kept_though_it_said_no_is_kept_once(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(engine)
    two = {"a": assignment(milestones={"other": report("2011-04-01")} | DUE)}
    site.sync(register(two), "2010-11-01")
    site.sweep("2010-12-30", "2010-12-31", "2011-01-03")
    site.postbox = Mailbox(tmp_path)  # type: ignore[assignment]
    clock = Hands(opening(TUESDAY))
    with monkeypatch.context() as patch:
        patch.setattr(mailbox, "sync_directory", raise_eio)
        assert site.run(clock).sent.failed == 1
    for _ in range(2):
        clock.on(days=1)
        site.run(clock)
    assert [text.count("1 april") > 0 for text in mails(tmp_path)] == [True, False]
    assert {state for _, _, state in site.alerts()} == {"told"}


def raise_eio(_: Path) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_restored_database_tells_what_is_new_and_does_not_repeat_the_rest(
    tmp_path: Path,
) -> None:
    """The mailbox is newer than the backup: it holds the mail of the day already."""
    entries = {"a": assignment(milestones=DUE)}
    folder = tmp_path / "mail"

    def site(name: str) -> Site:
        return Site(open_database(f"sqlite:///{tmp_path / name}"), Mailbox(folder))  # type: ignore[arg-type]

    before = site("uppdrag.db")
    upgrade(before.engine)
    before.sync(register(entries), "2010-11-01")
    before.sweep("2010-12-30")
    keep_copy(before.engine, tmp_path / "backup.db")
    keep_copy(before.engine, tmp_path / "another.db")
    before.sweep(TUESDAY)
    assert len(mails(folder)) == 2

    same = site("backup.db")
    same.sweep(TUESDAY)
    assert (len(mails(folder)), same.told()[-1]) == (2, ("30d", "2011-03-01"))

    more = site("another.db")
    more.sync(register(entries | {"b": assignment(milestones={"new": NEW})}), "2011-03-01")
    more.sweep(TUESDAY)
    assert more.told("b/new") == [("registered", "2011-03-01")]
    assert sum("15 april" in text for text in mails(folder)) == 1
    for one in (before, same, more):
        one.engine.dispose()


def natural(alert: Alert) -> tuple[str | None, int, str]:
    return alert.duty_id, alert.version, alert.rule


alerts = st.builds(
    Alert, id=st.integers(), duty_id=st.sampled_from(["a", "b"]), version=st.integers(1, 2),
    rule=st.sampled_from(["30d", "day"]), rule_day=st.just(TUESDAY), role=st.just("owner"),
)  # fmt: skip
keys = st.tuples(
    st.sampled_from(["mailbox", "smtp"]), st.emails(), st.dates(), st.integers(1, 9),
    st.lists(alerts, max_size=3, unique_by=natural),
)  # fmt: skip


def made_id(key: Key) -> str:
    channel, address, day, part, told = key
    delivery = Delivery(
        channel=channel, address=address, day=day, part=part, language="sv", message_id="",
        next_at=opening(day),
    )  # fmt: skip
    return message_id(delivery, told, "uppdrag.invalid")


def same(key: Key) -> tuple[object, ...]:
    """What makes it the same message: not the numbers of its alerts, nor their order."""
    return *key[:-1], sorted(map(natural, key[-1]))


@given(keys, keys)
def test_a_message_id_belongs_to_one_delivery_and_what_it_tells(one: Key, other: Key) -> None:
    made, again, another = made_id(one), made_id((*one[:-1], one[-1][::-1])), made_id(other)
    assert made == again
    assert (made == another) == (same(one) == same(other))
    assert made[0] + made[-1] == "<>"
    assert len(made) < 78
