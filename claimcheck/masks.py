"""Stretches whose shape alone says that their figures are no claim: 3:40, 5/12/2017, links, phone numbers.

In goes a sentence, out come the stretches with the reason. A number in one of them is reported whole:
"2017-12-05" is one date.
"""

import re

MASK = re.compile(
    r"""
    (?=[\d(+’'])(?:  # what they all begin with: most characters need no closer look
    (?P<time>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?(?![\d:]))
  | (?P<clock>(?<![\d.,:])(?:[01]\d|2[0-4])[0-5]\d\s?(?:GMT|UTC|BST|EST|EDT|ET|CET|hrs|hours|local\b))
  | (?P<entry>(?<=\n)(?:[01]\d|2[0-3])\.[0-5]\d(?=\ [A-Z“"‘']))  # 16.05 The toll …, in a live report
  | (?P<date>(?<![\d/.-])(?:
        \d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}           # 5.12.2017
      | (?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2}            # 2017-12-05
      | (?:19|20)\d{2}[-–/](?:(?:19|20)\d{2}|\d{2})       # 2014-15
      | (?<=[oi][fn]\s)[’']\d{2}(?=\s|[.,])               # in ’68, the class of ’68
      | (?:(?:1[5-9]|20)\d0|[’']?[1-9]0)[’']?s            # 1990s
      | 9/11|7/7|24/7
    )(?![\d/]|-\d))
  | (?P<decade>(?<=mid-|low-)[’']?(?:(?:19|20)\d|[1-9])0[’']?s\b)  # mid-1990s, mid-80s
  | (?P<phone>
        (?<![\d.,-])(?:\+?\d{1,3}[ .-])?\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)
      | \+\d[\d ()-]{7,20}\d(?!\d)
      | (?<![\d.,-])\(?0\d{2,4}\)?(?:[ -]\d{2,4}){2,3}(?![\d,.]\d|\d)
      | (?<![\d.,-])0\d{3,4}[ -]\d{5,6}(?![\d,.]\d|\d)
  | 1-8\d\d-[\dA-Z-]{7,12}
    )
    )
    """,
    re.VERBOSE,
)
Masked = tuple[int, int, str]
REASONS = {"clock": "time", "entry": "time", "decade": "date"}
LINK = re.compile(
    r"https?://\S{1,400}|www\.\S{1,400}|(?<!\w)[@#][A-Za-z_]\w{0,80}|[\w.-]{1,64}\.(?:com|co|org|net|ly|gov|uk)/\S{1,200}"
)
LINK_SIGNS = ("@", "://", "www.", "#", ".com/", ".co/", ".ly/", ".org/")


def masked(text: str, start: int, end: int) -> list[Masked]:
    """The stretches whose shape alone says what they are: start, end and reason, in order and apart."""
    found = [
        (m.start(), m.end(), REASONS.get(m.lastgroup or "", m.lastgroup or "")) for m in MASK.finditer(text, start, end)
    ]
    if any(text.find(sign, start, end) >= 0 for sign in LINK_SIGNS):
        found += [(m.start(), m.end(), "reference") for m in LINK.finditer(text, start, end)]
        found.sort()
    apart: list[Masked] = []
    for mask in found:
        if not apart or mask[0] >= apart[-1][1]:
            apart.append(mask)
    return apart
