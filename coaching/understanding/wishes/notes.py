"""What is to be noted of somebody, once it was said that it is to be noted."""

from __future__ import annotations

from coaching.understanding.wish import Wish

NOTES = (
    Wish(r"(?:on|about|for) {WHO}(?:: |- |, )(?P<what>.+)", "note {who}: {what}"),
    Wish(
        r"{WHO}(?P<what>(?:is|are|was|has|have|had|'s|likes?|loves?|hates?|prefers?|works?|worked|lives?|moved|wants?|needs?|knows?|enjoys?|speaks?|plays?|went|goes|just|now|recently|always|never|does|did|can|will|got|started|joined|left|grew|studied|studies|used|drinks|eats|collects|runs|owns|teaches|writes|travels|plans|said|told|mentioned|thinks|met|helped|doesn't|became|turned|turns|supports|cares|reads|listens|sings|cooks|bakes|follows|bought|sold|founded|manages|leads|reports|comes|came|hopes|finished|quit|retired|married|divorced|volunteers|swims|cycles|climbs|hikes|paints|dances) .+)",
        "note {who}: {what}",
    ),
)
