"""A published stand of Kazakhstan with an exhibit, its manager and an organiser."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exhibitors.models import Proposal
from tests.entering import enter
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)


@dataclass
class Pavilion:
    """The records, and a browser for each of those who work on them."""

    exhibition: Any
    stand: Any
    exhibit: Any
    manager: Client
    organiser: Client

    def change(self, row: Any, typed: dict[str, Any], client: Any = None) -> Any:
        """Type into the page of a record as the manager, or as somebody else."""
        return enter(client or self.manager, page_of(row), typed)


def page_of(row: Any) -> str:
    return reverse(f"admin:exhibitors_{row._meta.model_name}_change", args=[row.pk])


def decide(client: Client, proposal: Proposal, **typed: Any) -> Any:
    """Open a proposal as an organiser and press a button, everything ticked."""
    address = reverse("admin:exhibitors_proposal_change", args=[proposal.pk])
    return enter(client, address, {name: text or "1" for name, text in typed.items()})


def signed_in(**scope: Any) -> Client:
    client = Client()
    client.force_login(RoleAssignmentFactory(**scope).user)
    return client


def a_manager(exhibition: Any, **scope: Any) -> Client:
    scope.setdefault("country_id", "KZ")
    return signed_in(role="pavilion_manager", exhibition=exhibition, **scope)


@pytest.fixture
def pavilion(db) -> Pavilion:
    exhibition = ExhibitionFactory(slug="baku")
    stand = StandFactory(
        exhibition=exhibition, slug="kz", name="Kazakhstan", country_id="KZ"
    )
    exhibit = ExhibitFactory(
        exhibition=exhibition, slug="coin", name="Coin", stand=stand, country_id="KZ"
    )
    return Pavilion(
        exhibition,
        stand,
        exhibit,
        a_manager(exhibition),
        signed_in(exhibition=exhibition),
    )
