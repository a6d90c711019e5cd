"""What one entry says of another: every name leads somewhere."""

from collections.abc import Collection, Iterator
from functools import cached_property

from register import shape
from register.ceased import ceased
from register.hanging import hanging
from register.known import stated_day
from register.mistakes import Mistake, Path
from register.moves import moves
from register.names import Found, Names
from register.rules import (
    at_least_one,
    before_decision,
    count,
    cycles,
    dates,
    every_year,
    former,
    former_once,
    luhn,
    names_in_time,
    offsets,
    once,
    once_each,
    reading,
)

HUNG_ON: dict[str | int, str] = {  # by the key that names it
    "event": "events", "milestone": "milestones", "replaces": "milestones",
    "instead_of": "milestones",
}  # fmt: skip
LADDERS = {"standard", "none"}  # always there


def check(register: shape.Register) -> list[Mistake]:
    """Every mistake that lies between entries, each with its path; none means all is well."""
    return [*Check(register).everything()]


class Check(Names):
    """One register, looked through entry by entry."""

    def __init__(self, register: shape.Register, gone: Collection[str] = ()) -> None:
        """Gather the names once.

        `across` gets the paths of mistakes that follow from several entries, and `about` which
        entries besides their own.
        """
        super().__init__(register, gone)
        self.across: set[Path] = set()
        self.about: dict[Path, list[Path]] = {}
        self.movable = register.assignments.keys() | register.activities.keys()
        self.ladders = register.ladders.keys() | LADDERS

    def everything(self) -> Found:
        """Noun by noun, in the order of the file."""
        register = self.register
        yield from self.settings()
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
            yield from self.context(("context", key), context)
        yield from cycles(register)
        yield from former_once(("assignments",), register.assignments)
        yield from self.hung()
        for mistake in self.between():
            self.across.add(mistake.path)
            yield mistake

    def settings(self) -> Found:
        """What entries further down refer to or are filled with."""
        for key, ladder in self.register.ladders.items():
            yield from offsets(("ladders", key), ladder)
        for kind, defaults in self.register.defaults.items():
            yield from self.defaults(("defaults", kind), defaults, self.numbers)
        for key, event in self.register.events.items():
            yield from self.source(("events", key, "source"), event.source)
            yield from every_year(("events", key, "yearly", "on"), event.yearly)

    def context(self, path: Path, context: shape.ContextDate) -> Found:
        yield from self.source((*path, "source"), context.source)
        yield from self.sources((*path, "references"), context.references)
        yield from self.sources((*path, "particulars"), context.particulars)

    def hung(self) -> Found:
        """What is wrong with what days hang on, but for names in what could not be read."""
        for mistake in hanging(self.register):
            if noun := HUNG_ON.get(mistake.path[-1]):
                if any(self.unread(part, noun) for part in self.written(mistake.path).split("/")):
                    continue
                self.nowhere.add(mistake.path)
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

    def organisation(self, path: Path, organisation: shape.Organisation) -> Found:
        yield from self.source((*path, "source"), organisation.source)
        yield from self.body((*path, "prepared_by"), organisation.prepared_by)
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
        for position, other in enumerate(decision.amends):
            yield from self.by((*path, "amends", position), other)
        yield from self.by((*path, "reissues"), decision.reissues)
        for position, number in enumerate(decision.diary_numbers):
            yield from reading((*path, "diary_numbers", position), number)
        if decision.defaults:
            numbers = [number.raw for number in decision.diary_numbers]
            yield from self.defaults((*path, "defaults"), decision.defaults, numbers)
        if stated_day(self.register, decision) is None:
            yield Mistake.at(
                path,
                sv="ingen dag säger sedan när beslutet är känt: ange received eller published, "
                "eller known_from med day och because",
                en="no day says since when the decision is known: give received or published, "
                "or known_from with day and because",
            )

    def defaults(self, path: Path, defaults: shape.Defaults, numbers: Collection[str]) -> Found:
        """The words for milestones that have none of their own, whether any uses them or not."""
        yield from self.receivers(path, defaults)
        yield from self.prepared(path, defaults)
        for position, number in enumerate(defaults.cites):
            yield from self.known((*path, "cites", position), number, numbers, "diary_numbers")

    @cached_property
    def numbers(self) -> set[str]:
        """Every case number of the register."""
        there = self.register.decisions.values()
        return {number.raw for decision in there for number in decision.diary_numbers}

    def receivers(self, path: Path, words: shape.Defaults | shape.Milestone) -> Found:
        for name in ("to", "copies"):
            for position, body in enumerate(getattr(words, name)):
                yield from self.body((*path, name, position), body)
        yield from once_each(path, words)

    def prepared(self, path: Path, words: shape.Defaults | shape.Milestone) -> Found:
        """When is told of it, and which steps lead there."""
        if words.alerts and words.alerts not in self.ladders:
            yield from self.known((*path, "alerts"), words.alerts, self.ladders, "ladders")
        if words.prepare:
            there = self.register.preparations
            yield from self.known((*path, "prepare"), words.prepare, there, "preparations")

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
        yield from self.details(path, assignment)
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

    def details(self, path: Path, assignment: shape.Assignment) -> Found:
        """What only some assignments have: a coordinator, stops, amendments, relatives."""
        yield from self.body((*path, "coordinator"), assignment.coordinator)
        for one, place in stops(path, assignment):
            yield from self.by((*place, "by"), one.by)
            yield from self.source((*place, "source"), one.source)
        for name, condition in assignment.conditions.items():
            yield from self.source((*path, "conditions", name, "source"), condition.source)
        yield from self.sources((*path, "amendments"), assignment.amendments)
        for position, amendment in enumerate(assignment.amendments):
            place = (*path, "amendments", position)
            yield from self.by((*place, "by"), amendment.by)
            if amendment.milestone:
                yield from self.known(
                    (*place, "milestone"), amendment.milestone, assignment.milestones, "milestones"
                )
            yield from self.known((*place, "part"), amendment.part, assignment.parts, "parts")
        yield from self.sources((*path, "related"), assignment.related)
        for position, related in enumerate(assignment.related):
            place = (*path, "related", position)
            yield from self.known(
                (*place, "assignment"), related.assignment, self.register.assignments,
                "assignments",
            )  # fmt: skip
            yield from self.body((*place, "holder"), related.holder)

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
        yield from self.receivers(path, milestone)
        for position, covered in enumerate(milestone.covers):
            place = (*path, "covers", position)
            yield from self.known(place, covered, self.register.assignments, "assignments")
        yield from once((*path, "covers"), milestone.covers)
        yield from self.given(path, milestone)
        if milestone.owed_by:
            yield from self.owing(path, milestone.owed_by)
        if milestone.cites:
            decision = milestone.decision or assignment.decision
            yield from self.cited((*path, "cites"), milestone.cites, decision)
        if milestone.claims:
            yield from self.sources((*path, "claims"), milestone.claims)
        yield from self.prepared(path, milestone)
        if milestone.formerly:
            yield from former(path, milestone.formerly, assignment.milestones)
        yield from dates(path, milestone, milestone.decision or assignment.decision)

    def given(self, path: Path, milestone: shape.Milestone) -> Found:
        """The decisions that a milestone names."""
        for name in ("decision", "amended_by", "withdrawn_by"):
            if (decision := getattr(milestone, name)) is not None:
                yield from self.by((*path, name), decision)
        for position, earlier in enumerate(milestone.earlier_dates):
            yield from self.by((*path, "earlier_dates", position, "decision"), earlier.decision)
        if milestone.ends:
            yield from self.by((*path, "ends", "by"), milestone.ends.by)

    def owing(self, path: Path, owed_by: str | shape.EachOf) -> Found:
        if isinstance(owed_by, shape.EachOf):
            yield from self.body((*path, "owed_by", "each"), owed_by.each)
        else:
            yield from self.body((*path, "owed_by"), owed_by)

    def cited(self, path: Path, numbers: list[str], decision: str) -> Found:
        """Numbers that a report has to give are those of the decision."""
        there = self.register.decisions.get(decision)
        known = [one.raw for one in there.diary_numbers] if there else numbers
        for position, number in enumerate(numbers):
            yield from self.known((*path, position), number, known, "diary_numbers")

    def money(self, path: Path, funding: list[shape.Money]) -> Found:
        for position, line in enumerate(funding):
            yield from self.source((*path, position, "source"), line.source)
            yield from self.body((*path, position, "to"), line.to)
            if line.paid_by:
                yield from self.body((*path, position, "paid_by"), line.paid_by)
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
        yield from self.by((*path, "withdrawn_by"), handover.withdrawn_by)
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


def stops(path: Path, assignment: shape.Assignment) -> Iterator[tuple[shape.Stopped, Path]]:
    """Where work is stopped, on the whole or on a part."""
    if assignment.stopped:
        yield assignment.stopped, (*path, "stopped")
    for name, part in assignment.parts.items():
        if part.stopped:
            yield part.stopped, (*path, "parts", name, "stopped")
