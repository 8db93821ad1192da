use crate::bytes::Bytes;
use crate::csv::Dialect;
use crate::error::{Error, Place, Result};
use crate::table::DataFile;
use memchr::{memchr, memrchr};

/// Longest record, in bytes.
pub(crate) const LONGEST: usize = 64 << 20;
/// Usual size of a block.
const BLOCK: usize = 1 << 20;

/// A text file cut into blocks of whole records.
pub(crate) struct Blocks<'a> {
    bytes: Bytes,
    carry: Vec<u8>,
    dialect: Option<&'a Dialect>,
    file: &'a DataFile,
    offset: u64,
}

/// Some whole records.
pub(crate) struct Block {
    /// Bytes of the file they took, as it is packed.
    pub packed: u64,
    /// Unpacked bytes before them.
    pub offset: u64,
    /// The records.
    pub text: Vec<u8>,
}

impl<'a> Blocks<'a> {
    /// The records after the header of a file; `dialect` where quotes may hide line ends.
    pub fn open(file: &'a DataFile, start: u64, dialect: Option<&'a Dialect>) -> Result<Self> {
        let mut bytes = Bytes::open(&file.path, file.packing)?;
        let mut header = Vec::new();
        bytes
            .fill(&mut header, start as usize)
            .map_err(|source| damaged(file, source))?;
        Ok(Self {
            bytes,
            carry: Vec::new(),
            dialect,
            file,
            offset: start,
        })
    }

    /// The next block.
    pub fn next_block(&mut self) -> Result<Option<Block>> {
        let before = self.bytes.taken();
        let mut text = std::mem::take(&mut self.carry);
        text.reserve(BLOCK + BLOCK / 8);
        let mut wanted = BLOCK.saturating_sub(text.len()).max(BLOCK / 8);
        loop {
            let read = self
                .bytes
                .fill(&mut text, wanted)
                .map_err(|source| damaged(self.file, source))?;
            let ended = read < wanted;
            let cut = if ended {
                Some(text.len())
            } else {
                last_record_end(&text, self.dialect)
            };
            if let Some(cut) = cut {
                if text.is_empty() {
                    return Ok(None);
                }
                self.carry = text.split_off(cut);
                let block = Block {
                    packed: self.bytes.taken() - before,
                    offset: self.offset,
                    text,
                };
                self.offset += cut as u64;
                return Ok(Some(block));
            }
            if text.len() > LONGEST {
                let line = self.file.line_of(self.offset)?;
                return Err(Error::LongLine {
                    place: Place::file(&self.file.name).line(line),
                    limit: LONGEST,
                });
            }
            wanted = text.len();
        }
    }
}

fn damaged(file: &DataFile, source: std::io::Error) -> Error {
    Error::Damaged {
        place: Place::file(&file.name),
        source: Box::new(source),
    }
}

/// Where the last whole record of a text ends that begins at the start of one.
pub(crate) fn last_record_end(text: &[u8], dialect: Option<&Dialect>) -> Option<usize> {
    let simple = || memrchr(b'\n', text).map(|end| end + 1);
    let Some(dialect) = dialect else {
        return simple();
    };
    let Some(first_quote) = memchr(b'"', text) else {
        return simple();
    };
    let mut end = memrchr(b'\n', &text[..first_quote]).map(|end| end + 1);
    let mut at = end.unwrap_or(0);
    while let Some(next) = record_end(text, at, dialect) {
        at = next;
        end = Some(next);
    }
    end
}

/// Where the record that begins at `at` ends, line end included.
fn record_end(text: &[u8], mut at: usize, dialect: &Dialect) -> Option<usize> {
    let mut field_start = true;
    while at < text.len() {
        let byte = text[at];
        if field_start && byte == b'"' {
            at += 1;
            loop {
                at += memchr(b'"', &text[at..])? + 1;
                match text.get(at) {
                    Some(b'"') => at += 1,
                    Some(_) => break,
                    None => return None,
                }
            }
            field_start = false;
        } else if byte == b'\n' {
            return Some(at + 1);
        } else {
            field_start = byte == dialect.delimiter
                || field_start && dialect.trim && (byte == b' ' || byte == b'\t');
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_inside_quotes_is_not_the_end_of_a_record() {
        let dialect = Dialect::default();
        assert_eq!(last_record_end(b"a,b\nc,\"d\ne", Some(&dialect)), Some(4));
        assert_eq!(
            last_record_end(b"a,\"b\"\"\n\"\nc", Some(&dialect)),
            Some(9)
        );
        assert_eq!(last_record_end(b"5\" disk\nx", Some(&dialect)), Some(8));
        assert_eq!(last_record_end(b"abc", Some(&dialect)), None);
    }
}
