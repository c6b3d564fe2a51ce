"""Files for a person: uploaded into her direct conversation, or as text where that is not allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import blocks
from adapters.slack.cards.blocks import Posting
from adapters.slack.cards.texts import context, preformatted
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.posting import Poster
from adapters.slack.verdicts import CallError
from coaching.messages import Card, File

_log = structlog.get_logger()

PIECE = 3_000
"""Characters of a file in one message: what one block of text takes."""
MOST_PIECES = 40
"""Messages, one a second: an export has to be there within a minute."""
PATIENCE = 10.0
"""Seconds that Slack may ask to wait between two pieces."""
LOST = Card(
    title="The files may be missing",
    body="I was interrupted while I brought them. If they are not here, type `export` again.",
)


class Files:
    """Brings files."""

    def __init__(self, client: SlackClient, poster: Poster) -> None:
        self._client = client
        self._poster = poster

    async def hand_over(
        self, installation: Installation, channel: str, files: Sequence[File], key: str
    ) -> None:
        """Bring ``files`` into a direct conversation, or to a user by id.

        Where they do not get through, or are not there any more because this is a second try, the
        person is told so; `CallError` if not even that succeeds.
        """
        kept = [file for file in files if file.content]
        try:
            if kept:
                await self._bring(installation, channel, kept, key)
                return
        except CallError as error:
            _log.warning(
                "files did not get through",
                workspace=installation.tenant,
                reason=error.verdict.error,
            )
        if files:
            lost = blocks.message(LOST, f"{key}:lost")
            await self._poster.post(installation, channel, lost, f"{key}:lost")

    async def _bring(
        self, installation: Installation, channel: str, files: Sequence[File], key: str
    ) -> None:
        if installation.has("files:write"):
            try:
                await self._upload(installation, channel, files, key)
            except CallError as error:
                if error.verdict.meaning not in ("person", "workspace"):
                    raise
                # Companies can switch uploads off. What they may be in doubt about, they refused.
            else:
                return
        # The first file has every row; the others are the same as tables.
        await self._spell_out(installation, channel, files[0], key)

    async def _upload(
        self, installation: Installation, channel: str, files: Sequence[File], key: str
    ) -> None:
        if not channel.startswith("D"):
            here = blocks.message(Card(body="Here is what you asked for."), key)
            channel = await self._poster.post(installation, channel, here, f"{key}:here")

        async def upload(client: AsyncWebClient) -> object:
            return await client.files_upload_v2(
                channel=channel,
                file_uploads=[
                    {"filename": file.name, "title": file.name, "content": file.content}
                    for file in files
                ],
            )

        await self._client.call(installation, "files.completeUploadExternal", upload)

    async def _spell_out(
        self, installation: Installation, channel: str, file: File, key: str
    ) -> None:
        parts = pieces(file.content)
        if len(parts) > MOST_PIECES:
            await self._poster.post(installation, channel, _too_long(file, key), f"{key}:long")
            return
        for number, part in enumerate(parts, 1):
            posting = _piece(f"{file.name}, part {number} of {len(parts)}", part)
            await self._post(installation, channel, posting, f"{key}:{number}")

    async def _post(
        self, installation: Installation, channel: str, posting: Posting, key: str
    ) -> None:
        """Post in the channel's pace, and once more where Slack wants a little more patience."""
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(self._client.pacing.channel(installation.tenant, channel, now))
        try:
            await self._poster.post(installation, channel, posting, key)
        except CallError as error:
            if error.verdict.meaning != "wait" or error.verdict.retry_after > PATIENCE:
                raise
            await asyncio.sleep(error.verdict.retry_after)
            await self._poster.post(installation, channel, posting, key)


def pieces(text: str) -> list[str]:
    """Return ``text`` in pieces of at most `PIECE` characters, cut behind a line where possible."""
    found = []
    while len(text) > PIECE:
        cut = text.rfind("\n", 0, PIECE) + 1 or PIECE
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text] if text.strip() else found


def _piece(title: str, text: str) -> Posting:
    return Posting(text=blocks.fallback(title), blocks=[context(title), preformatted(text)])


def _too_long(file: File, key: str) -> Posting:
    return blocks.message(
        Card(
            title="That is too much for messages",
            body=f"{file.name} has {len(file.content):,} characters. Ask whoever looks after your "
            "apps to allow me to upload files (`files:write`), then type `export` again.",
        ),
        key,
    )
