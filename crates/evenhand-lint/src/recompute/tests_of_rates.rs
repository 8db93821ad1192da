use super::Check;
use crate::columns::Role;
use crate::comparator::highest;
use crate::finding::Code;
use crate::group::{Group, Kind};
use crate::number::{Agreement, Range, decimals, p_value_text};
use evenhand_inference::distribution::normal;
use evenhand_inference::two_by_two::{
    Alternative, Table2x2, barnard, boschloo, chi_square_2x2, chi_square_k, fisher_exact,
    fisher_mid_p, fisher_one_sided, g_test, g_test_k, two_sd,
};

/// Up to this many possible tables the unconditional tests are run, too.
const MOST_TABLES: u64 = 20_000;

/// Beyond this many people Fisher's test is not run: it takes time, and is the z test there.
const MOST_PEOPLE: u64 = 5_000_000;

/// A test's name, its value, and whether it is what most would mean.
type Candidate = (&'static str, f64, bool);

fn unpooled_z(table: Table2x2) -> Option<f64> {
    let (a, b) = table.proportions();
    let (p, q) = (a.events / a.total, b.events / b.total);
    let variance = p * (1.0 - p) / a.total + q * (1.0 - q) / b.total;
    (variance > 0.0).then(|| (p - q) / variance.sqrt())
}

fn p_values(table: Table2x2) -> Vec<Candidate> {
    let pooled = two_sd(table);
    let mut all = vec![("two-sample z", pooled.p_value, true)];
    if table.n1() + table.n2() <= MOST_PEOPLE {
        all.push(("Fisher's exact test", fisher_exact(table).p_value, true));
        all.push(("Fisher's mid-p", fisher_mid_p(table).p_value, true));
        all.push((
            "Fisher's test, one-sided",
            fisher_one_sided(table, Alternative::Less),
            false,
        ));
        all.push((
            "Fisher's test, one-sided",
            fisher_one_sided(table, Alternative::Greater),
            false,
        ));
    }
    if let Some(z) = unpooled_z(table) {
        all.push(("z, not pooled", normal::two_sided(z), false));
    }
    all.push((
        "chi-square with Yates' correction",
        chi_square_2x2(table, true).p_value,
        false,
    ));
    all.push(("likelihood-ratio test", g_test(table).p_value, false));
    all.push(("z, one-sided", pooled.p_value / 2.0, false));
    if (table.n1() + 1).saturating_mul(table.n2() + 1) <= MOST_TABLES {
        all.push(("Boschloo's test", boschloo(table).p_value, false));
        all.push(("Barnard's test", barnard(table).p_value, false));
    }
    all
}

impl Check<'_> {
    /// The tables that a line's test may be about, the most usual first: whom it is compared with, and the counts.
    fn pairs(&self, line: usize) -> Vec<(String, Table2x2)> {
        let Some((x1, n1)) = self.group(line).and_then(Group::counts) else {
            return Vec::new();
        };
        let mut others: Vec<(String, (u64, u64))> = Vec::new();
        let named = |other: usize| {
            Some((
                self.group(other)?.label.clone(),
                self.group(other)?.counts()?,
            ))
        };
        let top = self
            .comparator
            .as_ref()
            .and_then(|comparator| highest(&self.rates, comparator));
        others.extend(top.filter(|top| *top != line).and_then(named));
        for (other, _) in self.block.categories() {
            if other != line && Some(other) != top {
                others.extend(named(other));
            }
        }
        if others.len() > 1
            && let Some(rest) = self.other_counts(line)
        {
            others.push(("all others together".to_owned(), rest));
        }
        others
            .into_iter()
            .filter_map(|(name, (x2, n2))| Some((name, Table2x2::new(x1, n1, x2, n2).ok()?)))
            .collect()
    }

    /// p-values and test statistics.
    pub(super) fn tests(&mut self) {
        if self.block.columns.of(Role::PValue).is_none() && self.block.columns.of(Role::Z).is_none()
        {
            return;
        }
        let counts: Option<Vec<(u64, u64)>> = self
            .block
            .categories()
            .map(|(_, group)| group.counts())
            .collect();
        let mut together: Vec<Candidate> = Vec::new();
        if let Some(counts) = counts.filter(|counts| counts.len() > 1) {
            let tests = [
                ("chi-square over all categories", chi_square_k(&counts)),
                ("likelihood ratio over all categories", g_test_k(&counts)),
            ];
            together.extend(
                tests
                    .into_iter()
                    .filter_map(|(name, test)| Some((name, test.ok()?.p_value, false))),
            );
        }
        for (line, group) in self.block.groups.iter().enumerate() {
            if group.kind != Kind::Category {
                continue;
            }
            let pairs = self.pairs(line);
            if pairs.is_empty() {
                continue;
            }
            self.p_value(line, &pairs, &together);
            self.statistic(line, &pairs);
        }
    }

    fn p_value(&mut self, line: usize, pairs: &[(String, Table2x2)], together: &[Candidate]) {
        let Some(printed) = self
            .group(line)
            .and_then(|group| group.number(Role::PValue))
        else {
            return;
        };
        // The comparator is not tested against itself; some print 1 there.
        let own = self
            .comparator
            .as_ref()
            .and_then(|comparator| highest(&self.rates, comparator))
            == Some(line);
        if (own && printed.value >= 1.0 - 1e-9) || !(0.0..=1.0).contains(&printed.value) {
            return;
        }
        let agrees = |value: f64| {
            printed.agreement(Range::point(value.clamp(0.0, 1.0)), i32::MIN) != Agreement::Differs
        };
        for (place, (_, table)) in pairs.iter().enumerate() {
            if let Some((_, _, usual)) = p_values(*table)
                .into_iter()
                .filter(|(_, p, _)| agrees(*p))
                .max_by_key(|(_, _, usual)| *usual)
            {
                self.recomputed += 1;
                self.agreed += 1;
                if !usual || place > 0 {
                    self.once(Code::OtherTest, Role::PValue, line);
                }
                return;
            }
        }
        self.recomputed += 1;
        if together.iter().any(|(_, p, _)| agrees(*p)) {
            self.agreed += 1;
            self.once(Code::OtherTest, Role::PValue, line);
            return;
        }
        let Some((against, table)) = pairs.first() else {
            return;
        };
        let z = two_sd(*table);
        let mut finding = self.finding(Code::PValue, line, Role::PValue);
        finding.recomputed = p_value_text(z.p_value);
        finding.how = format!(
            "two-sample z of {}/{} against {}/{} ({against}){}",
            table.x1(),
            table.n1(),
            table.x2(),
            table.n2(),
            if table.n1() + table.n2() <= MOST_PEOPLE {
                format!(
                    "; Fisher's exact test {}",
                    p_value_text(fisher_exact(*table).p_value)
                )
            } else {
                String::new()
            }
        );
        finding.action = "name the test and compute it again".to_owned();
        let tiny = 1e-300;
        finding.distance = libm::log10(z.p_value.max(tiny) / printed.value.max(1e-12)).abs() / 4.0;
        self.findings.push(finding);
    }

    fn statistic(&mut self, line: usize, pairs: &[(String, Table2x2)]) {
        let Some(printed) = self.group(line).and_then(|group| group.number(Role::Z)) else {
            return;
        };
        let own = self
            .comparator
            .as_ref()
            .and_then(|comparator| highest(&self.rates, comparator))
            == Some(line);
        if own && printed.value.abs() < 1e-9 {
            return;
        }
        let mut best = Agreement::Differs;
        for (_, table) in pairs {
            for z in [two_sd(*table).statistic, unpooled_z(*table)]
                .into_iter()
                .flatten()
            {
                for signed in [z, -z] {
                    let agreement = printed.agreement(Range::point(signed), i32::MIN);
                    if best == Agreement::Differs || agreement == Agreement::Rounded {
                        best = agreement;
                    }
                }
            }
        }
        if self.count(best, line, Role::Z) {
            return;
        }
        let Some((against, table)) = pairs.first() else {
            return;
        };
        let z = two_sd(*table).statistic.unwrap_or(0.0);
        let mut finding = self.finding(Code::Statistic, line, Role::Z);
        finding.recomputed = decimals(z, printed.decimals.max(2));
        finding.how = format!(
            "pooled z of {}/{} against {}/{} ({against})",
            table.x1(),
            table.n1(),
            table.x2(),
            table.n2()
        );
        finding.action = "compute the statistic again".to_owned();
        finding.distance = (printed.value.abs() - z.abs()).abs() / 4.0;
        self.findings.push(finding);
    }
}
