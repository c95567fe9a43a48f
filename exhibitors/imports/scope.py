"""Whose records a run may make and change."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django.db import models

from exhibitors.access import Access
from exhibitors.imports.fields import Kind
from exhibitors.models import Area, Exhibition, Organisation, RoleAssignment, Sector


class Scope:
    """What the account of a run may do in its exhibition; no account may do all."""

    def __init__(
        self, user: Any, exhibition: Exhibition, kind: Kind, *, as_drafts: bool = False
    ) -> None:
        self.as_drafts = as_drafts
        self.access = Access(user) if user is not None else None
        self.exhibition = exhibition
        self.kind = kind

    @cached_property
    def is_free(self) -> bool:
        """Whether everything of the exhibition is open to it."""
        return self.access is None or self.access.organises(self.exhibition)

    @property
    def publishes(self) -> bool:
        """Whether visitors see at once what it makes."""
        return self.is_free and not self.as_drafts

    @cached_property
    def is_pavilion(self) -> bool:
        """Whether it is held to the records of its own pavilions."""
        return not self.is_free and self.kind.is_for_pavilions

    @cached_property
    def may(self) -> bool:
        """Whether it may read in such a list at all."""
        return self.access is None or self.kind.may(self.access, self.exhibition)

    @property
    def pavilions(self) -> list[RoleAssignment]:
        """The account's roles as a manager of a pavilion in the exhibition."""
        roles = self.access.pavilions if self.access else []
        return [role for role in roles if role.exhibition_id == self.exhibition.pk]

    @cached_property
    def countries(self) -> set[str]:
        """The countries whose pavilions it manages."""
        return {role.country_id for role in self.pavilions if role.country_id}

    @cached_property
    def organisations(self) -> set[int]:
        """The organisations whose stands it manages."""
        return {role.organisation_id for role in self.pavilions if role.organisation_id}

    @property
    def home(self) -> str | None:
        """The one country that a line without a country is from."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None

    def own(self, model: type[models.Model], records: Collection[int]) -> set[int]:
        """Return which of these records it may change."""
        if not self.is_pavilion or self.access is None or not records:
            return set(records)
        own = self.access.own(model)
        rows = model._default_manager.filter(own, exhibition=self.exhibition)
        return set(rows.filter(pk__in=records).values_list("pk", flat=True))

    def may_make(self, model: type[models.Model], country: str | None = None) -> bool:
        """Return whether it may make a record on the way to another one."""
        if self.is_free:
            return True
        if model in (Area, Sector):
            return False
        if self.is_pavilion:
            return country in self.countries
        return model is not Organisation
