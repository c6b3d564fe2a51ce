"""Towards Microsoft: tokens, the connector, where people can be reached, at what pace."""
