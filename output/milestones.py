"""What is owed, in words: milestone by milestone, occurrence by occurrence."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from models.fuzzy_date import FuzzyDate, say_day
from models.span import parse_span
from models.words import HANDED_IN, say_kind, say_timing
from models.working_days import explain_day_off
from output.phrases import Facts, called, say_ladder
from output.speech import Lines
from output.terms import Terms

MANY = 6  # so many times without a day stand each on a line; more are told together


class Milestones(Terms):
    """The milestones of an entry."""

    def milestones(self, found: Facts, depth: int) -> Lines:
        """What is owed: when, to whom, covering what, and how people are told."""
        yield from self.heading(depth, "Milstolpar", "Milestones")
        for one in found["milestones"]:
            kind = say_kind(one["kind"], self.language)
            title = f": {one['title']}" if one["title"] else ""
            yield depth + 1, f"{kind}{title} ({one['id']})"
            for several in alike(one["duties"]):
                if len(several) > MANY:
                    yield from self.together(several, depth + 2)
                    continue
                for duty in several:
                    yield from self.duty(duty, one, depth + 2)
            yield from self.owed_by(one, depth + 2)
            yield from self.terms(one, found, depth + 2)
            yield from self.unknown(one, depth + 2)
            yield from self.claims(one, depth + 2) if one["claims"] else ()
            yield from self.source(one["source"], depth + 2)

    def together(self, several: Sequence[Facts], depth: int) -> Lines:
        """Many occurrences of which there is the same to say."""
        first, last, count = several[0], several[-1], len(several)
        span = self.pick(
            f"{first['occurrence']} till och med {last['occurrence']}, {count} gånger",
            f"{first['occurrence']} until {last['occurrence']}, {count} times",
        )
        yield depth, f"{span}: {self.word('duty', first['state'])}"
        if first["withdrawn"]:
            yield depth + 1, self.withdrawal(first["withdrawn"])

    def duty(self, duty: Facts, milestone: Facts, depth: int) -> Lines:
        """One occurrence with its day, its earlier days, and what was handed in."""
        named = duty["occurrence"] and f"{duty['occurrence']}: "
        owed = f"{called(duty['responsible'])}, " if duty["slot"] else ""
        yield depth, f"{named}{owed}{self.day(duty, milestone)}{self.how(duty, milestone)}"
        if duty["working_day_before"]:
            due, last, basis = duty["due"], duty["act_by"], milestone["policy_basis"]
            yield depth + 1, explain_day_off(due, last, basis, self.language)
        if duty["respite"]:
            yield depth + 1, self.later(duty["respite"])
        if duty["withdrawn"]:
            yield depth + 1, self.withdrawal(duty["withdrawn"])
        if has_history(duty["dates"]):
            yield from ((depth + 1, self.version(one)) for one in duty["dates"])
        yield from self.happenings(duty, depth + 1)
        yield from ((depth + 1, self.report(one)) for one in duty["reports"])

    def day(self, duty: Facts, milestone: Facts) -> str:
        """The day as stated, what it hangs on, or the word that stands in its place."""
        hung = hangs_on(duty, milestone)
        said = []
        if duty["stated"]:
            during = milestone["kind"] == "event" and not duty["due"]
            latest = milestone["mode"] == "not_later_than" and not during
            no_later = self.pick("senast ", "no later than ") if latest else ""
            due = duty["due"]
            day = say_day(due, self.language) if due else self.value(duty["stated"])
            said.append(no_later + day)
        if hung:
            said.append(self.hanging(hung))
        if duty["timing"] and not said:
            said.append(say_timing(duty["timing"], self.language))
        return ", ".join(said) or self.value(None)

    def how(self, duty: Facts, milestone: Facts) -> str:
        """What it is about, where that is not its name, and how it stands.

        What has no day because of its kind is not said to lack one.
        """
        period = duty["period"]
        about = f", {self.pick('om', 'about')} {self.time(period)}" if about_other(duty) else ""
        if duty["lapsed_on"]:
            return about + self.pick(
                f", gäller inte sedan {self.value(duty['lapsed_on'])}: ett förbehåll är "
                "inte uppfyllt",
                f", fallen since {self.value(duty['lapsed_on'])}: a condition has failed",
            )
        hung = hangs_on(duty, milestone)
        explained = duty["state"] == "undated" and (duty["timing"] or hung)
        group = "duty" if milestone["kind"] in HANDED_IN else "deed"
        return about + ("" if explained else f", {self.word(group, duty['state'])}")

    def time(self, period: str) -> str:
        return FuzzyDate.parse(period).say(self.language)

    def later(self, respite: Facts) -> str:
        """How much later it may be done by agreement, and which day that is."""
        long = parse_span(respite["at_most"]).long(self.language)
        latest = say_day(respite["latest"], self.language)
        return self.pick(
            f"Får efter överenskommelse lämnas högst {long} senare, senast {latest}.",
            f"By agreement at most {long} later, no later than {latest}.",
        )

    def withdrawal(self, withdrawn: Facts) -> str:
        return f"{self.word('duty', 'withdrawn')} {self.withdrawn(withdrawn)}"

    def owed_by(self, one: Facts, depth: int) -> Lines:
        """Who owes it, where that is not whoever answers for the assignment."""
        if not one["held_apart"]:
            return
        label = self.pick("Ska göras av", "To be done by")
        if one["kind"] == "awaited":
            label = self.pick("Väntas av", "Awaited from")
        body, group = one["duties"][-1]["responsible"], one["for"]
        if group and (one["duties"][-1]["slot"] or (body and body["id"] == group["id"])):
            said = f"{self.pick('var och en av', 'each of')} {self.value(group)}"
        else:
            nobody = self.pick("ingen", "nobody")
            said = (self.value(body) if body else nobody) + (
                f" {self.whose(group)}" if group else ""
            )
        together = one["members"] and not group
        yield depth, f"{label}: {said}{self.pick(', gemensamt', ', jointly') if together else ''}"
        if together:
            yield depth + 1, self.group(one["members"])

    def terms(self, one: Facts, found: Facts, depth: int) -> Lines:
        """To whom, in which form, about what, by which decision, with which alerts."""
        yield depth, f"{self.pick('Till', 'To')}: {self.value(one['to'])}"
        mine = {found["id"], (found.get("assignment") or {}).get("id")}
        covers = [each for each in one["covers"] if each["id"] not in mine]
        periods = {duty["period"] for duty in one["duties"] if duty["period"]}
        own = found["decision"]["id"]
        told = {
            ("Kopia till", "Copy to"): one["copies"],
            ("När", "When"): one["trigger"],
            ("Form", "Form"): one["form"] and self.word("form", one["form"]),
            ("Lämnas genom", "Handed in through"): one["through"],
            ("Så här", "How"): one["instruction"],
            ("Ange", "Cite"): one["cites"],
            ("Gäller tiden", "About the time"): self.time(*periods) if len(periods) == 1 else None,
            ("Omfattar också", "Also covers"): covers,
            ("Ersätter", "Replaces"): self.others(one["replaces"]),
            ("Ersätts av", "Replaced by"): self.others(one["replaced_by"]),
            ("I stället för", "Instead of"): self.others(one["instead_of"]),
            ("Beslut", "Decision"): one["decision"] if one["decision"]["id"] != own else None,
            ("Påminnelser", "Alerts"): self.alerts(one),
            ("Om dagen inte är en arbetsdag", "If the day is no working day"): self.policy(one),
        }
        yield from self.labelled(told, depth)

    def others(self, milestones: Sequence[Facts]) -> str:
        return "; ".join(map(self.milestone_said, milestones))

    def alerts(self, one: Facts) -> str:
        """When people are told; nobody is, as long as there is no day."""
        ladder = say_ladder(one["ladder"], self.language)
        if any(duty["due"] for duty in one["duties"]):
            return ladder
        return self.pick("inga så länge ingen dag är bestämd", "none as long as there is no day")

    def claims(self, found: Facts, depth: int) -> Lines:
        """What sources say of one thing, below each other, and which is used and why."""
        for about, several in found["claims"].items():
            field = self.word("claim", about)
            if len({one["says"] for one in several}) > 1:
                yield from self.heading(
                    depth, f"Källorna är oense om {field}", f"The sources disagree on {field}"
                )
            else:
                yield from self.heading(depth, f"Källan om {field}", f"The source on {field}")
            for one in several:
                used = self.pick("används", "used") if one["used"] else ""
                why = ": ".join(filter(None, (used, one["because"])))
                yield (
                    depth + 1,
                    f"{'→' if one['used'] else '–'} {self.claimed(one)}"
                    + (f" ({why})" if why else ""),
                )
                yield from self.source(one["source"], depth + 2)


def hangs_on(duty: Facts, milestone: Facts) -> Facts | None:
    """What the date that holds hangs on; the document in which it is reported even so."""
    dates = [one for one in duty["dates"] if not one["retracted"]]
    hangs: Facts | None = milestone["within"] or (dates[-1]["hangs"] if dates else None)
    return hangs


def about_other(duty: Facts) -> bool:
    """Whether an occurrence is about another period than the one it is named by or falls in."""
    own = {duty["occurrence"], duty["stated"] and duty["stated"].text}
    return bool(duty["occurrence"] and duty["period"] and duty["period"] not in own)


def has_history(dates: Sequence[Facts]) -> bool:
    """Whether its dates tell more than its day and what that hung on from the beginning."""
    at_once = len({one["known_from"] for one in dates}) == 1
    followed = [one["reason"] for one in dates] == ["original", "followed"] and at_once
    return len(dates) > 1 and not followed


def alike(duties: Sequence[Facts]) -> Iterator[list[Facts]]:
    """The occurrences in their order; neighbours of which there is the same to say, in one."""
    for same, several in groupby(duties, key=sameness):
        if same is None:
            yield from ([one] for one in several)
        else:
            yield [*several]


def sameness(duty: Facts) -> tuple[str, str | None] | None:
    """What can be said of many at once; None for one with a day or a story of its own."""
    own = any(duty[name] for name in ("due", "timing", "reports", "happenings", "slot"))
    if own or about_other(duty) or not duty["occurrence"] or has_history(duty["dates"]):
        return None
    by = duty["withdrawn"] and duty["withdrawn"]["decision"]
    return duty["state"], by["id"] if by else None
