"""Which column is which field: suggested, remembered, and checked."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from exhibitors.imports.fields import Kind
from exhibitors.imports.folding import fold
from exhibitors.imports.headers import meanings
from exhibitors.imports.shapes import Column
from exhibitors.imports.tables import Line, letter, refuse
from exhibitors.models import Exhibition, SavedMapping

_SAMPLES = 3


def signature_of(headings: Sequence[str]) -> str:
    """Return what lists with the same headings, in this order, have in common."""
    told = "\n".join(fold(heading) for heading in headings)
    return blake2b(told.encode(), digest_size=16).hexdigest()


def columns_of(
    kind: Kind, headings: Sequence[str], sample: Sequence[Line]
) -> tuple[Column, ...]:
    """Return the columns with what each seems to mean and first values."""
    found = meanings(kind, headings)
    return tuple(
        Column(number, letter(number), heading, *found[number], samples)
        for number, heading in enumerate(headings)
        for samples in [_samples(sample, number)]
    )


def _samples(lines: Sequence[Line], column: int) -> tuple[str, ...]:
    values = dict.fromkeys(line.cell(column)[:200] for line in lines)
    values.pop("", None)
    return tuple(values)[:_SAMPLES]


def remembered(
    exhibition: Exhibition, kind: Kind, signature: str
) -> dict[str, str] | None:
    """Return the mapping that was saved for these headings, None without one."""
    saved = SavedMapping.objects.filter(
        exhibition=exhibition, kind=kind.name, signature=signature
    ).first()
    return saved.mapping if saved else None


def likeliest(
    exhibition: Exhibition, kind: Kind, headings: Sequence[str]
) -> dict[str, str]:
    """Return what was remembered of these headings, else what they seem to mean."""
    saved = remembered(exhibition, kind, signature_of(headings))
    found = meanings(kind, headings)
    return saved or {str(place): name for place, (name, _sure) in enumerate(found)}


def by_column(kind: Kind, mapping: Mapping[str, str]) -> dict[int, str]:
    """Return the field of each column that is read; raises ImportRefused.

    Refused are fields that the kind does not have, and columns that are no number.
    """
    found: dict[int, str] = {}
    for column, name in mapping.items():
        if not name:
            continue
        if not column.isdigit():
            raise refuse("mapping_column", column=column)
        if kind.field(name) is None:
            raise refuse("mapping_field", field=name)
        found[int(column)] = name
    return found


def missing(kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """Return the required fields that no column is for."""
    return tuple(
        field.name
        for field in kind.fields
        if field.is_required and not set(field.names).intersection(names)
    )
