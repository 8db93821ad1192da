//! Golden values, commands, invariance and shape of the whole workspace, in one test binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

mod board;
mod browser;
mod cases;
mod catalogue;
mod commands;
mod compare;
mod data;
mod decisions;
mod forecast;
mod frontier;
mod gate;
mod golden;
mod guide;
mod history;
mod invariance;
mod languages;
mod limits;
mod measures;
mod newcomer;
mod packs;
mod privacy;
mod published;
mod readers;
mod records;
mod rows;
mod rules;
mod runs;
mod sample;
mod search;
mod serve;
mod shape;
mod statistics_files;
mod waivers;
mod year;
