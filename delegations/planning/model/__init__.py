"""The day as a CP-SAT model: exact, for all delegations or for some among others."""

from delegations.planning.model.model import Model
from delegations.planning.model.openshop import OpenShop, is_open_shop
from delegations.planning.model.solving import BRIEF, Outcome, solve

__all__ = ["BRIEF", "Model", "OpenShop", "Outcome", "is_open_shop", "solve"]
