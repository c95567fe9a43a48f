"""The list of imports, and the addresses of their pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from exhibitors.access import access_of, work_in
from exhibitors.admin.imports import files, mapping, pages, steps, uploading
from exhibitors.admin.imports.scope import may_import, visible_runs
from exhibitors.admin.records import ScopedAdmin
from exhibitors.imports.asking import current
from exhibitors.imports.fields import kinds
from exhibitors.models import ImportRun

# A page of one import: the account's request, and the import as it stands.
Page = Callable[[HttpRequest, ImportRun], HttpResponseBase]


class KindFilter(admin.SimpleListFilter):
    """Narrows the list of imports to one kind."""

    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.name, kind.label) for kind in kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(ImportRun)
class ImportRunAdmin(ScopedAdmin):
    list_display = ("file_name", "kind_name", "standing", "counted", "user", "when")
    list_select_related = ("user",)
    list_filter = (KindFilter, "state")
    search_fields = ("file_name", "user__email")
    actions = None

    def visible(self, request: HttpRequest) -> Q:
        return visible_runs(request)

    def changeable(self, request: HttpRequest) -> Q:
        return visible_runs(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None:
            return self._holds(visible_runs(request), obj)
        return access_of(request).is_unlimited or bool(access_of(request).roles)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_import(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_name(self, run: ImportRun) -> str:
        return pages.kind_label(run)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, run: ImportRun) -> str:
        return pages.state_label(run)

    @admin.display(description=gettext_lazy("lines"))
    def counted(self, run: ImportRun) -> str:
        return pages.counts_text(run) or "–"

    @admin.display(description=gettext_lazy("uploaded"), ordering="created_at")
    def when(self, run: ImportRun) -> Any:
        return run.created_at

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return uploading.upload(request)

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not object_id.isdecimal():
            raise Http404
        return require_safe(self._of_run(pages.run_page))(request, int(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        raise Http404

    def get_urls(self) -> Any:
        """Add the pages, steps and files of one import to the list and the upload."""
        reads: dict[str, Page] = {
            "progress": pages.progress,
            "original": files.original,
            "bad-rows.csv": files.bad_rows_csv,
            "bad-rows.xlsx": files.bad_rows_xlsx,
        }
        writes: dict[str, Page] = {
            "check": steps.check,
            "apply": steps.apply,
            "cancel": steps.stop,
            "again": uploading.again,
        }
        both: dict[str, Page] = {"mapping": mapping.mapping_page, "undo": steps.undo}
        views = {
            **{name: require_safe(self._of_run(page)) for name, page in reads.items()},
            **{name: require_POST(self._of_run(page)) for name, page in writes.items()},
            **{name: self._of_run(page) for name, page in both.items()},
        }
        template = path(
            "template/<slug:kind>/",
            self.admin_site.admin_view(require_safe(files.template)),
            name="exhibitors_importrun_template",
        )
        return [template, *map(self._path, views, views.values()), *super().get_urls()]

    def _path(self, name: str, view: Callable[..., HttpResponseBase]) -> Any:
        ending = name if "." in name else f"{name}/"
        return path(
            f"<int:pk>/{ending}",
            self.admin_site.admin_view(view),
            name=f"exhibitors_importrun_{name.replace('-', '_').replace('.', '_')}",
        )

    def _of_run(self, page: Page) -> Callable[..., HttpResponseBase]:
        """Return a view that finds the import in scope, or answers 404."""

        @wraps(page)
        def view(request: HttpRequest, pk: int) -> HttpResponseBase:
            # No key is longer, and PostgreSQL would refuse to compare it.
            rows = self.get_queryset(request).select_related("user", "exhibition")
            run = rows.filter(pk=pk).first() if pk < 1 << 63 else None
            if run is None:
                raise Http404(_("There is no such import."))
            work_in(request, run.exhibition_id)
            return page(request, current(run))

        return view
