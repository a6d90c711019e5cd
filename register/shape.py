"""The shape of assignments.yaml: what may be written, and nothing else.

Every value arrives as text. Keys that are left out mean "not stated": no value is invented.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf

from models.fuzzy_date import FuzzyDate, parse_day
from register.stated import Stated, written

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Day = Annotated[date, BeforeValidator(parse_day), BeforeValidator(written)]
Fuzzy = Annotated[InstanceOf[FuzzyDate], BeforeValidator(FuzzyDate.parse), BeforeValidator(written)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Kronor = Annotated[int, Field(ge=0, le=10**13)]
Year = Annotated[int, Field(ge=1900, le=2200)]

Kind = Literal[
    "report", "interim_report", "final_report", "annual_report", "budget_documentation",
    "account", "requisition", "repayment", "readiness", "internal", "other",
]  # fmt: skip
NOTHING = set[str]()


class Shape(BaseModel):
    """Strict: an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def model_post_init(self, _: object, /) -> None:
        """Forget which keys were written: nobody asks, and the sets would be a third of it all."""
        object.__setattr__(self, "__pydantic_fields_set__", NOTHING)


class Source(Shape):
    """Where a fact stands: the document and the place in it, with the few words to find it by."""

    document: Id
    at: Text
    wording: Stated[Annotated[str, Field(min_length=1, max_length=200)]] = None


class Known(Shape):
    """The day from which a fact was known, when no source says: an assumption with its reason."""

    day: Day
    because: Text


class Claim(Shape):
    """One value for one field from one source; several may disagree, one is used."""

    about: Text
    says: Text
    source: Stated[Source] = None
    used: bool = False
    because: Stated[Text] = None


class Particular(Shape):
    """A fact that is shown and never computed with: a target group, an example, a beneficiary."""

    about: Literal[
        "aim", "background", "beneficiary", "condition", "example", "executor", "focus",
        "lineage", "note", "scope", "sector", "target_group",
    ]  # fmt: skip
    says: Text
    when: Stated[Fuzzy] = None
    exhaustive: bool = True
    source: Stated[Source] = None


class DiaryNumber(Shape):
    """A case number as written, and as read; a number that cannot be read is never guessed."""

    raw: Text
    reading: Stated[Text] = None
    status: Literal["confirmed", "probable", "unresolved"] = "confirmed"
    because: Stated[Text] = None
    source: Stated[Source] = None


class Money(Shape):
    """A funding line; sums of different status are never added."""

    status: Literal["decided", "intended", "announced", "paid", "withdrawn", "not_stated"]
    amount: Stated[Kronor] = None
    precision: Literal["exact", "at_least", "about"] = "exact"
    year: Stated[Year] = None
    period: Stated[Fuzzy] = None
    kind: Literal["grant", "top_up", "part_financing", "total"] = "grant"
    to: Stated[Id] = None
    decision: Stated[Id] = None  # when another decision than the assignment's gives the money
    wording: Stated[Text] = None
    source: Stated[Source] = None


class Name(Shape):
    """A name of an organisation with its days."""

    name: Text
    short: Stated[Text] = None
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    also_written: list[Text] = []
    source: Stated[Source] = None


class Member(Shape):
    """A member of a group: an organisation of the register, or a body named as the source does.

    Both, where the source names a unit of the organisation.
    """

    organisation: Stated[Id] = None
    named: Stated[Text] = None
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    source: Stated[Source] = None


class ContactPoint(Shape):
    """Where an organisation is reached, with its days; functions, never persons."""

    email: Stated[Text] = None
    phone: Stated[Text] = None
    postal: Stated[Text] = None
    visiting: Stated[Text] = None
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    source: Stated[Source] = None


class Organisation(Shape):
    """A body by its id; names, existence, members and contact points have their days."""

    names: Annotated[list[Name], Field(min_length=1)]
    kind: Literal[
        "government", "ministry", "agency", "county_board", "region", "university",
        "municipalities", "intergovernmental", "international", "group", "other",
    ]  # fmt: skip
    number: Stated[Annotated[str, Field(pattern=r"^[0-9]{6}-[0-9]{4}$")]] = None
    exists: Stated[Fuzzy] = None
    members: list[Member] = []
    stated_members: Stated[Count] = None
    contact_points: list[ContactPoint] = []
    particulars: list[Particular] = []
    source: Stated[Source] = None


class Document(Shape):
    """A text that facts are taken from; an undated one is bounded by an interval with a reason."""

    title: Text
    kind: Literal[
        "press_release", "news", "web_page", "letter", "ordinance", "law", "report",
        "communication", "register", "other",
    ]  # fmt: skip
    publisher: Stated[Text] = None
    published: Stated[Fuzzy] = None
    published_at: Stated[Text] = None
    dated_because: Stated[Text] = None
    file: Stated[Text] = None
    address: Stated[Text] = None
    notes: list[Text] = []


class Reference(Shape):
    """Another number or address that belongs to a decision or plan: skr., SOU, SFS, a page."""

    kind: Literal["skr", "sou", "sfs", "dir", "rskr", "address"]
    raw: Text
    also_written: list[Text] = []
    source: Stated[Source] = None


class Decision(Shape):
    """One act of the government, or an ordinance; days that nobody stated are left out."""

    title: Text
    issuer: Id
    ministry: Stated[Id] = None
    kind: Literal["assignment", "letter", "amendment", "plan", "ordinance", "grant", "handover"]
    decided: Stated[Fuzzy] = None
    published: Stated[Fuzzy] = None
    received: Stated[Fuzzy] = None
    known_from: Stated[Known] = None
    diary_numbers: list[DiaryNumber] = []
    references: list[Reference] = []
    claims: list[Claim] = []
    particulars: list[Particular] = []
    source: Source


class Plan(Shape):
    """An action plan: measures, sum, focus areas."""

    title: Text
    decision: Id
    period: Stated[Fuzzy] = None
    measures: Stated[Count] = None
    funding: list[Money] = []
    stated_focus_areas: Stated[Count] = None
    focus_areas: dict[Id, Text] = {}
    references: list[Reference] = []
    claims: list[Claim] = []
    particulars: list[Particular] = []
    source: Source


class Yearly(Shape):
    """The same day every year; each occurrence is named by the year that it is about."""

    on: Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$")]
    first: Year
    last: Stated[Year] = None
    about: Literal["year_before", "same_year", "year_after"] = "year_before"


class LastDay(Shape):
    """What holds when the last day is no working day; only where law says so."""

    policy: Literal["next_working_day"]
    basis: Text


class EarlierDate(Shape):
    """A date that held before it was amended."""

    due: Fuzzy
    decision: Stated[Id] = None


class Milestone(Shape):
    """What is owed by when; without `due` the source states no date."""

    kind: Kind
    title: Stated[Text] = None
    due: Stated[Fuzzy] = None
    yearly: Stated[Yearly] = None
    mode: Literal["not_later_than", "on"] = "not_later_than"
    to: list[Id] = []
    copies: list[Id] = []
    form: Stated[Literal["written", "oral", "in_another_document"]] = None
    period: Stated[Fuzzy] = None
    covers: list[Id] = []
    decision: Stated[Id] = None
    amended_by: Stated[Id] = None
    correction: Stated[Text] = None
    earlier_dates: list[EarlierDate] = []
    last_day: Stated[LastDay] = None
    alerts: Id = "standard"
    withdrawn_by: Stated[Id] = None
    formerly: Stated[Text] = None
    claims: list[Claim] = []
    source: Stated[Source] = None


class Part(Shape):
    """A part of an assignment; never split out of a sentence by a machine."""

    title: Text
    claims: list[Claim] = []
    source: Stated[Source] = None


class Partner(Shape):
    """Someone to cooperate with: a body of the register, or the rule that the source gives."""

    duty: Literal["cooperate", "consult", "assist", "hear"]
    organisation: Stated[Id] = None
    who: Stated[Text] = None
    source: Stated[Source] = None


class Assignment(Shape):
    """A task given by a decision, with what is owed and who answers for it."""

    title: Text
    short: Stated[Text] = None
    decision: Id
    responsible: Id
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    plan: Stated[Id] = None
    focus_area: Stated[Id] = None
    continues: Stated[Id] = None
    secret: bool = False
    stated_parts: Stated[Count] = None
    parts: dict[Id, Part] = {}
    milestones: dict[Id, Milestone] = {}
    funding: list[Money] = []
    partners: list[Partner] = []
    claims: list[Claim] = []
    particulars: list[Particular] = []
    withdrawn_by: Stated[Id] = None
    correction: Stated[Text] = None
    formerly: Stated[Id] = None
    source: Source


class Activity(Shape):
    """Something that is run or paid for under an assignment and can be handed over by itself."""

    title: Text
    kind: Literal[
        "coordination", "support", "financing", "programme", "website", "telephone",
    ]  # fmt: skip
    responsible: Id
    assignment: Stated[Id] = None
    group: Stated[Id] = None
    executor: Stated[Id] = None
    since: Stated[Fuzzy] = None
    decision: Id
    address: Stated[Text] = None
    funding: list[Money] = []
    particulars: list[Particular] = []
    source: Source


class HandoverItem(Shape):
    """One thing that moves, stays, ends, is split or copied."""

    what: Id
    fate: Literal["moves", "stays", "ends", "is_split", "is_copied"]
    text: Text
    unchanged: Stated[Text] = None
    source: Source


class Handover(Shape):
    """Assignments pass from organisations to others on a day; the contact may follow later."""

    title: Text
    kind: Literal[
        "new_agency", "merger", "absorption", "split", "partial_transfer", "rename", "closing",
        "ministry_reorganisation",
    ]  # fmt: skip
    decision: Id
    giver: Id
    receiver: Id
    effective: Day
    contact_from: Stated[Day] = None
    contact_source: Stated[Source] = None
    because: Stated[Text] = None
    items: Annotated[list[HandoverItem], Field(min_length=1)]
    particulars: list[Particular] = []
    source: Source


class ContextDate(Shape):
    """A date that belongs to the background: it is no deadline and never alerts."""

    title: Text
    when: Fuzzy
    kind: Literal["law", "inquiry", "announcement", "start", "other"]
    references: list[Reference] = []
    particulars: list[Particular] = []
    source: Source


class Overdue(Shape):
    """How often an overdue duty is brought up again."""

    every: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}wd$")]
    times: Annotated[int, Field(ge=0, le=60)]


class Ladder(Shape):
    """When alerts go out, counted from the decided day: `30d` days, `5wd` working days."""

    before: list[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}(d|wd)$")]] = []
    day: bool = True
    overdue: Stated[Overdue] = None


class Register(Shape):
    """The whole file."""

    title: Text
    ladders: dict[Id, Ladder] = {}
    organisations: dict[Id, Organisation] = {}
    documents: dict[Id, Document] = {}
    decisions: dict[Id, Decision] = {}
    plans: dict[Id, Plan] = {}
    assignments: dict[Id, Assignment] = {}
    activities: dict[Id, Activity] = {}
    handovers: dict[Id, Handover] = {}
    context: dict[Id, ContextDate] = {}
