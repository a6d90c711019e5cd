"""What pydantic has against a file, as sentences for whoever wrote it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.fuzzy_date import parse_day
from models.refusal import Refusal
from register.bodies import Called, as_id, called, names_written
from register.mistakes import QUOTED, Mistake, Path, Sentence, escaped, nearest, quote

FEW = 8  # keys that a sentence can list
SAMPLES = (
    "lst-stockholm",
    "202100-2114",
    "03-31",
    "30d",
    "5wd",
    "1m",
    "2021-02",
)  # what patterns may ask for

BODIES = {  # keys that hold the id of an organisation
    "responsible", "issuer", "ministry", "organisation", "to", "copies", "giver", "receiver",
    "group", "executor",
}  # fmt: skip
SWEDISH_KEYS = {  # what somebody who thinks in Swedish may write, and the key
    "ansvarig": "responsible", "ansvarar": "responsible", "rubrik": "title", "titel": "title",
    "namn": "names", "beslut": "decision", "beslutad": "decided", "källa": "source",
    "källor": "documents", "dokument": "document", "datum": "due", "dag": "due",
    "sista_dag": "due", "senast": "due", "milstolpar": "milestones", "milstolpe": "milestones",
    "uppdrag": "assignments", "organisationer": "organisations",
    "överlämningar": "handovers", "verksamheter": "activities", "slag": "kind", "typ": "kind",
    "till": "to", "mottagare": "to", "kopia": "copies", "omfattar": "covers", "varje_år": "yearly",
    "årligen": "yearly", "givare": "giver", "gäller": "effective", "delar": "parts",
    "medel": "funding", "belopp": "amount", "år": "year", "sekretess": "secret",
    "insatsområde": "focus_area", "samverkan": "partners", "rättelse": "correction",
    "diarienummer": "diary_numbers", "utfärdare": "issuer", "departement": "ministry",
    "publicerad": "published", "mottagen": "received", "skäl": "because", "poster": "items",
}  # fmt: skip

MAPPING = ("nycklar med värden («nyckel: värde»)", "keys with values («key: value»)")
LIST = ("en lista (varje post efter «- »)", "a list (each item after «- »)")
NUMBER = ("ett tal", "a number")
INTEGER = ("ett heltal (som 5_000_000)", "a whole number (like 5_000_000)")
BOOLEAN = ("true eller false", "true or false")
DATE = ("ett datum (som 2011-03-31)", "a date (like 2011-03-31)")
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
SAME = {  # said in the same words
    "enum": "literal_error", "union_tag_invalid": "literal_error",
    "union_tag_not_found": "missing"
}  # fmt: skip
# A sentence a line is easier to read.
# fmt: off
SAYS = {
    "missing": ("nyckeln {name} saknas i {around}", "the key {name} is missing in {around}"),
    "wanted": ("{name} ska vara {wanted}, inte {value}{guess}",
               "{name} has to be {wanted}, not {value}{guess}"),
    "empty": ("{name} är tom: skriv ett värde, eller ta bort raden",
              "{name} is empty: write a value, or remove the line"),
    "extra_forbidden": ("okänd nyckel {name}{guess}", "unknown key {name}{guess}"),
    "string_pattern_mismatch": ("{name} har fel form, {value}{guess}",
                                "{name} has the wrong form, {value}{guess}"),
    "key": ("nyckeln {name} har fel form{guess}", "the key {name} has the wrong form{guess}"),
    "literal_error": ("{value} går inte att välja för {name}{guess}",
                      "{value} is no choice for {name}{guess}"),
    "string_too_long": ("{name} är för lång: {length} tecken, högst {max_length}",
                        "{name} is too long: {length} characters, at most {max_length}"),
    "string_too_short": ("{name} är för kort: {length} tecken, minst {min_length}",
                         "{name} is too short: {length} characters, at least {min_length}"),
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
    "other": ("{value} godtas inte för {name}: {reason}",
              "{value} is not accepted for {name}: {reason}"),
}
# fmt: on


def from_pydantic(error: ValidationError, model: type[BaseModel], data: object) -> list[Mistake]:
    """Each thing that `model` has against `data`, still without its place in the file."""
    found: dict[tuple[Path, bool], list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        found.setdefault((path_in(data, detail), is_key(detail)), []).append(detail)
    outer = {path[:length] for path, _ in found for length in range(len(path))}
    told = About(model, data)
    there = misspelt(found, told)
    return [
        Mistake.at(path, *sentence)
        for (path, key), details in found.items()
        if details[0]["type"] != "missing" or path not in there
        for sentence in sentences(path, details, told, inner=path in outer and not key)
    ]


@dataclass(frozen=True)
class About:
    """What mistakes are about: the model, and the data in which names can be looked up."""

    model: type[BaseModel]
    data: object

    @cached_property
    def called(self) -> Called:
        """The ids of the organisations, by their names."""
        return called(names_written(self.data))

    def key_meant(self, path: Path) -> str | None:
        """The key that was most likely meant by an unknown one."""
        keys = keys_at(self.model, path[:-1])
        word = SWEDISH_KEYS.get(str(path[-1]).lower())
        return word if word in keys else nearest(str(path[-1]), keys)


def misspelt(found: Mapping[tuple[Path, bool], list[ErrorDetails]], about: About) -> set[Path]:
    """The keys that are missing only because they stand there misspelt, which is told."""
    unknown = [path for (path, _), details in found.items() if is_unknown(details[0])]
    return {(*path[:-1], about.key_meant(path) or "") for path in unknown}


def is_unknown(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def is_key(detail: ErrorDetails) -> bool:
    """Whether the key itself is wrong, not what it stands for."""
    return detail["loc"][-1:] == ("[key]",)


def path_in(data: object, detail: ErrorDetails) -> Path:
    """Where in the data an error lies: pydantic's own path also names unions and markers."""
    loc, lacking = detail["loc"], tuple[str | int, ...]()
    if detail["type"] == "missing":
        loc, lacking = loc[:-1], loc[-1:]
    if detail["type"] in ("union_tag_invalid", "union_tag_not_found"):
        lacking = (detail["ctx"]["discriminator"].strip("'"),)
    # A step that the data does not have is no step of the file. Where a union's tag is also a key,
    # the value that pydantic looked at decides, else the reading that goes furthest.
    path, _ = max(
        readings(data, loc),
        key=lambda reading: (
            reading[1] is detail["input"],
            reading[0][-1:] == loc[-1:],
            len(reading[0]),
        ),
    )
    return (*path, *lacking)


def readings(data: object, loc: Path) -> Iterator[tuple[Path, object]]:
    """Every way to go through the data along `loc`, steps left out or not, and where it ends."""
    if not loc:
        yield (), data
        return
    step, rest = loc[0], loc[1:]
    inner = data
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        inner = {step: data[step]}
    if isinstance(inner, dict) and step in inner:
        yield from (((step, *path), value) for path, value in readings(inner[step], rest))
    yield from readings(data, rest)


def sentences(
    path: Path, details: list[ErrorDetails], about: About, *, inner: bool
) -> list[Sentence]:
    """What to say of one value; if it may have several forms, what fits the form that was meant."""
    exact = [detail for detail in details if detail["type"] not in WANTED]
    if exact or inner:
        return [sentence(path, detail, about) for detail in likeliest(exact)]
    forms = dict.fromkeys(WANTED[detail["type"]] for detail in details)
    wanted = (" eller ".join(sv for sv, _ in forms), " or ".join(en for _, en in forms))
    return [sentence(path, details[0], about, wanted)]


def likeliest(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Of the forms that a value may have, the one meant: the word that it is close to."""
    if len(details) < 2:  # noqa: PLR2004 - one needs no choice
        return details
    close = [
        detail
        for detail in details
        if detail["type"] == "literal_error"
        and nearest(str(detail["input"]), offered(detail.get("ctx", {})))
    ]
    return [*close, *details][:1]


def offered(context: dict[str, Any]) -> list[str]:
    listed = context.get("expected") or context["expected_tags"]
    return re.findall(r"'([^']*)'", listed)


def sentence(
    path: Path, detail: ErrorDetails, about: About, wanted: Sentence | None = None
) -> Sentence:
    """What one error says to the person who wrote the file; a Refusal has said it already."""
    context, value = detail.get("ctx", {}), detail["input"]
    refusal = impossible_day(value) if wanted and DATE[0] in wanted[0] else context.get("error")
    if isinstance(refusal, Refusal):
        return quoting(refusal, path, value)
    kind = "wanted" if wanted else SAME.get(detail["type"], detail["type"])
    if wanted and value is None and may_be_left_out(path, about.model):
        kind = "empty"
    if kind == "string_pattern_mismatch" and is_key(detail):
        kind = "key"
    facts = {
        **context,
        "name": named(path[:-1] if kind == "literal_error" and is_key(detail) else path),
        "around": named(path[:-1]),
        "value": described(context.get("tag", value)),
        "wanted": wanted,
        "guess": guess(path, detail, about),
        "length": len(value) if isinstance(value, str) else 0,
        "reason": escaped(str(context.get("error", detail["msg"]))),
    }
    sv, en = SAYS.get(kind, SAYS["other"])
    return filled(sv, facts, 0), filled(en, facts, 1)


def may_be_left_out(path: Path, model: type[BaseModel]) -> bool:
    """Whether the path is that of a key that need not be there."""
    keys = [outer.model_fields.get(str(*path[-1:])) for outer in models_at(model, path[:-1])]
    return any(key and not key.is_required() for key in keys)


def filled(sentence: str, facts: dict[str, Any], language: int) -> str:
    words = {k: v[language] if isinstance(v, tuple) else v for k, v in facts.items()}
    return sentence.format(**words)


def quoting(refusal: Refusal, path: Path, value: object) -> Sentence:
    """What a refusal says, with what was written and, of a last day, what follows from it."""
    sv, en = refusal.sv, refusal.en
    if sv.startswith(("skriv datum", "skriv en dag")):
        sv, en = f"{sv}, inte {quote(value)}", f"{en}, not {quote(value)}"
    if path[-1:] == ("due",) and sv.startswith(("skriv datum", "årstiden")):
        sv += "; bara en hel dag ger påminnelser"
        en += "; only a whole day gives alerts"
    return sv, en


def impossible_day(value: object) -> Refusal | None:
    """The rule of the calendar that a day breaks, if it is written as one."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            parse_day(value)
        except Refusal as refusal:
            return refusal
    return None


def named(path: Path) -> Sentence:
    match path:
        case ():
            return "filen", "the file"
        case (*_, str(key), int(item)):
            return f"{quote(key)} nr {item + 1}", f"{quote(key)} no. {item + 1}"
    return quote(path[-1]), quote(path[-1])


def described(value: object) -> Sentence:
    if value is None:
        return "tomt", "empty"
    if isinstance(value, dict):
        return "nycklar med värden", "keys with values"
    if isinstance(value, list):
        return "en lista", "a list"
    return quote(value), quote(value)


def guess(path: Path, detail: ErrorDetails, about: About) -> Sentence:
    """What was probably meant, or what is allowed, as the end of the sentence."""
    context, value = detail.get("ctx", {}), detail["input"]
    match SAME.get(detail["type"], detail["type"]):
        case "extra_forbidden":
            keys = keys_at(about.model, path[:-1])
            near = about.key_meant(path)
            return choice(near, keys, listed=not near and len(keys) <= FEW)
        case "literal_error":
            return choice(context.get("tag", value), offered(context), listed=True)
        case "string_pattern_mismatch":
            if named_body := body_called(value, path, about):
                return choice(named_body, [named_body], listed=False)
            return example(value[:QUOTED], context["pattern"])
        case "int_parsing":
            digits = re.sub(r"[\s._]|kr(onor)?$", "", str(value))
            if re.fullmatch(r"[0-9]{1,15}", digits):
                return f"; menade du {int(digits):_}?", f"; did you mean {int(digits):_}?"
    return "", ""


def body_called(value: str, path: Path, about: About) -> str | None:
    """The organisation that was named where its id belongs."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return about.called.get(as_id(value)) if key in BODIES else None


def choice(word: object, choices: list[str], *, listed: bool) -> Sentence:
    """The choice that is nearest, and all of them if they are to be listed."""
    every = ", ".join(choices)
    if not (meant := nearest(word, choices) if isinstance(word, str) else None):
        return (f"; här kan stå {every}", f"; allowed here: {every}") if listed else ("", "")
    sv, en = f"; menade du {quote(meant)}?", f"; did you mean {quote(meant)}?"
    return (f"{sv} Här kan stå {every}", f"{en} Allowed here: {every}") if listed else (sv, en)


def example(text: str, pattern: str) -> Sentence:
    """A right spelling close to the text if there is one, else one of the right form."""
    word = as_id(text)
    fitting = []
    with suppress(re.error):  # pydantic's patterns are of another make
        fitting = [sample for sample in (word, *SAMPLES) if re.search(pattern, sample)]
    if not fitting:
        return f"; det ska följa {pattern}", f"; it has to match {pattern}"
    sv, en = f"; skriv till exempel {quote(fitting[0])}", f"; write for example {quote(fitting[0])}"
    if SAMPLES[0] in fitting:
        return f"{sv}, med a–z, 0–9 och bindestreck", f"{en}, with a–z, 0–9 and hyphens"
    return sv, en


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that may stand at a path, in the order of the model."""
    return list(dict.fromkeys(key for kind in models_at(model, path) for key in fields(kind)))


def models_at(model: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """The shapes that what stands at a path may have."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [kind for outer in kinds for inner in within(outer, step) for kind in plain(inner)]
    return [kind for kind in kinds if is_model(kind)]


def within(kind: Any, step: str | int) -> list[Any]:
    """The types of what stands at one step inside a value of this type."""
    if is_model(kind):
        return [annotation for key, annotation in fields(kind).items() if key == step]
    return [*get_args(kind)[-1:]]  # of dict[key, value], of list[item]


def plain(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without what is said about them."""
    if get_origin(annotation) is Annotated:
        yield from plain(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from plain(one)
    else:
        yield annotation


def is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """The keys as they stand in the file, with their types."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}
