"""The rules of times, places and kinds that :mod:`claimcheck.settings` reads, compiled."""

import re
from dataclasses import dataclass
from typing import Literal

from claimcheck import dates, happenings, places
from claimcheck.recalls import Blow, RecallRules, compile_recalls
from claimcheck.rules import Entry, RuleBook
from claimcheck.updates import UpdateRules, compile_updates


class Cue(Entry):
    """Patterns that tell where a figure belongs.

    ``running``: a total over a long time. ``background``: something earlier. ``separate``: something else at
    the same time. ``story``: back to the story of the article. ``daily``: one day's share of its figures.
    ``worldwide``: the whole world's figure, in a story of one country. ``told`` and ``latest``: a day that
    they go with is that of telling, or of the latest count (:mod:`claimcheck.updates`). ``recall``: an article
    that opens so is about something older (:mod:`claimcheck.recalls`).
    """

    means: Literal[
        "running", "background", "separate", "story", "daily", "worldwide", "nationwide", "told", "latest", "recall"
    ]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingRules:
    """All that the stage reads from the rules; ``likes`` are the kinds that may be one happening."""

    places: places.PlaceRules
    dates: dates.DateRules
    happenings: happenings.HappeningRules
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    likes: dict[str, frozenset[str]]
    updates: UpdateRules
    recalls: RecallRules


def compile_settings(book: RuleBook) -> SettingRules:
    """The rules of times, places and kinds in force."""
    entries = book.entries("en/times.toml", "cue", Cue)
    cues = tuple(
        (entry.means, re.compile("|".join(f"(?:{p})" for p in entry.patterns), re.I))
        for entry in entries
        if entry.means not in {"told", "latest", "recall"}
    )
    told, latest = (
        [p for entry in entries if entry.means == means for p in entry.patterns] for means in ("told", "latest")
    )
    recalls = [p for entry in entries if entry.means == "recall" for p in entry.patterns]
    kinds = book.entries("en/events.toml", "kind", happenings.Kind)
    return SettingRules(
        places.compile_places(book),
        dates.compile_dates(book),
        happenings.compile_happenings(book),
        cues,
        {kind.id: frozenset({kind.id, *kind.like}) for kind in kinds},
        compile_updates(told, latest),
        compile_recalls(recalls, book.entries("en/times.toml", "blow", Blow)),
    )


def shows(entry: Entry, text: str, book: RuleBook) -> bool:
    """Whether one of the cue's patterns is in the text."""
    return isinstance(entry, Cue) and any(re.search(p, text, re.I) for p in entry.patterns)
