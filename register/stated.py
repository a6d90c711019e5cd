"""What a value has to be before it gets its type: written as text, and not left empty."""

from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticKnownError
from pydantic_core.core_schema import CoreSchema, plain_serializer_function_ser_schema

T = TypeVar("T")


def written(value: object) -> object:
    """Let only text through: a list or mapping is no date."""
    if not isinstance(value, str):
        raise PydanticKnownError("date_type")
    return value


class NotEmpty:
    """A key that is left out states nothing; one with nothing after it is a slip."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The schema of the value alone; None stays what an absent key is."""
        schema: Any = handler(source)
        as_it_is = plain_serializer_function_ser_schema(lambda value: value)
        return {**schema["schema"], "serialization": as_it_is}


Stated = Annotated[T | None, NotEmpty()]
