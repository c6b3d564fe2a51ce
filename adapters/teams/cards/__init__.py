"""Cards as Teams shows them: Adaptive Cards 1.5 and dialogs; pure, with no way to Teams."""
