"""Stories that several outlets tell: claims, sources, events and conflicts reach their floors."""

import shutil
from pathlib import Path

import labels
import pytest
import scoring
import stories
from labels import LabelError, Stories
from stories import Score

import claimcheck
from claimcheck.result import Report

TEXT = "Bombs fell.\n\nThe army said eight men died and eight were hurt.\n"
ROW = "said [[eight]] men | 8 | person | killed | men | army; the army | raid"


@pytest.fixture(scope="module")
def sets() -> tuple[Stories, ...]:
    return labels.read_sets()


@pytest.fixture(scope="module")
def report(sets: tuple[Stories, ...]) -> Report:
    return stories.run(sets)


@pytest.fixture(scope="module")
def scores(sets: tuple[Stories, ...], report: Report) -> list[Score]:
    return [stories.judge(one, report) for one in sets]


def test_no_event_holds_claims_of_two_sets(sets: tuple[Stories, ...], report: Report) -> None:
    assert scoring.merges(report, stories.homes(sets)) == []


def test_the_stories_reach_their_floors(scores: list[Score], capsys: pytest.CaptureFixture[str]) -> None:
    whole = stories.together(scores)
    with capsys.disabled():
        print("\n" + "\n".join(stories.table([*scores, whole])))
    floors = stories.floors()
    assert list(floors) == list(stories.COLUMNS)
    below = {column: (share, floors[column]) for column, share in whole.shares.items() if (share or 0) < floors[column]}
    assert not below, f"figure and floor: {below}"


def test_there_are_enough_texts_and_labels(sets: tuple[Stories, ...]) -> None:
    assert {one.name for one in sets} == {"shootings", "disasters", "conflicts", "mixed", "further", "unread"}
    assert sum(len(one.texts) for one in sets) >= 241
    assert sum(len(one.labels) for one in sets) >= 2890
    assert sum(not pair.optional for one in sets for pair in one.conflicts) >= 680


def test_names_of_texts_are_of_one_set(sets: tuple[Stories, ...]) -> None:
    assert len(stories.homes(sets)) == sum(len(one.texts) for one in sets)


def test_required_conflicts_are_of_figures_that_differ(sets: tuple[Stories, ...]) -> None:
    """What is labelled as two figures that can't both be right are figures whose ranges don't meet."""
    for one in sets:
        for pair in one.conflicts:
            if pair.kind in ("value", "revision") and not pair.optional:
                left, right = one.labels[pair.one], one.labels[pair.other]
                assert not scoring.meet(left.value, right.value), pair.told


def test_an_empty_report_has_nothing_right(sets: tuple[Stories, ...]) -> None:
    """The scorer itself: nothing found, nothing said."""
    shares = stories.judge(sets[0], claimcheck.check([])).shares
    assert {column for column, share in shares.items() if share is None} == {
        "value",
        "measure",
        "events_b3",
        "conflict_precision",
    }
    assert not any(shares.values())


def written(folder: Path, rows: str, text: str = TEXT) -> Path:
    (folder / "wire.txt").write_text(text, encoding="utf-8")
    (folder / labels.FILE).write_text(rows, encoding="utf-8")
    return folder


def test_a_set_is_read(tmp_path: Path) -> None:
    second = "and [[eight]] were | 8 | person | injured | men | - | raid | part_of=8; optional"
    rows = f"# a note\n@text wire\n{ROW}\n{second}\n"
    one = labels.read_set(written(tmp_path, rows))
    killed, injured = one.labels
    assert (killed.start, killed.end) == (TEXT.index("eight"), TEXT.index("eight") + 5)
    assert (killed.sources, killed.part_of, killed.optional) == (("army", "the army"), None, False)
    assert (injured.start, injured.part_of, injured.optional, injured.line) == (TEXT.rindex("eight"), 8.0, True, 4)


def test_a_line_break_in_a_snippet_is_a_backslash_and_an_n(tmp_path: Path) -> None:
    rows = "@text wire\n[[Eight]]\\n\\nhurt | 8 | person | injured | men | - | raid\n"
    assert labels.read_set(written(tmp_path, rows, "Eight\n\nhurt")).labels[0].end == 5


def test_figures_that_a_reader_leaves_open_make_optional_pairs(tmp_path: Path) -> None:
    rows = (
        "@text wire\n[[8]] or | 8 | person | killed | men | - | raid\nor [[9]] | 9 | person | killed | men | - | raid\n"
        "@conflicts\nany | raid | killed\n"
    )
    (pair,) = labels.read_set(written(tmp_path, rows, "8 or 9")).conflicts
    assert (pair.one, pair.other, pair.optional) == (0, 1, True)


@pytest.mark.parametrize(
    ("rows", "where", "remedy"),
    [
        (ROW, 1, "begin with a line '@text NAME'"),
        ("@text other", 1, "give the name of a .txt file"),
        ("@texts wire", 1, "write '@text NAME' or '@conflicts'"),
        ("@text wire\n@text wire", 2, "add the rows to the first"),
        ("@conflicts", 1, "add a line '@text wire'"),
        ("@text wire\nsaid [[eight]] men | 8 | person", 2, "write snippet | value | unit"),
        ("@text wire\nsaid [[nine]] men | 8 | person | killed | men | - | raid", 2, "copy the words as they stand"),
        ("@text wire\n[[eight]] | 8 | person | killed | men | - | raid", 2, "add a word before or after"),
        ("@text wire\nsaid eight men | 8 | person | killed | men | - | raid", 2, "put [[ ]] around the numeral"),
        (f"@text wire\n{ROW.replace('[[eight]]', '[[eight]]' + 'a' * 300)}", 2, "a word or two on either side"),
        (f"@text wire\n{ROW.replace('| 8 |', '| eight |')}", 2, "write 8, >=20"),
        (f"@text wire\n{ROW.replace('| 8 |', '| 9..8 |')}", 2, "write the smaller number first"),
        (f"@text wire\n{ROW.replace('army;', 'army;;')}", 2, "divide the names by one ';'"),
        (f"@text wire\n{ROW} | maybe", 2, "write part_of=34, denied or optional"),
        (f"@text wire\n{ROW} | part_of=11", 2, "give the labelled figure of the total"),
        (f"@text wire\n{ROW}\n\n{ROW}", 4, "remove one of the rows"),
        (f"@text wire\n{ROW}\n@conflicts\nvalue | wire::said [[eight]] men", 4, "write KIND | TEXT::snippet"),
        (f"@text wire\n{ROW}\n@conflicts\nvalue | said [[eight]] men | x", 4, "write TEXT::snippet"),
        (
            f"@text wire\n{ROW}\n@conflicts\nvalue | wire::said [[eight]] men | wire::and [[eight]]",
            4,
            "label it below '@text wire' first",
        ),
        (
            f"@text wire\n{ROW}\n@conflicts\nvalue | wire::said [[eight]] men | wire::said [[eight]] men",
            4,
            "a conflict is between two claims",
        ),
        (f"@text wire\n{ROW}\n@conflicts\nany | raid | injured", 4, "give an event and a measure"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_remedy(tmp_path: Path, rows: str, where: int, remedy: str) -> None:
    with pytest.raises(LabelError) as told:
        labels.read_set(written(tmp_path, rows))
    assert str(told.value).startswith(f"{tmp_path.name}/labels.gold:{where}: ")
    assert remedy in str(told.value)


def test_a_text_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    written(tmp_path, "@text wire\n")
    (tmp_path / "wire.txt").write_bytes(b"caf\xe9")
    with pytest.raises(LabelError, match=r"wire\.txt: no UTF-8 at byte 3"):
        labels.read_set(tmp_path)


def test_a_file_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="divide it"):
        labels.read_set(written(tmp_path, "#" * (labels.MOST_BYTES + 1)))


def test_sets_are_found_by_their_label_file(tmp_path: Path) -> None:
    shutil.copytree(labels.FOLDER / "shootings", tmp_path / "shootings")
    (tmp_path / "empty").mkdir()
    assert [one.name for one in labels.read_sets(tmp_path)] == ["shootings"]
