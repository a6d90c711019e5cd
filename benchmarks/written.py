"""How a register is written down: sources, folded text."""

import textwrap
from collections.abc import Iterable, Sequence
from random import Random

WORDINGS = (
    "Regeringen uppdrar åt myndigheten att", "senast den 31 mars", "uppdraget ska redovisas till",
    "får disponera högst", "en delredovisning ska lämnas", "i samverkan med berörda myndigheter",
)  # fmt: skip
WIDTH = 96


def source(rng: Random, document: str, indent: int) -> Iterable[str]:
    """A source: mostly on one line, else as a block."""
    room = " " * indent
    at = f"paragraph {rng.randrange(1, 12)}"
    wording = rng.choice(WORDINGS)
    if rng.randrange(100) < 95:
        return (f"{room}source: {{document: {document}, at: {at}, wording: {wording}}}",)
    return (
        f"{room}source:",
        f"{room}  document: {document}",
        f"{room}  at: {at}",
        f'{room}  wording: "{wording}"',
    )


def places(rng: Random, documents: Sequence[str]) -> str:
    """A source inside braces."""
    return f"source: {{document: {rng.choice(documents)}, at: bullet {rng.randrange(1, 9)}}}"


def folded(key: str, text: str) -> Iterable[str]:
    """A long text on lines of its own; `key` with its indent."""
    room = " " * (len(key) - len(key.lstrip()) + 2)
    return (f"{key}: >-", *textwrap.wrap(text, WIDTH, initial_indent=room, subsequent_indent=room))
