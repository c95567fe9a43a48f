"""Rows entered on the page of the record they belong to."""

from typing import Any, ClassVar

from django.http import HttpRequest
from unfold.admin import TabularInline

from exhibitors.admin.forms import RecordForm, RecordFormSet
from exhibitors.admin.proposed import proposed_on
from exhibitors.admin.scoped import Scoped
from exhibitors.models import Role


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
        formset.form.proposed = proposed_on(request, obj)
        formset.is_publishing = self._publishes(request, obj)
        return formset

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_readonly_fields(request, obj))
        if "is_published" in self.fields and not self._publishes(request, obj):
            fields.append("is_published")
        return fields

    def _publishes(self, request: HttpRequest, obj: Any) -> bool:
        parent: Any = self.admin_site._registry[self.parent_model]
        return bool(parent.acts_as(request, obj, *parent.editors))

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.new_rows if obj is None else 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        parent: Any = self.admin_site._registry[self.parent_model]
        if not parent.acts_as(request, obj, *self.editors):
            return False
        return bool(parent.has_change_permission(request, obj))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
