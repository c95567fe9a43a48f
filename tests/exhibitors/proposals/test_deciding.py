"""What organisers see of a proposal, and how they decide on it."""

import pytest
from django.urls import reverse

from exhibitors.models import Exhibit, Exhibitor, Proposal, Stand
from tests.entering import form_of
from tests.exhibitors.proposals.conftest import decide
from tests.factories.exhibitors import (
    ExhibitFactory,
    OrganisationFactory,
    SectorFactory,
    StandFactory,
)


def told(answer):
    return [str(message) for message in answer.wsgi_request._messages]


def page(client, proposal):
    return client.get(reverse("admin:exhibitors_proposal_change", args=[proposal.pk]))


def sent(pavilion, **typed):
    """Have the manager type into the stand's page; return the proposal."""
    pavilion.change(pavilion.stand, typed or {"name_en": "New name"})
    return Proposal.objects.get()


def lines(shown):
    """Return the fields of a page's rows, each with both texts."""
    return {
        (line.label, line.language): tuple(
            "".join(f"[{part.text}]" if part.differs else part.text for part in parts)
            for parts in (line.before, line.after)
        )
        for row in shown.context["rows"]
        for line in row.lines
    }


def test_each_field_and_language_is_beside_what_visitors_see(pavilion):
    area = SectorFactory(exhibition=pavilion.exhibition, name="Energy")
    proposal = sent(
        pavilion, name_en="New Kazakhstan", name_ru="Казахстан", sectors=[area.pk]
    )

    shown = page(pavilion.organiser, proposal)

    assert lines(shown) == {
        ("Name", "English"): ("Kazakhstan", "[New ]Kazakhstan"),
        ("Name", "Русский"): ("", "[Казахстан]"),
        ("Topics", ""): ("", "[Energy]"),
    }
    assert "<ins>New </ins>Kazakhstan" in shown.content.decode()


def test_what_is_published_is_on_show(pavilion):
    area = SectorFactory(exhibition=pavilion.exhibition)
    proposal = sent(pavilion, name_en="New name", sectors=[area.pk])

    answer = decide(pavilion.organiser, proposal, publish="1")

    assert told(answer) == ["Published: visitors see it now."]
    stand = Stand.objects.get()
    assert (stand.name_en, list(stand.sectors.all())) == ("New name", [area])
    done = Proposal.objects.get()
    assert (done.state, done.decided_by.email != "") == ("published", True)


def test_some_of_it_can_be_published(pavilion):
    proposal = sent(pavilion, name_en="New name", name_ru="Новое имя")
    chosen = f"stand-{pavilion.stand.pk}.name_ru"

    decide(pavilion.organiser, proposal, publish="1", chosen=chosen)

    stand = Stand.objects.get()
    assert (stand.name_en, stand.name_ru) == ("Kazakhstan", "Новое имя")
    left = Proposal.objects.get(state="open")
    assert left.entries[0]["after"] == {"name_en": "New name"}
    assert Proposal.objects.get(state="published").entries[0]["after"] == {
        "name_ru": "Новое имя"
    }


def test_new_rows_are_shown_whole_and_published(pavilion):
    draft = ExhibitFactory(
        exhibition=pavilion.exhibition, country_id="KZ", is_published=False
    )
    pavilion.change(draft, {"name_en": "Carpet"})
    proposal = Proposal.objects.get()

    shown = page(pavilion.organiser, proposal)
    assert lines(shown)["Name", "English"] == ("", "Carpet")
    decide(pavilion.organiser, proposal, publish="1")

    draft.refresh_from_db()
    assert draft.is_published


def test_a_presence_is_made_and_a_row_deleted(pavilion):
    company = OrganisationFactory(exhibition=pavilion.exhibition, country_id="KZ")
    proposal = sent(
        pavilion,
        **{
            "exhibitors-TOTAL_FORMS": "1",
            "exhibitors-0-organisation": company.pk,
            "exhibitors-0-role": "main",
            "exhibitors-0-position": "0",
            "exhibitors-0-stand": pavilion.stand.pk,
            "exhibits-0-DELETE": "on",
        },
    )

    decide(pavilion.organiser, proposal, publish="1")

    assert Exhibitor.objects.get().organisation == company
    assert not Exhibit.objects.exists()


def test_it_is_sent_back_with_a_remark_and_goes_on(pavilion, mailoutbox):
    proposal = sent(pavilion)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "exhibitors.proposals.telling.transaction.on_commit", lambda act: act()
        )
        decide(pavilion.organiser, proposal, **{"return": "1", "remark": "Too long."})

    (letter,) = mailoutbox
    assert "Too long." in letter.body
    assert letter.to == [proposal.author.email]
    shown = pavilion.manager.get(
        reverse("admin:exhibitors_stand_change", args=[pavilion.stand.pk])
    )
    assert "Too long." in shown.content.decode()
    assert form_of(shown)["name_en"] == ["New name"]
    pavilion.change(pavilion.stand, {"name_en": "Short"})
    assert Proposal.objects.get().state == "open"


def test_no_letter_leaves_a_house_that_keeps_its_mail(pavilion, mailoutbox, settings):
    settings.SENDS_MAIL = False

    decide(pavilion.organiser, sent(pavilion), **{"return": "1", "remark": "No."})

    assert mailoutbox == []


def test_to_send_back_one_says_why(pavilion):
    proposal = sent(pavilion)

    answer = decide(pavilion.organiser, proposal, **{"return": "1", "remark": " "})

    assert told(answer) == ["Say what is to be changed."]
    assert Proposal.objects.get().state == "open"


def test_what_changed_meanwhile_is_marked(pavilion):
    proposal = sent(pavilion)
    pavilion.change(pavilion.stand, {"name_en": "Third name"}, pavilion.organiser)

    shown = page(pavilion.organiser, proposal)

    assert [line.meanwhile for line in shown.context["rows"][0].lines] == ["Third name"]
    assert "Changed meanwhile" in shown.content.decode()
    decide(pavilion.organiser, proposal, publish="1")
    assert Stand.objects.get().name_en == "New name"


@pytest.mark.parametrize("who", ["manager", "organiser"])
def test_nothing_is_published_that_the_organiser_had_not_seen(pavilion, who):
    proposal = sent(pavilion)
    typed = form_of(page(pavilion.organiser, proposal))
    pavilion.change(pavilion.stand, {"name_en": "Third name"}, getattr(pavilion, who))

    address = reverse("admin:exhibitors_proposal_change", args=[proposal.pk])
    answer = pavilion.organiser.post(address, {**typed, "publish": "1"})

    sentence = "Something changed since this page was opened. Look again."
    assert sentence in told(answer)
    assert Proposal.objects.get().state == "open"
    assert Stand.objects.get().name_en != "New name"


def test_an_address_that_is_taken_by_now_is_refused_in_words(pavilion):
    proposal = sent(pavilion, slug="best", number="B1")
    StandFactory(exhibition=pavilion.exhibition, slug="best", number="b1")

    answer = decide(pavilion.organiser, proposal, publish="1")

    assert told(answer) == [
        "B1 Kazakhstan: Another page of its kind has this address.",
        "B1 Kazakhstan: Another stand has this number.",
    ]
    assert Stand.objects.get(pk=pavilion.stand.pk).slug == "kz"


def test_all_or_nothing_is_published(pavilion):
    proposal = sent(
        pavilion, **{"name_en": "New name", "exhibits-0-name_en": "Silver coin"}
    )
    proposal.entries[-1]["after"]["quantity"] = 0
    proposal.entries[-1]["before"]["quantity"] = None
    proposal.save()

    decide(
        pavilion.organiser,
        proposal,
        publish="1",
        chosen=[f"stand-{pavilion.stand.pk}", f"exhibit-{pavilion.exhibit.pk}"],
    )

    assert Stand.objects.get().name_en == "Kazakhstan"
    assert Exhibit.objects.get().name_en == "Coin"
    assert Proposal.objects.get().state == "open"


def test_a_record_that_is_gone_is_said_to_be(pavilion):
    proposal = sent(pavilion, **{"exhibits-0-name_en": "Silver coin"})
    row = f"exhibit-{pavilion.exhibit.pk}"
    pavilion.exhibit.delete()

    shown = page(pavilion.organiser, proposal)

    assert "It is no longer there." in shown.content.decode()
    answer = decide(
        pavilion.organiser,
        proposal,
        publish="1",
        chosen=row,
    )
    assert told(answer) == ["Coin is no longer there."]


def test_a_stop_of_the_schedule_keeps_what_it_needs(pavilion):
    other = StandFactory(exhibition=pavilion.exhibition, country_id="KZ")
    ExhibitFactory(exhibition=pavilion.exhibition, stand=other)
    address = reverse("admin:exhibitors_stand_delete", args=[other.pk])
    pavilion.manager.post(address, {"post": "yes"})

    assert Proposal.objects.count() == 0
    assert Stand.objects.filter(pk=other.pk).exists()


def test_proposals_are_published_from_the_list(pavilion):
    other = StandFactory(exhibition=pavilion.exhibition, country_id="KZ", name="Two")
    for stand in (pavilion.stand, other):
        pavilion.change(stand, {"place_en": "At the door"})
    # Of the second, visitors see something else by now.
    pavilion.change(other, {"place_en": "Upstairs"}, pavilion.organiser)

    answer = pavilion.organiser.post(
        reverse("admin:exhibitors_proposal_changelist"),
        {
            "action": "publish_chosen",
            "_selected_action": list(Proposal.objects.values_list("pk", flat=True)),
        },
    )

    places = dict(Stand.objects.values_list("name_en", "place_en"))
    assert places == {"Kazakhstan": "At the door", "Two": "Upstairs"}
    assert told(answer)[-2:] == [
        "Two: Two: “Place in words (English)” was changed meanwhile.",
        "1 proposal was published.",
    ]


def test_a_manager_withdraws(pavilion):
    proposal = sent(pavilion)

    answer = decide(pavilion.manager, proposal, withdraw="1")

    assert told(answer) == ["Withdrawn. Visitors see what they saw before."]
    assert Proposal.objects.get().state == "withdrawn"
    assert Stand.objects.get().name_en == "Kazakhstan"


def test_what_was_decided_is_not_decided_again(pavilion):
    proposal = sent(pavilion)
    typed = form_of(page(pavilion.organiser, proposal))
    decide(pavilion.manager, proposal, withdraw="1")

    address = reverse("admin:exhibitors_proposal_change", args=[proposal.pk])
    answer = pavilion.organiser.post(address, {**typed, "publish": "1"})

    assert told(answer) == ["It was decided meanwhile: withdrawn."]
    assert Stand.objects.get().name_en == "Kazakhstan"


def test_the_first_page_counts_what_waits(pavilion):
    sent(pavilion)

    found = pavilion.organiser.get("/admin/").context["attention"]

    (section,) = [section for section in found if section["title"] == "proposals"]
    assert [(line["label"], line["count"]) for line in section["lines"]] == [
        ("Waiting for a decision", 1)
    ]
