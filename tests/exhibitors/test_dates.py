"""Days in words, as they stand within a sentence."""

from datetime import date

import pytest
from django.utils import translation

from exhibitors.dates import in_words


@pytest.mark.parametrize(
    ("language", "form", "words"),
    [
        ("en", "l j E Y", "Wednesday 7 June 2023"),
        ("ru", "l j E Y", "Среда 7 июня 2023"),
        ("az", "l j E Y", "Çərşənbə 7 iyun 2023"),
        ("az", "j E Y", "7 iyun 2023"),
    ],
)
def test_months_are_small_where_that_is_usual(language, form, words):
    with translation.override(language):
        assert in_words(date(2023, 6, 7), form) == words
