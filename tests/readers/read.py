"""Reads reports with other people's tools: python read.py FILE...

A .sarif file is held against the published schema and read by sarif-tools, an .xml file against the schema of Jenkins' xUnit
plugin and read by junitparser. Prints one JSON object, by file, of what those readers count; the exit code is 1 if a file
does not keep to its schema.
"""

import json
import sys
from pathlib import Path

import jsonschema
from junitparser import Failure, JUnitXml, Skipped
from lxml import etree
from sarif import loader

SCHEMAS = Path(__file__).parent / "schemas"
MOST_WRONG = 5


def sarif(path):
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())
    document = json.loads(path.read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    wrong = [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(document)]
    read = loader.load_sarif_file(str(path))
    report = read.get_report()
    return {
        "by_level": {level: report.get_issue_count_for_severity(level) for level in report.get_severities()},
        "results": read.get_result_count(),
        "wrong": wrong[:MOST_WRONG],
    }


def junit(path):
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd")))
    document = etree.parse(str(path))
    schema.validate(document)
    wrong = [f"line {error.line}: {error.message[:200]}" for error in schema.error_log]
    cases = [case for suite in JUnitXml.fromfile(str(path)) for case in suite]
    of = lambda kind: sum(any(isinstance(result, kind) for result in case.result) for case in cases)
    return {
        "cases": len(cases),
        "failures": of(Failure),
        "names": [case.name for case in cases],
        "skipped": of(Skipped),
        "wrong": wrong[:MOST_WRONG],
    }


def main(names):
    found = {}
    for name in names:
        path = Path(name)
        found[path.name] = sarif(path) if path.suffix == ".sarif" else junit(path)
    json.dump(found, sys.stdout)
    return int(any(what["wrong"] for what in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
