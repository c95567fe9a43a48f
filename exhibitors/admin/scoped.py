"""Links offered by the pages and rows of the admin: none out of scope."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from exhibitors.access import access_of, working_exhibition
from exhibitors.models import Country, Role
from exhibitors.models.scope import Record


class Scoped:
    """Offers only links to rows that the account may see, of the same exhibition."""

    model: type[models.Model]
    admin_site: admin.AdminSite

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Return every link to a record that can be searched."""
        links = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [
            field.name
            for field in links
            if field.remote_field and self._is_searchable(field.related_model)
        ]

    def _is_searchable(self, model: Any) -> bool:
        found = self.admin_site._registry.get(model)
        return bool(found and found.search_fields)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("queryset", self._offered(db_field, request))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.remote_field.model is Country and self._is_a_pavilion(request):
            field.queryset = Country.objects.filter(pk__in=_countries(request))
            field.initial = next(iter(_countries(request)), None)
        return field

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("queryset", self._offered(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _offered(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        linked = db_field.remote_field.model
        found = self.admin_site._registry.get(linked)
        every: QuerySet[Any] = linked._default_manager.all()
        rows = found.get_queryset(request) if found else every
        if issubclass(linked, Record):
            rows = rows.filter(exhibition=working_exhibition(request))
        limited: QuerySet[Any] = rows.complex_filter(db_field.get_limit_choices_to())
        return limited

    def _is_a_pavilion(self, request: HttpRequest) -> bool:
        exhibition = working_exhibition(request)
        return bool(_countries(request)) and not access_of(request).acts_in(
            exhibition.pk if exhibition else None, Role.ORGANISER, Role.PROTOCOL_OFFICER
        )


def _countries(request: HttpRequest) -> list[str]:
    exhibition = working_exhibition(request)
    roles = access_of(request).pavilions
    return sorted(
        {
            role.country_id
            for role in roles
            if role.country_id and role.exhibition_id == (exhibition and exhibition.pk)
        }
    )
