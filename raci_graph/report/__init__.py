"""What a matrix says, for a person: totals, hand-overs, ownership, load, findings; asked by the saved questions."""

from raci_graph.report.build import across, build_across, build_reports, report_of
from raci_graph.report.form import report_form
from raci_graph.report.parts import Across, Function, HandOver, Load, PartyInMatrix, Report, RoleCount, TypedActivity

__all__ = [
    "Across",
    "Function",
    "HandOver",
    "Load",
    "PartyInMatrix",
    "Report",
    "RoleCount",
    "TypedActivity",
    "across",
    "build_across",
    "build_reports",
    "report_form",
    "report_of",
]
