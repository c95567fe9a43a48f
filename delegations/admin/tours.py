"""Standard tours with their stops."""

from django.contrib import admin
from django.http import HttpRequest

from delegations.admin.people import PLANNERS
from delegations.models import StandardStop, StandardTour
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import TranslatedAdmin


class StandardStopInline(RecordInline):
    model = StandardStop
    editors = PLANNERS
    fields = ("position", "kind", "stand", "title_en", "minutes")
    new_rows = 6
    show_change_link = True


@admin.register(StandardTour)
class StandardTourAdmin(TranslatedAdmin):
    editors = PLANNERS
    readers = ()
    list_display = ("name", "note")
    search_fields = ("name_en", "name_ru", "name_az")
    fields_first = ("note",)
    inlines = (StandardStopInline,)


@admin.register(StandardStop)
class StandardStopAdmin(TranslatedAdmin):
    """What a stop shows, and what is said at it; entered with its tour."""

    editors = PLANNERS
    readers = ()
    texts_first = False
    list_display = ("__str__", "tour", "kind", "minutes")
    list_display_links = ("__str__",)
    list_select_related = ("tour", "stand")
    fields_first = (
        "tour",
        ("kind", "minutes"),
        ("stand", "area"),
        "exhibits",
        "talking_points",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
