"""The shape of the register as a JSON Schema, for editors that complete and check while typing.

An editor sees numbers and dates where we see text: both are let through wherever they may stand.
"""

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from register.shape import Register

FUZZY = "A date as the source gives it: 2011-03-31, 2008-07, 2009, autumn 2008, 2014..2015-03"
NUMBER = "2021"  # what an editor takes for a number


def json_schema() -> dict[str, Any]:
    """The schema of a register; a file of a folder may leave the title to another."""
    schema = Register.model_json_schema(schema_generator=AsWritten)
    schema["required"].remove("title")
    return {"$schema": AsWritten.schema_dialect, **schema}


class AsWritten(GenerateJsonSchema):
    """Makes a schema of the file as somebody writes it, not of what becomes of it."""

    # Defaults are no business of who writes a file: what is left out is not stated.
    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Give fields no titles: the key says it."""
        del schema
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text, which may look like a number where its form allows that."""
        made = super().str_schema(schema)
        if re.search(made.get("pattern", ""), NUMBER):
            made["type"] = ["string", "number"]
        return made

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """A whole number; written 5_000_000 it is text to most editors."""
        made = super().int_schema(schema)
        return made | {"type": ["integer", "string"], "pattern": "^[0-9][0-9_]*$"}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """A date that need not be a day; a year alone is a number."""
        del schema
        return {"type": ["string", "integer"], "description": FUZZY}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Entries by their names, of which every one has the form that names have."""
        made = super().dict_schema(schema)
        for pattern, value in made.pop("patternProperties", {}).items():
            names = made.get("propertyNames", {})
            made |= {"propertyNames": names | {"pattern": pattern}, "additionalProperties": value}
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What is left out has no value: only a default that says something is shown."""
        made = super().default_schema(schema)
        if made.get("default") in (None, [], {}):
            made.pop("default", None)
        return made
