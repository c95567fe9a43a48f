"""What the admin pages of all records share: scope, layout, refusals."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import (
    FieldDoesNotExist,
    PermissionDenied,
    ValidationError,
)
from django.db import IntegrityError, models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin

from exhibitors.access import NO_ROW, OWN, access_of, work_in, working_exhibition
from exhibitors.admin.deleting import AsksToDelete
from exhibitors.admin.forms import LANGUAGES, BlankJSONField, RecordForm
from exhibitors.admin.queue import Queued
from exhibitors.admin.record_history import WithHistory
from exhibitors.admin.scoped import Scoped
from exhibitors.models import Exhibition, Role
from exhibitors.models.scope import Record
from exhibitors.refusals import sentence_of

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}


class ScopedAdmin(
    Queued,
    AsksToDelete,
    Scoped,
    WithHistory,
    ModelAdmin,  # type: ignore[misc]
):
    """The page of a model that shows each role its own rows and no other.

    ``editors`` change every row of their exhibitions, ``readers`` see them; pavilion
    managers change their own rows (``exhibitors.access.OWN``).
    """

    editors: ClassVar[tuple[str, ...]] = (Role.ORGANISER,)
    readers: ClassVar[tuple[str, ...]] = (Role.PROTOCOL_OFFICER,)
    exhibition_field = "exhibition"
    form = RecordForm
    compressed_fields = True
    warn_unsaved_form = True
    list_filter_submit = False
    list_per_page = 50
    show_full_result_count = True
    change_form_before_template = "admin/includes/_fixed.html"

    def view_on_site(self, record: Any) -> str | None:
        """Return the address of a record's page, with drafts for those who see them."""
        page = getattr(record, "page", "")
        return f"{record.get_absolute_url()}?drafts=on" if page else None

    def changeable(self, request: HttpRequest) -> Q:
        """Return the rows that the account may change."""
        access = access_of(request)
        everything = access.within(*self.editors, field=self.exhibition_field)
        return everything | access.own(self.model)

    def visible(self, request: HttpRequest) -> Q:
        """Return the rows that the account may see."""
        found = access_of(request).within(*self.readers, field=self.exhibition_field)
        return self.changeable(request) | found

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        every: QuerySet[Any] = super().get_queryset(request)
        rows = every.filter(self.visible(request))
        name = getattr(request.resolver_match, "url_name", "") or ""
        if name == "autocomplete" or name.endswith("_changelist"):
            rows = rows.filter(self.at_work(request))
        return rows

    def get_ordering(self, request: HttpRequest) -> Any:
        """Return the order of the rows, of one exhibition, by what its index has."""
        order: Any = super().get_ordering(request) or self.model._meta.ordering
        return [field for field in order if field != "exhibition"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        # No text in PostgreSQL has a zero character.
        term = search_term.replace("\0", "")
        found: tuple[QuerySet[Any], bool] = super().get_search_results(
            request, queryset, term
        )
        return found

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the address fills in, without keys that are none."""
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        return {name: value for name, value in given.items() if self._fits(name, value)}

    def _fits(self, name: str, value: Any) -> bool:
        if not self._has(name):
            return False
        field: Any = self.model._meta.get_field(name)
        try:
            if field.many_to_one:
                field.target_field.to_python(value)
        except ValidationError:
            return False
        return True

    def _has(self, name: str) -> bool:
        try:
            self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        return True

    def at_work(self, request: HttpRequest) -> Q:
        """Return the rows of the exhibition that the account is at work in."""
        exhibition = working_exhibition(request)
        return Q(**{self.exhibition_field: exhibition}) if exhibition else NO_ROW

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        found = super().get_object(request, object_id, from_field)
        if isinstance(found, Record):
            work_in(request, found.exhibition_id)
        return found

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404

    def acts_as(self, request: HttpRequest, obj: Any, *roles: str) -> bool:
        """Return whether the account has such a role where a record is, or will be.

        A role in another exhibition gives nothing here.
        """
        access = access_of(request)
        home = working_exhibition(request) if obj is None else obj
        if home is None or isinstance(home, Exhibition):
            return access.acts_in(home.pk if home else None, *roles)
        if not hasattr(home, "exhibition_id"):
            return access.has(*roles)
        return access.acts_in(home.exhibition_id, *roles)

    def _is_editor(self, request: HttpRequest) -> bool:
        access = access_of(request)
        is_own = self.model in OWN and bool(access.pavilions)
        return access.has(*self.editors) or is_own

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not (self._is_editor(request) or access_of(request).has(*self.readers)):
            return False
        return obj is None or self._holds(self.visible(request), obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._is_editor(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return self._is_editor(request)
        return self._holds(self.changeable(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def _holds(self, rows: Q, obj: Any) -> bool:
        return self.model._default_manager.filter(rows, pk=obj.pk).exists()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.exhibition = working_exhibition(request)
        form.refusal = getattr(request, "_refusal", "")
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            pass
        try:
            # Someone saved the same a moment ago: by now the form can see it.
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            request._refusal = sentence_of(error)  # type: ignore[attr-defined]
        return super().changeform_view(request, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if not self._holds(self.changeable(request), obj):
            raise PermissionDenied


class RecordAdmin(ScopedAdmin):
    """The page of a record that is entered in one language."""

    fields_first: ClassVar[Sequence[Any]] = ()
    sections: ClassVar[Sequence[tuple[Any, Sequence[Any]]]] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        parts: list[Any] = [(None, {"fields": list(self.fields_first)})]
        parts += [
            (name, {"fields": list(fields), "classes": ["collapse"]})
            for name, fields in self.sections
        ]
        origin = [name for name in ("sources", "key") if self._has(name)]
        if self._has("illustrative"):
            origin.append("illustrative")
        if origin:
            parts.append((_("Origin"), {"fields": origin, "classes": ["collapse"]}))
        return parts

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if isinstance(db_field, models.JSONField):
            kwargs.setdefault("form_class", BlankJSONField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_readonly_fields(request, obj))
        if self._has("is_published") and not self.acts_as(request, obj, *self.editors):
            fields.append("is_published")
        return fields

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        if (
            not change
            and self._has("is_published")
            and not self.acts_as(request, obj, *self.editors)
        ):
            obj.is_published = False
        super().save_model(request, obj, form, change)


class TranslatedAdmin(RecordAdmin, TranslationAdmin):  # type: ignore[misc,type-arg]
    """The page of a record with texts in every language, a tab a language."""

    texts_first = True

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        # Each language on its own tab; Unfold shows the tabs together.
        translated = self.trans_opts.all_fields
        names = [
            field.name for field in self.model._meta.fields if field.name in translated
        ]
        tabs = [
            (
                LANGUAGE_NAMES[language],
                {
                    "fields": [f"{name}_{language}" for name in names],
                    "classes": ["tab"],
                },
            )
            for language in LANGUAGES
        ]
        main, *others = RecordAdmin.get_fieldsets(self, request, obj)
        first = [*tabs, main] if self.texts_first else [main, *tabs]
        return [*first, *others]
