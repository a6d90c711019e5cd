"""Registers of every shape, small ones, to be synced one after the other."""

from typing import Any

from hypothesis import strategies as st

from register.read import shaped
from register.references import check
from register.shape import Register

Entry = dict[str, Any]
SOURCE = {"document": "brevet", "at": "paragraph 1"}
BODIES = ["lst", "myndigheten", "gruppen"]
DECISIONS = {"beslut": "2020-01-10", "andring": "2020-05-04", "senare": "2020-07-01"}
DAYS = ["2020-09-01", "2021-03-31", "2021-04", "autumn 2021", "2022-01-07"]
SINCE = ["2019-05-01", "2020", "2020-02-03"]

maybe = st.booleans()
sources = st.just(SOURCE) | st.just(SOURCE | {"at": "paragraph 2"})
decisions = st.sampled_from([*DECISIONS])


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def left_out(entry: Entry) -> Entry:
    """Without what is empty: a key that is left out states nothing."""
    return {key: value for key, value in entry.items() if value not in (None, [], {})}


@st.composite
def milestones(draw: Any, others: list[str], reason: str) -> Entry:
    given = draw(decisions)
    date = draw(st.sampled_from(["due", "amended", "yearly", "none"]))
    to = draw(st.lists(st.sampled_from(BODIES), unique=True, max_size=3))
    amended = draw(decisions.filter(lambda one: one != given))
    due = draw(st.sampled_from(DAYS)) if date in ("due", "amended") else None
    return left_out({
        "kind": draw(st.sampled_from(["report", "final_report"])),
        "decision": given,
        "due": due,
        "amended_by": amended if date == "amended" else None,
        "earlier_dates": [{"due": draw(st.sampled_from([day for day in DAYS if day != due]))}] if date == "amended" and draw(maybe) else None,
        "yearly": left_out({"on": "02-22", "first": 2021, "last": draw(some(st.just(2021)))}) if date == "yearly" else None,
        "correction": reason,
        "to": to[:2], "copies": to[2:],
        "covers": draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else [],
        "alerts": draw(st.sampled_from(["standard", "none", "early"])),
        "withdrawn_by": draw(some(decisions)) if draw(maybe) else None,
        "mode": draw(st.sampled_from(["on", "not_later_than"])),
        "source": draw(some(sources)),
    })  # fmt: skip


@st.composite
def assignments(draw: Any, others: list[str], reason: str) -> Entry:
    names = draw(st.lists(st.sampled_from(["m", "n", "o"]), unique=True, max_size=3))
    return left_out({
        "title": draw(st.sampled_from(["Ett", "Ett annat"])),
        "decision": draw(decisions),
        "responsible": draw(st.sampled_from(BODIES)),
        "correction": reason,
        "since": draw(some(st.sampled_from(SINCE))),
        "withdrawn_by": draw(some(decisions)) if draw(maybe) else None,
        "secret": draw(maybe),
        "milestones": renamed(draw, {name: draw(milestones(others, reason)) for name in names}, "mno"),
        "funding": [{"status": "decided", "amount": 5}] * draw(st.integers(0, 2)),
        "parts": {"del": {"title": "En del"}} if draw(maybe) else {},
        "partners": [{"duty": "hear", "organisation": draw(st.sampled_from(BODIES))}] if draw(maybe) else [],
        "source": draw(sources),
    })  # fmt: skip


@st.composite
def registers(draw: Any, reason: str = "Läsfel.") -> Register:
    """A register without mistakes; `reason` lets any date be corrected."""
    keys = draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=4))
    body = {"kind": "agency"}
    made: Entry = {
        "title": "Vad som helst",
        "ladders": {"early": {"before": draw(st.sampled_from([["30d"], ["60d", "2wd"]]))}},
        "organisations": {
            "regeringen": {"names": [{"name": "Regeringen"}], "kind": "government"},
            **{
                key: body | {"names": [{"name": draw(st.sampled_from([key, key.upper()]))}, *draw(st.sampled_from([[], [{"name": "Ny", "since": "2021-01-01"}]]))]}
                for key in BODIES
            },
        },
        "documents": {"brevet": {"title": "Brevet", "kind": "letter"}},
        "decisions": {
            key: {"title": key, "issuer": "regeringen", "kind": "letter", "received": day, "source": SOURCE}
            for key, day in DECISIONS.items()
        },
        "assignments": renamed(draw, {key: draw(assignments(keys, reason)) for key in keys}, "abcd"),
    }  # fmt: skip
    if keys and draw(maybe):
        made["handovers"] = {"h": handover(draw, made["assignments"], draw(st.sampled_from(keys)))}
    register, mistakes = shaped(made, Register)
    assert register, mistakes
    found = check(register)
    if found:  # such as a handover of what began too late
        made.pop("handovers", None)
        register, _ = shaped(made, Register)
    assert register
    assert not check(register), check(register)
    return register


def renamed(draw: Any, entries: Entry, names: str) -> Entry:
    """Some of the entries had one of the names before that nobody has now."""
    free = [name for name in names if name not in entries]
    for entry in entries.values():
        if free and draw(maybe):
            entry["formerly"] = free.pop()
    return entries


def handover(draw: Any, there: Entry, what: str) -> Entry:
    return left_out({
        "title": "Flytten", "kind": "split", "decision": draw(decisions),
        "giver": there[what]["responsible"], "receiver": draw(st.sampled_from(BODIES)),
        "effective": draw(st.sampled_from(["2020-04-01", "2021-01-01"])),
        "contact_from": draw(some(st.just("2021-02-01"))),
        "items": [{"what": what, "fate": draw(st.sampled_from(["moves", "ends", "stays"])),
                   "text": "Allt", "source": SOURCE}],
        "source": SOURCE,
    })  # fmt: skip
