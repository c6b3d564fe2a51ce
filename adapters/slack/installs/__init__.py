"""Where the app is installed: by whom it may act there, until it is taken out and forgotten."""
