"""When something is owed: a day, several, a rhythm, or a day that hangs on something else."""

from typing import Annotated, Literal

from pydantic import Field

from register.shape_base import NO_KEYS, Fuzzy, Id, Shape, Source, Text, Year
from register.stated import Stated

Span = Annotated[str, Field(pattern=r"^-?[0-9]{1,3}(d|wd|w|m|y)$")]
Step = Annotated[str, Field(pattern=r"^[1-9][0-9]?(w|m|y)$")]
Occurrence = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=40)]
Turn = Annotated[str, Field(pattern=r"^[0-9]{4}-([0-9]{2}(-[0-9]{2})?|W[0-9]{2})$")]


class Yearly(Shape):
    """The same day every year; each occurrence is named by the year that it is about."""

    on: Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$")]
    first: Year
    last: Stated[Year] = None
    about: Literal["year_before", "same_year", "year_after"] = "year_before"


class Rhythm(Shape):
    """What comes every so many weeks, months or years; without a day, a month or week alone.

    Each occurrence is named by the period that it is about: the one it falls in, or the one before.
    """

    every: Step
    first: Turn
    last: Stated[Turn] = None
    about: Literal["same", "before"] = "same"


class Ends(Shape):
    """A rhythm that a decision ends: what comes after falls, but for some occurrences.

    Those are named with the period that they are about.
    """

    by: Id
    after: Occurrence
    but: dict[Occurrence, Fuzzy] = NO_KEYS


class Anchor(Shape):
    """What a day hangs on: an event, or another milestone; `year` picks the one it is about."""

    event: Stated[Id] = None
    milestone: Stated[Text] = None
    year: Stated[Year] = None


class Counted(Anchor):
    """So long after (or before) another day; without `plus`, the same day."""

    plus: Span = "0d"


class Respite(Shape):
    """By agreement a deadline of the letter may be met so long after its day, and no longer."""

    at_most: Span
    source: Stated[Source] = None


class LastDay(Shape):
    """What holds when the last day is no working day; only where law says so."""

    policy: Literal["next_working_day"]
    basis: Text


class EarlierDate(Shape):
    """A date that held before it was amended, or what it hung on."""

    due: Stated[Fuzzy] = None
    counted_from: Stated[Counted] = None
    decision: Stated[Id] = None
