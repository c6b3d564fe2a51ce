"""NetLead in the browser of the one person at this machine: a page, a socket, and a gate."""

from adapters.web.adapter import SOCKET_LIMIT, WebAdapter
from adapters.web.gate import refuse_public
from adapters.web.room import Demo

__all__ = ["SOCKET_LIMIT", "Demo", "WebAdapter", "refuse_public"]
