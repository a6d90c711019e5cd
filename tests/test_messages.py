import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.organisation import Body
from models.report import Report
from models.tenure import Answer, Tenure
from models.words import KIND
from notifications.messages import LONGEST_SUBJECT, About, Message, message
from notifications.plain_text import WIDTH
from notifications.wording import TEMPLATES
from tests.sample_mail import (
    ANNUAL,
    JAMY,
    KNOWN,
    NOW,
    OPS,
    STOCKHOLM,
    SURVEY,
    VOLUNTARY,
    annual_report,
    assignment,
    children,
    decision,
    handover_2018,
    joint_report,
    mail,
    number,
    standing,
    survey,
    told,
    version,
)

PATIENT = settings(deadline=None)  # the first mail reads the templates, and machines are busy

MAILS = Path(__file__).parent / "data" / "mails"
MARCH_1, APRIL_1 = date(2011, 3, 1), date(2011, 4, 1)
NEW_YEAR = date(2018, 1, 1)
FRIDAY_BEFORE = date(2015, 3, 13)  # the working day before Sunday 15 March
SITUATIONS: dict[str, tuple[list[About], date]] = {  # the handbook's four examples, as far as they are mails of one day
    "30-days-before": ([told(joint_report(MARCH_1), "30d")], MARCH_1),
    "the-day-after": ([told(joint_report(APRIL_1), "overdue-1")], APRIL_1),
    "sunday": ([told(survey(date(2015, 2, 27)), "14d")], date(2015, 2, 27)),
    "handover": ([handover_2018()], NEW_YEAR),
    "several": (
        [
            told(children(FRIDAY_BEFORE), "registered"),
            told(survey(FRIDAY_BEFORE), "1wd"),
            told(joint_report(FRIDAY_BEFORE, versions=(version("2015-03-06"),)), "overdue-1",
                 date(2015, 3, 9)),
        ],
        FRIDAY_BEFORE,
    ),
    "yearly": ([told(annual_report(date(2026, 2, 2)), "14d", date(2026, 1, 30))],
               date(2026, 2, 2)),
}  # fmt: skip


def as_file(one: Message) -> str:
    return f"{one.subject}\n\n{one.body}"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", SITUATIONS)
def test_a_mail_reads_as_it_was_approved(name, language):
    abouts, on = SITUATIONS[name]
    approved = (MAILS / f"{name}.{language}.txt").read_text("utf-8")
    assert as_file(mail(*abouts, on=on, language=language)) == approved


@pytest.mark.parametrize(
    ("one", "subject"),
    [
        (joint_report(date(2010, 12, 31)), "90 dagar kvar: slutredovisning senast 31 mars 2011"),
        (joint_report(date(2011, 3, 30)), "1 dag kvar: slutredovisning senast 31 mars 2011"),
        (joint_report(date(2011, 3, 31)), "Sista dagen i dag: slutredovisning senast 31 mars 2011"),
        (joint_report(APRIL_1), "Inlämning inte registrerad: slutredovisning senast 31 mars 2011"),
        (survey(FRIDAY_BEFORE), "Sista arbetsdagen i dag: redovisning söndag 15 mars 2015"),
        (survey(date(2015, 3, 14)), "1 dag kvar: redovisning söndag 15 mars 2015"),
        (survey(date(2015, 3, 15)), "I dag: redovisning söndag 15 mars 2015"),
        (survey(date(2015, 3, 16)), "Inlämning inte registrerad: redovisning söndag 15 mars 2015"),
        (annual_report(date(2026, 2, 20)), "2 dagar kvar: årsredovisning för 2025 senast söndag 22 februari 2026"),
        (annual_report(date(2026, 2, 22)), "I dag: årsredovisning för 2025 senast söndag 22 februari 2026"),
        (annual_report(date(2026, 2, 23)), "Sista dagen i dag: årsredovisning för 2025 senast måndag 23 februari 2026"),
        (annual_report(date(2026, 2, 24)), "Inlämning inte registrerad: årsredovisning för 2025 senast måndag 23 februari 2026"),
        (standing(MARCH_1, SURVEY, kind="repayment"), "30 dagar kvar: återbetalning senast 31 mars 2011"),
        (standing(MARCH_1, SURVEY, kind="internal", title="Utkast till chefen"), "30 dagar kvar: Utkast till chefen senast 31 mars 2011"),
        (standing(MARCH_1, SURVEY, due="autumn 2011"), "Ingen dag angiven: redovisning (hösten 2011)"),
        (standing(MARCH_1, SURVEY, due=None), "Ingen dag angiven: redovisning"),
    ],
)  # fmt: skip
def test_the_subject_says_what_is_due_and_how_near_it_is(one, subject):
    assert mail(told(one, "30d")).subject == subject


def test_the_words_come_from_today_and_not_from_the_rule():
    late = mail(told(joint_report(date(2011, 3, 28)), "30d", MARCH_1))
    assert late.subject == "3 dagar kvar: slutredovisning senast 31 mars 2011"
    assert late.body.startswith("Skulle ha skickats tisdag 1 mars.\n")
    over = mail(told(joint_report(APRIL_1), "1wd", date(2011, 3, 30)))
    assert over.subject.startswith("Inlämning inte registrerad")


def test_what_is_sent_on_its_day_is_not_called_late():
    assert "Skulle ha skickats" not in mail(told(joint_report(MARCH_1), "30d")).body


def test_a_late_mail_of_last_year_names_the_year():
    late = mail(told(survey(date(2015, 1, 2)), "90d", date(2014, 12, 15)))
    assert late.body.startswith("Skulle ha skickats måndag 15 december 2014.\n")


def test_a_new_duty_is_said_to_be_new():
    one = mail(told(children(FRIDAY_BEFORE), "registered"))
    assert one.subject == "Nytt för dig, 63 dagar kvar: redovisning 15 maj 2015"
    assert one.body.startswith("Du har fått det här. Det är nytt i registret")
    assert "Fredag 15 maj 2015 (vecka 20, klämdag) ska" in one.body
    english = mail(told(children(FRIDAY_BEFORE), "registered"), language="en")
    assert english.body.startswith("You have been given this.")


def test_an_amended_date_names_the_one_before():
    dates = version("2011-03-31"), version("2011-06-30", 2, "amended")
    one = mail(told(joint_report(MARCH_1, versions=dates), "amended"))
    assert one.subject == "Nytt datum, 121 dagar kvar: slutredovisning senast 30 juni 2011"
    assert one.body.startswith("Datumet är ändrat: det var torsdag 31 mars 2011.\n")


def test_an_amended_date_names_the_decision_that_changed_it():
    dates = version("2011-03-31"), version("2011-06-30", 2, "amended")
    one = told(joint_report(MARCH_1, versions=dates), "amended")
    by = replace(one, amended_by=decision("amendment", "2011-02-28", "Ändrat uppdrag"))
    said = " ".join(mail(by).body.split())
    assert said.startswith("Datumet är ändrat genom beslutet ”Ändrat uppdrag”, 28 februari 2011: det var torsdag 31 mars 2011.")  # fmt: skip
    said = " ".join(mail(by, language="en").body.split())
    assert said.startswith("The date has been changed by the decision “Ändrat uppdrag”, 28 February 2011: it was Thursday 31 March 2011.")  # fmt: skip


def test_a_corrected_date_is_called_corrected_and_the_slip_is_not_repeated():
    one = mail(told(joint_report(MARCH_1, versions=(version("2011-06-30", 2, "corrected"),)),
                    "amended"))  # fmt: skip
    assert one.body.startswith("Datumet är rättat.\n")


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (NEW_YEAR, "Från och med i dag, måndag 1 januari 2018, ansvarar Jämställdhetsmyndigheten för det här."),
        (date(2018, 1, 3), "Jämställdhetsmyndigheten ansvarar för det här sedan 1 januari 2018."),
    ],
)  # fmt: skip
def test_a_new_holder_is_told_since_when(on, sentence):
    row = Tenure(subject="s", role="responsible", organisation_id="jamy", valid_from=NEW_YEAR, known_from=KNOWN, recorded_at=NOW)  # fmt: skip
    since = Answer("jamy", NEW_YEAR, None, None, stated=True, row=row)
    about = told(standing(on, SURVEY, due="2018-03-15", responsible=JAMY, tenures=(since,)),
                 "taken_over")  # fmt: skip
    one = mail(about)
    assert one.subject.startswith("Du tar över, ")
    assert " ".join(one.body.split()).startswith(sentence)
    known = replace(about, holder_before=STOCKHOLM)
    said = " ".join(mail(known).body.split())
    assert said.startswith(f"{sentence} Tidigare ansvarade Länsstyrelsen i Stockholms län.")


def test_the_most_urgent_comes_first_and_names_the_mail():
    later = told(children(FRIDAY_BEFORE), "30d")
    sooner = told(joint_report(FRIDAY_BEFORE, versions=(version("2015-03-20"),)), "5wd")
    today = told(survey(FRIDAY_BEFORE), "1wd")
    over = told(standing(FRIDAY_BEFORE, VOLUNTARY, due="2015-03-11"), "overdue-1")
    one = mail(later, sooner, today, over)
    assert one.subject == "Redovisning senast 11 mars 2015 (inlämning inte registrerad) och 3 till"  # fmt: skip
    headings = re.findall(r"^(\d)\. ([^:]+)", one.body, re.MULTILINE)
    assert [heading for _, heading in headings[4:]] == [
        "Inlämning inte registrerad", "Sista arbetsdagen i dag", "7 dagar kvar", "63 dagar kvar",
    ]  # fmt: skip
    assert headings[:4] == headings[4:], "many begin with a list of themselves"


def test_a_secret_mail_names_who_knows_what_it_is_about():
    body = mail(told(secret_duty(NEW_YEAR), "30d")).body
    assert f"Skriv till {OPS.address} för att få veta" in body
    assert "Kan du inte köra kommandot?" not in body
    english = mail(told(secret_duty(NEW_YEAR), "30d"), language="en").body
    assert f"Write to {OPS.address} to learn" in english


def test_a_handover_is_numbered_only_where_the_mail_is_not():
    assert "\n1. det nationella samordnings" in mail(handover_2018(), on=NEW_YEAR).body
    both = mail(handover_2018(), told(standing(NEW_YEAR, SURVEY, due="2018-03-15"), "taken_over"),
                on=NEW_YEAR)  # fmt: skip
    assert "\n– det nationella samordnings" in both.body
    assert [one[:2] for one in re.findall(r"^\d\..*", both.body, re.MULTILINE)] == ["1.", "2."]


def test_reports_and_a_handover_are_counted_as_notices():
    one = mail(handover_2018(), told(standing(NEW_YEAR, SURVEY, due="2018-03-15"), "taken_over"),
               on=NEW_YEAR)  # fmt: skip
    assert one.subject == "Jämställdhetsmyndigheten tar i dag över uppdrag från Länsstyrelsen i Stockholms län, och 1 besked till"  # fmt: skip


def test_one_duty_is_told_once_by_the_alert_that_says_most():
    here = joint_report(MARCH_1)
    new = told(here, "registered", date(2011, 2, 25))
    one = mail(told(here, "30d"), new, told(here, "90d", date(2010, 12, 31)))
    assert one.subject.startswith("Nytt för dig, 30 dagar kvar")
    assert one.body.count("slutredovisning") == 1


def test_a_duty_that_is_done_cannot_be_told_as_open():
    done = Report(duty_id="d", handed_in_on=KNOWN, recorded_by="x", recorded_at=NOW)
    with pytest.raises(ValueError, match="handed_in"):
        mail(told(joint_report(APRIL_1, report=done), "overdue-1"))


SECRETS = ("Hemlig", "hemlig", "H2020/1", "Mottagaren", "Ansvaret", "Dokument", "Delmål X")


def secret_duty(on: date):
    hidden = assignment("hemlig-sak", "Hemlig sak", secret=True)
    return standing(
        on, hidden, SURVEY, title="Delmål X", due="2018-03-15", to=(Body("m", "Mottagaren"),),
        responsible=Body("a", "Ansvaret"), diary_numbers=(number("H2020/1", "confirmed"),),
        decision=decision(decided="2013", title="Hemligt beslut"), copies=(Body("m", "Mottagaren"),),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("on", [NEW_YEAR, date(2018, 3, 20)])
@pytest.mark.parametrize("rule", ["30d", "registered", "taken_over", "amended"])
def test_a_secret_assignment_says_only_that_something_is_due_and_when(rule, on, language):
    one = mail(told(secret_duty(on), rule), language=language, ops=None)
    assert not [word for word in SECRETS if word in as_file(one)]
    assert SURVEY.title not in " ".join(one.body.split())
    way_on = "står i registret" if language == "sv" else "stands in the register"
    assert way_on in " ".join(one.body.split())
    assert "15 mars 2018" in one.subject or "15 March 2018" in one.subject


def test_among_others_a_secret_assignment_stays_secret():
    others = [told(standing(NEW_YEAR, one, due="2018-03-15"), "30d") for one in (SURVEY, VOLUNTARY, ANNUAL)]  # fmt: skip
    text = as_file(mail(told(secret_duty(NEW_YEAR), "30d"), *others))
    assert not [word for word in SECRETS if word in text]


def test_a_joint_report_names_no_secret_partner():
    hidden = assignment("hemlig-sak", "Hemlig sak", secret=True)
    one = mail(told(standing(MARCH_1, SURVEY, hidden), "30d"))
    assert "– ett uppdrag som omfattas av sekretess" in one.body
    assert "Hemlig" not in one.body


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_handover_names_nothing_secret(language):
    body = mail(handover_2018(secret=frozenset({"s0", "s7"})), on=NEW_YEAR, language=language).body
    assert "samordningsuppdraget" not in body
    assert "regionala" not in body
    assert "sekretess" in body or "secret" in body


def test_after_the_contact_has_moved_there_is_no_gap_to_tell_of():
    body = " ".join(mail(handover_2018(), on=date(2018, 1, 9)).body.split())
    assert "Skulle ha skickats måndag 1 januari." in body
    assert "Sedan 8 januari svarar Jämställdhetsmyndigheten på frågor: info@jamy.se" in body
    assert "Kontakt" not in body


def test_a_duty_that_nobody_owes_says_so():
    body = mail(told(joint_report(APRIL_1, responsible=None), "overdue-1")).body
    assert "har lämnats" in body
    assert "Ingen ansvarig är angiven." in body
    assert "Annars: ta reda på vem som ansvarar." in body


def test_only_the_owner_is_asked_to_tell_the_manager():
    assert "meddela din chef" in mail(told(joint_report(APRIL_1), "overdue-1")).body
    assert "din chef" not in mail(told(joint_report(APRIL_1), "overdue-1", role="manager")).body


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([number("A2013/1/JÄM", "confirmed")], "Diarienummer: A2013/1/JÄM."),
        ([number("A20131JÄM", "probable", "A2013/1/JÄM")], "Diarienummer, trolig läsning: A2013/1/JÄM (obekräftat)."),
        ([number("fdf22f51", "unresolved")], "Diarienumret kan inte läsas: i källan står ”fdf22f51”."),
        ([], "Beslutsdatum och diarienummer saknas där."),
    ],
)  # fmt: skip
def test_a_diary_number_is_told_as_surely_as_it_is_known(numbers, said):
    body = mail(told(joint_report(MARCH_1, diary_numbers=tuple(numbers)), "30d")).body
    assert said in " ".join(body.split())


def test_a_mail_promises_no_link_that_does_not_exist():
    for abouts, on in SITUATIONS.values():
        for language in ("sv", "en"):
            text = as_file(mail(*abouts, on=on, language=language))
            assert "http" not in text
            assert "länk" not in text
            assert "link" not in text


def test_the_registrar_is_not_sent_to_the_registrar_for_help():
    one = joint_report(MARCH_1, responsible=None)
    body = message([told(one, "30d")], OPS, MARCH_1, OPS).body
    assert OPS.address not in body
    assert OPS.address in mail(told(one, "30d")).body


def test_every_language_has_every_template():
    assert names("sv") == names("en") != set()


def names(language: str) -> set[str]:
    return {path.name for path in (TEMPLATES / language).iterdir()}


@PATIENT
@given(
    kind=st.sampled_from(sorted(KIND)),
    days=st.integers(-40, 100),
    rule=st.sampled_from(["90d", "day", "overdue-1", "registered", "amended", "taken_over"]),
    mode=st.sampled_from(["on", "not_later_than"]),
    responsible=st.sampled_from([None, JAMY]),
    to=st.sampled_from([(), (JAMY,), (JAMY, JAMY)]),
    form=st.sampled_from([None, "written", "oral", "in_another_document"]),
    due=st.sampled_from([None, "spring 2015", "2015-03-15", "2015-05-01", "2015-05-15"]),
    policy=st.sampled_from(["none", "next_working_day"]),
    more=st.sampled_from([(), (VOLUNTARY,)]),
    others=st.integers(0, 4),
    language=st.sampled_from(["sv", "en"]),
)
def test_every_mail_is_well_set(
    kind, days, rule, mode, responsible, to, form, due, policy, more, others, language
):
    on = date(2015, 5, 1) - timedelta(days)
    one = standing(on, SURVEY, *more, due=due, kind=kind, mode=mode, responsible=responsible, to=to,
                   copies=to, form=form, policy=policy, policy_basis="lag (1930:173) 2 §")  # fmt: skip
    more_of_them = [told(standing(on, SURVEY, milestone=f"m{n}"), "14d") for n in range(others)]
    made = mail(told(one, rule), *more_of_them, language=language)
    text = flat(made)
    for slip in (
        r"None|Undefined|[{}]",
        r"\S  ",
        r"\s[.,:;]",
        r"[.,:;]{2}",
        r"\. [a-zåäö]",
        r"\( ",
    ):
        assert not re.search(slip, text), slip
    assert len(made.subject) <= LONGEST_SUBJECT
    assert made.subject[0].isupper() or made.subject[0].isdigit()
    assert all(
        len(line) <= WIDTH for line in made.body.splitlines() if "uppdrag report" not in line
    )


def flat(one: Message) -> str:
    """The words, one paragraph a line."""
    paragraphs = re.split(r"\n\n+", one.body)
    return "\n".join([one.subject, *(" ".join(each.split()) for each in paragraphs)])


if __name__ == "__main__":  # python -m tests.test_messages: a template was changed on purpose
    for name, (abouts, on) in SITUATIONS.items():
        for language in ("sv", "en"):
            text = as_file(mail(*abouts, on=on, language=language))
            (MAILS / f"{name}.{language}.txt").write_text(text, "utf-8")
