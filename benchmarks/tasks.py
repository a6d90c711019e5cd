"""The second half of a generated register: assignments and what hangs on them."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.milestones import Given, milestones
from benchmarks.pool import Assigned, Pool
from benchmarks.vocabulary import AIMS, GROUPS, TASKS
from benchmarks.written import folded, places

STATUSES = "decided decided decided intended announced paid withdrawn not_stated".split()


def assignments(pool: Pool) -> Iterator[str]:
    """So many as were asked for."""
    for number in range(pool.size):
        yield from assignment(pool, f"uppdrag-{number:05}")


def assignment(pool: Pool, key: str) -> Iterator[str]:
    """One task: its money, partners, parts and aims where it has them, and what is owed."""
    decision = pool.rng.randrange(len(pool.decided))
    known, responsible = pool.decided[decision], pool.holder()
    yield from (f"  {key}:", f"    title: {pool.title()}")
    yield from (f"    decision: beslut-{decision:04}", f"    responsible: {responsible}")
    if pool.chance(15):
        yield f"    since: {pool.rng.choice([known, f'{known:%Y-%m}', f'autumn {known.year}'])}"
    if pool.chance(20):
        yield from (f"    plan: {pool.rng.choice(pool.plans)}", "    focus_area: kunskap")
    if pool.given and pool.chance(4):
        yield f"    continues: {pool.rng.choice(pool.given).key}"
    if pool.chance(2):
        yield "    secret: true"
    yield from money(pool, known)
    yield from details(pool)
    yield from ("    milestones:", *owed(pool, key, known))
    yield from pool.source(4)
    pool.given.append(Assigned(key, responsible, known))


def owed(pool: Pool, key: str, known: date) -> Iterator[str]:
    """Its three milestones; only a later decision can change one."""
    first = bisect_right(pool.amending, known)
    amending = [f"andring-{number:04}" for number in range(first, len(pool.amending))][:20]
    other = pool.rng.choice(pool.given).key if pool.given else key
    given = Given(known, pool.ministries, pool.agencies, amending, other, pool.texts)
    return milestones(pool.rng, given)


def money(pool: Pool, known: date) -> Iterator[str]:
    """None, one or two lines of money."""
    count = pool.rng.choice([0, 0, 1, 1, 2])
    if count:
        yield "    funding:"
    for number in range(count):
        amount = f"{pool.rng.randrange(1, 9000) * 100_000:_}"
        line = f"status: {pool.rng.choice(STATUSES)}, amount: {amount}"
        if pool.chance(10):
            line += ", precision: at_least"
        yield f"      - {{{line}, year: {known.year + number}, {places(pool.rng, pool.texts)}}}"


def details(pool: Pool) -> Iterator[str]:
    """Partners, parts, claims and aims, each for some."""
    if pool.chance(30):
        who, body = pool.rng.choice(GROUPS), pool.rng.choice(pool.agencies)
        yield from ("    partners:", f"      - {{duty: cooperate, who: {who!r}}}")
        yield f"      - {{duty: consult, organisation: {body}}}"
    if pool.chance(8):
        yield from ("    stated_parts: 2", "    parts:")
        yield from (f"      del-{one}: {{title: {pool.rng.choice(TASKS)!r}}}" for one in "ab")
    if pool.chance(8):
        yield from ("    claims:", "      - {about: since, says: '2009', used: true}")
        yield "      - {about: since, says: '2008', because: En senare källa säger något annat}"
    if pool.chance(22):
        yield from ("    particulars:", "      - about: aim")
        yield from folded("        says", pool.rng.choice(AIMS))


def activities(pool: Pool) -> Iterator[str]:
    """Programmes, websites and the like under some assignments."""
    for number in range(pool.size // 50):
        under = pool.rng.choice(pool.given)
        kind = pool.rng.choice(["programme", "website", "coordination", "financing"])
        yield from (f"  verksamhet-{number:03}:", f"    title: {pool.title()}")
        yield from (f"    kind: {kind}", f"    responsible: {under.responsible}")
        yield from (f"    assignment: {under.key}", "    decision: beslut-0000")
        yield from pool.source(4)


def handovers(pool: Pool) -> Iterator[str]:
    """What one agency answers for moves to another at the end of a year."""
    givers = [one for one in pool.agencies if any(own.responsible == one for own in pool.given)]
    for number, giver in enumerate(givers[: 1 + pool.size // 200]):
        day = date(2010 + number % 9, 1, 1)
        moved = [one for one in pool.given if one.responsible == giver and one.decided < day]
        if moved:
            yield from handover(pool, f"overlamning-{number:02}", giver, day, moved[:6])


def handover(pool: Pool, key: str, giver: str, day: date, moved: list[Assigned]) -> Iterator[str]:
    """Up to six assignments, and a week later the contact."""
    receiver = next(one for one in reversed(pool.agencies) if one != giver)
    yield from (f"  {key}:", "    title: Uppgifter flyttar till en annan myndighet")
    yield from ("    kind: partial_transfer", "    decision: overlamning")
    yield from (f"    giver: {giver}", f"    receiver: {receiver}", f"    effective: {day}")
    yield from (f"    contact_from: {day + timedelta(days=7)}", "    items:")
    for one in moved:
        yield from (f"      - what: {one.key}", "        fate: moves", "        text: uppdraget")
        yield from pool.source(8)
    yield from pool.source(4)


def context(pool: Pool) -> Iterator[str]:
    """Laws of the background."""
    for number in range(3 + pool.size // 500):
        when = pool.rng.choice(["1999", "2008-07", "autumn 2008"])
        yield from (f"  bakgrund-{number}:", f"    title: Lag om {TASKS[number % len(TASKS)]}")
        yield from (f"    when: {when}", "    kind: law", *pool.source(4))
