"""NetLead in Slack, killed at any moment of its work; `python -m tests.adapters.slack.kills` does it a thousand times."""
