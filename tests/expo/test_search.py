"""The box that searches everything, for those who may see it and nobody else."""

import pytest

from exhibitors.models import Stand
from exhibitors.models.folding import fold, folded
from tests.exhibitors.admin.access.conftest import exhibition, sign_in
from tests.factories.delegations import (
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    EventFactory,
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    StandFactory,
)

__all__ = ["exhibition", "sign_in"]
pytestmark = pytest.mark.django_db
FIND = "/admin/find/"


def found(client, words):
    kinds = client.get(FIND, {"q": words}).json()["kinds"]
    return {kind["title"]: [row["name"] for row in kind["found"]] for kind in kinds}


def test_everything_is_found_by_one_word(sign_in, exhibition):
    here = {"exhibition": exhibition}
    StandFactory(**here, name="Caspian stand")
    ExhibitFactory(**here, name="Caspian carpet")
    OrganisationFactory(**here, name="Caspian Works")
    EventFactory(**here, name="Caspian forum")
    PersonFactory(**here, name="A. Caspian")
    delegation = DelegationFactory(**here, name="Caspian group")
    VisitFactory(**here, delegation=delegation)
    RegistrationFactory(**here, label="Caspian embassy")

    assert found(sign_in("organiser"), "caspian") == {
        "stands": ["Caspian stand"],
        "exhibits": ["Caspian carpet"],
        "organisations": ["Caspian Works"],
        "people": ["A. Caspian"],
        "delegations": ["Caspian group"],
        "visits": ["Caspian group · 2023-11-24"],
        "registrations": ["Caspian embassy"],
        "events": ["Caspian forum"],
    }


def test_a_stand_is_found_by_its_number_first_however_many_have_its_letters(
    sign_in, exhibition
):
    for number in range(120):
        StandFactory(exhibition=exhibition, name=f"Row b1 {number}")
    StandFactory(exhibition=exhibition, number="B1", name="Wanted")

    names = found(sign_in("organiser"), "b1")["stands"]

    assert (names[0], len(names)) == ("B1 Wanted", 5)


@pytest.mark.parametrize(
    "words",
    [
        "gəncə",
        "GENCE",
        "Gənc",
        "xalça gence",
        "гянджинский",
        "КОВЁР",
        "ковер",
        "genc xal",
    ],
)
def test_case_accents_and_order_do_not_count(sign_in, exhibition, words):
    ExhibitFactory(
        exhibition=exhibition,
        name_en="Carpet",
        name_ru="Гянджинский ковёр",
        name_az="Gəncə xalçası",
    )

    assert found(sign_in("organiser"), words) == {"exhibits": ["Carpet"]}


def test_a_name_in_latin_letters_is_found_by_cyrillic_ones(sign_in, exhibition):
    StandFactory(exhibition=exhibition, name="Kazakhstan", slug="kazakhstan")

    assert found(sign_in("organiser"), "Казахстан") == {"stands": ["Kazakhstan"]}


def test_a_word_written_wrong_finds_what_is_like_it(sign_in, exhibition):
    OrganisationFactory(exhibition=exhibition, name="Azerbaijan Airlines")

    assert found(sign_in("organiser"), "azerbaijn") == {
        "organisations": ["Azerbaijan Airlines"]
    }


@pytest.mark.parametrize("words", ["caspian%", "caspian_", "%caspian", "--", "- %"])
def test_signs_are_none_that_stand_for_others(sign_in, exhibition, words):
    StandFactory(exhibition=exhibition, name="Caspian -- stand - ")
    StandFactory(exhibition=exhibition, name="Other stand")

    assert found(sign_in("organiser"), words) == {}


@pytest.mark.parametrize("words", ["", "x", " ", "\0", "%", "__", "a" * 500, "'; --"])
def test_odd_words_find_nothing_and_break_nothing(sign_in, exhibition, words):
    StandFactory(exhibition=exhibition)

    assert found(sign_in("organiser"), words) == {}


def test_a_pavilion_finds_its_own_and_no_delegation_or_person(sign_in, exhibition):
    here = {"exhibition": exhibition, "country_id": "KZ"}
    StandFactory(**here, name="Secret stand")
    StandFactory(exhibition=exhibition, country_id="UZ", name="Secret of others")
    delegation = DelegationFactory(**here, name="Secret delegation")
    VisitFactory(exhibition=exhibition, delegation=delegation)
    PersonFactory(**here, name="Secret person")
    EventFactory(exhibition=exhibition, name="Secret event")
    RegistrationFactory(**here, label="Secret embassy")
    RoleAssignmentFactory(exhibition=exhibition, user__name="Secret account")

    client = sign_in("pavilion_manager")

    assert found(client, "secret") == {"stands": ["Secret stand"]}
    assert found(client, "secrett") == {"stands": ["Secret stand"]}


def test_an_organiser_of_another_exhibition_finds_nothing_of_this(sign_in, exhibition):
    StandFactory(exhibition=exhibition, name="Secret stand")
    PersonFactory(exhibition=exhibition, name="Secret person")

    client = sign_in("organiser", exhibition=ExhibitionFactory())

    assert found(client, "secret") == {}


def test_a_protocol_officer_finds_no_account(sign_in, exhibition):
    user = RoleAssignmentFactory(exhibition=exhibition).user
    user.name = "Secret account"
    user.save()

    assert found(sign_in("protocol_officer"), "secret") == {}
    assert found(sign_in("organiser"), "secret") == {"accounts": ["Secret account"]}


def test_nobody_else_searches(client, sign_in, exhibition):
    stand = StandFactory(exhibition=exhibition, name="Secret")
    assert client.get(FIND, {"q": "secret"}).status_code == 302

    host = sign_in("stand_host", stand=stand)

    assert host.get(FIND, {"q": "secret"}).status_code == 302


def test_a_search_takes_a_fixed_number_of_queries(
    sign_in, exhibition, django_assert_num_queries
):
    client = sign_in("organiser")
    client.get("/admin/")
    for _ in range(2):
        for _row in range(2):
            ExhibitFactory(exhibition=exhibition, name="Carpet")
            PersonFactory(exhibition=exhibition, name="Carpet weaver")
        with django_assert_num_queries(18):
            assert set(found(client, "carpet")) == {"exhibits", "people"}


def test_the_database_folds_as_the_program_does(exhibition):

    name = "ÇƏĞIİÖŞÜ çəğıiöşü ЁЖЩ ёжщ ҚҢӨҰ Éñ B-14"
    StandFactory(exhibition=exhibition, name_en=name, name_ru=None, name_az=None)

    told = Stand.objects.values_list(folded("name_en"), flat=True).get()

    assert told == fold(name)
