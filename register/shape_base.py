"""What every part of the file's shape is made of: values, sources, what sources say."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf

from models.fuzzy_date import FuzzyDate, parse_day
from register.stated import Stated, written

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Day = Annotated[date, BeforeValidator(parse_day), BeforeValidator(written)]
Fuzzy = Annotated[InstanceOf[FuzzyDate], BeforeValidator(FuzzyDate.parse), BeforeValidator(written)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Kronor = Annotated[int, Field(ge=0, le=10**13)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class NoItems(list[Any]):
    """An empty list that all entries share: pydantic copies a default unless it is hashable."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class NoKeys(dict[Any, Any]):
    """The same for keys with values."""

    __hash__ = object.__hash__  # type: ignore[assignment]


NO_ITEMS, NO_KEYS = NoItems(), NoKeys()
NOTHING = set[str]()


class Shape(BaseModel):
    """Strict: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def model_post_init(self, _: object, /) -> None:
        """Forget which keys were written: nobody asks, and the sets would be a third of it all."""
        object.__setattr__(self, "__pydantic_fields_set__", NOTHING)


class Source(Shape):
    """Where a fact stands: the document and the place in it, with the few words to find it by."""

    document: Id
    at: Text
    wording: Stated[Annotated[str, Field(min_length=1, max_length=200)]] = None


class Known(Shape):
    """The day from which a fact was known, when no source says: an assumption with its reason."""

    day: Day
    because: Text


class Claim(Shape):
    """One value for one field from one source; several may disagree, one is used."""

    about: Text
    says: Text
    source: Stated[Source] = None
    used: bool = False
    because: Stated[Text] = None


class Particular(Shape):
    """A fact that is shown and never computed with: a target group, an example, a beneficiary."""

    about: Literal[
        "aim", "background", "beneficiary", "condition", "example", "executor", "focus",
        "lineage", "note", "scope", "sector", "target_group",
    ]  # fmt: skip
    says: Text
    when: Stated[Fuzzy] = None
    exhaustive: bool = True
    source: Stated[Source] = None


class Unknown(Shape):
    """Shared by what may be unknown in part: what the source does not say, and why not."""

    unknown: dict[Text, Literal["not_stated", "breaks_off", "unreadable", "elsewhere"]] = NO_KEYS
