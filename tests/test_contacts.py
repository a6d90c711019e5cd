from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.refusal import Refusal
from notifications.contacts import Contacts, one_address
from register.read import read_as

PATIENT = settings(deadline=None)

SHIPPED = Path(__file__).parent.parent / "contacts.yaml"
OWNER = {"title": "uppdragsansvarig", "address": "owner@agency.example", "language": "sv"}
MANAGER = {"address": "manager@agency.example", "language": "en"}
OPS = {"address": "ops@agency.example"}


def contacts(**lines) -> Contacts:
    return Contacts.model_validate({"ops": OPS, "organisations": lines})


def test_the_shipped_file_names_someone_for_every_organisation_and_only_example_addresses():
    found, mistakes = read_as(SHIPPED.read_bytes(), Contacts)
    assert mistakes == []
    assert found
    named = {"lst-stockholm", "jamy", "lst-vasterbotten", "lst-norrbotten", "county-boards"}
    assert found.organisations.keys() == named
    lines = found.organisations.values()
    assert all(line.owner for line in lines)
    people = [found.ops, *(one for line in lines for one in (line.owner, line.manager) if one)]
    assert all(one.address.endswith(".example") for one in people)


@pytest.mark.parametrize(
    ("line", "role", "address"),
    [
        ({"owner": OWNER, "manager": MANAGER}, "owner", "owner@agency.example"),
        ({"owner": OWNER, "manager": MANAGER}, "manager", "manager@agency.example"),
        ({"manager": MANAGER}, "owner", "manager@agency.example"),
        ({"owner": OWNER}, "manager", "ops@agency.example"),
        ({}, "owner", "ops@agency.example"),
        ({"owner": OWNER}, "ops", "ops@agency.example"),
    ],
)
def test_what_nobody_is_named_for_goes_up_the_line_and_then_to_ops(line, role, address):
    assert contacts(agency=line).recipient("agency", role).address == address


def test_what_nobody_owes_and_unknown_organisations_go_to_ops():
    found = contacts(agency={"owner": OWNER})
    assert found.recipient(None, "owner").address == OPS["address"]
    assert found.recipient("another", "owner").address == OPS["address"]


def test_swedish_is_what_is_written_when_nothing_is_said():
    assert contacts().ops.language == "sv"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("registrator@myndighet.example", "registrator@myndighet.example"),
        ("Uppdrag.Stab+larm@Myndighet.Example", "Uppdrag.Stab+larm@myndighet.example"),
        ("a@räksmörgås.example", "a@xn--rksmrgs-5wao1o.example"),
    ],
)
def test_an_address_is_kept_with_its_domain_in_ascii(written, address):
    assert one_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "", "a", "@", "a@", "@b.example", "a@b", "a@localhost", "a b@c.example", "a@b.example ",
        "a@b.example,c@d.example", "a@b.example;c@d.example", "a@b@c.example", "åsa@b.example",
        "Anna <a@b.example>", "a@b.example\nBcc: c@d.example", "a\x00@b.example", "a@.example",
        "a@b..example", "a..b@c.example", ".a@b.example", "a@-b.example", "a@127.0.0.1",
        "a@[127.0.0.1]", '"a b"@c.example', "a@b.example\u202e", "a" * 65 + "@b.example",
        "a@" + "b." * 130 + "example", "mailto:a@b.example?cc=c",
    ],
)  # fmt: skip
def test_what_is_not_exactly_one_address_is_refused_in_a_sentence(written):
    with pytest.raises(Refusal, match="skriv en enda adress") as refused:
        one_address(written)
    assert "exactly one address" in refused.value.en


@PATIENT
@given(st.text() | st.from_regex(r"[a-z ,;<>\r\n]{0,5}@[a-z.å\r\n ]{0,20}", fullmatch=True))
def test_an_accepted_address_can_stand_in_a_header(written):
    try:
        address = one_address(written)
    except Refusal:
        return
    assert address.isascii()
    assert address.isprintable()
    assert address.count("@") == 1
    assert not set(' ,;<>"()[]:\\') & set(address)
    assert one_address(address) == address


@pytest.mark.parametrize(
    ("yaml", "line", "column", "says"),
    [
        ("ops: {address: a@b.example}\norganisations:\n  x:\n    boss: {address: a@b.example}\n", 4, 5, "boss"),
        ("ops:\n  address: a@b.example, c@d.example\n", 2, 3, "skriv en enda adress"),
        ("ops: {address: a@b.example, language: no}\n", 1, 29, "no"),
        ("organisations: {}\n", 1, 1, "ops"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_has_its_line_and_column(yaml, line, column, says):
    found, [mistake] = read_as(yaml.encode(), Contacts)
    assert found is None
    assert (mistake.line, mistake.column) == (line, column)
    assert says in mistake.sv
