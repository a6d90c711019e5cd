"""Replay: ten years of the shipped register, each day knowing only what was known then."""

import mailbox
from collections.abc import Callable, Iterable
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from flows.replay import Event, Handed, Replay, read_reports, replay
from models.refusal import Refusal
from notifications.contacts import Contacts
from register.read import Read

COUNTY, AGENCY = "uppdrag@lst-stockholm.example", "uppdrag@jamy.example"
Story = Callable[..., list[Event]]


@pytest.fixture(scope="module")
def plan(
    shipped: Read, contacts: Contacts, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Replay]:
    """What to replay, in a folder of its own."""

    def made(
        first: str, last: str, reports: Iterable[Handed] = (), home: Path | None = None
    ) -> Replay:
        assert shipped.register
        return Replay(
            shipped.register, shipped.digest, contacts,
            home or tmp_path_factory.mktemp("replay"),
            date.fromisoformat(first), date.fromisoformat(last),
            "Uppdrag <uppdrag@uppdrag.example>", tuple(reports),
        )  # fmt: skip

    return made


@pytest.fixture(scope="module")
def years(plan) -> tuple[Replay, list[Event]]:
    """The whole story, told once."""
    what = plan("2008-07-01", "2018-12-31")
    return what, list(replay(what))


def messages(events: Iterable[Event]) -> list[tuple[str, str, str]]:
    found = []
    for one in events:
        if one.what == "message":
            to, subject = one.sv.split(": ", 1)
            found.append((str(one.on), to, subject))
    return found


def between(years: tuple[Replay, list[Event]], first: str, last: str) -> list[tuple[str, str, str]]:
    return [one for one in messages(years[1]) if first <= one[0] <= last]


def letters(what: Replay) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (what.mailbox / "new").iterdir()}


# The story


def test_the_joint_report_of_2011_is_told_up_to_its_day_and_six_times_after(years):
    name = "slutredovisning senast 31 mars 2011"
    assert between(years, "2008-07-01", "2013-12-31") == [
        (day, COUNTY, f"{status}: {name}")
        for day, status in [
            ("2010-12-30", "91 dagar kvar"), ("2011-03-01", "30 dagar kvar"),
            ("2011-03-17", "14 dagar kvar"), ("2011-03-24", "7 dagar kvar"),
            ("2011-03-30", "1 dag kvar"), ("2011-03-31", "Sista dagen i dag"),
            *((day, "Inlämning inte registrerad") for day in (
                "2011-04-01", "2011-04-08", "2011-04-15", "2011-04-26", "2011-05-03", "2011-05-10",
            )),
        ]
    ]  # fmt: skip


def test_sunday_15_march_2015_is_told_on_friday_13(years):
    sunday = "redovisning söndag 15 mars 2015"
    assert between(years, "2014-01-01", "2015-03-16") == [
        ("2014-12-15", COUNTY, f"90 dagar kvar: {sunday}"),
        ("2015-02-13", COUNTY, f"{sunday.capitalize()} (30 dagar kvar) och 1 till"),
        ("2015-02-27", COUNTY, f"16 dagar kvar: {sunday}"),
        ("2015-03-09", COUNTY, f"6 dagar kvar: {sunday}"),
        ("2015-03-13", COUNTY, f"Sista arbetsdagen i dag: {sunday}"),
        ("2015-03-16", COUNTY, f"Inlämning inte registrerad: {sunday}"),
    ]


def test_after_six_reminders_there_is_silence(years):
    assert between(years, "2015-06-24", "2017-12-31") == []


def test_the_handover_of_2018_and_the_contact_a_week_later(years):
    handovers = [(str(one.on), one.sv) for one in years[1] if one.what == "handover"]
    assert handovers[0][1].startswith("Överlämningen jamy-2018 har trätt i kraft: De nationella")
    assert [day for day, _ in handovers] == ["2018-01-01", "2018-01-08"]
    english = [one.en for one in years[1] if one.what == "handover"]
    assert english[1] == "The handover jamy-2018: the contact has moved"
    handed_over = (
        "Jämställdhetsmyndigheten tar i dag över uppdrag från Länsstyrelsen i Stockholms län"
    )
    assert between(years, "2018-01-01", "2018-01-29") == [
        ("2018-01-01", COUNTY, handed_over),
        ("2018-01-01", AGENCY, f"{handed_over}, och 1 besked till"),
    ]


def test_the_yearly_reports_of_the_new_agency(years):
    found = between(years, "2018-01-02", "2018-12-31")
    assert {to for _, to, _ in found} == {AGENCY}
    assert [day for day, _, _ in found] == [
        "2018-01-30", "2018-02-15", "2018-02-22", "2018-02-28", "2018-03-01",
        "2018-03-02", "2018-03-09", "2018-03-16", "2018-03-23", "2018-04-03", "2018-04-10",
        "2018-11-23", "2018-11-30",
    ]  # fmt: skip
    assert found[-1][2] == "91 dagar kvar: budgetunderlag för 2020 senast 1 mars 2019"


def test_every_message_of_the_story_lies_in_the_mailbox(years):
    what, events = years
    opened = mailbox.Maildir(what.mailbox, create=False)
    parsed = [message_from_bytes(bytes(one), policy=policy.default) for one in opened]
    found = sorted((str(one["To"]), str(one["Subject"])) for one in parsed)
    assert found == sorted((to, subject) for _, to, subject in messages(events))


def test_nobody_gets_two_mails_on_one_day(years):
    readers = [(day, to) for day, to, _ in messages(years[1])]
    assert len(readers) == len(set(readers))


def test_no_message_tells_what_was_not_yet_known(years):
    known_since = {
        "2015": "2014-01-01", "Jämställdhetsmyndigheten": "2018-01-01",
        "budgetunderlag": "2018-01-01", "årsredovisning": "2018-01-01",
    }  # fmt: skip
    for letter in letters(years[0]).values():
        mail = message_from_bytes(letter, policy=policy.default)
        text = f"{mail['Subject']} {mail.get_content()}"
        day = mail["Date"].datetime.date().isoformat()
        for word, since in known_since.items():
            assert word not in text or day >= since, f"{word} on {day}"


@pytest.mark.parametrize(
    ("what", "since"),
    [
        ("prostitution-survey", "2014-01-01"), ("child-trafficking", "2014-01-01"),
        ("safer-return-2009", "2009-04-09"), ("jamy-2018", "2018-01-01"),
        ("handlingsplan-2008", "2008-07-31"), ("handlingsplan-ny", "2018-12-31"),
    ],
)  # fmt: skip
def test_nothing_is_in_the_story_before_it_was_known(years, what, since):
    assert str(min(one.on for one in years[1] if what in one.sv)) == since


def test_the_story_is_told_in_the_order_of_the_days(years):
    days = [one.on for one in years[1]]
    assert days == sorted(days)


# Runs


def test_twice_the_same_run_gives_the_same_messages_to_the_byte(plan):
    first, second = (plan("2014-12-01", "2015-03-20") for _ in range(2))
    stories = [list(replay(what)) for what in (first, second)]
    assert stories[0] == stories[1]
    assert letters(first) == letters(second)
    assert len(letters(first)) == 6


def test_a_replay_begins_anew_in_its_own_folder(plan, tmp_path):
    for _ in range(2):
        what = plan("2015-03-09", "2015-03-13", home=tmp_path)
        list(replay(what))
        assert len(letters(what)) == 2


def test_a_mailbox_that_is_no_replays_is_not_touched(plan, tmp_path):
    kept = tmp_path / "mail" / "new" / "a-real-letter"
    kept.parent.mkdir(parents=True)
    kept.write_text("Hej")
    with pytest.raises(Refusal, match="är inte en uppspelnings: välj en annan katalog"):
        list(replay(plan("2015-03-09", "2015-03-13", home=tmp_path)))
    assert kept.read_text() == "Hej"


def test_a_story_that_cannot_be_kept_is_refused_with_the_reason(plan, tmp_path):
    what = plan("2015-03-09", "2015-03-13", home=tmp_path)
    story = replay(what)
    while next(story).what != "known":
        pass
    what.mailbox.write_text("a file where the mailbox should be")
    with pytest.raises(Refusal, match="går inte att skriva i: där ligger en fil"):
        list(story)


def test_each_day_is_told_of_as_it_is_done(plan):
    seen: list[date] = []
    list(replay(plan("2015-03-01", "2015-03-05"), seen.append))
    assert seen == [date(2015, 3, day) for day in range(1, 6)]


# Reports


SURVEY, CHILDREN = "prostitution-survey/report", "child-trafficking/report"


def test_what_was_handed_in_is_not_brought_up_again(plan):
    reports = read_reports(
        f"milestone,handed_in,diary_number\n{SURVEY},2015-03-13,A2015/7\n{CHILDREN},2015-05-15,\n".encode(),
        "reports.csv",
    )
    events = list(replay(plan("2015-03-01", "2015-07-01", reports)))
    told = [(day, subject) for day, _, subject in messages(events)]
    assert [day for day, _ in told if day > "2015-03-01"] == [
        "2015-03-09", "2015-04-15", "2015-04-30", "2015-05-07", "2015-05-13",
    ]  # fmt: skip
    assert not [subject for _, subject in told if "inte registrerad" in subject]
    assert [(str(one.on), one.sv) for one in events if one.what == "report"] == [
        ("2015-03-13", f"{SURVEY} lämnad (A2015/7)"), ("2015-05-15", f"{CHILDREN} lämnad"),
    ]  # fmt: skip


def test_what_was_handed_in_before_the_first_day_counts(plan):
    reports = [Handed(SURVEY, date(2015, 2, 20), None), Handed(CHILDREN, date(2015, 2, 20), None)]
    assert messages(replay(plan("2015-03-01", "2015-03-20", reports))) == []


def test_a_report_on_what_is_not_known_is_refused_with_the_nearest(plan):
    reports = [Handed("prostitution-survey/raport", date(2015, 3, 3), None)]
    with pytest.raises(Refusal, match="Menas prostitution-survey/report"):
        list(replay(plan("2015-03-01", "2015-03-05", reports)))


def test_a_csv_from_excel_is_read(plan):
    data = b"\xef\xbb\xbfmilestone,handed_in,diary_number\r\na/report,2015-03-13,\r\n"
    assert read_reports(data, "r.csv") == (Handed("a/report", date(2015, 3, 13), None),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "r.csv:1: första raden ska vara milestone,handed_in,diary_number och"),
        ("milestone;handed_in\n", "r.csv:1: första raden ska vara"),
        ("a/report,2015-03-13\n", "r.csv:1: första raden ska vara"),
        ("milestone,handed_in\na/report,\n", "r.csv:2: första raden ska vara"),
        ("milestone,handed_in\na/report\n", "r.csv:2: första raden ska vara"),
        ("milestone,handed_in\n\n\na/report,2015-02-30\n", "r.csv:4: dagen 2015-02-30 finns inte"),
        ("milestone,handed_in\na/report,13 mars\n", "r.csv:2: "),
        ('milestone,handed_in\n"a/report,2015-03-13\n', "r.csv är ingen CSV-fil i UTF-8: "),
    ],
)
def test_a_bad_csv_is_a_sentence_with_its_place(text, sentence):
    with pytest.raises(Refusal) as refused:
        read_reports(text.encode(), "r.csv")
    assert refused.value.sv.startswith(sentence)
    assert refused.value.en.startswith("r.csv")


def test_a_csv_in_another_encoding_is_a_sentence():
    with pytest.raises(Refusal, match=r"^r.csv är ingen CSV-fil i UTF-8: "):
        read_reports("milestone,handed_in\nå,2015-03-13\n".encode("latin-1"), "r.csv")
