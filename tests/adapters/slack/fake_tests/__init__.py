"""The fake Slack, tried with Slack's own clients and compared with Slack's own reference."""
