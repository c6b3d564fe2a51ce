"""What comes in from Teams: through the gate, to botbuilder, and on as our own turns."""
