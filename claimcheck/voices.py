"""Whose word a claim is: the voice that is counted once, however many outlets repeat it.

Five outlets that cite one ministry are one voice: the voice is the origin where a source cites somebody,
else the source, else the publisher. The publisher's own voice is none of its own in an article that cites
somebody for the same figure.
"""

from collections.abc import Sequence
from pathlib import PurePath

from claimcheck.values import Mention
from claimcheck.wording import listed

# Names that end in one of these take "say"; so do those of several sources.
PLURAL_ENDINGS = ("s", "police", "people", "media", "medics")
SINGULAR_ENDINGS = (
    "ss",
    "us",
    "is",
    "states",
    "affairs",
    "sciences",
    "relations",
    "news",
    "times",
    "nations",
    "rights",
)


def voice(mention: Mention) -> str:
    """An identifier of who stands behind the claim."""
    if mention.speech is None:
        return f"publisher:{mention.publisher or mention.article}"
    if mention.speech.origin:
        return "+".join(sorted(origin.id for origin in mention.speech.origin))
    return mention.speech.source.id


def name(mention: Mention) -> str:
    """Who says it, to print: "Syrian state media, citing the health authority"."""
    speech = mention.speech
    if speech is None:
        return mention.publisher or f"the report in {PurePath(mention.path).name or 'the text'}"
    if speech.origin:
        return f"{speech.source.label}, citing {listed([origin.label for origin in speech.origin])}"
    return speech.source.label


def independent(mentions: Sequence[Mention]) -> list[Mention]:
    """One mention for each voice, in the order given, the cited before the publishers' own."""
    cited_in = {m.article for m in mentions if m.speech is not None}
    heard: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.speech is None):
        if mention.speech is None and mention.article in cited_in:
            continue
        known = heard.get(voice(mention))
        # The voice itself is the better witness than an outlet that cites it.
        if known is None or (known.speech and known.speech.origin and mention.speech and not mention.speech.origin):
            heard[voice(mention)] = mention
    return list(heard.values())


def says(names: Sequence[str], past: bool = False) -> str:
    """The verb for these speakers: "says", "say" for several and for plurals; "said" in the past."""
    if past:
        return "said"
    words = names[0].split(",")[0].split() if names else []
    size = next((at for at, word in enumerate(words) if at and word in {"of", "for", "in", "at", "from"}), len(words))
    last = words[size - 1] if words else ""
    head = last.casefold()
    several = head.endswith(PLURAL_ENDINGS) and not head.endswith(SINGULAR_ENDINGS)
    # "state media says", as the press writes it; a capitalised name in -s is mostly one body ("Reuters"), but
    # "Lawyers for the alliance" and "Police" began their sentence.
    common = head == last or head == "police" or (1 <= size < len(words) and all(w.islower() for w in words[size:]))
    return "say" if len(names) > 1 or (several and head != "media" and common) else "says"
