"""Every list of the admin: as many queries for three rows as for one."""

import pytest
from django.contrib import admin
from django.urls import reverse

from delegations.models import ClashLevel, ExportLog
from exhibitors.models import (
    Country,
    Exhibition,
    Framework,
    HistoryTransaction,
    LoadedFile,
    Role,
    Venue,
)
from expo.models import AccountLetter, Invitation, SecondFactorRule, User
from tests.exhibitors.admin.pages import address
from tests.factories import delegations, exhibitors
from tests.factories.expo import (
    AccountLetterFactory,
    InvitedRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Session, account, roles and exhibitions take 5 of each; a list counts its rows, counts
# all of them (unless there may be a hundred thousand) and reads them; dates, photos and
# each filter by a record take more.
QUERIES = {
    "delegations.acceptedclash": 10,
    "delegations.apart": 8,
    "delegations.availability": 8,
    "delegations.clashlevel": 10,
    "delegations.embargo": 8,
    # The changes told: their visits, exhibition and rows; none here.
    "delegations.change": 12,
    "delegations.delegation": 9,
    "delegations.feed": 8,
    "delegations.interpreterpool": 8,
    "delegations.letter": 11,
    "delegations.release": 8,
    "delegations.exportlog": 11,
    "delegations.person": 9,
    "delegations.registration": 8,
    "delegations.report": 8,
    "delegations.standardstop": 8,
    "delegations.standardtour": 8,
    "delegations.stop": 8,
    "delegations.visit": 11,
    "exhibitors.area": 8,
    "exhibitors.contradiction": 8,
    "exhibitors.country": 8,
    "exhibitors.event": 10,
    "exhibitors.exhibit": 9,
    "exhibitors.exhibition": 8,
    "exhibitors.framework": 8,
    # Who wrote, counted for the filter, too; nothing is sealed within a test.
    "exhibitors.historytransaction": 9,
    "exhibitors.importrun": 8,
    "exhibitors.inquiry": 10,
    "exhibitors.loadedfile": 8,
    "exhibitors.organisation": 8,
    "exhibitors.participation": 8,
    "exhibitors.photo": 8,
    "exhibitors.proposal": 10,
    "exhibitors.roleassignment": 8,
    "exhibitors.sector": 8,
    "exhibitors.source": 9,
    "exhibitors.stand": 10,
    "exhibitors.venue": 8,
    "expo.accountletter": 8,
    # The roles of all, read together.
    "expo.invitation": 9,
    "expo.secondfactorrule": 8,
    "expo.user": 9,
}


# Always the same rows: the list of ISO 3166, one a exhibition, one a rule.
FULL = (ClashLevel, Country, Framework, HistoryTransaction, Venue)

COUNTRIES = ["KZ", "TJ", "UZ"]


# Rows that take more than a factory with an exhibition, or no factory at all.
SPECIAL = {
    LoadedFile: lambda home, number: LoadedFile.objects.create(
        exhibition=home, title=str(number)
    ),
    ExportLog: lambda home, number: ExportLog.objects.create(
        exhibition=home, user=UserFactory(), format="csv", stop_count=1
    ),
    User: lambda home, number: exhibitors.RoleAssignmentFactory(exhibition=home),
    AccountLetter: lambda home, number: AccountLetterFactory(),
    Invitation: lambda home, number: InvitedRoleFactory(exhibition=home),
    SecondFactorRule: lambda home, number: SecondFactorRule.objects.create(
        exhibition=home, role=list(Role)[number]
    ),
}


def one_more(model, exhibition):
    """Make a row of a model with everything linked that its list shows."""
    number, name = model.objects.count(), model.__name__
    if model in SPECIAL:
        return SPECIAL[model](exhibition, number)
    links = {} if model is Exhibition else {"exhibition": exhibition}
    if name in ("Delegation", "Exhibit", "Organisation", "Participation", "Stand"):
        links["country_id"] = COUNTRIES[number]
    if name in ("Exhibit", "Stop"):
        links["stand"] = exhibitors.StandFactory(exhibition=exhibition)
    factory = f"{name}Factory"
    make = getattr(exhibitors, factory, None) or getattr(delegations, factory)
    return make(**links)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda m: m._meta.label)
def test_a_list_takes_as_many_queries_with_three_rows_as_with_one(
    client, django_assert_num_queries, model
):
    exhibition = exhibitors.ExhibitionFactory()
    everywhere = exhibitors.RoleAssignmentFactory(exhibition=None).user
    client.force_login(everywhere)
    client.get(reverse("admin:exhibitors_exhibition_work", args=[exhibition.pk]))
    if model is ClashLevel:
        client.get(address(model, "changelist"))
    for rows in (1, 3):
        while model not in FULL and model.objects.count() < rows:
            one_more(model, exhibition)
        with django_assert_num_queries(QUERIES[model._meta.label_lower]):
            client.get(address(model, "changelist"))


@pytest.mark.parametrize(
    ("name", "term"),
    [("exhibitors.stand", "казах"), ("delegations.visit", "baku")],
)
def test_a_list_is_searched_in_every_language(client, name, term):
    exhibition = exhibitors.ExhibitionFactory()
    client.force_login(exhibitors.RoleAssignmentFactory(exhibition=exhibition).user)
    exhibitors.StandFactory(exhibition=exhibition, name_ru="Стенд Казахстана")
    exhibitors.StandFactory(exhibition=exhibition)
    delegations.VisitFactory(exhibition=exhibition, name_az="Baku səfəri")
    delegations.VisitFactory(exhibition=exhibition)
    model = next(m for m in admin.site._registry if m._meta.label_lower == name)

    found = client.get(address(model, "changelist"), {"q": term})

    assert found.context["cl"].result_count == 1


@pytest.mark.parametrize(
    "odd",
    [
        "/admin/exhibitors/stand/?q=%00",
        "/admin/exhibitors/stand/?kind__exact=nothing&o=99&p=999",
        "/admin/exhibitors/stand/abc/change/",
        "/admin/exhibitors/stand/99999999999999999999/change/",
        "/admin/exhibitors/photo/99999999999999999999/thumbnail/",
        "/admin/autocomplete/?app_label=exhibitors&model_name=exhibit"
        "&field_name=stand&term=%00",
        "/admin/autocomplete/?app_label=none&model_name=none&field_name=none",
        "/admin/delegations/visit/add/?delegation=none&on=none&nothing=1",
        "/admin/delegations/visit/add/?delegation=99999999999999999999",
        "/admin/delegations/delegation/99999999999999999999/plan-visit/",
    ],
)
def test_an_odd_oddis_answered(client, odd):
    client.force_login(exhibitors.RoleAssignmentFactory().user)

    assert client.get(odd, follow=True).status_code in (200, 403, 404)
