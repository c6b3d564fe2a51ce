"""Who helped whom, told as dialogues."""
