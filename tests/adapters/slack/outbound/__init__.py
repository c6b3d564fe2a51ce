"""Tests of what goes out to Slack."""
