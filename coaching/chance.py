"""Numbers that look drawn by lot and can be worked out again, so that a decision can be repeated."""

from __future__ import annotations

from hashlib import blake2b


def steady_share(seed: str) -> float:
    """Return a number between 0 and 1, spread evenly over seeds, always the same for one seed."""
    return (int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) + 0.5) / 2**32
