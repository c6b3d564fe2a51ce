"""A preview: what the fake Slack holds, drawn as pages in a plain look of our own, for pictures.

It is no copy of Slack: the frame is neutral, what stands in it is what NetLead sent, word by word.
"""
