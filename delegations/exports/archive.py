"""Everything of a selection in one archive: each format, and a sheet a delegation."""

import io
import zipfile
from collections.abc import Iterable

# The oldest time that an archive can note: equal files give equal archives.
_WHEN = (1980, 1, 1, 0, 0, 0)
_DEFLATED_ALREADY = (".pdf", ".xlsx")


def write(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the archive of files; each is made, packed and forgotten in turn."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _WHEN)
            is_small = name.endswith(_DEFLATED_ALREADY)
            entry.compress_type = (
                zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            )
            entry.external_attr = 0o640 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
