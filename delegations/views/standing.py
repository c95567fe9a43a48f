"""How a delegation stands, beside its programme: for those who plan."""

from dataclasses import dataclass

from delegations.confidentiality import Reader
from delegations.models import Delegation
from delegations.preparing.whole import Touched, touched
from delegations.registering.answers import language_name


@dataclass(frozen=True)
class Standing:
    """What its page says of a delegation, whatever is planned of it."""

    languages: tuple[str, ...] = ()
    touched: Touched | None = None


def standing(reader: Reader, delegation: Delegation | None) -> Standing:
    """Return the interpreters a delegation needs and, while it is off, what is kept.

    Nothing of it for readers of stands.
    """
    if delegation is None or not reader.is_planner:
        return Standing()
    languages = tuple(
        f"{language_name(pair.spoken)} → {language_name(pair.understood)}"
        for pair in delegation.language_pairs.all()
    )
    return Standing(languages, touched(delegation) if delegation.is_off else None)
