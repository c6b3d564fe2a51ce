"""What the browser loads: one page, its scripts, its style, its icon; read once, from memory."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
START_PAGE = "index.html"


class Pages:
    """ASGI app for ``/`` and ``/static/{name}``: the files of the folder ``static``, no others."""

    def __init__(self) -> None:
        folder = Path(__file__).parent / "static"
        self._files = {
            path.name: (path.read_bytes(), MEDIA_TYPES[path.suffix])
            for path in sorted(folder.iterdir())
            if path.suffix in MEDIA_TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD with the file, anything else with 404, 405 or 426."""
        await self._response(scope)(scope, receive, send)

    def _response(self, scope: Scope) -> Response:
        if scope["path"] == "/ws":
            upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"}
            return PlainTextResponse("This address is for the chat.", 426, headers=upgrade)
        name = scope["path_params"].get("name", START_PAGE)
        if name not in self._files:
            return PlainTextResponse("There is nothing here.", 404)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("This can only be read.", 405, headers={"Allow": "GET, HEAD"})
        content, media_type = self._files[name]
        return Response(content, media_type=media_type)
