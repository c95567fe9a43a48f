"""The form behind the secret link, and its buttons."""

from tests.factories.registrations import posted


def address(registration, language="en", exhibition="baku"):
    return f"/{language}/{exhibition}/delegations/register/{registration.token}/"


def save(client, registration, button, **changes):
    values = {**posted(**changes), "seen_version": registration.version, button: "1"}
    answer = client.post(address(registration), values)
    registration.refresh_from_db()
    return answer
