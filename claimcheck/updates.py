"""Days of telling and of counting: not of what happened, but of who said so or how far the count had come.

In: an expression of time in its sentence. Out: whether it is a page's stamp, a day of telling ("said on
Monday") or the day of the latest count ("the toll rose to 21 on Monday", "the search ended on Tuesday"). What
such a day dates happened on it or earlier.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from claimcheck.date_grammar import FROM_A_DAY
from claimcheck.dates import When
from claimcheck.values import Moment

_REACH = 120  # characters of a clause that are read before a day
# No comma alone: "the toll of the fire in Oslo, Norway, rose on Monday".
_CLAUSE = re.compile(
    r"[;:—–]\s|,? and \w{1,20} \w{1,20}(?:ed|ing) |"
    r"\s(?:while|whereas|after|before|when|but|which|who|whose|where|although|amid|following|"
    r"since|that|as|because)\s|\s[-—–]\s|[.!?]\s",
    re.I,
)
_OPENS = re.compile(r"\W*(?:early |late |late on )?(?:on )?$", re.I)
_PREPOSITION = re.compile(r"\b(?:on|of|in|since|until|till|by|from|for|to|and|before|after|the|late|early) $", re.I)

Update = Literal["stamp", "told", "latest"]


@dataclass(frozen=True, slots=True)
class UpdateRules:
    """What stands before and right behind a day of telling; what a clause of counting or searching says."""

    told: re.Pattern[str]
    tells: re.Pattern[str]
    latest: re.Pattern[str]


def compile_updates(told: Iterable[str], latest: Iterable[str]) -> UpdateRules:
    """The patterns in force."""
    saying = rf"\b(?:{'|'.join(told)})\b[^.;!?]{{0,28}}$"
    return UpdateRules(
        re.compile(rf"{saying}|\b(?:as of|by|until|till|through|up to) (?:early |late )?$", re.I),
        re.compile(rf" (?:\w+ly )?(?:{'|'.join(told)})\b", re.I),
        re.compile("|".join(f"(?:{p})" for p in latest), re.I),
    )


def update_of(
    text: str,
    start: int,
    end: int,
    when: When,
    earlier: int,
    published: Moment | None,
    rules: UpdateRules,
) -> Update | None:
    """What the time of a sentence ``start``–``end`` is other than that of a happening; None if it is one.

    ``earlier`` is where the time before it in the sentence ends, ``start`` if there is none.
    """
    if when.precision not in {"day", "weekend"}:
        return "told" if rules.told.search(text, max(start, when.begin - 60), when.begin) else None
    if text[when.begin : when.stop].lower() in FROM_A_DAY:
        return None  # "on Tuesday raised the toll of the strike the previous day"
    if published is not None and when.start == published.day and is_stamp(text, start, when):
        return "stamp"
    low = max(start, when.begin - _REACH, earlier)
    for cut in _CLAUSE.finditer(text, low, when.begin):
        low = cut.end()
    high = when.begin
    if _OPENS.fullmatch(text, low, when.begin):
        # "On Monday divers found two more": what follows tells.
        cut_after = _CLAUSE.search(text, when.stop, min(end, when.stop + _REACH))
        high = min(end, when.stop + _REACH) if cut_after is None else cut_after.start()
    if rules.latest.search(text, low, high):
        return "latest"
    if rules.told.search(text, max(start, when.begin - 60), when.begin):
        return "told"
    # "The army on Thursday admitted that nine had died"
    return "told" if rules.tells.match(text, when.stop, min(end, when.stop + 40)) else None


def is_stamp(text: str, start: int, when: When) -> bool:
    """Whether the time is a date that stands by itself in a sentence from ``start``: "22 Jan 2020"."""
    return (
        when.precision == "day"
        and any(c.isdigit() for c in text[when.begin : when.stop])
        and _PREPOSITION.search(text, max(start, when.begin - 8), when.begin) is None
    )
