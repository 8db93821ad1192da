//! Reads the message catalogue and writes one typed function for every message.
//!
//! English is the source. The build fails, with a list, where another language lacks a message, has one too many, stands
//! in another file, or prints other variables: a sentence that would fall back to English never reaches a reader.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a build stops where it fails, and speaks to cargo on standard output"
)]

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The source first. The order is that of `Language`.
const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];
/// Longest file that is still read with pleasure.
const LINES: usize = 500;
/// Keys of a choice by number.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// Where private letters stand for values while a message is put together.
const PRIVATE: char = '\u{f0000}';

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("locales");
    let mut faults = Vec::new();
    let all: Vec<Catalogue> = LANGUAGES
        .iter()
        .map(|language| Catalogue::read(&root.join(language), language, &mut faults))
        .collect();
    let (source, others) = all.split_first().unwrap();
    for other in others {
        source.compare(other, &mut faults);
    }
    let code = code(&all, &mut faults);
    if !faults.is_empty() {
        faults.sort();
        faults.dedup();
        for fault in &faults {
            println!("cargo::error={fault}");
        }
        std::process::exit(1);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap()).join("messages.rs");
    fs::write(out, code).unwrap();
}

/// The messages of one language.
struct Catalogue {
    language: &'static str,
    files: Vec<PathBuf>,
    messages: BTreeMap<String, Message>,
    terms: BTreeSet<String>,
}

struct Message {
    file: String,
    text: String,
    variables: BTreeMap<String, Use>,
    terms: BTreeSet<String>,
}

/// How a message uses a variable.
#[derive(Clone, Default)]
struct Use {
    printed: bool,
    /// Keys of a choice by word.
    keys: BTreeSet<String>,
    /// Whether a choice depends on the number.
    plural: bool,
}

impl Catalogue {
    fn read(folder: &Path, language: &'static str, faults: &mut Vec<String>) -> Self {
        let mut catalogue = Self {
            language,
            files: Vec::new(),
            messages: BTreeMap::new(),
            terms: BTreeSet::new(),
        };
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "ftl"))
            .collect();
        files.sort();
        for file in &files {
            catalogue.read_file(file, faults);
        }
        catalogue.files = files;
        for (id, message) in &catalogue.messages {
            for term in message.terms.difference(&catalogue.terms) {
                faults.push(format!("{language}: {id} uses an unknown term -{term}"));
            }
        }
        catalogue
    }

    fn read_file(&mut self, path: &Path, faults: &mut Vec<String>) {
        let language = self.language;
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap();
        if text.lines().count() > LINES {
            faults.push(format!("{language}/{file} has more than {LINES} lines"));
        }
        if text.chars().any(|letter| letter >= PRIVATE) {
            faults.push(format!("{language}/{file} holds a letter for private use"));
        }
        let resource = match fluent_syntax::parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = text[..error.pos.start].lines().count().max(1);
                    faults.push(format!("{language}/{file}:{line}: {error}"));
                }
                resource
            }
        };
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name.to_owned();
                    let Some(pattern) = message.value.filter(|_| message.attributes.is_empty())
                    else {
                        faults.push(format!("{language}/{file}: {id} is no plain message"));
                        continue;
                    };
                    let mut reader = Reader::default();
                    reader.pattern(&pattern);
                    for fault in reader.faults {
                        faults.push(format!("{language}/{file}: {id} {fault}"));
                    }
                    let message = Message {
                        file: file.clone(),
                        text: plain(&pattern),
                        variables: reader.variables,
                        terms: reader.terms,
                    };
                    if self.messages.insert(id.clone(), message).is_some() {
                        faults.push(format!("{language}/{file}: {id} is there twice"));
                    }
                }
                Entry::Term(term) if !self.terms.insert(term.id.name.to_owned()) => {
                    faults.push(format!("{language}/{file}: -{} twice", term.id.name));
                }
                _ => {}
            }
        }
    }

    /// What another language lacks, has too much of, or says with other variables.
    fn compare(&self, other: &Self, faults: &mut Vec<String>) {
        let language = other.language;
        for (id, message) in &self.messages {
            let Some(translated) = other.messages.get(id) else {
                faults.push(format!("{language}/{}: {id} is missing", message.file));
                continue;
            };
            if translated.file != message.file {
                faults.push(format!("{language}: {id} belongs in {}", message.file));
            }
            for (name, known) in &message.variables {
                let printed = translated.variables.get(name).is_some_and(|it| it.printed);
                if known.printed && !printed {
                    faults.push(format!("{language}: {id} does not print ${name}"));
                }
            }
            for (name, found) in &translated.variables {
                match message.variables.get(name) {
                    None => faults.push(format!("{language}: {id} has an unknown ${name}")),
                    Some(known) if known.keys.len() > 1 => {
                        for key in found.keys.difference(&known.keys) {
                            faults.push(format!("{language}: {id} has an unknown [{key}]"));
                        }
                    }
                    Some(_) => {}
                }
            }
        }
        for (id, message) in &other.messages {
            if !self.messages.contains_key(id) {
                faults.push(format!("{language}/{}: {id} is not in en", message.file));
            }
        }
    }
}

/// Walks through a message and notes what it uses.
#[derive(Default)]
struct Reader {
    variables: BTreeMap<String, Use>,
    terms: BTreeSet<String>,
    faults: Vec<String>,
}

impl Reader {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    let used = self.variables.entry(id.name.to_owned()).or_default();
                    for variant in variants {
                        match variant.key {
                            VariantKey::NumberLiteral { .. } => used.plural = true,
                            VariantKey::Identifier { name } if PLURALS.contains(&name) => {
                                used.plural = true;
                            }
                            VariantKey::Identifier { name } => {
                                used.keys.insert(name.to_owned());
                            }
                        }
                    }
                } else {
                    self.inline(selector);
                }
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.variables
                    .entry(id.name.to_owned())
                    .or_default()
                    .printed = true;
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.terms.insert(id.name.to_owned());
                if let Some(CallArguments { positional, named }) = arguments {
                    for argument in positional {
                        self.inline(argument);
                    }
                    for argument in named {
                        self.inline(&argument.value);
                    }
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { id, .. } => {
                self.faults.push(format!("calls {}", id.name));
            }
            InlineExpression::MessageReference { id, .. } => {
                self.faults
                    .push(format!("refers to {}; make it a term", id.name));
            }
        }
    }
}

/// The message as one line of documentation: choices in their default form.
fn plain(pattern: &Pattern<&str>) -> String {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Select { variants, .. } => {
                    let chosen = variants.iter().find(|variant| variant.default);
                    text.push_str(&chosen.map_or_else(String::new, |it| plain(&it.value)));
                }
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    let _ = write!(text, "{{{}}}", id.name);
                }
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    text.push_str(value);
                }
                Expression::Inline(_) => text.push('…'),
            },
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The functions, and the files of every language.
fn code(all: &[Catalogue], faults: &mut Vec<String>) -> String {
    let mut code = String::from("const SOURCES: [&[&str]; 4] = [\n");
    for catalogue in all {
        code.push_str("    &[\n");
        for file in &catalogue.files {
            let _ = writeln!(code, "        include_str!({:?}),", file.display());
        }
        code.push_str("    ],\n");
    }
    code.push_str("];\n\n#[allow(clippy::too_many_arguments)]\nimpl Words {\n");
    let mut ids = String::new();
    for (id, message) in &all[0].messages {
        let mut parameters = String::new();
        let mut arguments = String::new();
        let mut listed = String::new();
        for name in message.variables.keys() {
            let kind = kind(all, id, name, faults);
            let argument = name.replace('-', "_");
            let _ = write!(parameters, ", {argument}: impl Into<{kind}>");
            let _ = write!(
                arguments,
                "({name:?}, Argument::{kind}({argument}.into())), "
            );
            let _ = write!(listed, "({name:?}, \"{kind}\"), ");
        }
        let function = id.replace('-', "_");
        let _ = write!(
            code,
            "    /// `{}`\n    pub(crate) fn {function}(self{parameters}) -> Sentence {{\n        self.say({id:?}, vec![{arguments}])\n    }}\n\n",
            message.text.replace('`', "'")
        );
        let _ = writeln!(ids, "    ({id:?}, &[{listed}]),");
    }
    let _ = write!(
        code,
        "}}\n\n#[cfg(test)]\npub(crate) const MESSAGES: &[(&str, &[(&str, &str)])] = &[\n{ids}];\n"
    );
    code
}

/// What a variable takes: a number to choose by, a word to choose by, or anything to print.
fn kind(all: &[Catalogue], id: &str, name: &str, faults: &mut Vec<String>) -> &'static str {
    let mut total = Use::default();
    for catalogue in all {
        if let Some(used) = catalogue
            .messages
            .get(id)
            .and_then(|message| message.variables.get(name))
        {
            total.printed |= used.printed;
            total.plural |= used.plural;
            total.keys.extend(used.keys.iter().cloned());
        }
    }
    if !total.keys.is_empty() && (total.plural || total.printed) {
        faults.push(format!("{id} chooses by ${name} in more than one way"));
    }
    if total.plural {
        "Count"
    } else if !total.keys.is_empty() {
        "Key"
    } else {
        "Value"
    }
}
