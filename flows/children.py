"""A child of `uppdrag up` and all that it starts itself: a group of processes that ends together.

Run as a program, this file is the child's keeper. `up` holds a pipe to it and never writes: when
`up` ends in whatever way, kill -9 included, the pipe closes and the keeper ends the group. That
works alike on Linux and macOS, which asking the kernel for a signal (prctl) does not.
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GRACE = 10.0  # seconds between asking to end and ending by force
AFTERWARDS = 1.0  # seconds for what a child has left behind
TICK = 0.2  # seconds between two looks
HOST = "127.0.0.1"
PORTS_TRIED = 100
SCHEDULER = "auto-scheduled"  # the tag Prefect gives to runs that its scheduler has made
LOG_SIZE = 10_000_000  # bytes; a bigger log is put aside when its child starts again
QUOTED = 12  # lines of a log that an error quotes


def at_once() -> bool:
    """The readiness of a child for which nobody needs to wait."""
    return True


@dataclass(frozen=True)
class Child:
    """A command to keep running: its whole environment, and how one sees that it is ready."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ready: Callable[[], bool] = at_once
    directory: Path | None = None


class Running:
    """A started child: its keeper leads a process group of its own, so Ctrl-C reaches only `up`."""

    def __init__(self, child: Child, log: Path, held: Sequence[int] = ()) -> None:
        """Start it; the file descriptors in `held` stay open until its keeper has ended."""
        set_aside(log)
        self.log = log
        with log.open("ab") as written:
            self.begun_at = written.tell()
            self.keeper = subprocess.Popen(  # noqa: S603 - the command is ours, not a user's
                # -I: neither the working directory nor PYTHONPATH may shadow the library
                [sys.executable, "-I", __file__, *child.command],
                stdin=subprocess.PIPE,
                stdout=written,
                stderr=subprocess.STDOUT,
                env=child.environment,
                cwd=child.directory,
                pass_fds=tuple(held),
                start_new_session=True,
            )

    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self.keeper.poll()

    def last_lines(self) -> str:
        """What it wrote last since it was started."""
        with self.log.open("rb") as written:
            written.seek(self.begun_at)
            text = written.read().decode("utf-8", "replace")
        return "\n".join(text.splitlines()[-QUOTED:])

    def stop(self, grace: float = GRACE) -> None:
        """End it and all that it started: asked first, by force after `grace` seconds."""
        self.signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.keeper.wait(grace)
        # Its own children may outlive it a little. Not long: where nobody collects the dead, as in
        # many containers, they seem to be there for ever.
        limit = time.monotonic() + AFTERWARDS
        while self.lives() and time.monotonic() < limit:
            time.sleep(0.02)
        self.signal(signal.SIGKILL)
        self.keeper.wait()
        if self.keeper.stdin:
            self.keeper.stdin.close()

    def lives(self) -> bool:
        """Is anyone of the group left, alive or not yet collected?"""
        return self.signal(0)

    def signal(self, number: int) -> bool:
        """Send a signal to the whole group; False if there is nobody left."""
        # macOS says "not permitted" where only the ended are left
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.keeper.pid, number)
            return True
        return False


def prefect_server(home: Path, port: int) -> Child:
    """Prefect's server as one process: its API, its pages and its scheduler."""
    address = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    (home / "prefect").mkdir(parents=True, exist_ok=True)
    return Child(
        name="prefect",
        # What `prefect server start` does, without its greeting; -P: nothing is imported from where
        # the user happens to stand.
        command=[
            *(sys.executable, "-P", "-m", "uvicorn", "--factory"),
            *("prefect.server.api.server:create_app", *address),
        ],
        environment=surroundings(home, port),
        ready=answers(f"http://{HOST}:{port}/api/health"),
        directory=home / "prefect",  # Prefect also reads .env, prefect.toml and pyproject.toml here
    )


def surroundings(home: Path, port: int) -> dict[str, str]:
    """Our environment, with Prefect's settings taken from the home and nowhere else."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    # Unbuffered: the last lines of a log are wanted most when a child has been killed.
    return ours | prefect_environment(home, port) | {"PYTHONUNBUFFERED": "1"}


def prefect_environment(home: Path, port: int) -> dict[str, str]:
    """Prefect's settings: all its files in the home, no account, nothing said to the outside."""
    files = home.absolute() / "prefect"
    no_proxy = ",".join(filter(None, [os.environ.get("NO_PROXY"), HOST, "localhost"]))
    return {
        "PREFECT_HOME": str(files),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{files / 'prefect.db'}",
        "PREFECT_API_URL": f"http://{HOST}:{port}/api",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_ENABLED": "true",
        # Otherwise the pages are unpacked into the installed library, which may be read-only.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(files / "ui"),
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        # Marking each run of a burst as late at the same moment locks SQLite for up to a minute.
        "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "600",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "60",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_COLORS": "false",
        # A proxy of the site's would be asked for the way to this very machine.
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }


def answers(url: str) -> Callable[[], bool]:
    """The question whether an address on this machine answers with success."""
    return lambda: fetched(url) is not None


def responds(url: str) -> Callable[[], bool]:
    """The question whether an address on this machine answers, be it that something is amiss."""
    return lambda: fetched(url, amiss=True) is not None


def has_scheduled_run(port: int, deployment: str) -> Callable[[], bool]:
    """The question whether Prefect's scheduler has made a run of a deployment that is yet to come.

    A healthy server is not enough: there have been versions that answered and scheduled nothing.
    """
    asked = {
        "deployments": {"name": {"any_": [deployment]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}, "tags": {"all_": [SCHEDULER]}},
    }
    return lambda: bool(fetched(f"http://{HOST}:{port}/api/flow_runs/count", asked))


def fetched(url: str, asked: object = None, *, amiss: object = None) -> Any:
    """The JSON that answers a question, or True where none was asked.

    None where nobody answers, and `amiss` where the answer is an error.
    """
    # Only here: a keeper has no use for them, and every child has one.
    import json
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import ProxyHandler, Request, build_opener

    body = None if asked is None else json.dumps(asked).encode()
    request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - to ourselves
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=2) as answer:
            return json.load(answer) if asked else True
    except HTTPError as error:
        error.close()
        return amiss
    except (OSError, HTTPException, ValueError):  # refused, slow, another protocol
        return None


def free_port(preferred: int) -> int:
    """The preferred port of this machine or the next free one; raises Refusal if there is none."""
    from models.refusal import Refusal  # a keeper runs without our packages

    last = min(preferred + PORTS_TRIED, 65536)
    for port in range(preferred, last):
        if is_free(port):
            return port
    raise Refusal(
        sv=f"Ingen ledig port finns mellan {preferred} och {last - 1}.",
        en=f"There is no free port between {preferred} and {last - 1}.",
    )


def is_free(port: int) -> bool:
    with socket.socket() as found:
        # As servers do: a port that was closed a minute ago is free.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, port))
        except OSError:
            return False
    return True


def set_aside(log: Path) -> None:
    """Put a log that has grown too big beside itself, where the next such one replaces it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_suffix(".log.1"))


def keep(command: Sequence[str]) -> int:
    """Run the command until it ends, or end its group when `up` is gone; returns its exit code."""
    # A handler, not SIG_IGN: the command would inherit that and never hear of its end.
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - given by `up`
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)  # noqa: T201 - goes to the log
        return 127
    while child.poll() is None:
        if up_is_gone(TICK):
            end_group(child)
    code = child.returncode
    return code if code >= 0 else 128 - code  # as a shell says it: 137 for kill -9


def up_is_gone(seconds: float) -> bool:
    """Has the pipe closed? Waits for it, at most so long."""
    return bool(select.select([sys.stdin], [], [], seconds)[0])


def end_group(child: "subprocess.Popen[bytes]") -> None:
    """End everyone in this group, ourselves last."""
    os.killpg(0, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(GRACE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
