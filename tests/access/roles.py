"""Who tries the doors: eight accounts, and what none of them may ever read."""

from django.test import Client

from tests.factories.exhibitors import RoleAssignmentFactory

# Words in the names of records, by whose they are.
OURS, NEIGHBOURS, THEIRS = "Ourskz", "Nexttj", "Theirsuz"
DRAFT, NEXT_DRAFT = "Unseenkz", "Unseentj"
SECRET, NEXT_SECRET = "Confidkz", "Confidtj"
HERE = (OURS, NEIGHBOURS, DRAFT, NEXT_DRAFT, SECRET, NEXT_SECRET)

# What no answer to a role may have in it.
HIDDEN = {
    "anonymous": (THEIRS, DRAFT, NEXT_DRAFT, SECRET, NEXT_SECRET),
    "host": (THEIRS, DRAFT, NEXT_DRAFT, NEXT_SECRET),
    "pavilion": (THEIRS, NEXT_DRAFT, SECRET, NEXT_SECRET),
    "neighbour": (THEIRS, DRAFT, SECRET, NEXT_SECRET),
    "protocol": (THEIRS,),
    "organiser": (THEIRS,),
    "elsewhere": (DRAFT, NEXT_DRAFT, SECRET, NEXT_SECRET),
    "everywhere": (),
}
# The same for the pages of the admin, where even what is public is not everybody's.
HIDDEN_IN_ADMIN = {
    **HIDDEN,
    "anonymous": (*HERE, THEIRS),
    "host": (*HERE, THEIRS),
    "pavilion": (*HIDDEN["pavilion"], NEIGHBOURS),
    "neighbour": (*HIDDEN["neighbour"], OURS),
    "elsewhere": HERE,
}


def clients(ours, theirs, stand):
    """Return a browser a role, each signed in."""
    given = {
        "host": {"role": "stand_host", "exhibition": ours, "stand": stand},
        "pavilion": _pavilion(ours, "KZ"),
        "neighbour": _pavilion(ours, "TJ"),
        "protocol": {"role": "protocol_officer", "exhibition": ours},
        "organiser": {"exhibition": ours},
        "elsewhere": {"exhibition": theirs},
        "everywhere": {"exhibition": None},
    }
    found = {"anonymous": Client(raise_request_exception=False)}
    for name, scope in given.items():
        client = Client(raise_request_exception=False)
        user = RoleAssignmentFactory(user__name=f"Account {name}", **scope).user
        client.force_login(user)
        found[name] = client
    return found


def _pavilion(exhibition, code):
    return {
        "role": "pavilion_manager",
        "exhibition": exhibition,
        "country_id": code,
    }
