"""Which lists an account may read in, and which imports it may see."""

from django.db.models import Q
from django.http import HttpRequest

from exhibitors.access import access_of, working_exhibition
from exhibitors.imports.fields import Kind, kinds
from exhibitors.models import Exhibition, Role

# What protocol officers read in, and see of what others did.
PROTOCOL_KINDS = ("persons", "delegations")


def kinds_in(request: HttpRequest, exhibition: Exhibition | None) -> list[Kind]:
    """Return the kinds of lists that the account may read into an exhibition."""
    if exhibition is None:
        return []
    access = access_of(request)
    return [kind for kind in kinds() if kind.may(access, exhibition)]


def may_import(request: HttpRequest, name: str = "") -> bool:
    """Return whether the account may read in a kind where it is at work, or any."""
    found = kinds_in(request, working_exhibition(request))
    return any(name in ("", kind.name) for kind in found)


def visible_runs(request: HttpRequest) -> Q:
    """Return the imports that the account may see.

    Organisers all of their exhibitions; protocol officers those of persons and
    delegations; managers of pavilions their own.
    """
    access = access_of(request)
    own = Q(user=request.user.pk)
    officers = access.within(Role.PROTOCOL_OFFICER)
    pavilions = access.within(Role.PAVILION_MANAGER)
    return (
        access.within(Role.ORGANISER)
        | (officers & Q(kind__in=PROTOCOL_KINDS))
        | (officers & own & Q(kind=""))
        | (pavilions & own)
    )
