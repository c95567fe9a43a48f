"""Each role against each address of the site.

``tables/`` says what every role is answered; ``test_tables.py`` tries it all, and
``python -m tests.access.totals`` counts it.
"""
