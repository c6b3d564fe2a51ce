"""What each kind of nudge says, and when it stays silent."""
