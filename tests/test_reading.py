"""Files, folders and standard input become documents; what can't be read says why."""

import io
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import reading
from claimcheck.errors import InputError
from claimcheck.reading import decode, document_of, front_matter, read_documents

STORY = "Zehn Männer, sagt der Bürgermeister – „zehn“ – wurden über Nacht in Köln gefunden. Sie waren müde.\n"


NO_TEXT = "not text: binary, or in no encoding that could be told"


def write(folder: Path, name: str, data: bytes = b"Two men fled.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode((STORY * 3).encode(encoding)) == STORY * 3


def test_cyrillic_of_one_byte_a_letter() -> None:
    text = "Взрыв произошёл в центре города, погибли девять человек, сообщили власти региона. " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    "text",
    [
        "Police said nine people – three of them children – were killed in the café.",
        "“Nine died,” the mayor said.",
        "It cost €9 million.",
    ],
)
def test_a_short_text_of_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_front_matter_without_its_end() -> None:
    text = "---\npublisher: The Echo\ntitle: Nine\n\nNine died.\n"
    assert front_matter(text) == ({"publisher": "The Echo", "title": "Nine"}, text.index("\nNine died"))


def test_what_may_not_be_looked_at_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b/c.txt")
    looks = Path.is_dir

    def forbidden(path: Path) -> bool:
        if path.name == "b":
            raise PermissionError(13, "Permission denied")
        return looks(path)

    monkeypatch.setattr(Path, "is_dir", forbidden)
    found = {Path(file).name: why for file, why in reading.walk(tmp_path)}
    assert found == {"a.txt": None, "b": "permission denied"}


def test_newlines_are_kept() -> None:
    assert document_of("a.txt", b"One\r\ntwo\rthree\n").text == "One\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, NO_TEXT),
        (bytes([1, 2, 3, 4, 5, 6, 7, 8]) * 50, NO_TEXT),
        (
            "Der Bürgermeister".encode() + b"\xc3( " + "überlebte das Unglück für".encode(),
            "broken UTF-8 at byte 18",
        ),
        (b"---\ntitle: Nothing\n---\n \n", "empty after its front matter"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, why: str) -> None:
    document = document_of("a.txt", data)
    assert (document.skipped, document.text) == (why, "")


def test_a_folder_is_read_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/c.md", "a.text", "d.TXT"):
        write(tmp_path, name)
    for name in (".hidden.txt", ".git/x.txt", "photo.jpg"):
        write(tmp_path, name)
    write(tmp_path, "empty.txt", b"")
    found = {Path(d.path).relative_to(tmp_path).as_posix(): d.skipped for d in read_documents([tmp_path])}
    assert found == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "a.text": None,
        "b.txt": None,
        "d.TXT": None,
        "empty.txt": "empty",
        "photo.jpg": "not a text file by its name (read are .md, .text, .txt)",
        "sub/c.md": None,
    }


def test_each_file_once_and_in_one_order(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{name}/{name}.txt") for name in "abc"]
    paths: list[str | Path] = [tmp_path, tmp_path / "a", *files, *files]
    first = read_documents(paths)
    random.Random(3).shuffle(paths)
    assert read_documents(paths) == first
    assert [d.path for d in first] == [file.as_posix() for file in files]


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert read_documents([write(tmp_path, "story.html")])[0].text == "Two men fled."


def test_relative_paths_stay_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "news/a.txt")
    monkeypatch.chdir(tmp_path)
    assert [d.path for d in read_documents(["news/"])] == ["news/a.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "again.txt").symlink_to(tmp_path / "sub" / "a.txt")
    assert [Path(d.path).name for d in read_documents([tmp_path])] == ["a.txt"]


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    assert [d.skipped for d in read_documents([tmp_path])] == ["no such file or directory"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_forbidden_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt").chmod(0)
    assert [d.skipped for d in read_documents([tmp_path])] == ["permission denied"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [d.skipped for d in read_documents([tmp_path])] == ["not a regular file"]


def test_a_large_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1024 * 1024)
    write(tmp_path, "a.txt", b"a" * (1024 * 1024 + 1))
    assert [d.skipped for d in read_documents([tmp_path])] == ["larger than 1 MB"]


@pytest.mark.parametrize("name", ["nowhere", "a\0b"])
def test_a_path_that_is_not_there(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([name])
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_standard_input() -> None:
    assert [(d.path, d.text) for d in read_documents(["-"], io.BytesIO(b"Two men fled."))] == [("-", "Two men fled.")]
    with pytest.raises(InputError, match="no standard input"):
        read_documents(["-"])


def test_front_matter_gives_facts_and_stays_in_the_text() -> None:
    text = "---\nPublisher: The Tarvin Echo\ntitle: 'Flood: nine'\nno colon\nmood: x\nurl:\n---\nNine died.\n"
    text = text.replace("\n", "\r\n")
    document = document_of("a.txt", text.encode())
    assert document.facts == {"publisher": "The Tarvin Echo", "title": "Flood: nine"}
    assert document.text == text
    assert document.text[document.body_start :] == "Nine died.\r\n"


@pytest.mark.parametrize(
    "text",
    ["---\nA rule, and no end", "Nine died.\n---\ntitle: x\n---\n", "----\ntitle: x\n----\nNine died."],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, 0)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_named(data: bytes) -> None:
    document = document_of("a.txt", data)
    assert (document.skipped is None) == bool(document.text.strip())
    assert 0 <= document.body_start <= len(document.text)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    document = document_of("a.txt", text.encode())
    assert document.skipped is not None or document.text == text.removeprefix("\ufeff")
