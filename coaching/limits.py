"""How much of anything is read and kept: generous for people, short for machines."""

LONGEST = 40_000
"""The longest text that is read, in characters: as much as Slack lets through in one message."""
SHOWN = 40
"""How much of a text that was not understood is shown back."""
