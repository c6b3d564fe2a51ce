"""Asks a language model for one text, within a budget of seconds, and leaves it alone when it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

import structlog

from adapters.breaker import Breaker
from adapters.model.completion import (
    MOST_BYTES,
    Completion,
    UnusableError,
    read_completion,
    wants_other_limit,
)
from adapters.model.config import ModelConfig
from adapters.model.prompts import Task, messages
from adapters.model.reply import Reply, Trouble
from adapters.transport import Answer, NoAnswerError, Pool

_log = structlog.get_logger()

AT_ONCE = 8
"""Wishes under way in this process; to wait for one of them would use up one's own budget."""
_REFUSED = 400


class LanguageModel:
    """One model behind one endpoint. It is given finished texts; nothing of it is remembered."""

    def __init__(
        self,
        config: ModelConfig,
        breaker: Breaker | None = None,
        time: Callable[[], float] = monotonic,
    ) -> None:
        """Ask the model of ``config``; ``time`` counts seconds."""
        self._config = config
        self._breaker = breaker or Breaker()
        self._time = time
        self._pool = Pool(most_bytes=MOST_BYTES)
        self._under_way = 0
        # Newer models of OpenAI's refuse the one, most other services do not know the other.
        self._limit = "max_tokens"

    async def ask(self, task: Task, text: str, most_tokens: int, forms: str = "") -> Reply:
        """Return what the model makes of ``text``; never raises, never takes longer than the budget.

        ``most_tokens`` limits the answer; ``forms`` are the command lines to choose from.
        """
        if self._under_way >= AT_ONCE or not self._breaker.lets_through(self._time()):
            return Reply(trouble="resting")
        self._under_way += 1
        try:
            async with asyncio.timeout(self._config.within):
                found = await self._complete(task, text, most_tokens, forms)
        except TimeoutError:
            return self._failed("slow", "took too long")
        except NoAnswerError as error:
            return self._failed("failed", str(error))
        except UnusableError as error:
            return self._failed("failed", str(error))
        finally:
            self._under_way -= 1
        self._breaker.answered()
        return Reply(found.text, found.tokens)

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.close()

    def _failed(self, trouble: Trouble, reason: str) -> Reply:
        self._breaker.failed(self._time())
        _log.warning("the language model gave no answer", host=self._config.host, reason=reason)
        return Reply(trouble=trouble)

    async def _complete(self, task: Task, text: str, most_tokens: int, forms: str) -> Completion:
        answer = await self._post(task, text, most_tokens, forms)
        if answer.status == _REFUSED and self._limit == "max_tokens" and wants_other_limit(answer):
            self._limit = "max_completion_tokens"
            answer = await self._post(task, text, most_tokens, forms)
        return read_completion(answer)

    async def _post(self, task: Task, text: str, most_tokens: int, forms: str) -> Answer:
        wish = {
            "model": self._config.name,
            "messages": messages(task, text, forms),
            self._limit: most_tokens,
            "stream": False,
        }
        request = self._pool.request("POST", f"{self._config.url}/chat/completions", json=wish)
        if self._config.key:
            request.headers["authorization"] = f"Bearer {self._config.key}"
        return await self._pool.ask(request, self._config.within)
