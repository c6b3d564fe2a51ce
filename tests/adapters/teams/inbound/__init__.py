"""What comes in from Teams, tried with real keys and by real HTTP."""
