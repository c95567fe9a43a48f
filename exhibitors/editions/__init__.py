"""The next edition of an exhibition, made from one that was.

``parts`` keeps what can be taken over and what never is, ``on_show`` says it of the
exhibition's records and other apps of theirs; ``copying`` writes the rows, ``photos``
the files, ``cloning`` is the whole.
"""
