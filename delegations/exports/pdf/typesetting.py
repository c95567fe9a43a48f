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


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts, and those inside typst for signs that ours lack."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


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
