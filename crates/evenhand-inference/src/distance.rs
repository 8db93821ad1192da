//! How far two distributions are apart: of scores ([`kolmogorov_smirnov`], [`wasserstein_1`],
//! [`demographic_parity_area`]) and over categories ([`kullback_leibler`] and its kin).
//!
//! A distance is never negative, so it is read beside what chance alone makes: [`kolmogorov_p`] and [`BridgeNull`] for
//! scores, [`divergence_noise`] for categories.

mod bridge;
mod divergence;
mod kolmogorov;
mod norm;
mod null;
mod steps;

pub use bridge::BridgeNull;
pub use divergence::{
    SMOOTHING, hellinger, jensen_shannon, kullback_leibler, population_stability_index,
};
pub use kolmogorov::kolmogorov_p;
pub use norm::{chebyshev, lp_distance, total_variation};
pub use null::{Divergence, divergence_noise, divergence_noises, share_noise};
pub use steps::{Distances, demographic_parity_area, distances, kolmogorov_smirnov, wasserstein_1};
