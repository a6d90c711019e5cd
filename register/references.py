"""What one entry says of another: every name leads somewhere."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from register import shape
from register.bodies import Called, called, meant, names_of
from register.ceased import ceased
from register.known import stated_day
from register.mistakes import SHOWN, Mistake, Path
from register.moves import moves
from register.rules import (
    at_least_one,
    before_decision,
    count,
    cycles,
    dates,
    former,
    former_once,
    luhn,
    names_in_time,
    offsets,
    once_each,
    reading,
)

Found = Iterator[Mistake]
LADDERS = {"standard", "none"}  # always there


def check(register: shape.Register) -> list[Mistake]:
    """Every mistake that lies between entries, each with its path; none means all is well."""
    return [*Check(register).everything()]


class Check:
    """One register and the names that may be used in it."""

    def __init__(self, register: shape.Register, gone: Collection[str] = ()) -> None:
        """Gather the names once; `gone` are names of the file that the register does not have.

        `nowhere` gets the paths of references to nothing, `across` those of mistakes that follow
        from several entries, and `about` which entries besides their own.
        """
        self.register = register
        self.gone = gone
        self.nowhere: set[Path] = set()
        self.across: set[Path] = set()
        self.about: dict[Path, list[Path]] = {}
        self.movable = register.assignments.keys() | register.activities.keys()
        self.ladders = register.ladders.keys() | LADDERS

    def everything(self) -> Found:
        """Noun by noun, in the order of the file."""
        register = self.register
        for key, ladder in register.ladders.items():
            yield from offsets(("ladders", key), ladder)
        for key, organisation in register.organisations.items():
            yield from self.organisation(("organisations", key), organisation)
        for key, decision in register.decisions.items():
            yield from self.decision(("decisions", key), decision)
        for key, plan in register.plans.items():
            yield from self.plan(("plans", key), plan)
        for key, assignment in register.assignments.items():
            yield from self.assignment(("assignments", key), assignment)
        for key, activity in register.activities.items():
            yield from self.activity(("activities", key), key, activity)
        for key, handover in register.handovers.items():
            yield from self.handover(("handovers", key), handover)
        for key, context in register.context.items():
            yield from self.source((*("context", key), "source"), context.source)
            yield from self.sources((*("context", key), "references"), context.references)
            yield from self.sources((*("context", key), "particulars"), context.particulars)
        yield from cycles(register)
        yield from former_once(("assignments",), register.assignments)
        for mistake in self.between():
            self.across.add(mistake.path)
            yield mistake

    def between(self) -> Found:
        """What follows from several entries together."""
        for mistake in moves(self.register):
            handover = self.register.handovers[str(mistake.path[1])]
            things = [item.what for item in handover.items]
            if mistake.path[2] == "items":
                things = [handover.items[int(mistake.path[3])].what]
            nouns = ("assignments", "activities")
            self.about[mistake.path] = [(noun, one) for noun in nouns for one in things]
            yield mistake
        yield from ceased(self.register)
        for key, assignment in self.register.assignments.items():
            for name, milestone in assignment.milestones.items():
                path = ("assignments", key, "milestones", name)
                decision = milestone.decision or assignment.decision
                yield from before_decision(
                    path, milestone.due, self.register.decisions.get(decision)
                )

    def known(self, path: Path, name: str | None, names: Collection[str], noun: str) -> Found:
        """A reference to nothing, with the nearest name there is."""
        if name is None or name in names or self.unread(name, noun):
            return
        guess = None
        if len(self.nowhere) < SHOWN:  # to guess takes time, and no more are shown
            guess = meant(name, names, self.called if noun == "organisations" else {})
        self.nowhere.add(path)
        sv = f"; menade du «{guess}»?" if guess else f" under {noun}"
        en = f"; did you mean «{guess}»?" if guess else f" under {noun}"
        yield Mistake.at(path, sv=f"«{name}» finns inte{sv}", en=f"«{name}» does not exist{en}")

    @cached_property
    def called(self) -> Called:
        """The ids of the organisations, by their names."""
        return called(names_of(self.register.organisations))

    def unread(self, name: str, noun: str) -> bool:
        """Whether the name stands in the file, in what could not be read."""
        return name in self.gone or any(one in self.gone for one in noun.split(", "))

    def body(self, path: Path, name: str | None) -> Found:
        return self.known(path, name, self.register.organisations, "organisations")

    def by(self, path: Path, name: str | None) -> Found:
        return self.known(path, name, self.register.decisions, "decisions")

    def source(self, path: Path, source: shape.Source | None) -> Found:
        if source and source.document not in self.register.documents:
            yield from self.known(
                (*path, "document"), source.document, self.register.documents, "documents"
            )

    def sources(self, path: Path, items: Iterable[Any]) -> Found:
        """The sources of a list of details."""
        for position, item in enumerate(items):
            if item.source and item.source.document not in self.register.documents:
                yield from self.source((*path, position, "source"), item.source)

    def organisation(self, path: Path, organisation: shape.Organisation) -> Found:
        yield from self.source((*path, "source"), organisation.source)
        yield from self.sources((*path, "names"), organisation.names)
        yield from names_in_time((*path, "names"), organisation.names)
        yield from self.sources((*path, "members"), organisation.members)
        yield from self.sources((*path, "contact_points"), organisation.contact_points)
        yield from self.sources((*path, "particulars"), organisation.particulars)
        for position, member in enumerate(organisation.members):
            place = (*path, "members", position)
            yield from self.body((*place, "organisation"), member.organisation)
            who = member.organisation, member.named
            yield from at_least_one(place, *who, "organisation", "named")
        stated, members = organisation.stated_members, organisation.members
        nouns = ("medlemmar", "members")
        yield from count((*path, "stated_members"), stated, members, nouns)
        if organisation.number and not luhn(organisation.number):
            yield Mistake.at(
                (*path, "number"),
                sv=f"{organisation.number} är inget organisationsnummer: kontrollsiffran är fel",
                en=f"{organisation.number} is no organisation number: its check digit is wrong",
            )

    def decision(self, path: Path, decision: shape.Decision) -> Found:
        yield from self.source((*path, "source"), decision.source)
        yield from self.body((*path, "issuer"), decision.issuer)
        yield from self.body((*path, "ministry"), decision.ministry)
        yield from self.sources((*path, "diary_numbers"), decision.diary_numbers)
        yield from self.sources((*path, "references"), decision.references)
        yield from self.sources((*path, "claims"), decision.claims)
        yield from self.sources((*path, "particulars"), decision.particulars)
        for position, number in enumerate(decision.diary_numbers):
            yield from reading((*path, "diary_numbers", position), number)
        if stated_day(self.register, decision) is None:
            yield Mistake.at(
                path,
                sv="ingen dag säger sedan när beslutet är känt: ange received eller published, "
                "eller known_from med day och because",
                en="no day says since when the decision is known: give received or published, "
                "or known_from with day and because",
            )

    def plan(self, path: Path, plan: shape.Plan) -> Found:
        yield from self.source((*path, "source"), plan.source)
        yield from self.by((*path, "decision"), plan.decision)
        yield from self.money((*path, "funding"), plan.funding)
        yield from self.sources((*path, "references"), plan.references)
        yield from self.sources((*path, "claims"), plan.claims)
        yield from self.sources((*path, "particulars"), plan.particulars)
        stated, areas = plan.stated_focus_areas, plan.focus_areas
        yield from count(
            (*path, "stated_focus_areas"), stated, areas, ("insatsområden", "focus areas")
        )

    def assignment(self, path: Path, assignment: shape.Assignment) -> Found:
        register = self.register
        yield from self.source((*path, "source"), assignment.source)
        yield from self.by((*path, "decision"), assignment.decision)
        yield from self.body((*path, "responsible"), assignment.responsible)
        yield from self.in_plan(path, assignment)
        if assignment.withdrawn_by:
            yield from self.by((*path, "withdrawn_by"), assignment.withdrawn_by)
        yield from self.known(
            (*path, "continues"), assignment.continues, register.assignments, "assignments"
        )
        yield from former(path, assignment.formerly, register.assignments)
        yield from self.money((*path, "funding"), assignment.funding)
        yield from self.sources((*path, "partners"), assignment.partners)
        yield from self.sources((*path, "claims"), assignment.claims)
        yield from self.sources((*path, "particulars"), assignment.particulars)
        for position, partner in enumerate(assignment.partners):
            place = (*path, "partners", position)
            yield from self.body((*place, "organisation"), partner.organisation)
            who = partner.organisation, partner.who
            yield from at_least_one(place, *who, "organisation", "who")
        for name, part in assignment.parts.items():
            yield from self.source((*path, "parts", name, "source"), part.source)
            yield from self.sources((*path, "parts", name, "claims"), part.claims)
        yield from count(
            (*path, "stated_parts"), assignment.stated_parts, assignment.parts, ("delar", "parts")
        )
        for name, milestone in assignment.milestones.items():
            yield from self.milestone((*path, "milestones", name), assignment, milestone)
        yield from former_once((*path, "milestones"), assignment.milestones)

    def in_plan(self, path: Path, assignment: shape.Assignment) -> Found:
        plans = self.register.plans
        if assignment.focus_area and not assignment.plan:
            yield Mistake.at(
                (*path, "focus_area"),
                sv="ett insatsområde hör till en plan: ange plan",
                en="a focus area belongs to a plan: give plan",
            )
        yield from self.known((*path, "plan"), assignment.plan, plans, "plans")
        plan = plans.get(assignment.plan or "")
        if plan:
            yield from self.known(
                (*path, "focus_area"), assignment.focus_area, plan.focus_areas,
                f"plans, {assignment.plan}, focus_areas",
            )  # fmt: skip

    def milestone(
        self, path: Path, assignment: shape.Assignment, milestone: shape.Milestone
    ) -> Found:
        yield from self.source((*path, "source"), milestone.source)
        for name in ("to", "copies"):
            for position, body in enumerate(getattr(milestone, name)):
                yield from self.body((*path, name, position), body)
        for position, covered in enumerate(milestone.covers):
            place = (*path, "covers", position)
            yield from self.known(place, covered, self.register.assignments, "assignments")
        yield from once_each(path, milestone)
        for name in ("decision", "amended_by", "withdrawn_by"):
            if (decision := getattr(milestone, name)) is not None:
                yield from self.by((*path, name), decision)
        for position, earlier in enumerate(milestone.earlier_dates):
            yield from self.by((*path, "earlier_dates", position, "decision"), earlier.decision)
        if milestone.claims:
            yield from self.sources((*path, "claims"), milestone.claims)
        if milestone.alerts not in self.ladders:
            yield from self.known((*path, "alerts"), milestone.alerts, self.ladders, "ladders")
        if milestone.formerly:
            yield from former(path, milestone.formerly, assignment.milestones)
        yield from dates(path, milestone, milestone.decision or assignment.decision)

    def money(self, path: Path, funding: list[shape.Money]) -> Found:
        for position, line in enumerate(funding):
            yield from self.source((*path, position, "source"), line.source)
            yield from self.body((*path, position, "to"), line.to)
            if line.decision:
                yield from self.by((*path, position, "decision"), line.decision)

    def activity(self, path: Path, key: str, activity: shape.Activity) -> Found:
        register = self.register
        yield from self.source((*path, "source"), activity.source)
        yield from self.by((*path, "decision"), activity.decision)
        for name in ("responsible", "group", "executor"):
            yield from self.body((*path, name), getattr(activity, name))
        yield from self.known(
            (*path, "assignment"), activity.assignment, register.assignments, "assignments"
        )
        yield from self.money((*path, "funding"), activity.funding)
        yield from self.sources((*path, "particulars"), activity.particulars)
        if key in register.assignments:
            yield Mistake.at(
                path,
                sv=f"«{key}» är redan namnet på ett uppdrag: ge verksamheten ett eget",
                en=f"«{key}» is the name of an assignment already: give the activity its own",
            )

    def handover(self, path: Path, handover: shape.Handover) -> Found:
        yield from self.source((*path, "source"), handover.source)
        yield from self.by((*path, "decision"), handover.decision)
        yield from self.body((*path, "giver"), handover.giver)
        yield from self.body((*path, "receiver"), handover.receiver)
        if handover.giver == handover.receiver:
            yield Mistake.at(
                (*path, "receiver"),
                sv=f"«{handover.receiver}» är redan givaren: ange den som tar över",
                en=f"«{handover.receiver}» is the giver already: name whoever takes over",
            )
        yield from self.source((*path, "contact_source"), handover.contact_source)
        yield from self.sources((*path, "particulars"), handover.particulars)
        if handover.contact_from and handover.contact_from < handover.effective:
            yield Mistake.at(
                (*path, "contact_from"),
                sv=f"kontakten kan inte flytta före ansvaret, som flyttar {handover.effective}",
                en=f"the contact cannot move before responsibility, on {handover.effective}",
            )
        for position, item in enumerate(handover.items):
            place = (*path, "items", position)
            yield from self.source((*place, "source"), item.source)
            yield from self.known(
                (*place, "what"), item.what, self.movable, "assignments, activities"
            )
