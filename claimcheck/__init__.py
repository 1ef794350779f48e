"""claimcheck: find where news sources contradict each other on numbers, and show the very words.

>>> import claimcheck
>>> [claim.quantity.surface for claim in claimcheck.extract("State media said eight people were killed.")]
['eight']

The names below are imported when they are first used, so that ``import claimcheck`` costs nothing.
"""

from typing import TYPE_CHECKING, Any

from claimcheck.version import __version__

if TYPE_CHECKING:
    from claimcheck.difference import Difference, compare_reports
    from claimcheck.errors import ClaimcheckError, InputError, OutputError, RuleError
    from claimcheck.models import (
        Article,
        Attribution,
        Claim,
        Convention,
        Counted,
        DecidedClaim,
        Decision,
        Discrepancy,
        Document,
        Event,
        Quantity,
        Side,
        Toll,
        TollFigure,
        Unused,
    )
    from claimcheck.pipeline import check, extract, quantities
    from claimcheck.report_file import read_report
    from claimcheck.result import Report
    from claimcheck.review_file import read_decisions, write_decisions

_HOME = {
    "pipeline": ("check", "extract", "quantities"),
    "result": ("Report",),
    "review_file": ("read_decisions", "write_decisions"),
    "difference": ("Difference", "compare_reports"),
    "report_file": ("read_report",),
    "errors": ("ClaimcheckError", "InputError", "OutputError", "RuleError"),
    "models": (
        "Article",
        "Attribution",
        "Claim",
        "Convention",
        "Counted",
        "DecidedClaim",
        "Decision",
        "Discrepancy",
        "Document",
        "Event",
        "Quantity",
        "Side",
        "Toll",
        "TollFigure",
        "Unused",
    ),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Article",
    "Attribution",
    "Claim",
    "ClaimcheckError",
    "Convention",
    "Counted",
    "DecidedClaim",
    "Decision",
    "Difference",
    "Discrepancy",
    "Document",
    "Event",
    "InputError",
    "OutputError",
    "Quantity",
    "Report",
    "RuleError",
    "Side",
    "Toll",
    "TollFigure",
    "Unused",
    "__version__",
    "check",
    "compare_reports",
    "extract",
    "quantities",
    "read_decisions",
    "read_report",
    "write_decisions",
]


def __getattr__(name: str) -> Any:
    if name in _MODULE_OF:
        from importlib import import_module

        return getattr(import_module(f"claimcheck.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'claimcheck' has no attribute '{name}'")


def __dir__() -> list[str]:
    return list(__all__)
