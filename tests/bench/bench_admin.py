"""Queries and time of the admin's pages of an exhibition with 100,000 exhibits.

    python -m tests.bench.bench_admin [EXHIBITS]

Works in a scratch exhibition that is removed again. The time is the median of answers
of Django's test client, beside that of a bare view that counts and shows 50 rows.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings.test")
django.setup()

from django.core.paginator import Paginator  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from exhibitors.models import Exhibit, RoleAssignment  # noqa: E402
from expo.models import User  # noqa: E402
from tests.bench.exhibitions import make_exhibition  # noqa: E402

ROUNDS = 11
EXHIBITS_A_STAND = 3
INDEXES = ("exhibit_found", "stand_found", "organisation_found")
LIST = "/admin/exhibitors/exhibit/"
PAGES = (
    LIST,
    f"{LIST}?p=1000",
    f"{LIST}?o=2",
    f"{LIST}?country__iso2__exact=KZ",
    f"{LIST}?q=exhibit",
    f"{LIST}?q=s-33332",
    "/admin/exhibitors/stand/",
    "/admin/autocomplete/?app_label=exhibitors&model_name=exhibit&field_name=stand"
    "&term=S3333",
    "/admin/find/?q=S33332",
    "/admin/find/?q=exhibit",
    "/admin/find/?q=kazakhstan+nothing",
    "/admin/find/?q=exhibt",
    "/admin/",
    "/admin/exhibitors/exhibition/missing/exhibit-photo/",
)


class _Undo(Exception):  # noqa: N818
    """Takes the scratch exhibition back."""


ROWS = Template(
    "{% for row in page %}<p>{{ row.name }} {{ row.stand }}</p>{% endfor %}"
)


def bare(exhibition: int) -> Callable[[str], HttpResponse]:
    """Return a view as plain as can be of the same rows."""

    def answer(path: str) -> HttpResponse:
        rows = Exhibit.objects.filter(exhibition=exhibition).select_related("stand")
        page = Paginator(rows.order_by("position", "pk"), 50).get_page(1)
        return HttpResponse(ROWS.render(Context({"page": page, "r": HttpRequest()})))

    return answer


def measure(get: Callable[[str], Any], path: str) -> tuple[int, float]:
    """Return the number of queries of a page and its median in milliseconds."""
    with CaptureQueriesContext(connection) as captured:
        answer = get(path)
    queries = len(captured)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        get(path)
        times.append(time.perf_counter() - start)
    return queries, statistics.median(times) * 1000


def signed_in() -> Client:
    """Return a client of somebody who organises everything."""
    user = User.objects.create_user(email="bench-admin@example.org", password=None)
    RoleAssignment.objects.create(user=user, role="organiser")
    client = Client()
    client.force_login(user)
    return client


def settle() -> None:
    """Have the database as it is some minutes after so much was entered."""
    with connection.cursor() as cursor:
        for index in INDEXES:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        cursor.execute("ANALYZE exhibitors_exhibit, exhibitors_stand")


def main() -> None:
    """Print a row a page."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    try:
        with transaction.atomic():
            exhibition = make_exhibition(wanted // EXHIBITS_A_STAND)
            client = signed_in()
            client.get(f"/admin/exhibitors/exhibition/{exhibition.pk}/choose/")
            settle()
            _rows(client, exhibition.pk)
            raise _Undo
    except _Undo:
        pass


def _rows(client: Client, exhibition: int) -> None:
    queries, plain = measure(bare(exhibition), "")
    line = "{:<62}{:>8}{:>10.1f}{:>8.1f}\n"
    sys.stdout.write(f"{'page':<62}{'queries':>8}{'p50 ms':>10}{'× bare':>8}\n")
    sys.stdout.write(line.format("a bare view of 50 exhibits", queries, plain, 1))
    for path in PAGES:
        queries, ms = measure(client.get, path)
        sys.stdout.write(line.format(path[:60], queries, ms, ms / plain))


if __name__ == "__main__":
    main()
