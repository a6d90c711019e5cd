"""Templates: what milestones say if they do not say it themselves, for a letter or for a kind."""

import pytest

from register.read import read
from register.shape import Milestone
from tests.small_register import marked, register_of, small

KIND = """\
defaults:
  final_report: {to: [lst], form: written, through: Hermes, alerts: early}
"""
LETTER = """\
    defaults:
      to: [myndigheten]
      instruction: Enligt anvisningarna
      cites: [S2020/1]
    diary_numbers: [{raw: S2020/1}]
"""
BARE = "        due: 2021-03-31\n"
GIVEN = "    kind: assignment\n"


def filled(*edits: tuple[str, str]) -> Milestone:
    """The final report, which says its kind and its day."""
    bare = (f"{BARE}        to: [regeringen]\n", BARE)
    return register_of(small(bare, *edits)).assignments["kartlaggning"].milestones["slutrapport"]


def with_kind(text: str = KIND) -> tuple[str, str]:
    return "organisations:\n", f"{text}organisations:\n"


def with_letter(text: str = LETTER) -> tuple[str, str]:
    return GIVEN, f"{GIVEN}{text}"


def test_a_kind_fills_in_what_a_milestone_does_not_say():
    found = filled(with_kind())
    assert (found.to, found.form, found.through, found.alerts) == (
        ["lst"], "written", "Hermes", "early",
    )  # fmt: skip


def test_the_letter_wins_over_the_kind_word_by_word():
    found = filled(with_kind(), with_letter())
    assert (found.to, found.through) == (["myndigheten"], "Hermes")
    assert (found.instruction, found.cites) == ("Enligt anvisningarna", ["S2020/1"])


def test_a_milestones_own_word_wins_also_when_it_is_none():
    found = filled(
        with_kind(), with_letter(), (BARE, f"{BARE}        to: []\n        form: oral\n")
    )
    assert (found.to, found.form, found.through) == ([], "oral", "Hermes")


def test_the_letter_of_a_milestone_is_the_decision_that_gives_it():
    found = filled(with_letter(), (BARE, f"{BARE}        decision: andring\n"))
    assert (found.to, found.instruction) == ([], None)


def test_other_kinds_are_left_alone():
    register = register_of(small(with_kind()))
    assert register.assignments["stodet"].milestones["delrapport"].through is None


# What stands in `defaults` of the kind, or of the letter; the mark ¤ where the mistake is told.
WRONG = {
    "a recipient that there is not": (
        "defaults:\n  final_report: {to: [¤regeringn]}\n",
        ["«regeringn» finns inte; menade du «regeringen»?"],
    ),
    "a recipient twice": (
        "defaults:\n  final_report: {to: [lst, ¤lst]}\n",
        ["«lst» står här två gånger: behåll en av dem"],
    ),
    "a ladder that there is not": (
        "defaults:\n  final_report: {¤alerts: erly}\n",
        ["«erly» finns inte; menade du «early»?"],
    ),
    "a preparation that there is not": (
        (
            "defaults:\n  final_report: {¤prepare: standrd}\npreparations:\n"
            "  standard: {utkast: {title: Utkast, before: 30wd}}\n"
        ),
        ["«standrd» finns inte; menade du «standard»?"],
    ),
    "a number that no decision has": (
        "defaults:\n  final_report: {cites: [¤S2020/9]}\n",
        ["«S2020/9» finns inte under diary_numbers"],
    ),
    "an unknown key": (
        "defaults:\n  final_report: {¤too: [lst]}\n",
        ["okänd nyckel «too»; menade du «to»?"],
    ),
    "an unknown kind": (
        "defaults:\n  ¤finalreport: {to: [lst]}\n",
        None,
    ),
    "a value of another form": (
        "defaults:\n  final_report: {¤form: oralt}\n",
        [
            (
                "«oralt» går inte att välja för «form»; menade du «oral»? Här kan stå "
                "written, oral, in_another_document"
            )
        ],
    ),
    "an empty key": (
        "defaults:\n  final_report: {¤to: , through: Hermes}\n",
        ["«to» är tom: skriv ett värde, eller ta bort raden"],
    ),
    "no keys at all": (
        "defaults:\n  ¤final_report: [lst]\n",
        ["«final_report» ska vara nycklar med värden («nyckel: värde»), inte en lista"],
    ),
}  # fmt: skip
ANOTHER = ("kind: interim_report", "kind: final_report")


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_mistake_in_a_template_is_told_once_in_its_own_place(text, said):
    bare = (f"{BARE}        to: [regeringen]\n", BARE)
    bare_too = ("        to: [regeringen]\n        copies: [myndigheten]\n", "")
    data, places = marked(small(bare, bare_too, ANOTHER, with_kind(text)))
    found = read(data).mistakes
    assert [(one.line, one.column) for one in found] == places
    if said:
        assert [one.sv for one in found] == said


def test_so_is_one_in_a_letters_template():
    text = small(with_letter("    defaults:\n      copies: [¤regeringn]\n      ¤alerts: erly\n"))
    data, places = marked(text)
    assert [(one.line, one.column) for one in read(data).mistakes] == places


def test_a_mistaken_template_hides_nothing_else():
    text = small(
        with_kind("defaults:\n  final_report: {¤form: oralt}\n"),
        (BARE, f"{BARE}        ¤alerts: erly\n"),
    )
    data, places = marked(text)
    assert [(one.line, one.column) for one in read(data).mistakes] == places


def test_what_only_goes_wrong_together_is_told_at_the_milestone():
    text = small(
        with_letter("    defaults: {copies: [regeringen]}\n"),
        ("        copies: [myndigheten]\n", ""),
        ("      slutrapport:", "      ¤slutrapport:"),
        ("      arsrapport:", "      ¤arsrapport:"),
        ("      delrapport:", "      ¤delrapport:"),
    )
    data, places = marked(text)
    found = read(data).mistakes
    assert [(one.line, one.column) for one in found] == places
    assert {one.sv for one in found} == {
        "«regeringen» är redan mottagare: den som får originalet får ingen kopia"
    }
