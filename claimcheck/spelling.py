"""Spellings of names: folded for lookup, and by their sound where a name is a transliteration."""

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "ad", "at", "an", "az", "adh", "ath", "ed", "es", "the"])
_FOLDED = re.compile(r"['’‘`ʿʾʻʼ.]")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes and hyphens.

    >>> fold("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_FOLDED.sub("", plain).casefold().replace("-", " ").split())


def without_articles(folded: str) -> str:
    """The folded name without the Arabic articles in it ("al tukhar" → "tukhar")."""
    return " ".join(w for w in folded.split() if w not in ARTICLES) or folded


_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\b(?:al|el|ar|as|ash|ad|at|an|az|adh|ath) ", ""),
        (r"(?:ayy|aiy|iyy|[aei]y|ei|ai|ee|ie|e|y)(?=\w)", "i"),
        (r"(?:kh|q|ck|c(?!h))", "k"),
        (r"gh", "g"),
        (r"(?:dh|zh)", "d"),
        (r"th", "t"),
        (r"(?:ou|oo|au|aw|ow|o|w)", "u"),
        (r"(\w)\1+", r"\1"),
        (r"(?:[aiy]h|[aiey])\b", "a"),
    )
)


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """What the spellings of a transliterated name have in common.

    >>> sound("Mosul") == sound("al-Mosul") == sound("Mossul"), sound("Homs") == sound("Hama")
    (True, False)
    """
    key = fold(name)
    for pattern, to in _SOUNDS:
        key = pattern.sub(to, key)
    return key


def slug(name: str) -> str:
    """The name as part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
