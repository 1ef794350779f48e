"""Say in words what the convention makes of an event's figures."""

from collections.abc import Sequence

from claimcheck.models import Event, Toll, TollFigure
from claimcheck.report.view import clean
from claimcheck.result import Report
from claimcheck.wording import listed, measured, range_text


def toll_lines(report: Report, event: Event) -> list[str]:
    """Give a line for each toll of the event: "ACLED, killed: most conservative 8 (state media)"."""
    if report.convention is None:
        return []
    return [toll_text(report.convention.label, toll) for toll in report.tolls if toll.event == event.id]


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
        f"{listed(names)} {range_text(low, high)} ({listed(sources)})"
        for (low, high, sources), names in alike.items()
    ]


def convention_line(report: Report) -> str:
    """Say which convention is in force and where it is written down; "" for none."""
    convention = report.convention
    if convention is None:
        return ""
    where = f" (after: {convention.reference})" if convention.reference else ""
    return clean(f"Convention {convention.label}: {convention.says}{where}")
