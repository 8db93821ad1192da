use super::{Comparison, Filter, FilterError, Literal};

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Text(String),
    Number(f64),
    Compare(Comparison),
    Symbol(char),
    End,
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
}

type Parsed<T> = Result<T, FilterError>;

pub(super) fn parse(text: &str) -> Parsed<Filter> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
    };
    let filter = parser.alternatives()?;
    match parser.peek() {
        Token::End => Ok(filter),
        other => parser.fail(format!(
            "expected `and`, `or` or the end, found {}",
            describe(other)
        )),
    }
}

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.next].1
    }

    fn take(&mut self) -> Token {
        let token = self.tokens[self.next].1.clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    fn fail<T>(&self, message: String) -> Parsed<T> {
        Err(FilterError {
            position: self.tokens[self.next].0,
            message,
        })
    }

    fn keyword(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(w) if w.eq_ignore_ascii_case(word));
        if found {
            self.take();
        }
        found
    }

    fn symbol(&mut self, symbol: char) -> Parsed<()> {
        if *self.peek() == Token::Symbol(symbol) {
            self.take();
            return Ok(());
        }
        self.fail(format!(
            "expected `{symbol}`, found {}",
            describe(self.peek())
        ))
    }

    fn alternatives(&mut self) -> Parsed<Filter> {
        let mut left = self.conjunction()?;
        while self.keyword("or") {
            left = Filter::Or(Box::new(left), Box::new(self.conjunction()?));
        }
        Ok(left)
    }

    fn conjunction(&mut self) -> Parsed<Filter> {
        let mut left = self.factor()?;
        while self.keyword("and") {
            left = Filter::And(Box::new(left), Box::new(self.factor()?));
        }
        Ok(left)
    }

    fn factor(&mut self) -> Parsed<Filter> {
        if self.keyword("not") {
            return Ok(Filter::Not(Box::new(self.factor()?)));
        }
        if *self.peek() == Token::Symbol('(') {
            self.take();
            let inner = self.alternatives()?;
            self.symbol(')')?;
            return Ok(inner);
        }
        self.predicate()
    }

    fn predicate(&mut self) -> Parsed<Filter> {
        let column = match self.peek().clone() {
            Token::Word(name) | Token::Quoted(name) => {
                self.take();
                name
            }
            other => {
                return self.fail(format!(
                    "expected the name of a column, found {}",
                    describe(&other)
                ));
            }
        };
        if self.keyword("is") {
            let negated = self.keyword("not");
            if !self.keyword("missing") {
                return self.fail(format!(
                    "expected `missing`, found {}",
                    describe(self.peek())
                ));
            }
            let missing = Filter::Missing { column };
            return Ok(if negated {
                Filter::Not(Box::new(missing))
            } else {
                missing
            });
        }
        let negated = self.keyword("not");
        if self.keyword("in") {
            self.symbol('[')?;
            let mut literals = vec![self.literal()?];
            while *self.peek() == Token::Symbol(',') {
                self.take();
                literals.push(self.literal()?);
            }
            self.symbol(']')?;
            let list = Filter::In { column, literals };
            return Ok(if negated {
                Filter::Not(Box::new(list))
            } else {
                list
            });
        }
        match self.peek().clone() {
            Token::Compare(comparison) if !negated => {
                self.take();
                Ok(Filter::Compare {
                    column,
                    comparison,
                    literal: self.literal()?,
                })
            }
            other => self.fail(format!(
                "expected one of = != < <= > >=, `in`, `not in` or `is missing`, found {}",
                describe(&other)
            )),
        }
    }

    fn literal(&mut self) -> Parsed<Literal> {
        let literal = match self.peek().clone() {
            Token::Text(text) => Literal::Text(text),
            Token::Number(number) => Literal::Number(number),
            Token::Word(word) if word.eq_ignore_ascii_case("true") => Literal::Boolean(true),
            Token::Word(word) if word.eq_ignore_ascii_case("false") => Literal::Boolean(false),
            Token::Word(word) => {
                return self.fail(format!("a text stands in single quotes: '{word}'"));
            }
            other => {
                return self.fail(format!(
                    "expected a number, a 'text', true or false, found {}",
                    describe(&other)
                ));
            }
        };
        self.take();
        Ok(literal)
    }
}

fn describe(token: &Token) -> String {
    match token {
        Token::Word(text) | Token::Quoted(text) => format!("`{text}`"),
        Token::Text(text) => format!("'{text}'"),
        Token::Number(number) => number.to_string(),
        Token::Compare(_) => "a comparison".to_owned(),
        Token::Symbol(symbol) => format!("`{symbol}`"),
        Token::End => "the end".to_owned(),
    }
}

fn tokens(text: &str) -> Parsed<Vec<(usize, Token)>> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < characters.len() {
        let start = i;
        let c = characters[i];
        let following = characters.get(i + 1).copied();
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        let token = match c {
            '\'' | '"' => {
                let mut value = String::new();
                i += 1;
                loop {
                    match characters.get(i) {
                        Some(&q) if q == c && characters.get(i + 1) == Some(&c) => {
                            value.push(c);
                            i += 2;
                        }
                        Some(&q) if q == c => break,
                        Some(&other) => {
                            value.push(other);
                            i += 1;
                        }
                        None => {
                            return Err(FilterError {
                                position: start + 1,
                                message: format!("{c} is never closed"),
                            });
                        }
                    }
                }
                i += 1;
                if c == '"' {
                    Token::Quoted(value)
                } else {
                    Token::Text(value)
                }
            }
            '(' | ')' | '[' | ']' | ',' => {
                i += 1;
                Token::Symbol(c)
            }
            '=' | '!' | '<' | '>' => {
                let comparison = match (c, following) {
                    ('=', _) => Comparison::Equal,
                    ('!', Some('=')) | ('<', Some('>')) => Comparison::NotEqual,
                    ('<', Some('=')) => Comparison::LessOrEqual,
                    ('>', Some('=')) => Comparison::GreaterOrEqual,
                    ('<', _) => Comparison::Less,
                    ('>', _) => Comparison::Greater,
                    _ => {
                        return Err(FilterError {
                            position: start + 1,
                            message: "expected `!=`".to_owned(),
                        });
                    }
                };
                let two = matches!(
                    (c, following),
                    ('=' | '!' | '<' | '>', Some('=')) | ('<', Some('>'))
                );
                i += if two { 2 } else { 1 };
                Token::Compare(comparison)
            }
            c if c.is_ascii_digit()
                || (c == '-' || c == '.')
                    && following.is_some_and(|f| f.is_ascii_digit() || f == '.') =>
            {
                i += 1;
                while characters.get(i).is_some_and(|d| {
                    d.is_ascii_alphanumeric()
                        || *d == '.'
                        || (*d == '-' && matches!(characters[i - 1], 'e' | 'E'))
                }) {
                    i += 1;
                }
                let number: String = characters[start..i].iter().collect();
                match number.parse() {
                    Ok(value) => Token::Number(value),
                    Err(_) => {
                        return Err(FilterError {
                            position: start + 1,
                            message: format!("`{number}` is not a number"),
                        });
                    }
                }
            }
            c if c.is_alphanumeric() || c == '_' => {
                while characters
                    .get(i)
                    .is_some_and(|d| d.is_alphanumeric() || matches!(d, '_' | '.' | '#'))
                {
                    i += 1;
                }
                Token::Word(characters[start..i].iter().collect())
            }
            other => {
                return Err(FilterError {
                    position: start + 1,
                    message: format!("`{other}` has no meaning here"),
                });
            }
        };
        tokens.push((start + 1, token));
    }
    tokens.push((characters.len() + 1, Token::End));
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_binds_tighter_than_or() {
        let filter = parse("a = 1 or b = 2 and c = 3").unwrap();
        assert!(matches!(filter, Filter::Or(_, right) if matches!(*right, Filter::And(_, _))));
    }

    #[test]
    fn errors_point_at_the_character() {
        assert_eq!(parse("a == 'x'").map(|f| f.columns().len()), Ok(1));
        assert_eq!(parse("a = x").unwrap_err().position, 5);
        assert_eq!(parse("a = 'x").unwrap_err().position, 5);
        assert_eq!(parse("a in ['x'").unwrap_err().position, 10);
        assert!(parse("").is_err());
        assert!(parse("a = 1 b = 2").is_err());
    }

    #[test]
    fn every_form_is_read() {
        let text = "not (\"a b\" is not missing) and x not in ['it''s', 2.5, true] and y <> -1e-3";
        assert_eq!(parse(text).unwrap().columns(), ["a b", "x", "y"]);
    }
}
