"""Put a discrepancy into one sentence for people.

"Islamic State says 11 killed; Syrian state media, citing the health authority, says 8". The best-attested
figure of each side stands for it; of many sources three are named.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from claimcheck.models import DiscrepancyKind
from claimcheck.values import Mention
from claimcheck.voices import independent, name, says
from claimcheck.wording import figure, listed, measured, plain_number

Sides = Sequence[Sequence[Mention]]
MOST_SIDES = 5


def summary(kind: DiscrepancyKind, sides: Sides) -> str:
    """One sentence that says who gives which figure of what, without a full stop."""
    if kind == "revision":
        return _revision(sides)
    if kind == "denial":
        said, denied = sides
        return f"{_voice(denied)} it is false that {_figure(said)}, as {_voice(said)}"
    if kind == "sum":
        parts = listed([_plain(m, with_people=True) for m in sides[1]], 6)
        least = sum(m.number.low or 0 for m in sides[1])
        whole = _best(sides[0]).number.low
        how = f"come to {plain_number(least)}" if whole is not None and least < whole else "exceed it"
        return f"{_voice(sides[0])} {_figure(sides[0])}, but the parts {how}: {parts}"
    if kind == "who":
        told = [f"{_voice(side)} {_figure(side, with_people=True)}" for side in sides]
        return "; ".join(told)
    shown = list(reversed(sides))
    if len(shown) > MOST_SIDES:
        shown = [*shown[: MOST_SIDES - 1], shown[-1]]
    told = [f"{_voice(shown[0])} {_figure(shown[0])}"]
    for side in shown[1:]:
        figure_alone = _figure(side, with_measure=False)
        told.append(f"{_voice(side)} {figure_alone}")
    if len(sides) > MOST_SIDES:
        told.insert(-1, f"{len(sides) - MOST_SIDES} more figures between")
    return "; ".join(told)


def _revision(sides: Sides) -> str:
    """Oldest to newest: one voice is named once."""
    names = [_names(side) for side in sides]
    told = [f"{_speakers(sides[0])} first {says(names[0], past=True)} {_figure(sides[0])}"]
    for (before, own), side in zip(pairwise(names), sides[1:], strict=True):
        who = "later" if own == before else f"{_speakers(side)} later {says(own, past=True)}"
        told.append(f"{who} {_figure(side, with_measure=False)}")
    return ("; " if len(set(map(tuple, names))) > 1 else ", ").join(told)


def _voice(side: Sequence[Mention]) -> str:
    return f"{_speakers(side)} {says(_names(side))}"


def _names(side: Sequence[Mention]) -> list[str]:
    return list(dict.fromkeys(name(m) for m in independent(side)))


def _speakers(side: Sequence[Mention]) -> str:
    """The sources, with the comma that closes "citing …" before the verb."""
    names = _names(side)
    together = listed(names)
    return f"{together}," if len(names) == 1 and ", citing " in together else together


def _best(side: Sequence[Mention]) -> Mention:
    """The mention that stands for the side: its most frequent figure, rather an exact one."""
    times = Counter((m.number.low, m.number.high) for m in side)
    return max(
        side,
        key=lambda m: (
            times[m.number.low, m.number.high],
            m.number.modifier == "exact",
            m.confidence,
            -m.number.start,
        ),
    )


def _figure(side: Sequence[Mention], with_measure: bool = True, with_people: bool = False) -> str:
    mention = _best(side)
    return (
        _plain(mention, with_people)
        if not with_measure
        else measured(_plain(mention, with_people), mention.role.measure)
    )


def _plain(mention: Mention, with_people: bool = False) -> str:
    number = mention.number
    text = figure(number.low, number.high, number.modifier, mention.unit, number.surface)
    thing = mention.role.counted if with_people or _is_thing(mention) else ""
    thing = "" if thing == "thing" else thing  # the text does not say what
    return f"{text} {thing}".strip()


def _is_thing(mention: Mention) -> bool:
    return mention.number.kind == "count" and mention.unit != "person"
