"""What leads an organiser to what is missing.

``gaps`` says what a gap is and keeps them all; ``on_show`` has those of the exhibition,
other apps add theirs; ``counting`` tells how many records have each.
"""
