"""What Slack sends: through the gate or the socket, to Bolt, and what is answered at once."""
