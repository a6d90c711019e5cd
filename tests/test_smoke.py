"""The whole of it on one machine: Prefect makes a scheduled run, and the run decides an alert.

A server that answers is not enough: there have been versions that answered and ran nothing.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from sqlmodel import select

from flows.children import free_port
from flows.edge import now
from models.alert import Alert, is_open
from models.database import open_database, reading
from models.zone import day_of

UPPDRAG = Path(sys.executable).parent / "uppdrag"
LONGEST = 150  # seconds to wait for any one thing on a busy machine
EMPTY = "title: Inget än\n"
REGISTER = """\
title: Ett uppdrag
organisations:
  regeringen: {{names: [{{name: Regeringen}}], kind: government}}
  jamy: {{names: [{{name: Jämställdhetsmyndigheten}}], kind: agency}}
documents:
  brev: {{title: Regleringsbrev, kind: letter, published: {known}}}
decisions:
  beslut:
    title: Regleringsbrev
    issuer: regeringen
    kind: letter
    source: {{document: brev, at: rubrik}}
assignments:
  uppdrag:
    title: Ett uppdrag
    decision: beslut
    responsible: jamy
    milestones:
      rapport: {{kind: report, due: {due}}}
    source: {{document: brev, at: stycke 1}}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "assignments.yaml").write_text(EMPTY, "utf-8")
    (tmp_path / "contacts.yaml").write_text("ops: {address: ops@uppdrag.example}\n", "utf-8")
    return tmp_path


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    ours = {
        "UPPDRAG_HOME": str(home / "var"),
        "UPPDRAG_REGISTER": str(home / "assignments.yaml"),
        "UPPDRAG_CONTACTS": str(home / "contacts.yaml"),
        "UPPDRAG_WEB_PORT": str(free_port(18400)),
        "UPPDRAG_PREFECT_PORT": str(free_port(14200)),
        "UPPDRAG_SWEEP_EVERY": "10",
    }
    theirs = {name: value for name, value in os.environ.items() if "UPPDRAG" not in name}
    return theirs | ours


@contextmanager
def station(home: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`uppdrag up`, ready; whatever happens it is gone afterwards."""
    with (home / "out").open("w") as out:
        running = subprocess.Popen(
            [str(UPPDRAG), "up"], env=environment, stdout=out, stderr=out, text=True
        )
        try:
            wait_for(lambda: "Allt är igång" in said(home) or running.poll() is not None, home)
            assert running.poll() is None, said(home)
            yield running
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGINT)
            running.wait(60)


def said(home: Path) -> str:
    return (home / "out").read_text("utf-8")


def wait_for(there: Callable[[], Any], home: Path) -> Any:
    """Wait for something that has to come by itself; on a busy machine that takes its time."""
    limit = time.monotonic() + LONGEST
    while time.monotonic() < limit:
        if found := there():
            return found
        time.sleep(0.5)
    logs = "\n".join(log.read_text("utf-8")[-2000:] for log in home.glob("var/log/*.log"))
    pytest.fail(f"it did not come within {LONGEST} s.\n{said(home)}\n{logs}")


def done(environment: dict[str, str]) -> list[dict[str, Any]]:
    """The sweeps that are done, whoever asked for them."""
    asked = {
        "flows": {"name": {"any_": ["sweep"]}},
        "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
        "limit": 200,
    }
    url = f"http://127.0.0.1:{environment['UPPDRAG_PREFECT_PORT']}/api/flow_runs/filter"
    request = Request(url, json.dumps(asked).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as answer:
        found: list[dict[str, Any]] = json.load(answer)
        return found


def runs(environment: dict[str, str]) -> list[dict[str, Any]]:
    """Of these, the ones that Prefect's own scheduler made."""
    return [run for run in done(environment) if run["auto_scheduled"]]


def when_decided(home: Path) -> datetime | None:
    """When the one alert was decided, once it is."""
    engine = open_database(f"sqlite:///{home / 'var' / 'uppdrag.db'}")
    with reading(engine) as session:
        alert = session.exec(select(Alert)).one_or_none()
    engine.dispose()
    return alert.decided_at if alert else None


def test_a_run_that_prefect_scheduled_decides_an_alert_also_after_a_kill(
    home: Path, environment: dict[str, str]
):
    yesterday = day_of(now()) - timedelta(days=1)  # its alerts are open at any hour of today
    with station(home, environment) as first:
        wait_for(lambda: [run for run in done(environment) if not run["auto_scheduled"]], home)
        text = REGISTER.format(known=yesterday, due=yesterday + timedelta(days=20))
        (home / "assignments.yaml").write_text(text, "utf-8")
        command = [str(UPPDRAG), "sync", "--on", str(yesterday)]
        subprocess.run(command, env=environment, check=True, timeout=60)
        mails = home / "var" / "mail" / "new"
        decided_at = wait_for(lambda: when_decided(home), home)
        if is_open(decided_at):  # at night the alert is decided and waits for the morning
            mail = wait_for(lambda: next(mails.glob("*"), None), home)
            assert "ops@uppdrag.example" in mail.read_text("utf-8")
        wait_for(lambda: [run for run in runs(environment) if covers(run, decided_at)], home)
        first.kill()
        first.wait(60)

    killed_at = now()
    with station(home, environment) as again:
        wait_for(lambda: [run for run in runs(environment) if began(run) > killed_at], home)
        health = f"http://127.0.0.1:{environment['UPPDRAG_WEB_PORT']}/healthz"
        with urlopen(health, timeout=10) as answer:
            assert json.load(answer)["status"] == "ok"
        again.send_signal(signal.SIGTERM)
        assert again.wait(60) == 0
    assert len(list(mails.glob("*"))) == 1 or not is_open(decided_at)


def covers(run: dict[str, Any], moment: datetime) -> bool:
    return began(run) <= moment <= datetime.fromisoformat(run["end_time"])


def began(run: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(run["start_time"])
