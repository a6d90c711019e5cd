"""The terms of what was decided, in words: conditions, stops, amendments, what is not stated."""

from datetime import date
from typing import Any

from models.fuzzy_date import say_day
from models.span import parse_span
from models.words import say_kind
from output.phrases import Facts, begun, called
from output.speech import Lines, Speech
from output.words import WORDS

LEAP = 2000  # a year that has every day


class Terms(Speech):
    """What stands around the duties of an entry."""

    def unknown(self, found: Facts, depth: int) -> Lines:
        """What the source does not say, a line for each reason."""
        for why in WORDS["unknown"]:
            several = [one["about"] for one in found["unknown"] if one["why"] == why]
            if several:
                yield depth, f"{self.word('unknown', why)}: {'; '.join(several)}"

    def stop(self, found: Facts, depth: int) -> Lines:
        """That work is stopped, brought to an end or paused, by whom, and what goes on."""
        stop = found["stop"]
        by = self.by(stop["decision"])
        yield depth, f"{self.word('stop', stop['how'])}{self.span(stop)}{by}"
        if stop["exception"]:
            yield depth + 1, f"{self.pick('Undantag', 'Exception')}: {stop['exception']}"
        yield from self.source(stop["source"], depth + 1)

    def stage(self, found: Facts, depth: int) -> Lines:
        """Whether a handover is only announced, or withdrawn."""
        if found["announced"]:
            yield depth, self.pick("Aviserad, inte beslutad", "Announced, not decided")
        if found["withdrawn"]:
            by = self.withdrawn(found["withdrawn"])
            yield depth, f"{self.pick('Återkallad', 'Withdrawn')} {by}"

    def happened(self, found: Facts, depth: int) -> Lines:
        """When an event comes every year, and when it came, as recorded."""
        if found["yearly"]:
            month, day = map(int, found["yearly"].split("-"))
            said = say_day(date(LEAP, month, day), self.language, weekday=False, year=False)
            about = self.word("event_about", found["about"])
            yield (
                depth,
                self.pick(
                    f"Varje år: {said}, kallas efter {about}",
                    f"Every year: {said}, named by {about}",
                ),
            )
        for one in found["happened"]:
            year = f"{one['occurrence']}: " if one["occurrence"] else ""
            yield depth, f"{year}{self.happening(one)}"
        if not (found["happened"] or found["yearly"] or found["day"]):
            yield depth, self.pick("Har hänt: ingen uppgift", "Has happened: nothing is recorded")

    def stops(self, found: Facts, depth: int) -> Lines:
        """What a decision stops, whole assignments or parts."""
        yield from self.heading(depth, "Stoppar, avslutar eller pausar", "Stops, ends or pauses")
        for one in found["stops"]:
            part = f": {one['part']}" if one["part"] else ""
            yield depth + 1, f"{self.value(one)}{part}"
            by_itself = {**one["stop"], "decision": None}  # the page is the decision's own
            yield from self.stop({"stop": by_itself}, depth + 2)

    def by(self, decision: Facts | None) -> str:
        return f", {self.pick('genom', 'by')} {self.value(decision)}" if decision else ""

    def conditions(self, found: Facts, depth: int) -> Lines:
        """What it is given on condition of, and whether that is met."""
        yield from self.heading(depth, "Förbehåll", "Conditions")
        for one in found["conditions"]:
            yield depth + 1, f"{one['says']} ({one['key']}): {self.word('condition', one['state'])}"
            yield from self.happenings(one, depth + 2)
            yield from self.source(one["source"], depth + 2)

    def amendments(self, found: Facts, depth: int) -> Lines:
        """What later decisions did; on a decision's own page, what it did to each assignment."""
        yield from self.heading(depth, "Ändringar", "Amendments")
        for one in found["amendments"]:
            yield depth + 1, f"{self.word('amendment', one['what'])}: {one['says']}"
            about = one["milestone"] or one["part"]
            here = {kind: one[kind]["id"] == found["id"] for kind in ("assignment", "decision")}
            told = {
                ("Före", "Before"): one["before"],
                ("Gäller", "About"): about and f"{one['assignment']['id']}/{about}",
                ("Uppdrag", "Assignment"): not here["assignment"] and one["assignment"],
                ("Genom", "By"): not here["decision"] and one["decision"],
            }
            yield from self.labelled(told, depth + 2)
            yield from self.source(one["source"], depth + 2)

    def related(self, found: Facts, depth: int) -> Lines:
        """Other assignments that it has to do with, as far as they are known."""
        yield from self.heading(depth, "Andra uppdrag", "Other assignments")
        for one in found["related"]:
            named = self.value(one["assignment"]) if one["assignment"] else one["title"]
            holder = self.value(one["holder"]) if one["holder"] else None
            decided = one["decided"] and (
                f"{self.pick('beslutat', 'decided')} {self.value(one['decided'])}"
            )
            said = ", ".join(filter(None, (named, holder, decided, one["number"])))
            yield depth + 1, f"{self.word('related', one['how'])}: {said}"
            yield from self.source(one["source"], depth + 2)

    def happenings(self, found: Facts, depth: int) -> Lines:
        """What was recorded, and by whom."""
        for one in found["happenings"]:
            yield depth, self.happening(one)

    def happening(self, one: Facts) -> str:
        until = f", {self.pick('till', 'until')} {self.value(one['until'])}" if one["until"] else ""
        number = self.pick("diarienummer", "diary number")
        theirs = self.pick("avsändarens nummer", "the sender's number")
        numbers = [
            f"{label} {one[name]}"
            for label, name in ((number, "number"), (theirs, "sender_number"))
            if one[name]
        ]
        by = f"{self.pick('antecknat av', 'recorded by')} {one['recorded_by']}"
        recorded = f"{by} {self.value(one['recorded_on'])}"
        said = f"{self.word('happening', one['what'])} {self.value(one['day'])}{until}"
        return ", ".join(filter(None, (said, *numbers, one["says"], one["source"], recorded)))

    def respite(self, found: Facts, depth: int) -> Lines:
        """How much later than stated the deadlines of a decision may be met."""
        if found["respite"]:
            long = parse_span(found["respite"]).long(self.language)
            yield (
                depth,
                self.pick(
                    f"Anstånd: får efter överenskommelse lämnas högst {long} senare än angiven dag",
                    f"Respite: by agreement, at most {long} later than the day stated",
                ),
            )

    def hang(self, found: Facts, depth: int) -> Lines:
        """The milestones whose day follows an event."""
        yield from self.heading(depth, "På den hänger", "On it hang")
        yield from ((depth + 1, self.subject(one)) for one in found["hang"])

    def labelled(self, told: dict[tuple[str, str], Any], depth: int) -> Lines:
        """A line for each fact that is stated, under its label."""
        for label, value in told.items():
            if value:
                yield depth, f"{self.pick(*label)}: {self.value(value)}"

    def subject(self, one: Facts) -> str:
        """An assignment, an activity, or a milestone with its kind and title."""
        kind = say_kind(one["kind"], self.language) if one.get("entry") == "milestone" else None
        return f"{kind}: {self.value(one)}" if kind else self.value(one)

    def two(self, one: Facts, other: Facts) -> tuple[str, str]:
        """Two bodies by name; by their ids too, if both are called the same."""
        if called(one) == called(other):
            return self.value(one), self.value(other)
        return called(one), called(other)

    def to_come(self, not_yet: Facts) -> str:
        """That a body does not exist yet, and who looks after it until it does."""
        since = begun(self.value(not_yet["exists"]))
        until = self.value(not_yet["prepared_by"]) if not_yet["prepared_by"] else None
        sv, en = f"Finns från {since}", f"Exists from {since}"
        if until:
            sv, en = f"{sv}; till dess bevakas det av {until}", f"{en}; until then: {until}"
        return self.pick(sv, en)

    def whose(self, group: Facts | None) -> str:
        return f"{self.pick('för', 'for')} {called(group)}" if group else ""
