"""What a mistake says: one plain sentence in each language, at its place, with what is right."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from models.refusal import Refusal
from register.mistakes import Mistake, nearest, shortened
from register.places import place
from register.shape import Register
from register.shape_mistakes import from_pydantic
from register.yaml_events import build

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=20)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Grant(Strict):
    kind: Literal["grant"]
    amount: Annotated[int, Field(ge=0, le=10**13)]


class Loan(Strict):
    kind: Literal["loan"]
    amount: int
    back: date


class After(Strict):
    event: Id


class Milestone(Strict):
    kind: Literal["report", "interim_report", "final_report"] = "report"
    due: date | After | None = None
    to: list[Id] = []
    money: Annotated[Grant | Loan, Field(discriminator="kind")] | None = None
    rhythm: Annotated[str, Field(pattern=r"^[0-9]+(d|wd)$")] | None = None
    wording: Annotated[str, Field(max_length=5)] | None = None
    share: Annotated[float, Field(gt=0, lt=1)] | None = None
    secret: bool = False

    @field_validator("secret")
    @classmethod
    def not_secret(cls, secret: bool) -> bool:  # noqa: FBT001 - pydantic calls it
        if secret:
            raise Refusal("hemligt skrivs på annat sätt", "secrets are written in another way")
        return secret


class Assignment(Strict):
    title: str
    owner: str = Field("", alias="responsible")
    milestones: dict[Id, Milestone] = {}
    names: Annotated[list[str], Field(min_length=1, max_length=2)] = ["x"]


class File(Strict):
    assignments: dict[Id, Assignment]


def mistakes(data: Any, model: type[BaseModel] = File) -> list[Mistake]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return from_pydantic(error, model, data)
    return []


def in_milestone(value: Any) -> list[Mistake]:
    return mistakes({"assignments": {"a": {"title": "A", "milestones": {"m": value}}}})


@pytest.mark.parametrize(
    ("value", "path", "sv", "en"),
    [
        (
            {"deu": "2011-03-31"},
            ("deu",),
            "okänd nyckel «deu»; menade du «due»?",
            "unknown key «deu»; did you mean «due»?",
        ),
        (
            {"due": {"event": "start", "evnt": "x"}},
            ("due", "evnt"),
            "okänd nyckel «evnt»; menade du «event»?",
            "unknown key «evnt»; did you mean «event»?",
        ),
        (
            {"due": {"event": "start", "q": "y"}},
            ("due", "q"),
            "okänd nyckel «q»; här kan stå event",
            "unknown key «q»; allowed here: event",
        ),
        (
            {"due": "2026-02-30"},
            ("due",),
            "dagen 2026-02-30 finns inte: februari 2026 har 28 dagar",
            "the day 2026-02-30 does not exist: February 2026 has 28 days",
        ),
        (
            {"due": "31 mars"},
            ("due",),
            (
                "«due» ska vara ett datum (som 2011-03-31) eller nycklar med värden («nyckel: värde»),"
                " inte «31 mars»"
            ),
            (
                "«due» has to be a date (like 2011-03-31) or keys with values («key: value»),"
                " not «31 mars»"
            ),
        ),
        (
            {"to": "regeringskansliet"},
            ("to",),
            "«to» ska vara en lista (varje post efter «- »), inte «regeringskansliet»",
            "«to» has to be a list (each item after «- »), not «regeringskansliet»",
        ),
        (
            {"to": ["a", None]},
            ("to", 1),
            "«to» nr 2 ska vara text, inte tomt",
            "«to» no. 2 has to be text, not empty",
        ),
        (
            {"to": ["Länsstyrelsen, Östra"]},
            ("to", 0),
            (
                "«to» nr 1 har fel form, «Länsstyrelsen, Östra»; skriv till exempel"
                " «lansstyrelsen-ostra», med a–z, 0–9 och bindestreck"
            ),
            (
                "«to» no. 1 has the wrong form, «Länsstyrelsen, Östra»; write for example"
                " «lansstyrelsen-ostra», with a–z, 0–9 and hyphens"
            ),
        ),
        (
            {"rhythm": "every day"},
            ("rhythm",),
            "«rhythm» har fel form, «every day»; skriv till exempel «30d»",
            "«rhythm» has the wrong form, «every day»; write for example «30d»",
        ),
        (
            {"kind": "finalreport"},
            ("kind",),
            (
                "«finalreport» går inte att välja för «kind»; menade du «final_report»? Här kan stå"
                " report, interim_report, final_report"
            ),
            (
                "«finalreport» is no choice for «kind»; did you mean «final_report»? Allowed here:"
                " report, interim_report, final_report"
            ),
        ),
        (
            {"kind": ["report"]},
            ("kind",),
            (
                "en lista går inte att välja för «kind»; här kan stå report, interim_report,"
                " final_report"
            ),
            "a list is no choice for «kind»; allowed here: report, interim_report, final_report",
        ),
        (
            {"money": {"kind": "grant", "amount": "5 000 000 kr"}},
            ("money", "amount"),
            (
                "«amount» ska vara ett heltal (som 5_000_000), inte «5 000 000 kr»;"
                " menade du 5_000_000?"
            ),
            (
                "«amount» has to be a whole number (like 5_000_000), not «5 000 000 kr»;"
                " did you mean 5_000_000?"
            ),
        ),
        (
            {"money": {"kind": "grant", "amount": "-1"}},
            ("money", "amount"),
            "«amount» ska vara minst 0, inte «-1»",
            "«amount» has to be at least 0, not «-1»",
        ),
        (
            {"money": {"kind": "grant", "amount": "10_000_000_000_001"}},
            ("money", "amount"),
            "«amount» ska vara högst 10000000000000, inte «10_000_000_000_001»",
            "«amount» has to be at most 10000000000000, not «10_000_000_000_001»",
        ),
        (
            {"money": {"kind": "loan", "amount": "1"}},
            ("money", "back"),
            "nyckeln «back» saknas i «money»",
            "the key «back» is missing in «money»",
        ),
        (
            {"money": {"kind": "gift"}},
            ("money", "kind"),
            "«gift» går inte att välja för «kind»; här kan stå grant, loan",
            "«gift» is no choice for «kind»; allowed here: grant, loan",
        ),
        (
            {"money": {"amount": "1"}},
            ("money", "kind"),
            "nyckeln «kind» saknas i «money»",
            "the key «kind» is missing in «money»",
        ),
        (
            {"wording": "a\x1b[31mbc"},
            ("wording",),
            "«wording» är för lång: 8 tecken, högst 5",
            "«wording» is too long: 8 characters, at most 5",
        ),
        (
            {"share": "1"},
            ("share",),
            "«share» ska vara mindre än 1.0, inte «1»",
            "«share» has to be less than 1.0, not «1»",
        ),
        (
            {"share": "half"},
            ("share",),
            "«share» ska vara ett tal, inte «half»",
            "«share» has to be a number, not «half»",
        ),
        (
            {"secret": "ja"},
            ("secret",),
            "«secret» ska vara true eller false, inte «ja»",
            "«secret» has to be true or false, not «ja»",
        ),
        (
            {"secret": "true"},
            ("secret",),
            "hemligt skrivs på annat sätt",
            "secrets are written in another way",
        ),
        (
            None,
            (),
            "«m» ska vara nycklar med värden («nyckel: värde»), inte tomt",
            "«m» has to be keys with values («key: value»), not empty",
        ),
        (
            {"due": {"event": "e", "\u202e" + "x" * 80: "y"}},
            ("due", "\u202e" + "x" * 80),
            "okänd nyckel «\\u202e" + "x" * 58 + "…»; här kan stå event",
            "unknown key «\\u202e" + "x" * 58 + "…»; allowed here: event",
        ),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(
    value: Any, path: tuple[str | int, ...], sv: str, en: str
) -> None:
    (found,) = in_milestone(value)
    assert found.path == ("assignments", "a", "milestones", "m", *path)
    assert (found.sv, found.en) == (sv, en)


def test_all_mistakes_come_in_one_go() -> None:
    found = mistakes(
        {
            "assignments": {
                "A b": {"milestones": {"m": {"due": {}, "to": ["x", "Y"]}}, "names": []},
                "b": {"title": "B", "resposible": "x", "names": ["x", "y", "z"]},
                "c": ["x"],
            },
            "x": 1,
        }
    )
    assert {(m.path[1:], m.sv.split(";")[0]) for m in found} == {
        (("A b",), "nyckeln «A b» har fel form"),
        (("A b", "title"), "nyckeln «title» saknas i «A b»"),
        (("A b", "milestones", "m", "due", "event"), "nyckeln «event» saknas i «due»"),
        (("A b", "milestones", "m", "to", 1), "«to» nr 2 har fel form, «Y»"),
        (("A b", "names"), "«names» har för få poster: 0, minst 1"),
        (("b", "resposible"), "okänd nyckel «resposible»"),
        (("b", "names"), "«names» har för många poster: 3, högst 2"),
        (("c",), "«c» ska vara nycklar med värden («nyckel: värde»), inte en lista"),
        ((), "okänd nyckel «x»"),
    }


def test_a_key_is_known_by_its_name_in_the_file() -> None:
    (found,) = mistakes({"assignments": {"a": {"title": "A", "resposible": "x"}}})
    assert found.sv == "okänd nyckel «resposible»; menade du «responsible»?"
    (found,) = mistakes({"assignments": {"a": {"title": "A", "responsible": []}}})
    assert found.path == ("assignments", "a", "responsible")


@pytest.mark.parametrize("data", [None, [], "x", {}])
def test_a_file_of_another_kind_is_told(data: Any) -> None:
    (found,) = mistakes(data)
    assert found.path in {(), ("assignments",)}
    assert found.sv.startswith(("filen ska vara nycklar", "nyckeln «assignments» saknas i filen"))


def test_an_error_that_nobody_foresaw_still_gives_a_sentence() -> None:
    class Odd(Strict):
        at: Annotated[str, Field(pattern=r"^\p{Lu}$")] = "A"
        many: Annotated[int, Field(multiple_of=3)] = 3

    first, second = mistakes({"at": "x", "many": "4"}, Odd)
    assert first.sv == r"«at» har fel form, «x»; det ska följa ^\p{Lu}$"
    assert second.sv == "«4» godtas inte för «many»: Input should be a multiple of 3"
    assert second.en == "«4» is not accepted for «many»: Input should be a multiple of 3"


TAGGED = """\
assignments:
  a:
    title: A
    milestones:
      m:
        money: {kind: loan, loan: 1, amount: x}
        due:
          event: [x]
      n:
        to:
          - Y
  b:
    milestones: {}
"""


def test_each_mistake_found_by_path_gets_the_place_of_its_key_or_item() -> None:
    data = TAGGED.encode()
    placed = place(mistakes(build(data).data), data)
    assert [(m.line, m.column, m.path[-1]) for m in placed] == [
        (6, 9, "back"),
        (6, 29, "loan"),
        (6, 38, "amount"),
        (8, 11, "event"),
        (11, 13, 0),
        (12, 3, "title"),
    ]
    assert (
        placed[1].text("assignments.yaml").startswith("assignments.yaml:6:29: okänd nyckel «loan»")
    )
    assert placed[1].text("x.yaml", "en").startswith("x.yaml:6:29: unknown key «loan»")


def test_a_mistake_with_a_place_keeps_it() -> None:
    known = Mistake(("b",), 7, 3, "sv", "en")
    assert place([known, Mistake.at(("b",), "x", "y")], b"a: 1\nb: 2\n") == [
        Mistake(("b",), 2, 1, "x", "y"),
        known,
    ]


def test_a_long_list_is_shortened_and_says_how_many_there_are_more() -> None:
    many = [Mistake((), line, 1, f"fel {line}", f"mistake {line}") for line in range(300, 0, -1)]
    short = shortened([*many, *many], 10)
    assert [m.line for m in short] == [*range(1, 11), 0]
    assert short[-1].text("f") == "f: minst 290 fel till finns i filen"
    assert short[-1].text("f", "en") == "f: the file has at least 290 more mistakes"
    assert shortened(many[:10], 10) == many[:10][::-1]
    nowhere = Mistake.at((), "fel", "mistake")
    assert shortened([nowhere, many[0]]) == [many[0], nowhere]


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("miletsones", ["title", "milestones", "source"], "milestones"),
        ("final-report", ["interim_report", "final_report"], "final_report"),
        ("Länsstyrelsen", ["lst-stockholm", "länsstyrelsen"], "länsstyrelsen"),
        ("title", [], None),
        ("", ["title"], None),
        ("xyz", ["title", "source"], None),
        ("x" * 100_000, ["title", "x" * 50], "x" * 50),
        (
            "safer-retrun-2009",
            [f"assignment-{n}" for n in range(9_000)] + ["safer-return-2009"],
            "safer-return-2009",
        ),
    ],
    ids=str,
)
def test_the_nearest_right_spelling_is_found(
    word: str, choices: list[str], meant: str | None
) -> None:
    assert nearest(word, choices) == meant


def test_what_a_user_wrote_is_never_obeyed_when_it_is_shown() -> None:
    mistake = Mistake.at((), "från\x1b[2J\u202e {name}", "from\n")
    assert mistake.text("f") == "f: från\\x1b[2J\\u202e {name}"
    assert mistake.text("f", "en") == "f: from\\n"


REGISTER = b"""\
title: Test
organisations:
  lst-stockholm: {names: [{name: x, since: 2009-02-29}], kind: countyboard, source: {document: d, at: p}}
assignments:
  a:
    titel: x
    secret: kanske
    milestones: {m: {kind: report, due: hosten 2009}}
    funding: [{status: decided, amount: drygt 5}]
"""


def test_the_real_register_tells_each_mistake_in_both_languages() -> None:
    found = place(mistakes(build(REGISTER).data, Register), REGISTER)
    assert [m.text("f").split(";")[0] for m in found] == [
        "f:3:37: dagen 2009-02-29 finns inte: februari 2009 har 28 dagar",
        "f:3:58: «countyboard» går inte att välja för «kind»",
        "f:5:3: nyckeln «decision» saknas i «a»",
        "f:5:3: nyckeln «responsible» saknas i «a»",
        "f:5:3: nyckeln «source» saknas i «a»",
        "f:6:5: okänd nyckel «titel»",
        "f:7:5: «secret» ska vara true eller false, inte «kanske»",
        "f:8:36: årstiden är en av spring, summer, autumn, inte hosten",
        "f:9:33: «amount» ska vara ett heltal (som 5_000_000), inte «drygt 5»",
    ]
    assert all(m.en and m.en != m.sv for m in found)
