"""The pages of staff and those behind secret links, before axe."""

from datetime import date
from pprint import pformat

import pytest

from delegations.models import Notice, Registration, Stop, Visit
from delegations.releases.releasing import release
from tests.browser.test_accessibility import AXE, found_wrong
from tests.delegations.dayplans.answers import ended
from tests.demonstration import load_demonstration
from tests.factories.expo import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not here: make tools."),
]
DAY = "2023-11-24"
PAGES = (
    "",
    "d/kazakhstan/",
    f"board/{DAY}/",
    f"board/{DAY}/?by=person",
    f"clashes/{DAY}/",
    f"release/{DAY}/",
    f"day/{DAY}/",
    f"today/{DAY}/",
    f"today/{DAY}/actual/",
    f"today/{DAY}/late/?visit={{visit}}&minutes=12",
    "register/{registration}/",
    f"board/{DAY}/plan/",
    "board/plan/{planned}/",
    "board/plan/{planned}/explained/?of=all",
    "board/plan/{planned}/explained/?of={visit}",
    "board/plan/{impossible}/",
    "board/plan/{running}/",
)


def addresses(language):
    """Return an address of every kind of page of staff."""
    exhibition = load_demonstration()
    release(exhibition, date(2023, 11, 24), None)
    registration = Registration.objects.create(
        exhibition=exhibition, label="Embassy", country_id="KG"
    )
    kept = {
        **planning_runs(exhibition),
        "visit": Visit.objects.get(delegation__slug="kazakhstan").pk,
        "registration": registration.token,
    }
    home = f"/{language}/speca-2023/delegations/"
    return [
        *(f"{home}{page.format(**kept)}" for page in PAGES),
        f"/notices/{Notice.objects.first().token}/",
    ]


def planning_runs(exhibition):
    """Return a run with a plan, one that proves there is none, and one under way."""
    stops = Stop.objects.filter(visit__on=DAY, stand__isnull=False).order_by("pk")
    starts = {f"s{stop.pk}": 660 + 20 * place for place, stop in enumerate(stops[:9])}
    nothing = {"status": "infeasible", "offers": []}
    line = {"seconds": 1.5, "cost": 900, "bound": 860, "gap": 0.05, "unplaced": 1}
    progress = [{**line, "seconds": 0.1, "cost": 990}, line]
    return {
        "planned": ended(exhibition, starts).pk,
        "impossible": ended(exhibition, {}, result=nothing).pk,
        "running": ended(
            exhibition, {}, result=None, state="waiting", progress=progress
        ).pk,
    }


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("ru", "dark", 390)]
)
def test_no_page_of_staff_breaks_a_rule_or_is_too_wide(
    window, sign_in, language, scheme, width
):
    pages = addresses(language)
    context = window(width, scheme)
    sign_in(context, UserFactory(is_superuser=True))

    wrong = found_wrong(context.new_page(), pages)

    assert not wrong, pformat(wrong, width=160)
