"""The shape of assignments.yaml: what may be written, and nothing else.

Every value arrives as text. Keys that are left out mean "not stated": no value is invented.
"""

from typing import Annotated, Literal

from pydantic import Field

from register.shape_base import (
    NO_ITEMS,
    NO_KEYS,
    Claim,
    Count,
    Day,
    Fuzzy,
    Id,
    Known,
    Kronor,
    Particular,
    Shape,
    Source,
    Text,
    Unknown,
    Year,
)
from register.stated import Stated
from register.timing import (
    Anchor,
    Counted,
    EarlierDate,
    Ends,
    LastDay,
    Occurrence,
    Respite,
    Rhythm,
    Yearly,
)

Kind = Literal[
    "report", "interim_report", "final_report", "annual_report", "budget_documentation",
    "account", "requisition", "repayment", "readiness", "internal", "other", "plan", "proposal",
    "forecast", "information", "referral", "event", "awaited",
]  # fmt: skip


class DiaryNumber(Shape):
    """A case number as written, and as read; a number that cannot be read is never guessed."""

    raw: Text
    partial: bool = False
    kind: Literal["diary", "rskr", "skr", "dir", "sfs", "other"] = "diary"
    reading: Stated[Text] = None
    status: Literal["confirmed", "probable", "unresolved"] = "confirmed"
    because: Stated[Text] = None
    source: Stated[Source] = None


class Money(Shape):
    """A funding line; sums of different status are never added."""

    status: Literal["decided", "intended", "announced", "paid", "withdrawn", "not_stated"]
    amount: Stated[Kronor] = None
    precision: Literal["exact", "at_least", "at_most", "about"] = "exact"
    year: Stated[Year] = None
    period: Stated[Fuzzy] = None
    kind: Literal["grant", "top_up", "part_financing", "total"] = "grant"
    to: Stated[Id] = None
    decision: Stated[Id] = None  # when another decision than the assignment's gives the money
    expenditure_area: Stated[Text] = None
    appropriation: Stated[Text] = None
    item: Stated[Text] = None
    paid_by: Stated[Id] = None
    wording: Stated[Text] = None
    source: Stated[Source] = None


class Name(Shape):
    """A name of an organisation with its days."""

    name: Text
    short: Stated[Text] = None
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    also_written: list[Text] = NO_ITEMS
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


class Organisation(Unknown):
    """A body by its id; names, existence, members and contact points have their days."""

    names: Annotated[list[Name], Field(min_length=1)]
    kind: Literal[
        "government", "ministry", "agency", "county_board", "region", "university",
        "municipalities", "intergovernmental", "international", "group", "inquiry", "role",
        "other",
    ]  # fmt: skip
    number: Stated[Annotated[str, Field(pattern=r"^[0-9]{6}-[0-9]{4}$")]] = None
    designation: Stated[Text] = None
    exists: Stated[Fuzzy] = None
    prepared_by: Stated[Id] = None
    members: list[Member] = NO_ITEMS
    stated_members: Stated[Count] = None
    contact_points: list[ContactPoint] = NO_ITEMS
    particulars: list[Particular] = NO_ITEMS
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
    notes: list[Text] = NO_ITEMS


class Reference(Shape):
    """Another number or address that belongs to a decision or plan: skr., SOU, SFS, a page."""

    kind: Literal["skr", "sou", "sfs", "dir", "rskr", "government_item", "address"]
    raw: Text
    also_written: list[Text] = NO_ITEMS
    source: Stated[Source] = None


class Decision(Unknown):
    """One act of the government, or an ordinance; days that nobody stated are left out."""

    title: Text
    issuer: Id
    ministry: Stated[Id] = None
    kind: Literal[
        "assignment", "letter", "amendment", "plan", "ordinance", "grant", "handover",
        "terms_of_reference", "instruction",
    ]  # fmt: skip
    decided: Stated[Fuzzy] = None
    published: Stated[Fuzzy] = None
    received: Stated[Fuzzy] = None
    known_from: Stated[Known] = None
    amends: list[Id] = NO_ITEMS
    reissues: Stated[Id] = None
    otherwise_unchanged: bool = False
    respite: Stated[Respite] = None
    defaults: Stated["Defaults"] = None
    diary_numbers: list[DiaryNumber] = NO_ITEMS
    references: list[Reference] = NO_ITEMS
    claims: list[Claim] = NO_ITEMS
    particulars: list[Particular] = NO_ITEMS
    source: Source


class Plan(Shape):
    """An action plan: measures, sum, focus areas."""

    title: Text
    decision: Id
    period: Stated[Fuzzy] = None
    measures: Stated[Count] = None
    funding: list[Money] = NO_ITEMS
    stated_focus_areas: Stated[Count] = None
    focus_areas: dict[Id, Text] = NO_KEYS
    references: list[Reference] = NO_ITEMS
    claims: list[Claim] = NO_ITEMS
    particulars: list[Particular] = NO_ITEMS
    source: Source


class EachOf(Shape):
    """Every member of a group owes one of its own."""

    each: Id


class Defaults(Shape):
    """What milestones say if they do not say it themselves; for a letter, or for a kind."""

    to: list[Id] = NO_ITEMS
    copies: list[Id] = NO_ITEMS
    form: Stated[Literal["written", "oral", "in_another_document"]] = None
    through: Stated[Text] = None
    instruction: Stated[Text] = None
    cites: list[Text] = NO_ITEMS
    alerts: Stated[Id] = None
    prepare: Stated[Id] = None


class Milestone(Unknown):
    """What is owed by when; without a date the source states none.

    The day is one of `due`, `dates`, `yearly`, `rhythm`, `counted_from`, `within`, or a word in
    `when`; `due` may stand beside `within`.
    """

    kind: Kind
    title: Stated[Text] = None
    due: Stated[Fuzzy] = None
    dates: dict[Occurrence, Fuzzy | Literal["unknown"]] = NO_KEYS
    yearly: Stated[Yearly] = None
    rhythm: Stated[Rhythm] = None
    counted_from: Stated[Counted] = None
    within: Stated[Anchor] = None
    when: Stated[Literal["ongoing", "at_once", "on_request", "unknown"]] = None
    trigger: Stated[Text] = None
    ends: Stated[Ends] = None
    mode: Literal["not_later_than", "on"] = "not_later_than"
    owed_by: Stated[Id | EachOf] = None
    to: list[Id] = NO_ITEMS
    copies: list[Id] = NO_ITEMS
    form: Stated[Literal["written", "oral", "in_another_document"]] = None
    through: Stated[Text] = None
    instruction: Stated[Text] = None
    cites: list[Text] = NO_ITEMS
    period: Stated[Fuzzy] = None
    covers: list[Id] = NO_ITEMS
    replaces: Stated[Id] = None
    instead_of: Stated[Id] = None
    decision: Stated[Id] = None
    amended_by: Stated[Id] = None
    correction: Stated[Text] = None
    earlier_dates: list[EarlierDate] = NO_ITEMS
    last_day: Stated[LastDay] = None
    alerts: Id = "standard"
    prepare: Stated[Id] = None
    withdrawn_by: Stated[Id] = None
    formerly: Stated[Text] = None
    claims: list[Claim] = NO_ITEMS
    source: Stated[Source] = None


class Stopped(Shape):
    """Work that a decision stops, ends or pauses; `until` is the last day, inclusive."""

    how: Literal["stopped", "ending", "paused"]
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    by: Stated[Id] = None
    exception: Stated[Text] = None
    source: Stated[Source] = None


class Condition(Shape):
    """What an assignment is given on condition of; whether it is met is recorded."""

    says: Text
    source: Stated[Source] = None


class Amendment(Shape):
    """One thing that an amending decision did, when no other key holds it."""

    by: Id
    what: Literal[
        "widened", "narrowed", "extended", "shortened", "added", "ended", "rhythm", "recipient",
        "form", "money", "unchanged", "other",
    ]  # fmt: skip
    milestone: Stated[Id] = None
    part: Stated[Id] = None
    before: Stated[Text] = None
    says: Text
    source: Stated[Source] = None


class Related(Shape):
    """Another assignment that this one has to do with, in the register or only heard of."""

    how: Literal["supports", "continues", "stops", "taken_over_from", "repeats"]
    assignment: Stated[Id] = None
    holder: Stated[Id] = None
    decided: Stated[Fuzzy] = None
    title: Stated[Text] = None
    number: Stated[Text] = None
    source: Stated[Source] = None


class Part(Shape):
    """A part of an assignment; never split out of a sentence by a machine."""

    title: Text
    stopped: Stated[Stopped] = None
    claims: list[Claim] = NO_ITEMS
    source: Stated[Source] = None


class Partner(Shape):
    """Someone to cooperate with: a body of the register, or the rule that the source gives."""

    duty: Literal["cooperate", "consult", "assist", "hear", "obtain_views", "inform", "follow"]
    organisation: Stated[Id] = None
    who: Stated[Text] = None
    source: Stated[Source] = None


class Assignment(Unknown):
    """A task given by a decision, with what is owed and who answers for it."""

    title: Text
    short: Stated[Text] = None
    decision: Id
    responsible: Id
    coordinator: Stated[Id] = None
    since: Stated[Fuzzy] = None
    until: Stated[Fuzzy] = None
    stopped: Stated[Stopped] = None
    conditions: dict[Id, Condition] = NO_KEYS
    plan: Stated[Id] = None
    focus_area: Stated[Id] = None
    continues: Stated[Id] = None
    secret: bool = False
    stated_parts: Stated[Count] = None
    parts: dict[Id, Part] = NO_KEYS
    milestones: dict[Id, Milestone] = NO_KEYS
    funding: list[Money] = NO_ITEMS
    partners: list[Partner] = NO_ITEMS
    related: list[Related] = NO_ITEMS
    amendments: list[Amendment] = NO_ITEMS
    claims: list[Claim] = NO_ITEMS
    particulars: list[Particular] = NO_ITEMS
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
    funding: list[Money] = NO_ITEMS
    particulars: list[Particular] = NO_ITEMS
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
    announced: bool = False
    expected: Stated[Fuzzy] = None
    withdrawn_by: Stated[Id] = None
    contact_from: Stated[Day] = None
    contact_source: Stated[Source] = None
    because: Stated[Text] = None
    items: Annotated[list[HandoverItem], Field(min_length=1)]
    particulars: list[Particular] = NO_ITEMS
    source: Source


class ContextDate(Shape):
    """A date that belongs to the background: it is no deadline and never alerts."""

    title: Text
    when: Fuzzy
    kind: Literal["law", "inquiry", "announcement", "start", "other"]
    references: list[Reference] = NO_ITEMS
    particulars: list[Particular] = NO_ITEMS
    source: Source


class EventYearly(Shape):
    """An event that comes the same day every year, and which year each is named by."""

    on: Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$")]
    about: Literal["year_before", "same_year", "year_after"] = "same_year"


class Event(Shape):
    """Something that dates hang on; that it has happened is recorded."""

    title: Text
    day: Stated[Fuzzy] = None
    not_before: Stated[Fuzzy] = None
    yearly: Stated[EventYearly] = None
    basis: Stated[Text] = None
    source: Stated[Source] = None


class Step(Shape):
    """One step of the work before a deadline, counted back from it."""

    title: Text
    before: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}(d|wd|w|m)$")]


class Overdue(Shape):
    """How often an overdue duty is brought up again."""

    every: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}wd$")]
    times: Annotated[int, Field(ge=0, le=60)]


class Ladder(Shape):
    """When alerts go out, counted from the decided day: `30d` days, `5wd` working days."""

    before: list[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}(d|wd)$")]] = NO_ITEMS
    day: bool = True
    overdue: Stated[Overdue] = None


class Register(Shape):
    """The whole file."""

    title: Text
    ladders: dict[Id, Ladder] = NO_KEYS
    defaults: dict[Kind, Defaults] = NO_KEYS
    preparations: dict[Id, dict[Id, Step]] = NO_KEYS
    organisations: dict[Id, Organisation] = NO_KEYS
    documents: dict[Id, Document] = NO_KEYS
    decisions: dict[Id, Decision] = NO_KEYS
    plans: dict[Id, Plan] = NO_KEYS
    events: dict[Id, Event] = NO_KEYS
    assignments: dict[Id, Assignment] = NO_KEYS
    activities: dict[Id, Activity] = NO_KEYS
    handovers: dict[Id, Handover] = NO_KEYS
    context: dict[Id, ContextDate] = NO_KEYS
