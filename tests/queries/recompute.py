"""Works out the answers to the saved questions from printed tables, without RDF and without SPARQL.

The tables are those that ``printed_tables`` reads. The answers have the form of SPARQL 1.1 Query Results JSON, one row
a line.

Usage: python tests/queries/recompute.py    (writes the expected answers anew; the tests compare them)
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date
from itertools import product
from pathlib import Path

from printed_tables import ADVISES, ANSWERS, DOES, EXPLICIT, GROUNDS, NS, OVERLAPS, TOLD, Iri, read

HERE = Path(__file__).resolve().parent
DATASETS = {"hosted-exchange": HERE / "hosted-exchange.toml", "libraries": HERE / "data" / "libraries.toml"}
EXPECTED = {"hosted-exchange": HERE / "expected", "libraries": HERE / "data" / "expected"}

TYPE = "https://w3id.org/raci-graph/id/activity-type/"
CONTROL = "https://w3id.org/raci-graph/id/control/"
HOUSE_RULES = "https://example.org/id/control/house-rules"
FRAMEWORKS = {
    "csa-ccm-4": "CSA Cloud Controls Matrix v4",
    "house-rules": "House rules",
    "iso-27001-2022": "ISO/IEC 27001:2022, Annex A",
    "iso-27017-2015": "ISO/IEC 27017:2015, cloud service controls (CLD)",
    "nist-800-53-5": "NIST SP 800-53 Rev. 5",
}
XSD = "http://www.w3.org/2001/XMLSchema#"


def rows_of(matrices):
    """Yield the rows of several matrices."""
    for matrix in matrices:
        yield from matrix.rows


def about(row, **more):
    """Return what most answers say of a row."""
    return {"matrix": row.matrix.iri, "row": row.number, "activityLabel": row.text, **more, "activity": row.iri}


def labelled(matrix, party, name="party"):
    """Return the label and the IRI of a party: of several labels the first by the alphabet."""
    return {f"{name}Label": matrix.labels[matrix.party(party)], name: matrix.party(party)}


def accountable_for_activity(matrices):
    for row in rows_of(matrices):
        for party in row.parties(ANSWERS) or [None]:
            yield about(row, **(labelled(row.matrix, party) if party else {}))


def responsibilities_of_party(matrices):
    for matrix in matrices:
        for party, row in product(matrix.parties(), matrix.rows):
            if party in row.parties(DOES):
                number, heading = matrix.section(row)
                yield about(row, sectionNumber=number, sectionLabel=heading, **labelled(matrix, party))


def handovers(matrices):
    for row in rows_of(matrices):
        for answering, doing in product(row.parties(ANSWERS), row.parties(DOES)):
            if answering != doing:
                own = labelled(row.matrix, answering, "accountable")
                yield about(row, **own, **labelled(row.matrix, doing, "responsible"))


def accountable_not_responsible(matrices):
    for row in rows_of(matrices):
        for party in row.parties(ANSWERS):
            if row.settled and party not in row.parties(DOES):
                yield about(row, **labelled(row.matrix, party))


def roles_by_party(matrices):
    for matrix in matrices:
        for party, letter in product(matrix.parties(), sorted(matrix.data["legend"])):
            count = sum((party, letter) == each[:2] for row in matrix.rows for each in row.has)
            own = {"roleLabel": matrix.role_label(letter), "role": matrix.role(letter), "assignments": count}
            yield {"matrix": matrix.iri, "letter": letter, **own, **labelled(matrix, party)}


def not_exactly_one_accountable(matrices):
    for row in rows_of(matrices):
        count = len(row.parties(ANSWERS))
        if row.matrix.knows(ANSWERS) and (count > 1 or (count == 0 and row.settled)):
            yield about(row, accountable=count)


def several_responsible(matrices):
    for row in rows_of(matrices):
        if len(row.parties(DOES)) > 1:
            yield about(row, responsible=len(row.parties(DOES)))


def customer_has_no_part(matrices):
    for row in rows_of(matrices):
        provider, customer = row.matrix.data.get("provider"), row.matrix.data.get("consumer")
        if row.settled and provider in row.parties(ANSWERS) and customer not in row.parties():
            own = labelled(row.matrix, provider, "provider")
            yield about(row, **own, **labelled(row.matrix, customer, "customer"))


def only_informed(matrices):
    for matrix in matrices:
        for party, row in product(matrix.parties(), matrix.rows):
            functions = {matrix.function(letter) for who, letter, _ in row.has if who == party}
            if row.settled and functions == {TOLD}:
                yield about(row, **labelled(matrix, party))


def sections_without_part(matrices):
    for matrix in matrices:
        for party, (key, (number, heading)) in product(matrix.parties(), matrix.sections.items()):
            rows = [row for row in matrix.rows if row.section == key]
            if rows and all(row.settled and party not in row.parties(DOES, ANSWERS) for row in rows):
                own = {"sectionNumber": number, "sectionLabel": heading, "section": Iri(f"{matrix.iri}/section/{key}")}
                yield {"matrix": matrix.iri, **own, **labelled(matrix, party)}


def accountability_by_top_section(matrices):
    for matrix in matrices:
        tops = {key: names for key, names in matrix.sections.items() if "." not in key}
        for (key, (number, heading)), party in product(tops.items(), matrix.parties()):
            count = sum(matrix.below(row, key) and party in row.parties(ANSWERS) for row in matrix.rows)
            own = {"sectionNumber": number, "sectionLabel": heading, "section": Iri(f"{matrix.iri}/section/{key}")}
            yield {"matrix": matrix.iri, "accountable": count, **own, **labelled(matrix, party)}


def unused_legend_letters(matrices):
    for matrix in matrices:
        used = {letter for row in matrix.rows for _, letter, _ in row.has}
        used |= {letter for row in matrix.rows for cell in row.cells for letter in cell.unplaced}
        for letter, (_, *meaning) in sorted(matrix.data["legend"].items()):
            if letter not in used:
                own = {"roleLabel": matrix.role_label(letter), "role": matrix.role(letter)}
                yield {"matrix": matrix.iri, "letter": letter, "meaning": meaning[0] if meaning else None, **own}


def overlapping_roles(matrices):
    for row in rows_of(matrices):
        for party in row.parties():
            own = [(letter, mark) for who, letter, mark in row.has if who == party]
            for (letter, mark), (other, other_mark) in product(sorted(own), sorted(own)):
                if (row.matrix.function(letter), row.matrix.function(other)) in OVERLAPS:
                    yield about(row, mark=mark, otherMark=other_mark, **labelled(row.matrix, party))


def matrix_as_printed(matrices):
    for row in rows_of(matrices):
        number, heading = row.matrix.section(row)
        for cell in row.cells:
            own = {"columnNumber": cell.column, "columnText": cell.header, "cellText": cell.text}
            own |= {"sectionNumber": number, "sectionLabel": heading, "activityText": row.text}
            yield {"matrix": row.matrix.iri, "row": row.number, **own}


def cells_not_from_source(matrices):
    for row in rows_of(matrices):
        for cell in row.cells:
            if cell.basis != EXPLICIT:
                own = {name: cell.decision.get(name) for name in ("decidedBy", "reason")}
                own |= {"basisLabel": GROUNDS[cell.basis], "basis": Iri(NS + cell.basis)}
                own |= {"columnText": cell.header, "cellText": cell.text}
                yield about(row, cell=Iri(f"{row.matrix.iri}/cell/{row.number}-{cell.column}"), **own)


def ownership(matrices):
    for row in rows_of(matrices):
        positions = {row.matrix.position(party) for party in row.parties(DOES, ANSWERS)}
        if row.settled and positions and "service" in row.matrix.data:
            alone = len(positions) == 1 and None not in positions
            both = {"provider", "customer"} <= positions
            owner = next(iter(positions)) if alone else "shared" if both else "other"
            yield about(row, ownership=owner, **_ssrm_ownership(row, positions))


def _ssrm_ownership(row, positions):
    """Return the class of CSA's control STA-04 that an activity has, with whether its sharers depend on each other."""
    does, answers = ({row.matrix.position(party) for party in row.parties(what)} for what in (DOES, ANSWERS))
    if positions == {"provider"}:
        return {"ssrmOwnership": "CSP-owned"}
    if positions == {"customer"}:
        return {"ssrmOwnership": "CSC-owned"}
    if {"provider", "customer"} <= positions:
        alike = {"provider", "customer"} <= does & answers
        return {"ssrmOwnership": "Shared CSP and CSC", "dependence": "independent" if alike else "dependent"}
    if "customer" in positions or "provider" not in answers:
        return {"ssrmOwnership": "none"}
    if "provider" in does:
        return {"ssrmOwnership": "Shared CSP and 3rd-party"}
    return {"ssrmOwnership": "3rd-party outsourced" if None in does else "none"}


def activities_by_text(matrices, text="backup"):
    for row in rows_of(matrices):
        if text.lower() in row.text.lower():
            yield about(row, sectionNumber=row.matrix.section(row)[0])


def end_of_service(matrices, section=("4", "5")):
    for row in rows_of(matrices):
        matrix = row.matrix
        number, heading = matrix.section(row)
        tops = [key for key, (top, name) in matrix.sections.items() for each in section if each in (top, name)]
        if any(matrix.below(row, key) for key in tops):
            for party in row.parties(DOES, ANSWERS):
                own = {letter for who, letter, _ in row.has if who == party}
                own = {matrix.role_label(each) for each in own if matrix.function(each) in (DOES, ANSWERS)}
                for role in sorted(own):
                    where = {"sectionNumber": number, "sectionLabel": heading}
                    yield about(row, roleLabel=role, **where, **labelled(matrix, party))


def other_accountable(matrices):
    for matrix, other in product(matrices, matrices):
        services = [each.data.get("service") for each in (matrix, other)]
        if None in services or services[0] == services[1]:
            continue
        for row, other_row in product(matrix.rows, other.rows):
            if not row.kind or row.kind != other_row.kind:
                continue
            for party, other_party in product(row.parties(ANSWERS), other_row.parties(ANSWERS)):
                position = matrix.position(party)
                if position is None or position != other.position(other_party):
                    kind, label, *_ = matrix.types[row.kind]
                    own = {"otherRow": other_row.number, "typeLabel": label, "type": Iri(kind)}
                    own |= labelled(matrix, party)
                    own |= labelled(other, other_party, "otherParty")
                    yield about(row, other=other.iri, otherActivity=other_row.iri, **own)


def changes_between_versions(matrices):
    for matrix, old in product(matrices, matrices):
        if matrix.data.get("previous") == old.iri:
            yield from sorted(_changes(matrix, old), key=lambda each: (each["change"], each.get("row", 0)))


def _changes(matrix, old):
    revised = {row.revises for row in matrix.rows}
    for before in old.rows:
        if before.number not in revised:
            yield _change(matrix, old, "dropped", None, before)
    for row in matrix.rows:
        if row.revises is None:
            yield _change(matrix, old, "added", row, None)
            continue
        before = old.rows[row.revises - 1]
        if row.text != before.text:
            yield _change(matrix, old, "reworded", row, before)
        who = [{(party, each.matrix.role_label(letter)) for party, letter, _ in each.has} for each in (row, before)]
        if row.settled and before.settled and who[0] != who[1]:
            yield _change(matrix, old, "reassigned", row, before)


def _change(matrix, old, change, row, before):
    found = {"matrix": matrix.iri, "old": old.iri, "change": change}
    if row:
        found |= {"row": row.number, "text": row.text, "activity": row.iri}
    if before:
        found |= {"oldRow": before.number, "oldText": before.text, "oldActivity": before.iri}
    return found


def nobody_consulted_or_informed(matrices):
    for row in rows_of(matrices):
        if row.settled and row.matrix.knows(ADVISES, TOLD) and not row.parties(ADVISES, TOLD):
            yield about(row)


def counted_versions(matrices, versions):
    """Return the matrices that no other one follows, or all of them."""
    earlier = {matrix.data.get("previous") for matrix in matrices}
    return [matrix for matrix in matrices if versions == "all" or matrix.iri not in earlier]


def accountability_share(matrices, *, versions="latest", only=None):
    counted = counted_versions(matrices, versions)
    counted = [matrix for matrix in counted if only in (None, matrix.iri)]
    found = defaultdict(list)
    for matrix in counted:
        for party in matrix.parties():
            found[matrix.party(party)].append((matrix, party))
    shares = []
    for iri, own in found.items():
        total = sum(len(matrix.rows) for matrix, _ in own)
        count = sum(party in row.parties(ANSWERS) for matrix, party in own for row in matrix.rows)
        share = {"accountable": count, "percent": percent(count, total), "activities": total}
        shares.append({"party": iri, "partyLabel": own[0][0].labels[iri], "matrices": len(own), **share})
    return sorted(shares, key=lambda each: (-each["accountable"], each["party"]))


def activities_without_type(matrices):
    return [about(row) for row in rows_of(matrices) if not row.kind]


def waivers(matrices):
    for matrix in matrices:
        for number, each in sorted(
            enumerate(matrix.data.get("waiver", ()), 1), key=lambda pair: (pair[1]["rule"], pair[1]["row"])
        ):
            said = {name: value for name, value in each.items() if name != "row"}
            yield about(matrix.rows[each["row"] - 1], waiver=Iri(f"{matrix.iri}/waiver/{number}"), **said)


def controls_carried_alone(matrices, party=None):
    links = _links()
    for matrix in matrices:
        bearing = defaultdict(list)
        for row in matrix.rows:
            kind, _, *rules = matrix.types.get(row.kind, (None, None))
            for control in [*links[kind], *(f"{HOUSE_RULES}/{rule}" for rule in rules)]:
                bearing[control].append(row)
        for who, control in product(sorted(matrix.parties(), key=matrix.party), sorted(bearing)):
            alone = all(row.settled and row.parties(DOES) == row.parties(ANSWERS) == [who] for row in bearing[control])
            if alone and party in (None, matrix.party(who)):
                *_, framework, number = control.split("/")
                own = {"frameworkLabel": FRAMEWORKS[framework], "controlId": number, "control": Iri(control)}
                yield {"matrix": matrix.iri, "activities": len(bearing[control]), **own, **labelled(matrix, who)}


def _links():
    """Return the controls of each activity type, by IRI."""
    text = (HERE.parent.parent / "data" / "controls" / "controls.sssom.tsv").read_text("utf-8")
    found = defaultdict(list)
    for row in csv.DictReader([line for line in text.splitlines() if line[0] != "#"], delimiter="\t"):
        found[row["subject_id"].replace("type:", TYPE)].append(row["object_id"].replace("control:", CONTROL))
    return found


def percent(count, total):
    """Return a share in per cent, a half upwards; 0 of nothing."""
    return int(100 * count / total + 0.5) if total else 0


def counts_of(rows, party):
    """Return in how many rows a party does, answers, is consulted, is informed."""
    functions = {"does": DOES, "answers": ANSWERS, "consulted": ADVISES, "informed": TOLD}
    return {name: sum(party in row.parties(each) for row in rows) for name, each in functions.items()}


def party_over_all_matrices(matrices, *, versions="latest", name=""):
    found = []
    for matrix in counted_versions(matrices, versions):
        for party in matrix.parties():
            if name and name.lower() not in {label.lower() for label in matrix.names[matrix.party(party)]}:
                continue
            active = sum(party in row.parties(DOES, ANSWERS) for row in matrix.rows)
            own = {"activities": len(matrix.rows), "active": active, "percent": percent(active, len(matrix.rows))}
            own |= {"matrixLabel": matrix.data["title"], "matrix": matrix.iri} | counts_of(matrix.rows, party)
            found.append(labelled(matrix, party) | own)
    return sorted(found, key=lambda each: (each["partyLabel"], each["party"], each["matrix"]))


def type_over_all_services(matrices, *, versions="latest"):
    found = []
    for row in rows_of(counted_versions(matrices, versions)):
        if not row.kind:
            continue
        kind, label, *_ = row.matrix.types[row.kind]
        about_type = {"typeLabel": label, "type": Iri(kind), "serviceLabel": row.matrix.data["serviceLabel"]}
        for party in row.parties(DOES, ANSWERS) or [None]:
            parts = [name for name, does in (("answers", ANSWERS), ("does", DOES)) if party in row.parties(does)]
            own = {"part": " and ".join(parts), **labelled(row.matrix, party)} if party else {}
            found.append(about(row, **about_type, **own))
    return sorted(found, key=lambda each: (each["typeLabel"], each["type"], each["matrix"], each["row"]))


def load_by_phase(matrices):
    for matrix in matrices:
        tops = {key: names for key, names in matrix.sections.items() if "." not in key}
        phases = [("", (None, None)), *tops.items()]
        for key, (number, heading) in phases:
            rows = [row for row in matrix.rows if (matrix.below(row, key) if key else not row.section)]
            work = sum(len(row.parties(DOES)) for row in rows)
            for party in matrix.parties() if rows else ():
                own = {"sectionNumber": number, "sectionLabel": heading, "activities": len(rows)}
                own |= counts_of(rows, party)
                own["section"] = Iri(f"{matrix.iri}/section/{key}") if key else None
                yield {"matrix": matrix.iri, "percent": percent(own["does"], work), **own, **labelled(matrix, party)}


def work_of_one_service(matrices):
    for matrix, other in product(matrices, matrices):
        services = [each.data.get("service") for each in (matrix, other)]
        if None in services or services[0] == services[1]:
            continue
        elsewhere = {row.kind for row in other.rows}
        for row in matrix.rows:
            if row.kind and row.kind not in elsewhere:
                kind, label, *_ = matrix.types[row.kind]
                named = {"type": Iri(kind), "typeLabel": label, "text": row.text}
                yield about(row, other=other.iri, **named)


def burden_by_kind_of_work(matrices):
    for matrix in matrices:
        groups = defaultdict(list)
        for row in matrix.rows:
            if row.kind:
                group = matrix.groups.get(row.kind, matrix.types[row.kind])
                groups[tuple(group[:2])].append(row)
        for (iri, label), rows in sorted(groups.items(), key=lambda each: (each[0][1], each[0][0])):
            for party in sorted(
                matrix.parties(), key=lambda each: (matrix.labels[matrix.party(each)], matrix.party(each))
            ):
                counts = counts_of(rows, party)
                own = {"activities": len(rows), "does": counts["does"], "answers": counts["answers"]}
                yield {"matrix": matrix.iri, "groupLabel": label, "group": Iri(iri), **own, **labelled(matrix, party)}


QUESTIONS = {
    "01-accountable-for-activity": accountable_for_activity,
    "02-responsibilities-of-party": responsibilities_of_party,
    "03-handovers": handovers,
    "04-accountable-not-responsible": accountable_not_responsible,
    "05-roles-by-party": roles_by_party,
    "06-not-exactly-one-accountable": not_exactly_one_accountable,
    "07-several-responsible": several_responsible,
    "08-customer-has-no-part": customer_has_no_part,
    "09-only-informed": only_informed,
    "10-sections-without-part": sections_without_part,
    "11-accountability-by-top-section": accountability_by_top_section,
    "12-unused-legend-letters": unused_legend_letters,
    "13-overlapping-roles": overlapping_roles,
    "14-matrix-as-printed": matrix_as_printed,
    "15-cells-not-from-source": cells_not_from_source,
    "16-ownership": ownership,
    "17-activities-by-text": activities_by_text,
    "18-end-of-service": end_of_service,
    "19-other-accountable": other_accountable,
    "20-changes-between-versions": changes_between_versions,
    "21-nobody-consulted-or-informed": nobody_consulted_or_informed,
    "22-accountability-share": accountability_share,
    "23-activities-without-type": activities_without_type,
    "24-waivers": waivers,
    "25-controls-carried-alone": controls_carried_alone,
    "26-party-over-all-matrices": party_over_all_matrices,
    "27-type-over-all-services": type_over_all_services,
    "28-load-by-phase": load_by_phase,
    "29-work-of-one-service": work_of_one_service,
    "30-burden-by-kind-of-work": burden_by_kind_of_work,
}


def answer(question, dataset, **values):
    """Return the rows of an answer: texts, numbers, dates and IRIs by column."""
    return list(QUESTIONS[question](read(DATASETS[dataset]), **values))


def as_json(columns, rows):
    """Return rows in the form of SPARQL 1.1 Query Results JSON, a row a line."""
    bindings = [{each: _term(row[each]) for each in columns if row.get(each) is not None} for row in rows]
    lines = ",\n".join(json.dumps(binding, ensure_ascii=False) for binding in bindings)
    head = json.dumps({"vars": list(columns)})
    return f'{{"head": {head},\n"results": {{"bindings": [\n{lines}{chr(10) if lines else ""}]}}}}\n'


def _term(value):
    if isinstance(value, Iri):
        return {"type": "uri", "value": value}
    if isinstance(value, str):
        return {"type": "literal", "value": value}
    kind = "date" if isinstance(value, date) else "integer"
    return {"type": "literal", "value": str(value), "datatype": XSD + kind}


def columns_of(question):
    """Return the columns that the header of a question names, in their order."""
    lines = (HERE.parent.parent / "queries" / f"{question}.rq").read_text("utf-8").splitlines()
    start = lines.index("#+ columns:") + 1
    return [line.removeprefix("#+   ").partition(":")[0] for line in lines[start:] if line.startswith("#+   ")]


def main():
    for dataset, folder in EXPECTED.items():
        folder.mkdir(exist_ok=True)
        for question in QUESTIONS:
            text = as_json(columns_of(question), answer(question, dataset))
            (folder / f"{question}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
