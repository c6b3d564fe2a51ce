"""The wire to Teams, tried over real HTTP against a Microsoft on this machine."""
