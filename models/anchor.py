"""What a day hangs on: an event or another duty, by the name that a row gives it."""

from dataclasses import dataclass

STEPS = {"event": 1, "duty": 2}  # how many keys name it; what comes after picks an occurrence


@dataclass(frozen=True, slots=True)
class Anchor:
    """`event` or `duty`, its key, and which occurrence of it: often a year."""

    kind: str
    key: str
    occurrence: str | None = None

    @property
    def name(self) -> str:
        """As a list may say it: "annual-report 2018", "geokalkyl/repayment"."""
        return f"{self.key} {self.occurrence}" if self.occurrence else self.key


def parse_anchor(text: str) -> Anchor:
    """Read `event:KEY[/YEAR]` or `duty:ASSIGNMENT/MILESTONE[/OCCURRENCE]`."""
    kind, _, name = text.partition(":")
    keys = name.split("/")
    return Anchor(kind, "/".join(keys[: STEPS[kind]]), "/".join(keys[STEPS[kind] :]) or None)
