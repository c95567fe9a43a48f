"""How much is taken at once: of a picture, of an archive, of an account."""

MEGA = 1_000_000
MIB = 1024 * 1024

# A picture. What a progressive JPEG or another kind of file needs in memory grows
# with all its pixels; an ordinary JPEG is made smaller while it is read.
MOST_BYTES = 40 * MIB
MOST_PIXELS = 64 * MEGA
MOST_PIXELS_WHOLE = 40 * MEGA
# Read over and over a picture of few bytes would take hours.
MOST_SCANS = 100
# What is kept: more than any screen or page of print at the stand needs.
LONGEST_SIDE = 4096

# An archive, and one step of reading it, in seconds.
MOST_ARCHIVE_BYTES = 1024 * MIB
MOST_ENTRIES = 1000
MOST_DIRECTORY_BYTES = 2 * MIB
MOST_UNPACKED_BYTES = 4096 * MIB
STEP_SECONDS = 4.0

# Pictures of one account that wait until it says what they show, and how long.
MOST_WAITING = 500
WAITING_HOURS = 24
TRASH_DAYS = 30
