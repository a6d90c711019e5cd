"""The supervisor, with cheap children: no Prefect, no network, no waiting for real pauses."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.children import (
    Child,
    Running,
    answers,
    free_port,
    has_scheduled_run,
    prefect_environment,
    prefect_server,
    responds,
    surroundings,
)
from flows.up import next_pause, up
from models.refusal import Refusal

ROOT = Path(__file__).parent.parent
PATIENCE = 20.0  # seconds that a busy machine may need; nothing here takes one

LIVES = "import time; time.sleep(600)"
# Writes down who it is and starts one more, as a runner starts a flow run.
HAS_A_CHILD = """
import os, subprocess, sys, time
one_more = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()} {one_more.pid}\\n")
time.sleep(600)
"""
# `up` as a process of its own, so that it can be killed.
UP = """
import sys
from pathlib import Path
from flows import children
from flows.children import Child
from flows.up import up
children.AFTERWARDS = 0.1
home, pids, code = sys.argv[1:]
child = Child("fake", [sys.executable, "-c", code, pids], {})
sys.exit(up(Path(home), lambda: [child], print, when_ready=lambda: print("ready", flush=True)))
"""


@pytest.fixture(autouse=True)
def quick_goodbyes(monkeypatch):
    monkeypatch.setattr("flows.children.AFTERWARDS", 0.1)


class QuickClock:
    """Twenty times as fast as the machine's; after each sleep it looks whether to say stop."""

    def __init__(self, stop_when: Callable[[], bool]) -> None:
        self.time, self.stop_when = 0.0, stop_when

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float, /) -> None:
        self.time += seconds
        time.sleep(seconds / 20)
        if self.stop_when():
            os.kill(os.getpid(), signal.SIGTERM)


class ImpatientClock(QuickClock):
    """Lets hours pass instead of saying stop."""

    def sleep(self, seconds: float, /) -> None:
        time.sleep(seconds / 20)
        self.time += 36_000 if self.stop_when() else 0


def never() -> bool:
    return False


def python(code: str, *arguments: str | Path, **named) -> Child:
    return Child("fake", [sys.executable, "-c", code, *map(str, arguments)], {}, **named)


def until(condition: Callable[[], object]) -> bool:
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    """Is it there and not merely waiting to be counted as ended?"""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return state.stdout.strip()[:1] not in {b"", b"Z"}


def pids_in(file: Path) -> list[int]:
    return [int(pid) for pid in file.read_text().split()] if file.exists() else []


@contextmanager
def up_as_process(home: Path, code: str = HAS_A_CHILD) -> Iterator[subprocess.Popen[str]]:
    """`up` with one child, ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", UP, str(home), str(home / "pids"), code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()
        assert until(lambda: not any(alive(pid) for pid in pids_in(home / "pids")))


def test_children_are_started_in_order_and_stopped_the_last_first(tmp_path):
    story = tmp_path / "story"
    code = """
import signal, sys, time
def tell(word):
    with open(sys.argv[1], "a") as file:
        file.write(f"{sys.argv[2]} {word}\\n")
signal.signal(signal.SIGTERM, lambda *_: (tell("ends"), sys.exit()))
tell("begins")
time.sleep(600)
"""

    def told(name: str) -> bool:
        return f"{name} begins" in story.read_text() if story.exists() else False

    children = [
        Child(n, [sys.executable, "-c", code, str(story), n], {}, ready=partial(told, n))
        for n in ("first", "second")
    ]
    clock = QuickClock(lambda: told("second"))
    said: list[str] = []

    assert up(tmp_path, lambda: children, said.append, clock=clock) == 0
    assert story.read_text().splitlines() == [
        "first begins",
        "second begins",
        "second ends",
        "first ends",
    ]
    assert said == []


def test_addresses_are_told_once_and_when_all_are_ready(tmp_path):
    told: list[str] = []
    seen: list[bool] = []
    flag = tmp_path / "flag"
    child = python(
        "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)", flag
    )
    waits = Child("waits", child.command, {}, ready=flag.exists)

    def when_ready():
        told.append("ready")
        seen.append(flag.exists())

    clock = QuickClock(lambda: bool(told))
    up(tmp_path, lambda: [waits], told.append, when_ready=when_ready, clock=clock)
    assert told == ["ready"]
    assert seen == [True]


def test_a_child_that_ends_is_started_again_after_longer_and_longer_pauses(tmp_path):
    said: list[str] = []
    clock = QuickClock(lambda: len(said) == 4)

    assert up(tmp_path, lambda: [python("raise SystemExit(3)")], said.append, clock=clock) == 0
    log = tmp_path / "log" / "fake.log"
    assert said == [
        f"fake avslutades (kod 3) och startas igen om {pause} s. Logg: {log}"
        for pause in (1, 2, 4, 8)
    ]


def test_the_other_children_are_watched_while_one_is_waited_for(tmp_path):
    said: list[str] = []
    children = [
        python("raise SystemExit(3)"),
        Child("slow", [sys.executable, "-c", LIVES], {}, ready=lambda: len(said) > 1),
    ]
    clock = QuickClock(never)

    def stop():
        os.kill(os.getpid(), signal.SIGTERM)

    up(tmp_path, lambda: children, said.append, when_ready=stop, clock=clock)
    assert said[0].startswith("fake avslutades (kod 3)")


@given(st.floats(0, 60, exclude_max=True))
def test_pauses_double_up_to_a_minute(lived):
    pauses = [0.0]
    for _ in range(9):
        pauses.append(next_pause(pauses[-1], lived))
    assert pauses[1:] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@given(st.floats(60, 1e9), st.sampled_from([0.0, 1.0, 32.0, 60.0]))
def test_a_child_that_has_lived_a_minute_is_started_again_at_once(lived, before):
    assert next_pause(before, lived) == 1


def test_a_child_that_ends_before_it_is_ready_is_one_sentence_with_its_last_lines(tmp_path):
    said: list[str] = []
    code = "print('what it did', flush=True); raise SystemExit('no such table: alert')"
    child = python(code, ready=never)

    assert up(tmp_path, lambda: [child], said.append, language="en") == 1
    log = tmp_path / "log" / "fake.log"
    lines = ["what it did", "no such table: alert"]
    assert said == [f"fake ended before it was up (exit code 1). Last in {log}:", *lines]


def test_only_lines_of_this_start_are_quoted_and_the_last_of_them(tmp_path):
    said: list[str] = []
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "fake.log").write_text("from an earlier start\n")
    child = python("for n in range(30): print(f'line {n}')", ready=never)

    up(tmp_path, lambda: [child], said.append)
    assert said[1:] == [f"line {n}" for n in range(18, 30)]


def test_a_child_that_is_never_ready_is_given_up_and_stopped(tmp_path):
    said: list[str] = []
    pids = tmp_path / "pids"
    child = python(HAS_A_CHILD, pids, ready=never)
    clock = ImpatientClock(lambda: len(pids_in(pids)) == 2)

    assert up(tmp_path, lambda: [child], said.append, clock=clock) == 1
    assert said[0].startswith("fake var inte igång efter 120 s. Sist i ")
    assert len(pids_in(pids)) == 2
    assert not any(alive(pid) for pid in pids_in(pids))


def test_what_a_child_left_behind_is_gone_before_its_successor_starts(tmp_path):
    pids = tmp_path / "pids"
    said: list[str] = []
    code = HAS_A_CHILD.replace("time.sleep(600)\n", "raise SystemExit(5)\n")
    assert "SystemExit" in code
    clock = QuickClock(lambda: bool(said))

    up(tmp_path, lambda: [python(code, pids)], said.append, clock=clock)
    assert len(pids_in(pids)) == 2
    assert not any(alive(pid) for pid in pids_in(pids))


def test_a_child_whose_keeper_is_killed_is_killed_too_and_started_again(tmp_path):
    with up_as_process(tmp_path) as process:
        assert until(lambda: len(pids_in(tmp_path / "pids")) == 2)
        before = pids_in(tmp_path / "pids")
        os.kill(keeper_of(process.pid), signal.SIGKILL)
        assert until(lambda: not any(alive(pid) for pid in before))
        assert until(lambda: len(pids_in(tmp_path / "pids")) == 4)


def test_killing_up_takes_children_and_grandchildren_with_it(tmp_path):
    with up_as_process(tmp_path) as process:
        assert until(lambda: len(pids_in(tmp_path / "pids")) == 2)
        pids = [*pids_in(tmp_path / "pids"), keeper_of(process.pid)]
        assert all(alive(pid) for pid in pids)
        process.kill()
        assert until(lambda: not any(alive(pid) for pid in pids))


def test_a_child_that_will_not_end_is_ended_by_force(tmp_path):
    pids = tmp_path / "pids"
    deaf = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    running = Running(python(deaf + HAS_A_CHILD, pids), tmp_path / "fake.log")
    assert until(lambda: len(pids_in(pids)) == 2)
    running.stop(grace=0.1)
    assert running.exit_code() is not None
    assert until(lambda: not any(alive(pid) for pid in pids_in(pids)))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_ends_well_and_takes_its_children_with_it(tmp_path, number):
    with up_as_process(tmp_path) as process:
        assert until(lambda: len(pids_in(tmp_path / "pids")) == 2)
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
        assert not any(alive(pid) for pid in pids_in(tmp_path / "pids"))


def test_a_second_up_on_the_same_home_is_refused_in_one_sentence(tmp_path):
    said: list[str] = []
    with up_as_process(tmp_path) as process:
        assert up(tmp_path, lambda: [python(LIVES)], said.append) == 1
        start = f"uppdrag up kör redan i {tmp_path} (process {process.pid}): stoppa den först, "
        assert said == [start + "eller välj en annan katalog med UPPDRAG_HOME."]


def test_after_a_kill_the_next_up_waits_until_the_old_children_have_ended(tmp_path):
    slow = "import signal, sys, time\n"
    slow += "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1), sys.exit()))\n"
    with up_as_process(tmp_path, slow + HAS_A_CHILD) as process:
        assert until(lambda: len(pids_in(tmp_path / "pids")) == 2)
        before = pids_in(tmp_path / "pids")
        process.kill()  # and not yet waited for: it stands in the list of processes, ended
        with up_as_process(tmp_path, LIVES):
            assert not any(alive(pid) for pid in before)


def test_children_that_never_end_keep_the_home(tmp_path):
    said: list[str] = []
    with (tmp_path / "children.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert up(tmp_path, list, said.append, clock=ImpatientClock(lambda: True)) == 1
    assert said == [f"Det som kördes i {tmp_path} har inte avslutats än: försök igen om en stund."]


def test_a_home_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    said: list[str] = []
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"

    assert up(home, list, said.append, language="en") == 1
    assert said == [f"uppdrag up cannot use {home}: Not a directory ({home})."]


def test_children_that_cannot_be_prepared_are_a_refusal(tmp_path):
    said: list[str] = []

    def none() -> list[Child]:
        raise Refusal(sv="Ingen ledig port.", en="No free port.")

    assert up(tmp_path, none, said.append) == 1
    assert said == ["Ingen ledig port."]


def test_a_command_that_does_not_exist_is_said_in_the_log(tmp_path):
    said: list[str] = []
    child = Child("fake", ["/nowhere/prefect"], {}, ready=never)

    up(tmp_path, lambda: [child], said.append)
    assert said[1:] == ["/nowhere/prefect: No such file or directory"]


def test_a_log_that_has_grown_too_big_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.children.LOG_SIZE", 10)
    log = tmp_path / "fake.log"
    log.write_text("more than ten bytes\n")
    running = Running(python("print('new')"), log)
    assert until(lambda: running.exit_code() is not None)
    running.stop()
    assert log.read_text() == "new\n"
    assert (tmp_path / "fake.log.1").read_text() == "more than ten bytes\n"


def test_prefect_keeps_to_the_home_and_to_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_API_KEY", "somebody's account")
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    found = surroundings(tmp_path, 4200)

    assert "PREFECT_API_KEY" not in found
    assert found["PATH"] == os.environ["PATH"]
    assert found["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
    assert found["NO_PROXY"] == "intranet.example,127.0.0.1,localhost"
    assert (found["PREFECT_SERVER_ANALYTICS_ENABLED"], found["DO_NOT_TRACK"]) == ("false", "1")


def test_two_homes_of_prefect_never_meet(tmp_path):
    one, other = (
        prefect_environment(tmp_path / "a", 4200),
        prefect_environment(tmp_path / "b", 4201),
    )
    shared = {name for name in one if "/" in one[name] and one[name] == other[name]}
    assert shared == set()


def test_the_server_listens_on_this_machine_only(tmp_path):
    command = list(prefect_server(tmp_path, 4207).command)
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "4207"


def test_a_port_in_use_is_passed_over():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert port < free_port(port) < port + 100


def test_a_port_that_is_free_is_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    assert free_port(port) == port


@contextmanager
def server(reply: bytes) -> Iterator[int]:
    """A port of this machine where one question is answered."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(reply)

        thread = Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def http(status: str, body: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (http("200 OK", "true"), True),
        (http("503 Busy", ""), False),
        (b"SSH-2.0-something\r\n", False),
        (b"", False),
    ],
)
def test_only_an_answer_with_success_counts(reply, expected):
    with server(reply) as port:
        assert answers(f"http://127.0.0.1:{port}/")() is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (http("200 OK", "true"), True),
        (http("503 Busy", ""), True),
        (b"SSH-2.0-something\r\n", False),
        (b"", False),
    ],
)
def test_a_server_that_says_it_is_not_well_is_there(reply, expected):
    with server(reply) as port:
        assert responds(f"http://127.0.0.1:{port}/healthz")() is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [(http("200 OK", "12"), True), (http("200 OK", "0"), False), (http("500 Oh", "12"), False)],
)
def test_only_a_run_that_the_scheduler_has_made_counts(reply, expected):
    with server(reply) as port:
        assert has_scheduled_run(port, "sweep")() is expected


def test_a_proxy_of_the_site_is_not_asked_for_this_machine(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with server(http("200 OK", "1")) as port:
        assert answers(f"http://127.0.0.1:{port}/")()


def test_nobody_there_is_no_answer():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        assert answers(f"http://127.0.0.1:{other.getsockname()[1]}/")() is False


def keeper_of(pid: int) -> int:
    """The one child that the process has."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, check=True)
    return int(found.stdout)
