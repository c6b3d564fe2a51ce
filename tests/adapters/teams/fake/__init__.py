"""A Microsoft of our own on this machine: real HTTP, and it refuses what Microsoft refuses.

    with FakeCloud() as cloud:
        ada = cloud.world.person("Ada Lovelace")
        chat = cloud.world.direct_chat(ada)
        ...  # start the app with cloud.config(); addresses have cloud.service_url
        (post,) = await cloud.until(lambda: cloud.posts_to(ada))
        assert cloud.logins == 1
        assert cloud.violations == []

`cloud.world` is what there is and may be changed at any time, `faults` are what can go wrong with
``login``, ``create``, ``send``, ``reply``, ``update``, ``delete``, ``members`` and ``member``.
"""

from tests.adapters.teams.fake.cloud import FakeCloud
from tests.adapters.teams.fake.faults import Fault
from tests.adapters.teams.fake.limits import Limits
from tests.adapters.teams.fake.nouns import App

__all__ = ["App", "FakeCloud", "Fault", "Limits"]
