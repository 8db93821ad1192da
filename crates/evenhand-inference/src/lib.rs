//! Intervals, tests, resampling and multiplicity: numbers in, numbers out.
//!
//! Pure functions without data, files or state. A rate is a [`Proportion`], events out of a total, both possibly
//! fractional because weighted or repeated rows enter by their effective size ([`effective_size`]). Every interval is an
//! [`Interval`] that names its method; a ratio's upper limit may be infinite.
//!
//! # Contents
//!
//! The default comes first; the others are there by name. Each function's page names the paper behind it, and
//! `docs/evidence.md` shows how often the intervals and tests are right.
//!
//! | question | functions |
//! |---|---|
//! | one rate | [`proportion_interval`]; [`clopper_pearson`], [`wilson`], [`jeffreys`], [`agresti_coull`] |
//! | difference of two rates | [`difference_interval`](two_sample::difference_interval); [`miettinen_nurminen_difference`](two_sample::miettinen_nurminen_difference), [`mee_difference`](two_sample::mee_difference), [`newcombe_difference`](two_sample::newcombe_difference), [`mover_exact_difference`](two_sample::mover_exact_difference), [`agresti_caffo_difference`](two_sample::agresti_caffo_difference) |
//! | ratio of two rates | [`ratio_interval`](two_sample::ratio_interval); [`miettinen_nurminen_ratio`](two_sample::miettinen_nurminen_ratio), [`koopman_ratio`](two_sample::koopman_ratio), [`mover_wilson_ratio`](two_sample::mover_wilson_ratio), [`mover_exact_ratio`](two_sample::mover_exact_ratio), [`katz_ratio`](two_sample::katz_ratio), [`katz_half_ratio`](two_sample::katz_half_ratio) |
//! | odds ratio | [`odds_ratio_interval`](two_sample::odds_ratio_interval); [`miettinen_nurminen_odds_ratio`](two_sample::miettinen_nurminen_odds_ratio) |
//! | any two estimates with intervals | [`mover_difference`](two_sample::mover_difference), [`mover_ratio`](two_sample::mover_ratio) |
//! | several groups | [`max_gap_interval`](k_groups::max_gap_interval), [`min_ratio_interval`](k_groups::min_ratio_interval), [`worst_value_interval`](k_groups::worst_value_interval) |
//! | equalized odds | [`equalized_odds_gap_interval`](k_groups::equalized_odds_gap_interval), [`equalized_odds_ratio_interval`](k_groups::equalized_odds_ratio_interval) |
//! | the gap that chance alone makes | [`noise_floor`](k_groups::noise_floor), [`ratio_noise_floor`](k_groups::ratio_noise_floor) |
//! | is there a difference? | [`difference_test`](two_by_two::difference_test); [`chi_square_2x2`](two_by_two::chi_square_2x2), [`g_test`](two_by_two::g_test), [`boschloo`](two_by_two::boschloo), [`barnard`](two_by_two::barnard), [`fisher_exact`](two_by_two::fisher_exact), [`fisher_mid_p`](two_by_two::fisher_mid_p), [`two_sd`](two_by_two::two_sd) |
//! | … among several groups, or a trend | [`chi_square_k`](two_by_two::chi_square_k), [`g_test_k`](two_by_two::g_test_k), [`cochran_armitage`](trend::cochran_armitage) |
//! | is it small enough? | [`tost_difference`](equivalence::tost_difference), [`tost_ratio`](equivalence::tost_ratio) |
//! | two decisions about the same people | [`tango`](paired::tango), [`newcombe_paired`](paired::newcombe_paired), [`mcnemar_exact`](paired::mcnemar_exact), [`mcnemar`](paired::mcnemar); weighted and repeated [`Paired`](paired::Paired); a gap before and after [`gap_change_interval`](paired::gap_change_interval), [`gap_change_test`](paired::gap_change_test), [`mean_gap_test`](paired::mean_gap_test) |
//! | one comparison looked at again and again | [`Process`](sequential::Process), [`confidence_set`](sequential::confidence_set); before and after [`compare`](sequential::compare); over many series [`e_benjamini_hochberg`](multiplicity::e_benjamini_hochberg) |
//! | inside strata | [`cmh`](strata::cmh), [`mantel_haenszel_odds_ratio`](strata::mantel_haenszel_odds_ratio), [`mantel_haenszel_risk_difference`](strata::mantel_haenszel_risk_difference), [`breslow_day`](strata::breslow_day), [`simpson_reversal`](strata::simpson_reversal) |
//! | many tests | [`holm`](multiplicity::holm), [`hochberg`](multiplicity::hochberg), [`hommel`](multiplicity::hommel), [`bonferroni`](multiplicity::bonferroni), [`benjamini_hochberg`](multiplicity::benjamini_hochberg), [`benjamini_yekutieli`](multiplicity::benjamini_yekutieli) |
//! | how many rows? | [`rows_needed_difference`](power::rows_needed_difference), [`rows_needed_ratio`](power::rows_needed_ratio), [`minimum_detectable_difference`](power::minimum_detectable_difference), [`power_two_proportions`](power::power_two_proportions), [`sample_size_two_proportions`](power::sample_size_two_proportions), [`sample_size_cohen_h`](power::sample_size_cohen_h) |
//! | weights and repeated people | [`effective_proportion`](effective_size::effective_proportion), [`jackknife_blocks`](effective_size::jackknife_blocks), [`kish`](effective_size::kish), [`score_test_effective`](two_by_two::score_test_effective) |
//! | a smooth function of counts | [`delta_of_cells`](mean::delta_of_cells), [`delta_interval`](mean::delta_interval), [`multinomial_variance`](mean::multinomial_variance) |
//! | … resampled | [`multinomial_replicates`](bootstrap::multinomial_replicates), [`stratified_replicates`](bootstrap::stratified_replicates), [`block_replicates`](bootstrap::block_replicates), [`poisson_replicates`](bootstrap::poisson_replicates), [`percentile_interval`](bootstrap::percentile_interval) |
//! | area under the curve | [`auc_interval`](auc::auc_interval), [`auc_difference_interval`](auc::auc_difference_interval); [`delong`](auc::delong), [`from_bins`](auc::from_bins), [`logit_delong`](auc::logit_delong), [`newcombe_auc`](auc::newcombe_auc); between groups [`cross_auc`](auc::cross_auc), [`Steps`](auc::Steps) |
//! | … and beyond it | [`average_precision`](auc::average_precision); the area between two curves [`abroca`](abroca::abroca), [`roc`](abroca::roc), [`area_between`](abroca::area_between) beside [`abroca_noise`](abroca::abroca_noise), of large groups [`AreaNull`](abroca::AreaNull) of [`Pooled`](abroca::Pooled) bins |
//! | distance of two score distributions | [`kolmogorov_smirnov`](distance::kolmogorov_smirnov), [`wasserstein_1`](distance::wasserstein_1), [`demographic_parity_area`](distance::demographic_parity_area), all of them [`distances`](distance::distances) beside [`BridgeNull`](distance::BridgeNull); [`kolmogorov_p`](distance::kolmogorov_p) |
//! | distance of two mixes of categories | [`total_variation`](distance::total_variation), [`jensen_shannon`](distance::jensen_shannon), [`kullback_leibler`](distance::kullback_leibler), [`hellinger`](distance::hellinger), [`population_stability_index`](distance::population_stability_index), [`chebyshev`](distance::chebyshev), [`lp_distance`](distance::lp_distance) beside [`divergence_noise`](distance::divergence_noise), [`divergence_noises`](distance::divergence_noises), or [`share_noise`](distance::share_noise) against known shares |
//! | calibration of scores | [`squared_error`](calibration::squared_error), [`expected_error`](calibration::expected_error) beside [`calibration_noise`](calibration::calibration_noise) and [`label_noise`](calibration::label_noise), [`observed_over_expected_interval`](calibration::observed_over_expected_interval); [`logistic_slope`](calibration::logistic_slope), [`logistic_intercept`](calibration::logistic_intercept) |
//! | means | [`t_interval`](mean::t_interval), [`welch_interval`](mean::welch_interval), [`log_ratio_interval`](mean::log_ratio_interval); below 200 rows [`bootstrap_t_interval`](mean::bootstrap_t_interval); weighted [`weighted_sample`](mean::weighted_sample) |
//! | … tested and standardized | [`welch_test`](mean::welch_test), [`cohens_d`](mean::cohens_d), [`standardized_mean_difference`](mean::standardized_mean_difference) |
//! | medians and other quantiles | [`quantile`](quantile::quantile), [`quantile_interval`](quantile::quantile_interval), [`quantile_difference_interval`](quantile::quantile_difference_interval) |
//! | correlations | [`correlation_interval`](correlation::correlation_interval), [`fisher_z_difference`](correlation::fisher_z_difference), [`fisher_z`](correlation::fisher_z) |
//! | do effects differ among groups? | [`cochran_q`](heterogeneity::cochran_q) |
//! | a line through rows or cells, with robust errors | [`ols`](regression::ols), [`ols_of_cells`](regression::ols_of_cells) |
//! | … a gap in means explained, or inside strata | [`kitagawa_oaxaca_blinder`](regression::kitagawa_oaxaca_blinder), [`stratified_mean_gap`](regression::stratified_mean_gap) |
//! | how much one attribute tells about another | [`cramers_v_corrected`](association::cramers_v_corrected), [`cramers_v`](association::cramers_v), [`mutual_information`](association::mutual_information), [`conditional_mutual_information`](association::conditional_mutual_information), [`correlation_ratio`](association::correlation_ratio); by chance: [`association_null`](association::association_null), [`conditional_information_null`](association::conditional_information_null), [`tables_null`](association::tables_null), [`permutation_test`](permutation::permutation_test), [`sums_test`](permutation::sums_test) |
//! | groups known only by a proxy, or not for all rows | [`kallus_mao_zhou`](bounds::kallus_mao_zhou), [`missing_attribute_bounds`](bounds::missing_attribute_bounds); [`weighted_rates`](bounds::weighted_rates), [`regression_rates`](bounds::regression_rates) |
//! | many subgroups searched | [`max_t`](subgroup::max_t), [`score_z`](subgroup::score_z), [`Dealer`](subgroup::Dealer), [`scan_test`](subset_scan::scan_test), [`scan_score`](subset_scan::scan_score), [`Outcomes`](subset_scan::Outcomes) |
//! | how unequal are amounts? | [`gini`](inequality::gini), [`jain`](inequality::jain), [`theil`](inequality::theil), [`mean_log_deviation`](inequality::mean_log_deviation), [`generalized_entropy`](inequality::generalized_entropy), [`atkinson`](inequality::atkinson) |
//! | ranked lists | [`ndkl`](ranking::ndkl), [`skew`](ranking::skew), [`infeasible`](ranking::infeasible), [`attention_weighted_rank_fairness`](ranking::attention_weighted_rank_fairness), [`rank_normalized_difference`](ranking::rank_normalized_difference), [`rank_normalized_divergence`](ranking::rank_normalized_divergence), [`rank_normalized_ratio`](ranking::rank_normalized_ratio); by chance: [`ranking_null`](ranking::ranking_null) |
//! | does an uplift score rank? | [`qini_area`](uplift::qini_area), [`qini_curve`](uplift::qini_curve), [`uplift_area`](uplift::uplift_area), [`uplift_curve`](uplift::uplift_curve) |
//! | small groups on a plot, never for a verdict | [`beta_binomial`](shrinkage::beta_binomial) |
//!
//! Wald intervals of rates and the percentile bootstrap of a maximum are not here: they do not cover what they claim.
//!
//! ```
//! use evenhand_inference::{Level, Proportion, two_sample::difference_interval};
//!
//! let (women, men) = (Proportion::new(70.0, 340.0)?, Proportion::new(102.0, 340.0)?);
//! let gap = difference_interval(women, men, Level::P95.z());
//! assert!(gap.upper < 0.0, "women are selected less often: {gap:?}");
//! # Ok::<(), evenhand_inference::Error>(())
//! ```

pub mod abroca;
pub mod association;
pub mod auc;
pub mod bootstrap;
pub mod bounds;
pub mod calibration;
pub mod correlation;
pub mod distance;
pub mod distribution;
pub mod effective_size;
pub mod equivalence;
mod error;
mod estimate;
pub mod heterogeneity;
pub mod inequality;
mod interval;
pub mod k_groups;
mod level;
pub mod mean;
pub mod multiplicity;
mod noise;
pub mod one_sample;
pub mod paired;
pub mod permutation;
pub mod power;
mod proportion;
pub mod quantile;
pub mod ranking;
pub mod regression;
pub mod sequential;
pub mod shrinkage;
mod sorted;
pub mod standardised;
pub mod strata;
pub mod subgroup;
pub mod subset_scan;
pub mod trend;
pub mod two_by_two;
pub mod two_sample;
pub mod uplift;

pub use error::{Error, Result};
pub use estimate::Estimate;
pub use interval::Interval;
pub use level::Level;
pub use noise::Noise;
pub use one_sample::{agresti_coull, clopper_pearson, jeffreys, proportion_interval, wilson};
pub use proportion::Proportion;
