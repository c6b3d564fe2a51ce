"""Cards as Slack shows them: blocks, forms, the home tab; pure, with no way to Slack."""
