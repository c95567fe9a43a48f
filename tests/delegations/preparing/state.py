"""The whole schedule as plain values, to be compared before and after."""

from delegations.snapshots import MODELS, snapshot


def state(exhibition):
    """Return every row of an exhibition's schedule by model and key, bar versions."""
    found = {}
    for name, model in MODELS.items():
        for row in model.objects.filter(exhibition=exhibition):
            values = snapshot(row)
            values.pop("version", None)
            found[name, row.pk] = values
    return found
