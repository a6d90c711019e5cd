"""A register of any size, as varied as real ones; the same seed gives the same bytes.

The shapes are those of real decisions: several diary numbers, groups as holders, amended and fuzzy
dates, yearly reports, requisitions and repayments, copies, claims that disagree, handovers.
"""

from random import Random

from benchmarks import acts, tasks
from benchmarks.pool import Pool

NOUNS = (
    acts.organisations, acts.documents, acts.decisions, acts.plans,
    tasks.assignments, tasks.activities, tasks.handovers, tasks.context,
)  # fmt: skip
LADDERS = """\
ladders:
  standard:
    before: [90d, 30d, 14d, 5wd, 1wd]
    day: true
    overdue: {every: 5wd, times: 6}
  money:
    before: [30d, 10wd, 5wd, 1wd]
    overdue: {every: 3wd, times: 10}
  long:
    before: [365d, 180d, 90d, 30d, 14d, 5wd, 1wd]
"""


def generate(assignments: int, *, seed: int = 1) -> str:
    """The text of a register with so many assignments, three milestones each."""
    pool = Pool(Random(seed), assignments)
    lines = ["title: Ett register som är gjort för att mäta", "", LADDERS]
    for noun in NOUNS:
        if entries := list(noun(pool)):
            lines += [f"{noun.__name__}:", *entries, ""]
    return "\n".join(lines)


def contacts(assignments: int) -> str:
    """The contacts.yaml of such a register: an owner for every body, a manager for some."""
    pool = Pool(Random(0), assignments)
    lines = ["ops: {address: registrator@uppdrag.example}", "organisations:"]
    for number, key in enumerate([*pool.agencies, *pool.boards, *pool.groups]):
        language = "en" if number % 10 == 0 else "sv"
        lines.append(f"  {key}:")
        lines.append(f"    owner: {{address: uppdrag@{key}.example, language: {language}}}")
        if number % 3 == 0:
            lines.append(f"    manager: {{address: chef@{key}.example}}")
    return "\n".join([*lines, ""])
