"""What one entry says of another: every name leads somewhere, every count and order holds."""

import pytest

from register import names
from register.known import known_from
from register.mistakes import SHOWN
from register.read import read
from tests.small_register import HERE, SMALL, marked, register_of, small

REPORT = "        due: 2021-03-31\n"
YEARLY = "yearly: {on: 02-22, first: 2021}"
ASSIGNMENT = "  stodet:\n    title: Stödet\n"
ITEM = "      - what: stodet\n        fate: moves\n"


def sentences(data: bytes) -> list[str]:
    return [mistake.text("register.yaml") for mistake in read(data).mistakes]


# Each kind of reference, to nothing: (old words, new words, the name, the name that was meant).
REFERENCES = {
    "a holder": ("    responsible: lst\n    plan", "    ¤responsible: lsst\n    plan", "lsst", "lst"),
    "an issuer": ("issuer: regeringen\n    kind: assignment", "¤issuer: regringen\n    kind: assignment", "regringen", "regeringen"),
    "a ministry": ("    issuer: regeringen\n", "    issuer: regeringen\n    ¤ministry: myndighetn\n", "myndighetn", "myndigheten"),
    "a member": ("- organisation: lst\n", "- ¤organisation: lts\n", "lts", "lst"),
    "a recipient": ("to: [regeringen]", "to: [¤regeringn]", "regeringn", "regeringen"),
    "a copy": ("copies: [myndigheten]", "copies: [¤mindigheten]", "mindigheten", "myndigheten"),
    "a partner": ("        organisation: myndigheten", "        ¤organisation: mynigheten", "mynigheten", "myndigheten"),
    "whoever gets money": ("        to: lst", "        ¤to: lsst", "lsst", "lst"),
    "a giver": ("    giver: lst", "    ¤giver: lxt", "lxt", "lst"),
    "a receiver": ("receiver: myndigheten", "¤receiver: myndighten", "myndighten", "myndigheten"),
    "a group": ("    assignment: stodet\n", "    assignment: stodet\n    ¤group: grupen\n", "grupen", "gruppen"),
    "an executor": ("    assignment: stodet\n", "    assignment: stodet\n    ¤executor: grupp\n", "grupp", "gruppen"),
    "the holder of an activity": ("    responsible: lst\n    assignment", "    ¤responsible: last\n    assignment", "last", "lst"),
    "a document": ("source: {document: brevet, at: paragraph 4}", "source: {¤document: brev, at: paragraph 4}", "brev", "brevet"),
    "a document of a detail": ("        to: lst\n", "        to: lst\n        source: {¤document: brevt, at: paragraph 1}\n", "brevt", "brevet"),
    "a decision": ("    decision: beslut\n    responsible: lst\n    plan", "    ¤decision: beslt\n    responsible: lst\n    plan", "beslt", "beslut"),
    "the decision of a milestone": (REPORT, REPORT + "        ¤decision: besluta\n", "besluta", "beslut"),
    "an amending decision": (REPORT, REPORT + "        ¤amended_by: andringen\n", "andringen", "andring"),
    "the decision of an earlier date": (
        REPORT,
        REPORT + "        amended_by: andring\n        earlier_dates: [{due: 2021-02-01, ¤decision: beslutt}]\n",
        "beslutt", "beslut",
    ),
    "a withdrawing decision": (REPORT, REPORT + "        ¤withdrawn_by: andringg\n", "andringg", "andring"),
    "a decision that withdraws it all": (ASSIGNMENT, ASSIGNMENT + "    ¤withdrawn_by: anndring\n", "anndring", "andring"),
    "the decision of money": ("        to: lst\n", "        to: lst\n        ¤decision: beslu\n", "beslu", "beslut"),
    "the decision of a plan": ("    title: Planen\n    decision: beslut", "    title: Planen\n    ¤decision: besluut", "besluut", "beslut"),
    "the decision of a handover": ("    decision: flytt\n", "    ¤decision: flyt\n", "flyt", "flytt"),
    "the decision of an activity": ("    kind: telephone\n    decision: beslut", "    kind: telephone\n    ¤decision: bslut", "bslut", "beslut"),
    "a plan": ("    plan: planen", "    ¤plan: plannen", "plannen", "planen"),
    "a focus area": ("    focus_area: skydd", "    ¤focus_area: skyd", "skyd", "skydd"),
    "an assignment": ("    assignment: stodet", "    ¤assignment: stod", "stod", "stodet"),
    "an assignment that goes on": (ASSIGNMENT, ASSIGNMENT + "    ¤continues: kartlagning\n", "kartlagning", "kartlaggning"),
    "a covered assignment": (REPORT, REPORT + "        covers: [kartlaggning, ¤stodett]\n", "stodett", "stodet"),
    "a ladder": (REPORT, REPORT + "        ¤alerts: earli\n", "earli", "early"),
    "the standard ladder": (REPORT, REPORT + "        ¤alerts: standrad\n", "standrad", "standard"),
    "an assignment that is handed over": ("- what: stodet", "- ¤what: stodte", "stodte", "stodet"),
    "an activity that is handed over": ("- what: stodet", "- ¤what: telefon", "telefon", "telefonen"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "name", "meant"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_to_nothing_is_told_with_its_place_and_the_nearest_name(old, new, name, meant):
    data, [(line, column)] = marked(small((old, new)))
    place = f"register.yaml:{line}:{column}"
    assert sentences(data) == [f"{place}: «{name}» finns inte; menade du «{meant}»?"]
    english = read(data).mistakes[0].text("register.yaml", "en")
    assert english == f"{place}: «{name}» does not exist; did you mean «{meant}»?"


def test_a_reference_to_nothing_like_anything_says_where_the_names_are():
    data, [(line, column)] = marked(small(("    plan: planen", "    ¤plan: helt-annat")))
    assert sentences(data) == [
        f"register.yaml:{line}:{column}: «helt-annat» finns inte under plans"
    ]


def test_the_continuing_of_itself_through_others_is_told_at_each_of_them():
    data, places = marked(
        small(
            ("    plan: planen\n", "    plan: planen\n    ¤continues: stodet\n"),
            (ASSIGNMENT, ASSIGNMENT + "    ¤continues: kartlaggning\n"),
        )
    )
    found = read(data).mistakes
    assert [(one.line, one.column) for one in found] == places
    assert [one.sv for one in found] == [
        "uppdraget fortsätter sig självt: kartlaggning → stodet → kartlaggning",
        "uppdraget fortsätter sig självt: stodet → kartlaggning → stodet",
    ]


def test_what_leads_into_a_circle_is_not_part_of_it():
    text = small((ASSIGNMENT, ASSIGNMENT + "    ¤continues: stodet\n"))
    text = text.replace("    plan: planen\n", "    plan: planen\n    continues: stodet\n")
    data, places = marked(text)
    assert [(one.line, one.column) for one in read(data).mistakes] == places


RULES = {
    "fewer parts than stated": (
        ASSIGNMENT, ASSIGNMENT + "    ¤stated_parts: 4\n    parts:\n      ett: {title: Ett}\n",
        "källan säger 4 delar, här står 1",
    ),
    "another number of members": (
        "    members:\n", "    ¤stated_members: 3\n    members:\n",
        "källan säger 3 medlemmar, här står 2",
    ),
    "another number of focus areas": (
        "    focus_areas:\n", "    ¤stated_focus_areas: 1\n    focus_areas:\n",
        "källan säger 1 insatsområden, här står 2",
    ),
    "a wrong check digit": (
        "number: 202100-2247", "¤number: 202100-2248",
        "202100-2248 är inget organisationsnummer: kontrollsiffran är fel",
    ),
    "a day and a day every year": (
        "due: 2021-03-31\n", "due: 2021-03-31\n        ¤" + YEARLY + "\n",
        "ange antingen due, en dag, eller yearly, en dag varje år",
    ),
    "earlier dates without the change": (
        "due: 2021-03-31\n", "due: 2021-03-31\n        ¤earlier_dates: [{due: 2021-02-01}]\n",
        "tidigare dagar förutsätter amended_by: det beslut som ändrade dagen",
    ),
    "a day that only leap years have": (
        YEARLY, "yearly: {¤on: 02-29, first: 2021}",
        "02-29 finns inte varje år: skriv månad och dag, som 02-22",
    ),
    "a day before its decision": (
        "due: 2021-03-31", "¤due: 2012-03-31",
        "dagen 2012-03-31 ligger före beslutet (2020-01-10)",
    ),
    "a month before its decision": (
        "due: 2021-03-31", "¤due: 2019-12",
        "dagen 2019-12 ligger före beslutet (2020-01-10)",
    ),
    "a day in no month": (
        YEARLY, "yearly: {¤on: 13-01, first: 2021}",
        "13-01 finns inte varje år: skriv månad och dag, som 02-22",
    ),
    "the last year before the first": (
        YEARLY, "yearly: {on: 02-22, first: 2021, ¤last: 2020}",
        "sista året 2020 ligger före det första, 2021",
    ),
    "a giver who does not hold it": (
        "    giver: lst\n", "    giver: regeringen\n",
        "lst ansvarar för «stodet» dagen före, inte givaren regeringen",
    ),
    "a handover to the giver": (
        "receiver: myndigheten", "¤receiver: lst",
        "«lst» är redan givaren: ange den som tar över",
    ),
    "a contact that moves before responsibility": (
        "contact_from: 2021-01-08", "¤contact_from: 2020-12-31",
        "kontakten kan inte flytta före ansvaret, som flyttar 2021-01-01",
    ),
    "a decision without a day": (
        "    received: 2020-05-04\n    source: {document: brevet", "    source: {document: odaterat",
        ("ingen dag säger sedan när beslutet är känt: ange received eller published, "
        "eller known_from med day och because"),
    ),
    "an activity named as an assignment": (
        "  telefonen:\n    title", "  ¤stodet:\n    title",
        "«stodet» är redan namnet på ett uppdrag: ge verksamheten ett eget",
    ),
    "a former name that is still there": (
        ASSIGNMENT, ASSIGNMENT + "    ¤formerly: kartlaggning\n",
        "«kartlaggning» finns fortfarande: formerly är ett namn som inte används längre",
    ),
    "the former name of a milestone that is still there": (
        REPORT, REPORT + "        ¤formerly: arsrapport\n",
        "«arsrapport» finns fortfarande: formerly är ett namn som inte används längre",
    ),
    "a member who is nobody": (
        "- named: En stiftelse", "- ¤since: 2020-01-01",
        "ange organisation, named eller båda",
    ),
    "a partner who is nobody": (
        "        organisation: myndigheten\n", "",
        "ange organisation, who eller båda",
    ),
    "a probable reading without a reason": (
        "    kind: amendment\n",
        "    kind: amendment\n    diary_numbers: [¤{raw: U20136848, reading: U2013/6848, status: probable}]\n",
        "en trolig läsning behöver reading och skälet, because",
    ),
    "a reading of what cannot be read": (
        "    kind: amendment\n",
        "    kind: amendment\n    diary_numbers: [{raw: U2, ¤reading: U2013/2, status: unresolved}]\n",
        "ett nummer som inte kan läsas har ingen läsning: ta bort reading eller status",
    ),
    # What the tables could not hold, or would hold only one half of
    "a recipient twice": (
        "to: [regeringen]\n        copies: [myndigheten]", "to: [regeringen, ¤regeringen]",
        "«regeringen» står här två gånger: behåll en av dem",
    ),
    "a recipient who gets a copy too": (
        "copies: [myndigheten]", "copies: [¤regeringen]",
        "«regeringen» är redan mottagare: den som får originalet får ingen kopia",
    ),
    "a covered assignment twice": (
        REPORT, REPORT + "        covers: [stodet, ¤stodet]\n",
        "«stodet» står här två gånger: behåll en av dem",
    ),
    "two names from one day": (
        "      - name: Myndigheten\n", "      - name: Myndigheten\n      - ¤name: En annan\n",
        "«En annan» och «Myndigheten» gäller från samma dag: ange since för den senare",
    ),
    "a focus area of no plan": (
        "    plan: planen\n    focus_area", "    ¤focus_area",
        "ett insatsområde hör till en plan: ange plan",
    ),
    "an amendment by the decision itself": (
        REPORT, REPORT + "        ¤amended_by: beslut\n",
        "beslut gav uppdraget: amended_by är ett senare beslut som ändrade dagen",
    ),
    "a rhythm that is amended": (
        YEARLY, YEARLY + "\n        ¤amended_by: andring",
        "en dag varje år ändras så: avsluta den med last och skriv den nya som en egen milstolpe",
    ),
    "the same thing moved twice on one day": (
        "      - what: kartlaggning\n        fate: stays", "      - ¤what: stodet\n        fate: moves",
        "«stodet» flyttar redan 2021-01-01, i överlämningen flytten",
    ),
    "a handover before there is anything to hand over": (
        ASSIGNMENT, ASSIGNMENT + "    since: 2022-01-01\n",
        ("ansvaret för «stodet» börjar först 2022-01-01 och kan inte flytta 2021-01-01: "
        "ange since på det som flyttar"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), RULES.values(), ids=RULES)
def test_a_rule_that_is_broken_is_told_with_its_place(old, new, said):
    text = small((old, new))
    text = text.replace(
        "decisions:\n", "  odaterat:\n    title: Odaterat\n    kind: letter\ndecisions:\n"
    )
    if "¤" not in new:  # the place lies elsewhere than in the words that changed
        text = text.replace(*ELSEWHERE[said.split(":")[0]])
    data, [(line, column)] = marked(text)
    assert sentences(data) == [f"register.yaml:{line}:{column}: {said}"]


ELSEWHERE = {
    "lst ansvarar för «stodet» dagen före, inte givaren regeringen": ("- what: stodet", f"- {HERE}what: stodet"),
    "ingen dag säger sedan när beslutet är känt": ("  andring:\n", f"  {HERE}andring:\n"),
    "ange organisation, who eller båda": ("- duty: cooperate", f"- {HERE}duty: cooperate"),
    "ansvaret för «stodet» börjar först 2022-01-01 och kan inte flytta 2021-01-01": ("- what: stodet", f"- {HERE}what: stodet"),
}  # fmt: skip


ENDS = ("    number: 202100-2247\n", "    number: 202100-2247\n    exists: until 2020-12-31\n")
GOES_ON = ("    responsible: lst\n    plan", "    ¤responsible: lst\n    plan")
LEFT = "lst upphör 2020-12-31 men ansvarar för slutrapport, arsrapport efter det: lägg in en överlämning"


def test_a_body_that_ceases_may_not_be_left_responsible():
    data, [(line, column)] = marked(small(ENDS, GOES_ON))
    assert sentences(data) == [f"register.yaml:{line}:{column}: {LEFT}"]


@pytest.mark.parametrize(
    "edit",
    [
        ("what: kartlaggning\n        fate: stays", "what: kartlaggning\n        fate: moves"),
        ("    plan: planen\n", "    plan: planen\n    withdrawn_by: andring\n"),
        ("exists: until 2020-12-31", "exists: until 2022"),
    ],
    ids=["handed over the day after", "withdrawn", "due before"],
)
def test_a_body_that_ceases_when_nothing_is_left_is_no_mistake(edit):
    text = small(ENDS, ("first: 2021", "first: 2021, last: 2022"), edit)
    assert sentences(text.encode()) == []


def test_a_receiver_that_ceases_may_not_be_left_responsible_either():
    text = small(
        (
            "delrapport:\n        kind: interim_report\n        due: 2020",
            "delrapport:\n        kind: interim_report\n        due: 2022",
        )
    )
    text = text.replace(
        "name: Myndigheten\n    kind: agency\n",
        "name: Myndigheten\n    kind: agency\n    exists: 2010..2021\n",
    )
    [said] = sentences(text.encode())
    assert "myndigheten upphör 2021-12-31 men ansvarar för delrapport efter det" in said


@pytest.mark.parametrize("due", ["2020-01", "2020", "until 2020-02", "since 2009", "2020-01-10"])
def test_a_date_that_may_lie_after_its_decision_is_no_mistake(due):
    assert sentences(small(("due: 2021-03-31", f"due: {due}")).encode()) == []


def test_an_amendment_may_set_a_day_that_has_passed():
    amended = REPORT + "        amended_by: andring\n        earlier_dates: [{due: 2019-12-31}]\n"
    assert sentences(small((REPORT, amended.replace("2021-03-31", "2020-02-01"))).encode()) == []


def test_a_former_name_is_claimed_once():
    data, [(line, column)] = marked(
        small(
            ("    plan: planen\n", "    plan: planen\n    formerly: gammalt\n"),
            (ASSIGNMENT, ASSIGNMENT + "    ¤formerly: gammalt\n"),
        )
    )
    said = "«gammalt» är redan det förra namnet på kartlaggning"
    assert sentences(data) == [f"register.yaml:{line}:{column}: {said}"]


def test_a_giver_who_holds_nothing_of_it_is_told_once():
    both = small(("kartlaggning\n        fate: stays", "kartlaggning\n        fate: moves"))
    data, [(line, column)] = marked(both.replace("    giver: lst", "    ¤giver: regeringen"))
    said = "lst ansvarar för det som flyttar dagen före, inte givaren regeringen"
    assert sentences(data) == [f"register.yaml:{line}:{column}: {said}"]


def test_what_has_ended_has_no_giver():
    ended = small(
        (
            "handovers:\n",
            (
                "handovers:\n  slutet:\n    title: Slutet\n    kind: closing\n    decision: flytt\n"
                "    giver: lst\n    receiver: myndigheten\n    effective: 2020-12-01\n    items:\n"
                "      - what: stodet\n        fate: ends\n        text: det upphör\n"
                "        source: {document: brevet, at: paragraph 7}\n"
                "    source: {document: brevet, at: paragraph 7}\n"
            ),
        )
    )
    data, [(line, column)] = marked(ended.replace(ITEM, ITEM.replace("what", "¤what")))
    said = "ingen ansvarar för «stodet» dagen före, inte givaren lst"
    assert sentences(data) == [f"register.yaml:{line}:{column}: {said}"]


def test_a_chain_of_thousands_is_checked_at_once():
    links = "".join(
        f"  a{n}:\n    title: T\n    decision: beslut\n    responsible: lst\n"
        f"    continues: a{n - 1 if n else 2_999}\n    source: {{document: brevet, at: p}}\n"
        for n in range(3_000)
    )
    head = SMALL[: SMALL.index("assignments:\n")]
    found = read(f"{head}assignments:\n{links}".encode())
    assert len(found.mistakes) >= 1
    assert found.mistakes[0].sv.startswith("uppdraget fortsätter sig självt")
    assert len(found.mistakes[0].sv) < 500


def test_no_more_guesses_are_made_than_mistakes_are_shown(monkeypatch):
    asked = []

    def meant(word, *_):
        asked.append(word)

    monkeypatch.setattr(names, "meant", meant)
    bodies = ", ".join(f"nobody-{n}" for n in range(300))
    found = read(small(("copies: [myndigheten]", f"copies: [{bodies}]")).encode()).mistakes
    assert (len(found), len(asked)) == (300, SHOWN)


def test_the_nearest_day_that_a_decision_is_known_from_counts():
    days = {
        "received": "    received: 2020-01-01\n    published: 2020-02-01\n",
        "published": "    published: 2020-02-01\n    known_from: {day: 2020-03-01, because: Så}\n",
        "assumed": "    known_from: {day: 2020-03-01, because: Så}\n",
        "document": "",
    }
    found = {
        name: known_from(
            register_of(small(("    published: 2020-01-10\n    source", f"{lines}    source"))),
            "beslut",
        )
        for name, lines in days.items()
    }
    assert {name: day.isoformat() for name, day in found.items()} == {
        "received": "2020-01-01", "published": "2020-02-01", "assumed": "2020-03-01",
        "document": "2020-01-10",
    }  # fmt: skip


def test_a_day_that_is_not_a_day_is_passed_over_for_the_next():
    vague = "    received: 2020-01\n    published: 2020-02-01\n    source"
    register = register_of(small(("    published: 2020-01-10\n    source", vague)))
    assert known_from(register, "beslut").isoformat() == "2020-02-01"
