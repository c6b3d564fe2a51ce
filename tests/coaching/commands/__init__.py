"""Dialogues with each command."""
