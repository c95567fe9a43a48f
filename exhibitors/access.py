"""What an account may see and change, from its roles.

Every condition is a ``Q`` on the rows of a model, so that lists, searches, forms and
single pages are all narrowed by the same words. Read once for a request.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest

from exhibitors.models import (
    Exhibit,
    Exhibition,
    Exhibitor,
    Inquiry,
    Organisation,
    Participation,
    Photo,
    Proposal,
    Role,
    RoleAssignment,
    Stand,
)

EVERY_ROW = Q(pk__isnull=False)
NO_ROW = Q(pk__isnull=True)


def _own_stands(role: RoleAssignment) -> Q:
    if role.country_id:
        return Q(country=role.country_id)
    presences = Exhibitor.objects.filter(
        organisation=role.organisation_id, role=Exhibitor.Role.MAIN
    )
    return Q(pk__in=presences.values("stand"))


def _own_exhibits(role: RoleAssignment) -> Q:
    stands = Stand.objects.filter(_own_stands(role), exhibition=role.exhibition_id)
    at_home = Q(stand__in=stands.values("pk"))
    if role.country_id:
        return at_home | Q(country=role.country_id)
    return at_home | Q(maker=role.organisation_id)


def _at_own(role: RoleAssignment) -> Q:
    """Return what hangs on a stand or an exhibit of the pavilion."""
    stands = Stand.objects.filter(_own_stands(role), exhibition=role.exhibition_id)
    exhibits = Exhibit.objects.filter(
        _own_exhibits(role), exhibition=role.exhibition_id
    )
    return Q(stand__in=stands.values("pk")) | Q(exhibit__in=exhibits.values("pk"))


def _own_organisations(role: RoleAssignment) -> Q:
    if role.country_id:
        return Q(country=role.country_id)
    return Q(pk=role.organisation_id)


def _own_presences(role: RoleAssignment) -> Q:
    stands = Stand.objects.filter(_own_stands(role), exhibition=role.exhibition_id)
    return Q(stand__in=stands.values("pk"))


def _own_profile(role: RoleAssignment) -> Q:
    return Q(country=role.country_id) if role.country_id else NO_ROW


def _own_proposals(role: RoleAssignment) -> Q:
    if role.country_id:
        return Q(country=role.country_id)
    return Q(organisation=role.organisation_id)


# The rows that a pavilion manager edits, by model.
OWN: dict[type[Model], Callable[[RoleAssignment], Q]] = {
    Participation: _own_profile,
    Organisation: _own_organisations,
    Stand: _own_stands,
    Exhibitor: _own_presences,
    Exhibit: _own_exhibits,
    Photo: _at_own,
    Inquiry: _at_own,
    Proposal: _own_proposals,
}


class Access:
    """What one account may do."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def is_unlimited(self) -> bool:
        """Whether no rule of roles holds the account back."""
        return bool(self.user.is_active and self.user.is_superuser)

    @cached_property
    def roles(self) -> list[RoleAssignment]:
        """The roles of the account; none for one that is not active."""
        if not (self.user.is_authenticated and self.user.is_active):
            return []
        return list(RoleAssignment.objects.filter(user=self.user.pk))

    def has(self, *roles: str) -> bool:
        """Return whether the account has one of these roles anywhere."""
        return self.is_unlimited or any(given.role in roles for given in self.roles)

    @property
    def is_everywhere(self) -> bool:
        """Whether the account organises every exhibition."""
        return self.is_unlimited or any(
            role.role == Role.ORGANISER and role.exhibition_id is None
            for role in self.roles
        )

    def organises(self, exhibition: Exhibition) -> bool:
        """Return whether the account may do everything in an exhibition."""
        return self.acts_in(exhibition.pk, Role.ORGANISER)

    def acts_in(self, exhibition_id: int | None, *roles: str) -> bool:
        """Return whether the account has one of these roles in an exhibition."""
        return self.is_unlimited or any(
            given.role in roles and given.exhibition_id in (None, exhibition_id)
            for given in self.roles
        )

    def pavilion_of(self, record: Any) -> RoleAssignment | None:
        """Return the role in which the account proposes changes of a record.

        None where it changes the record by itself, or not at all.
        """
        if type(record) not in OWN or self.acts_in(
            record.exhibition_id, Role.ORGANISER
        ):
            return None
        rows = type(record)._default_manager.filter(pk=record.pk)
        for role in self.pavilions:
            if role.exhibition_id == record.exhibition_id and (
                rows.filter(OWN[type(record)](role)).exists()
            ):
                return role
        return None

    def within(self, *roles: str, field: str = "exhibition") -> Q:
        """Return the rows of the exhibitions where the account has such a role."""
        given = {role.exhibition_id for role in self.roles if role.role in roles}
        if self.is_unlimited or None in given:
            return EVERY_ROW
        return Q(**{f"{field}__in": given}) if given else NO_ROW

    def own(self, model: type[Model]) -> Q:
        """Return the rows of a model that the account's pavilions hold."""
        found = NO_ROW
        for role in self.pavilions:
            if model in OWN:
                found |= OWN[model](role) & Q(exhibition=role.exhibition_id)
        return found

    @property
    def pavilions(self) -> list[RoleAssignment]:
        """The account's roles as a manager of a pavilion."""
        return [role for role in self.roles if role.role == Role.PAVILION_MANAGER]

    @property
    def exhibitions(self) -> Q:
        """The exhibitions in whose administration the account takes part."""
        return self.within(
            Role.ORGANISER, Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER, field="pk"
        )


def access_of(request: HttpRequest) -> Access:
    """Return what the account of a request may do."""
    found: Access | None = getattr(request, "_access", None)
    if found is None or found.user != request.user:
        found = Access(request.user)
        request._access = found  # type: ignore[attr-defined]
    return found


def exhibitions_of(request: HttpRequest) -> list[Exhibition]:
    """Return the exhibitions that the account works in, the latest first."""
    found: list[Exhibition] | None = getattr(request, "_exhibitions", None)
    if found is None:
        found = list(Exhibition.objects.filter(access_of(request).exhibitions))
        request._exhibitions = found  # type: ignore[attr-defined]
    return found


_CHOSEN = "exhibition"


def working_exhibition(request: HttpRequest) -> Exhibition | None:
    """Return the exhibition that the account is at work in.

    The one that a sent form names, else the one last chosen, else the latest; never
    one out of its scope. None where it works in none.
    """
    known = {exhibition.pk: exhibition for exhibition in exhibitions_of(request)}
    for named in (request.POST.get(_CHOSEN), request.session.get(_CHOSEN)):
        if str(named).isdigit() and int(str(named)) in known:
            return known[int(str(named))]
    return next(iter(known.values()), None)


def work_in(request: HttpRequest, exhibition_id: int) -> None:
    """Remember the exhibition that the account goes on with."""
    if request.session.get(_CHOSEN) != exhibition_id:
        request.session[_CHOSEN] = exhibition_id
