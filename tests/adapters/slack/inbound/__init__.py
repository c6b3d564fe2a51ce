"""Everything that comes in from Slack is taken once, answered in time, and nothing hostile gets by."""
