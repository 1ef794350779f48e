"""The review in the terminal: one open discrepancy after the other, one key each.

Comes in: a report, the review file, and somebody who answers. Every answer is saved at once; the file is read
anew before, so two who review at a time keep each other's decisions. Stopping (q, Ctrl-C, the end of the
input) loses nothing: the next run goes on with what is open.
"""

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import click

from claimcheck.models import Article, Claim, DecidedClaim, Decision, Discrepancy, Event, Verdict
from claimcheck.report.decisions import decision_text
from claimcheck.report.view import KINDS, SEVERITIES, clean, days, figure_of, headed, pieces, speaker, where
from claimcheck.result import Report
from claimcheck.review import VERDICTS
from claimcheck.review_file import read_decisions, write_decisions
from claimcheck.subjects import Subject, Subjects, decided_claim, open_pairs, plain, words_of

Answer = Verdict | Literal["skip", "note", "quit", "help"]
MOST_SHOWN = 4  # claims of one side
NO_BREAK = "\u00a0"

KEYS: dict[str, tuple[Answer, str]] = {
    "c": ("conflict", "conflict: the sources contradict each other"),
    "f": ("same-figure", "same figure, put differently"),
    "e": ("not-same-event", "not the same event"),
    "s": ("wrong-source", "wrong source: not who says so"),
    "w": ("wrong-number", "wrong number: misread"),
    "x": ("explained", "explained: both can be right"),
    "k": ("skip", "skip for now"),
    "n": ("note", "add a note to the next answer"),
    "q": ("quit", "quit"),
    "?": ("help", "this list"),
}
PAIR_KEYS: dict[str, tuple[Answer, str]] = {
    "m": ("same-event", "the same event"),
    **{key: KEYS[key] for key in "eknq?"},
}


class Person(Protocol):
    """Who answers. Each question raises EOFError or KeyboardInterrupt to stop."""

    def key(self, prompt: str) -> str:
        """One key, as typed."""

    def line(self, prompt: str) -> str:
        """A line of text; may be empty."""


class Typist:
    """Somebody at the keyboard; without a terminal, the first letters of the lines of standard input."""

    def key(self, prompt: str) -> str:
        """One key; on a terminal it needs no Enter."""
        click.echo(prompt, nl=False)
        if not sys.stdin.isatty():
            return self._read()[:1]
        key = click.getchar()
        if key in ("\x03", "\x04"):
            raise EOFError
        click.echo(key if key.isprintable() else "")
        return key

    def line(self, prompt: str) -> str:
        """A line of text."""
        click.echo(prompt, nl=False)
        return self._read()

    def _read(self) -> str:
        text = sys.stdin.readline()
        if not text:
            raise EOFError
        if not sys.stdin.isatty():
            click.echo(text.rstrip("\n"))
        return text.strip()


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide: its subject, heading, and the claims of each side."""

    subject: Subject
    heading: str
    sides: tuple[tuple[Claim, ...], ...]
    keys: dict[str, tuple[Answer, str]]
    discrepancy: str | None = None
    earlier: Decision | None = None


@dataclass(slots=True)
class Session:
    """One sitting: the file, who decides, and on which day (ISO)."""

    file: Path
    by: str
    at: str
    person: Person
    say: Callable[[str], None] = click.echo
    decided: int = 0
    passed: int = 0  # decided by others meanwhile, or along with another

    def run(self, report: Report) -> None:
        """Walk through what is open."""
        items = open_items(report)
        articles = {article.id: article for article in report.articles}
        if not items:
            self.say("Nothing is open.")
        else:
            for line in key_lines(_width()):
                self.say(line)
        try:
            for number, item in enumerate(items, 1):
                if self._fresh(item):
                    self.say("")
                    for line in shown(item, articles, f"{number} of {len(items)}"):
                        self.say(line)
                    if not self._item(item, articles):
                        break
                else:
                    self.passed += 1
        except (EOFError, KeyboardInterrupt, click.Abort):
            self.say("")
        left = len(items) - self.decided - self.passed
        if items:
            told = f"{self.decided} decided, {left} open"
            self.say(f"{told}; saved in {self.file}" if self.decided else told)

    def _fresh(self, item: Item) -> bool:
        """False where another has decided it since, or a decision in this sitting has."""
        return item.subject.fingerprint not in {decision.fingerprint for decision in self._read()}

    def _item(self, item: Item, articles: dict[str, Article]) -> bool:
        """Ask until there is an answer; False to stop."""
        note = ""
        while True:
            choice = item.keys.get(self.person.key(f"[{''.join(item.keys)}] > ").casefold(), ("help", ""))[0]
            if choice == "quit":
                return False
            if choice == "skip":
                return True
            if choice == "note":
                note = plain(self.person.line("note: "))
            elif choice == "help":
                for key, (_, meaning) in item.keys.items():
                    self.say(f"  {key}  {meaning}")
            else:
                claims = self._claims(item, choice, articles)
                self._save(item, item.subject.decide(choice, claims, note, self.by, self.at))
                self.say(f"  {VERDICTS[choice]}")
                return True

    def _claims(self, item: Item, verdict: Verdict, articles: dict[str, Article]) -> tuple[DecidedClaim, ...]:
        """The subject's claims, those marked that a verdict is about."""
        if verdict.startswith("wrong"):
            return self._marked(item, articles, "which one? (numbers; Enter: not said) ", wrong=True)
        if verdict == "not-same-event" and len(item.sides) > 2:
            return self._marked(item, articles, "which are of another event? (numbers; Enter: each side) ", False)
        return item.subject.claims

    def _marked(self, item: Item, articles: dict[str, Article], prompt: str, wrong: bool) -> tuple[DecidedClaim, ...]:
        listed = list(numbered(item.sides))
        chosen = {
            words_of(decided_claim(listed[int(word) - 1], articles))
            for word in self.person.line(prompt).replace(",", " ").split()
            if word.isascii() and word.isdigit() and 0 < int(word[:6]) <= len(listed)
        }
        marked = []
        for claim in item.subject.claims:
            hit = words_of(claim) in chosen
            change = {"wrong": hit} if wrong else {"side": "b" if hit else "a"} if chosen else {}
            marked.append(claim.model_copy(update=change))
        return tuple(marked)

    def _read(self) -> tuple[Decision, ...]:
        return read_decisions(self.file) if self.file.exists() else ()

    def _save(self, item: Item, decision: Decision) -> None:
        gone = {decision.fingerprint}
        if item.earlier is not None and item.earlier.discrepancies == (item.discrepancy,):
            gone.add(item.earlier.fingerprint)  # it is about this discrepancy alone, and is decided anew
        kept = [old for old in self._read() if old.fingerprint not in gone]
        write_decisions(self.file, [*kept, decision])
        self.decided += 1


def key_lines(width: int) -> list[str]:
    """The keys and what they are for, no key apart from its words."""
    told = (f"{key} {_short(meaning)}" for key, (_, meaning) in KEYS.items())
    whole = f"{NO_BREAK}· ".join(words.replace(" ", NO_BREAK) for words in told)
    return [line.replace(NO_BREAK, " ") for line in textwrap.wrap(whole, width)]


def _short(meaning: str) -> str:
    return meaning.partition(":")[0].partition(",")[0]


def _width() -> int:
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))


def open_items(report: Report) -> list[Item]:
    """What is to be decided: discrepancies, gravest first, then pairs of events that may be one."""
    subjects = Subjects(report)
    claims = {claim.id: claim for claim in report.claims}
    events = {event.id: event for event in report.events}
    reopened = {id: d for d in report.decisions if d.state == "reopened" for id in d.discrepancies}
    items = []
    for found in sorted(report.undecided, key=lambda d: SEVERITIES.index(d.severity)):
        sides = tuple(_cited_first(claims[id] for id in side.claims if id in claims) for side in found.sides)
        heading = _heading(found, events.get(found.event))
        subject = subjects.of_discrepancy(found)
        items.append(Item(subject, heading, sides, KEYS, found.id, reopened.get(found.id)))
    for one, other in open_pairs(report):
        pair = tuple(tuple(claims[id] for id in e.claims if id in claims) for e in (one, other))
        heading = f"The same event? {_named(one)} / {_named(other)}"
        items.append(Item(subjects.of_pair(one, other), heading, pair, PAIR_KEYS))
    return _once(items)


def _cited_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Whoever is cited before writers' own voices, the body before its headline."""
    return tuple(sorted(claims, key=lambda c: (c.attribution.source is None, c.section != "body")))


def _once(items: Iterable[Item]) -> list[Item]:
    """The items, each once: a page that was saved twice makes the same discrepancy twice."""
    return list({item.subject.fingerprint: item for item in reversed(list(items))}.values())[::-1]


def _heading(found: Discrepancy, event: Event | None) -> str:
    label = f"{_named(event)} · " if event is not None else ""
    return f"{label}{found.measure}: {KINDS[found.kind]} · {found.severity}"


def _named(event: Event) -> str:
    when = days(event)
    label = headed(clean(event.label))
    return label if not when or when in label else f"{label}, {when}"


def numbered(sides: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
    """The claims that are shown, in the order of their numbers."""
    for side in sides:
        yield from side[:MOST_SHOWN]


def shown(item: Item, articles: dict[str, Article], place: str) -> Iterator[str]:
    """The item as it is put before a person, line by line."""
    width = _width()
    yield from textwrap.wrap(f"── {place} ── {item.heading}", width, subsequent_indent="   ")
    if item.discrepancy is not None:
        yield from textwrap.wrap(clean(item.subject.summary), width, initial_indent="   ", subsequent_indent="   ")
    if item.earlier is not None:
        yield f"   decided earlier, before a side came up: {decision_text(item.earlier)}"
    number = 0
    for name, side in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", item.sides, strict=False):
        for claim in side[:MOST_SHOWN]:
            number += 1
            yield f"{number:>3} {name}  {figure_of(claim)} {claim.measure} — {speaker(claim, articles)}"
            before, numeral, after = pieces(claim)
            words = f"“{before}›{numeral}‹{after}”"
            yield from textwrap.wrap(words, width, initial_indent="       ", subsequent_indent="       ")
            yield f"       {where(claim)}"
        if len(side) > MOST_SHOWN:
            yield f"       and {len(side) - MOST_SHOWN} more"
