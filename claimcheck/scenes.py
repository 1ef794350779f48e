"""The scene of a wide disaster: the town or building that the story has come to, over several paragraphs.

In: what a paragraph was about, and the sentence that opens the next. Out: whether that one is still there: it goes
on with a quote, or says "here", "in the town", "inside". Another place ends the scene, and so do a few paragraphs.
"""

import re
from collections.abc import Sequence

from claimcheck.placing import Located
from claimcheck.values import Sentence, Setting

# "Nearly every house was destroyed here", "possibly 25 people are alive in there"
_LOCAL = re.compile(
    r"\b(?:here|inside|in there|(?:in|of|to|from|across|around|throughout) (?:the|that|this) "
    r"(?:area|town|village|city|district|neighbou?rhood|building|ruins|rubble))\b",
    re.I,
)
_OPENS_QUOTE = re.compile(r"[\s–—-]{0,3}[\"“«]")
_AWAY = re.compile(r"\b(?:km|kms|kilomet(?:er|re)s?|miles?)\b[^.;,]{0,40}$")
_NEAR = 6  # paragraphs after one about a town or building in which "here" may still be there


def far_from(text: str, start: int, place: int) -> bool:
    """Whether the place only tells how far off something was: "17 km off the fishing town of Tarvin"."""
    return _AWAY.search(text, start, place) is not None


class Scene:
    """The last ``town`` or ``site`` that a paragraph was about; None and None where there is none."""

    def __init__(self, text: str) -> None:
        self.town: Setting | None = None
        self.site: str | None = None
        self._text = text
        self._left = 0  # paragraphs since

    def leave(self, town: Setting | None, site: str | None, here: Sequence[Located]) -> None:
        """A paragraph about ``town`` or ``site`` ends; the sentence that opens the next names the places ``here``."""
        if town is not None or site is not None:
            self.town, self.site, self._left = town, site, 0
        self._left += 1
        known = {i for place in (() if town is None else town.places) for i in (place.id, *place.within)}
        elsewhere = any(placed and place.id not in known for place, _, _, placed in here)
        if elsewhere or self._left > _NEAR:
            self.town = self.site = None

    def goes_on(self, sentence: Sentence, before: int) -> bool:
        """Whether a paragraph is still at the scene; ``before`` is where the last paragraph begins."""
        if self.town is None and self.site is None:
            return False
        if _LOCAL.search(self._text, sentence.start, sentence.end) is not None:
            return True
        if self._left != 1:
            return False
        said = self._text[before : sentence.start]
        in_quote = said.count('"') % 2 == 1 or said.count("“") > said.count("”")
        return in_quote or _OPENS_QUOTE.match(self._text, sentence.start) is not None
