"""Names as typed: what they stand for, and what is said when they stand for something else."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.database import reading
from models.look import TABLES
from models.naming import CALLED, find_scope, milestone_keys, nearest_entries, resolve
from models.refusal import Refusal
from models.standing import Scope
from register.read import Read
from register.sync import sync
from tests.conftest import NOW, ON

HELD = ("assignment", "activity")


@pytest.fixture
def session(engine: Engine, shipped: Read) -> Iterator[Session]:
    assert shipped.register
    sync(engine, shipped.register, "digest", on=ON, now=NOW)
    with reading(engine) as opened:
        yield opened


def refusal(session: Session, name: str) -> Refusal:
    with pytest.raises(Refusal) as raised:
        resolve(session, name, HELD)
    return raised.value


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("jamy", Scope("organisation", "jamy")),
        ("organisation:jamy", Scope("organisation", "jamy")),
        ("plan:handlingsplan-2008", Scope("plan", "handlingsplan-2008")),
        ("safer-return-2009", Scope("assignment", "safer-return-2009")),
        ("safer-return-2009/final-report", Scope("assignment", "safer-return-2009")),
        ("jamy-annual-report/annual-report/2026", Scope("assignment", "jamy-annual-report")),
    ],
)
def test_a_scope_is_found_by_every_name_that_it_has(session: Session, name: str, scope: Scope):
    assert find_scope(session, name) == scope


def test_an_activity_is_answered_for_like_an_assignment(session: Session):
    assert resolve(session, "support-line", HELD) == ("activity", "support-line")


@pytest.mark.parametrize(
    ("name", "swedish", "english"),
    [
        ("jamy", "jamy är en organisation; visa den med uppdrag show jamy.",
         "jamy is an organisation; show it with uppdrag show jamy."),
        ("handlingsplan-2008", "handlingsplan-2008 är en handlingsplan; visa den med uppdrag show handlingsplan-2008.",
         "handlingsplan-2008 is an action plan; show it with uppdrag show handlingsplan-2008."),
        ("jamy-2018", "jamy-2018 är en överlämning; visa den med uppdrag show jamy-2018.",
         "jamy-2018 is a handover; show it with uppdrag show jamy-2018."),
        ("organisation:jamy", "organisation:jamy är en organisation; visa den med uppdrag show organisation:jamy.",
         "organisation:jamy is an organisation; show it with uppdrag show organisation:jamy."),
    ],
)  # fmt: skip
def test_what_exists_is_never_said_not_to(session: Session, name, swedish, english):
    refused = refusal(session, name)
    assert (refused.sv, refused.en) == (swedish, english)


def test_what_is_mistyped_is_told_its_likes_among_what_is_wanted(session: Session):
    said = refusal(session, "national-coordinatio").sv
    assert said.startswith("national-coordinatio finns inte i registret. Menas national-coordin")
    assert "jamy-2018" not in refusal(session, "jamy-2081").sv
    assert refusal(session, "safer-return-2009/report").sv == (
        "safer-return-2009/report finns inte i registret. Menas safer-return-2009/final-report?"
    )


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("jamy-2081", "jamy-2018"),
        ("decision:am-topups", "am-top-ups"),
        ("safer-return-2009/report", "safer-return-2009/final-report"),
    ],
)
def test_the_nearest_names_are_known(session: Session, typed: str, near: str) -> None:
    assert near in nearest_entries(session, typed)


def test_every_kind_has_its_words():
    assert CALLED.keys() == TABLES.keys()


def test_an_assignment_is_no_milestone(session: Session):
    assert milestone_keys(session, "jamy-annual-report") == []
