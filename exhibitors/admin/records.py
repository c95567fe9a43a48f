"""What the admin pages of all records share: scope, layout, links, refusals."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import IntegrityError, models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from unfold.admin import ModelAdmin, TabularInline

from exhibitors.access import NO_ROW, OWN, access_of, work_in, working_exhibition
from exhibitors.admin.forms import LANGUAGES, BlankJSONField, RecordForm, RecordFormSet
from exhibitors.models import Country, Role
from exhibitors.models.scope import Record
from exhibitors.refusals import sentence_of

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}


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
        access = access_of(request)
        return bool(_countries(request)) and not access.has(
            Role.ORGANISER, Role.PROTOCOL_OFFICER
        )


def _countries(request: HttpRequest) -> list[str]:
    roles = access_of(request).pavilions
    return sorted({role.country_id for role in roles if role.country_id})


class ScopedAdmin(Scoped, ModelAdmin):  # type: ignore[misc]
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

    def _has(self, name: str) -> bool:
        try:
            self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        return True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_readonly_fields(request, obj))
        if self._has("is_published") and not access_of(request).has(*self.editors):
            fields.append("is_published")
        return fields

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        if (
            not change
            and self._has("is_published")
            and not access_of(request).has(*self.editors)
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


class RecordInline(Scoped, TabularInline):  # type: ignore[misc]
    """Rows of a record's own, edited with it by whoever may edit it."""

    form = RecordForm
    formset = RecordFormSet
    editors: ClassVar[tuple[str, ...]] = (Role.ORGANISER, Role.PAVILION_MANAGER)
    extra = 0
    new_rows = 0
    show_change_link = False

    @property
    def hide_title(self) -> bool:
        """Whether a row goes without the line that has the link to its own page."""
        return not self.show_change_link

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.is_publishing = self._publishes(request)
        return formset

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_readonly_fields(request, obj))
        if "is_published" in self.fields and not self._publishes(request):
            fields.append("is_published")
        return fields

    def _publishes(self, request: HttpRequest) -> bool:
        parent: Any = self.admin_site._registry[self.parent_model]
        return access_of(request).has(*parent.editors)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.new_rows if obj is None else 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        parent = self.admin_site._registry[self.parent_model]
        if not access_of(request).has(*self.editors):
            return False
        return parent.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
