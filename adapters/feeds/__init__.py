"""Feeds and pages of the open Internet: fetched within bounds, read in a process of their own.

What stands there was written by strangers. `adapters.feeds.fetching` sees to it that nothing but the
open Internet is reached, `adapters.feeds.reading` that no page takes more than its share of time.
"""
