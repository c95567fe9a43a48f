"""Secret addresses stay out of logs."""

import logging

import pytest

from exhibitors.models.fields import secret_token
from expo.logs import WithoutSecrets


def logged(text, *values):
    record = logging.LogRecord("x", logging.WARNING, "", 0, text, values, None)
    assert WithoutSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("address", ["/feeds/{}.ics", "/notices/{}/", "/a/{}"])
def test_a_secret_is_left_out(address):
    secret = secret_token()

    line = logged("Not Found: %s", address.format(secret))

    assert line == f"Not Found: {address.format('…')}"


def test_other_lines_stay_as_they_are():
    line = "Not Found: /en/baku/stands/a-stand-with-a-rather-long-name-of-many-words/"

    assert logged("%s", line) == line
