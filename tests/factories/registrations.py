"""Registrations of embassies, and what they answer."""

from tests.factories.delegations import RegistrationFactory

__all__ = ["ANSWERS", "HEAD", "MEMBER", "RegistrationFactory", "posted", "sent"]

HEAD = {
    "form_of_address": "His Excellency",
    "name": "Serik Zhumangarin",
    "name_as_written": "Серік Жұманғарин",
    "title": "Deputy Prime Minister",
    "role": "head",
}
MEMBER = {
    "form_of_address": "",
    "name": "Aida Balayeva",
    "name_as_written": "",
    "title": "Minister",
    "role": "member",
}
ANSWERS = {
    "name_en": "Delegation of Kazakhstan",
    "name_ru": "Делегация Казахстана",
    "name_az": "",
    "kind": "official",
    "size": "12",
    "members": [HEAD, MEMBER],
    "languages": [{"spoken": "kk", "understood": "az"}],
    "arrival": "Flight KC 612",
    "visiting_on": "2023-11-24",
    "window_from": "10:00",
    "window_to": "12:30",
    "stands": [],
    "wishes": "A quiet room",
    "contact_name": "Attaché",
    "contact_email": "attache@example.org",
    "contact_phone": "",
}


def sent(registration, **changes):
    """Return the registration as it is once these answers were sent in."""
    answers = {**ANSWERS, **changes}
    registration.answers = registration.sent = answers
    registration.status = "sent"
    registration.version += 1
    registration.save()
    return registration


def posted(**changes):
    """Return what a browser sends for ANSWERS, with rows for two members."""
    answers = {**ANSWERS, **changes}
    values = {n: v for n, v in answers.items() if n not in ("members", "languages")}
    for part in ("members", "languages"):
        rows = answers[part]
        values[f"{part}-TOTAL_FORMS"] = len(rows)
        values[f"{part}-INITIAL_FORMS"] = 0
        for place, row in enumerate(rows):
            values |= {f"{part}-{place}-{name}": text for name, text in row.items()}
    return values
