"""The demonstration in the database of a test, and an address of each of its pages."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from exhibitors.models import Exhibition, Source
from expo.management.commands.demo import publish_report

FOLDER = Path(settings.BASE_DIR) / "exhibitors/demonstration"
PAGES = [
    "",
    "stands/",
    "stands/?q=zzzz",
    "stands/?country=KZ&kind=national",
    "stands/azerbaijan/",
    "stands/kazakhstan/",
    "exhibits/",
    "exhibits/?page=2",
    "exhibits/tm-carpets/",
    "exhibits/books-heydar-aliyev/",
    "countries/",
    "countries/kz/",
    "countries/az/",
    "exhibitors/",
    "exhibitors/azergold/",
    "sectors/",
    "sectors/energy/",
    "plan/",
    "plan/indoor/",
    "plan/open/",
    "events/",
    "sources/",
    "sources/{source}/",
    "reports/",
    "reports/kazakhstan/",
    "no-such-page/",
]


def load_demonstration() -> Exhibition:
    """Load the demonstration, with the published report of a visit."""
    call_command(
        "load_exhibition",
        FOLDER / "speca-2023.json",
        overlay=FOLDER / "speca-2023-overlay.json",
        verbosity=0,
    )
    exhibition = Exhibition.objects.get(slug="speca-2023")
    publish_report()
    return exhibition


def addresses(language: str) -> list[str]:
    """Return an address of every kind of public page, one of them of no page."""
    source = Source.objects.filter(stands__isnull=False).first()
    home = f"/{language}/speca-2023/"
    paths = [path.format(source=source and source.pk) for path in PAGES]
    return [*(f"{home}{path}" for path in paths), f"/{language}/", "/accounts/login/"]
