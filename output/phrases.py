"""Phrases that commands share: a body in a role, a ladder, a sum."""

from typing import Any

from models.fuzzy_date import say_day

MILLION = 1_000_000
Facts = dict[str, Any]


def pick(pair: tuple[Any, Any], language: str) -> Any:
    """The Swedish or the English of a pair."""
    return pair[1] if language == "en" else pair[0]


def called(one: Facts | None) -> str:
    """The name of a body, the title of anything else."""
    return str((one or {}).get("name") or (one or {}).get("title") or "")


def begun(text: str) -> str:
    """What a label already says needs no second word: "sedan 2009" is "2009"."""
    return text.removeprefix("sedan ").removeprefix("since ")


def said_holder(holder: Facts | None, language: str) -> str:
    """A body in a role, from when until when, and whether that is only presumed."""
    english = language == "en"
    nobody = "nobody" if english else "ingen"
    if holder is None:
        return nobody
    parts = [holder["name"] or nobody]
    if holder["since"]:
        parts.append(f"{'from' if english else 'från'} {begun(holder['since'].say(language))}")
    if holder["until"]:
        until = say_day(holder["until"], language, weekday=False)
        parts.append(f"{'until' if english else 'till och med'} {until}")
    if not holder["stated"]:
        parts.append("(presumed, not stated)" if english else "(antaget, inte angivet)")
    return " ".join(map(str, parts))


def said_not_yet(first: Facts, language: str) -> str:
    """That nobody was known to have the task on the day, and who was the first to."""
    name = first["name"] or pick(("ingen", "nobody"), language)
    if first["since"] is None:
        sv = f"Ingen uppgift om den dagen: först ansvarar {name}, från när är inte angivet."
        en = f"Nothing is known of that day: the first to answer is {name}, since when not stated."
        return str(pick((sv, en), language))
    since = begun(first["since"].say(language))
    sv = f"Inget uppdrag den dagen: först ansvarar {name} från {since}."
    en = f"No assignment on that day: the first to answer is {name} from {since}."
    return str(pick((sv, en), language))


def say_ladder(ladder: Facts, language: str) -> str:
    """When people are told: before, on the day, and after it as long as nothing is handed in."""
    from models.ladder import say_rule

    english = language == "en"
    told = [say_rule(rule, language) for rule in ladder["before"]]
    told += [say_rule("day", language)] if ladder["day"] else []
    every, times = ladder["overdue_every"], ladder["overdue_times"]
    if every and times:
        sv = f"därefter var {every}:e arbetsdag, högst {times} gånger"
        en = f"then every {every} working days, at most {times} times"
        told.append(en if english else sv)
    none = "none" if english else "inga"
    return f"{ladder['name']}: {', '.join(told) or none}"


def kronor(one: Facts, language: str) -> str:
    """A sum in kronor; one that is not exact in millions, as the sources write it."""
    amount = one["amount"]
    tenths = MILLION // 10
    if one["precision"] == "exact" or amount < MILLION or amount % tenths:
        return f"{amount:,} kr".replace(",", " ")
    whole, tenth = divmod(amount // tenths, 10)
    if language == "en":
        return f"{whole}.{tenth} million kr" if tenth else f"{whole} million kr"
    return f"{whole},{tenth} miljoner kr" if tenth else f"{whole} miljoner kr"
