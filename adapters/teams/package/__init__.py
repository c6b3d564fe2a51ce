"""The app package that is uploaded to Teams: what NetLead is there, its pictures, the zip of both."""
