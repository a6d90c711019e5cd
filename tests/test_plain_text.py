import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HANDED_IN, KIND
from notifications.nouns import noun
from notifications.plain_text import WIDTH, laid_out, one_line
from tests.sample_mail import LONG

PATIENT = settings(deadline=None)


@PATIENT
@given(LONG, st.integers(1, 200))
def test_one_line_is_one_line(text, most):
    line = one_line(text, most)
    assert len(line) <= most
    assert line.isprintable()
    assert "  " not in line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Uppdrag\r\nBcc: x", "Uppdrag Bcc: x"),
        ("regerings\u00adbeslut\u200b", "regeringsbeslut"),
        ("\u202etleksäl", "tleksäl"),
        ("020-390\u00a0000", "020-390 000"),
        ("a\u0308", "ä"),
    ],
)
def test_what_a_reader_cannot_see_is_left_out(written, read):
    assert one_line(written, 100) == read


@PATIENT
@given(
    st.integers(0, WIDTH),
    st.sampled_from(["torsdag 31 mars 2011", "week 13", "020-390 000", "2 kap. 1 §", "1 May"]),
)
def test_no_line_ends_inside_a_date(indent, whole):
    lines = laid_out(f"{'x' * indent} {whole} och så vidare").splitlines()
    assert any(whole in line for line in lines)


def test_paragraphs_items_and_commands_keep_to_their_lines():
    text = "En\nmening.\n\n\nTvå:\n– a\n– b\n  fortsätter\n\n    uppdrag report x\nEfter.\n"
    assert laid_out(text) == (
        "En mening.\n\nTvå:\n– a\n– b fortsätter\n\n    uppdrag report x\nEfter."
    )


def test_a_long_item_is_indented_under_its_text():
    lines = laid_out("– " + "ord " * 40).splitlines()
    assert len(lines) > 1
    assert all(line.startswith("  ") for line in lines[1:])
    assert all(len(line) <= WIDTH for line in lines)


def test_a_command_is_never_broken():
    command = "    uppdrag report " + "x" * 200 + " --handed-in DATUM"
    assert laid_out(command) == command


@pytest.mark.parametrize("kind", [kind for kind in KIND if noun(kind, "sv", joint=False)])
def test_what_is_handed_in_is_inflected(kind):
    one, joint = noun(kind, "sv", joint=False), noun(kind, "sv", joint=True)
    assert one
    assert joint
    neuter = kind in {"budget_documentation", "proposal"}
    article, the = ("ett", "det") if neuter else ("en", "den")
    assert one.a.startswith(article + " ")
    assert one.the.endswith(("en", "et"))
    assert joint.a.startswith(f"{article} gemensam")
    assert joint.the.startswith(f"{the} gemensamma ")


@pytest.mark.parametrize("kind", sorted(KIND.keys() - HANDED_IN))
def test_what_is_only_done_has_no_noun_to_hand_in(kind):
    assert noun(kind, "sv", joint=False) is None
