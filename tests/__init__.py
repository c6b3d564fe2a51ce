"""Tests: dialogues with the coach, properties of the rules, contracts of the adapters."""
