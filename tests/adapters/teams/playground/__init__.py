"""Microsoft's own Teams client, as far as it runs on this machine, with people who use NetLead in it."""
