"""What the words around a name say of it: that something is placed there, or somebody only speaks."""

import re

from claimcheck.date_grammar import DAY_NAMES, MONTH_NAMES

REGION = r"(?:north|south|east|west|central|downtown|rural|upper|lower|greater|nearby|neighbou?ring)\w*"
_BEFORE = r"(?:^|[\s(\"“—–-])"
_THE = rf"\s+(?:the |{REGION}[ -])?(?:al-|el-)?$"

LOCATES = re.compile(
    rf"{_BEFORE}(?:in|at|near|outside|inside|around|across|throughout|off|{REGION}|capital|city|town|village|"
    rf"rebel-held|(?:centre|center|heart|streets|ruins|coast|outskirts|edge|banks?|shores?) of){_THE}",
    re.I,
)
"""What stands before a name where something is placed: "in", "near the southern", "in the ruins of"."""

LINKS = re.compile(
    rf"{_BEFORE}(?:into|towards?|on|over|and|hit|hits|struck|strikes?|rocked|rocks?|shook|shakes?){_THE}",
    re.I,
)
"""What places something at a name that is surely a place."""

OF = re.compile(r"(?:^|[\s(\"“—–-])(?:of|to|from|for|between)\s+(?:the )?(?:al-|el-)?$", re.I)
"""What makes a place of a name that is as often a word or a person's."""

_SAID = r"said|says|told|reporters|speaking|spoke|announced|added|statement|interview|conference|briefing"
_SEAT = r"based|headquartered|headquarters|office|offices|bureau|embassy|consulate|correspondent|"
_SEAT += "monitor|watchdog|think tank|charity|newspaper"
_CEREMONY = r"(?:service|ceremony|vigil|funeral|memorial)(?: (?:will|is|was|were|to|be|held|planned)){0,4}"
ASIDE = re.compile(
    rf"\b(?:(?:{_SAID})(?: reporters)?|(?:{_SEAT})|{_CEREMONY}) (?:in|at|from|near) (?:the |{REGION} )?$",
    re.I,
)
"""What stands before a place where only somebody speaks, sits or mourns: "said in", "its office in"."""

MOVES = re.compile(
    r"\b(?:flown|flew|airlifted|transferred|travell?ed|returned|fly|travel|trip|visit) "
    r"(?:[\w’'-]+ ){0,3}?(?:to|back to|for) (?:the )?$",
    re.I,
)
"""What stands before a place where somebody goes: "flew the wounded to"."""

ENDS = re.compile(r"\W*(?:$|[.,;:)”\"]|\s(?:on|that|late|early|after|where)\b)")
"""What follows "said in X" where the speaker is there: a stop, a day."""

INTRODUCED = re.compile(
    r"\b(?:villages?|towns?|hamlets?|suburbs?|neighbou?rhoods?|districts?|townships?|settlements?|municipality|"
    r"outskirts|market town|resort|(?:sea)?port|city|county|province|governorate|refugee camp|banks?|shores?)"
    r"\s+(?:of|called)\s+(?:the\s+)?"
    r"(?:al-|el-)?$",
    re.I,
)
"""What makes a place of a name that no gazetteer knows."""

_SITES = (
    "market|village|building|camp|mine|pit|plant|factory|mill|warehouse|church|mosque|school|hospital|base|checkpoint|"
    "bar|nightclub|club|restaurant|hotel|house|prison|pub|café|cafe|station|bridge|stadium|park|refinery"
)
_EVENTS = (
    "attack|bombing|shooting|massacre|blast|explosion|siege|quake|earthquake|flood|crash|riot|killing|airstrike|"
    "stampede|landslide|ambush|raid|strike|fire|blaze|disaster|tragedy|collision|derailment|collapse|stabbing|"
    "wildfire|mudslide|avalanche|eruption|outbreak|rally|march|protest|demonstration|"
    "kidnapping|abduction|hijacking|shelling|crackdown|murder"
)
# "a fire at a plant in Konabari", "an ambush near Elwak": no gazetteer is needed.
STRUCK = re.compile(
    rf"\b(?:{_SITES}|{_EVENTS}|bomb|bombs|clashes|fighting|convoy)s? (?:in|near|at|outside) "
    rf"(?:the |{REGION} )?(?:al-|el-)?$",
    re.I,
)
"""What places a happening, or what was struck, at a name that no gazetteer knows."""

INDEFINITE = re.compile(r"\b(?:an?|one) $", re.I)
"""What stands before a region where something unnamed in it follows: "a Borno town"."""

CALENDAR = frozenset(name.casefold() for name in (*MONTH_NAMES, *DAY_NAMES))
"""Names after "in" and "on" that are no place."""

KIND_AFTER = re.compile(
    r"\s+(?:city|town|village|district|neighbou?rhood|province|governorate|suburb|county|countryside|"
    r"municipality|metro(?: station)?|subway station|train station|railway station|refugee camp|airport|"
    r"hospital|prison|mosque|quarter|parish|oblast|river|strait|lake)\b",
    re.I,
)
"""What makes a place of the name before it."""

QUARTER_AFTER = re.compile(
    r"\s+(?:(?:neighbou?rhood|suburb|township|(?:housing )?estate)\b(?! of)|(?:district|quarter|ward)\b(?P<of> of )?)",
    re.I,
)
"""What makes the name before it a part of a town named beside it: "Quarvin neighborhood", "the Marj district of Oslo".

But "the Oslo suburb of Marj", which :data:`SUBURB` reads.
"""

_STREETS = "Avenue|Ave|Street|St|Road|Rd|Boulevard|Drive|Lane|Crescent|Cres|Highway|Room|Apartments|Hotel|Club|Palace"
FACILITY_AFTER = re.compile(
    rf" (?:(?:[A-Z][\w’'-]+ )?(?:{_STREETS}|Square|Bridge|Hospital|Clinic|Stadium|University|College|Church|Mosque|"
    r"Mall|Plaza|Hall|School)\b|(?:hospital|bridge|hotel|mosque|restaurant|club|street|clinic)\b)"
)
"""What a name is part of, or only gives its name to: "Kansas Avenue", "the Lagos hotel"."""

STREET_AFTER = re.compile(rf" (?:[A-Z][\w’'-]+ )?(?:{_STREETS})\b")
"""What makes a street or a house of the name before it."""

WATER_AFTER = re.compile(r" (?:River|Strait)\b")
"""What ends the name of a water: "the Meghna River"."""

SUBURB = re.compile(
    r"(?:suburbs?|outskirts|quarters?|districts?|neighbou?rhoods?|townships?) of\s+(?:the )?(?:al-|el-)?$", re.I
)

_NO_LINK = (
    r"(?!(?:and|or|in|on|at|after|before|to|of|the|an?|for|from|with|by|over|as|is|was|were|has|had|have|said|"
    r"says|where|when|while|who|which|but|since|amid|under|into|against|also|its|his|her|their|than|that)\b)"
)
EVENT_AFTER = re.compile(
    rf"(?:['’]s)? (?:{_NO_LINK}[a-z]+ ){{0,2}}(?:{_EVENTS}|{_SITES}|streets|cities|rallies|toll|death)s?\b"
)
"""What happened or was struck in the name before it: "the Kabul hotel siege", "a Rosario bar"."""

DISASTER_AFTER = re.compile(
    r" (?:(?:ferry|boat|train|rail|bus|mine|mill|plant|factory|works|dye works|market|hotel|school|flash) )?"
    r"(?:floods?|quake|earthquake|disaster|blaze|landslide|stampede|ambush|massacre|"
    r"fire(?! (?:engine|crew|official|service|brigade|truck|department|chief)))\b"
)
"""What befalls places only: "Cachar floods", "the Meghna ferry disaster"."""

IN_WORDS = re.compile(r"\b(?:the|in|of|at|after|from|by|near|since) $")
"""What stands before a name that only :data:`DISASTER_AFTER` makes a place."""

BOUND_FOR = re.compile(
    r"\b(?:to|from|for) (?:the |a )?(?:[\w-]+ )?(?:town|city|village) of (?:the )?(?:al-|el-)?$", re.I
)
"""What makes a name the end of a way: "on its way to the town of Mandera"."""

PROVINCE_AFTER = re.compile(
    r"['’]?s?\s+(?:province|governorate|state|region|regional|provincial|countryside|oblast|coalfield|basin|valley)\b",
    re.I,
)
PROVINCE_OF = re.compile(r"\b(?:province|governorate|state|region|oblast)\s+of\s+(?:the\s+)?$", re.I)
COMPOUND = re.compile(r"-[a-z]+$")
SPEAKS = re.compile(
    r"(?:, which)?\s+(?:has |have |also )?"
    r"(?:said|says|denied|denies|insists?|claims?|claimed|accused|accuses|blamed|warned)\b"
)
"""What a government says, not what happens in its country."""

BODY_AFTER = re.compile(
    r"(?: [A-Z][\w’'-]{1,20}){0,3} (?:Survey|Agency|Department|Services?|Office|Ministry|Command|"
    r"Authority|Commission|Bank|Institute|Council|Committee|Centers?|Centres?|Guard|Forces?|Army|Navy|Marines|Corps|Association|"
    r"Society|Union|Court|Cross|Crescent|Bureau|Board|Administration|Fund|Congress|Senate|Treasury|Embassy|Consulate|"
    r"Times|Post|Press|News|Herald|Tribune|Gazette|Today)\b"
)
"""What follows a name that begins that of a body or paper: "the United States Geological Survey"."""
