"""What the command line answers: the plan, its quality, and reasons."""

from typing import Any

from delegations.planning.bays import bays
from delegations.planning.check import check
from delegations.planning.plan import Plan, Tour
from delegations.planning.planner import Planner
