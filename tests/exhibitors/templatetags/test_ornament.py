"""Marks that stand for records."""

import pytest

from exhibitors.templatetags.ornament import initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [("“AzerGold” CJSC", "A"), ("«Ремесло»", "Р"), ("3D", "3"), ("…", ""), ("", "")],
)
def test_a_name_begins_with_its_first_letter(name, letter):
    assert initial(name) == letter
