use clap::{Args, ValueEnum};
use evenhand::{PrivacyRules, Profile, Scorecard, privacy};

/// Who the outputs are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
pub struct ProfileArgs {
    /// Who the outputs are for: internal shows everything, board hides counts of few people and what would give them away,
    /// public rounds as well. By default what `[privacy] profile` says, else internal.
    #[arg(long, value_enum, value_name = "WHO")]
    pub profile: Option<ProfileFlag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileFlag {
    Internal,
    Board,
    Public,
}

impl ProfileArgs {
    /// The scorecard as it may be shown.
    pub fn shown(self, card: &Scorecard) -> Scorecard {
        let written = privacy::rules(card);
        let profile = match self.profile {
            None => written.profile,
            Some(ProfileFlag::Internal) => Profile::Internal,
            Some(ProfileFlag::Board) => Profile::Board,
            Some(ProfileFlag::Public) => Profile::Public,
        };
        privacy::suppress_by(card, &PrivacyRules { profile, ..written })
    }
}
