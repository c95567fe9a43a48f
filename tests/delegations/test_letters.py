"""Outgoing mail: each letter once, and what went wrong with it kept."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection

from delegations import letters
from delegations.letters import deliver, deliver_soon
from delegations.models import Letter
from tests.factories.delegations import LetterFactory

pytestmark = pytest.mark.django_db


def command():
    said = StringIO()
    call_command("send_letters", stderr=said)
    return said.getvalue().strip()


@pytest.fixture
def refusing(monkeypatch):
    """Let the mail server refuse letters to “bad”."""
    accept = EmailBackend.send_messages

    def send(self, messages):
        if any("bad" in message.to[0] for message in messages):
            raise smtplib.SMTPRecipientsRefused({})
        return accept(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_letters_that_wait_are_sent_once():
    letter = LetterFactory(html="<p>It has changed.</p>")

    assert deliver() == (1, 0)
    assert deliver() == (0, 0)

    (message,) = mail.outbox
    assert (message.to, message.subject) == ([letter.to], letter.subject)
    assert message.body == letter.text
    assert message.alternatives[0].content == letter.html
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert (letter.attempts, letter.error) == (1, "")


@pytest.mark.usefixtures("refusing")
def test_a_letter_that_cannot_be_sent_holds_up_no_other(caplog):
    bad = LetterFactory(to="bad@example.org", text="Secret movements")
    LetterFactory()

    assert deliver() == (1, 1)

    bad.refresh_from_db()
    assert bad.sent_at is None
    assert bad.attempts == 1
    assert bad.error.startswith("SMTPRecipientsRefused")
    assert f"Letter {bad.pk} was not sent" in caplog.text
    assert "bad@example.org" not in caplog.text
    assert "Secret" not in caplog.text


@pytest.mark.usefixtures("refusing")
def test_one_day_nobody_tries_any_more():
    LetterFactory(to="bad@example.org", attempts=letters.MOST_ATTEMPTS - 1)

    assert deliver() == (0, 1)
    assert deliver() == (0, 0)


def test_no_mail_leaves_where_it_is_read_in_the_admin(settings):
    settings.SENDS_MAIL = False
    letter = LetterFactory()

    assert deliver() == (0, 0)
    assert command().startswith("No mail leaves this installation")

    letter.refresh_from_db()
    assert mail.outbox == []
    assert letter.attempts == 0


def test_the_command_sends_what_waits():
    LetterFactory()
    LetterFactory()

    assert command() == "2 sent, 0 failed."


@pytest.mark.usefixtures("refusing")
def test_the_command_fails_where_a_letter_does():
    LetterFactory(to="bad@example.org")

    with pytest.raises(CommandError):
        command()


@pytest.mark.django_db(transaction=True)
def test_several_at_once_send_each_letter_once():
    LetterFactory.create_batch(12)

    def once(_number):
        try:
            return deliver()[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(once, range(4))) == 12

    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 12


@pytest.mark.django_db(transaction=True)
def test_a_letter_leaves_soon_after_the_commit(monkeypatch):
    started = []

    class Now:
        """Runs at once what a thread would run soon."""

        def __init__(self, target):
            self.target = target

        def start(self):
            started.append(self.target)
            deliver()

    monkeypatch.setattr(letters, "Thread", Now)
    LetterFactory()

    deliver_soon()

    assert len(started) == 1
    assert Letter.objects.get().sent_at is not None
