"""NetLead in Microsoft Teams: everything that knows how Teams speaks is in this folder."""
