"""Slack's front door: every HTTP request of the app's or a browser's is answered from here."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping

from aiohttp import web

from tests.adapters.slack.fake import arguments, consent, replies
from tests.adapters.slack.fake.answering import Answer, faulty, sent
from tests.adapters.slack.fake.arguments import Arguments
from tests.adapters.slack.fake.asking import TOKENLESS, Ask, check_arguments
from tests.adapters.slack.fake.faults import Script
from tests.adapters.slack.fake.limits import Limits
from tests.adapters.slack.fake.methods import TABLE
from tests.adapters.slack.fake.nouns import Call
from tests.adapters.slack.fake.reference import METHODS
from tests.adapters.slack.fake.refusals import RateLimited, Refusal
from tests.adapters.slack.fake.sockets import Sockets
from tests.adapters.slack.fake.world import World

STRUCTURED = frozenset({"blocks", "view", "metadata", "files", "attachments"})


class Front:
    """Takes requests, keeps a record of each, and lets go wrong what the script says."""

    def __init__(self, world: World, limits: Limits, script: Script, sockets: Sockets) -> None:
        """Answer for ``world``."""
        self.world = world
        self.limits = limits
        self.script = script
        self.sockets = sockets
        self.installer = consent.Installer()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        """What Slack lets pass and should not be done: unknown arguments, blocks without text."""

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path = request.path
        if path.startswith("/api/"):
            return await self._api(request, path.removeprefix("/api/"))
        if path.startswith(("/commands/", "/actions/")):
            return await self._response_url(request)
        if path.startswith("/upload/v1/"):
            return await self._upload(request)
        if path.startswith("/oauth/v2/"):
            return consent.page(self.world, self.installer, request)
        if path == "/link/":
            return await self.sockets.serve(request)
        return web.Response(status=404, text="There is nothing here.")

    async def _api(self, request: web.BaseRequest, method: str) -> web.StreamResponse:
        takes_json = method not in METHODS or METHODS[method].json
        args, in_form, wrong = await _read(request, takes_json=takes_json)
        bearer = arguments.bearer(request.headers, args, in_form=in_form)
        call = self._recorded(method, args)

        def work() -> Answer:
            if wrong:
                raise wrong
            return self._served(call, args, bearer, _basic(request.headers))

        return await self._answered(request, call, work)

    async def _response_url(self, request: web.BaseRequest) -> web.StreamResponse:
        args, _, wrong = await _read(request, takes_json=True)
        call = self._recorded("response_url", args)

        def work() -> Answer:
            if wrong:
                raise wrong
            replies.use(self.world, request.path, args)
            return Answer({"ok": True})

        return await self._answered(request, call, work, refused_status=404)

    async def _upload(self, request: web.BaseRequest) -> web.StreamResponse:
        content = await request.read()
        call = self._recorded("upload", Arguments())

        def work() -> Answer:
            upload = self.world.uploads.get(request.path.rpartition("/")[2])
            if upload is None or len(content) != upload.length:
                raise Refusal("bad_upload")
            upload.content = content
            return Answer({}, text=f"OK - {upload.length}")

        return await self._answered(request, call, work, refused_status=400)

    def _recorded(self, method: str, args: Arguments) -> Call:
        shown = {name: _structured(name, value) for name, value in args.items()}
        call = Call(method=method, args=shown, at=self.world.now())
        with self.world.changed:
            self.calls.append(call)
            self.world.changed.notify_all()
        return call

    async def _answered(
        self,
        request: web.BaseRequest,
        call: Call,
        work: Callable[[], Answer],
        refused_status: int = 200,
    ) -> web.StreamResponse:
        fault = self.script.take(call.method)
        answer = Answer({})
        if fault is None or fault.accepted:
            answer = self._worked(call, work, refused_status)
        return await faulty(request, fault, call, answer) if fault else sent(call, answer)

    def _worked(self, call: Call, work: Callable[[], Answer], refused_status: int) -> Answer:
        with self.world.changed:
            try:
                return work()
            except RateLimited as limited:
                call.error = limited.error
                body = {"ok": False, "error": limited.error}
                return Answer(body, 429, {"Retry-After": str(limited.seconds)})
            except Refusal as refusal:
                call.error = refusal.error
                return Answer({"ok": False, "error": refusal.error} | refusal.more, refused_status)
            finally:
                self.world.changed.notify_all()

    def _served(self, call: Call, args: Arguments, bearer: str, basic: tuple[str, str]) -> Answer:
        method = call.method
        if method not in TABLE:
            raise Refusal("unknown_method")
        ask = Ask(method, self.world, args, bearer, basic=basic)
        if method not in TOKENLESS:
            ask.owner = self.world.tokens.check(bearer, self.world.now()).installation
            call.team = ask.team
            ask.need(*METHODS[method].scopes)
        self._note(method, args)
        self.limits.take(method, call.team, self._room(args), self.world.now())
        body = {"ok": True} | TABLE[method](ask)
        scopes = ",".join(sorted(ask.owner.scopes)) if ask.owner else ""
        return Answer(body, headers={"x-oauth-scopes": scopes} if scopes else {})

    def _room(self, args: Arguments) -> str:
        # A direct chat is one channel, whether it is named by its own id or by the person's.
        name = args.text("channel")
        channel = self.world.channels.get(name)
        return channel.user or name if channel else name

    def _note(self, method: str, args: Arguments) -> None:
        unknown = check_arguments(method, args)
        self.violations += [f"{method}: unknown argument {name}" for name in unknown]
        if method.startswith("chat.") and args.get("blocks") and not args.get("text"):
            self.violations.append(f"{method}: blocks without a text for notifications")


async def _read(
    request: web.BaseRequest, *, takes_json: bool
) -> tuple[Arguments, bool, Refusal | None]:
    # Methods without JSON do not look into such a body at all.
    args = arguments.from_form(request.query_string)
    if request.content_type == "application/json":
        try:
            args.update(arguments.from_json(await request.read()) if takes_json else {})
        except Refusal as refusal:
            return args, False, refusal
        return args, False, None
    if request.content_type == "multipart/form-data":
        args.update((await request.post()).items())
    else:
        args.update(arguments.from_form((await request.read()).decode(errors="replace")))
    return args, True, None


def _structured(name: str, value: object) -> object:
    if name not in STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _basic(headers: Mapping[str, str]) -> tuple[str, str]:
    scheme, _, credentials = headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, secret = base64.b64decode(credentials).decode().partition(":")
    except (ValueError, binascii.Error):
        return "", ""
    return name, secret
