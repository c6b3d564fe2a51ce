"""Which ties fall silent within a month: Enron's mail (Priebe et al. 2005), ranking and chances.

The protocol is in `tests/evaluate/ties.py`. Each list is scored by what was known that morning.
"""

from __future__ import annotations

from itertools import chain
from statistics import fmean

from coaching.scoring import lapse_risk
from tests.bench.sides import Goal, say
from tests.evaluate import ranking, tie_fit
from tests.evaluate.periods import NAMES, period
from tests.evaluate.rivals import DECAY_60, LINEAR, Lists, Rival, each, rivals
from tests.evaluate.scored import HEADING, aucs, figures, mean_auc, mean_brier, mean_precision
from tests.evaluate.ties import STEP, Calendar, Tie, enron

HORIZON = 30
# AUC on these data, as published together with the formula that ours replaces: they tell whether
# this protocol is that protocol.
_AS_PUBLISHED = {
    "silence / own median gap (cadence)": 0.570,
    "days since the last contact": 0.728,
    "tie decay 30 d": 0.766,
    "tie decay 60 d": 0.757,
    "BG/NBD": 0.744,
    LINEAR.name: 0.777,
}


def ours(horizon: int = HORIZON, *, quiet: bool = True) -> Rival:
    """Return NetLead's lapse risk, with or without the contact's general activity."""

    def risk(tie: Tie) -> float:
        known = tie.quiet if quiet else None
        return lapse_risk(tie.s14, tie.s60, known, horizon)

    return Rival("NetLead" if quiet else "NetLead, activity unknown", each(risk), chance=True)


def main() -> list[Goal]:
    """Print the tables and return the goals."""
    calendar = Calendar(enron())
    lists = calendar.lists(HORIZON)
    sample = tie_fit.sample(calendar, quiet=True)
    return [
        *_beside_others(calendar, lists),
        *_wherever_laid(calendar),
        *_by_period(lists, sample),
        *_calibration(lists),
        *_by_horizon(calendar),
        *_constants(calendar, sample),
    ]


def _beside_others(calendar: Calendar, lists: Lists) -> list[Goal]:
    ties = list(chain.from_iterable(lists))
    lapsed = fmean(tie.lapsed for tie in ties)
    egos = len({tie.ego for tie in ties})
    say(f"  {egos} people, {len(lists)} lists, {len(ties)} ties, of which {lapsed:.2f} lapse")
    say(f"\n{HEADING}")
    found = {}
    for rival in (*rivals(calendar, HORIZON), ours(quiet=False), ours()):
        found[rival.name] = figures(lists, rival)
        say(found[rival.name].line(rival.name))
    best = found[ours().name]
    off = max(abs(found[name].auc - auc) for name, auc in _AS_PUBLISHED.items())
    others = [some for name, some in found.items() if not name.startswith(ours().name)]
    return [
        Goal("AUC on Enron", best.auc, 0.775),
        Goal("AUC, and that of the best baseline", best.auc, max(one.auc for one in others)),
        Goal("NDCG@5 of value, and the best", best.ndcg, max(one.ndcg for one in others)),
        Goal("largest AUC off from as published", off, 0.01, at_least=False),
    ]


def _wherever_laid(calendar: Calendar) -> list[Goal]:
    say("\n  wherever the cut-offs are laid, 14 ways: AUC (lowest), AP, AUC less the linear one's")
    laid = [calendar.lists(HORIZON, shift) for shift in range(STEP)]
    by_ego = [aucs(lists, LINEAR.scores(lists)) for lists in laid]
    precisions = {}
    for side in (DECAY_60, LINEAR, ours(quiet=False), ours()):
        scores = [side.scores(lists) for lists in laid]
        found = [aucs(*pair) for pair in zip(laid, scores, strict=True)]
        every = [fmean(one.values()) for one in found]
        precisions[side.name] = fmean(map(mean_precision, laid, scores))
        more = _more(found, by_ego)
        low, high = ranking.interval(more)
        say(
            f"  {side.name:34}{fmean(every):8.3f} ({min(every):.3f}) {precisions[side.name]:.3f}"
            f"  {fmean(more):+.3f} [{low:+.3f}, {high:+.3f}]"
        )
    return [
        Goal("lowest AUC over 14 ways to lay the cut-offs", min(every), 0.775),
        Goal("surely more AUC than the linear formula", low, 0.0),
        Goal("AP, and the linear formula's", precisions[ours().name], precisions[LINEAR.name]),
    ]


def _more(found: list[dict[int, float]], base: list[dict[int, float]]) -> list[float]:
    """Return for each person the AUC more than ``base``, the mean over all ways."""
    pairs = list(zip(found, base, strict=True))
    people = {ego for one in found for ego in one}
    return [
        fmean(one[ego] - other[ego] for one, other in pairs if ego in one) for ego in sorted(people)
    ]


def _by_period(lists: Lists, sample: tie_fit.Sample) -> list[Goal]:
    say("\n  by period: AUC, Brier")
    worst: dict[str, float] = {}
    for number, name in enumerate(NAMES):
        some = [ties for ties in lists if period(ties) == number]
        lapsed = fmean(tie.lapsed for ties in some for tie in ties)
        shown = []
        for side in (DECAY_60, LINEAR, ours(), tie_fit.elsewhere(sample, number)):
            scores = side.scores(some)
            auc = mean_auc(some, scores)
            worst[side.name] = min(auc, worst.get(side.name, 1.0))
            brier = f" {mean_brier(some, scores):.3f}" if side.chance else ""
            shown.append(f"{side.name} {auc:.3f}{brier}")
        say(f"  {name:22} {lapsed:.2f} lapse: {', '.join(shown)}")
    return [
        Goal(
            f"AUC in the worst period, {name}, and the linear one's",
            worst[name],
            worst[LINEAR.name],
        )
        for name in (ours().name, side.name)
    ]


def _calibration(lists: Lists) -> list[Goal]:
    say("\n  said and happened, by fifths of the scale (ties)")
    goals = []
    for rival in (ours(), ours(quiet=False)):
        chances = chain.from_iterable(rival.scores(lists))
        truth = (tie.lapsed for ties in lists for tie in ties)
        bins = ranking.calibration(truth, chances)
        shown = "   ".join(f"{said:.2f} {true:.2f} ({count})" for said, true, count in bins)
        say(f"  {rival.name:24} {shown}")
        off = max(abs(said - true) for said, true, _ in bins)
        goals.append(Goal(f"said - happened: {rival.name}", off, 0.1, at_least=False))
    return goals


def _by_horizon(calendar: Calendar) -> list[Goal]:
    say("\n  by horizon: AUC, Brier, and tie decay 60 d")
    ahead = []
    for horizon in (7, 14, 60, 90):
        lists = calendar.lists(horizon)
        scores = ours(horizon).scores(lists)
        auc, brier = mean_auc(lists, scores), mean_brier(lists, scores)
        theirs = mean_auc(lists, DECAY_60.scores(lists))
        say(f"  {horizon:3} days  {auc:.3f}  {brier:.3f}   {theirs:.3f}")
        ahead.append(auc - theirs)
    return [Goal("least AUC over tie decay 60 d, 7 to 90 days", min(ahead), 0.01)]


def _constants(calendar: Calendar, sample: tie_fit.Sample) -> list[Goal]:
    say("\n  the constants, and fitted anew")
    off = 0.0
    for quiet, known in ((True, sample), (False, tie_fit.sample(calendar, quiet=False))):
        shipped = tie_fit.shipped(quiet=quiet)
        again = tie_fit.fit(known, shipped)
        off = max(off, *(abs(a - b) for a, b in zip(shipped, again, strict=True)))
        shown = "  ".join(f"{a:.2f} ({b:.3f})" for a, b in zip(shipped, again, strict=True))
        say(f"  {ours(quiet=quiet).name:24} {shown}")
    return [Goal("largest constant off from the fit", off, 0.01, at_least=False)]
