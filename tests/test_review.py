"""Decisions: found again after edits, correcting later runs, kept in a plain file, made in the terminal."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from factories import claim, event, report
from hypothesis import given
from hypothesis import strategies as st

import claimcheck.cli
from claimcheck.errors import InputError, OutputError
from claimcheck.models import Attribution, DecidedClaim, Decision, Discrepancy, Side
from claimcheck.pipeline import check
from claimcheck.report import FORMATS, render
from claimcheck.result import Report
from claimcheck.review import VERDICTS, settle
from claimcheck.review_file import HEAD, quoted, read_decisions, to_toml, write_decisions
from claimcheck.reviewing import Session, open_items
from claimcheck.subjects import Subjects, fingerprint

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "review.toml").read_text(encoding="utf-8"))


def read(folder: Path, files: dict[str, str], decisions: tuple[Decision, ...] = ()) -> Report:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TABLE["texts"][text], encoding="utf-8")
    return check([folder], decisions=decisions)


def decide(made: Report, verdict: Any, wrong: str | None = None) -> Decision:
    (found,) = made.discrepancies
    subject = Subjects(made).of_discrepancy(found)
    claims = [c.model_copy(update={"wrong": c.figure == wrong}) for c in subject.claims]
    assert wrong is None or any(c.wrong for c in claims)
    return subject.decide(verdict, claims, at="2026-03-01")


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["label"])
def test_what_becomes_of_a_decision(case: dict[str, Any], tmp_path: Path) -> None:
    before = read(tmp_path / "before", case["before"])
    decision = decide(before, case["verdict"], case.get("wrong"))
    file = tmp_path / "review.toml"
    write_decisions(file, [decision])
    after = read(tmp_path / "after", case.get("after", case["before"]), read_decisions(file))
    assert [d.state for d in (*after.decisions, *after.unmatched_decisions)] == [case["state"]]
    assert len(after.undecided) == case["open"]
    assert len(after.events) == case.get("events", 1)


def test_the_same_event_joins_and_stays_joined(tmp_path: Path) -> None:
    """Two that were put apart and then together again: the later word holds."""
    files = {"a.txt": "state-tv", "b.txt": "amaq"}
    apart = decide(read(tmp_path, files), "not-same-event")
    two = read(tmp_path, files, (apart,))
    subject = Subjects(two).of_pair(*two.events)
    together = subject.decide("same-event", at="2026-03-02")
    one = read(tmp_path, files, (apart, together))
    assert len(one.events) == 1
    assert len(one.undecided) == 0  # the earlier decision is about it again
    states = {d.verdict: d.state for d in (*one.decisions, *one.unmatched_decisions)}
    assert states == {"same-event": "applied", "not-same-event": "decided"}
    earlier = together.model_copy(update={"at": "2026-02-01"})
    assert len(read(tmp_path, files, (apart, earlier)).events) == 2


def test_decisions_change_nothing_else(tmp_path: Path) -> None:
    files = {"a.txt": "state-tv", "b.txt": "amaq"}
    plain = read(tmp_path, files)
    decided = read(tmp_path, files, (decide(plain, "explained"),))
    assert decided.model_copy(update={"decisions": ()}) == plain


def quarrel(*sides: tuple[str, ...], id: str = "d1", measure: str = "killed") -> Discrepancy:
    made = tuple(Side(low=n, high=n, claims=ids, sources=("x",)) for n, ids in enumerate(sides))
    return Discrepancy(
        id=id,
        event="e1",
        measure=measure,
        kind="value",
        sides=made,
        gap=3,
        ratio=1.4,
        severity="high",
        summary="The rebels say 11 killed; the mayor says 8",
    )


def disputed(*found: Discrepancy) -> Report:
    """Three sources on the dead, and the same numerals again on the hurt."""
    claims = (
        claim("The mayor said 8 died and 8 were hurt.", "8", id="c1", by="The mayor"),
        claim("The rebels said 11 died and 11 were hurt.", "11", id="c2", by="The rebels", path="news/b.txt"),
        claim("The army said 20 died.", "20", id="c3", by="The army", path="news/c.txt"),
        claim("The mayor said 8 died and 8 were hurt.", "8", id="h1", by="The mayor", measure="injured"),
        claim("The rebels said 11 died and 11 were hurt.", "11", id="h2", by="The rebels", measure="injured"),
    )
    found = found or (quarrel(("c1",), ("c2",)),)
    return report(claims=claims, events=(event(claims=tuple(c.id for c in claims)),), discrepancies=found)


def test_one_measure_s_decision_is_none_on_another() -> None:
    both = disputed(quarrel(("c1",), ("c2",)), quarrel(("h1",), ("h2",), id="d2", measure="injured"))
    decision = Subjects(both).of_discrepancy(both.discrepancies[0]).decide("conflict")
    assert set(settle(both, [decision]).verdicts) == {"d1"}


def test_the_decision_that_knows_more_is_taken() -> None:
    wide = disputed(quarrel(("c1",), ("c2",), ("c3",)))
    told = Subjects(wide).of_discrepancy(wide.discrepancies[0])
    exact = told.decide("conflict", at="2020-01-01")
    less = told.decide("explained", [c for c in told.claims if c.side != "c"], at="2026-01-01")
    less = less.model_copy(update={"fingerprint": "0"})
    assert settle(wide, [less, exact]).verdicts["d1"].verdict == "conflict"
    assert settle(wide, [less]).verdicts == {}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_decisions(name: str) -> None:
    two = disputed(quarrel(("c1",), ("c2",)))
    told = Subjects(two).of_discrepancy(two.discrepancies[0])
    kept = told.decide("explained", note="the reason why", by="Ada", at="2026-03-01")
    lost = Decision(fingerprint="f", verdict="conflict", note="of another day", by="Bo")
    made = settle(two, [kept, lost])
    if name == "xlsx":
        return  # a sheet of claims; its writer has its own tests
    shown = render(made, name)
    if name == "claimreview":
        assert "the reason why" in shown
        return
    assert all(word in shown for word in ("the reason why", "Ada", "2026"))
    assert ("of another day" in shown) == (name != "csv")
    assert "the reason why" not in render(two, name)


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_a_report_names_the_claim_that_was_wrong(name: str) -> None:
    two = disputed(quarrel(("c1",), ("c2",)))
    told = Subjects(two).of_discrepancy(two.discrepancies[0])
    marked = [claim.model_copy(update={"wrong": claim.side == "b"}) for claim in told.claims]
    followed = settle(two.model_copy(update={"discrepancies": ()}), [told.decide("wrong-number", marked)])
    assert [decision.state for decision in followed.decisions] == ["applied"]
    shown = re.sub("<[^>]+>", "", render(followed, name))
    assert "Wrong number (11, The rebels)" in shown


def test_only_the_undecided_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = read(tmp_path / "news", {"a.txt": "state-tv", "b.txt": "amaq"})
    run = claimcheck.cli.run
    assert run(["news", "--fail-on", "conflict"]) == 1
    write_decisions(tmp_path / "desk.toml", [decide(made, "explained")])
    assert run(["news", "--fail-on", "conflict", "--review", "desk.toml"]) == 0
    assert run(["news", "--fail-on", "conflict"]) == 1
    (tmp_path / "desk.toml").rename("claimcheck-review.toml")
    assert run(["news", "--fail-on", "conflict"]) == 0
    assert run(["news", "--fail-on", "conflict", "--no-review"]) == 1


# ---- The file


texts = st.text(st.characters(codec="utf-8"), max_size=30)
claims_made = st.builds(
    DecidedClaim, path=texts, sentence=texts, figure=texts, source=texts, side=texts, wrong=st.booleans()
)
decisions_made = st.lists(
    st.builds(
        Decision,
        fingerprint=texts,
        verdict=st.sampled_from(sorted(VERDICTS)),
        note=texts,
        by=texts,
        at=texts,
        summary=texts,
        measure=texts,
        claims=st.lists(claims_made, max_size=3).map(tuple),
    ),
    max_size=4,
    unique_by=lambda d: d.fingerprint,
)


@given(decisions_made)
def test_the_file_gives_back_what_was_saved(tmp_path_factory: pytest.TempPathFactory, made: list[Decision]) -> None:
    file = tmp_path_factory.getbasetemp() / "round.toml"
    write_decisions(file, made)
    back = read_decisions(file)
    assert back == tuple(sorted(made, key=lambda d: d.fingerprint))
    before = file.read_bytes()
    write_decisions(file, reversed(back))
    assert file.read_bytes() == before


@given(st.text())
def test_any_string_is_one_line_of_toml(text: str) -> None:
    line = f"x = {quoted(text)}"
    assert not set(line) & set("\n\r\u2028\u2029\u202e\x1b")
    read_back: str = tomllib.loads(line)["x"]
    assert read_back == "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)


@given(st.lists(claims_made, min_size=1, max_size=4), st.randoms())
def test_a_fingerprint_is_of_words_alone(made: list[DecidedClaim], random: Any) -> None:
    moved = [c.model_copy(update={"path": "z", "sentence": f" {c.sentence}\n"}) for c in made]
    random.shuffle(moved)
    assert fingerprint("killed", moved) == fingerprint("killed", made)
    other = made[0].model_copy(update={"figure": made[0].figure + "0"})
    assert fingerprint("killed", [other, *made[1:]]) != fingerprint("killed", made)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "not TOML"),
        ("[[decisions]]\n", "only [[decision]] tables are known"),
        ("decision = 3\n", "only [[decision]] tables are known"),
        ("[[decision]]\nverdict = 'conflict'\n", "decision 1: fingerprint: "),
        ("[[decision]]\nfingerprint = 'a'\nverdict = 'maybe'\n", "decision 1: verdict: "),
        ("[[decision]]\nfingerprint = 'a'\nverdict = 'conflict'\nreason = ''\n", "unknown key 'reason'"),
        ("[[decision]]\nfingerprint = 'a'\nverdict = 'conflict'\nclaims = [3]\n", "claims must be"),
        ("[[decision]]\nfingerprint = 'a'\nverdict = 'conflict'\n" * 2, "is there twice"),
        ("[[decision]]\nfingerprint = 'a'\nverdict = 'conflict'\nstate = 'decided'\n", "unknown key 'state'"),
    ],
)
def test_a_bad_file_is_told_in_a_line(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "review.toml"
    file.write_text(text)
    with pytest.raises(InputError) as error:
        read_decisions(file)
    assert said in str(error.value)
    assert claimcheck.cli.run(["seeds", "--review", str(file)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_file_is_told_and_a_folder_can_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_decisions(tmp_path / "none.toml")
    with pytest.raises(OutputError):
        write_decisions(tmp_path / "none" / "review.toml", [])


def test_a_date_may_stand_without_quotes(tmp_path: Path) -> None:
    file = tmp_path / "review.toml"
    file.write_bytes(b"\xef\xbb\xbf[[decision]]\r\nfingerprint = 'a'\r\nverdict = 'conflict'\r\nat = 2026-03-01\r\n")
    assert read_decisions(file)[0].at == "2026-03-01"


def test_saving_keeps_the_file_s_link_and_mode(tmp_path: Path) -> None:
    file, link = tmp_path / "shared.toml", tmp_path / "review.toml"
    file.write_text("")
    file.chmod(0o640)
    link.symlink_to(file)
    write_decisions(link, [])
    assert link.is_symlink()
    assert file.read_text() == HEAD
    assert file.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"review.toml", "shared.toml"}


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "review.toml"
    write_decisions(file, [Decision(fingerprint="a", verdict="conflict")])
    before = file.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("claimcheck.review_file.os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_decisions(file, [])
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["review.toml"]


# ---- The dialogue


class Script:
    """A person whose answers are written beforehand; an exception among them is raised."""

    def __init__(self, *answers: str | type[BaseException]) -> None:
        self._answers: Iterator[str | type[BaseException]] = iter(answers)

    def key(self, prompt: str) -> str:
        return self.line(prompt)

    def line(self, prompt: str) -> str:
        answer = next(self._answers)
        if isinstance(answer, str):
            return answer
        raise answer


@pytest.fixture
def sit(tmp_path: Path) -> Callable[..., tuple[tuple[Decision, ...], list[str]]]:
    file = tmp_path / "claimcheck-review.toml"

    def run(made: Report, *answers: Any) -> tuple[tuple[Decision, ...], list[str]]:
        said: list[str] = []
        decisions = read_decisions(file) if file.exists() else ()
        Session(file, "Ada", "2026-03-01", Script(*answers), said.append).run(settle(made, decisions))
        return (read_decisions(file) if file.exists() else ()), said

    return run


def test_lines_end_between_keys_and_a_day_is_told_once(sit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    made = two_quarrels()
    [event, *_] = made.events
    dated = event.model_copy(update={"label": "march, 5 May 2024", "start": "2024-05-05", "end": "2024-05-05"})
    _, said = sit(made.model_copy(update={"events": (dated,)}), EOFError)
    keys = said[: said.index("")]
    assert len(keys) > 1
    assert all(line.endswith(" ·") for line in keys[:-1])
    assert not any(line.startswith("·") for line in keys)
    assert max(map(len, said)) <= 44
    assert " ".join(said).count("5 May 2024") == 1


def test_who_is_cited_is_shown_before_the_writer_s_own_voice(sit: Any) -> None:
    made = two_quarrels()
    own = made.claims[0].model_copy(
        update={"id": "own", "section": "headline", "attribution": Attribution(kind="publisher")}
    )
    first, *others = made.discrepancies
    side, *rest = first.sides
    wide = side.model_copy(update={"claims": ("own", *side.claims)})
    with_own = made.model_copy(
        update={
            "claims": (own, *made.claims),
            "discrepancies": (first.model_copy(update={"sides": (wide, *rest)}), *others),
        }
    )
    _, said = sit(with_own, EOFError)
    listed = [line for line in said if re.match(r" +\d+ A ", line)]
    assert "own voice" not in listed[0]
    assert "own voice" in listed[-1]


def two_quarrels() -> Report:
    return disputed(quarrel(("c1",), ("c2",), ("c3",)), quarrel(("h1",), ("h2",), id="d2", measure="injured"))


def test_answers_are_kept_and_the_next_sitting_goes_on(sit: Any) -> None:
    made, said = sit(two_quarrels(), "n", " two   days ", "x", EOFError)
    assert [(d.verdict, d.note, d.by, d.at) for d in made] == [("explained", "two days", "Ada", "2026-03-01")]
    assert said[-1].startswith("1 decided, 1 open; saved in ")
    assert any("›8‹" in line for line in said)
    made, said = sit(two_quarrels(), "c")
    assert sorted(d.verdict for d in made) == ["conflict", "explained"]
    assert any(line.startswith("── 1 of 1 ──") for line in said)
    made, said = sit(two_quarrels())
    assert said == ["Nothing is open."]


@pytest.mark.parametrize("stop", ["q", EOFError, KeyboardInterrupt])
def test_stopping_writes_nothing(sit: Any, stop: Any) -> None:
    made, said = sit(two_quarrels(), "k", "?", "z", "n", "lost", stop)
    assert made == ()
    assert said[-1] == "0 decided, 2 open"


def test_wrong_claims_are_marked_by_their_number(sit: Any) -> None:
    made, _ = sit(two_quarrels(), "w", "2, 9 x -1", "s", "", "q")
    by_verdict = {d.verdict: d for d in made}
    assert [c.figure for c in by_verdict["wrong-number"].claims if c.wrong] == ["11"]
    assert not any(c.wrong for c in by_verdict["wrong-source"].claims)


def test_of_three_sides_one_may_be_another_event(sit: Any) -> None:
    made, _ = sit(two_quarrels(), "e", "3", "e")
    assert sorted(sorted((c.side, c.figure) for c in d.claims) for d in made) == [
        [("a", "11"), ("a", "8"), ("b", "20")],
        [("a", "8"), ("b", "11")],
    ]


def test_doubtful_pairs_are_asked_after_the_discrepancies(sit: Any) -> None:
    whole = disputed()
    pair = whole.model_copy(
        update={
            "events": (
                event("e1", claims=("c1", "c2"), maybe_same_as=("e2",)),
                event("e2", "Lowmarket fire", claims=("c3",), maybe_same_as=("e1",)),
            )
        }
    )
    assert [item.discrepancy for item in open_items(pair)] == ["d1", None]
    made, _ = sit(pair, "c", "c", "m")  # "c" is no answer to the second question
    assert {d.verdict: [c.figure for c in d.claims] for d in made}["same-event"] == ["8", "11", "20"]


def test_a_reopened_one_is_decided_anew(sit: Any) -> None:
    sit(disputed(quarrel(("c1",), ("c2",))), "x")
    wider = disputed(quarrel(("c1",), ("c2",), ("c3",)))
    made, said = sit(wider, "c")
    assert any("decided earlier" in line and "Explained" in line for line in said)
    assert [d.verdict for d in made] == ["conflict"]


def test_two_who_review_at_a_time_keep_each_other_s_answers(tmp_path: Path) -> None:
    file, made = tmp_path / "review.toml", two_quarrels()
    other = Decision(fingerprint="0", verdict="conflict", by="Bo")

    class Slow(Script):
        def key(self, prompt: str) -> str:
            kept = read_decisions(file) if file.exists() else ()
            if not kept:
                write_decisions(file, [other])  # Bo answers while Ada thinks
            return "x" if not kept else "q"

    Session(file, "Ada", "2026-03-01", Slow(), lambda _: None).run(made)
    assert {d.by for d in read_decisions(file)} == {"Ada", "Bo"}


def test_the_command_reads_answers_from_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    read(tmp_path / "news", {"a.txt": "state-tv", "b.txt": "amaq"})
    answers = tmp_path / "answers"
    answers.write_text("conflict\n")
    with answers.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert claimcheck.cli.run(["review", "news", "--by", "Ada"]) == 0
    assert "1 decided, 0 open; saved in claimcheck-review.toml" in capsys.readouterr().out
    assert read_decisions(Path("claimcheck-review.toml"))[0].by == "Ada"
    assert claimcheck.cli.run(["review", "-"]) == 2
    assert claimcheck.cli.run(["review", "news", "--review", "none/there.toml"]) == 2


def test_to_toml_is_what_a_person_can_compare() -> None:
    made = Decision(
        fingerprint="a1",
        verdict="wrong-number",
        note='a "date"',
        claims=(DecidedClaim(sentence="On 5 May.", figure="5", wrong=True),),
    )
    assert to_toml([made]) == (
        HEAD + '\n[[decision]]\nfingerprint = "a1"\nverdict = "wrong-number"\nnote = "a \\"date\\""\nby = ""\n'
        'at = ""\nsummary = ""\nmeasure = ""\nclaims = [\n'
        '  {path = "", sentence = "On 5 May.", figure = "5", source = "", side = "", wrong = true},\n]\n'
    )
