"""NetLead in Slack: everything that knows how Slack speaks is in this folder."""
