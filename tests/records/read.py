"""Reads the records of an audit with the libraries of the systems they are made for."""

import json
import os
import sys
import types
import typing
import uuid
from pathlib import Path

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).resolve().parents[2]
CODES = ["within_limit", "waived", "hidden", "not_tested", "insufficient_data", "possible_gap", "confirmed_gap"]


def number(value):
    return float(value)


def mlflow(folder, card):
    from mlflow import MlflowClient

    client = MlflowClient(f"file:{folder}/mlruns")
    experiment = client.get_experiment_by_name("audits")
    runs = client.search_runs([experiment.experiment_id])
    assert len(runs) == 1, runs
    run = runs[0]
    assert run.info.status == "FINISHED" and run.info.end_time >= run.info.start_time > 1_600_000_000_000
    metrics = run.data.metrics
    stems = {}
    for key, value in metrics.items():
        stem, _, ending = key.rpartition(".")
        stems.setdefault(stem, {})[ending] = value
        assert len(client.get_metric_history(run.info.run_id, key)) == 1
    # Every finding is there with its own numbers.
    key = lambda n, code, value: (n, code, value)
    ours = sorted(
        key(f["n"], CODES.index(f["verdict"]), number(f["value"]) if f["value"] is not None else -9.0)
        for f in card["findings"]
    )
    theirs = sorted(key(s["n"], s["verdict_code"], s.get("estimate", -9.0)) for s in stems.values())
    assert ours == theirs
    assert run.data.params["evenhand.spec_sha256"] == card["digests"]["spec"]
    assert run.data.tags["mlflow.runName"] == (card["system"]["title"] or card["system"]["id"])
    names = {a.path for a in client.list_artifacts(run.info.run_id)}
    assert names == {"scorecard.json", "report.html"}, names
    copy = client.download_artifacts(run.info.run_id, "scorecard.json")
    assert json.loads(Path(copy).read_text()) == card
    return len(metrics)


def held_against(cls, value, path):
    """Holds a value against a class made from a published schema."""
    import attr

    origin, arguments = typing.get_origin(cls), typing.get_args(cls)
    if cls is typing.Any:
        return
    if origin in (typing.Union, types.UnionType):
        errors = []
        for one in arguments:
            try:
                return held_against(one, value, path)
            except AssertionError as error:
                errors.append(str(error))
        raise AssertionError("; ".join(errors))
    if origin is list:
        assert isinstance(value, list), path
        for i, one in enumerate(value):
            held_against(arguments[0], one, f"{path}[{i}]")
    elif origin is dict:
        assert isinstance(value, dict), path
        for key, one in value.items():
            held_against(arguments[1], one, f"{path}.{key}")
    elif attr.has(cls):
        assert isinstance(value, dict), path
        hints = typing.get_type_hints(cls)
        fields = {f.name: f for f in attr.fields(cls)}
        unknown = set(value) - set(fields)
        assert not unknown, f"{path}: {unknown}"
        for name, field in fields.items():
            if name in value:
                held_against(hints[name], value[name], f"{path}.{name}")
            else:
                assert field.default is not attr.NOTHING, f"{path}.{name} is missing"
    elif isinstance(cls, type) and issubclass(cls, __import__("enum").Enum):
        assert value in {one.value for one in cls}, f"{path}: {value}"
    elif cls is type(None):
        assert value is None, path
    elif cls is float:
        assert isinstance(value, (int, float)) and not isinstance(value, bool), path
    else:
        assert type(value) is cls, f"{path}: {value!r} is no {cls}"


def openlineage(folder, card):
    import jsonschema
    from dateutil import parser
    from openlineage.client.generated import base
    from openlineage.client import facet_v2 as f

    facets = {
        "dataQualityAssertions": f.data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet,
        "documentation": f.documentation_job.DocumentationJobFacet,
        "inputStatistics": f.input_statistics_input_dataset.InputStatisticsInputDatasetFacet,
        "jobType": f.job_type_job.JobTypeJobFacet,
        "ownership": f.ownership_job.OwnershipJobFacet,
        "processing_engine": f.processing_engine_run.ProcessingEngineRunFacet,
        "version": f.dataset_version_dataset.DatasetVersionDatasetFacet,
    }
    own = json.loads((ROOT / "crates/evenhand-report/src/record/openlineage/verdicts-facet.json").read_text())
    events = [json.loads(line) for line in (folder / "lineage.jsonl").read_text().split("\n")[:-1]]
    assert [event["eventType"] for event in events] == ["START", "COMPLETE"]
    assert len({event["run"]["runId"] for event in events}) == 1
    assert parser.isoparse(events[0]["eventTime"]) <= parser.isoparse(events[1]["eventTime"])
    for event in events:
        uuid.UUID(event["run"]["runId"])
        assert event["schemaURL"] == base.RunEvent._get_schema()
        places = [event["run"], event["job"]] + event["inputs"]
        for place in places:
            for kind in ("facets", "inputFacets"):
                for name, facet in place.get(kind, {}).items():
                    if name == "evenhand_verdicts":
                        schema = {"$ref": "#/$defs/VerdictsRunFacet", "$defs": own["$defs"]}
                        jsonschema.Draft202012Validator(schema).validate(facet)
                    else:
                        assert facet["_schemaURL"] == facets[name]._get_schema(), name
                        held_against(facets[name], facet, name)
                # Base facets know the two keys that all have; the rest was looked at above.
                place[kind] = {
                    name: {key: facet[key] for key in ("_producer", "_schemaURL")}
                    for name, facet in place.get(kind, {}).items()
                }
                if kind == "inputFacets" and "namespace" not in place or place is event["job"]:
                    place.pop("inputFacets", None)
        held_against(base.RunEvent, event, "event")
    last = json.loads((folder / "lineage.jsonl").read_text().split("\n")[1])
    verdicts = last["run"]["facets"]["evenhand_verdicts"]["findings"]
    assert [v["verdict"] for v in verdicts] == [f["verdict"] for f in card["findings"]]
    assertions = last["inputs"][0]["inputFacets"]["dataQualityAssertions"]["assertions"]
    good = [f for f in card["findings"] if f["verdict"] == "within_limit"]
    assert sum(a["success"] for a in assertions) == len(good)
    return len(assertions)


def prometheus(folder, card):
    from prometheus_client.parser import text_string_to_metric_families

    samples = {}
    for family in text_string_to_metric_families((folder / "evenhand.prom").read_text()):
        assert family.type == "gauge" and family.documentation, family
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            assert key not in samples, f"{key} twice"
            samples[key] = sample.value
            assert sample.labels["system"] == card["system"]["id"]
    public = json.loads((folder / "public.json").read_text())
    by_finding = {(f["check"], f["attribute"], f["group"]): f for f in public["findings"]}
    shown = 0
    for (name, labels), value in samples.items():
        labels = dict(labels)
        if name not in ("evenhand_ratio", "evenhand_value", "evenhand_verdict"):
            continue
        finding = by_finding[(labels["check"], labels["attribute"], labels["group"])]
        assert finding["n"] >= 10, finding["group"]
        shown += 1
        if name == "evenhand_verdict":
            assert value == CODES.index(finding["verdict"])
        else:
            part = {"lo": "lower", "est": "value", "hi": "upper"}[labels["quantile"]]
            assert value == number(finding[part]), finding
    names = {name for name, _ in samples}
    assert {"evenhand_last_success_timestamp_seconds", "evenhand_waivers_expiring"} <= names
    return shown


def in_toto(folder, card):
    import google.protobuf.json_format as pb_json
    from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
    from in_toto_attestation.v1 import statement_pb2
    from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
    from in_toto_attestation.v1.statement import Statement

    text = (folder / "test-result.json").read_text()
    statement = Statement.copy_from_pb(pb_json.Parse(text, statement_pb2.Statement()))
    statement.validate()
    assert statement.pb.predicate_type == "https://in-toto.io/attestation/test-result/v0.1"
    predicate = pb_json.ParseDict(json.loads(text)["predicate"], test_result_pb2.TestResult())
    for configuration in predicate.configuration:
        ResourceDescriptor.copy_from_pb(configuration).validate()
    assert predicate.configuration[0].digest["sha256"] == card["digests"]["spec"]
    digests = {subject.digest["sha256"] for subject in statement.pb.subject}
    assert card["digests"]["statistics"] in digests and "ab" * 32 in digests
    gates = [f["verdict"] for f in card["findings"] if f["severity"] == "gate"]
    assert predicate.result == ("FAILED" if "confirmed_gap" in gates else "WARNED"), predicate.result
    tests = [*predicate.passed_tests, *predicate.warned_tests, *predicate.failed_tests]
    assert len(tests) == len(set(tests)) == len(card["findings"])
    return len(tests)


def model_card(folder, card):
    from huggingface_hub import ModelCard

    text = (folder / "CARD.md").read_bytes()
    original = (folder / "before.md").read_bytes()
    marks = [b"# evenhand:begin", b"# evenhand:end", b"<!-- evenhand:begin -->", b"<!-- evenhand:end -->"]
    assert all(text.count(mark + b"\n") == 1 for mark in marks)
    rest = text
    for begin, end in (marks[:2], marks[2:]):
        rest = rest[: rest.index(begin + b"\n")] + rest[rest.index(end + b"\n") + len(end) + 1 :]
    assert rest == original + b"\n" or rest == original, rest
    read = ModelCard.load(folder / "CARD.md")
    assert read.data.license == "mit" and read.data.tags == ["marketing"]
    assert read.data.model_name == "v1", read.data.model_name
    names = [result.metric_name for result in read.data.eval_results]
    assert len(names) == len(set(names)) > 0
    for result in read.data.eval_results:
        assert isinstance(result.metric_value, str) and "[" in result.metric_value
        assert result.task_type == "bias-audit" and result.dataset_type == card["system"]["id"]
    public = json.loads((folder / "public.json").read_text())
    hidden = {(f["attribute"], f["group"]) for f in public["findings"] if f["verdict"] == "hidden"}
    seen = {(f["attribute"], f["group"]) for f in public["findings"] if f["verdict"] != "hidden"}
    gone = [f"| {attribute}: {group} |" for attribute, group in hidden - seen]
    assert gone and not any(row in text.decode() for row in gone)
    return len(names)


def yaml_files():
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hooks[0]["id"] == "evenhand-spec" and hooks[0]["entry"].startswith("evenhand check --spec-only")
    action = yaml.safe_load((ROOT / ".github/actions/evenhand/action.yml").read_text())
    assert action["runs"]["using"] == "composite" and all(step["shell"] for step in action["runs"]["steps"])
    blocks = (ROOT / "docs/ci.md").read_text().split("```yaml\n")[1:]
    for block in blocks:
        assert yaml.safe_load(block.split("```")[0]), block
    return 2 + len(blocks)


def main():
    folder = Path(sys.argv[1])
    card = json.loads((folder / "scorecard.json").read_text())
    for reader in (mlflow, openlineage, prometheus, in_toto, model_card):
        print(f"{reader.__name__}: {reader(folder, card)} read")
    print(f"yaml: {yaml_files()} read")


main()
