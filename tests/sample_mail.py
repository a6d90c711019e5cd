"""What the handbook's examples tell about, put together by hand: no database, no clock."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

from hypothesis import strategies as st

from models.alert import Alert
from models.assignment import Assignment
from models.decision import Decision, DiaryNumber, Document
from models.duty import DateVersion, Duty
from models.fuzzy_date import FuzzyDate
from models.handover import Handover, HandoverItem
from models.organisation import Body, ContactPoint
from models.standing import Standing
from notifications.contacts import Contact
from notifications.emails import to_email
from notifications.facts import AboutDuty, AboutHandover
from notifications.messages import Message, message
from notifications.outcome import Delivered, Outcome

NOW = datetime(2011, 3, 1, 6, tzinfo=UTC)
KNOWN = date(2009, 4, 9)
STOCKHOLM = Body("lst-stockholm", "Länsstyrelsen i Stockholms län")
JAMY = Body("jamy", "Jämställdhetsmyndigheten", "JäMy")
CHANCELLERY = Body("regeringskansliet", "Regeringskansliet")
CONTACTS = {
    "sv": Contact(
        title="uppdragsansvarig vid Länsstyrelsen i Stockholms län",
        address="uppdrag@lst-stockholm.example",
    ),
    "en": Contact(
        title="owner of assignments at Länsstyrelsen i Stockholms län",
        address="uppdrag@lst-stockholm.example",
        language="en",
    ),
}
OPS = Contact(title="registrator", address="registrator@uppdrag.example")


# Text as nobody should write it: control characters, directions of writing, lone surrogates.
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\t\0\x1b\u202e\u2028\u200b\ud800\u00a0åäö:=? "),
    ),
    min_size=1, max_size=300,
)  # fmt: skip
LONG = st.builds(lambda text, times: text * times, NASTY, st.integers(1, 10_000 // 50))


class RecordingChannel:
    """A channel that keeps what it is given, and ends as it is told to."""

    name = "recording"

    def __init__(self, *outcomes: Outcome) -> None:
        self.emails: list[EmailMessage] = []
        self.outcomes = list(outcomes)

    def send(self, email: EmailMessage) -> Outcome:
        self.emails.append(email)
        return self.outcomes.pop(0) if self.outcomes else Delivered()


def assignment(key: str, title: str, **more) -> Assignment:
    return Assignment(id=key, title=title, decision_id="d", **more)


SAFER_RETURN = assignment(
    "safer-return-2009",
    "Tryggare återvändande för personer utsatta för prostitution och människohandel",
)
VOLUNTARY = assignment(
    "voluntary-organisations-2009", "Fördelning av medel till frivilligorganisationer"
)
SURVEY = assignment(
    "prostitution-survey",
    "Inhämta, kartlägga och samla kunskap om prostitutionens utveckling och omfattning i Sverige",
)
CHILDREN = assignment(
    "child-trafficking", "Samordna arbetet mot människohandel och exploatering av barn",
    stated_parts=4,
)  # fmt: skip
ANNUAL = assignment("jamy-annual-report", "Årsredovisning")

PRESS_RELEASE = Document(
    id="pm", title="Ökat stöd till offer för människohandel", kind="press_release",
    publisher="Integrations- och jämställdhetsdepartementet",
    published=FuzzyDate.parse("2009-04-09"),
)  # fmt: skip
WEB_PAGE = Document(
    id="web", title="Nej till Sexköp", kind="web_page",
    published=FuzzyDate.parse("2014..2015-03-14"),
)  # fmt: skip
ORDINANCE = Document(
    id="law", title="Förordning (2000:605) om årsredovisning och budgetunderlag", kind="ordinance"
)


def decision(kind="assignment", decided=None, title="Uppdrag") -> Decision:
    return Decision(
        id="d", title=title, issuer="regeringen", kind=kind, known_from=KNOWN,
        decided=FuzzyDate.parse(decided) if decided else None,
    )  # fmt: skip


def version(stated: str, number=1, reason="original") -> DateVersion:
    fuzzy = FuzzyDate.parse(stated)
    return DateVersion(
        duty_id="d", number=number, stated=fuzzy, due=fuzzy.day, reason=reason,
        known_from=KNOWN, recorded_at=NOW,
    )  # fmt: skip


def number(raw: str, status: str, reading: str | None = None) -> DiaryNumber:
    return DiaryNumber(decision_id="d", position=0, raw=raw, status=status, reading=reading)


def standing(on: date, *covers: Assignment, due="2011-03-31", **more) -> Standing:
    """How a duty stands on a day; what is named like a field of Duty or Standing goes there."""
    of_duty = {name: more.pop(name) for name in list(more) if name in Duty.model_fields}
    key = f"{covers[0].id}/{of_duty.get('milestone', 'report')}"
    row: dict[str, Any] = {
        "id": key, "key": key, "assignment_id": covers[0].id, "milestone": "report",
        "kind": "report", "ladder": "standard", "decision_id": "d", "known_from": KNOWN,
        "opened_on": KNOWN, "created_at": NOW, "revised_at": NOW,
    }  # fmt: skip
    around: dict[str, Any] = {
        "assignment": covers[0], "covers": covers, "decision": decision(), "diary_numbers": (),
        "document": PRESS_RELEASE, "versions": (version(due),) if due else (), "tenures": (),
        "responsible": STOCKHOLM, "to": (), "copies": (), "report": None, "on": on, "known": on,
    }  # fmt: skip
    return Standing(duty=Duty(**row | of_duty), **around | more)


def joint_report(on: date, **more) -> Standing:
    return standing(
        on, SAFER_RETURN, VOLUNTARY, kind="final_report", milestone="final-report",
        to=(CHANCELLERY,), **more,
    )  # fmt: skip


def survey(on: date, **more) -> Standing:
    title = "Uppdrag att inhämta kunskaper, kartlägga och samla kunskap om prostitutionen i Sverige"
    return standing(
        on, SURVEY, due="2015-03-15", mode="on", document=WEB_PAGE,
        diary_numbers=(number("U20136848JÄM", "probable", "U2013/6848/JÄM"),),
        decision=decision(decided="2013-12", title=title), **more,
    )  # fmt: skip


def children(on: date, **more) -> Standing:
    return standing(
        on, CHILDREN, due="2015-05-15", mode="on", document=WEB_PAGE,
        diary_numbers=(number("fdf22f51", "unresolved"),), **more,
    )  # fmt: skip


def annual_report(on: date) -> Standing:
    return standing(
        on, ANNUAL, due="2026-02-22", kind="annual_report", period="2025", responsible=JAMY,
        to=(Body("regeringen", "Regeringen"),), document=ORDINANCE, source_at="2 kap. 1 §",
        decision=decision("ordinance", title=ORDINANCE.title), policy="next_working_day",
        policy_basis="lag (1930:173) 2 §",
    )  # fmt: skip


def told(one: Standing, rule: str, rule_day: date | None = None, role="owner") -> AboutDuty:
    """That an alert by the rule is told today, on its own day if no other is given."""
    alert = Alert(
        duty_id=one.duty.id, version=one.version, rule=rule, rule_day=rule_day or one.on,
        role=role, decided_on=one.on, decided_at=NOW,
    )  # fmt: skip
    return AboutDuty(alert, one)


MOVING = [
    "det nationella samordningsuppdraget mot prostitution och alla former av människohandel",
    "samordningen av och arbetet med Nationella metodstödsteamet (NMT)",
    "den nationella stödprocessen, med stödtelefonen 020-390 000 (samma nummer)",
    "den nationella stödprocessen, med stödtelefonen 020-390 000 (samma nummer)",
    "delfinansiering av och arbetsstöd till regionkoordinatorerna",
    "finansieringen av återvändandeprogrammet",
    "nmtsverige.se, duavgor.se, resekurage.se och safetrip.se",
]


def handover_2018(**more) -> AboutHandover:
    handover = Handover(
        id="jamy-2018", title="De nationella uppdragen", kind="partial_transfer", decision_id="d",
        giver_id="lst-stockholm", receiver_id="jamy", effective=date(2018, 1, 1),
        contact_from=date(2018, 1, 8), known_from=date(2018, 1, 1), opened_on=date(2018, 1, 1),
    )  # fmt: skip
    fates = [*((text, "moves") for text in MOVING), ("det regionala uppdraget", "stays")]
    items = tuple(
        HandoverItem(handover_id=handover.id, position=at, subject=f"s{at}", fate=fate, text=text)
        for at, (text, fate) in enumerate(fates)
    )
    alert = Alert(
        handover_id=handover.id, version=1, rule="handover", rule_day=handover.effective,
        role="receiver", decided_on=handover.effective, decided_at=NOW,
    )  # fmt: skip
    point = ContactPoint(
        organisation_id="jamy", position=0, email="info@jamy.se", phone="031-392 90 00"
    )
    keepers = {"s7": Body("county-boards", "Länsstyrelserna")}
    given: dict[str, Any] = {"contact_point": point, "stays_with": keepers} | more
    return AboutHandover(alert, handover, items, STOCKHOLM, JAMY, **given)


def mail(*abouts, on: date | None = None, language="sv", ops: Contact | None = OPS) -> Message:
    """The mail on the day of the first standing, or on the day given."""
    return message(abouts, CONTACTS[language], on or abouts[0].standing.on, ops)


def email(one: Message, message_id="<1@uppdrag.example>") -> EmailMessage:
    return to_email(one, CONTACTS["sv"], "Uppdrag <uppdrag@uppdrag.example>", message_id, NOW)
