"""A few duties from the source texts, put straight into the tables, for feeds and pages."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from models.assignment import Assignment
from models.database import open_database, writing
from models.decision import Decision, DiaryNumber, Document
from models.duty import Cover, DateVersion, Duty, Recipient, duty_id, duty_key
from models.fuzzy_date import FuzzyDate
from models.organisation import Organisation, OrganisationName
from models.plan import Plan
from models.tables import metadata
from models.tenure import Tenure

RECORDED = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
COUNTY_BOARD, AGENCY = "lst-stockholm", "jamstalldhetsmyndigheten"
JOINT, SURVEY = "safer-return-2009", "prostitution-survey-2013"
COORDINATION = "national-coordination-2009"
PLAN = "handlingsplan-2008"
FACT: dict[str, Any] = {"known_from": date(2008, 1, 1), "recorded_at": RECORDED}


def add(session: Session, row: SQLModel) -> None:
    session.add(row)
    session.flush()


def organisation(
    session: Session, key: str, name: str, since: date = date(2000, 1, 1), **also: Any
) -> None:
    add(session, Organisation(id=key, kind=also.pop("kind", "agency")))
    rename(session, key, name, since, **also)


def rename(session: Session, key: str, name: str, since: date, **also: Any) -> None:
    add(session, OrganisationName(organisation_id=key, name=name, valid_from=since, **FACT | also))


def decision(session: Session, of: str) -> str:
    row = Decision(
        id=f"{of}-decision", title=f"Beslut {of}", kind="assignment", issuer="regeringen",
        known_from=date(2009, 4, 9),
    )  # fmt: skip
    add(session, row)
    return row.id


def assignment(
    session: Session, key: str, title: str, short: str | None = None, *,
    holder: str = COUNTY_BOARD, **also: Any,
) -> None:  # fmt: skip
    given = decision(session, key)
    add(session, Assignment(id=key, title=title, short=short, decision_id=given, **also))
    hand_over(session, key, holder, date(2009, 1, 1))


def duty(
    session: Session, of: str, milestone: str, due: str, *, kind: str = "report", **also: Any
) -> Duty:
    """A duty with one date: a day, or the words of a fuzzy one."""
    key = duty_key(of, milestone, also.get("occurrence", ""), also.get("slot", ""))
    facts: dict[str, Any] = {
        "ladder": "standard", "decision_id": f"{of}-decision", "known_from": date(2009, 4, 9),
        "opened_on": date(2009, 4, 9), "created_at": RECORDED, "revised_at": RECORDED,
    }  # fmt: skip
    row = Duty(
        id=duty_id(key),
        key=key,
        assignment_id=of,
        subject=of,
        milestone=milestone,
        kind=kind,
        **facts | also,
    )
    add(session, row)
    set_date(session, row, due)
    return row


def set_date(session: Session, of: Duty, due: str, number: int = 1, **also: Any) -> None:
    stated = FuzzyDate.parse(due)
    facts = {"reason": "amended" if number > 1 else "original"} | FACT | also
    add(session, DateVersion(duty_id=of.id, number=number, stated=stated, due=stated.day, **facts))


def hand_over(session: Session, subject: str, to: str, day: date, **also: Any) -> None:
    facts: dict[str, Any] = FACT | {"role": "responsible"} | also
    add(session, Tenure(subject=subject, organisation_id=to, valid_from=day, **facts))


def sample_register(session: Session) -> None:
    """The final report of 2011, the Sunday of 2015, and the handover of 2018 with a made-up date."""
    organisation(session, "regeringen", "Regeringen", kind="government")
    organisation(session, "regeringskansliet", "Regeringskansliet", kind="government")
    organisation(session, COUNTY_BOARD, "Länsstyrelsen i Stockholms län", kind="county_board")
    organisation(session, AGENCY, "Jämställdhetsmyndigheten", date(2018, 1, 1))
    decision(session, PLAN)
    title = "Handlingsplan mot prostitution och människohandel för sexuella ändamål"
    add(session, Plan(id=PLAN, title=title, decision_id=f"{PLAN}-decision"))
    joint_report(session)
    survey(session)
    assignment(
        session, COORDINATION, "Nationellt samordningsuppdrag mot prostitution och människohandel",
        "nationell samordning mot prostitution och människohandel",
    )  # fmt: skip
    duty(session, COORDINATION, "report", "2018-06-15", mode="on")
    duty(session, COORDINATION, "plan", "autumn 2018", kind="internal")
    hand_over(session, COORDINATION, AGENCY, date(2018, 1, 1))


def joint_report(session: Session) -> None:
    assignment(
        session, JOINT, "Tryggare återvändande för personer utsatta för prostitution",
        "tryggare återvändande", plan_id=PLAN,
    )  # fmt: skip
    second = "voluntary-organisations-2009"
    assignment(
        session, second, "Fördela medel till frivilligorganisationer",
        "medel till frivilligorganisationer", plan_id=PLAN,
    )  # fmt: skip
    words = (
        "Uppdragen ska sammanställas och slutredovisas av Länsstyrelsen i Stockholms län till "
        "Regeringskansliet senast den 31 mars 2011."
    )
    report = duty(
        session, JOINT, "final-report", "2011-03-31", kind="final_report", source_wording=words
    )
    add(session, Cover(duty_id=report.id, assignment_id=second))
    send_to(session, report, "regeringskansliet")


def send_to(session: Session, of: Duty, to: str, role: str = "to") -> None:
    add(session, Recipient(duty_id=of.id, organisation_id=to, role=role, position=0))


def survey(session: Session) -> None:
    assignment(session, SURVEY, "Kartlägga prostitutionen", "kartläggning av prostitutionen")
    number(session, SURVEY, "U20136848JÄM", reading="U2013/6848/JÄM", status="probable")
    add(session, Document(id="page", title="Nej till Sexköp", kind="web_page"))
    duty(
        session, SURVEY, "report", "2015-03-15", mode="on",
        source_wording="Uppdraget ska redovisas 15:e mars 2015.", source_document="page",
    )  # fmt: skip


def number(session: Session, of: str, raw: str, **also: Any) -> None:
    add(session, DiaryNumber(decision_id=f"{of}-decision", position=0, raw=raw, **also))


def sample_database(at: Path) -> Engine:
    """An engine over a new SQLite file with the sample in it."""
    engine = open_database(f"sqlite:///{at / 'uppdrag.db'}", busy=0.1, durable=False)
    metadata.create_all(engine)
    with writing(engine) as session:
        sample_register(session)
    return engine
