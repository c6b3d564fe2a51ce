"""NetLead in a terminal: cards as text, numbers as buttons, and a line-by-line JSON mode."""
