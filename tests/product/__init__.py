"""The whole product, as a person meets it: a running NetLead and a real browser."""
