"""Findings as JUnit XML, which CI servers show as tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from raci_graph.report_formats.inert import inert
from raci_graph.report_formats.lines import finding_line, row_line, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.findings import Finding
    from raci_graph.report_formats.checked import Checked

_NOT_XML = re.compile("[\ufffe\uffff]")


def render(checks: Sequence[Checked]) -> str:
    """Return a suite for each SOURCE and a case for each finding.

    A finding that fails the check is a failure, a waived one is skipped, and another one passes with its line as
    output. A source without findings is one case that passes.
    """
    top = ET.Element("testsuites", name="raci-graph")
    for checked in checks:
        _suite(top, checked)
    _count(top, list(top))
    ET.indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _suite(top: ET.Element, checked: Checked) -> None:
    name = _xml(checked.source.name)
    suite = ET.SubElement(top, "testsuite", name=name)
    for finding in checked.findings:
        case = ET.SubElement(suite, "testcase", name=_xml(_name(finding)), classname=_xml(checked.path(finding.place)))
        case.set("file", _xml(checked.path(finding.place)))
        if finding.place and finding.place.line:
            case.set("line", str(finding.place.line))
        told = _xml("\n".join(each for each in (finding_line(finding), row_line(finding)) if each))
        if finding.waived:
            ET.SubElement(case, "skipped", message=_xml(f"waived: {finding.waived}"))
        elif checked.fails(finding):
            failure = ET.SubElement(case, "failure", message=_xml(words(finding)), type=finding.severity.value)
            failure.text = told
        else:
            ET.SubElement(case, "system-out").text = told
    if not checked.findings:
        ET.SubElement(suite, "testcase", name="no findings", classname=name)
    _count(suite, [suite])


def _name(finding: Finding) -> str:
    row = f" row {finding.row}" if finding.row else ""
    return f"{finding.code}{row}{f' {finding.subject}' if finding.subject else ''}"


def _count(element: ET.Element, suites: Sequence[ET.Element]) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for suite in suites for _ in suite.iter(tag))))
    element.set("errors", "0")


def _xml(text: str) -> str:
    """Return a text that XML 1.0 can hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", inert(text))
