"""Tests of the coach: pure rules, nudges, commands, in plain sentences."""
