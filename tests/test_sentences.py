"""What a sync changes, as a person would say it, in Swedish and in English."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from models.database import open_database
from models.tables import metadata
from register.field_words import FIELDS, HIDDEN, value
from register.sentences import DETAILS, NOUNS
from register.sync import DECLARED
from tests.small_register import SMALL, dump, small, synced, told, without

DUE = "        due: 2021-03-31\n"
CITED = "        source: {document: brevet, at: paragraph 7, wording: andra ord}\n"


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = open_database(sqlite_url, durable=False)
    yield engine
    engine.dispose()


FIRST = {  # lines of the first sync, one of each kind
    "+ organisation lst: Länsstyrelsen": "+ organisation lst: Länsstyrelsen",
    "+ källa brevet: Ett brev": "+ source brevet: Ett brev",
    "+ beslut beslut: Beslutet": "+ decision beslut: Beslutet",
    "+ handlingsplan planen: Planen": "+ plan planen: Planen",
    "+ uppdrag stodet: Stödet": "+ assignment stodet: Stödet",
    "+ verksamhet telefonen: Telefonen": "+ activity telefonen: Telefonen",
    "+ överlämning flytten: Flytten till Myndigheten": "+ handover flytten: Flytten till Myndigheten",
    "+ datum i bakgrunden lagen: Lagen träder i kraft": "+ context date lagen: Lagen träder i kraft",
    "+ påminnelsestege early": "+ ladder early",
    "+ slutredovisning kartlaggning/slutrapport: senast 31 mars 2021": (
        "+ final report kartlaggning/slutrapport: no later than 31 March 2021"
    ),
    "+ årsredovisning kartlaggning/arsrapport/2020: senast 22 februari 2021": (
        "+ annual report kartlaggning/arsrapport/2020: no later than 22 February 2021"
    ),
    "+ Länsstyrelsen ansvarar för stodet": "+ Länsstyrelsen answers for stodet",
    "+ Myndigheten ansvarar för stodet från 1 januari 2021": (
        "+ Myndigheten answers for stodet from 1 January 2021"
    ),
    "+ Myndigheten svarar på frågor om stodet från 8 januari 2021": (
        "+ Myndigheten is the contact for stodet from 8 January 2021"
    ),
}


def test_the_first_sync_tells_of_everything_once_and_of_nothing_presumed(engine: Engine):
    found = synced(engine)
    swedish, english = told(found), told(found, "en")
    for line, same in FIRST.items():
        assert english[swedish.index(line)] == same
    assert len(set(swedish)) == len(swedish)
    assert not any("svarar på frågor om stodet från 1 januari" in line for line in swedish)


# Each kind of change: the words that are replaced, what they become, the lines.
CHANGES = {
    "a title": (
        "title: Stödet", "title: Det nya stödet",
        ["~ uppdrag stodet: titel: Stödet → Det nya stödet"],
        ["~ assignment stodet: title: Stödet → Det nya stödet"],
    ),
    "several fields": (
        "    plan: planen\n", "    since: 2020-01-01\n    short: kartan\n    plan: planen\n",
        ["~ uppdrag kartlaggning: kort namn: – → kartan; från: – → 1 januari 2020",
         "~ Länsstyrelsen ansvarar för kartlaggning från 1 januari 2020"],
        ["~ assignment kartlaggning: short name: – → kartan; from: – → 1 January 2020",
         "~ Länsstyrelsen answers for kartlaggning from 1 January 2020"],
    ),
    "a source": (
        "    source: {document: brevet, at: paragraph 5}", "    source: {document: brevet, at: paragraph 50}",
        ["~ uppdrag stodet: källan ändrad",
         "~ delredovisning stodet/delrapport: källan ändrad",
         "~ stodet: uppgifter om ansvar ändrade"],
        ["~ assignment stodet: source changed",
         "~ interim report stodet/delrapport: source changed",
         "~ stodet: details of responsibility changed"],
    ),
    "secrecy": (
        "    title: Stödet\n", "    title: Ett hemligt namn\n    secret: true\n",
        ["~ uppdrag stodet: titel: … → …; sekretess: nej → ja"],
        ["~ assignment stodet: title: … → …; secret: no → yes"],
    ),
    "a withdrawal": (
        "    plan: planen\n", "    plan: planen\n    withdrawn_by: andring\n",
        ["~ uppdrag kartlaggning: återkallat genom Ändringsbeslutet",
         "~ slutredovisning kartlaggning/slutrapport: återkallat genom Ändringsbeslutet",
         "~ årsredovisning kartlaggning/arsrapport/2020: återkallat genom Ändringsbeslutet",
         "~ årsredovisning kartlaggning/arsrapport/2021: återkallat genom Ändringsbeslutet"],
        ["~ assignment kartlaggning: withdrawn by Ändringsbeslutet",
         "~ final report kartlaggning/slutrapport: withdrawn by Ändringsbeslutet",
         "~ annual report kartlaggning/arsrapport/2020: withdrawn by Ändringsbeslutet",
         "~ annual report kartlaggning/arsrapport/2021: withdrawn by Ändringsbeslutet"],
    ),
    "a day of a decision": (
        "    received: 2020-05-04\n", "    received: 2020-05-05\n    decided: 2020-05\n",
        [("~ beslut andring: beslutad: – → maj 2020; mottagen: 4 maj 2020 → 5 maj 2020; "
         "känt från: 4 maj 2020 → 5 maj 2020")],
        [("~ decision andring: decided: – → May 2020; received: 4 May 2020 → 5 May 2020; "
         "known from: 4 May 2020 → 5 May 2020")],
    ),
    "an amended date": (
        DUE, "        due: autumn 2021\n        amended_by: andring\n",
        ["~ slutredovisning kartlaggning/slutrapport: senast hösten 2021 i stället för 31 mars 2021 (Ändringsbeslutet)"],
        ["~ final report kartlaggning/slutrapport: no later than autumn 2021 instead of 31 March 2021 (Ändringsbeslutet)"],
    ),
    "a corrected date": (
        DUE, "        due: 2021-03-30\n        correction: Läsfel.\n",
        ["~ slutredovisning kartlaggning/slutrapport: senast 30 mars 2021 i stället för 31 mars 2021 (rättelse: Läsfel.)"],
        ["~ final report kartlaggning/slutrapport: no later than 30 March 2021 instead of 31 March 2021 (correction: Läsfel.)"],
    ),
    "how a date is meant, and what is owed": (
        DUE, DUE + "        mode: 'on'\n        form: oral\n        period: 2020\n        alerts: early\n",
        [("~ slutredovisning kartlaggning/slutrapport: sista dag eller bestämd dag: sista dag → bestämd dag; "
         "form: – → muntlig; påminnelsestege: standard → early; avser: – → 2020")],
        [("~ final report kartlaggning/slutrapport: last day or set day: last day → set day; "
         "form: – → oral; ladder: standard → early; covers the period: – → 2020")],
    ),
    "the kind of a duty": (
        "kind: final_report", "kind: report",
        ["~ redovisning kartlaggning/slutrapport: slag: slutredovisning → redovisning"],
        ["~ report kartlaggning/slutrapport: kind: final report → report"],
    ),
    "a policy": (
        DUE, DUE + "        last_day: {policy: next_working_day, basis: lag (1930:173) 2 §}\n",
        [("~ slutredovisning kartlaggning/slutrapport: när sista dagen är ledig: samma dag → nästa arbetsdag; "
         "lagstöd: – → lag (1930:173) 2 §")],
        [("~ final report kartlaggning/slutrapport: when the last day is off: the same day → the next working day; "
         "legal basis: – → lag (1930:173) 2 §")],
    ),
    "recipients": (
        "        to: [regeringen]\n        copies: [myndigheten]\n", "",
        ["~ delredovisning stodet/delrapport: mottagare: –"],
        ["~ interim report stodet/delrapport: recipients: –"],
    ),
    "what is covered": (
        DUE, DUE + "        covers: [stodet]\n",
        ["~ slutredovisning kartlaggning/slutrapport: omfattar också: stodet"],
        ["~ final report kartlaggning/slutrapport: also covers: stodet"],
    ),
    "a holder": (
        "    responsible: lst\n    plan",
        "    responsible: myndigheten\n    correction: Fel.\n    plan",
        ["~ Myndigheten ansvarar för kartlaggning i stället för Länsstyrelsen (rättelse: Fel.)"],
        ["~ Myndigheten answers for kartlaggning instead of Länsstyrelsen (correction: Fel.)"],
    ),
    "a name": (
        "name: Myndigheten", "name: Nämnden",
        ["~ organisation myndigheten heter Nämnden, inte Myndigheten"],
        ["~ organisation myndigheten is named Nämnden, not Myndigheten"],
    ),
    "a later name": (
        "      - name: Myndigheten\n", "      - name: Myndigheten\n      - name: Verket\n        since: 2022-01-01\n",
        ["+ organisation myndigheten heter Verket från 1 januari 2022"],
        ["+ organisation myndigheten is named Verket from 1 January 2022"],
    ),
    "a short name": (
        "      - name: Myndigheten\n", "      - name: Myndigheten\n        short: M\n",
        ["~ myndigheten: uppgifter om namn ändrade"], ["~ myndigheten: details of names changed"],
    ),
    "the day of a handover": (
        "effective: 2021-01-01", "effective: 2020-12-01",
        ["~ överlämning flytten: ansvaret flyttar: 1 januari 2021 → 1 december 2020",
         "~ Myndigheten ansvarar för stodet från 1 december 2020"],
        ["~ handover flytten: responsibility moves: 1 January 2021 → 1 December 2020",
         "~ Myndigheten answers for stodet from 1 December 2020"],
    ),
    "the day of a contact": (
        "contact_from: 2021-01-08", "contact_from: 2021-01-11",
        ["~ överlämning flytten: kontakt från: 8 januari 2021 → 11 januari 2021",
         "~ Myndigheten svarar på frågor om stodet från 11 januari 2021"],
        ["~ handover flytten: contact from: 8 January 2021 → 11 January 2021",
         "~ Myndigheten is the contact for stodet from 11 January 2021"],
    ),
    "what stays instead of moving": (
        "        fate: moves\n        text: stödet", "        fate: stays\n        text: stödet",
        ["- Myndigheten ansvarar för stodet från 1 januari 2021",
         "- Myndigheten svarar på frågor om stodet från 8 januari 2021",
         "~ flytten: vad som flyttar och stannar ändrade"],
        ["- Myndigheten answers for stodet from 1 January 2021",
         "- Myndigheten is the contact for stodet from 8 January 2021",
         "~ flytten: what moves and what stays changed"],
    ),
    "what ends": (
        "        fate: moves\n        text: stödet", "        fate: ends\n        text: stödet",
        ["~ ingen ansvarar för stodet från 1 januari 2021 i stället för Myndigheten",
         "- Myndigheten svarar på frågor om stodet från 8 januari 2021",
         "~ flytten: vad som flyttar och stannar ändrade"],
        ["~ nobody answers for stodet from 1 January 2021 instead of Myndigheten",
         "- Myndigheten is the contact for stodet from 8 January 2021",
         "~ flytten: what moves and what stays changed"],
    ),
    "a ladder": (
        "before: [60d, 10wd]", "before: [60d]",
        ["~ påminnelsestege early: före: 60d 10wd → 60d"], ["~ ladder early: before: 60d 10wd → 60d"],
    ),
    "money and partners": (
        "        amount: 5_000_000\n", "        amount: 6_000_000\n",
        ["~ kartlaggning: medel ändrade"], ["~ kartlaggning: funding changed"],
    ),
    "members": (
        "- named: En stiftelse", "- named: En annan stiftelse",
        ["~ gruppen: medlemmar ändrade"], ["~ gruppen: members changed"],
    ),
    "focus areas": (
        "      stod: Stöd\n", "      stod: Mer stöd\n",
        ["~ planen: insatsområden ändrade"], ["~ planen: focus areas changed"],
    ),
    "diary numbers": (
        "    kind: amendment\n", "    kind: amendment\n    diary_numbers: [{raw: S2020/1}]\n",
        ["~ andring: diarienummer ändrade"], ["~ andring: diary numbers changed"],
    ),
    "details of several kinds": (
        "    title: Stödet\n", "    title: Stödet\n    particulars: [{about: note, says: En sak.}]\n    claims: [{about: title, says: Stöd}]\n    parts: {ett: {title: Ett, claims: [{about: title, says: 1}]}}\n",
        ["~ stodet: delar, vad källorna säger, upplysningar ändrade"],
        ["~ stodet: parts, what the sources say, particulars changed"],
    ),
    "contact points": (
        "    kind: agency\n", "    kind: agency\n    contact_points: [{email: brev@myndigheten.example}]\n",
        ["~ myndigheten: kontaktuppgifter ändrade"], ["~ myndigheten: contact points changed"],
    ),
    "a former milestone": (
        "      slutrapport:\n", "      redovisning:\n        formerly: slutrapport\n",
        ["~ slutredovisning kartlaggning/redovisning: hette förut kartlaggning/slutrapport"],
        ["~ final report kartlaggning/redovisning: was named kartlaggning/slutrapport before"],
    ),
    "a duty that leaves": (
        "      delrapport:\n        kind: interim_report\n        due: 2020-11-15\n        to: [regeringen]\n        copies: [myndigheten]\n",
        "      annat:\n        kind: other\n",
        ["+ delmål stodet/annat: dag inte angiven", "- delredovisning stodet/delrapport"],
        ["+ milestone stodet/annat: no date stated", "- interim report stodet/delrapport"],
    ),
    "a document": (
        "    published: 2020-01-10\ndecisions", "    published: 2020-01\n    publisher: Regeringen\ndecisions",
        ["~ källa brevet: utgivare: – → Regeringen; publicerad: 10 januari 2020 → januari 2020"],
        ["~ source brevet: publisher: – → Regeringen; published: 10 January 2020 → January 2020"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "swedish", "english"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_as_a_person_would_say_it(engine: Engine, old, new, swedish, english):
    synced(engine)
    found = synced(engine, small((old, new)))
    assert told(found) == swedish
    assert told(found, "en") == english


def test_a_renamed_assignment_is_told_once(engine: Engine):
    synced(engine)
    words = small(
        (
            "  kartlaggning:\n    title: Kartläggningen\n",
            "  kartan:\n    formerly: kartlaggning\n    title: Kartan\n",
        )
    )
    found = synced(engine, words.replace("- what: kartlaggning", "- what: kartan"))
    assert told(found) == [
        "~ uppdrag kartan: hette förut kartlaggning; titel: Kartläggningen → Kartan",
        "~ flytten: vad som flyttar och stannar ändrade",
    ]
    assert told(found, "en")[0] == (
        "~ assignment kartan: was named kartlaggning before; title: Kartläggningen → Kartan"
    )


def test_titles_of_what_belongs_to_a_secret_assignment_are_not_told(engine: Engine):
    secret = ("    title: Stödet\n", "    title: Stödet\n    secret: true\n")
    kind = "        kind: interim_report\n"
    before = small(secret, (kind, kind + "        title: Dold uppgift\n"))
    after = before.replace("Dold uppgift", "Dold plikt").replace("title: Telefonen", "title: Dold")
    first = synced(engine, before)
    changed = synced(engine, after)
    for language in ("sv", "en"):
        said = "\n".join([*told(first, language), *told(changed, language)])
        assert "Dold" not in said
        assert "Telefonen" not in said
    assert len(changed.lines) == 2


def test_the_title_of_a_secret_assignment_is_not_told(engine: Engine):
    found = synced(
        engine, small(("    title: Stödet\n", "    title: Ett hemligt namn\n    secret: true\n"))
    )
    assert "+ uppdrag stodet: Sekretess: öppna för att läsa" in told(found)
    assert "hemligt namn" not in "".join(told(found) + told(found, "en"))


def test_what_leaves_is_told_without_what_hung_on_it(engine: Engine):
    synced(engine)
    found = synced(engine, without("handovers:", "context:"))
    assert told(found) == ["- överlämning flytten"]


def test_no_line_is_without_its_words_and_none_is_in_both_languages_the_same(engine: Engine):
    for line in synced(engine).lines:
        assert line.what in "+~-"
        assert line.subject
        assert line.sv.strip() == line.sv != ""
        assert line.en.strip() == line.en != ""
        assert "None" not in line.sv + line.en


# Everything has a word


def test_every_column_of_the_nouns_and_of_a_duty_has_a_word():
    columns = {column.name for name in (*NOUNS, "duty") for column in metadata.tables[name].columns}
    ours = {
        "opened_on",
        "sequence",
        "created_at",
        "revised_at",
        "lapsed_on",
    }  # no business of the register
    sources = {name for name in columns if name.startswith("source_")}
    assert columns - ours - sources - HIDDEN - {"key", "milestone"} == FIELDS.keys()


def test_every_declared_table_is_told_of():
    assert NOUNS.keys() | DETAILS.keys() == set(DECLARED)


def test_every_choice_of_form_and_mode_is_said_in_words():
    for word in ("written", "oral", "in_another_document", "on", "not_later_than", "none"):
        assert "_" not in value(word, "sv") + value(word, "en")


VALUES = ("title:", "name:", "named:", "at: paragraph", "  text:", "amount:")


def otherwise(line: str) -> str:
    """The same line with another value of its kind."""
    for old, new in (("000_000", "000_001"), ("paragraph ", "paragraph 1")):
        if old in line:
            return line.replace(old, new)
    return f"{line}!"


def test_no_row_changes_without_a_line(engine: Engine):
    synced(engine)
    lines = SMALL.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if any(key in line for key in VALUES):
            before = dump(engine)
            lines[number] = otherwise(line.rstrip()) + "\n"
            found = synced(engine, "".join(lines))
            after = dump(engine)
            kept = {"register_version", "change"}
            changed = {name for name in before if after[name] != before[name]} - kept
            assert bool(found.lines) == bool(changed), line


def test_what_was_written_in_by_hand_is_put_right_and_told(engine: Engine):
    synced(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE partner SET duty = 'assist'"))
        connection.execute(text("UPDATE register_version SET fingerprint = 'old'"))
    assert told(synced(engine)) == ["~ kartlaggning: samverkan ändrade"]
