"""The fonts of the printed sheets are those that their list names."""

import hashlib
from pathlib import Path

from delegations.exports.pdf.typesetting import FONTS


def sums():
    lines = (FONTS / "README.md").read_text(encoding="utf-8").splitlines()
    listed = [line.split() for line in lines if line.endswith(".ttf")]
    return {name: value for value, name in listed}


def test_each_font_is_as_published():
    found = {
        path.name: hashlib.sha256(Path(path).read_bytes()).hexdigest()
        for path in FONTS.glob("*.ttf")
    }

    assert found == sums()
