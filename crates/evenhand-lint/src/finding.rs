//! What can be wrong with a published table: one list of codes, and where each was met.

use serde::Serialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A number does not recompute, or something that must be there is not.
    Error,
    /// Probably a mistake, or a number that nobody can recompute.
    Warning,
    /// How the number was made, where several ways are right.
    Note,
}

impl Severity {
    /// Its name in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($name:ident = $id:literal $severity:ident $title:literal, $explain:literal;)*) => {
        /// A kind of finding; its id is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// All of them, in the order of their ids.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its id, such as `PUB002`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// How grave it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What it says, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What it means and what to do, in one paragraph.
            #[must_use]
            pub fn explain(self) -> &'static str {
                match self { $(Self::$name => $explain,)* }
            }
        }
    };
}

codes! {
    Rate = "PUB001" Error "the rate does not follow from the counts",
        "The printed rate is neither the number selected divided by the number of people, rounded to the printed digits, nor that number cut off after them. Either a count or the rate is wrong; correct it at its source and compute the ratios again.";
    Ratio = "PUB002" Error "the impact ratio does not follow from the rates",
        "An impact ratio is the rate of a category divided by the highest rate of its block. Tried were all categories as comparator, only those of at least 2 % of the people, those that have a ratio themselves, and each category on its own; the exact counts, and the rates as they are printed; rounding and cutting off. None of these gives the printed digits. A typical cause is a ratio that is an average over jobs or offices while the counts are sums over them: such a ratio may be sound, but nobody can compute it from what is printed, and the publication should say so. Otherwise compute the ratio again from the counts.";
    PValue = "PUB003" Error "no standard test gives the printed p-value",
        "Tried were the two-sample z test (pooled and not), chi-square with and without Yates' correction, the likelihood-ratio test, Fisher's exact test, its mid-p, and for small tables Boschloo's and Barnard's tests, one-sided and two-sided, against the comparator, each other category, all others together, and over all categories at once. None gives the printed digits. Say which test was meant and compute it again.";
    Statistic = "PUB004" Error "the test statistic does not follow from the counts",
        "The number of standard deviations is the difference of two rates divided by its standard error, pooled or not. Neither gives the printed digits with either sign, against the comparator, any other category or all others together.";
    Difference = "PUB005" Error "the difference does not follow from the rates",
        "A difference of rates is the rate of a category minus that of the one it is compared with. No category of the block, nor all others together, gives the printed difference with either sign.";
    Flag = "PUB006" Error "the four-fifths mark contradicts the counts",
        "Whether a ratio is below four fifths is decided in whole numbers: 5 · selected · people of the comparator < 4 · selected of the comparator · people. A ratio of exactly four fifths is at the limit and not below it; a computer's division gets many of these wrong.";
    Total = "PUB007" Error "the total is not the sum of its groups",
        "The printed total is neither the sum of the known categories nor that sum with the people whose category is unknown. A category is missing, counted twice, or a count is wrong.";
    Share = "PUB008" Error "the share does not follow from the counts",
        "The printed share of people is not the category's count over the sum of the block, with or without the people whose category is unknown, nor over the printed total.";
    Impossible = "PUB009" Error "the value is impossible",
        "More people selected than there were, a rate above 100 %, a negative count or ratio, a p-value outside of 0 to 1: whatever was meant, this number cannot be right.";
    Comparator = "PUB010" Error "the comparator is not the most selected category",
        "All ratios of the block agree with one category as comparator, but another one, of at least 2 % of the people, was selected more often. The impact ratio divides by the highest rate; only categories below 2 % may be left out. Compute the ratios against the category named, or say why it was left out.";
    NoComparator = "PUB011" Error "no category has the comparator's ratio of 1",
        "In every block the most selected category has the ratio 1.00, because it is divided by itself. Here none has, so that the comparator is missing from the table or was taken from another one. Print the comparator's line.";
    NoRatio = "PUB012" Warning "a ratio is missing although its counts are there",
        "Other categories of the block have an impact ratio and this one, of at least 2 % of the people, has none. Only categories below 2 % may be left out. Compute the ratio, or say why it is not there.";
    NoCounts = "PUB013" Warning "rates or ratios without counts cannot be recomputed",
        "Without the number of people and the number selected nobody can check a rate, and a ratio only as far as the printed digits of the rates go. Print both counts of each category.";
    NoReason = "PUB014" Warning "a small category is left out without a reason",
        "A category below 2 % of the people may be left out of the ratios, but its count and rate stay in the table and the reason is stated. No text of the file speaks of an exclusion. State it.";
    Twice = "PUB015" Error "the same category stands twice in a block",
        "Lines that are compared with one another name the same category more than once, so that nobody can tell which ratio belongs to which rate; the ratios of the block were not recomputed. If the file holds several tables below one another, name the columns that set them apart with --by.";
    Unreadable = "PUB016" Warning "a cell that should hold a number is not readable",
        "The column holds numbers, and this cell neither a number nor a word for none such as N/A. It was left out of everything.";
    Truncated = "PUB017" Note "cut off instead of rounded",
        "The printed digits are right, but those behind were cut off instead of rounded: 18 of 28 is 64.286 %, printed as 64.2 instead of 64.3. The New York rule's own example does so. Nothing is wrong; rounding would be closer.";
    FromRates = "PUB018" Note "computed from rounded rates",
        "The ratio is that of the printed rates, which are rounded; from the counts the last digits would be others. Nothing is wrong; computing from the counts is more exact.";
    SmallLeftOut = "PUB019" Note "the comparator leaves out small categories",
        "The ratios agree if only categories of at least 2 % of the people, or only those that have a ratio themselves, may be the comparator. A category that was left out can then have a ratio above 1. The rule allows it; the reason should be stated.";
    Derived = "PUB020" Note "counts that were made from rates",
        "Numbers of people selected are not whole, or all of them divide to exactly the printed digits of the rates, so that they were computed from rounded rates. Rates of this block are therefore known only to their printed digits, and its ratios were checked within what these allow.";
    FewerDigits = "PUB021" Warning "agrees only if fewer digits are meant",
        "The other numbers of the column have more digits. With as many, this number is wrong; with those that are printed, rounding explains it.";
    OtherTest = "PUB022" Note "the p-value is that of a less usual test",
        "The p-value is not that of the two-sided z test or of Fisher's exact test against the comparator, but another standard test or another comparison gives its digits. Say which test it is.";
    NotWhole = "PUB023" Warning "no whole number of people gives this rate",
        "Of so few people no whole number selected makes the printed rate, rounded or cut off. Either the rate or the number of people is wrong, or people were weighted.";
    Unused = "PUB024" Note "a column was not used",
        "Two columns look alike, and only one was read. Name the one that is meant with --column.";
    Item = "PUB025" Error "the publication does not show what the rule asks for",
        "The policy pack lists what a publication must show, and this was not found, neither in the columns nor in the text of the file. Only the presence of words and numbers can be checked, not whether they are true.";
    Old = "PUB026" Error "the audit is older than the rule allows",
        "The date of the audit lies further back than the policy pack allows on the day it was judged by (--as-of, or today).";
    NoAge = "PUB027" Note "the age of the audit could not be told",
        "The policy pack limits how old an audit may be, and no date of the audit was found that could be read.";
    Nothing = "PUB028" Error "nothing could be recomputed",
        "No number of the file could be computed again from others: counts are missing everywhere. That is no clean result.";
    RoundedTwice = "PUB029" Note "rounded twice",
        "The true value was rounded to one digit more than is printed, and what came out was rounded again: 0.92849 becomes 0.9285 and then 0.929. The last digit is one too high. Round once, from the counts.";
}

impl Code {
    /// The code of that id, in any case.
    ///
    /// ```
    /// use evenhand_lint::Code;
    /// assert_eq!(Code::find("pub003"), Some(Code::PValue));
    /// ```
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(id.trim()))
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Something that was found, and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Which kind.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// One-based place of the table in the file; absent where it is about the whole file.
    pub table: Option<usize>,
    /// One-based line of the file.
    pub line: Option<usize>,
    /// One-based row of the table, headings included.
    pub row: Option<usize>,
    /// The block of lines that are compared with one another.
    pub block: String,
    /// The category.
    pub group: String,
    /// Heading of the column.
    pub column: String,
    /// As printed.
    pub printed: String,
    /// As it should be.
    pub recomputed: String,
    /// How that was computed, or what was found.
    pub how: String,
    /// What to do.
    pub action: String,
    /// How far off, for an order of findings: 0 is least.
    #[serde(skip)]
    pub distance: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn ids_count_up_and_every_code_is_explained() {
        for (place, code) in Code::ALL.iter().enumerate() {
            assert_eq!(code.id(), format!("PUB{:03}", place + 1));
            assert!(
                code.explain().ends_with('.') && code.explain().len() > 80,
                "{}",
                code.id()
            );
            assert!(!code.title().ends_with('.'));
        }
    }

    /// Codes are public: a change of this list is a change of what scripts rely on.
    #[test]
    fn the_list_of_codes_is_as_published() {
        let mut list = String::new();
        for code in Code::ALL {
            let _ = writeln!(
                list,
                "{} {} {}",
                code.id(),
                code.severity().as_str(),
                code.title()
            );
        }
        assert_eq!(list, include_str!("finding/codes.txt"));
    }
}
