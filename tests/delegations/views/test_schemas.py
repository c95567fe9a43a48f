"""The published shape of the schedule, which anybody may read."""

import json

import pytest

ADDRESS = "/schemas/schedule-1.json"


def test_the_schema_is_public(client):
    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/schema+json"
    assert answer["Cache-Control"] == "public, max-age=3600"
    shape = json.loads(answer.content)
    assert shape["properties"]["format"] == {"const": "expo-schedule-1"}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
