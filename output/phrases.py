"""Phrases that commands share: a body in a role, a day off, a ladder, a sum."""

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
        parts.append("(not stated, presumably)" if english else "(inte angivet, förmodligen)")
    return " ".join(map(str, parts))


def say_off(duty: Facts, language: str) -> str:
    """That a day is no working day, and which are the nearest ones."""
    off = say_day(duty["due"], language)
    before, after = (
        say_day(duty[name], language, year=False)
        for name in ("working_day_before", "working_day_after")
    )
    if language == "en":
        return f"{off} is no working day: the one before is {before}, after {after}."
    return f"{off} är ingen arbetsdag: arbetsdagen före är {before}, efter {after}."


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
