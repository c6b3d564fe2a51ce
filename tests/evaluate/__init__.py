"""Evaluations: how often the coach judges right, on data that others recorded and in simulations."""
