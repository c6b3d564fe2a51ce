"""The coach: a message in, a card out; a tick in, nudges out. It knows no platform."""
