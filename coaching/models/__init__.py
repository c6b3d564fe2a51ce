"""The nouns as tables: people, what they did, what they were sent, what came in.

Every table that belongs to a person has the key (workspace, user, number): a person's entries
are numbered by a counter of her own, so numbers are short enough to type, rows of one person lie
together, and a key cannot be guessed across people.
"""

from coaching.models.arrivals import ArrivalRow
from coaching.models.delivery import InboxRow, MetaRow, NudgeRow
from coaching.models.ledger import ChangeRow, NeedRow, PromiseRow, ReachOutRow, TouchRow
from coaching.models.links import FeedRow, GiftRow, LinkRow
from coaching.models.people import ContactRow, UserRow, WorkspaceRow
from coaching.models.programmes import ProgrammeRow

__all__ = [
    "ArrivalRow",
    "ChangeRow",
    "ContactRow",
    "FeedRow",
    "GiftRow",
    "InboxRow",
    "LinkRow",
    "MetaRow",
    "NeedRow",
    "NudgeRow",
    "ProgrammeRow",
    "PromiseRow",
    "ReachOutRow",
    "TouchRow",
    "UserRow",
    "WorkspaceRow",
]
