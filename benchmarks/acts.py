"""The first half of a generated register: bodies, documents, decisions and plans."""

from collections.abc import Iterator
from datetime import date
from random import Random

from benchmarks.pool import Pool
from benchmarks.vocabulary import BODIES, CONDITIONS, COUNTIES, FIELDS, MINISTRIES, TASKS, UNITS
from benchmarks.written import folded


def organisations(pool: Pool) -> Iterator[str]:
    """The government, ministries, county boards, agencies, and three groups with members."""
    yield from ("  regeringen:", "    names: [{name: Regeringen}]", "    kind: government")
    for key, name in zip(pool.ministries, MINISTRIES, strict=True):
        yield from organisation(pool, key, name, "ministry", name[0])
    for key, county in zip(pool.boards, COUNTIES, strict=True):
        yield from organisation(pool, key, f"Länsstyrelsen i {county} län", "county_board", "")
    for number, key in enumerate(pool.agencies):
        field = FIELDS[number % len(FIELDS)]
        name = f"{pool.rng.choice(BODIES)} {field} {number // len(FIELDS) + 1}"
        yield from organisation(pool, key, name, "agency", name[0] + field[:2].upper())
    for key in pool.groups:
        yield from (f"  {key}:", f"    names: [{{name: 'Länsstyrelserna, {key}'}}]")
        yield from ("    kind: group", "    members:")
        yield from (f"      - {{organisation: {one}, since: 2008}}" for one in pool.boards)


def organisation(pool: Pool, key: str, name: str, kind: str, short: str) -> Iterator[str]:
    """A body; one in eight has borne another name, some have contact points."""
    yield from (f"  {key}:", "    names:")
    if pool.chance(12):
        year = pool.rng.randrange(2009, 2019)
        yield f"      - {{name: Statens {name.lower()}, until: {year}-12-31}}"
        yield from (f"      - name: {name}", f"        since: {year + 1}-01-01")
    else:
        yield f"      - name: {name}"
    if short:
        yield f"        short: {short}"
    yield from (f"    kind: {kind}", f'    number: "{organisation_number(pool.rng)}"')
    if pool.chance(30):
        yield "    contact_points:"
        yield f"      - {{email: registrator@{key}.example, phone: 08-405 10 00, since: 2015}}"


def organisation_number(rng: Random) -> str:
    """Ten digits of which the last is right by Luhn's rule."""
    digits = [2, 0, 2, 1, 0, 0, *(rng.randrange(10) for _ in range(3))]
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    last = -sum(digit // 10 + digit % 10 for digit in doubled) % 10
    text = "".join(map(str, [*digits, last]))
    return f"{text[:6]}-{text[6:]}"


def documents(pool: Pool) -> Iterator[str]:
    """Press releases, letters, pages."""
    for key in pool.texts:
        kind = pool.rng.choice(["press_release", "letter", "web_page", "ordinance", "news"])
        yield from (f"  {key}:", f"    title: {pool.title()}", f"    kind: {kind}")
        yield f"    published: {pool.day()}"
        if pool.chance(40):
            yield f"    address: https://www.regeringen.example/{key}"


def decisions(pool: Pool) -> Iterator[str]:
    """Assignments, letters and grants; then the amendments and the handover, which others name."""
    kinds = ["assignment", "assignment", "letter", "grant"]
    for number, day in enumerate(pool.decided):
        yield from decision(pool, f"beslut-{number:04}", day, pool.rng.choice(kinds))
    for number, day in enumerate(pool.amending):
        yield from decision(pool, f"andring-{number:04}", day, "amendment")
    yield from decision(pool, "overlamning", pool.decided[0], "handover")


def decision(pool: Pool, key: str, day: date, kind: str) -> Iterator[str]:
    """One act; its day is received, published, or assumed with a reason."""
    ministry = pool.rng.randrange(len(MINISTRIES))
    yield from (f"  {key}:", f"    title: {pool.title()}", "    issuer: regeringen")
    yield from (f"    ministry: {pool.ministries[ministry]}", f"    kind: {kind}")
    match pool.rng.randrange(3):
        case 0:
            yield from (f"    decided: {day}", f"    received: {day}")
        case 1:
            yield f"    published: {day}"
        case 2:
            yield from (f"    decided: {day:%Y-%m}", "    known_from:", f"      day: {day}")
            yield '      because: "Källan anger månaden; antagande: den dag vi fick texten."'
    yield from numbers(pool, MINISTRIES[ministry][0], day)
    if pool.chance(15):
        yield from ("    references:", "      - kind: rskr")
        yield f"        raw: rskr. {day.year}/{day:%y}:{pool.rng.randrange(400)}"
    if pool.chance(20):
        yield from ("    particulars:", "      - about: condition")
        yield from folded("        says", pool.rng.choice(CONDITIONS))
    yield from pool.source(4)


def numbers(pool: Pool, letter: str, day: date) -> Iterator[str]:
    """Diary numbers: none, one, several in part, one that has lost its strokes."""
    count = pool.rng.choice([0, 1, 1, 1, 2, 3])
    if count:
        yield "    diary_numbers:"
    for _ in range(count):
        number = f"{letter}{day.year}/{pool.rng.randrange(10_000):05}"
        raw = f"{number}/{pool.rng.choice(UNITS)}" if count == 1 else f"{number} (delvis)"
        if pool.chance(5):
            yield from (f"      - raw: {raw.replace('/', '')}", f"        reading: {number}")
            yield "        status: probable"
            yield "        because: Snedstrecken har fallit bort; ingen källa bekräftar numret."
        else:
            yield f"      - raw: {raw}"


def plans(pool: Pool) -> Iterator[str]:
    """Action plans with measures, sum and focus areas."""
    for number, key in enumerate(pool.plans):
        year = 2008 + number % 10
        yield from (f"  {key}:", f"    title: Handlingsplan för {TASKS[number % len(TASKS)]}")
        yield from (f"    decision: beslut-{number:04}", f"    period: {year}..{year + 3}")
        yield from (f"    measures: {pool.rng.randrange(10, 60)}", "    stated_focus_areas: 3")
        yield "    focus_areas: {skydd: Ökat skydd, kunskap: Kunskap, samverkan: Samverkan}"
        yield from pool.source(4)
