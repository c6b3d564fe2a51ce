"""What goes to Slack: calls, their pace, what their failure means, nudges."""
