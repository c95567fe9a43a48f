"""Archives to load, and such as somebody has changed."""

import hashlib
import json
import zipfile

from exhibitors.editions.archives.writing import write


def archive_of(exhibition, folder):
    path = folder / f"{exhibition.slug}.zip"
    write(exhibition, path)
    return path


def contents(path):
    with zipfile.ZipFile(path) as zip_:
        return {name: zip_.read(name) for name in zip_.namelist()}


def rows(path, table):
    return [
        json.loads(line) for line in contents(path)[f"rows/{table}.jsonl"].splitlines()
    ]


def packed(path, files, *, sums=True):
    """Write files as an archive, with the sums of what they are, or as they were."""
    manifest = json.loads(files["manifest.json"])
    if sums:
        manifest["files"] = {
            name: hashlib.sha256(content).hexdigest()
            for name, content in files.items()
            if name != "manifest.json"
        }
    with zipfile.ZipFile(path, "w") as zip_:
        for name, content in files.items():
            if name != "manifest.json":
                zip_.writestr(name, content)
        zip_.writestr("manifest.json", json.dumps(manifest))
    return path


def altered(path, change, *, sums=True):
    """Return an archive whose files and manifest were changed by a function."""
    files = contents(path)
    manifest = json.loads(files["manifest.json"])
    change(files, manifest)
    files["manifest.json"] = json.dumps(manifest).encode()
    return packed(path.with_name(f"altered-{path.name}"), files, sums=sums)
