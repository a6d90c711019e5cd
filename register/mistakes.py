"""Mistakes in a file: a sentence each, in Swedish and English, with its place and what is right."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.fuzzy_date import parse_day
from models.refusal import Refusal

Path = tuple[str | int, ...]  # keys and list positions, from the top of the file
Place = tuple[int, int]  # line and column, from 1
Sentence = tuple[str, str]  # Swedish, English

SHOWN = 200  # mistakes in one go
QUOTED = 60  # characters of what somebody wrote
FEW = 8  # keys that a sentence can list
MANY = 300  # words to compare a misspelt one with; among more, only the likeliest are tried
SAMPLES = ("202100-2114", "03-31", "30d", "5wd")  # to show what a pattern asks for

MAPPING = ("nycklar med värden, «nyckel: värde»", "keys with values, «key: value»")
LIST = ("en lista, varje post efter «- »", "a list, each item after «- »")
NUMBER = ("ett tal", "a number")
INTEGER = ("ett heltal, som 5_000_000", "a whole number, like 5_000_000")
BOOLEAN = ("true eller false", "true or false")
DATE = ("ett datum, som 2011-03-31", "a date, like 2011-03-31")
WANTED = {  # by pydantic's type of error: the value is another kind of thing than this
    "string_type": ("text", "text"),
    "list_type": LIST, "tuple_type": LIST, "set_type": LIST,
    "dict_type": MAPPING, "model_type": MAPPING, "model_attributes_type": MAPPING,
    "int_type": INTEGER, "int_parsing": INTEGER, "int_from_float": INTEGER,
    "float_type": NUMBER, "float_parsing": NUMBER,
    "decimal_type": NUMBER, "decimal_parsing": NUMBER,
    "bool_type": BOOLEAN, "bool_parsing": BOOLEAN,
    "date_type": DATE, "date_parsing": DATE,
    "date_from_datetime_parsing": DATE, "date_from_datetime_inexact": DATE,
}  # fmt: skip
OTHER = "other"
# fmt: off - a sentence a line is easier to read
SAYS = {
    "missing": ("{name} saknas i {around}", "{name} is missing in {around}"),
    "wanted": ("{name} ska vara {wanted}, inte {value}{guess}",
               "{name} has to be {wanted}, not {value}{guess}"),
    "extra_forbidden": ("okänd nyckel {name}{guess}", "unknown key {name}{guess}"),
    "string_pattern_mismatch": ("{value} har fel form för {name}{guess}",
                                "{value} has the wrong form for {name}{guess}"),
    "literal_error": ("{value} går inte att välja för {name}{guess}",
                      "{value} is no choice for {name}{guess}"),
    "union_tag_not_found": ("{discriminator} saknas i {name}", "{discriminator} is missing in {name}"),
    "string_too_long": ("{name} är för lång: {length} tecken, högst {max_length}",
                        "{name} is too long: {length} characters, at most {max_length}"),
    "string_too_short": ("{name} är för kort: minst {min_length} tecken behövs",
                         "{name} is too short: it needs at least {min_length} character(s)"),
    "too_long": ("{name} har för många poster: {actual_length}, högst {max_length}",
                 "{name} has too many items: {actual_length}, at most {max_length}"),
    "too_short": ("{name} har för få poster: {actual_length}, minst {min_length}",
                  "{name} has too few items: {actual_length}, at least {min_length}"),
    "greater_than_equal": ("{name} ska vara minst {ge}, inte {value}",
                           "{name} has to be at least {ge}, not {value}"),
    "greater_than": ("{name} ska vara mer än {gt}, inte {value}",
                     "{name} has to be more than {gt}, not {value}"),
    "less_than_equal": ("{name} ska vara högst {le}, inte {value}",
                        "{name} has to be at most {le}, not {value}"),
    "less_than": ("{name} ska vara mindre än {lt}, inte {value}",
                  "{name} has to be less than {lt}, not {value}"),
    OTHER: ("{value} godtas inte för {name}: {reason}", "{value} is not accepted for {name}: {reason}"),
}
# fmt: on
