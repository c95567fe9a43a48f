"""Folders of a storage."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.core.files.storage import Storage


def files_below(storage: Storage, folder: str) -> Iterator[str]:
    """Return the names of all files in a folder and those in it."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}"
    for inner in folders:
        yield from files_below(storage, f"{folder}/{inner}")


def remove_folder(storage: Storage, folder: str) -> int:
    """Remove a folder with all that is in it; return how many files."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return 0
    removed = sum(remove_folder(storage, f"{folder}/{inner}") for inner in folders)
    for name in names:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)
    return removed + len(names)


def is_older(storage: Storage, name: str, moment: datetime) -> bool:
    """Return whether a file was last written before a moment; not if it is gone."""
    try:
        return storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False


def batches(names: Iterable[str], most: int) -> Iterator[tuple[str, ...]]:
    """Return names in groups of at most so many."""
    rest = iter(names)
    while group := tuple(islice(rest, most)):
        yield group
