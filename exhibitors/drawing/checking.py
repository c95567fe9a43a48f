"""What stops a drawing from being saved, besides what is drawn."""

from typing import Any

from django.db.models.functions import Upper
from django.utils.translation import gettext as _

from exhibitors.drawing.applying import Applied
from exhibitors.drawing.hanging import already_there, refusals
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.sentences import stand_name
from exhibitors.models import Area, Country, Stand


def refuse_links(after: Applied) -> None:
    """Refuse unknown countries, areas elsewhere, and stands without a name."""
    wrong: dict[str, str] = {}
    countries = {
        row.country_id for ref, row in after.stands.items() if ref in after.changes
    }
    known = set(
        Country.objects.filter(pk__in=countries - {None}).values_list(flat=True)
    )
    areas = set(Area.objects.of(after.area.exhibition_id).values_list("pk", flat=True))
    for ref, change in after.changes.items():
        stand: Any = after.stands[ref]
        if stand.country_id and stand.country_id not in known:
            wrong[f"{change.place}.country"] = _("There is no such country.")
        if not stand.name_en:
            wrong[f"{change.place}.number"] = _("A stand needs a number or a name.")
    for ref, change in after.feature_changes.items():
        leads_to = after.features[ref].leads_to_id
        if leads_to is not None and leads_to not in areas:
            wrong[f"{change.place}.leads_to"] = _("There is no such area.")
    if wrong:
        raise Refused(fields=wrong)


def refuse_numbers(after: Applied) -> None:
    """Refuse numbers that another stand of the exhibition has, naming it."""
    numbered = {
        ref: stand.number.upper() for ref, stand in after.stands.items() if stand.number
    }
    wanted = {ref: numbered[ref] for ref in after.changes if ref in numbered}
    leaving = [stand.pk for stand in after.deleted]
    leaving += [stand.pk for _kept, gone in after.merges for stand in gone]
    known = [ref for ref in after.stands if isinstance(ref, int)]
    elsewhere = (
        Stand.objects.of(after.area.exhibition_id)
        .annotate(told=Upper("number"))
        .filter(told__in=set(wanted.values()))
        .exclude(pk__in=[*known, *leaving])
    )
    holders = {stand.number.upper(): stand_name(stand) for stand in elsewhere}
    here: dict[str, list[int | str]] = {}
    for ref, number in numbered.items():
        here.setdefault(number, []).append(ref)
    wrong = {}
    for ref, number in wanted.items():
        other = next((each for each in here[number] if each != ref), None)
        name = holders.get(number) or (other and stand_name(after.stands[other]))
        if name:
            text = _("The number %(number)s is taken by %(stand)s.")
            place = f"{after.changes[ref].place}.number"
            wrong[place] = text % {"number": after.stands[ref].number, "stand": name}
    if wrong:
        raise Refused(fields=wrong)


def refuse_losses(after: Applied) -> None:
    """Refuse to lose what hangs on a stand that is deleted or merged."""
    leaving = [ref for ref in after.parents if isinstance(ref, int)]
    sentences = refusals(after.deleted, leaving=leaving) if after.deleted else []
    for kept, gone in after.merges:
        sentences += refusals(gone, is_merged=True) + already_there(kept, gone)
    if sentences:
        raise Refused(tuple(sentences))
