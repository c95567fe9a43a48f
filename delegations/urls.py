"""Addresses of the schedule, under the language and the exhibition."""

from datetime import date

from django.urls import path, register_converter

from delegations.views import (
    actual,
    board,
    board_moves,
    board_stops,
    clashes,
    dayplans,
    downloads,
    late,
    plan_pages,
    programmes,
    registrations,
    releases,
    reports,
    today,
)

app_name = "delegations"


# Days near the ends of the calendar have no day beside them, or no midnight here.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class DayConverter:
    """A day as 2023-11-24; other texts, and days that do not exist, name no page."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the day; Django takes a ValueError for no match."""
        day = date.fromisoformat(value)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError(value)
        return day

    def to_url(self, value: date) -> str:
        """Return the part of the address."""
        return value.isoformat()


class TokenConverter:
    """What a secret address ends in."""

    regex = r"[A-Za-z0-9_-]{1,64}"

    def to_python(self, value: str) -> str:
        """Return the token."""
        return value

    def to_url(self, value: str) -> str:
        """Return the part of the address."""
        return value


register_converter(DayConverter, "day")
register_converter(TokenConverter, "token")

HOME = "<slug:exhibition>/delegations/"

urlpatterns = [
    path(HOME, programmes.delegation_list, name="delegation_list"),
    path(
        f"{HOME}d/<slug:slug>/",
        programmes.delegation_detail,
        name="delegation_detail",
    ),
    path(f"{HOME}release/<day:on>/", releases.release_day, name="release"),
    path(f"{HOME}clashes/<day:on>/", clashes.clash_list, name="clash_list"),
    path(f"{HOME}clashes/<day:on>/accept/", clashes.clash_accept, name="clash_accept"),
    path(f"{HOME}clashes/<day:on>/reopen/", clashes.clash_reopen, name="clash_reopen"),
    path(f"{HOME}day/<day:on>/", programmes.day_programme, name="day"),
    path(f"{HOME}board/<day:on>/", board.board, name="board"),
    path(f"{HOME}board/<day:on>/state/", board.state, name="board_state"),
    path(
        f"{HOME}board/<day:on>/check/<int:pk>/", board_moves.check, name="board_check"
    ),
    path(f"{HOME}board/<day:on>/undo/", board_moves.take_back, name="board_undo"),
    path(f"{HOME}board/<day:on>/stops/<int:pk>/", board_moves.move, name="board_move"),
    path(f"{HOME}board/<day:on>/leave/", board_moves.leave, name="board_leave"),
    path(f"{HOME}board/stops/<int:pk>/edit/", board_stops.edit, name="stop_edit"),
    path(f"{HOME}board/stops/<int:pk>/remove/", board_stops.remove, name="stop_remove"),
    path(f"{HOME}board/visits/<int:pk>/new/", board_stops.new, name="stop_new"),
    path(f"{HOME}board/<day:on>/plan/start/", dayplans.start, name="plan_start"),
    path(f"{HOME}board/<day:on>/plan/", plan_pages.plan_day, name="plan_day"),
    path(f"{HOME}board/plan/<int:pk>/", plan_pages.run, name="plan_run"),
    path(
        f"{HOME}board/plan/<int:pk>/explained/",
        plan_pages.explained,
        name="plan_explained",
    ),
    path(f"{HOME}board/plan/<int:pk>/undo/", plan_pages.take_back, name="plan_undo"),
    path(
        f"{HOME}board/plan/<int:pk>/progress/", dayplans.progress, name="plan_progress"
    ),
    path(f"{HOME}board/plan/<int:pk>/cancel/", dayplans.cancel, name="plan_cancel"),
    path(f"{HOME}board/plan/<int:pk>/apply/", dayplans.apply, name="plan_apply"),
    path(f"{HOME}board/plan/<int:pk>/discard/", dayplans.discard, name="plan_discard"),
    path(f"{HOME}today/", today.today, name="today"),
    path(f"{HOME}today/worker.js", today.worker, name="today_worker"),
    path(f"{HOME}today/<day:on>/", today.today_day, name="today_day"),
    path(f"{HOME}today/<day:on>/marks/", today.marks, name="marks"),
    path(f"{HOME}today/<day:on>/late/", late.late, name="late"),
    path(f"{HOME}today/<day:on>/late/undo/", late.take_back, name="late_undo"),
    path(f"{HOME}today/<day:on>/actual/", actual.actual, name="actual"),
    path(f"{HOME}today/<day:on>/actual.csv", actual.actual_csv, name="actual_csv"),
    path(f"{HOME}visits/<int:visit>/report/", reports.draft, name="draft"),
    path("<slug:exhibition>/reports/", reports.report_list, name="report_list"),
    path(
        "<slug:exhibition>/reports/<slug:slug>/",
        reports.report_detail,
        name="report_detail",
    ),
    path(f"{HOME}register/<token:token>/", registrations.register, name="register"),
    path(f"{HOME}schedule.<str:file_format>", downloads.download, name="download"),
]
