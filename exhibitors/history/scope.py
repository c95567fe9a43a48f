"""Which events of the history an account may read, and which it may take back."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from exhibitors.access import NO_ROW, OWN, Access
from exhibitors.history.tables import tables_of
from exhibitors.models import (
    Exhibition,
    HistoryEvent,
    HistoryTransaction,
    Role,
    RoleAssignment,
)


def readable(access: Access, exhibition: Exhibition) -> Q:
    """Return the events of an exhibition that an account may read.

    An organiser all, a protocol officer what is the delegations', the manager of a
    pavilion what happened to the rows that are its own now.
    """
    home = Q(exhibition_id=exhibition.pk)
    if access.organises(exhibition):
        return home
    found = NO_ROW
    if _has_role(access, exhibition, Role.PROTOCOL_OFFICER):
        found |= Q(kind__startswith="delegations_")
    if _has_role(access, exhibition, Role.PAVILION_MANAGER):
        for model in OWN:
            found |= _own(access, model, exhibition)
    return home & found


def _has_role(access: Access, exhibition: Exhibition, role: str) -> bool:
    return any(
        given.role == role and given.exhibition_id == exhibition.pk
        for given in access.roles
    )


def _own(access: Access, model: type[models.Model], exhibition: Exhibition) -> Q:
    rows: Any = model._default_manager
    keys = (
        rows.filter(access.own(model), exhibition=exhibition)
        .annotate(text_key=Cast("pk", CharField()))
        .values("text_key")
    )
    return Q(kind__in=tables_of(model), row_key__in=keys)


def may_restore(access: Access, events: "models.QuerySet[HistoryEvent]") -> bool:
    """Return whether an account may take these events back.

    Whoever organises the exhibitions of all of them; what belongs to none, only who
    organises every one. Pavilions propose what they change. Nobody gets rights back
    that were taken away: roles, which can move to another exhibition, are restored by
    who organises every one, accounts by who is held back by no rule.
    """
    if access.is_unlimited:
        return True
    if events.filter(kind__in=tables_of(get_user_model())).exists():
        return False
    if access.is_everywhere:
        return True
    if events.filter(kind__in=tables_of(RoleAssignment)).exists():
        return False
    homes = set(events.values_list("exhibition_id", flat=True).distinct())
    organised = Exhibition.objects.filter(access.within(Role.ORGANISER, field="pk"))
    return None not in homes and homes <= set(organised.values_list("pk", flat=True))


def name_of(access: Access, entry: HistoryTransaction) -> str:
    """Return who made an entry; the address only to who organises where it was made.

    What belongs to no exhibition is made where only who organises every one is.
    """
    if not entry.actor_name:
        return _("the program")
    homes = entry.exhibitions or [None]
    if all(access.acts_in(home, Role.ORGANISER) for home in homes):
        return entry.actor_name
    name, has_name, _address = entry.actor_name.partition(" <")
    return name if has_name else _("an account without a name")
