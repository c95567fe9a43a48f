"""Pages behind secret addresses, as browsers and the curious ask for them."""

import pytest
from django.test import Client

from delegations.models import Notice
from tests.factories.delegations import NoticeFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def test_a_browser_that_names_no_origin_says_that_it_was_read():
    notice = NoticeFactory()
    # What a form sends from a page that asks for no referrer.
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})

    answer = browser.post(f"/notices/{notice.token}/")

    assert answer.status_code == 302
    assert Notice.objects.get().read_at is not None


def test_no_cache_index_or_referrer_keeps_a_secret_address(client):
    answer = client.get(f"/notices/{NoticeFactory().token}/")

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("token", ["%00", "a%00", "x" * 65, "ə", "."])
def test_an_odd_token_names_no_page(client, token):
    slug = RegistrationFactory().exhibition.slug

    for address in (f"/en/{slug}/delegations/register/{token}/", f"/notices/{token}/"):
        assert client.get(address).status_code == 404
