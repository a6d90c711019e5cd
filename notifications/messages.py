"""What is said: one mail per person and day, however many duties it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notifications.contacts import Contact
from notifications.facts import AboutDuty, AboutHandover, Facts, duty_facts, handover_facts
from notifications.nouns import REPORTS
from notifications.plain_text import one_line
from notifications.wording import capital, phrase, text

LONGEST_SUBJECT = 149  # characters: longer ones are cut or refused on the way
FEW = 3  # more than that, and the mail begins with a list
NEWS = {"registered", "amended", "taken_over"}  # rules that say more than that time passes
DONE = {"handed_in", "withdrawn"}

About = AboutDuty | AboutHandover


@dataclass(frozen=True, slots=True)
class Message:
    """A mail's words: the subject on one line, the body as plain text."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that a mail is about; `status` is empty for a handover."""

    status: str
    what: str
    title: str | None
    body: str
    is_report: bool

    @property
    def headline(self) -> str:
        """Its subject when it stands alone."""
        return f"{self.status}: {self.what}" if self.status else self.what


def message(
    abouts: Iterable[About], contact: Contact, on: date, ops: Contact | None = None,
    unnamed: Sequence[str] = (),
) -> Message:  # fmt: skip
    """One mail that tells everything, the most urgent first, as things stand on the day.

    The standings are those of `on`. `ops` helps who cannot run the command that the mail names.
    `unnamed` are the bodies in whose place ops is told.
    Raises ValueError for a duty that is done or withdrawn.
    """
    told = sorted(once(abouts), key=urgency)
    commands = sum(has_command(about) for about in told)
    alone = len(told) == 1
    only = commands == 1
    sections = [section(about, on, contact.language, only=only, alone=alone) for about in told]
    facts = {
        "sections": sections,
        "first": sections[0],
        "reports": all(one.is_report for one in sections),
        "title": contact.title,
        "unnamed": unnamed,
        "help": ops.address if ops and ops != contact else None,
        "commands": commands,
        "secrets": any(is_secret(about) for about in told),
    }
    several = capital(phrase("subject.txt", contact.language, facts))
    subject = sections[0].headline if alone else several
    return Message(one_line(subject, LONGEST_SUBJECT), body(sections, contact.language, facts))


def has_command(about: About) -> bool:
    """Whether the mail names the command that records it; a secret assignment's key is a secret."""
    return isinstance(about, AboutDuty) and not is_secret(about)


def is_secret(about: About) -> bool:
    return isinstance(about, AboutDuty) and about.standing.assignment.secret


def once(abouts: Iterable[About]) -> list[About]:
    """Each duty and handover once, by the alert that says most."""
    best: dict[tuple[str | None, str | None], About] = {}
    for about in sorted(abouts, key=weight):
        best[about.alert.duty_id, about.alert.handover_id] = about
    return list(best.values())


def weight(about: About) -> tuple[bool, date, str]:
    return about.alert.rule in NEWS, about.alert.rule_day, about.alert.rule


def urgency(about: About) -> tuple[date, str]:
    """By date: what is overdue comes first, then what is due today; what has no day comes last."""
    if isinstance(about, AboutHandover):
        return about.handover.effective, about.handover.id
    standing = about.standing
    if standing.state in DONE:
        raise ValueError(f"{standing.duty.key} is {standing.state}: there is nothing to tell")
    return standing.due or date.max, standing.duty.key


def section(about: About, on: date, language: str, *, only: bool, alone: bool) -> Section:
    """What is said of one duty or handover: the `only` one with a command, `alone` in the mail."""
    if isinstance(about, AboutHandover):
        facts = handover_facts(about, on) | {"only": alone}
        headline = phrase("handover_subject.txt", language, facts)
        return Section("", headline, None, text("handover.txt", language, facts), is_report=False)
    facts = duty_facts(about, on, language) | {"only": only}
    return Section(
        status=capital(phrase("status.txt", language, facts)),
        what=phrase("what.txt", language, facts),
        title=first_title(facts),
        body=text(template(facts), language, facts),
        is_report=about.standing.duty.kind in REPORTS,
    )


def template(facts: Facts) -> str:
    if facts["secret"]:
        return "secret.txt"
    return "duty.txt" if facts["handed_in"] else "task.txt"


def first_title(facts: Facts) -> str | None:
    titles = [one["title"] for one in facts.get("assignments", ())]
    return titles[0] if titles else None


def body(sections: Sequence[Section], language: str, facts: Facts) -> str:
    """A list when there are many, each thing under its headline, and what to do at the end."""
    closing = text("closing.txt", language, facts)
    if len(sections) == 1:
        return f"{sections[0].body}\n\n{closing}".strip("\n") + "\n"
    pieces = [text("contents.txt", language, facts)] if len(sections) > FEW else []
    for number, one in enumerate(sections, 1):
        heading = text("heading.txt", language, {"number": number, "section": one})
        pieces.append(f"{heading}\n\n{one.body}")
    return "\n\n\n".join([*pieces, closing]).strip("\n") + "\n"
