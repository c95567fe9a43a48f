"""Typesetting by typst: no network, no font of the system, no file but our own."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE.parent / "fonts"
_PIXELS_PER_INCH = 720


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts, and those inside typst for signs that ours lack."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


@cache
def raster(svg: str) -> bytes:
    """Return a small drawing as PNG, sharp at 4 mm.

    A PDF holds a picture once, however often it is printed; it holds a drawing as
    often as it is printed.
    """
    source = """
        #set page(width: 4mm, height: 3mm, margin: 0mm)
        #image(bytes(sys.inputs.svg), format: "svg", width: 4mm, height: 3mm)
    """
    compiler = typst.Compiler(
        input=source.encode(),
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
    )
    made = compiler.compile(format="png", ppi=_PIXELS_PER_INCH)
    assert isinstance(made, bytes)  # noqa: S101 — what one page is, says typst
    return made


def typeset(template: str, values: dict[str, Any], made_at: datetime) -> bytes:
    """Return a tagged PDF of a template and its values.

    It keeps to PDF/UA-1, unless a text has signs that no font here draws: that
    standard forbids them, and a sheet with a gap is better than none.
    """
    compiler = typst.Compiler(
        input=TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
    )
    moment = int(made_at.timestamp())
    try:
        made = compiler.compile(format="pdf", timestamp=moment, pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        made = compiler.compile(format="pdf", timestamp=moment)
    assert isinstance(made, bytes)  # noqa: S101 — what a PDF is, says typst
    return made
