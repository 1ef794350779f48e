"""Whether a text shows a trait of the confidence, for the rules' own examples."""

from claimcheck.confidence import BASE, Threshold, Weight
from claimcheck.rules import RuleBook
from claimcheck.values import DocumentText, Mention


def mentions_of(text: str, book: RuleBook) -> tuple[Mention, ...]:
    """The mentions of a text that is in no file."""
    from claimcheck.pipeline import compile_stages, read_document

    return read_document(DocumentText(id="", path="", sha256=None, text=text), compile_stages(book)).mentions


def shows_weight(entry: Weight, text: str, book: RuleBook) -> bool:
    """Whether a claim of the text has the trait; of the base, whether there is a claim."""
    return any(entry.id == BASE or entry.id in mention.traits for mention in mentions_of(text, book))


def shows_threshold(entry: Threshold, text: str, book: RuleBook) -> bool:
    """Whether a claim of the text is less sure than the threshold."""
    return any(mention.confidence < entry.value for mention in mentions_of(text, book))
