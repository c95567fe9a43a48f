"""How fast an official group walks."""

import math

METRES_A_MINUTE = 60
"""The pace of a delegation with those who accompany it: 1.0 metre a second.

Groups slow down with their size: M. Moussaïd, N. Perozo, S. Garnier, D. Helbing,
G. Theraulaz, "The Walking Behaviour of Pedestrian Social Groups and Its Impact on
Crowd Dynamics", PLoS ONE 5(4), 2010, e10047, figure 2: 1.26 - 0.04 n metres a second
for n people where there is room and 1.24 - 0.08 n in a moderate crowd; which is 1.0
for three abreast in a crowd and for six where there is room.
"""

# Less than this beyond a whole minute is the noise of sums.
_NOISE = 0.001


def minutes_of(metres: float) -> int:
    """Return the whole minutes that a walk takes, rounded up; none for no walk."""
    return max(0, math.ceil((metres - _NOISE) / METRES_A_MINUTE))
