"""Plain sentences: from what somebody says to the command line it stands for.

`step.understand` is the step; it is pure. The words of a sentence (`wording`), the people
(`people`) and the days in it (`days`) make a line that frames are laid over: `deeds` of what
happened, `wishes` of what is asked. `doubts` takes certainty away, `lines` writes the command.
"""
