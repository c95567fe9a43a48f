"""What the planner says: for each code an English message id, to be translated.

Names and times stand for ids and numbers; the application puts them in. Amounts of time
come as ready text, such as “25 min”.
"""

from collections.abc import Mapping
from typing import Any


def gettext_noop(message: str) -> str:
    """Return a message as it is; marks it to be extracted for translation."""
    return message


CONFLICTS = {
    "language_missing": gettext_noop(
        "%(delegation)s needs an interpreter of %(language)s, and there is none."
    ),
    "escort_away": gettext_noop(
        "%(person)s, who goes along with %(delegation)s, is not available during its "
        "stay."
    ),
    "escorts_apart": gettext_noop(
        "Those who go along with %(delegation)s are never available together during "
        "its stay."
    ),
    "stop_longer_than_stay": gettext_noop(
        "%(delegation)s is to be at %(stand)s for %(minutes)s, longer than it stays."
    ),
    "stop_outside_stay": gettext_noop(
        "The time wished for %(delegation)s at %(stand)s lies outside its stay."
    ),
    "fixed_outside_stay": gettext_noop(
        "The appointment of %(delegation)s at %(stand)s at %(time)s lies outside its "
        "stay, or outside the time allowed for it."
    ),
    "stop_when_closed": gettext_noop(
        "%(stand)s is not open long enough when %(delegation)s could be there."
    ),
    "fixed_when_closed": gettext_noop(
        "%(delegation)s has an appointment at %(stand)s at %(time)s, when it is not "
        "open long enough."
    ),
    "host_away": gettext_noop(
        "%(person)s, who receives %(delegation)s at %(stand)s, is not available when "
        "it could be there."
    ),
    "walk_too_long": gettext_noop(
        "With the walks to %(stand)s and from there, the stay of %(delegation)s leaves "
        "no time for it, or not the time wished."
    ),
    "stop_without_time": gettext_noop(
        "No time is left for %(delegation)s at %(stand)s: its stay, opening hours and "
        "those who receive it never leave %(minutes)s together."
    ),
    "fixed_clash": gettext_noop(
        "%(delegation)s cannot keep both its appointments: at %(stand)s at %(start)s "
        "and at %(other_stand)s at %(time)s."
    ),
    "stay_too_short": gettext_noop(
        "%(delegation)s has no time for all its mandatory stops: with the walks they "
        "take at least %(asked)s, and it stays %(available)s."
    ),
    "alone_impossible": gettext_noop(
        "%(delegation)s cannot make all its mandatory stops in time, even if nobody "
        "else comes."
    ),
    "appointments_overlap": gettext_noop(
        "%(stand)s has appointments that overlap: with %(delegation)s at %(start)s and "
        "with %(other_delegation)s at %(time)s."
    ),
    "stand_overload": gettext_noop(
        "%(stand)s is asked for %(asked)s between %(start)s and %(end)s, and has "
        "%(available)s."
    ),
    "person_overload": gettext_noop(
        "%(person)s is asked for %(asked)s between %(start)s and %(end)s, and has "
        "%(available)s."
    ),
    "language_overload": gettext_noop(
        "Interpreters of %(language)s are asked for %(asked)s between %(start)s and "
        "%(end)s, and have %(available)s."
    ),
    "stand_crowd": gettext_noop(
        "Stops at %(stand)s that must not overlap cannot be put one after another. "
        "They are %(count)s."
    ),
    "person_crowd": gettext_noop(
        "Duties of %(person)s cannot be put one after another with the walks between "
        "them. They are %(count)s."
    ),
    "language_crowd": gettext_noop(
        "Tours that need the one interpreter of %(language)s cannot be put one after "
        "another. They are %(count)s."
    ),
    "apart_impossible": gettext_noop(
        "%(delegation)s and %(other_delegation)s must not be here at the same time, "
        "and neither can have left before the other comes."
    ),
    "pair_crowd": gettext_noop(
        "%(delegation)s and %(other_delegation)s can each make their mandatory stops, "
        "but not both."
    ),
    "pair_at_stand": gettext_noop(
        "%(delegation)s and %(other_delegation)s can each make their mandatory stops, "
        "but not both: they get in each other’s way at %(stand)s."
    ),
    "pair_for_person": gettext_noop(
        "%(delegation)s and %(other_delegation)s can each make their mandatory stops, "
        "but not both: %(person)s is needed by both."
    ),
    "pair_for_language": gettext_noop(
        "%(delegation)s and %(other_delegation)s can each make their mandatory stops, "
        "but not both: interpreters of %(language)s are too few."
    ),
    "crowd": gettext_noop(
        "These delegations cannot all make their mandatory stops, though without any "
        "one of them the others can. They are %(count)s."
    ),
    "crowd_unproven": gettext_noop(
        "These delegations cannot all make their mandatory stops; some of them may not "
        "matter. They are %(count)s."
    ),
    "crowd_at_stand": gettext_noop(
        "These delegations cannot all make their mandatory stops: they get in one "
        "another’s way at %(stand)s. They are %(count)s."
    ),
    "crowd_for_person": gettext_noop(
        "These delegations cannot all make their mandatory stops: too many need "
        "%(person)s. They are %(count)s."
    ),
    "crowd_for_language": gettext_noop(
        "These delegations cannot all make their mandatory stops: interpreters of "
        "%(language)s are too few. The delegations are %(count)s."
    ),
}

OFFERS = {
    "move_later": gettext_noop(
        "Let %(delegation)s begin at %(stand)s at %(time)s, %(minutes)s later."
    ),
    "move_earlier": gettext_noop(
        "Let %(delegation)s begin at %(stand)s at %(time)s, %(minutes)s earlier."
    ),
    "leave_later": gettext_noop(
        "Let %(delegation)s stay until %(time)s, %(minutes)s longer."
    ),
    "come_earlier": gettext_noop(
        "Let %(delegation)s come at %(time)s, %(minutes)s earlier."
    ),
    "another_host": gettext_noop(
        "Let somebody else than %(person)s receive %(delegation)s at %(stand)s."
    ),
    "another_escort": gettext_noop(
        "Let somebody else than %(person)s go along with %(delegation)s."
    ),
    "one_more_interpreter": gettext_noop(
        "Find one more interpreter of %(language)s, %(count)s in all."
    ),
    "one_more_group": gettext_noop(
        "Let %(stand)s receive one more group at a time, %(count)s in all."
    ),
    "open_later": gettext_noop(
        "Keep %(stand)s open until %(time)s, %(minutes)s longer."
    ),
    "open_earlier": gettext_noop("Open %(stand)s at %(time)s, %(minutes)s earlier."),
    "available_later": gettext_noop(
        "Ask %(person)s to be available until %(time)s, %(minutes)s longer."
    ),
    "available_earlier": gettext_noop(
        "Ask %(person)s to be available from %(time)s, %(minutes)s earlier."
    ),
    "let_meet": gettext_noop(
        "Let %(delegation)s and %(other_delegation)s be here at the same time."
    ),
    "drop_stop": gettext_noop("Do without the stop of %(delegation)s at %(stand)s."),
    "drop_stops": gettext_noop(
        "Do without as few mandatory stops as will do. They are %(count)s."
    ),
}

LEFT_OUT = {
    "skipped": gettext_noop("It was skipped."),
    "not_worth": gettext_noop(
        "It would add %(minutes)s of walking and waiting, and is not worth that."
    ),
    "worth_less": gettext_noop(
        "%(delegation)s would have to do without another wish, and that is no gain."
    ),
    "worth_nothing": gettext_noop("It is worth too little to be made."),
    "no_tour": gettext_noop(
        "%(delegation)s makes no tour: for this stop it would walk and wait "
        "%(minutes)s, and it is not worth that."
    ),
    "stand_busy": gettext_noop(
        "%(stand)s is taken whenever %(delegation)s could be there."
    ),
    "host_busy": gettext_noop(
        "%(person)s is busy whenever %(delegation)s could be at %(stand)s."
    ),
    "escort_busy": gettext_noop(
        "%(person)s, who goes along with %(delegation)s, has no time for a tour that "
        "includes it."
    ),
    "language_busy": gettext_noop(
        "No interpreter of %(language)s has time for a tour of %(delegation)s that "
        "includes it."
    ),
    "apart_busy": gettext_noop(
        "With it, %(delegation)s would be here at the same time as "
        "%(other_delegation)s, and they must not meet."
    ),
    "leaves_too_late": gettext_noop(
        "With it, %(delegation)s would leave at %(time)s at the earliest, %(minutes)s "
        "too late."
    ),
    "no_gap": gettext_noop(
        "It does not fit in beside the other stops of %(delegation)s, whenever "
        "%(stand)s is free."
    ),
    "no_longer_possible": gettext_noop(
        "No time is left any more at which %(delegation)s could be at %(stand)s."
    ),
    "not_found_better": gettext_noop(
        "No better plan that includes it was found in the time given."
    ),
}

SENTENCES: dict[str, str] = {**CONFLICTS, **OFFERS, **LEFT_OUT}


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """Return the English sentence of a code, ids and numbers in their places."""
    return SENTENCES[code] % params
