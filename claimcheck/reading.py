"""Files, folders and standard input become documents; what can't be read is named, with the reason.

Offsets count the decoded text as it stands in the file: newlines are not translated, only a byte order mark
goes. An optional front matter between ``---`` lines gives facts about the text (publisher, published, title,
url); it stays in the text, before ``body_start``.

Known miss: a text in an encoding of one byte a letter, with few letters beyond ASCII, may be taken for its
neighbour (Windows-1252 for ISO 8859-15).
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import InputError
from claimcheck.values import DocumentText

SUFFIXES = frozenset({".txt", ".md", ".text"})
LARGEST = 50 * 1024 * 1024
DEEPEST = 40  # folders within folders
FACTS = frozenset({"publisher", "published", "title", "url"})
STDIN = "-"


def read_documents(paths: Sequence[str | Path], stdin: BinaryIO | None = None) -> list[DocumentText]:
    """The documents under these paths, each file once, sorted by path; "-" reads ``stdin``.

    A folder is read with its subfolders. What can't be read comes too, with ``skipped`` saying why. The order
    of the paths changes nothing.

    Raises:
        InputError: a path doesn't exist, or "-" is asked for and there is no standard input.
    """
    files: dict[str, tuple[Path, str | None]] = {}
    documents: list[DocumentText] = []
    for name in sorted({os.fspath(path) for path in paths}):
        if name == STDIN:
            if stdin is None:
                raise InputError("-: there is no standard input to read; name a file or a folder")
            documents.append(document_of(STDIN, stdin.read(LARGEST + 1)))
            continue
        path = Path(name)
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            reason = "no such file or folder" if isinstance(error, FileNotFoundError) else _reason(error)
            raise InputError(f"{name}: {reason}; check the path, or quote it if it has spaces") from None
        found = walk(path) if stat.S_ISDIR(mode) else ((path, None),)
        for file, skipped in found:
            files.setdefault(file.as_posix(), (file, skipped))
    seen: set[str] = set()
    for shown in sorted(files):
        file, skipped = files[shown]
        real = _real(file)
        if real in seen:  # "news" and "news/a.txt" both asked for, or a link to a file already read
            continue
        seen.add(real)
        documents.append(_skipped(shown, skipped) if skipped else read_file(file))
    return sorted(documents, key=lambda document: document.path)


def walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """The files of a folder and its subfolders, each with why it is not to be read (None: it is)."""
    stack = [(folder, 0)]
    visited: set[str] = set()
    while stack:
        here, depth = stack.pop()
        real = _real(here)
        if real in visited:  # a link back to a folder above, or to one already read
            continue
        visited.add(real)
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            yield here, _reason(error)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                yield entry, "hidden"
                continue
            try:  # what is forbidden to look at, or has gone since, is named when it is read
                is_folder = entry.is_dir()
            except OSError as error:
                yield entry, _reason(error)
                continue
            if is_folder:
                if depth < DEEPEST:
                    stack.append((entry, depth + 1))
                else:
                    yield entry, f"more than {DEEPEST} folders deep"
            elif entry.suffix.lower() not in SUFFIXES:
                yield entry, f"not a text file by its name (read are {', '.join(sorted(SUFFIXES))})"
            else:
                yield entry, None


def read_file(path: Path) -> DocumentText:
    """One file as a document; ``skipped`` says why it has no text."""
    shown = path.as_posix()
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe or a device would never end
            return _skipped(shown, "not a regular file")
        if state.st_size > LARGEST:
            return _skipped(shown, f"larger than {LARGEST // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        return _skipped(shown, _reason(error))
    return document_of(shown, data)


def document_of(path: str, data: bytes) -> DocumentText:
    """The document these bytes hold."""
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST:
        return _skipped(path, f"larger than {LARGEST // 1024 // 1024} MB")
    if not data.strip():
        return _skipped(path, "empty", digest)
    text = decode(data)
    broken = _broken_utf8(data) if text is None else None
    if broken is not None:
        return _skipped(path, f"broken UTF-8 at byte {broken}", digest)
    if text is None:
        return _skipped(path, "not text: binary, or in no encoding that could be told", digest)
    if not text.strip():
        return _skipped(path, "empty", digest)
    facts, body_start = front_matter(text)
    if not text[body_start:].strip():
        return _skipped(path, "empty after its front matter", digest)
    return DocumentText(document_id(path), path, digest, text, facts, body_start)


def document_id(path: str) -> str:
    """A short name for a document that depends on its path alone."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:10]


def decode(data: bytes) -> str | None:
    """The text of these bytes, without a byte order mark; None if they are no text in any encoding.

    UTF-8 and UTF-16 are tried first; only what is neither costs a guess.
    """
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return _try(data, "utf-32")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _try(data, "utf-16")
    if b"\0" in data:
        return _decode_wide(data)
    text = _try(data, "utf-8-sig")
    if text is not None:
        return None if _is_binary(text) else text
    if _broken_utf8(data) is not None:  # a guess would print every letter with an accent wrong
        return None
    western = _try(data, "cp1252")
    if western is not None and _is_western(western):
        return western
    from charset_normalizer import from_bytes  # costs 30 ms to import: only files that need it

    best = from_bytes(data[:200_000]).best()
    guess = _try(data, best.encoding) if best is not None else None
    if guess is None:
        guess = _try(data, "cp1252")
    return None if guess is None or _is_binary(guess) else guess


def front_matter(text: str) -> tuple[dict[str, str], int]:
    r"""The facts between two ``---`` lines at the head of a text, and where the text goes on.

    >>> front_matter("---\npublisher: The Echo\nfoo\n---\nA story")
    ({'publisher': 'The Echo'}, 32)
    >>> front_matter("--- no front matter")
    ({}, 0)
    """
    opening = _FENCE.match(text)
    if opening is None:
        return {}, 0
    closing = _FENCE_LINE.search(text, opening.end(), min(len(text), opening.end() + 4000))
    if closing is None:
        unclosed = _FACT_LINES.match(text, opening.end())
        if unclosed is None:  # a rule across the page, not front matter
            return {}, 0
        stop = end = unclosed.end()
    else:
        stop, end = closing.start(), closing.end()
    facts: dict[str, str] = {}
    for line in text[opening.end() : stop].splitlines():
        key, colon, value = line.partition(":")
        value = value.strip().strip("\"'").strip()
        if colon and value and key.strip().lower() in FACTS:
            facts.setdefault(key.strip().lower(), value)
    return facts, end


_FENCE = re.compile(r"\s{0,20}---[ \t]{0,20}\r?\n")
_FACT_LINES = re.compile(
    rf"(?:(?:{'|'.join(sorted(FACTS))})[ \t]{{0,9}}:[^\n]{{0,999}}(?:\n|\Z)){{1,9}}", re.IGNORECASE
)
_FENCE_LINE = re.compile(r"^---[ \t]{0,20}\r?(?:\n|\Z)", re.MULTILINE)


def _decode_wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a Latin text is zero."""
    head = data[:4000]
    for encoding, zeros, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) > 0.4 * max(1, len(zeros)) and letters.count(0) < 0.05 * max(1, len(letters)):
            text = _try(data, encoding)
            return None if text is None or _is_binary(text) else text
    return None


def _broken_utf8(data: bytes) -> int | None:
    """The first wrong byte of what is UTF-8 all the same, by its other letters; None if it is no UTF-8."""
    text = data[:200_000].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    letters = sum(1 for letter in text if letter > "\x7f") - wrong
    if wrong == 0 or letters < 3 * wrong or _is_binary(text):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _is_western(text: str) -> bool:
    """Whether a text reads as Windows-1252: curly quotes, dashes, single accents in Latin words."""
    rare = _BEYOND.findall(text[:200_000])
    return bool(rare) and not _CONTROLS.search(text) and all(_WESTERN.fullmatch(run) for run in rare)


_BEYOND = re.compile(r"[^\x00-\x7f]{1,9}")
_LETTER = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŠŽ"
_WESTERN = re.compile(rf"[“”‘’„‚–—…•€£°«»§©®™\xa0]{{0,4}}[{_LETTER}]?[“”‘’–—…€£°»\xa0]{{0,4}}")


def _is_binary(text: str) -> bool:
    """Whether a text is full of control characters, as the bytes of an image read as text are."""
    head = text[:20_000]
    controls = len(_CONTROLS.findall(head))
    return controls > max(1, len(head) // 200)


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _skipped(path: str, why: str, sha256: str | None = None) -> DocumentText:
    return DocumentText(document_id(path), path, sha256, "", skipped=why)


def _real(path: Path) -> str:
    """The path without links; as it is where one may not be followed."""
    try:
        return os.path.realpath(path)
    except OSError:
        return str(Path(path).absolute())
