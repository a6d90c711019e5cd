"""Programs that people read calendars with, on the golden feeds."""

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ical_reader import Events, read

GOLDEN = Path(__file__).parent / "data" / "feeds"
ROOT = Path(__file__).parent.parent
CLIENTS = Path(__file__).parent / "clients"
PATH = f"{ROOT / '.clients' / 'bin'}{os.pathsep}{os.environ['PATH']}"
SYSTEM_PYTHON = "/usr/bin/python3"  # the only one that sees Debian's GObject libraries
CHECKS = {
    "libical_check.py": (
        [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('ICalGLib', '3.0')"],
        SYSTEM_PYTHON,
        "gir1.2-ical-3.0 and python3-gi are not installed",
    ),
    "icaljs_check.mjs": (
        ["node", "-e", "require.resolve('ical.js')"],
        "node",
        "node or ical.js is not installed",
    ),
    "vdirsyncer_khal_check.py": (
        ["sh", "-c", "command -v vdirsyncer && command -v khal"],
        "python3",
        "vdirsyncer or khal is not installed",
    ),
}


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": PATH}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def expected(found: Events) -> list[dict[str, Any]]:
    return [
        {
            "uid": event["UID"],
            "date": date.fromisoformat(event["DTSTART;VALUE=DATE"]).isoformat(),
            "summary": event["SUMMARY"],
            "status": event["STATUS"],
        }
        for event in found.values()
    ]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", ["from", "to"])
def test_a_real_client_reads_the_feed(check: str, name: str, tmp_path: Path) -> None:
    probe, interpreter, missing = CHECKS[check]
    if not shutil.which(probe[0]) or run(probe).returncode:
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    wanted = tmp_path / "expected.json"
    wanted.write_text(json.dumps(expected(read((GOLDEN / f"{name}.ics").read_bytes()))), "utf-8")
    done = run([interpreter, str(CLIENTS / check), str(GOLDEN / f"{name}.ics"), str(wanted)])
    assert done.returncode == 0, done.stdout + done.stderr
