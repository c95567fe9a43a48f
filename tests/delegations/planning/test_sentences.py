"""What the planner says: every code has a sentence of the known parameters."""

import re
from pathlib import Path

import pytest

import delegations.planning.explain
from delegations.planning.sentences import SENTENCES, sentence

WORDS = {
    *("delegation", "other_delegation", "stand", "other_stand", "stop", "other_stop"),
    *("person", "language", "start", "end", "time", "minutes", "asked", "available"),
    "count",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_needs_no_other_words_than_are_agreed(code):
    places = re.findall(r"%\((\w+)\)s", SENTENCES[code])
    assert set(places) <= WORDS
    assert SENTENCES[code].count("%") == len(places)
    assert SENTENCES[code].endswith((".", ":"))


def test_ids_and_numbers_are_put_in_their_places():
    params = {"delegation": "KZ", "stand": "A1", "stop": "KZ-1"}
    assert sentence("drop_stop", params) == "Do without the stop of KZ at A1."


def test_every_code_that_is_said_has_a_sentence():
    folder = Path(delegations.planning.explain.__file__).parent
    said = set()
    for file in folder.glob("*.py"):
        said |= set(re.findall(r'(?:Core|Change)\(\s*"(\w+)"', file.read_text()))
    assert said
    assert said <= set(SENTENCES)
