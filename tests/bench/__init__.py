"""Benchmarks: NetLead's own parts beside named baselines, interleaved in one run, as ratios."""
