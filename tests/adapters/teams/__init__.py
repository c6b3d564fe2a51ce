"""NetLead in Teams, tried against a Teams on this machine."""
