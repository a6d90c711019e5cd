"""`uppdrag up`: Prefect's server, the flows and the web on one machine, by one command.

It takes the home for itself, starts its children one after the other, starts again whatever ends
unasked, and takes them all with it when it ends.
"""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from flows.children import GRACE, TICK, Child, Running
from models.refusal import Refusal

LONGEST_PAUSE = 60.0  # seconds between two starts of a child that keeps ending
LIVED_LONG = 60.0  # seconds after which an end is news, not a repetition


class Clock(Protocol):
    """What `up` needs of the module `time`; tests bring their own."""

    def monotonic(self) -> float:
        """Seconds since some moment."""

    def sleep(self, seconds: float, /) -> None:
        """Do nothing for so long."""


def up(
    home: Path,
    children: Callable[[], Sequence[Child]],
    say: Callable[[str], None],
    *,
    when_ready: Callable[[], None] = lambda: None,
    language: str = "sv",
    ready_timeout: float = 120.0,
    clock: Clock = time,
) -> int:
    """Run the children until told to stop; `when_ready` is called once, when all of them are ready.

    They are asked for when the home is ours: only then is it known which ports are free. Returns
    the exit code: 0 after SIGINT or SIGTERM, 1 if the home is taken or a child does not start
    within `ready_timeout` seconds.
    """
    try:
        with (
            told_to_stop() as told,
            locked(home, clock) as lock,
            Watch(home, lock, clock, told, say, language) as watch,
        ):
            for child in children():
                watch.start(child, ready_timeout)
            if not told():
                when_ready()
            watch.keep_running()
    except (Refusal, OSError) as error:
        refusal = error if isinstance(error, Refusal) else unusable(home, error)
        for line in refusal.say(language).splitlines():  # a log's last lines may follow
            say(line)
        return 1
    return 0


@contextmanager
def locked(home: Path, clock: Clock) -> Iterator[int]:
    """Hold the home alone, and give the file descriptor that says it has children.

    Raises Refusal if another holds it. The system gives a dead process's locks back, so nothing is
    left to clear away after a kill -9; but its children, each holding the second lock, may need a
    moment to end, and two servers must never share one database.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("a+") as ours, (home / "children.lock").open("a") as theirs:
        if not taken(ours):
            raise already_running(home, ours)
        ours.truncate(0)
        ours.write(str(os.getpid()))
        ours.flush()
        limit = clock.monotonic() + 2 * GRACE
        while not taken(theirs):
            if clock.monotonic() > limit:
                raise still_ending(home)
            clock.sleep(TICK)
        yield theirs.fileno()


def taken(file: IO[str]) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def told_to_stop() -> Iterator[Callable[[], bool]]:
    """Turn SIGINT and SIGTERM into a question that can be asked, until the block ends."""
    told: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {n: signal.signal(n, lambda number, _: told.append(number)) for n in numbers}
    try:
        yield lambda: bool(told)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class Post:
    """A child's place: who stands there now, since when, and how long the next pause is."""

    child: Child
    running: Running | None
    since: float
    pause: float = 0.0


@dataclass
class Watch:
    """Starts children, starts again those that end unasked, and stops them all on leaving."""

    home: Path
    lock: int
    clock: Clock
    told: Callable[[], bool]
    say: Callable[[str], None]
    language: str
    posts: list[Post] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the children, the last started first: each may need those before it to end well."""
        for post in reversed(self.posts):
            if post.running:
                post.running.stop()

    def start(self, child: Child, within: float) -> None:
        """Start a child and wait until it is ready; raises Refusal if it ends or takes too long."""
        running = self.run(child)
        self.posts.append(Post(child, running, self.clock.monotonic()))
        limit = self.clock.monotonic() + within
        while not self.told():
            code = running.exit_code()
            if code is not None:
                raise not_started(child, running, code)
            if child.ready():
                return
            if self.clock.monotonic() > limit:
                raise not_ready(child, running, within)
            self.revive(self.posts[:-1])
            self.clock.sleep(TICK)

    def keep_running(self) -> None:
        """Watch over all of them until told to stop."""
        while not self.told():
            self.revive(self.posts)
            self.clock.sleep(TICK)

    def run(self, child: Child) -> Running:
        return Running(child, self.home / "log" / f"{child.name}.log", held=[self.lock])

    def revive(self, posts: Sequence[Post]) -> None:
        """Start again those that have ended, once their pause is over."""
        for post in posts:
            if post.running is None:
                if self.clock.monotonic() >= post.since + post.pause:
                    post.running, post.since = self.run(post.child), self.clock.monotonic()
            elif (code := post.running.exit_code()) is not None:
                self.note_end(post, post.running, code)

    def note_end(self, post: Post, running: Running, code: int) -> None:
        running.stop()  # what it left behind must not work beside its successor
        now = self.clock.monotonic()
        post.pause = next_pause(post.pause, lived=now - post.since)
        post.running, post.since = None, now
        name, log, pause = post.child.name, running.log, post.pause
        self.say(
            f"{name} ended (exit code {code}) and starts again in {pause:g} s. Log: {log}"
            if self.language == "en"
            else f"{name} avslutades (kod {code}) och startas igen om {pause:g} s. Logg: {log}"
        )


def next_pause(before: float, lived: float) -> float:
    """Seconds until the next start: 1, 2, 4 … 60, and 1 again for a child that has lived long."""
    return 1.0 if lived >= LIVED_LONG or not before else min(2 * before, LONGEST_PAUSE)


def already_running(home: Path, lock: IO[str]) -> Refusal:
    lock.seek(0)
    holder = lock.read()
    return Refusal(
        sv=f"uppdrag up kör redan i {home} (process {holder}): stoppa den först, "
        "eller välj en annan katalog med UPPDRAG_HOME.",
        en=f"uppdrag up already runs in {home} (process {holder}): stop it first, "
        "or choose another directory with UPPDRAG_HOME.",
    )


def still_ending(home: Path) -> Refusal:
    return Refusal(
        sv=f"Det som kördes i {home} har inte avslutats än: försök igen om en stund.",
        en=f"What ran in {home} has not ended yet: try again in a while.",
    )


def not_started(child: Child, running: Running, code: int) -> Refusal:
    return Refusal(
        sv=f"{child.name} avslutades innan den var igång (kod {code}). {quoted(running, 'Sist i')}",
        en=f"{child.name} ended before it was up (exit code {code}). {quoted(running, 'Last in')}",
    )


def not_ready(child: Child, running: Running, within: float) -> Refusal:
    return Refusal(
        sv=f"{child.name} var inte igång efter {within:g} s. {quoted(running, 'Sist i')}",
        en=f"{child.name} was not up after {within:g} s. {quoted(running, 'Last in')}",
    )


def quoted(running: Running, where: str) -> str:
    """The log's place and its last lines."""
    return f"{where} {running.log}:\n{running.last_lines()}"


def unusable(home: Path, error: OSError) -> Refusal:
    why = f"{error.strerror} ({error.filename or home})"
    return Refusal(
        sv=f"uppdrag up kan inte använda {home}: {why}.", en=f"uppdrag up cannot use {home}: {why}."
    )
