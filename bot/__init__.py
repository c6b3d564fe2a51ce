"""The running program: settings, database, inbox, outbox, scheduler, server, command line."""
