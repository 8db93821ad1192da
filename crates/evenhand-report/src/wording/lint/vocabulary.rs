//! What must not be said, and by what the required parts are known, in every language.

use crate::words::Language;

/// The words of one language.
pub(super) struct Vocabulary {
    /// Never, on any page; a star stands for any ending.
    pub(super) never: &'static [&'static str],
    /// Not on the first page.
    pub(super) not_on_page_one: &'static [&'static str],
    /// Between the ends of a range.
    pub(super) ranges: &'static [&'static str],
    /// A limit.
    pub(super) limits: &'static [&'static str],
    /// That limits were adopted, or by nobody.
    pub(super) adoption: &'static [&'static str],
    /// With this much data.
    pub(super) so_much_data: &'static str,
    /// The smallest gap that could have been seen.
    pub(super) unseen: &'static str,
}

pub(super) fn of(language: Language) -> &'static Vocabulary {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
    }
}

const ENGLISH: Vocabulary = Vocabulary {
    never: &[
        "fair",
        "fairness",
        "unbiased",
        "bias-free",
        "free of bias",
        "passed the audit",
        "compliant",
        "complies",
        "no discrimination",
        "proves",
        "safe",
        "certified",
        "minority group*",
        "there is no gap",
        "deserve*",
        "red",
        "green",
    ],
    not_on_page_one: &[
        "statistically significant",
        "p-value*",
        "passed",
        "p =",
        "p <",
    ],
    ranges: &[" to "],
    limits: &["limit is "],
    adoption: &[
        "adopted by",
        "nobody is named as having adopted",
        "No limit was applied",
    ],
    so_much_data: "with this much data",
    unseen: "could have gone unseen",
};

const GERMAN: Vocabulary = Vocabulary {
    never: &[
        "fair*",
        "unvoreingenommen*",
        "vorurteilsfrei*",
        "verzerrungsfrei*",
        "gerecht*",
        "prüfung bestanden",
        "konform*",
        "rechtskonform*",
        "regelkonform*",
        "rechtmäßig*",
        "keine diskriminierung",
        "diskriminierungsfrei*",
        "beweist",
        "bewiesen",
        "unbedenklich*",
        "zertifiziert*",
        "minderheit*",
        "es gibt keinen unterschied",
        "verdien*",
        "rot",
        "rote",
        "grün*",
    ],
    not_on_page_one: &[
        "signifikan*",
        "statistisch signifikant*",
        "p-wert*",
        "bestanden",
        "p =",
        "p <",
    ],
    ranges: &[" bis "],
    limits: &["Grenzwert ist ", "Grenzwert aus "],
    adoption: &["beschlossen", "kein Grenzwert angewandt"],
    so_much_data: "so vielen Daten",
    unseen: "unbemerkt bleiben",
};

const FRENCH: Vocabulary = Vocabulary {
    never: &[
        "équitable*",
        "équité",
        "impartial*",
        "sans biais",
        "non biaisé*",
        "a réussi l’audit",
        "a passé l’audit",
        "est conforme",
        "conforme à la loi",
        "conforme aux règles",
        "conformité",
        "aucune discrimination",
        "pas de discrimination",
        "non discriminatoire*",
        "prouve*",
        "sans danger",
        "sans risque",
        "certifié*",
        "minorité*",
        "minoritaire*",
        "il n’y a pas d’écart",
        "mérite*",
        "rouge*",
        "vert",
        "verte",
    ],
    not_on_page_one: &[
        "statistiquement significati*",
        "significati*",
        "valeur p",
        "p =",
        "p <",
    ],
    ranges: &[" à "],
    limits: &["limite est ", "limite convenue est ", "limite de "],
    adoption: &["adoptées", "qui les a adoptées", "Aucune limite"],
    so_much_data: "autant de données",
    unseen: "passer inaperçu",
};

const SPANISH: Vocabulary = Vocabulary {
    never: &[
        "justo*",
        "justa*",
        "equitativ*",
        "equidad",
        "imparcial*",
        "sin sesgo*",
        "libre de sesgo*",
        "superó la auditoría",
        "aprobó la auditoría",
        "conforme a la ley",
        "cumple la ley",
        "cumple con la ley",
        "sin discriminación",
        "ninguna discriminación",
        "no hay discriminación",
        "no discriminatori*",
        "demuestra*",
        "prueba que",
        "segura",
        "seguro",
        "certificad*",
        "minoría*",
        "no hay brecha*",
        "no existe brecha*",
        "merece*",
        "rojo*",
        "verde*",
    ],
    not_on_page_one: &[
        "estadísticamente significativ*",
        "significativ*",
        "valor p",
        "p =",
        "p <",
    ],
    ranges: &[" a "],
    limits: &["límite es ", "límite acordado es ", "límite de "],
    adoption: &["adoptados", "quién los adoptó", "ningún límite"],
    so_much_data: "esta cantidad de datos",
    unseen: "pasar inadvertida",
};

/// The phrases that a text holds.
pub(super) fn held(text: &str, phrases: &[&'static str]) -> Vec<&'static str> {
    let text = plain(text);
    phrases
        .iter()
        .copied()
        .filter(|phrase| {
            let (start, any_ending) = match phrase.strip_suffix('*') {
                Some(start) => (start, true),
                None => (*phrase, false),
            };
            let start = plain(start);
            let start = start.trim_end();
            text.match_indices(start).any(|(at, _)| {
                any_ending
                    || text[at + start.len()..]
                        .chars()
                        .next()
                        .is_none_or(char::is_whitespace)
            })
        })
        .collect()
}

/// Small letters, one blank before each word and at the end; signs other than letters, digits, `=` and `<` are blanks.
fn plain(text: &str) -> String {
    let text: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '\u{2019}' | '\'' => '’',
            c if c.is_alphanumeric() || "=<-".contains(c) => c,
            _ => ' ',
        })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}
