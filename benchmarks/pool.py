"""What the entries of a generated register are made from: chance, and the names they may use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.vocabulary import COUNTIES, MINISTRIES, TASKS, VERBS
from benchmarks.written import source

FIRST, LAST = date(2008, 7, 1), date(2018, 12, 31)  # the days on which decisions become known


@dataclass(frozen=True, slots=True)
class Assigned:
    """What later entries need to know of an assignment."""

    key: str
    responsible: str
    decided: date


class Pool:
    """The keys and days that everything refers to; a register of 10,000 has 410 bodies."""

    def __init__(self, rng: Random, size: int) -> None:
        """Choose them; the days are those on which decisions become known."""
        self.rng = rng
        self.size = size
        self.ministries = [f"dep-{number}" for number in range(len(MINISTRIES))]
        self.boards = [f"lst-{number:02}" for number in range(len(COUNTIES))]
        self.agencies = [f"myndighet-{number:03}" for number in range(min(20 + size // 25, 380))]
        self.groups = [f"grupp-{number}" for number in range(3)]
        self.texts = [f"dok-{number:04}" for number in range(20 + size // 20)]
        self.plans = [f"plan-{number:02}" for number in range(4 + size // 200)]
        self.decided = sorted(self.day() for _ in range(20 + size // 12))
        self.amending = sorted(self.day() for _ in range(10 + size // 40))
        self.given: list[Assigned] = []

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so often."""
        return self.rng.randrange(100) < percent

    def day(self) -> date:
        """A day on which something may become known."""
        return FIRST + timedelta(days=self.rng.randrange((LAST - FIRST).days + 1))

    def title(self) -> str:
        """What is to be done: "Uppdrag att följa upp bevarande av våtmarker i Kalmar län"."""
        words = f"Uppdrag att {self.rng.choice(VERBS)} {self.rng.choice(TASKS)}"
        match self.rng.randrange(4):
            case 0:
                return f"{words} i {self.rng.choice(COUNTIES)} län"
            case 1:
                return f"{words} under {self.rng.randrange(2008, 2022)}"
        return words

    def source(self, indent: int) -> Iterable[str]:
        """A document and the place in it."""
        return source(self.rng, self.rng.choice(self.texts), indent)

    def holder(self) -> str:
        """Mostly an agency, sometimes a county board, seldom a group."""
        bodies = self.boards if self.chance(90) else self.groups
        return self.rng.choice(self.agencies if self.chance(75) else bodies)
