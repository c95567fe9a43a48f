"""The planner of tours: one day, many delegations, few stands. No Django in here.

``python -m delegations.planning PROBLEM.json`` is its command line.
"""
