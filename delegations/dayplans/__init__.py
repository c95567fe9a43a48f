"""The planner in the application: a day as a problem, its runs, and what comes of them.

Nothing here imports the solver: it runs in a process of its own.
"""
