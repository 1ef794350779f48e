"""Who a sentence is about, for a pronoun in the next one: "The agency has raised its count. It now says …".

Comes in: an article’s blocks and sentences, and an offset in one of them. Goes out: the party that is the
subject of the sentence before, whether it was cited there or not. The posts of a live blog are texts of their
own: nothing reaches back over the beginning of a post.
"""

from bisect import bisect_right
from collections.abc import Sequence

from claimcheck.groups import group_right
from claimcheck.hanging import merge_apposition
from claimcheck.introduced import ArticleNames, person
from claimcheck.naming import name_party
from claimcheck.phrases_after import phrase_after
from claimcheck.source_rules import CALENDAR, NAME, OTHER, PERSON, PRONOUN, SourceRules
from claimcheck.sources import Party
from claimcheck.values import ArticleText, Sentence, Token

STEPS = 3  # sentences back, over those whose subject is a pronoun themselves
OPENING = 12  # characters of a sentence in which nobody else can be named before the pronoun
LONGEST_SCENE = 15  # tokens of "In the northern town of Sarn on Monday,"


class Subjects:
    """The subjects of one article’s sentences."""

    def __init__(
        self,
        text: str,
        article: ArticleText,
        sentences: Sequence[Sentence],
        tokens: Sequence[Sequence[Token]],
        rules: SourceRules,
    ) -> None:
        self._text, self._sentences, self._tokens, self._rules = text, sentences, tokens, rules
        self._starts = [s.start for s in sentences]
        blocks = article.blocks
        self._entries = [b.start for i, b in enumerate(blocks) if i == 0 or blocks[i - 1].entry != b.entry]

    def entry_start(self, at: int) -> int:
        """Where the post of a live blog begins that the offset lies in; the article’s start if it is none."""
        place = bisect_right(self._entries, at) - 1
        return self._entries[place] if place > 0 else -1

    def sentence_before(self, at: int) -> int:
        """Where the sentence before the one at the offset begins; the offset itself if none does."""
        place = bisect_right(self._starts, at) - 2
        return self._starts[place] if place >= 0 and self._starts[place] >= self.entry_start(at) else at

    def own(self, at: int) -> Party | None:
        """The subject of the sentence at the offset, standing before it: "The navy sent 3 ships, it said"."""
        place = bisect_right(self._starts, at) - 1
        if place < 0 or at - self._starts[place] <= OPENING:
            return None
        own = self._subject(self._tokens[place])
        return own if own is not None and own.being not in {PRONOUN, OTHER} and own.end < at else None

    def within(self, at: int) -> bool:
        """Whether the pronoun at the offset stands in the middle of a clause, not after what was said."""
        return self._text[max(0, at - 3) : at].rstrip()[-1:] not in {
            ",",
            "”",
            '"',
            "’",
            "'",
            "—",
            "–",
            "-",
            "",
        }

    def only_person(self, at: int, names: ArticleNames, *, in_its_own: bool = False) -> Party | None:
        """The one person whose full name stands in the sentence before; None if none or several do.

        ``in_its_own``: in the sentence of the offset, before it.
        """
        start = self.sentence_before(at)
        place = bisect_right(self._starts, at if in_its_own else start) - 1
        if place < 0 or (start == at and not in_its_own):
            return None
        start, stop = self._starts[place], at if in_its_own else self._sentences[place].end
        words = self._text[start:stop]
        found = {name for _, name in names.full_names().values() if name in words}
        return person(start, stop, found.pop()) if len(found) == 1 else None

    def before(self, at: int) -> Party | None:
        """The subject of the sentence before the one at the offset; None if it names nobody."""
        place = bisect_right(self._starts, at) - 1
        for index in range(place - 1, max(-1, place - 1 - STEPS), -1):
            sentence = self._sentences[index]
            if sentence.start < self.entry_start(at) or sentence.section in {"headline", "caption"}:
                return None
            party = self._subject(self._tokens[index])
            if party is None or party.being != PRONOUN:
                return party
        return None

    def _subject(self, tokens: Sequence[Token]) -> Party | None:
        at = 0
        if tokens and (tokens[0].tag == "prep" or tokens[0].lower in CALENDAR):
            at = next((i + 1 for i, t in enumerate(tokens[:LONGEST_SCENE]) if t.text == ","), len(tokens))
        while at < len(tokens) and (tokens[at].tag in {"adv", "conj", "quote"} or tokens[at].text == ","):
            at += 1
        found = phrase_after(self._text, tokens, at, self._rules) if at < len(tokens) else None
        if found is None or found.last + 1 >= len(tokens):
            return None
        follows = tokens[found.last + 1]
        if follows.text == "," and found.party.being == PERSON and not found.party.named:
            last = group_right(tokens, found.last + 2)  # "A local farmer, Ann Lee, called it a joke."
            name = name_party(self._text, tokens, found.last + 2, last, self._rules) if last is not None else None
            if name is not None and name.being in {PERSON, NAME} and len(name.words) > 1:
                return merge_apposition(found.party, name, self._text, tokens, found.last + 2, len(tokens), self._rules)
        return found.party if follows.tag in {"verb", "aux", "adv", "neg"} or follows.text == "," else None
