"""Numbers and dates as people write them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from exhibitors.imports.fields import Unreadable

_NUMBER = re.compile(r"^(?:[^\d+-]{0,12}[^\w+-])?([+-]?\d[\d\s.,'’]*)\D{0,20}\d?$")
_DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%Y/%m/%d")
_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "yan fev mar apr may iyn iyl avq sen okt noy dek",
    )
    for number, name in enumerate(names.split(), start=1)
}
_WORDED = re.compile(r"^(\d{1,2})\.?\s+([^\W\d]+)\.?,?\s+(\d{4})")


def decimal(cell: str) -> Decimal:
    """Return a number with a unit or without: “1 200,5 м²” is 1200.5."""
    found = _NUMBER.match(cell.strip())
    if found is None:
        raise Unreadable("no_number", text=cell)
    digits = re.sub(r"[\s'’]", "", found[1]).rstrip(".,")
    try:
        return Decimal(_with_point(digits))
    except InvalidOperation as error:
        raise Unreadable("no_number", text=cell) from error


def _with_point(digits: str) -> str:
    """Return digits with a point: of two signs the last is that of the decimals."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        whole, part = digits[: max(comma, point)], digits[max(comma, point) + 1 :]
        return f"{whole.replace(',', '').replace('.', '')}.{part}"
    sign = "," if comma >= 0 else "."
    if digits.count(sign) > 1:
        return digits.replace(sign, "")
    # “1,200” are thousands; “1.200” and “1,2” are not so sure, and are decimals.
    if sign == "," and re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")


def size(cell: str) -> Decimal:
    """Return a size in square metres: more than nothing, two decimals."""
    value = round(decimal(cell), 2)
    if not 0 < value < 10**8:
        raise Unreadable("out_of_range", text=cell, least="0.01", most=10**8 - 1)
    return value


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a parser of whole numbers between two bounds."""

    def parse(cell: str) -> int:
        value = decimal(cell)
        if value != int(value):
            raise Unreadable("no_whole", text=cell)
        if not least <= value <= most:
            raise Unreadable("out_of_range", text=cell, least=least, most=most)
        return int(value)

    return parse


def day(cell: str) -> date:
    """Return a day, the first number being that of the day unless it is a year."""
    text = cell.strip()
    start = text.split("T")[0].split(" ")[0] if text[:4].isdigit() else text
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(start, form).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
    if found := _WORDED.match(text):
        month = _MONTHS.get(found[2].lower()[:3])
        if month:
            try:
                return date(int(found[3]), month, int(found[1]))
            except ValueError as error:
                raise Unreadable("no_date", text=cell) from error
    raise Unreadable("no_date", text=cell)
