"""The plan of an area as a table: the same rules and refusals as in the editor."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exhibitors.admin.plan_forms import (
    AreaRow,
    FeatureRow,
    StandRow,
    feature_values,
    stand_values,
    words_of,
)
from exhibitors.drawing import saving
from exhibitors.drawing.plan import Plan, drawing_of, feature_key, plan_of, stand_key
from exhibitors.drawing.reading import Difference, difference
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.sentences import names_of, told
from exhibitors.models import Area, Stand
from exhibitors.site.judging import findings

ROWS, NEW_ROWS = 50, 3
_PLACE = re.compile(r"(stands|features)\[(\d+)\]\.(\w+)")
# The field of a row at which a rule or a value of a drawing is told.
_FIELDS = {"outline": "corners", "id": None, "parent": None}
StandRows = formset_factory(StandRow, extra=NEW_ROWS, max_num=ROWS + NEW_ROWS)
FeatureRows = formset_factory(FeatureRow, extra=NEW_ROWS, max_num=1000)


@dataclass
class Table:
    """The rows of one page of the table."""

    area: AreaRow
    stands: "BaseFormSet[StandRow]"
    features: "BaseFormSet[FeatureRow]"
    page: "Page[Stand]"

    @property
    def rows(self) -> dict[str, Any]:
        """Return the rows by the name of the drawing they are of."""
        return {
            **{stand_key(row["id"].value() or ref): row for ref, row in self._new("s")},
            **{feature_key(row["id"].value() or r): row for r, row in self._new("f")},
        }

    def _new(self, kind: str) -> list[tuple[str, Any]]:
        forms = self.stands if kind == "s" else self.features
        return [(f"n{kind}{number}", row) for number, row in enumerate(forms)]

    def is_valid(self) -> bool:
        """Return whether each row can be read."""
        parts = (self.area, self.stands, self.features)
        # All of them, so that each shows what is wrong with it.
        return min(part.is_valid() for part in parts)

    def changed(self) -> dict[str, list[tuple[str, Any]]]:
        """Return the rows in which something is changed, with a name each."""
        return {
            name: [
                (ref, row)
                for ref, row in self._new(kind)
                if row.has_changed() and (kind == "s" or not row.cleaned_data["off"])
            ]
            for name, kind in (("stands", "s"), ("features", "f"))
        }

    def difference(self) -> Difference:
        """Return what is changed, read as what the editor sends is."""
        changed = self.changed()
        sent: dict[str, Any] = {
            name: [row.change(ref) for ref, row in rows]
            for name, rows in changed.items()
        }
        sent["seen"] = self.area.cleaned_data["seen"]
        sent["deleted_features"] = [
            row.cleaned_data["id"]
            for row in self.features
            if row.cleaned_data.get("off") and row.cleaned_data.get("id")
        ]
        if "outline" in self.area.changed_data:
            sent["outline"] = self.area.cleaned_data["outline"]
        return difference(json.dumps(sent).encode())

    def tell(self, refused: Refused) -> None:
        """Show why it is not saved: at the field, where there is one."""
        changed = self.changed()
        if refused.is_stale:
            text = _("Somebody else saved this plan meanwhile: open the table anew.")
            self.area.add_error(None, text)
            return
        for place, sentence in refused.fields.items():
            found = _PLACE.fullmatch(place)
            if found:
                _ref, row = changed[found[1]][int(found[2])]
                _at(row, _FIELDS.get(found[3], found[3]), sentence)
            else:
                name = place if place in self.area.fields else None
                self.area.add_error(name, sentence)
        for finding in refused.findings:
            self._tell_finding(finding)
        if not refused.findings:
            for sentence in refused.sentences:
                self.area.add_error(None, sentence)

    def _tell_finding(self, finding: dict[str, Any]) -> None:
        rows = self.rows
        named = [rows[key] for key in finding["keys"] if key in rows]
        for row in named:
            _at(
                row,
                "points" if "points" in row.fields else "corners",
                finding["sentence"],
            )
        if not named:
            self.area.add_error("outline", finding["sentence"])


def _at(row: Any, field: str | None, sentence: str) -> None:
    row.add_error(field if field in row.fields else None, sentence)


def answered(
    request: HttpRequest, area: Area, seen: Q, context: dict[str, Any]
) -> HttpResponse:
    """Return the page of the table, or after saving the way back to it."""
    plan = plan_of(area, seen)
    table = _table(request, plan)
    if request.method == "POST" and table.is_valid():
        try:
            saving.save(area, table.difference())
        except Refused as refused:
            table.tell(refused)
        else:
            messages.success(request, _("The plan is saved."))
            return redirect(request.get_full_path())
    problems = told(findings(drawing_of(plan)), names_of(plan))
    shown = {**context, "table": table, "problems": problems}
    return render(request, "admin/exhibitors/plan/table.html", shown)


def _table(request: HttpRequest, plan: Plan) -> Table:
    here = [stand for stand in plan.stands if stand.area_id == plan.area.pk]
    here.sort(key=lambda stand: (stand.number_key, stand.pk))
    page = Paginator(here, ROWS).get_page(request.GET.get("page"))
    sent = request.POST if request.method == "POST" else None
    outline = words_of(plan.area.outline)
    return Table(
        AreaRow(sent, initial={"seen": plan.digest, "outline": outline}, prefix="area"),
        StandRows(sent, initial=[stand_values(row) for row in page], prefix="stands"),
        FeatureRows(
            sent,
            initial=[feature_values(row) for row in plan.features],
            prefix="features",
        ),
        page,
    )
