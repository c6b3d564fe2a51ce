"""Feeds and pages are fetched from nowhere but the open Internet, and read within bounds."""
