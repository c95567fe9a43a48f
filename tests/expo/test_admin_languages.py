"""What the pages of the admin still say in English in another language."""

import re
from html.parser import HTMLParser

import pytest

from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.factories.expo import InvitedRoleFactory, UserFactory

pytestmark = pytest.mark.django_db

SAID_IN = ("aria-label", "placeholder", "title", "alt", "data-confirm")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source"}
# Names, and words that all languages share.
SHARED = {
    "Expo",
    "English",
    "Русский",
    "Azərbaycanca",
    "Baku",
    "2023 · Baku",
    "UTC",
    "ID",
    "URL",
    "JSON",
    "XLSX",
    "CSV",
    "PDF",
    "ZIP",
    # Keys.
    "Ctrl K",
    "esc",
}
PAGES = (
    "/admin/",
    "/admin/exhibitors/stand/",
    "/admin/exhibitors/stand/?q=nothing-is-called-so",
    "/admin/exhibitors/stand/add/",
    "/admin/exhibitors/stand/{stand}/change/",
    "/admin/exhibitors/stand/{stand}/delete/",
    "/admin/exhibitors/stand/{stand}/history/",
    "/admin/exhibitors/exhibit/",
    "/admin/exhibitors/exhibit/add/",
    "/admin/exhibitors/exhibition/{exhibition}/change/",
    "/admin/exhibitors/photo/",
    "/admin/exhibitors/photo/add-many/",
    "/admin/exhibitors/importrun/",
    "/admin/exhibitors/importrun/add/",
    "/admin/exhibitors/proposal/",
    "/admin/exhibitors/historytransaction/",
    "/admin/completeness/countries/",
    "/admin/completeness/organisations/",
    "/admin/exhibitors/area/{area}/plan/",
    "/admin/exhibitors/area/{area}/plan/table/",
    "/admin/exhibitors/exhibition/{exhibition}/next/",
    "/admin/exhibitors/organisation/add/",
    "/admin/delegations/delegation/add/",
    "/admin/delegations/visit/add/",
    "/admin/delegations/person/",
    "/admin/expo/user/",
    "/admin/expo/user/add/",
    "/admin/expo/user/{user}/change/",
    "/admin/expo/user/{user}/password/",
    "/admin/expo/user/{user}/reset-factor/",
    "/admin/expo/invitation/",
    "/admin/expo/invitation/add/",
    "/admin/expo/accountletter/",
    "/admin/expo/secondfactorrule/add/",
    "/admin/exhibitors/roleassignment/add/",
    "/accounts/",
    "/accounts/password/",
    "/accounts/second-factor/",
    "/accounts/second-factor/set-up/",
    "/accounts/sessions/",
    "/accounts/reset/asked/",
)


class Said(HTMLParser):
    """The texts that a page shows or reads out, without those of icons and scripts."""

    def __init__(self, markup):
        super().__init__()
        self.texts, self.hidden = set(), []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        is_icon = "material-symbols" in (found.get("class") or "")
        if tag not in VOID and (
            self.hidden or is_icon or tag in ("script", "style", "code", "option")
        ):
            self.hidden.append(tag)
        for name in SAID_IN:
            self.texts.add(" ".join((found.get(name) or "").split()))

    def handle_endtag(self, tag):
        if self.hidden and tag not in VOID:
            self.hidden.pop()

    def handle_data(self, data):
        if not self.hidden:
            self.texts.add(" ".join(data.split()))


def is_said(text):
    # Without addresses, and what is shown of a password's digest.
    words = re.sub(r"[\w.+-]+@[\w.]+|\S*\*{4}\S*", "", text)
    return bool(re.search(r"[^\W\d_]{3,}", words)) and text not in SHARED


@pytest.fixture
def pages(client):
    exhibition = ExhibitionFactory(slug="baku", name="Baku")
    names = {f"{name}_{code}": "Baku" for name in ("name",) for code in ("ru", "az")}
    stand = StandFactory(exhibition=exhibition, name="Baku", **names)
    ExhibitFactory(exhibition=exhibition, stand=stand, name="Baku", **names)
    area = AreaFactory(exhibition=exhibition, name="Baku", **names)
    officer = UserFactory(name="Baku")
    RoleAssignmentFactory(user=officer, role="protocol_officer", exhibition=exhibition)
    InvitedRoleFactory(exhibition=exhibition, invitation__invited_by=officer)
    client.force_login(UserFactory(name="Baku", is_superuser=True))
    kept = {
        "area": area.pk,
        "exhibition": exhibition.pk,
        "stand": stand.pk,
        "user": officer.pk,
    }
    return [page.format(**kept) for page in PAGES]


def texts(client, page, language):
    client.cookies["django_language"] = language
    answer = client.get(page)
    assert answer.status_code == 200, page
    return {text for text in Said(answer.content.decode()).texts if is_said(text)}


@pytest.mark.parametrize("language", ["ru", "az"])
def test_nothing_is_left_in_english(client, pages, language):
    left = [
        (page, text)
        for page in pages
        for text in texts(client, page, "en") & texts(client, page, language)
    ]

    assert left == []
