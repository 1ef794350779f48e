"""Say in words what the convention makes of an event's figures, and what a filter has kept."""

from collections.abc import Sequence

from claimcheck.models import Toll, TollFigure
from claimcheck.report.view import clean
from claimcheck.result import Report
from claimcheck.wording import listed, measured, range_text


def toll_lines(report: Report) -> dict[str, list[str]]:
    """Give an event's id → a line for each toll: "ACLED, killed: most conservative 8 (state media)"."""
    lines: dict[str, list[str]] = {}
    if report.convention is not None:
        for toll in report.tolls:
            lines.setdefault(toll.event, []).append(toll_text(report.convention.label, toll))
    return lines


def toll_text(convention: str, toll: Toll) -> str:
    """Give one toll in a line, its context last."""
    said = "; ".join(_figures([figure for figure in toll.figures if not figure.context]))
    context = "; ".join(_figures([figure for figure in toll.figures if figure.context]))
    if context:
        said += f"{'; ' if said else ''}context: {context}"
    return clean(f"{convention}, {measured('', toll.measure).strip()}: {said}")


def _figures(figures: Sequence[TollFigure]) -> list[str]:
    """The figures; those that are the same in one: "low, best and high 4 (the mayor)"."""
    alike: dict[tuple[float, float, tuple[str, ...]], list[str]] = {}
    for figure in figures:
        alike.setdefault((figure.low, figure.high, figure.sources), []).append(figure.name)
    return [
        f"{listed(names)} {range_text(low, high)} ({listed(sources)})" for (low, high, sources), names in alike.items()
    ]


def part_line(report: Report) -> str:
    """Say that this is a part of a report, and which; "" for the whole."""
    return clean(f"Only a part of the report: {report.part}") if report.part else ""


def convention_line(report: Report) -> str:
    """Say which convention is in force and where it is written down; "" for none."""
    convention = report.convention
    if convention is None:
        return ""
    where = f" (after: {convention.reference})" if convention.reference else ""
    return clean(f"Convention {convention.label}: {convention.says}{where}")
