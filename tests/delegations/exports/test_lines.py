"""Our content lines beside those of icalendar, and read back by vobject."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event
from icalendar.prop import vText

from delegations.exports.lines import folded, moment_line, text_line

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from(["\n", "\\", ";", ",", "^", "ə", "Ж", "🐎", "\t"]),
    max_size=300,
)


def theirs(name, value):
    """Return the line that icalendar writes."""
    event = Event()
    event.add(name, value)
    return event.to_ical().decode().partition("\r\n")[2].removesuffix("END:VEVENT\r\n")


@given(TEXTS.filter(lambda text: "\\N" not in text))
@example("x" * 66)
@example("x" * 67)
@example("x" * 65 + "ə" * 80)
@example("x" * 64 + "\\" * 90)
@example("x" * 65 + ",;" * 90)
def test_a_text_is_written_as_icalendar_does(text):
    assert text_line("SUMMARY", text) == theirs("summary", text)


@given(TEXTS)
@example("C:\\New")
@example("\\n is not \n")
def test_any_text_comes_back_as_it_was(text):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1"]
    ends = ["END:VEVENT", "END:VCALENDAR", ""]
    begun, ended = "\r\n".join([*lines, ""]), "\r\n".join(ends)

    calendar = vobject.readOne(begun + text_line("SUMMARY", text) + ended)

    assert calendar.vevent.summary.value == text


@given(TEXTS)
def test_no_line_is_longer_than_75_octets(text):
    lines = text_line("DESCRIPTION", text).encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_no_control_character_ends_a_line_or_begins_a_property(text):
    line = text_line("SUMMARY", f"{text}\r\nATTENDEE:x\rEND:VEVENT")

    unfolded = line.replace("\r\n ", "")
    assert unfolded.count("\r\n") == 1
    assert unfolded.endswith("\\nATTENDEE:x\\nEND:VEVENT\r\n")
    assert [sign for sign in unfolded[:-2] if sign != "\t" and ord(sign) < 32] == []


@pytest.mark.parametrize(
    "zone", ["Asia/Baku", "Europe/London", "America/New_York", "UTC", "Etc/UTC", "GMT"]
)
@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001
def test_a_time_is_written_as_icalendar_does(zone, moment):
    local = moment.replace(tzinfo=UTC, microsecond=0).astimezone(ZoneInfo(zone))

    assert moment_line("DTSTART", local) == theirs("dtstart", local)


def test_a_time_without_a_named_zone_is_universal():
    moment = datetime.fromisoformat("2023-11-24T10:00:00+04:00")

    assert moment.utcoffset() == timedelta(hours=4)
    assert moment_line("DTSTART", moment) == "DTSTART:20231124T060000Z\r\n"


def test_a_short_line_is_left_as_it_is():
    assert folded("UID:1") == "UID:1\r\n"
    assert vText("a").to_ical() == b"a"
