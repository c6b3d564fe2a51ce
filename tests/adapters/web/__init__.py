"""The web chat: its gate, its socket, and its page in a real browser."""
