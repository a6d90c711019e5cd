"""The shipped register says what the five texts say: every fact in its place, with its source."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from models.fuzzy_date import FuzzyDate
from models.working_days import working_day_after, working_day_before
from register.known import known_from
from register.read import read
from register.shape import (
    Activity,
    Assignment,
    Handover,
    Milestone,
    Money,
    Register,
)
from register.shape_base import Claim, Shape, Source
from register.timing import LastDay, Yearly

Kind = TypeVar("Kind", bound=Shape)

ROOT = Path(__file__).parent.parent
FILE = ROOT / "assignments.yaml"
SEEDS = ROOT / "tests" / "data" / "seeds"
TEXT = FILE.read_text(encoding="utf-8")
READ = read(FILE.read_bytes())
REGISTER = READ.register or Register(title="nothing, for the file has mistakes")

# Every fact of the five texts, by the document that states it: its id, the path in the register
# where it stands, and what is said there (a figure or id whole, a text in part).
FACTS = {
    "pm-2009-04-09": """
        D0   documents.pm-2009-04-09.published_at = 2009-04-09T09:57+02:00
        A1   decisions.ij-april-2009.issuer = regeringen
        A2   organisations.ij.names = Integrations- och jämställdhetsdepartementet
        A4   assignments.safer-return-2009.milestones.final-report.to = regeringskansliet
        A5   organisations.lst-stockholm.names = Länsstyrelsen i Stockholms län
        A12  assignments.voluntary-organisations-2009.particulars = Frivilligorganisationer
        PL1  assignments.safer-return-2009.plan = handlingsplan-2008
        PL1  assignments.voluntary-organisations-2009.plan = handlingsplan-2008
        PL1b plans.handlingsplan-2008.references = Skr. 2007/08:167
        U1   assignments.safer-return-2009.title = Tryggare återvändande
        U1   assignments.safer-return-2009.responsible = lst-stockholm
        U2   assignments.voluntary-organisations-2009.title = till frivilligorganisationer
        U2   assignments.voluntary-organisations-2009.responsible = lst-stockholm
        T31  assignments.safer-return-2009.milestones.final-report.due = 2011-03-31
        T31  assignments.safer-return-2009.milestones.final-report.mode = not_later_than
        M1   assignments.safer-return-2009.funding.0.amount = 5000000
        M1   assignments.safer-return-2009.funding.0.status = decided
        M2   assignments.safer-return-2009.funding.1.amount = 5000000
        M2   assignments.safer-return-2009.funding.1.status = intended
        M3   assignments.voluntary-organisations-2009.funding.0.amount = 2000000
        P1   assignments.safer-return-2009.partners = länsstyrelsen finner lämpliga
        R3   plans.handlingsplan-2008.references = skrivelse 2007/08:167
        R5   plans.handlingsplan-2008.references = http://www.regeringen.se/sb/d/10793
        R6   plans.handlingsplan-2008.references = http://www.regeringen.se/sb/d/9761/a/108621
    """,
    "pm-am": """
        D1   documents.pm-am.dated_because = utan datum
        A3   organisations.am.names = Arbetsmarknadsdepartementet
        A10  activities.voluntary-return-programme.executor = iom
        A10  organisations.iom.names = International Organization for Migration
        A11  organisations.cbss.kind = intergovernmental
        A11  organisations.cbss.names = Östersjöstaternas råd
        U8   assignments.strengthened-work.title = sexuell exploatering av barn
        U8   assignments.strengthened-work.responsible = jamy
        U10  activities.voluntary-return-programme.title = ÅMP
        M4   assignments.strengthened-work.funding.0.amount = 1500000
        M5   activities.cbss-grant.funding.0.amount = 2800000
        M5   activities.cbss-grant.funding.0.to = cbss
        C5   organisations.regeringskansliet.contact_points = 08-405 10 00
        G1   activities.cbss-grant.particulars = unga och hbtq-personer
        G1   activities.cbss-grant.particulars = Kvinnor och flickor
        G1   activities.cbss-grant.particulars = Östersjöregionen
    """,
    "nyhet-2018-01-08": """
        D2   documents.nyhet-2018-01-08.published = 2018-01-08
        A6   organisations.jamy.names = Jämställdhetsmyndigheten
        A6   organisations.jamy.particulars = startade i Göteborg
        A9   assignments.regional-county-boards.responsible = county-boards
        A9   organisations.county-boards.names = landets länsstyrelser
        A13  organisations.nmt.names = Nationella Metodstödsteamet
        A14  organisations.regional-coordinators.names = regionskoordinatorerna mot
        U3   assignments.national-coordination.title = Nationell samordning
        U3   assignments.national-coordination.responsible = lst-stockholm
        U3a  assignments.national-coordination.particulars.1.when = 2013
        U3a  assignments.national-coordination.particulars.1.says = andra ändamål än sexuella
        U3b  assignments.national-coordination.particulars.2.says = krigstjänst, tvångsarbete
        U3b  assignments.national-coordination.particulars.2.exhaustive = False
        T180101  handovers.jamy-2018.effective = 2018-01-01
        T180101  context.agency-start-2018.when = 2018-01-01
        T180101  organisations.jamy.names.0.since = 2018-01-01
        T180108  handovers.jamy-2018.contact_from = 2018-01-08
        T180108  organisations.jamy.contact_points.0.since = 2018-01-08
        T180108b handovers.jamy-2018.particulars = Samma dag står i rubriken
        T09  assignments.national-coordination.since = 2009
        T13  assignments.national-coordination.particulars.2.when = 2013
        M7   activities.regional-coordinators-financing.funding.0.status = not_stated
        P5   organisations.nmt.members = skatteverket
        P5   organisations.nmt.members = socialtjänsten
        H0   handovers.jamy-2018.giver = lst-stockholm
        H0   handovers.jamy-2018.receiver = jamy
        H0   handovers.jamy-2018.because = ny myndighet med samlat ansvar
        H1   handovers.jamy-2018.items.0.what = national-coordination
        H2   handovers.jamy-2018.items.1.what = nmt-coordination
        H3   handovers.jamy-2018.items.2.what = support-process
        H3a  handovers.jamy-2018.items.3.unchanged = 020-390 000
        H3a  activities.support-line.address = 020-390 000
        H4   handovers.jamy-2018.items.4.what = regional-coordinators-financing
        H5   handovers.jamy-2018.items.5.what = return-programme-financing
        H6   handovers.jamy-2018.items = site-nmtsverige
        H6   handovers.jamy-2018.items = site-safetrip
        H6   activities.site-duavgor.address = www.duavgor.se
        H6   activities.site-resekurage.address = www.resekurage.se
        H7   handovers.jamy-2018.items.10.what = regional-county-boards
        H7   handovers.jamy-2018.items.10.fate = stays
        C1   organisations.jamy.contact_points.0.postal = Box 73, 424 22 Angered
        C2   organisations.jamy.contact_points.0.email = info@jamy.se
        C3   organisations.jamy.contact_points.0.phone = 031-392 90 00
        C6   organisations.jamy.contact_points.0.visiting = Angereds Torg 9
    """,
    "nej-till-sexkop": """
        D3   documents.nej-till-sexkop.dated_because = Odaterad
        A7   assignments.regional-vasterbotten.responsible = lst-vasterbotten
        A8   assignments.regional-norrbotten.responsible = lst-norrbotten
        A15  activities.regional-group-vasterbotten.group = samordningsgrupp-vasterbotten
        A16  activities.regional-group-norrbotten.group = lansgruppen-norrbotten
        A16  organisations.lansgruppen-norrbotten.names = Länsgruppen för kvinnofrid
        PL1c decisions.plan-decision-2008.decided = 2008-07
        PL1d plans.handlingsplan-2008.funding.0.amount = 210000000
        PL1d plans.handlingsplan-2008.funding.0.wording = 36 åtgärder
        PL1e plans.handlingsplan-2008.claims.1.says = 210 miljoner
        U4   assignments.regional-vasterbotten.title = Västerbottens län
        U5   assignments.regional-norrbotten.title = Norrbottens län
        U6   assignments.prostitution-survey.title = prostitutionens utveckling och omfattning
        U6   assignments.prostitution-survey.short = Uppdrag inhämta kunskap
        U7   assignments.child-trafficking.title = människohandel och exploatering av barn
        U7   assignments.child-trafficking.short = Uppdrag samordna arbete
        U7n  assignments.child-trafficking.stated_parts = 4
        U7.1 assignments.child-trafficking.parts.spread.title = Samordna spridning
        U7.2 assignments.child-trafficking.parts.taxi-hotels-restaurants.title = taxi, hotell
        U7.3 assignments.child-trafficking.parts.inform-the-public.title = allmänheten
        U7.4 assignments.child-trafficking.parts.strengthened-coordination.title = Medverka
        U9   assignments.prostitution-survey.particulars = de två nya regeringsuppdragen
        U9   assignments.child-trafficking.particulars = de två nya regeringsuppdragen
        T315 assignments.prostitution-survey.milestones.report.due = 2015-03-15
        T315 assignments.prostitution-survey.milestones.report.mode = on
        T515 assignments.child-trafficking.milestones.report.due = 2015-05-15
        T515 assignments.child-trafficking.milestones.report.mode = on
        T2010 context.sou-2010-49.when = 2010-07-02
        T2011 context.penalty-2011.when = 2011-07-01
        T10y context.sou-2010-49.particulars = drygt tio år
        T08  assignments.regional-vasterbotten.since = autumn 2008
        T09b assignments.regional-norrbotten.since = 2009
        Tper plans.handlingsplan-2008.funding.0.period = 2008..2010
        M6   plans.handlingsplan-2008.funding.0.precision = at_least
        P2   organisations.samordningsgrupp-vasterbotten.members = umea-universitet
        P2   organisations.samordningsgrupp-vasterbotten.members = Åklagarkammaren
        P3   organisations.lansgruppen-norrbotten.members = lokalpolisområde Norrbotten
        P3   organisations.lansgruppen-norrbotten.members = kriminalvarden
        P4   assignments.child-trafficking.particulars = taxi
        P4   assignments.child-trafficking.particulars = hotell
        P4   assignments.child-trafficking.particulars = restaurang
        P6   organisations.samordningsgrupp-vasterbotten.particulars = öka kompetensen
        R1   decisions.survey-decision-2013.diary_numbers.0.raw = U20136848JÄM
        R2   decisions.children-decision.diary_numbers.0.raw = fdf22f51
        R4   context.sou-2010-49.references = SOU 2010:49
    """,
    "ny-handlingsplan": """
        D4   documents.ny-handlingsplan.dated_because = Odaterad
        PL2  plans.handlingsplan-ny.title = Ny handlingsplan
        PL2a plans.handlingsplan-ny.stated_focus_areas = 8
        PL2-1 plans.handlingsplan-ny.focus_areas.coordination = Förstärkt samordning
        PL2-2 plans.handlingsplan-ny.focus_areas.prevention = Stärkt förebyggande arbete
        PL2-3 plans.handlingsplan-ny.focus_areas.detection = förmåga att upptäcka
        PL2-4 plans.handlingsplan-ny.focus_areas.legislation = Lagstiftningsåtgärder
        PL2-5 plans.handlingsplan-ny.focus_areas.protection-and-support = Starkare skydd och stöd
        PL2-6 plans.handlingsplan-ny.focus_areas.law-enforcement = Effektivare brottsbekämpning
        PL2-7 plans.handlingsplan-ny.focus_areas.knowledge-and-methods = och metodutveckling
        PL2-8 plans.handlingsplan-ny.focus_areas.international-cooperation = Ökad internationell
        PL2b plans.handlingsplan-ny.particulars = Myndigheter, kommuner och civila samhället
    """,
}
LEFT_OUT = {  # fact: (document, why it stands nowhere in the register)
    "A17": ("pm-2009-04-09", "a minister, named in a statement"),
    "A18": ("pm-am", "a minister, named in a statement"),
    "A19": ("ny-handlingsplan", "a minister, named in a statement"),
    "A20": ("pm-2009-04-09", "a press contact: a person without a role in the assignment"),
    "A21": ("pm-am", "a press contact: a person without a role in the assignment"),
    "A22": ("nej-till-sexkop", "a case officer: a person"),
    "A23": ("nej-till-sexkop", "a case officer: a person"),
    "C4": ("pm-2009-04-09", "a press contact's private telephone numbers"),
}
FACTS_IN_TEXT = {
    "pm-2009-04-09": 21, "pm-am": 12, "nyhet-2018-01-08": 28, "nej-till-sexkop": 36,
    "ny-handlingsplan": 13,
}  # fmt: skip
SAID = [
    (document, *re.split(r" = |\s+", line.strip(), maxsplit=2))
    for document, lines in FACTS.items()
    for line in lines.strip().splitlines()
]
REFERS = {  # a key of the file: the sections in which the id that it holds may stand
    "document": ["documents"], "decision": ["decisions"], "amended_by": ["decisions"],
    "withdrawn_by": ["decisions"], "issuer": ["organisations"], "ministry": ["organisations"],
    "responsible": ["organisations"], "group": ["organisations"], "executor": ["organisations"],
    "organisation": ["organisations"], "giver": ["organisations"], "receiver": ["organisations"],
    "to": ["organisations"], "copies": ["organisations"], "plan": ["plans"],
    "covers": ["assignments"], "continues": ["assignments"], "assignment": ["assignments"],
    "alerts": ["ladders"], "what": ["assignments", "activities"],
}  # fmt: skip


def child(node: Any, key: str) -> Any:
    if isinstance(node, Shape):
        return getattr(node, key)
    return node[int(key)] if isinstance(node, list) else node[key]


def walk(node: Any) -> Iterator[Shape]:
    """The node and every shape below it."""
    if isinstance(node, Shape):
        yield node
        node = [value for _, value in node]
    values = node.values() if isinstance(node, dict) else node
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        return
    for value in values:
        yield from walk(value)


def words(node: Any) -> Iterator[str]:
    """What is said at a node and below, without the sources."""
    if isinstance(node, Shape):
        node = [value for _, value in node if not isinstance(value, Source)]
    if isinstance(node, FuzzyDate):
        yield node.text
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from words(value)
    elif node is not None:
        yield str(node)


def every(kind: type[Kind], node: Any = REGISTER) -> list[Kind]:
    return [one for one in walk(node) if isinstance(one, kind)]


def sources(node: Any) -> set[str]:
    return {one.document for one in every(Source, node)}


def folded(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


@cache
def blocks(document: str) -> list[str]:
    """A text's blocks between empty lines, without the statements that persons make."""
    name = REGISTER.documents[document].file
    assert name, f"{document} is none of the five texts"
    text = (SEEDS / name).read_text(encoding="utf-8").replace("\xa0", " ")
    found = [folded(block) for block in re.split(r"\n\s*\n", text)]
    return [block for block in found if block and not block.startswith(("- ", "– "))]


def is_running(block: str) -> bool:
    """Whether a block is running text: no heading, list or box of links."""
    sentence_ends = re.search(r"\.( |$)", block)
    return len(block) > 80 and bool(sentence_ends) and not block.startswith(("•", "-", "1."))


def places(document: str) -> dict[str, str]:
    """Paragraphs of running text and bullets, as the register counts them."""
    running = filter(is_running, blocks(document))
    bullets = (block for block in blocks(document) if block.startswith("•"))
    numbered = {f"paragraph {number}": block for number, block in enumerate(running, 1)}
    return numbered | {f"bullet {number}": block for number, block in enumerate(bullets, 1)}


def quotes() -> list[tuple[str, str, str]]:
    """Every wording in the register with its document and place."""
    found = {(one.document, one.at, one.wording) for one in every(Source) if one.wording}
    for one in every(Money):
        if one.wording and one.source:
            found.add((one.source.document, one.source.at, one.wording))
    return sorted(found)


def milestones() -> dict[str, Milestone]:
    return {
        f"{key}/{name}": milestone
        for key, assignment in REGISTER.assignments.items()
        for name, milestone in assignment.milestones.items()
    }


def stated_days() -> dict[str, date]:
    """The days on which something is owed once."""
    return {key: one.due.day for key, one in milestones().items() if one.due and one.due.day}


def responsible(subject: str, day: date) -> str:
    """Who answers for an assignment on a day, by the register alone."""
    for handover in REGISTER.handovers.values():
        if subject in moved(handover) and handover.effective <= day:
            return handover.receiver
    return REGISTER.assignments[subject].responsible


def contact(subject: str, day: date) -> str | None:
    """Who answers questions about an assignment on a day; None where nothing is stated."""
    for handover in REGISTER.handovers.values():
        first = handover.contact_from
        if subject in moved(handover) and first and first <= day:
            return handover.receiver
    return None


def moved(handover: Handover) -> set[str]:
    return {item.what for item in handover.items if item.fate == "moves"}


def test_the_register_has_no_mistakes():
    assert READ.mistakes == []


def test_every_fact_of_the_texts_is_accounted_for():
    stated = {(document, fact) for document, fact, _, _ in SAID}
    stated |= {(document, fact) for fact, (document, _) in LEFT_OUT.items()}
    assert Counter(document for document, _ in stated) == FACTS_IN_TEXT
    assert len({fact for _, fact in stated}) == 110


@pytest.mark.parametrize(
    ("document", "fact", "path", "says"), SAID, ids=[f"{one[1]} {one[2]}" for one in SAID]
)
def test_a_fact_stands_in_its_place_with_its_document(document, fact, path, says):
    nodes: list[Any] = [REGISTER]
    for key in path.split("."):
        nodes.append(child(nodes[-1], key))
    said = list(words(nodes[-1]))
    whole = re.fullmatch(r"[\d.-]+|[a-z0-9_-]+|on", says)
    assert any(says == one or (not whole and says in one) for one in said), said
    near = next((found for node in reversed(nodes[1:]) if (found := sources(node))), set())
    assert document in near | {path.split(".")[1]}, f"{fact} rests on {near}"


@pytest.mark.parametrize(("document", "at", "wording"), quotes())
def test_a_wording_is_verbatim_short_and_where_it_is_said_to_be(document, at, wording):
    assert len(wording.split()) <= 12
    assert "säger" not in wording
    text = places(document).get(at)
    if at.split()[0] in {"paragraph", "bullet"}:
        assert text, f"{document} has no {at}"
    assert folded(wording) in (text or " ".join(blocks(document)))


def test_a_wording_is_only_taken_from_a_text_that_we_have():
    for document, _, wording in quotes():
        assert REGISTER.documents[document].file, wording


def test_the_place_of_a_source_exists_in_its_text():
    for one in every(Source):
        if REGISTER.documents[one.document].file:
            numbered = one.at.split()[0] in {"paragraph", "bullet"}
            assert not numbered or one.at in places(one.document), one


def test_every_reference_leads_somewhere():
    checked = 0
    for one in walk(REGISTER):
        for key, value in one:
            for reference in value if isinstance(value, list) else [value]:
                if key in REFERS and isinstance(reference, str):
                    checked += 1
                    assert any(reference in getattr(REGISTER, where) for where in REFERS[key]), one
    assert checked > 300


def test_every_id_is_used_once():
    ids = Counter(key for _, section in REGISTER if isinstance(section, dict) for key in section)
    assert [key for key, count in ids.items() if count > 1] == []


def test_no_document_stands_unused():
    assert set(REGISTER.documents) - sources(REGISTER) == set()


def test_no_person_and_no_private_number_is_in_the_register():
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
    named = re.findall(r"säger [a-zåäö]+ ([A-ZÅÄÖ]\w+) ([A-ZÅÄÖ]\w+)", seeds)
    assert len(named) == 3
    for name in {part for names in named for part in names}:
        assert name not in TEXT
    assert not re.search(
        r"pressekreterare|pressassistent|handläggare|utvecklingsledare", TEXT, re.IGNORECASE
    )
    emails = set(re.findall(r"[\w.+-]+@[\w.-]+\w", folded(TEXT)))
    assert emails == {"info@jamy.se", "info@jamstalldhetsmyndigheten.se"}
    phones = set(re.findall(r"(?<![\d-])0\d{1,3}-\d[\d ]{4,}\d", folded(TEXT)))
    assert phones == {"08-405 10 00", "031-392 90 00", "020-390 000"}


def test_organisation_numbers_have_a_right_check_digit():
    numbers = {key: one.number for key, one in REGISTER.organisations.items() if one.number}
    assert len(numbers) == 4
    for key, number in numbers.items():
        digits = [int(digit) for digit in number.replace("-", "")]
        doubled = [sum(divmod(digit * 2, 10)) for digit in digits[::2]]
        assert (sum(doubled) + sum(digits[1::2])) % 10 == 0, key


def test_the_texts_state_three_deadlines():
    assert stated_days() == {
        "safer-return-2009/final-report": date(2011, 3, 31),
        "prostitution-survey/report": date(2015, 3, 15),
        "child-trafficking/report": date(2015, 5, 15),
    }


def test_no_more_days_stand_in_the_running_texts_than_the_register_knows():
    months = "januari februari mars april maj juni juli augusti september oktober november december"
    numbers = {name: number for number, name in enumerate(months.split(), 1)}
    texts = " ".join(" ".join(blocks(document)) for document in FACTS)
    found = re.findall(rf"(\d{{1,2}})(?::e)? ({'|'.join(numbers)}) (\d{{4}})", texts)
    days = [date(int(year), numbers[month], int(day)) for day, month, year in found]
    assert len(days) == 8
    context = {one.when.day for one in REGISTER.context.values()}
    assert set(days) - set(stated_days().values()) - context == {
        REGISTER.handovers["jamy-2018"].contact_from
    }
    assert Counter(days)[date(2018, 1, 8)] == 2


def test_only_the_joint_report_is_owed_no_later_than():
    modes = {key: one.mode for key, one in milestones().items() if one.due}
    assert [key for key, mode in modes.items() if mode == "not_later_than"] == [
        "safer-return-2009/final-report"
    ]


def test_one_joint_report_closes_both_assignments_of_2009():
    both = ["safer-return-2009", "voluntary-organisations-2009"]
    assert milestones()["safer-return-2009/final-report"].covers == both
    assert not REGISTER.assignments[both[1]].milestones


def test_recipients_that_no_text_states_are_left_out():
    assert {key for key, one in milestones().items() if not one.to} == {
        "prostitution-survey/report", "child-trafficking/report",
    }  # fmt: skip


def test_money_is_decided_intended_or_without_a_year():
    lines = every(Money)
    sums: Counter[tuple[str, int | None, str, str]] = Counter()
    for line in lines:
        sums[line.status, line.year, line.kind, line.precision] += line.amount or 0
    assert sums == {
        ("decided", 2009, "grant", "exact"): 7_000_000,
        ("intended", 2010, "grant", "exact"): 5_000_000,
        ("announced", None, "top_up", "exact"): 1_500_000 + 2_800_000,
        ("announced", None, "total", "at_least"): 210_000_000,
        ("not_stated", None, "part_financing", "exact"): 0,
    }
    assert [line.amount for line in lines if line.status == "not_stated"] == [None]


def test_the_holder_of_the_national_coordination_changes_on_new_years_day_2018():
    assert responsible("national-coordination", date(2017, 12, 31)) == "lst-stockholm"
    assert responsible("national-coordination", date(2018, 1, 1)) == "jamy"


def test_its_contact_follows_a_week_later_and_is_not_stated_before():
    assert contact("national-coordination", date(2018, 1, 7)) is None
    assert contact("national-coordination", date(2018, 1, 8)) == "jamy"
    point = REGISTER.organisations["jamy"].contact_points[0]
    assert point.since == FuzzyDate.parse("2018-01-08")


def test_six_items_move_one_stays_and_one_number_is_kept():
    items = REGISTER.handovers["jamy-2018"].items
    moving = {(item.source.at, item.text) for item in items if item.fate == "moves"}
    assert sorted(at for at, _ in moving) == [f"bullet {number}" for number in range(1, 7)]
    assert [item.what for item in items if item.fate == "stays"] == ["regional-county-boards"]
    assert [item.what for item in items if item.unchanged] == ["support-line"]


def test_what_moves_belonged_to_the_giver_and_was_known_before():
    handover = REGISTER.handovers["jamy-2018"]
    everything: dict[str, Assignment | Activity] = {**REGISTER.assignments, **REGISTER.activities}
    for item in handover.items:
        keeper = "county-boards" if item.fate == "stays" else handover.giver
        assert everything[item.what].responsible == keeper
        assert known_from(REGISTER, everything[item.what].decision) < handover.effective


def test_four_web_sites_move():
    what = {item.what for item in REGISTER.handovers["jamy-2018"].items}
    sites = {REGISTER.activities[key].address for key in what & set(REGISTER.activities)
             if REGISTER.activities[key].kind == "website"}  # fmt: skip
    assert sites == {
        "www.nmtsverige.se", "www.duavgor.se", "www.resekurage.se", "www.safetrip.se",
    }  # fmt: skip


def test_one_diary_number_is_read_and_the_other_is_left_unresolved():
    numbers = [
        (number.raw, number.reading, number.status)
        for decision in REGISTER.decisions.values()
        for number in decision.diary_numbers
    ]
    assert numbers == [
        ("U20136848JÄM", "U2013/6848/JÄM", "probable"),
        ("fdf22f51", None, "unresolved"),
    ]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2015, 3, 15), date(2015, 3, 13), date(2015, 3, 16)),
        (date(2018, 1, 1), date(2017, 12, 29), date(2018, 1, 2)),
    ],
)
def test_days_of_the_register_that_are_no_working_days_lie_between_two(day, before, after):
    assert day in {*stated_days().values(), REGISTER.handovers["jamy-2018"].effective}
    assert (working_day_before(day), working_day_after(day)) == (before, after)


@pytest.mark.parametrize(
    ("group", "count"),
    [
        ("samordningsgrupp-vasterbotten", 7),
        ("lansgruppen-norrbotten", 7),
        ("nmt", 6),
        ("county-boards", 21),
    ],
)
def test_groups_have_their_members(group, count):
    members = REGISTER.organisations[group].members
    assert len({(one.organisation, one.named) for one in members}) == len(members) == count


def test_the_county_boards_are_every_county_board():
    boards = {key for key, one in REGISTER.organisations.items() if one.kind == "county_board"}
    assert {one.organisation for one in REGISTER.organisations["county-boards"].members} == boards


def test_stated_counts_match_what_is_listed():
    for assignment in REGISTER.assignments.values():
        assert assignment.stated_parts in {None, len(assignment.parts)}
    for plan in REGISTER.plans.values():
        assert plan.stated_focus_areas in {None, len(plan.focus_areas)}
    assert REGISTER.plans["handlingsplan-2008"].measures == 36


def test_a_disputed_field_uses_one_claim_and_says_why():
    disputed: list[list[Claim]] = [getattr(one, "claims", []) for one in walk(REGISTER)]
    for claims in disputed:
        for about in {claim.about for claim in claims}:
            used = [claim for claim in claims if claim.about == about and claim.used]
            assert [bool(claim.because) for claim in used] == [True], about


@pytest.mark.parametrize(
    ("about", "used", "unused"),
    [
        ("since", {"2009"}, {"2008"}),
        ("period", {"2011..2014"}, {"..2014", "2011..2015"}),
        ("report_number", {"2015:10"}, {"2015:6"}),
        ("funding", {"drygt 210 miljoner kronor"}, {"210 miljoner"}),
    ],
)
def test_contradictions_between_sources_are_kept(about, used, unused):
    claims = [claim for claim in every(Claim) if claim.about == about]
    assert {claim.says for claim in claims if claim.used} == used
    assert {claim.says for claim in claims if not claim.used} == unused


def test_the_fourth_part_is_worded_in_two_ways():
    claims = REGISTER.assignments["child-trafficking"].parts["strengthened-coordination"].claims
    assert [(claim.says, claim.used) for claim in claims] == [
        ("Medverka till förstärkt samordning på området", True),
        ("Samarbete inom EU", False),
    ]


@pytest.mark.parametrize(
    ("document", "published"),
    [
        ("pm-2009-04-09", "2009-04-09"),
        ("pm-am", "2022-10..autumn 2024"),
        ("nyhet-2018-01-08", "2018-01-08"),
        ("nej-till-sexkop", "2014..2015-03-14"),
        ("ny-handlingsplan", "2018"),
    ],
)
def test_a_text_is_dated_or_bounded_with_a_reason(document, published):
    dated = FuzzyDate.parse(published)
    assert REGISTER.documents[document].published == dated
    assert bool(REGISTER.documents[document].dated_because) == (dated.day is None)


@pytest.mark.parametrize(
    ("decision", "day"),
    [
        ("ij-april-2009", date(2009, 4, 9)),
        ("coordination-decision-2009", date(2009, 12, 31)),
        ("survey-decision-2013", date(2014, 1, 1)),
        ("children-decision", date(2014, 1, 1)),
        ("handover-decision-2018", date(2018, 1, 1)),
        ("ordinance-2000-605", date(2018, 1, 1)),
    ],
)
def test_a_decision_is_known_from_a_day(decision, day):
    assert known_from(REGISTER, decision) == day


def test_a_fuzzy_beginning_stays_fuzzy():
    since = {key: one.since for key, one in REGISTER.assignments.items() if one.since}
    fuzzy = {key: one.text for key, one in since.items() if one.day is None}
    assert fuzzy == {
        "regional-vasterbotten": "autumn 2008",
        "regional-norrbotten": "2009",
        "national-coordination": "2009",
    }


@pytest.mark.parametrize(
    ("key", "on", "first", "about"),
    [
        ("jamy-annual-report/annual-report", "02-22", 2019, "year_before"),
        ("jamy-budget-documentation/budget-documentation", "03-01", 2018, "year_after"),
    ],
)
def test_a_yearly_report_rests_on_the_ordinance(key, on, first, about):
    milestone = milestones()[key]
    assert milestone.yearly == Yearly(on=on, first=first, about=about)
    assert milestone.last_day == LastDay(policy="next_working_day", basis="lag (1930:173) 2 §")
    assert sources(milestone) == {"forordning-2000-605"}
    assert milestone.to == ["regeringen"]


def test_the_grant_to_an_intergovernmental_body_is_no_assignment():
    kinds = {REGISTER.organisations[one.responsible].kind for one in every(Assignment)}
    assert kinds == {"agency", "county_board", "group"}
    assert REGISTER.activities["cbss-grant"].assignment is None
