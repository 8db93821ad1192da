"""How each peer is called: by the name in evenhand's list, for one table.

A peer answers with a value for each group (metrics of a group, or of a group against the reference) or with one value
under the empty name (summaries over the groups). NaN means that the peer has no number. `Unknown` means that this file
does not know how to call the name.
"""

from __future__ import annotations

import importlib.metadata
import inspect
import re
from types import SimpleNamespace
from typing import Any, Callable

import numpy as np
import pandas as pd

from tables import Table

Values = dict[str, float]
NAN = float("nan")


class Unknown(Exception):
    """No such function, or not for tables like these."""


class Skip(Exception):
    """This table cannot be given to the peer, which is no finding: it takes no weights, or two groups only."""


class Metric:
    """One metric of evenhand's list."""

    def __init__(self, row: dict[str, Any]):
        self.id: str = row["id"]
        self.scope: str = row["scope"]
        self.inputs: list[str] = row["inputs"]

    def truth(self, t: Table) -> np.ndarray:
        return t.outcome if "outcome" in self.inputs else t.label

    def prediction(self, t: Table) -> np.ndarray:
        return t.score if "score" in self.inputs else t.decision


def number(x: Any) -> float:
    """The peer's answer as a number; None and everything else that is none is NaN."""
    if x is None:
        return NAN
    try:
        return float(np.ravel(np.asarray(x, dtype=float))[0])
    except (TypeError, ValueError, IndexError):
        return NAN


def guarded(call: Callable[[], Any]) -> float:
    """A peer that stops with an error has no number. Only an unknown name passes through."""
    try:
        return number(call())
    except (Unknown, Skip):
        raise
    except Exception:  # noqa: BLE001  whatever the peer raises on odd tables
        return NAN


def each(metric: Metric, t: Table, group: Callable[[str], Any], pair: Callable[[str], Any], summary: Callable[[], Any]) -> Values:
    """One value for each group, for each group but the reference, or for the attribute."""
    if metric.scope == "group":
        return {g: guarded(lambda g=g: group(g)) for g in t.groups}
    if metric.scope == "pair":
        return {g: guarded(lambda g=g: pair(g)) for g in t.others}
    return {"": guarded(summary)}


def two_groups(t: Table) -> str:
    """The other group, for functions that know two groups only."""
    if len(t.groups) != 2:
        raise Skip
    return t.others[0]


def unweighted(t: Table) -> None:
    if t.weight is not None:
        raise Skip


def by_signature(function: Callable[..., Any], given: dict[str, Any]) -> Any:
    """Call with the arguments that the function names."""
    wanted = inspect.signature(function).parameters
    missing = [k for k, p in wanted.items() if p.default is p.empty and k not in given]
    if missing:
        raise Unknown
    return function(**{k: v for k, v in given.items() if k in wanted})


def find(name: str, *modules: Any) -> Any:
    for module in modules:
        if re.fullmatch(r"\w+", name) and hasattr(module, name):
            return getattr(module, name)
    raise Unknown


def fairlearn(name: str, m: Metric, t: Table) -> Values:
    import fairlearn.metrics as fm
    import sklearn.metrics as sk

    y, p = m.truth(t), m.prediction(t)

    def frame(function: Callable[..., Any]) -> Any:
        takes = "sample_weight" in inspect.signature(function).parameters
        if t.weight is not None and not takes:
            raise Skip
        weight = {"sample_weight": t.weight} if t.weight is not None else None
        return fm.MetricFrame(metrics=function, y_true=y, y_pred=p, sensitive_features=t.group, sample_params=weight)

    def reduced() -> float:
        """The spread or the extreme over the groups."""
        if name == 'difference(method="to_overall")':
            return frame(fm.selection_rate).difference(method="to_overall")
        if end := re.fullmatch(r"(\w+)_group_(min|max)", name):
            return getattr(frame(find(end[1], fm, sk)), f"group_{end[2]}")()
        weight = {} if t.weight is None else {"sample_weight": t.weight}
        return find(name, fm)(y, p, sensitive_features=t.group, **weight)

    if m.scope != "group":
        return {"": guarded(reduced)}
    if "y_pred" not in inspect.signature(find(name, fm, sk)).parameters and name != "roc_auc_score":
        raise Unknown
    by_group = guarded_frame(lambda: frame(find(name, fm, sk)).by_group)
    return {g: number(by_group.get(g)) for g in t.groups}


def guarded_frame(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except (Unknown, Skip):
        raise
    except Exception:  # noqa: BLE001
        return {}


def aif360(name: str, m: Metric, t: Table) -> Values:
    from aif360.datasets import BinaryLabelDataset
    from aif360.metrics import BinaryLabelDatasetMetric, ClassificationMetric
    import aif360.sklearn.metrics as skm

    entropy = any(w in name for w in ("entropy", "theil", "variation"))
    if entropy:
        unweighted(t)
    name, _, argument = name.partition("(")
    arguments = {k: float(v) for k, v in re.findall(r"(\w+)=([\d.]+)", argument)}
    arguments = {k: int(v) if v.is_integer() else v for k, v in arguments.items()}
    code = {g: float(i) for i, g in enumerate(t.groups)}

    def metric(rows: Table, group: str, others: list[str], decisions_as_labels: bool = False) -> Any:
        frame = pd.DataFrame({"g": [code[g] for g in rows.group], "y": rows.label.astype(float)})
        frame["w"] = 1.0 if rows.weight is None else rows.weight
        data = BinaryLabelDataset(df=frame, label_names=["y"], protected_attribute_names=["g"], favorable_label=1,
                                  unfavorable_label=0, instance_weights_name="w")
        guess = data.copy()
        guess.labels = rows.decision.astype(float).reshape(-1, 1)
        guess.scores = rows.score.reshape(-1, 1)
        sides = dict(unprivileged_groups=[{"g": code[group]}], privileged_groups=[{"g": code[o]} for o in others])
        if decisions_as_labels:
            return BinaryLabelDatasetMetric(guess, **sides)
        return ClassificationMetric(data, guess, **sides)

    def sklearn_style() -> float:
        index = pd.Index(t.group, name="g")
        y, d = pd.Series(t.label, index=index), pd.Series(t.decision, index=index)
        return by_signature(find(name, skm), dict(y_true=y, y_pred=d, prot_attr="g", sample_weight=t.weight))

    def group(g: str) -> float:
        if name == "conditional_demographic_disparity":
            return sklearn_style()
        if entropy:
            return getattr(metric(t.only(g), g, []), name)(**arguments)
        return find(name, metric(t, g, [o for o in t.groups if o != g]))(privileged=False)

    def pair(g: str) -> float:
        if hasattr(ClassificationMetric, name):
            return getattr(metric(t, g, [t.reference]), name)(**arguments)
        index = pd.Index(t.only(g, t.reference).group, name="g")
        rows = t.only(g, t.reference)
        y, d = pd.Series(rows.label, index=index), pd.Series(rows.decision, index=index)
        return by_signature(find(name, skm), dict(y_true=y, y_pred=d, prot_attr="g", priv_group=t.reference))

    def summary() -> float:
        if name == "smoothed_empirical_differential_fairness":
            return getattr(metric(t, t.others[0], [t.reference], decisions_as_labels=True), name)()
        if entropy and len(t.groups) > 2:
            return getattr(metric(t, t.others[0], t.others[1:] + [t.reference]), name.replace("_group_", "_all_groups_"))()
        if hasattr(ClassificationMetric, name):
            return getattr(metric(t, two_groups(t), [t.reference]), name)()
        return sklearn_style()

    return each(m, t, group, pair, summary)


def aequitas(name: str, m: Metric, t: Table) -> Values:
    from aequitas.bias import Bias
    from aequitas.group import Group

    unweighted(t)
    frame = pd.DataFrame({"score": t.decision, "label_value": t.label, "g": t.group.astype(str)})
    table, _ = Group().get_crosstabs(frame.copy(), attr_cols=["g"])
    if name.endswith("_disparity"):
        table = Bias().get_disparity_predefined_groups(table, original_df=frame, ref_groups_dict={"g": t.reference},
                                                       check_significance=False)
    if name not in table:
        raise Unknown
    values = dict(zip(table["attribute_value"], table[name]))
    return {g: number(values.get(g)) for g in (t.groups if m.scope == "group" else t.others)}


def jurity(name: str, m: Metric, t: Table) -> Values:
    from jurity.fairness import BinaryFairnessMetrics

    unweighted(t)
    score = find(name, BinaryFairnessMetrics)().get_score

    def pair(g: str) -> float:
        rows = t.only(g, t.reference)
        member = (rows.group == g).astype(int)
        given = dict(labels=rows.label, predictions=rows.decision, memberships=member, membership_label=1, membership_labels=1)
        return by_signature(score, given)

    def group(g: str) -> float:
        rows = t.only(g)
        return by_signature(score, dict(labels=rows.label, predictions=rows.decision))

    return each(m, t, group, pair, lambda: pair(two_groups(t)))


def holisticai(name: str, m: Metric, t: Table) -> Values:
    import holisticai.bias.metrics as hai

    unweighted(t)
    if name == "multiclass max":
        return {"": number(hai.multiclass_statistical_parity(t.group, t.decision, aggregation_fun="max"))}
    function = find(name, hai)

    def on(rows: Table, a: str, b: str) -> Any:
        given = dict(group_a=(rows.group == a).astype(int), group_b=(rows.group == b).astype(int), y_true=m.truth(rows),
                     y_pred=m.prediction(rows), y_score=m.prediction(rows))
        return by_signature(function, given)

    def group(g: str) -> float:
        if "group_a" not in inspect.signature(function).parameters:
            return on(t.only(g), g, g)
        answer = on(t, g, t.reference)
        return answer["sr_a"] if isinstance(answer, dict) else NAN

    return each(m, t, group, lambda g: on(t.only(g, t.reference), g, t.reference), lambda: on(t, two_groups(t), t.reference))


def clarify(name: str, m: Metric, t: Table) -> Values:
    from smclarify.bias.metrics import basic_stats, common, posttraining, pretraining

    unweighted(t)
    spelled = {"acceptance rate": "precision", "rejection rate": "rejection_rate", "DD": "CDDPL"}
    function = find(spelled.get(name, name), posttraining, pretraining, basic_stats)
    one_group = "sensitive_facet_index" not in inspect.signature(function).parameters

    def on(rows: Table, facet: str) -> Any:
        y, d = pd.Series(rows.label == 1), pd.Series(rows.decision == 1)
        feature = pd.Series(rows.group.astype(str))
        tp, tn, fp, fn = common.calc_confusion_matrix_quadrants(feature, y, d)
        given = dict(feature=feature, sensitive_facet_index=feature == facet, positive_label_index=y,
                     positive_predicted_label_index=d, label=pd.Series(m.prediction(rows)),
                     group_variable=pd.Series(["all"] * len(d)) if name == "DD" else pd.Series(rows.stratum.astype(str)),
                     TP=tp, TN=tn, FP=fp, FN=fn)
        return by_signature(function, given)

    return each(m, t, lambda g: on(t.only(g) if one_group else t, g), lambda g: on(t.only(g, t.reference), g),
                lambda: on(t, two_groups(t)))


def veritas(name: str, m: Metric, t: Table) -> Values:
    """The formulas of the toolkit, given the counts and masks that its use-case objects would hold."""
    from aiverify_veritastool.metrics.fairness_metrics import FairnessMetrics

    if not hasattr(np, "trapz"):  # gone from newer NumPy, still called by the toolkit
        np.trapz = np.trapezoid  # type: ignore[attr-defined]
    methods = {"ppv_parity": "positive_predictive_parity", "npv_parity": "negative_predictive_parity",
               "fdr_parity": "false_discovery_rate_parity", "for_parity": "false_omission_rate_parity",
               "ppv_ratio": "positive_predictive_ratio", "npv_ratio": "negative_predictive_ratio",
               "fdr_ratio": "false_discovery_rate_ratio", "for_ratio": "false_omission_rate_ratio",
               "equal_odds": "equalized_odds", "neg_equal_odds": "negative_equalized_odds",
               "equal_odds_ratio": "equalized_odds_ratio", "neg_equal_odds_ratio": "negative_equalized_odds_ratio"}
    if name not in ("log_loss", "rejected_harm", "acquire_benefit"):
        method = find("_compute_" + methods.get(name, name), FairnessMetrics)
    elif name == "log_loss":
        method = FairnessMetrics._compute_log_loss_score
    else:
        raise Unknown
    if "score" in m.inputs or name.startswith("mi_"):
        unweighted(t)

    def holder(rows: Table, g: str) -> SimpleNamespace:
        weight = np.ones(len(rows.label)) if rows.weight is None else rows.weight
        held = SimpleNamespace(curr_p_var="g", use_case_object=SimpleNamespace(multiclass_flag=False))
        held._compute_TPR_FPR = FairnessMetrics._compute_TPR_FPR.__get__(held)
        held._compute_log_loss_score = FairnessMetrics._compute_log_loss_score.__get__(held)
        shape = lambda x: np.asarray(x).reshape(1, 1, -1)  # noqa: E731
        held.feature_masks = {"g": shape((rows.group != g).astype(int))}
        held.y_trues, held.y_preds, held.y_probs = shape(rows.label), shape(rows.decision), shape(rows.score)
        for side, inside in (("us", rows.group == g), ("ps", rows.group != g)):
            for cell, y, d in (("tp", 1, 1), ("fn", 1, 0), ("fp", 0, 1), ("tn", 0, 0)):
                at = inside & (rows.label == y) & (rows.decision == d)
                setattr(held, f"{cell}_{side}", np.array([[weight[at].sum()]]))
        return held

    def compute(rows: Table, g: str) -> Any:
        held = holder(rows, g)
        if name.startswith("mi_separation") or name.startswith("mi_sufficiency"):
            FairnessMetrics._compute_mi_independence(held)  # leaves the entropies that the others read
        if name.startswith("mi_sufficiency"):
            FairnessMetrics._compute_mi_separation(held)
        return method(held)[0][0]

    def group(g: str) -> float:
        if name != "log_loss":
            raise Unknown
        held = holder(t, g)
        return method(held, held.y_trues, held.y_probs, held.feature_masks["g"])[1]

    return each(m, t, group, lambda g: compute(t.only(g, t.reference), g), lambda: compute(t, two_groups(t)))


def oxonfair(name: str, m: Metric, t: Table) -> Values:
    from oxonfair.utils import conditional_group_metrics, group_metrics

    unweighted(t)
    if name == "cond_weights":  # the conditional form of the metric behind demographic disparity
        metric = conditional_group_metrics.diff_pred_proportion
    else:
        metric = find(name, group_metrics)
    def arguments(rows: Table) -> tuple[np.ndarray, ...]:
        base = (rows.label, rows.decision, rows.group.astype(str))
        return (*base, rows.stratum.astype(str)) if name == "cond_weights" else base

    def group(g: str) -> float:
        if not hasattr(metric, "per_group"):
            return NAN
        return metric.per_group(*arguments(t))[0][t.groups.index(g)]

    def spread(rows: Table) -> float:
        return (metric.diff if hasattr(metric, "diff") else metric)(*arguments(rows))[0]

    return each(m, t, group, lambda g: spread(t.only(g, t.reference)), lambda: spread(t))


class Peer:
    def __init__(self, tool: str, package: str, call: Callable[[str, Metric, Table], Values]):
        self.tool, self.package, self.call = tool, package, call
        try:
            self.version: str | None = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            self.version = None


def all_peers() -> list[Peer]:
    return [Peer("Fairlearn", "fairlearn", fairlearn), Peer("AIF360", "aif360", aif360), Peer("Aequitas", "aequitas", aequitas),
            Peer("jurity", "jurity", jurity), Peer("Holistic AI", "holisticai", holisticai), Peer("Clarify", "smclarify", clarify),
            Peer("Veritas", "aiverify-veritastool", veritas), Peer("OxonFair", "oxonfair", oxonfair)]
