"""Translators between a chat platform and the coach: one folder a platform."""
