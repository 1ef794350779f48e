"""Temperatures given by their tens: "in the mid-80s", "lows in the 20s".

In goes such a figure with the sentence around it, out comes the interval that forecasters mean: the 80s are
80 to 89, the low 80s 80 to 83, the upper 80s 87 to 89, the mid-80s about 85.
"""

import re

from claimcheck.values import Number

AHEAD = re.compile(r"(?:\b(low|lower|mid|middle|upper|high)(?:[ -]|-to-\w{3,5}-)|\bthe )$", re.IGNORECASE)
WEATHER = re.compile(
    r"\b(?:temperatures?|highs|lows|degrees|mercury|thermometers?|fahrenheit|celsius|sunny)\b",
    re.IGNORECASE,
)
PARTS = {"low": (0, 3), "lower": (0, 3), "upper": (7, 9), "high": (7, 9)}


def tens_of_degrees(text: str, start: int, end: int, sentence: tuple[int, int]) -> Number | None:
    """The temperature at ``start``–``end`` ("80s"), or None if it is a decade or an age."""
    surface = text[start:end]
    tens = re.fullmatch(r"([1-9]0)[’']?s", surface)
    ahead = AHEAD.search(text, max(sentence[0], start - 16), start)
    if tens is None or ahead is None or WEATHER.search(text, *sentence) is None:
        return None
    first = int(tens.group(1))
    part = (ahead.group(1) or "").lower()
    if part in {"mid", "middle"}:
        figure = first + 5.0
        return Number(start, end, start, end, surface, figure, figure, "about", "physical", "degree")
    low, high = PARTS.get(part, (0, 9))
    return Number(start, end, start, end, surface, first + low, first + high, "between", "physical", "degree")
