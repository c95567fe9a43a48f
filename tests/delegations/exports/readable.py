"""All that a file says, whatever its format: what a curious reader could find."""

import io
import shutil
import subprocess
import zipfile

import pytest


def text_in(content, name):
    """Return the text of a file, of archives that of all files inside them."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(
                f"{inner}\n{text_in(archive.read(inner), inner)}"
                for inner in archive.namelist()
            )
    if name.endswith(".pdf"):
        return text_on_paper(content)
    text = content.decode("utf-8-sig")
    return text.replace("\r\n ", "") if name.endswith(".ics") else text


def text_on_paper(content):
    """Return the text of a PDF in the order of reading, a space between words."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("needs pdftotext of poppler-utils to read a PDF back")
    shown = subprocess.run(
        [program, "-", "-"], input=content, capture_output=True, check=True
    )
    return " ".join(shown.stdout.decode().split())
