"""Two people who change one delegation at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from delegations.locks import hold_delegations
from delegations.models import Delegation
from delegations.preparing.whole import postpone
from tests.factories.delegations import DelegationFactory
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_comes_second_reads_what_the_first_wrote():
    delegation = DelegationFactory(exhibition=ExhibitionFactory(), wishes="Carpets")

    def late():
        try:
            postpone(delegation, None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            hold_delegations([delegation.pk])
            second = pool.submit(late)
            Delegation.objects.filter(pk=delegation.pk).update(wishes="Machines")
        second.result(timeout=20)

    delegation.refresh_from_db()
    assert (delegation.status, delegation.wishes) == ("postponed", "Machines")
