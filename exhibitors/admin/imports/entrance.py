"""The ways from lists of records to imports, and from an import to its records."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from exhibitors.admin.imports.scope import may_import, visible_runs
from exhibitors.models import ImportRecord, ImportRun


class ImportedFilter(admin.SimpleListFilter):
    """Narrows a list to what one import wrote; offered where an address names it."""

    title = gettext_lazy("import")
    parameter_name = "imported"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.run = self._run(request)
        return [(str(self.run.pk), self.run.file_name)] if self.run else []

    def _run(self, request: HttpRequest) -> ImportRun | None:
        given = str(self.value() or "")
        if not given.isdecimal() or len(given) > 18:
            return None
        return ImportRun.objects.filter(visible_runs(request), pk=int(given)).first()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.run is None:
            return queryset
        label = queryset.model._meta.label_lower
        written = ImportRecord.objects.filter(run=self.run, model=label)
        return queryset.filter(pk__in=written.values("record"))


class Importable:
    """A list of records that can be read in from a file."""

    import_kind: ClassVar[str]
    actions_list: ClassVar[tuple[str, ...]] = ("read_in",)

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (*super().get_list_filter(request), ImportedFilter)  # type: ignore[misc]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Return whether the account may read in such a list."""
        return may_import(request, self.import_kind)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Import"),
        url_path="import",
        permissions=["import"],
    )
    def read_in(self, request: HttpRequest) -> HttpResponse:
        """Go to the upload, with the kind chosen."""
        page = reverse("admin:exhibitors_importrun_add")
        return redirect(f"{page}?kind={self.import_kind}")
