from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.organisation import Body
from notifications.messages import LONGEST_SUBJECT, Message
from tests.sample_mail import (
    CONTACTS,
    LONG,
    NASTY,
    SURVEY,
    assignment,
    email,
    handover_2018,
    mail,
    number,
    standing,
    survey,
    told,
)

PATIENT = settings(deadline=None)  # the first mail reads the templates, and machines are busy

MARCH_1, FRIDAY = date(2011, 3, 1), date(2015, 3, 13)
FIELDS = [
    "Auto-Submitted", "Content-Language", "Content-Transfer-Encoding", "Content-Type", "Date",
    "From", "MIME-Version", "Message-ID", "Subject", "To",
]  # fmt: skip


def read(raw: bytes) -> EmailMessage:
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@PATIENT
@given(title=LONG, key=NASTY, language=st.sampled_from(["sv", "en"]))
def test_no_title_reaches_a_header_or_another_line(title, key, language):
    body = Body("x", title)
    one = standing(
        MARCH_1, assignment("a", title), assignment("b", title), kind="internal", title=title,
        responsible=body, to=(body,), diary_numbers=(number(key, "confirmed"),),
    )  # fmt: skip
    made = mail(told(one, "30d"), handover_2018(), language=language)
    assert len(made.subject) <= LONGEST_SUBJECT
    assert made.subject.isprintable()
    assert all(line.isprintable() for line in made.body.splitlines())
    assert made.body.count("\n    uppdrag report ") == 1
    again = read(email(made).as_bytes())
    assert sorted(again.keys()) == FIELDS
    assert again["Subject"] == made.subject.replace("=?", "= ?")


@pytest.mark.parametrize(
    "word", ["=?utf-8?q?x=0D=0ABcc:_a=40b.example?=", "=?utf-8?b?DQpCY2M6IGFAYi5leGFtcGxl?="]
)
def test_an_encoded_word_in_a_title_adds_no_field(word):
    made = mail(told(standing(MARCH_1, SURVEY, kind="internal", title=word), "30d"))
    assert sorted(read(email(made).as_bytes()).keys()) == FIELDS


@pytest.mark.parametrize("length", range(1, LONGEST_SUBJECT))
def test_a_subject_of_any_length_fits_its_lines_and_comes_back_whole(length):
    for text in ("uppdrag " * 20, "åäö " * 40, "x" * 149, "😀 å" * 50):
        subject = text[:length].strip()
        raw = email(Message(subject, "x")).as_bytes()
        assert all(len(line) <= 78 for line in raw.splitlines())
        assert read(raw)["Subject"] == subject


def test_an_email_is_the_same_bytes_every_time_and_says_that_a_machine_sent_it():
    first, again = (email(mail(told(survey(FRIDAY), "1wd"))).as_bytes() for _ in range(2))
    assert first == again
    parsed = read(first)
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Content-Type"] == 'text/plain; charset="utf-8"'
    assert parsed["Content-Language"] == "sv"
    assert parsed["Date"].datetime.isoformat() == "2011-03-01T06:00:00+00:00"
    assert parsed["Message-ID"] == "<1@uppdrag.example>"
    assert parsed["To"] == CONTACTS["sv"].address
    assert parsed.get_content() == mail(told(survey(FRIDAY), "1wd")).body


def test_the_lines_of_an_email_end_as_the_way_it_goes_wants():
    one = email(mail(told(survey(FRIDAY), "1wd")))
    by_smtp = one.as_bytes(policy=one.policy.clone(linesep="\r\n"))
    assert by_smtp.replace(b"\r\n", b"\n") == one.as_bytes()
    assert by_smtp.count(b"\n") == by_smtp.count(b"\r\n")
