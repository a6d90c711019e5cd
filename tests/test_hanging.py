"""What days hang on: each mistake, with its place."""

import pytest

from register.read import read
from tests.small_register import marked, small

DUE = "        due: 2021-03-31\n"
EVENTS = (
    "events:\n  bildas: {title: Den bildas}\n  arsredovisning: {title: Den, yearly: {on: 02-22}}\n"
)


def told(*edits: tuple[str, str]) -> list[str]:
    """The mistakes of the small register with these edits, in Swedish, each where ¤ stands."""
    data, places = marked(small(*edits, ("plans:\n", EVENTS + "plans:\n")))
    found = read(data).mistakes
    assert [(one.line, one.column) for one in found] == places
    return [one.sv for one in found]


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("        due: 2021-03-31\n        ¤when: ongoing\n", "due, when"),
        ("        due: 2021-03-31\n        ¤dates: {a: 2021-01-01}\n", "due, dates"),
        ("        due: 2021-03-31\n        ¤rhythm: {every: 1m, first: 2021-01}\n", "due, rhythm"),
        ("        due: 2021-03-31\n        ¤counted_from: {event: bildas}\n", "due, counted_from"),
        ("        ¤when: ongoing\n        dates: {a: 2021-01-01}\n", None),
        ("        yearly: {on: 03-31, first: 2021}\n        ¤within: {event: bildas}\n", "yearly, within"),
    ],
)  # fmt: skip
def test_a_day_is_given_in_one_way(written, ways):
    if ways is None:
        written, ways = written.replace("¤", "").replace("when", "¤when"), "dates, when"
    assert told((DUE, written)) == [f"dagen anges på flera sätt, {ways}: behåll ett av dem"]


@pytest.mark.parametrize(
    "written",
    [
        "        due: 2021-03-31\n        within: {event: bildas}\n",
        "        within: {event: bildas}\n",
        "        counted_from: {event: bildas, plus: 1m}\n",
        "        counted_from: {milestone: stodet/delrapport}\n",
        "        within: {event: arsredovisning, year: 2021}\n",
        "        rhythm: {every: 1w, first: 2021-W05, last: 2021-W09}\n",
        "        rhythm: {every: 1m, first: 2021-02}\n        ends: {by: andring, after: 2021-05}\n",
        "        dates: {forsta: 2021-02-01, andra: unknown}\n",
        "        when: on_request\n        trigger: När departementet begär det\n",
        "",
    ],
)  # fmt: skip
def test_a_day_in_one_way_is_no_mistake(written):
    assert told((DUE, written)) == []


def test_only_what_comes_again_ends():
    written = DUE + "        ¤ends: {by: andring, after: 2021-01}\n"
    assert told((DUE, written)) == [
        "bara det som återkommer slutar så: det som har en dag återkallas med withdrawn_by"
    ]


@pytest.mark.parametrize(
    ("rhythm", "sentence"),
    [
        ("every: 1m, first: 2021-05, ¤last: 2021-02", "2021-02 ligger före den första gången, 2021-05"),
        ("every: 1w, ¤first: 2021-W54", "veckan 2021-W54 finns inte"),
        ("every: 1m, ¤first: 2021-W05", "en vecka som 2021-W05 kommer igen varje eller var fjärde vecka (1w, 4w), inte 1m"),
    ],
)  # fmt: skip
def test_a_rhythm_begins_and_does_not_end_before_that(rhythm, sentence):
    assert told((DUE, f"        rhythm: {{{rhythm}}}\n")) == [sentence]


@pytest.mark.parametrize(
    ("anchor", "sentence"),
    [
        ("¤counted_from: {plus: 1m}", "ange en händelse, event, eller en milstolpe, milestone: en av dem"),
        ("¤counted_from: {event: bildas, milestone: arsrapport}", "ange en händelse, event, eller en milstolpe, milestone: en av dem"),
        ("counted_from: {¤event: bilda}", "«bilda» finns inte; menade du «bildas»?"),
        ("¤within: {event: arsredovisning}", "arsredovisning kommer varje år: ange vilket med year"),
        ("counted_from: {¤milestone: delrapport}", "«delrapport» finns inte; menade du «slutrapport»?"),
        ("counted_from: {¤milestone: stodet/delraport}", "«stodet/delraport» finns inte; menade du «stodet/delrapport»?"),
        ("counted_from: {¤milestone: inget/alls}", "«inget/alls» finns inte under milestones"),
    ],
)  # fmt: skip
def test_an_anchor_leads_to_one_event_or_one_milestone(anchor, sentence):
    assert told((DUE, f"        {anchor}\n")) == [sentence]


def test_an_earlier_date_hangs_on_something_too():
    written = f"{DUE}        amended_by: andring\n        earlier_dates: [{{counted_from: {{¤event: bilda}}}}]\n"
    assert told((DUE, written)) == ["«bilda» finns inte; menade du «bildas»?"]


@pytest.mark.parametrize("name", ["replaces", "instead_of"])
def test_another_milestone_of_the_assignment(name):
    assert told((DUE, f"{DUE}        ¤{name}: arsraport\n")) == [
        "«arsraport» finns inte; menade du «arsrapport»?"
    ]
    assert told((DUE, f"{DUE}        {name}: arsrapport\n")) == []


def test_no_day_hangs_on_itself():
    written = "        counted_from: {milestone: slutrapport}\n"
    sentence = "dagen hänger på sig själv: kartlaggning/slutrapport → kartlaggning/slutrapport"
    assert told(("slutrapport:\n", "¤slutrapport:\n"), (DUE, written)) == [sentence]


def test_no_day_hangs_on_itself_through_two_others():
    found = told(
        ("slutrapport:\n", "¤slutrapport:\n"),
        (DUE, "        counted_from: {milestone: stodet/delrapport, plus: 1m}\n"),
        ("delrapport:\n", "¤delrapport:\n"),
        ("        due: 2020-11-15\n", "        counted_from: {milestone: tredje}\n"),
        ("activities:\n", "activities:\n"),
        ("        copies: [myndigheten]\n", "        copies: [myndigheten]\n      ¤tredje:\n        kind: other\n        counted_from: {milestone: kartlaggning/slutrapport}\n"),
    )  # fmt: skip
    ring = ["kartlaggning/slutrapport", "stodet/delrapport", "stodet/tredje"]
    assert found == [
        "dagen hänger på sig själv: " + " → ".join([*ring[start:], *ring[:start], ring[start]])
        for start in range(3)
    ]
