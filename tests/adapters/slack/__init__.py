"""NetLead in Slack, tried against a Slack on this machine."""
