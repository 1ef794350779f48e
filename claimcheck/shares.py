"""Groups that are a share of something: "54 percent of voters", "two-thirds of his supporters".

What such a group says is a finding about it: nobody would cite it as the source of a figure.
"""

from collections.abc import Sequence

from claimcheck.values import Token

SHARES = frozenset(
    {
        "percent", "%", "cent", "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth",
        "majority", "majorities", "plurality", "two-thirds", "one-third", "three-quarters", "one-quarter",
        "most", "proportion", "share", "minority", "pct", "percentage", "one-fifth", "four-fifths",
    }
)  # fmt: skip
REACH = 9  # tokens before the verb that are looked at


def is_share(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the phrase ``tokens[first..last]`` is, or hangs on, a share of a group."""
    for at in range(last, max(-1, min(first - 3, last - REACH)), -1):
        token = tokens[at]
        if token.tag in {"verb", "aux", "rel", "punct"} and token.text not in {"%", "."}:
            return False
        of = at + 1 < len(tokens) and tokens[at + 1].lower in {"of", "among", "who"}
        if token.lower in SHARES and (of or token.lower in {"most", "percent", "%"}):
            return True
        if token.lower == "in" and 0 < at < last and tokens[at + 1].tag == tokens[at - 1].tag == "num":
            return True  # "six in 10 voters say"
    return False
