"""Numbers that scripts may ask for."""

# Seconds that a script may take.
USER_DATA_TIMEOUT = 60
