"""The one door through which photos come in, go out and are kept meanwhile.

``pictures.checked`` looks at what is in a file and makes a clean picture of it;
``fields.PictureField`` is that door in forms, ``archives`` for what comes in a ZIP;
``waiting`` keeps pictures until somebody says what they show; ``trash`` has what was
given up, for a while.
"""
