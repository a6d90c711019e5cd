"""One figure beside its limit, and how it is written down."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

NAME, VALUE = 38, 12  # widths of the columns


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and the limit measured in the same run: it holds up to `goal` × limit.

    A figure with a goal of its own, such as "under 10 s", has that as its limit and the goal 1; a
    count of what must not happen has the goal 0.
    """

    name: str
    figure: float
    limit: float
    goal: float
    against: str  # what the limit is, in words
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times the limit."""
        return self.figure / self.limit

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.figure <= self.goal * self.limit

    @property
    def verdict(self) -> str:
        """In words."""
        return "holds" if self.holds else "falls short"

    def line(self) -> str:
        """Name, figure, limit, ratio, goal, verdict."""
        figure, limit = (amount(value, self.unit) for value in (self.figure, self.limit))
        numbers = f"{figure:>{VALUE}}{limit:>{VALUE}}{self.ratio:>8.2f}{self.goal:>7g}"
        return f"{self.name:<{NAME}}{numbers}  {self.verdict}"

    def json(self, about: Mapping[str, Any]) -> str:
        """The same on one line for a machine, with what is known about the run."""
        data = asdict(self) | {"ratio": self.ratio, "holds": self.holds} | dict(about)
        return json.dumps(data, ensure_ascii=False)


def header() -> str:
    """The names of the columns."""
    return f"{'name':<{NAME}}{'figure':>{VALUE}}{'limit':>{VALUE}}{'ratio':>8}{'goal':>7}"


def markdown(figures: Iterable[Figure]) -> str:
    """The figures as a table for docs/performance.md."""
    rows = [
        "| work | figure | limit | ratio | goal | | the limit is |",
        "| --- | --: | --: | --: | --: | --- | --- |",
    ]
    for one in figures:
        figure, limit = (amount(value, one.unit) for value in (one.figure, one.limit))
        rows.append(
            f"| {one.name} | {figure} | {limit} | {one.ratio:.2f} | {one.goal:g} "
            f"| {one.verdict} | {one.against} |"
        )
    return "\n".join(rows)


def amount(value: float, unit: str) -> str:
    """A value as a person reads it: "2.31 s", "0.42 ms", "137 MiB"."""
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"
