"""The picture that goes with a link: number, name and exhibition on woven ground."""

import io
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
_FOLDER = Path(settings.BASE_DIR) / "static/fonts"
_SERIF, _SANS = "expo-serif-{}.woff2", "commissioner-{}-wght-normal.woff2"
_INK, _INK_2, _PAPER, _MUTED = "#0f1e3a", "#162b50", "#fbf8f1", "#c3cde0"
_GOLD, _RED = "#e2b95c", "#e0647c"
# Each tint's main thread as it lies on ink, see ornament.css.
_THREADS = {
    "az": "#5cc4c2",
    "kz": "#84bdf2",
    "kg": "#f08a6c",
    "tj": "#c5d272",
    "tm": "#6fd0a4",
    "uz": "#b3b1f5",
    "sp": "#f1e7d2",
    "gr": "#e0647c",
    "ha": "#e2b95c",
    "op": "#c3cde0",
}
# Letters of the first subset beyond Latin-1, see fonts.css: ı, œ, Œ and two marks.
_IN_LATIN = frozenset({0x131, 0x152, 0x153, 0x2BB, 0x2BC})
_Font = ImageFont.FreeTypeFont
_LEFT, _TOP, _WIDTH = 72, 96, 680


def drawn(tint: str, *, number: str, title: str, lines: list[str]) -> bytes:
    """Return a PNG of 1,200 by 630 pixels: a badge, a title and lines below it.

    ``tint`` is that of the page; the number may be empty.
    """
    image = Image.new("RGB", SIZE, _INK)
    draw = ImageDraw.Draw(image)
    thread = _THREADS.get(tint, _THREADS["sp"])
    _medallion(draw, (1075, 300), 300, thread)
    _frieze(draw)
    y = _TOP
    if number:
        y += _badge(draw, y, number, thread) + 36
    size = 72 if len(title) < 36 else 54 if len(title) < 80 else 42
    for row in _rows(title, _SERIF, size)[: 4 if number else 5]:
        _write(draw, (_LEFT, y), row, _SERIF, size, _PAPER)
        y += round(size * 1.2)
    y = max(y + 24, SIZE[1] - 110 - 40 * len(lines))
    for text in lines:
        _write(draw, (_LEFT, y), _rows(text, _SANS, 28)[0], _SANS, 28, _MUTED)
        y += 40
    made = io.BytesIO()
    image.quantize(64).save(made, "PNG", optimize=True)
    return made.getvalue()


def _badge(draw: ImageDraw.ImageDraw, y: int, number: str, colour: str) -> int:
    """Draw a stand's number on its cut-corner badge; return the badge's height."""
    width, height, cut = round(_length(number, _SANS, 44)) + 56, 76, 16
    left, right, bottom = _LEFT, _LEFT + width, y + height
    corners = [(left + cut, y), (right, y), (right, bottom - cut)]
    corners += [(right - cut, bottom), (left, bottom), (left, y + cut)]
    draw.polygon(corners, fill=colour)
    _write(draw, (_LEFT + 28, y + 10), number, _SANS, 44, _INK)
    return height


def _medallion(
    draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: int, thread: str
) -> None:
    """Draw octagons and eight-pointed stars in three threads, from the outside in."""
    layers = [
        (1.0, 1.0, thread),
        (0.95, 1.0, _INK_2),
        (0.92, 0.72, _GOLD),
        (0.82, 0.72, _INK_2),
        (0.76, 0.72, thread),
        (0.46, 1.0, _RED),
        (0.41, 1.0, _INK_2),
        (0.34, 0.6, _GOLD),
        (0.12, 1.0, thread),
    ]
    for share, waist, colour in layers:
        draw.polygon(_star(centre, radius * share, waist), fill=colour)


def _star(
    centre: tuple[int, int], radius: float, waist: float
) -> list[tuple[float, float]]:
    """Return an octagon, or with a waist below 1 a star of eight points."""
    points = []
    for step in range(16):
        length = radius if step % 2 == 0 else radius * waist
        if waist == 1.0 and step % 2:
            continue
        angle = math.pi / 8 * step
        points.append(
            (centre[0] + length * math.sin(angle), centre[1] - length * math.cos(angle))
        )
    return points


def _frieze(draw: ImageDraw.ImageDraw) -> None:
    top, bottom = SIZE[1] - 34, SIZE[1]
    middle = (top + bottom) // 2
    draw.rectangle((0, top, SIZE[0], bottom), fill=_INK_2)
    for line in (top, bottom - 4):
        draw.rectangle((0, line, SIZE[0], line + 4), fill=_RED)
    for turn, x in enumerate(range(15, SIZE[0], 30)):
        colour = (_GOLD, _THREADS["az"])[turn % 2]
        diamond = [(x, middle - 9), (x + 9, middle), (x, middle + 9), (x - 9, middle)]
        draw.polygon(diamond, fill=colour)


def _rows(text: str, family: str, size: int) -> list[str]:
    """Return a text broken into rows that fit; at least one, maybe empty."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and _length(longer, family, size) > _WIDTH:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _runs(text: str, family: str, size: int) -> Iterator[tuple[str, _Font]]:
    """Yield the letters of a text with the font that has them."""
    for letter in text:
        yield letter, _font(family.format(_subset(letter)), size)


def _subset(letter: str) -> str:
    code = ord(letter)
    if 0x400 <= code <= 0x45F or code in (0x490, 0x491, 0x4B0, 0x4B1, 0x2116):
        return "cyrillic"
    if 0x460 <= code <= 0x52F:
        return "cyrillic-ext"
    if code in _IN_LATIN:
        return "latin"
    return "latin-ext" if 0x100 <= code <= 0x2FF or 0x1E00 <= code < 0x1F00 else "latin"


@cache
def _font(file_name: str, size: int) -> _Font:
    font = ImageFont.truetype(str(_FOLDER / file_name), size)
    font.set_variation_by_axes([600 if size == 44 else 400])
    return font


def _length(text: str, family: str, size: int) -> float:
    return sum(font.getlength(letter) for letter, font in _runs(text, family, size))


def _write(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    family: str,
    size: int,
    colour: str,
) -> None:
    x, y = float(at[0]), at[1]
    # On one line, whatever font a letter is in.
    base = y + size
    for letter, font in _runs(text, family, size):
        draw.text((x, base), letter, font=font, fill=colour, anchor="ls")
        x += font.getlength(letter)
