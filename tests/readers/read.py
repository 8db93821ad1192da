"""Reads reports with other people's tools: python read.py FILE...

A .sarif file is held against the published schema and read by sarif-tools, an .xml file against the schema of Jenkins' xUnit
plugin and read by junitparser. An envelope (.dsse.json) is verified by securesystemslib with every public key (*.pub) beside it,
and its statement read by in-toto-attestation; a flipped byte in the statement must be refused. Prints one JSON object, by file, of what those readers count; the exit code is 1 if a file
does not keep to its schema.
"""

import base64
import copy
import hashlib
import json
import sys
from pathlib import Path

import jsonschema
from cryptography.hazmat.primitives import serialization
from google.protobuf import json_format
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from junitparser import Failure, JUnitXml, Skipped
from lxml import etree
from sarif import loader
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

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


def public_key(path):
    key = serialization.load_pem_public_key(path.read_bytes())
    of_subject = serialization.PublicFormat.SubjectPublicKeyInfo
    der = key.public_bytes(serialization.Encoding.DER, of_subject)
    return SSlibKey.from_crypto(key, keyid=hashlib.sha256(der).hexdigest())


def envelope(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    names = {public_key(key).keyid: key.name for key in sorted(path.parent.glob("*.pub"))}
    keys = [public_key(path.parent / name) for name in names.values()]
    # The reader takes what it is given apart.
    signed_by = Envelope.from_dict(copy.deepcopy(document)).verify(keys, len(document["signatures"]))
    statement = base64.b64decode(document["payload"])
    wrong = []
    for place in range(0, len(statement), 50):
        flipped = bytearray(statement)
        flipped[place] ^= 1
        other = copy.deepcopy(document)
        other["payload"] = base64.b64encode(bytes(flipped)).decode()
        try:
            Envelope.from_dict(other).verify(keys, 1)
            wrong.append(f"byte {place} is another, and the signatures are found good")
        except VerificationError:
            pass
    read = json_format.Parse(statement, statement_pb2.Statement())
    Statement.copy_from_pb(read).validate()
    predicate = json_format.MessageToDict(read.predicate)
    result = json_format.ParseDict(predicate, test_result_pb2.TestResult(), ignore_unknown_fields=True)
    return {
        "decision": predicate["evenhand_board"]["decision"],
        "predicate_type": read.predicate_type,
        "result": result.result,
        "signed_by": sorted(names[key] for key in signed_by),
        "subjects": {subject.name: subject.digest["sha256"] for subject in read.subject},
        "wrong": wrong[:MOST_WRONG],
    }


READERS = {".sarif": sarif, ".xml": junit, ".json": envelope}


def main(names):
    found = {}
    for name in names:
        path = Path(name)
        found[path.name] = READERS[path.suffix](path)
    json.dump(found, sys.stdout)
    return int(any(what["wrong"] for what in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
