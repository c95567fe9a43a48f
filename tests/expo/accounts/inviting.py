"""Inviting people, and taking an invitation up, as browsers do."""

from tests.entering import enter
from tests.expo.accounts.conftest import PASSWORD

ADD = "/admin/expo/invitation/add/"


def invite(client, addresses="new@example.org", *roles, **more):
    """Fill in the page and send it."""
    rows = {"roles-TOTAL_FORMS": str(max(len(roles), 1))}
    for place, role in enumerate(roles):
        rows |= {f"roles-{place}-{name}": value for name, value in role.items()}
    return enter(
        client, ADD, {"addresses": addresses, "language": "en", **rows, **more}
    )


def officer(exhibition, role="protocol_officer", **more):
    return {"role": role, "exhibition": exhibition.pk, **more}


def take_up(client, address, **more):
    values = {"name": "New Person", "password1": PASSWORD, "password2": PASSWORD}
    return client.post(address, {**values, **more})
