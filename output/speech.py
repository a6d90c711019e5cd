"""An entry's words: dates, references, places and sources, in a language."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.fuzzy_date import FuzzyDate, say_day
from models.refusal import Refusal
from models.words import say_hanging, say_kind
from output.phrases import Facts, begun, called, kronor
from output.words import NOT_STATED, WORDS

Lines = Iterator[tuple[int, str]]  # how deep a line stands, and its text


class Speech:
    """Words and sources in a language; the documents named are gathered on the way."""

    def __init__(self, language: str) -> None:
        """Speak a language."""
        self.language = language
        self.documents: dict[str, str] = {}

    def pick(self, swedish: str, english: str) -> str:
        return english if self.language == "en" else swedish

    def word(self, group: str, name: str) -> str:
        """A word of the register's lists; one that has no translation stands as it is."""
        return self.pick(*WORDS[group].get(name, (name, name)))

    def value(self, value: Any) -> str:
        """A fact in words: a date, a reference, several of them, or the text itself."""
        match value:
            case None | []:
                return self.pick(*NOT_STATED)
            case FuzzyDate():
                return value.say(self.language)
            case date():
                return say_day(value, self.language, weekday=False)
            case dict():
                return f"{called(value)} ({value['id']})" if value.get("id") else called(value)
            case list():
                return "; ".join(map(self.value, value))
        return str(value)

    def heading(self, depth: int, swedish: str, english: str) -> Lines:
        if depth == 0:
            yield 0, ""
        yield depth, self.pick(swedish, english)

    # The parts

    def quoted(self, words: str) -> str:
        return self.pick(f"”{words}”", f"“{words}”")

    def source(self, source: Facts | None, depth: int) -> Lines:
        """Where it stands: the document's name, the place, the words to find it by."""
        if source is None:
            return
        self.documents[source["document"]] = source["title"]
        quoted = f": {self.quoted(source['wording'])}" if source["wording"] else ""
        place = f", {self.place(source['at'])}" if source["at"] else ""
        yield depth, f"{self.pick('Källa', 'Source')}: {source['document']}{place}{quoted}"

    def place(self, at: str) -> str:
        """A place in words where the register writes it in the usual way, else as written."""
        kind, _, number = at.rpartition(" ")
        if kind in WORDS["placed"] and number.isdigit():
            return f"{self.word('placed', kind)} {number}"
        return self.word("place", at)

    def group(self, members: list[Facts]) -> str:
        said = ", ".join(map(called, members))
        one = len(members) == 1
        noun = self.pick("medlem", "member") if one else self.pick("medlemmar", "members")
        return f"{len(members)} {noun}: {said}"

    def span(self, of: Facts) -> str:
        """From when until when, as far as it is stated."""
        since, until = of.get("since"), of.get("until")
        said = f"{self.pick('från', 'from')} {begun(self.value(since))}" if since else ""
        if until:
            said += f" {self.pick('till och med', 'until')} {self.value(until)}"
        return f", {said.strip()}" if said else ""

    def presumed(self) -> str:
        return self.pick(" (antaget, inte angivet)", " (presumed, not stated)")

    def number(self, number: Facts) -> str:
        raw, reading = number["raw"], number["reading"]
        said = {
            "confirmed": self.pick(f"läst som {reading}", f"read as {reading}") if reading else "",
            "probable": self.pick(f"trolig läsning {reading}", f"probably {reading}"),
            "unresolved": self.pick("kan inte läsas", "cannot be read"),
        }[number["status"]]
        because = f". {number['because']}" if number["because"] else ""
        raw += self.pick(" (delvis)", " (in part)") if number["partial"] else ""
        sort = self.word("number", number["kind"])
        return ", ".join(filter(None, (raw, sort, said))) + because

    def money(self, one: Facts) -> str:
        """A sum with its status, its time and how exact it is."""
        when = one["year"] or (self.value(one["period"]) if one["period"] else "")
        said = self.pick("summan är inte angiven", "no sum is stated")
        if one["amount"] is not None:
            said = self.word("precision", one["precision"]) + kronor(one, self.language)
        return f"{self.word('money', one['status'])} {when}".rstrip() + f": {said}"

    def milestone_said(self, one: Facts) -> str:
        """A milestone that is mentioned: "återbetalning (geokalkyl/repayment)"."""
        kind = say_kind(one["kind"], self.language) if one["kind"] else ""
        return f"{kind}: {self.value(one)}" if kind and one["titled"] else f"{kind} ({one['id']})"

    def hanging(self, one: Facts) -> str:
        """What a day hangs on: "en månad efter att: Avtalet gäller", "i Årsredovisningen"."""
        on = called(one)
        if one["entry"] == "milestone":
            on = self.milestone_said(one)
        occurrence = one["occurrence"]
        on += f" {self.pick('för', 'for')} {occurrence}" if occurrence else ""
        if one["plus"] is None:
            return f"{self.pick('i', 'in')} {on}"
        return say_hanging(one["plus"], on, self.language, happens=one.get("happens", False))

    def version(self, one: Facts) -> str:
        """A date that holds or has held, and why."""
        decided = one["decision"] and one["reason"] != "followed"
        by = f" {self.pick('genom', 'by')} {self.value(one['decision'])}" if decided else ""
        because = f": {one['because']}" if one["because"] else ""
        struck = (
            self.pick(" (struken: felskriven)", " (struck: a slip)") if one["retracted"] else ""
        )
        said = f"{self.word('reason', one['reason'])}{by}{because}{struck}"
        known = self.pick("känd från", "known from") + f" {self.value(one['known_from'])}"
        hung = one["hangs"] and not one["stated"]
        day = self.hanging(one["hangs"]) if hung else self.value(one["stated"])
        return f"{one['number']}. {day}, {said}, {known}"

    def report(self, one: Facts) -> str:
        """What was recorded of a report: when, under which number, by whom."""
        number = f", {self.pick('diarienummer', 'diary number')} {one['diary_number']}"
        said = (
            self.pick("Taget tillbaka: inlämnad", "Taken back: handed in")
            if one["undone"]
            else self.pick("Inlämnad", "Handed in")
        )
        by = self.pick("registrerat av", "recorded by") + f" {one['recorded_by']}"
        said += f" {self.value(one['handed_in_on'])}{number if one['diary_number'] else ''}, {by}"
        replaced = f" ({self.word('replaced', one['replaced'])})" if one["replaced"] else ""
        return f"{said} {self.value(one['recorded_at'].date())}{replaced}"

    def withdrawn(self, by: Facts) -> str:
        return f"{self.value(by['on'])} {self.pick('genom', 'by')} {self.value(by['decision'])}"

    def keeper(self, keeper: Facts | None) -> str:
        return called(keeper) or self.pick("den som har det", "whoever has it")

    def fate(self, one: Facts) -> str:
        same = f"; {self.pick('oförändrat', 'unchanged')}: {one['unchanged']}"
        return f"{one['text']}{same if one['unchanged'] else ''}"

    def state(self, found: Facts, state: str) -> str:
        said = self.word("state", state)
        if found["withdrawn"]:
            return f"{said} {self.withdrawn(found['withdrawn'])}"
        return said + (
            f" ({self.pick('närmast', 'next')} {found['next']})" if found["next"] else ""
        )

    def claimed(self, one: Facts) -> str:
        """A claim's value, in words if it is a date."""
        try:
            return FuzzyDate.parse(one["says"]).say(self.language)
        except Refusal:
            return str(one["says"])

    def policy(self, one: Facts) -> str:
        if one["policy"] == "none":
            return ""
        said = self.pick("får det göras nästa arbetsdag", "it may be done on the next working day")
        return f"{said} ({one['policy_basis']})"
