"""What photos show, guessed from the names of their files and folders.

“B-14.jpg”, “B-14/1.jpg”, “8.2-b-14_2.png”, “Ковёр (3).jpg”: the longest beginning of
a name that a stand or an exhibit is called counts. A file is rather called after what
it shows than its folder, unless it has but a number.
"""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.db.models.functions import Lower

from exhibitors.models import Exhibit, Stand
from exhibitors.slugs import slug_of
from exhibitors.uploads.targets import Scope, Target

# Cyrillic letters that people type for the Latin ones of a stand's number.
_ALIKE = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")
_APART = re.compile(r"[\s_()\[\]#,;]+| - ")
_COUNT = re.compile(r"-\d{1,3}$")
_CODED = re.compile(r"\[([0-9a-z]{8})\]\s*$")
# So short a beginning is rather a letter than a name.
_SHORTEST = 4
Found = tuple[Target, ...]


def guessed(paths: Iterable[str], scope: Scope) -> dict[str, Found]:
    """Return for each path what it may show: nothing, one thing, or several."""
    every = {path: _parts(path) for path in paths}
    called = {name for parts in every.values() for part in parts for name in part}
    index = _index(called, scope)
    return {path: _shown(parts, index) for path, parts in every.items()}


def named(texts: Iterable[str], scope: Scope) -> dict[str, Found]:
    """Return what somebody means who typed this: nothing, one thing, or several."""
    codes = {text: found[1] for text in texts if (found := _CODED.search(text))}
    others = {text.strip() for text in texts} - set(codes)
    coded, index = scope.by_codes(codes.values()), _index(others, scope)
    meant = {text: _match([text.strip()], index) for text in texts}
    for text, code in codes.items():
        meant[text] = (coded[code],) if code in coded else ()
    return meant


def _parts(path: str) -> list[list[str]]:
    """Return the beginnings of a file's name, then of its folders' from within."""
    *folders, name = path.split("/")
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return [list(_beginnings(part)) for part in (stem, *reversed(folders))]


def _beginnings(name: str) -> Iterator[str]:
    """Return what a name may begin with, the longest first."""
    yield name
    ends = [found.start() for found in _APART.finditer(name) if found.start()]
    for beginning in (name, *(name[:end] for end in reversed(ends))):
        if beginning != name:
            yield beginning
        shorter = _COUNT.sub("", beginning)
        is_telling = len(shorter) >= _SHORTEST or any(map(str.isdigit, shorter))
        if shorter != beginning and is_telling:
            yield shorter


def _keys(name: str) -> set[str]:
    """Return what a name is compared by: Latin letters, digits, single hyphens."""
    return {slug_of(name), slug_of(name.translate(_ALIKE))} - {""}


def _index(called: set[str], scope: Scope) -> dict[str, list[Target]]:
    """Return the targets that are called so, by each key of theirs."""
    index: dict[str, list[Target]] = {}
    every = [*scope.all_stands(), *scope.some_exhibits(_called(called))]
    for target in every:
        names = {*target.names, target.number, target.number.rsplit("/", 1)[-1]}
        for key in {key for name in names for key in _keys(name)}:
            index.setdefault(key, []).append(target)
    return index


def _called(names: set[str]) -> Q:
    """Return the condition on exhibits that are called so."""
    keys = {key for name in names for key in _keys(name)}
    low = [name.lower().replace("\0", "") for name in names]
    found = Q(slug__in=keys) | Q(code__in=keys) | Q(key__in=keys)
    for column in ("name_en", "name_ru", "name_az"):
        rows = Exhibit.objects.annotate(low=Lower(column)).filter(low__in=low)
        found |= Q(pk__in=rows.values("pk"))
    return found


def _match(names: Iterable[str], index: dict[str, list[Target]]) -> Found:
    for name in names:
        found = {target for key in _keys(name) for target in index.get(key, [])}
        if found:
            return tuple(sorted(found, key=lambda target: target.value))
    return ()


def _shown(parts: list[list[str]], index: dict[str, list[Target]]) -> Found:
    stem, *folders = parts
    of_file = _match(stem, index)
    of_folder = next((found for part in folders if (found := _match(part, index))), ())
    if not of_file or not of_folder:
        return of_file or of_folder
    homes = {target.pk for target in of_folder if target.model is Stand}
    within = tuple(t for t in of_file if t in of_folder or t.stand in homes)
    if within:
        return within
    if stem[0].isdecimal():
        return of_folder
    return (*of_file, *of_folder)
