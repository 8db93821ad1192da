//! The guide: how to audit with evenhand, and how to read what it says.
//!
//! | page | for |
//! |---|---|
//! | [Tutorial](tutorial) | everybody who runs evenhand for the first time |
//! | [How to read a scorecard](reading) | everybody who reads its numbers |
//! | [For boards](boards) | those who decide, without statistics |
//! | [For ML teams](teams) | those who build and release the model |
//! | [Methods and their sources](methods) | those who check the statistics |
//! | [From Fairlearn, AIF360 and Aequitas](peers) | those who know another tool |
//!
//! Every command of these pages was run, and every output is compared with that of the program by a test.
//!
//! # Files of the repository
//!
//! Where a page names a file of the repository, it is one of these:
//!
//! | file | what it holds |
//! |---|---|
//! | `docs/ci.md` | the gate in GitHub, GitLab, pre-commit, cron, and where records are kept |
//! | `docs/evidence.md` | how often intervals and verdicts were right in populations whose truth is known |
//! | `docs/metrics.md` | every metric: formula, reading, traps, source |
//! | `docs/privacy.md` | what is hidden from whom, and what that withstands |
//! | `docs/boards.md` | a board's first two meetings: minutes, signatures, waivers |
//! | `docs/performance.md` | what an audit costs in time and memory |
//! | `docs/decisions/` | what was decided, and on what evidence |
//! | `datasets/spring-campaign/card.md` | what was planted in the sample |
//! | `reports/spring-campaign/report.html` | the sample's report |

/// One page. The links come first: of two definitions of a link the first counts, so that a page leads to files where it
/// is read as a file, and to pages of this documentation here.
macro_rules! page {
    ($name:ident) => {
        #[doc = include_str!("../guide/links.txt")]
        #[doc = include_str!(concat!(env!("OUT_DIR"), "/pictures.md"))]
        #[doc = include_str!(concat!("../guide/", stringify!($name), ".md"))]
        pub mod $name {}
    };
}

page!(tutorial);
page!(reading);
page!(boards);
page!(teams);
page!(methods);
page!(peers);
