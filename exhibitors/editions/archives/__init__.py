"""A whole exhibition in one file, and loaded from it elsewhere, proven equal.

``registry`` keeps what goes along, ``declared`` says it of the exhibition's records and
other apps of theirs; ``shapes`` knows what columns hold, ``writing`` writes the file.
``opening`` checks one, ``staging`` takes its rows to the database, ``inserting`` gives
them new keys, ``files`` their files, ``proving`` compares, ``loading`` is the whole.
"""
