"""The shape of English expressions of time: the pattern that finds them, and the numbers behind the names."""

import re

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBER_NAMES = (*("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),)
WEEKDAYS = {name.lower(): number for number, name in enumerate(DAY_NAMES)}
MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
COUNTS = {name: number for number, name in enumerate(NUMBER_NAMES, 1)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "few": 3,
    "several": 4,
}
FROM_A_DAY = frozenset(
    [
        "the previous day",
        "the day before",
        "a day earlier",
        "a day before",
        "the night before",
        "the next day",
    ]
)
"""Words that count from the day named just before them in the sentence, if one is."""

WEEKDAY_NAME = re.compile(rf"\b(?:{'|'.join(DAY_NAMES)})\b")

_YEAR = r"(?:19|20)\d\d"
_DAY = r"[0-3]?\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
MONTH = rf"(?:{'|'.join(MONTH_NAMES)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_COUNT = rf"(?P<count>\d{{1,3}}|(?i:an?|{'|'.join(NUMBER_NAMES)}|(?:a )?few|several|a couple of))"
_MANY = rf"(?P<many>\d{{1,2}}|{'|'.join(NUMBER_NAMES[1:10])}|few|several|couple of)"
_UNIT = "day|week|month|year|decade"
# "in 2000 homes": a number, no year.
_COUNTED = (
    "people|persons|homes|houses|cases|civilians|families|buildings|troops|soldiers|men|women|jobs|%|per ?cent|km|miles"
)
_NO_COUNT = rf"(?!\s*(?:{_COUNTED}|[.,]\d))"
# "May 5,000", "March 3 percent"
_NO_FIGURE = r"(?!,\d|\.\d|%| percent| per cent| people)"
_BEFORE_MONTH = (
    "last|next|this past|this|early|late|mid|since|in|by|until|through|of|during|from|and|between|"
    "end of|beginning of|start of|the"
)
_BEFORE_YEAR = "in|since|of|during|by|until|early|late|mid|from|for|after|before|than|the"

EXPRESSIONS = "|".join(
    (
        rf"(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b",
        rf"(?P<dotted>{_DAY}[./-][01]?\d[./-]{_YEAR})\b",
        rf"(?P<d1>{_DAY}){_ORDINAL}(?: of)? (?P<m1>{MONTH})(?:,? (?P<y1>{_YEAR})\b)?",
        rf"(?P<m2>{MONTH}) (?P<d2>{_DAY}){_ORDINAL}\b{_NO_FIGURE}(?:,? (?P<y2>{_YEAR})\b)?",
        rf"(?P<m3>{MONTH}),? (?:of )?(?P<y3>{_YEAR})\b",
        # Not "in May Smith's words", "in March 3", "the March of the Living".
        rf"(?P<last>(?i:{_BEFORE_MONTH}))[ -](?P<m4>{MONTH})(?!\.? \d+(?! people))"
        r"(?! ?[A-Z])(?!['’]?s [A-Z])(?! o[fn]\b)",
        rf"(?:(?P<side>(?i:last|next|this)) )?(?P<weekday>{'|'.join(DAY_NAMES)})\b",
        rf"(?i:between|from) (?P<from>{_YEAR}) (?:and|to|until) (?P<to>{_YEAR})\b",
        rf"(?i:{_BEFORE_YEAR})[ -](?P<year>{_YEAR})\b(?!['’]?s\b)(?!-\w){_NO_COUNT}",
        rf"{_COUNT} (?P<unit>{_UNIT})s? (?P<ago>ago|earlier|before)\b",
        rf"(?i:the|over|in|during) (?:the )?(?:past|last) (?:{_MANY} )?(?P<units>{_UNIT})s\b",
    )
)
"""The alternatives, most specific first; their groups tell which one matched."""

HINT = (
    r"day|morrow|[12]\d\d\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|month|year|ago|earlier|night|morning|"
    r"decade|afternoon|evening"
)
"""What one of them at least has: a cheap test before the pattern."""
