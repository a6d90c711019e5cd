"""What milestones say if they do not say it themselves: filled in before anything else looks.

A milestone's own word wins over its letter's, and the letter's over that of its kind.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from register import shape
from register.mistakes import Mistake, Path

Templates = dict[object, dict[str, Any]]  # by decision, or by kind


class Filled:
    """Where the words that a milestone did not write itself stand."""

    def __init__(self, data: Any) -> None:
        """Fill the milestones of the data, which has been read and not been shaped yet."""
        self.origins: dict[tuple[object, object, str], Path] = {}
        decisions = mapping(data, "decisions")
        letters = templates({key: mapping(one, "defaults") for key, one in decisions.items()})
        kinds = templates(mapping(data, "defaults"))
        if not (letters or kinds):
            return
        for key, assignment in mapping(data, "assignments").items():
            given = word(assignment, "decision")
            for name, milestone in mapping(assignment, "milestones").items():
                if isinstance(milestone, dict):
                    by, kind = word(milestone, "decision") or given, word(milestone, "kind")
                    letter = ("decisions", by, "defaults"), letters.get(by, {})
                    self.fill(
                        (key, name), milestone, (letter, (("defaults", kind), kinds.get(kind, {})))
                    )

    def fill(
        self,
        whose: tuple[str, str],
        milestone: dict[str, Any],
        layers: Iterable[tuple[tuple[Any, ...], dict[str, Any]]],
    ) -> None:
        """Fill one milestone; an earlier layer wins over a later one."""
        for path, template in layers:
            for key, value in template.items():
                if key not in milestone:
                    milestone[key] = value
                    self.origins[*whose, key] = (*path, key)

    def origin(self, path: Path) -> Path | None:
        """Where what stands at a path was written, if that is elsewhere."""
        match path:
            case ("assignments", key, "milestones", name, str(word), *rest):
                found = self.origins.get((key, name, word))
                return (*found, *rest) if found else None
        return None

    def once(self, mistakes: list[Mistake]) -> list[Mistake]:
        """The mistakes without those that are told where the words were written."""
        if not self.origins:
            return mistakes
        told = {mistake.path for mistake in mistakes}
        return [mistake for mistake in mistakes if self.origin(mistake.path) not in told]


def templates(written: dict[Any, Any]) -> Templates:
    """The templates by name; what has not its shape is told there, and fills nothing."""
    found = {name: dict(sound(template)) for name, template in written.items() if template}
    return {name: template for name, template in found.items() if template}


def sound(template: Any) -> Iterator[tuple[str, Any]]:
    for key, value in template.items() if isinstance(template, dict) else ():
        try:
            shape.Defaults.model_validate({key: value})
        except ValidationError:
            continue
        yield key, value


def mapping(data: Any, key: str) -> dict[Any, Any]:
    """What stands under a key, if it is keys with values; nothing else is told here."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def word(data: Any, key: str) -> str | None:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, str) else None
