"""Further sources of one sentence whose verb is left out: "police put it at 5,000, organisers at 20,000".

Comes in: a sentence and a citation in it. Goes out: that citation cut short, and one for each source that stands
right before a figure of its own, behind a comma or "and". Each figure is its source's alone.
"""

from dataclasses import replace

from claimcheck.citations import Citation, CitingSentence
from claimcheck.groups import group_right
from claimcheck.naming import name_party
from claimcheck.phrases import Found
from claimcheck.source_rules import DATA, DOCUMENT, ORGANISATION, PEOPLE, PERSON

SPEAKS = frozenset({ORGANISATION, PEOPLE, PERSON, DATA, DOCUMENT})
LEADS = frozenset(
    {"at", "about", "around", "some", "nearly", "almost", "over", "only", "just", "more", "than", "least"}
)
JOINTS = frozenset({"and", "but", "while"})
MOST = 6  # sources of one sentence


def gapped(sentence: CitingSentence, citation: Citation) -> list[Citation]:
    """The citation and those of the sources behind it; the citation alone where nobody else gives a figure."""
    found = [citation]
    if citation.party is None or citation.shape != "before":
        return found
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.start >= citation.start), len(tokens))
    figures = 0
    while at < len(tokens) - 2 and len(found) < MOST and tokens[at].start < citation.end:
        token = tokens[at]
        figures += token.tag == "num"
        joint = token.text in {",", ";"} or token.lower in JOINTS
        after = at + 2 if token.text == "," and tokens[at + 1].lower in JOINTS else at + 1
        further = _source_of_figure(sentence, after) if joint and figures else None
        at += 1
        if further is None:
            continue
        source, figure = further
        anchor = (tokens[source.first].start, tokens[source.last].end)
        found[-1] = replace(found[-1], end=token.start)
        new = replace(citation, party=source.party, others=(), origins=(), start=tokens[figure].start)
        found.append(replace(new, anchor_start=anchor[0], anchor_end=anchor[1], shape="inner"))
        at, figures = figure, 0
    return found


def _source_of_figure(sentence: CitingSentence, at: int) -> tuple[Found, int] | None:
    """The source that begins at ``at``, and where the figure right behind it does; None if not both stand there."""
    tokens = sentence.tokens
    if at >= len(tokens) - 1 or tokens[at].tag in {"num", "verb", "aux", "pron"}:
        return None
    last = group_right(tokens, at)
    party = name_party(sentence.text, tokens, at, last, sentence.sources) if last is not None else None
    if last is None or party is None or party.being not in SPEAKS or last >= len(tokens) - 1:
        return None
    figure = last + 1
    while figure < len(tokens) - 1 and figure - last < 4 and tokens[figure].lower in LEADS:
        figure += 1
    if tokens[figure].tag != "num":
        return None
    beyond = figure + 1
    while beyond < len(tokens) and tokens[beyond].tag in {"num", "noun", "adj", "det"}:
        beyond += 1  # "half a million people"
    ends = beyond >= len(tokens) or tokens[beyond].tag in {"punct", "conj", "quote"}
    return (Found(at, last, party), figure) if ends else None
