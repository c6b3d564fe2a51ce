"""Slack's own client, with a shorter way for what is sent as JSON: messages and windows.

The way that it goes by itself is made for files, forms and second tries as well, none of which
come with a message, and takes nearly as long as the call.
"""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse


class WebClient(AsyncWebClient):
    """Calls methods over a session that is kept; nothing is tried twice."""

    def __init__(self, token: str | None, api_url: str, session: aiohttp.ClientSession) -> None:
        """Call the methods under ``api_url`` with ``token``."""
        logger = logging.getLogger("slack_sdk.calls")
        # Without a level of its own each call and its answer are spelt out, for no log.
        logger.setLevel(logging.WARNING)
        super().__init__(
            token=token, base_url=api_url, session=session, retry_handlers=[], logger=logger
        )

    async def chat_postMessage(self, **arguments: Any) -> AsyncSlackResponse:  # noqa: ANN401, N802 the name is Slack's
        """Post; ``arguments`` are plain data, which need not be searched for the SDK's objects."""
        told = {name: value for name, value in arguments.items() if value is not None}
        return await self.api_call("chat.postMessage", json=told)

    async def api_call(
        self,
        api_method: str,
        *,
        json: dict[str, Any] | None = None,
        **other: Any,  # noqa: ANN401 whatever else the SDK's own takes
    ) -> AsyncSlackResponse:
        """Return Slack's answer; `SlackApiError` where it is a refusal or no answer."""
        if json is None or other or self.session is None:
            return await super().api_call(api_method, json=json, **other)
        url = f"{self.base_url}{api_method}"
        headers = self.headers | {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json;charset=utf-8",
        }
        async with self.session.post(url, json=json, headers=headers, proxy=self.proxy) as answer:
            response = AsyncSlackResponse(
                client=self,
                http_verb="POST",
                api_url=url,
                req_args={},
                data=await _read(answer),
                headers=answer.headers,  # type: ignore[arg-type]  # it only looks things up
                status_code=answer.status,
            )
        checked: AsyncSlackResponse = response.validate()  # type: ignore[no-untyped-call]
        return checked


async def _read(answer: aiohttp.ClientResponse) -> Any:  # noqa: ANN401 whatever JSON Slack sent
    try:
        return await answer.json()
    except aiohttp.ContentTypeError:
        return {}
    except ValueError:
        # The cause is left out: it has all that was sent.
        raise SlackApiError("the answer is no JSON", answer) from None  # type: ignore[no-untyped-call]
