"""Who helped whom in a stretch of chat: a window of lines in, events out; pure and quick."""
