"""The pages where the plan of an area is drawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db.models import Q
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    RawPostDataException,
)
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from unfold.decorators import action

from exhibitors.access import EVERY_ROW, access_of
from exhibitors.admin.plan_table import answered
from exhibitors.admin.plan_texts import choices, texts
from exhibitors.drawing import hanging, pictures, saving
from exhibitors.drawing.plan import background_of, plan_of, state_of
from exhibitors.drawing.reading import difference
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.shapes import shapes
from exhibitors.models import Area, PlanBackground, Role, Stand

PAGES = ("save", "check", "shapes", "hanging", "background", "picture", "table")
MOST_ASKED = 200
Page = Callable[..., HttpResponse]


def _asked(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RawPostDataException:
        # A form was sent: no drawing, which whoever reads it will say.
        return b""
    except RequestDataTooBig as error:
        raise Refused((gettext("This is too much to be sent at once."),)) from error


def _answer(act: Callable[[], Any]) -> JsonResponse:
    """Answer with what an act returns, or with why it is refused."""
    try:
        return JsonResponse(act())
    except Refused as refused:
        told = {
            "sentences": list(refused.sentences),
            "fields": refused.fields,
            "findings": list(refused.findings),
            "state": refused.state,
        }
        return JsonResponse(told, status=refused.status)


class DrawsPlans:
    """Gives the page of an area its plan: the editor, the table, what they ask for."""

    admin_site: admin.AdminSite
    get_queryset: Callable[..., Any]
    has_change_permission: Callable[..., bool]

    def get_urls(self) -> list[Any]:
        def page(name: str, view: Page) -> Any:
            tail = f"{name}/" if name else ""
            url_name = f"exhibitors_area_plan_{name}".rstrip("_")
            return path(
                f"<int:pk>/plan/{tail}", self.admin_site.admin_view(view), name=url_name
            )

        views = [page(name, getattr(self, f"plan_{name}")) for name in PAGES]
        own = [page("", self.plan), *views]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Draw the plan"), url_path="draw", icon="draw"
    )
    def draw_plan(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Go to where the plan of this area is drawn."""
        return redirect("admin:exhibitors_area_plan", object_id)

    @admin.display(description=gettext_lazy("plan"))
    def plan_link(self, area: Area) -> SafeString:
        address = reverse("admin:exhibitors_area_plan", args=[area.pk])
        text = gettext("Draw the plan")
        return format_html('<a class="expo-secret" href="{}">{}</a>', address, text)

    def plan(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the editor; who may not draw looks at the same plan."""
        area = self._area(request, pk)
        may_change = self.has_change_permission(request, area)
        seen = self._seen(request)
        picture = reverse("admin:exhibitors_area_plan_picture", args=[pk])
        addresses = {
            name: reverse(f"admin:exhibitors_area_plan_{name}", args=[pk])
            for name in PAGES
        }
        config = {
            "area": {"id": area.pk, "name": area.name, "kind": area.kind},
            "user": request.user.pk,
            "mayChange": may_change,
            "background": background_of(area, picture),
            "state": state_of(plan_of(area, seen)),
            **choices(area),
        }
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Plan of %(area)s") % {"area": area.name},
            "area": area,
            "may_change": may_change,
            "config": {**config, "addresses": addresses, "texts": texts()},
        }
        return render(request, "admin/exhibitors/plan/editor.html", context)

    def plan_table(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the same plan as a table, which needs no script."""
        area = self._area(request, pk)
        may_change = self.has_change_permission(request, area)
        if request.method == "POST" and not may_change:
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Plan of %(area)s as a table") % {"area": area.name},
            "area": area,
            "may_change": may_change,
        }
        return answered(request, area, self._seen(request), context)

    @method_decorator(require_POST)
    def plan_save(self, request: HttpRequest, pk: int) -> HttpResponse:
        area = self._drawn(request, pk)

        def save() -> dict[str, Any]:
            try:
                return vars(saving.save(area, difference(_asked(request))))
            except Refused as refused:
                refused.state = saving.state(area) if refused.is_stale else None
                raise

        return _answer(save)

    @method_decorator(require_POST)
    def plan_check(self, request: HttpRequest, pk: int) -> HttpResponse:
        area = self._drawn(request, pk)

        def check() -> dict[str, Any]:
            sent = difference(_asked(request))
            return {"findings": saving.judged(area, sent)}

        return _answer(check)

    @method_decorator(require_POST)
    def plan_shapes(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._drawn(request, pk)
        return _answer(lambda: {"outlines": shapes(_asked(request))})

    @method_decorator(require_GET)
    def plan_hanging(self, request: HttpRequest, pk: int) -> HttpResponse:
        area = self._drawn(request, pk)
        asked = request.GET.getlist("stand")[:MOST_ASKED]
        keys = [int(key) for key in asked if key.isdecimal() and len(key) < 19]
        near = Q(area=area) | Q(area__isnull=True)
        rows = Stand.objects.of(area.exhibition_id).filter(near, pk__in=keys)
        return JsonResponse(_what_hangs(rows, request.GET.get("kept", "")))

    @method_decorator(require_POST)
    def plan_background(self, request: HttpRequest, pk: int) -> HttpResponse:
        area = self._drawn(request, pk)
        picture = reverse("admin:exhibitors_area_plan_picture", args=[pk])

        def lay() -> dict[str, Any]:
            if "remove" in request.POST:
                pictures.take_away(area)
            else:
                upload = request.FILES.get("image")
                pictures.lay(area, upload, request.POST.dict())
            return {"background": background_of(area, picture)}

        return _answer(lay)

    @method_decorator(require_GET)
    def plan_picture(self, request: HttpRequest, pk: int) -> FileResponse:
        area = self._area(request, pk)
        found = PlanBackground.objects.filter(area=area).first()
        if found is None or not found.image.storage.exists(found.image.name):
            raise Http404
        file = found.image.storage.open(found.image.name)
        response = FileResponse(file, content_type="image/webp")
        response["Cache-Control"] = "private, no-store"
        return response

    def _area(self, request: HttpRequest, pk: int) -> Area:
        """Return an area that the account may look at; else it does not exist."""
        area: Area | None = None
        if access_of(request).has(
            Role.ORGANISER, Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER
        ):
            rows = self.get_queryset(request).select_related("exhibition")
            area = rows.filter(pk=pk).first()
        if area is None:
            raise Http404
        return area

    def _drawn(self, request: HttpRequest, pk: int) -> Area:
        """Return an area whose plan the account may draw."""
        area = self._area(request, pk)
        if not self.has_change_permission(request, area):
            raise PermissionDenied
        return area

    def _seen(self, request: HttpRequest) -> Q:
        """Return the stands whose drafts the account may see, and what all may see."""
        access = access_of(request)
        everything = access.within(Role.ORGANISER, Role.PROTOCOL_OFFICER)
        if everything == EVERY_ROW:
            return everything
        return everything | access.own(Stand) | Q(is_published=True)


def _what_hangs(rows: Any, kept: str) -> dict[str, Any]:
    """Return what stops stands from going, or with ``kept`` what a merge does."""
    stands = list(rows)
    main = next((stand for stand in stands if str(stand.pk) == kept), None)
    if main is None:
        return {"refused": hanging.refusals(stands), "told": []}
    gone = [stand for stand in stands if stand != main]
    refused = hanging.refusals(gone, is_merged=True)
    return {
        "refused": [*refused, *hanging.already_there(main, gone)],
        "told": hanging.moves(main, gone),
    }
