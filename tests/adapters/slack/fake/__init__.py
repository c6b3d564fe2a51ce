"""A Slack of our own on this machine: real HTTP and WebSocket, and it refuses what Slack refuses.

`FakeSlack` is the platform, `SlackSide` the people at their Slack clients::

    with FakeSlack() as slack:
        ada = slack.world.person("Ada Lovelace", tz="Europe/London")
        token = slack.world.token()  # of the app, which is installed by this
        ...  # start the app with slack.api_url, the token and slack.world.app's secrets
        async with SlackSide(slack, "http://127.0.0.1:8080/slack/events") as side:
            answer = await side.command(ada, "today")
            nudge = (await slack.until(lambda: slack.posts_to(ada)))[-1]
            await side.click(ada, nudge, "Done")
            assert side.complaints == slack.violations == []

`slack.world` is what there is and may be changed at any time, `faults` are what can go wrong,
`block_rules` can be asked without a server.
"""

from tests.adapters.slack.fake.driver import SlackSide
from tests.adapters.slack.fake.faults import Fault
from tests.adapters.slack.fake.limits import Limits
from tests.adapters.slack.fake.nouns import App
from tests.adapters.slack.fake.server import FakeSlack

__all__ = ["App", "FakeSlack", "Fault", "Limits", "SlackSide"]
