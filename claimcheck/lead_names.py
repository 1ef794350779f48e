"""What names an article's story: its kind, the name that its event bears, its targets and the names in its lead.

In: the lead of the article and the rules of kinds. Out: the kind of event told of most, the targets told of more
than once, the name of a storm or war, and the capitalised words by which two accounts of one story know each other.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.happenings import HAPPENS, HappeningRules, find_kinds, find_names, find_targets, kind_of_name
from claimcheck.lead_sentences import Lead
from claimcheck.placing import Located

_LASTING = frozenset({"hostage-taking", "battle", "protest", "migration"})
_LASTING_FAMILIES = frozenset({"disaster", "accident", "epidemic"})
_TELLING = re.compile(r"(?<![\w-])[A-Z][a-zà-ÿ]{3,}(?:-[A-Z][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a story is called by; None and () where its lead doesn't tell."""

    kind: str | None
    lasting: bool  # it goes on for days, or its toll grows for days
    name: str | None  # of a storm or war
    targets: tuple[str, ...]


def find_naming(text: str, lead: Lead, rules: HappeningRules) -> Naming:
    """The kind, name and targets that the lead tells of most."""
    kinds: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence, weight in lead:
        for found in find_kinds(text, sentence.start, sentence.end, rules):
            (weak if found.weak else kinds)[found.id] += weight
        for target in find_targets(text, sentence.start, sentence.end, rules):
            targets[target.id] += weight
        for named in find_names(text, sentence.start, sentence.end, rules):
            names[named.id] += weight
    kinds = kinds or weak
    name = max(names, key=lambda n: names[n]) if names else None  # the first of several
    for kind_id in kinds:
        # Words like "rules", "claims" and "aid" occur in any story: they tell less than "bomb" and "quake".
        kinds[kind_id] *= 3 if rules.families.get(kind_id) in HAPPENS else 1
    kind = kind_of_name(name, rules) if name else (max(kinds, key=lambda k: kinds[k]) if kinds else None)
    if kind == "explosion" and kinds["bombing"]:
        kind = "bombing"  # "twin blasts … the bombers"
    lasting = rules.families.get(kind or "") in _LASTING_FAMILIES or kind in _LASTING or kinds["hostage-taking"] > 3
    return Naming(kind, lasting, name, tuple(t for t, n in targets.most_common(3) if n > 1))


def find_words(text: str, lead: Lead, common: frozenset[str], places: Sequence[Located]) -> tuple[str, ...]:
    """The names in the lead, lower case, the commonest first, at most twelve."""
    count: Counter[str] = Counter()
    named = {word.lower().rstrip("s") for place, _, _, _ in places for word in place.name.split()}
    for sentence, weight in lead:
        for match in _TELLING.finditer(text, sentence.start, sentence.end):
            word = match.group().lower().rstrip("s")
            if match.group().lower() not in common and word not in common and word not in named:
                count[word] += weight
    return tuple(w for w, _ in count.most_common(12))
