"""The catalogues of the languages: complete, and true to the texts they translate."""

import re
from collections import Counter

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

PLACES = re.compile(r"%\(\w+\)[sd]")


def entries(language):
    path = settings.BASE_DIR / f"locale/{language}/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        return [entry for entry in read_po(file, locale=language) if entry.id]


def forms(texts):
    return [texts] if isinstance(texts, str) else list(texts)


@pytest.mark.parametrize("language", ["ru", "az"])
def test_every_text_is_translated(language):
    missing = [
        entry.id
        for entry in entries(language)
        if entry.fuzzy or not all(forms(entry.string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["ru", "az"])
def test_a_translation_names_the_same_values(language):
    wrong = [
        entry.id
        for entry in entries(language)
        for form in forms(entry.string)
        if Counter(PLACES.findall(form)) != Counter(PLACES.findall(forms(entry.id)[-1]))
    ]
    assert wrong == []


def test_the_languages_have_the_same_texts():
    russian, azerbaijani = (
        {entry.id for entry in entries(language)} for language in ("ru", "az")
    )
    assert russian == azerbaijani
