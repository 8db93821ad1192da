//! Columns whose pages are codes of a dictionary, unpacked from the pages themselves.
//!
//! Going through arrow's arrays, each code is copied, compared with the dictionary's length and, for small numbers,
//! converted twice; that took as long as everything else that is done to a row.

use super::chunk::Chunk;
use super::packed::Packed;
use crate::column::Column;
use crate::error::Cause;
use arrow_array::{Array, StringArray};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;
use std::fs::File;
use std::sync::Arc;

/// What codes stand for.
enum Dictionary {
    Texts(StringArray),
    Tiny(Vec<i8>),
}

impl Dictionary {
    fn len(&self) -> usize {
        match self {
            Self::Texts(values) => values.len(),
            Self::Tiny(values) => values.len(),
        }
    }
}

/// A page that is being read.
struct Current {
    codes: Packed,
    /// Rows of the page that are still to come.
    left: usize,
    /// Values of the dictionary, where its codes have bits for more than that.
    most: Option<usize>,
    /// Which of its rows have a value, where some have none; and how many of the rows were given out.
    present: Option<(Vec<bool>, usize)>,
}

impl Current {
    /// Appends the next rows, `done` others being there already.
    fn read<T: Copy + Default>(
        &mut self,
        rows: usize,
        done: usize,
        out: &mut Vec<T>,
        present: &mut Option<Vec<bool>>,
        map: impl Fn(u32) -> T,
    ) -> Result<(), Cause> {
        let empty = self.most == Some(0);
        if let Some((each, given)) = &mut self.present {
            let part = each.get(*given..*given + rows).unwrap_or_default();
            *given += rows;
            let mut values = Vec::new();
            let there = part.iter().filter(|present| **present).count();
            if empty && there > 0 {
                return Err(BEYOND.into());
            }
            self.codes.read(there, &mut values, map)?;
            let mut values = values.into_iter();
            let mut next = || values.next().unwrap_or_default();
            out.extend(part.iter().map(|p| if *p { next() } else { T::default() }));
            present
                .get_or_insert_with(|| vec![true; done])
                .extend_from_slice(part);
        } else {
            if empty && rows > 0 {
                return Err(BEYOND.into());
            }
            self.codes.read(rows, out, map)?;
            if let Some(present) = present {
                present.resize(done + rows, true);
            }
        }
        self.left -= rows;
        Ok(())
    }

    /// Whether all codes are in the dictionary; a row without a value has code 0.
    fn check(&self, codes: &[i32]) -> Result<(), Cause> {
        let Some(most) = self.most else {
            return Ok(());
        };
        // Without a branch for each, several are looked at side by side.
        let last = i32::try_from(most.max(1) - 1).unwrap_or(i32::MAX);
        let (mut above, mut signs) = (false, 0);
        for code in codes {
            above |= *code > last;
            signs |= *code;
        }
        if above || signs < 0 {
            return Err(BEYOND.into());
        }
        Ok(())
    }
}

const BEYOND: &str = "a code that is not in the dictionary";

/// The codes of one column in one row group.
pub(super) struct Codes {
    current: Option<Current>,
    dictionary: Dictionary,
    /// Whether a value may be missing.
    optional: bool,
    pages: Box<dyn PageReader>,
}

impl Codes {
    /// Opens a column of a row group; `None` where it is to be read through arrow.
    pub fn open(
        file: &Arc<File>,
        metadata: &ArrowReaderMetadata,
        row_group: usize,
        position: usize,
    ) -> Result<Option<Self>, Cause> {
        let schema = metadata.parquet_schema();
        let mut leaves =
            (0..schema.num_columns()).filter(|leaf| schema.get_column_root_idx(*leaf) == position);
        let (Some(leaf), None) = (leaves.next(), leaves.next()) else {
            return Ok(None);
        };
        let (column, group) = (
            schema.column(leaf),
            metadata.metadata().row_group(row_group),
        );
        let chunk = group.column(leaf);
        let texts = match metadata.schema().field(position).data_type() {
            DataType::Dictionary(_, values) => **values == DataType::Utf8,
            DataType::Int8 => false,
            _ => return Ok(None),
        };
        let physical = if texts { Type::BYTE_ARRAY } else { Type::INT32 };
        if column.max_rep_level() > 0
            || column.max_def_level() > 1
            || column.physical_type() != physical
            || !only_codes(chunk)
        {
            return Ok(None);
        }
        let rows = usize::try_from(group.num_rows())?;
        let mut pages: Box<dyn PageReader> = match Chunk::read(file, chunk)? {
            Some(read) => Box::new(SerializedPageReader::new(
                Arc::new(read),
                chunk,
                rows,
                None,
            )?),
            None => Box::new(SerializedPageReader::new(file.clone(), chunk, rows, None)?),
        };
        let Some(Page::DictionaryPage {
            buf, num_values, ..
        }) = pages.get_next_page()?
        else {
            return Ok(None);
        };
        let values = Buffer::from(buf);
        let dictionary = if texts {
            Dictionary::Texts(texts_of(values, num_values as usize)?)
        } else {
            match tiny_of(&values, num_values as usize)? {
                Some(values) => Dictionary::Tiny(values),
                None => return Ok(None),
            }
        };
        let mut codes = Self {
            current: None,
            dictionary,
            optional: column.max_def_level() > 0,
            pages,
        };
        // Levels of a form that nobody writes any more are left to arrow.
        match codes.pages.get_next_page()? {
            Some(page) if codes.understands(&page) => codes.current = Some(codes.begin(page)?),
            _ => return Ok(None),
        }
        Ok(Some(codes))
    }

    /// The next rows; fewer where the pages end.
    pub fn read(&mut self, rows: usize) -> Result<Column, Cause> {
        let (mut present, mut done) = (None, 0);
        let (mut keys, mut tiny) = (Vec::<i32>::new(), Vec::<i8>::new());
        match &self.dictionary {
            Dictionary::Texts(_) => keys.reserve_exact(rows + 8),
            Dictionary::Tiny(_) => tiny.reserve_exact(rows + 8),
        }
        while done < rows {
            if self.current.as_ref().is_none_or(|page| page.left == 0) {
                match self.pages.get_next_page()? {
                    Some(page) if self.understands(&page) => {
                        self.current = Some(self.begin(page)?);
                    }
                    Some(_) => return Err("a page that does not hold codes as the others".into()),
                    None => break,
                }
            }
            let Some(page) = &mut self.current else { break };
            let some = page.left.min(rows - done);
            match &self.dictionary {
                Dictionary::Texts(_) => {
                    page.read(some, done, &mut keys, &mut present, |code| code as i32)?;
                    page.check(&keys[done..])?;
                }
                Dictionary::Tiny(values) => {
                    let value = |code: u32| values.get(code as usize).copied().unwrap_or_default();
                    if page.most.is_none() {
                        page.read(some, done, &mut tiny, &mut present, value)?;
                    } else {
                        let mut codes = Vec::with_capacity(some + 8);
                        page.read(some, done, &mut codes, &mut present, |code| code as i32)?;
                        page.check(&codes)?;
                        tiny.extend(codes.iter().map(|code| value(*code as u32)));
                    }
                }
            }
            done += some;
        }
        let nulls = present
            .map(NullBuffer::from)
            .filter(|nulls| nulls.null_count() > 0);
        Ok(match &self.dictionary {
            Dictionary::Texts(values) => Column::Coded {
                keys: ScalarBuffer::from(keys),
                nulls,
                values: values.clone(),
            },
            Dictionary::Tiny(_) => Column::Tiny {
                values: ScalarBuffer::from(tiny),
                nulls,
            },
        })
    }

    fn understands(&self, page: &Page) -> bool {
        let codes = |encoding| {
            matches!(
                encoding,
                Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY
            )
        };
        match page {
            Page::DataPage {
                encoding,
                def_level_encoding,
                ..
            } => codes(*encoding) && (!self.optional || *def_level_encoding == Encoding::RLE),
            Page::DataPageV2 { encoding, .. } => codes(*encoding),
            Page::DictionaryPage { .. } => false,
        }
    }

    fn begin(&self, page: Page) -> Result<Current, Cause> {
        let short = || Cause::from("a page ends before its values");
        let rows = page.num_values() as usize;
        let data = Buffer::from(page.buffer().clone());
        let (levels, values) = match &page {
            Page::DataPageV2 {
                def_levels_byte_len,
                rep_levels_byte_len,
                ..
            } => {
                let first = *rep_levels_byte_len as usize;
                (first, first + *def_levels_byte_len as usize)
            }
            _ if self.optional => {
                let length = data.first_chunk::<4>().ok_or_else(short)?;
                (4, 4 + u32::from_le_bytes(*length) as usize)
            }
            _ => (0, 0),
        };
        if values > data.len() || levels > values {
            return Err(short());
        }
        let mut present = None;
        if self.optional {
            let mut levels = Packed::new(data.slice_with_length(levels, values - levels), 1)?;
            if levels.all_the_same(rows)? != Some(1) {
                let mut each = Vec::with_capacity(rows + 8);
                levels.read(rows, &mut each, |level| level == 1)?;
                present = Some((each, 0));
            }
        }
        // A page without any value has no codes either.
        let width = data.get(values).copied();
        let codes = match width {
            None => Packed::new(Buffer::from_vec(Vec::<u8>::new()), 0)?,
            Some(width) => Packed::new(data.slice(values + 1), width)?,
        };
        let most = self.dictionary.len();
        let all = 1_u64 << width.unwrap_or(0);
        Ok(Current {
            codes,
            left: rows,
            most: (all > most as u64).then_some(most),
            present,
        })
    }
}

/// Whether all pages of a column hold codes, as the footer says.
fn only_codes(chunk: &ColumnChunkMetaData) -> bool {
    chunk.page_encoding_stats_mask().is_some_and(|pages| {
        pages.is_only(Encoding::PLAIN_DICTIONARY) || pages.is_only(Encoding::RLE_DICTIONARY)
    })
}

/// The texts of a dictionary: each with its length before it.
fn texts_of(data: Buffer, values: usize) -> Result<StringArray, Cause> {
    let short = || Cause::from("a dictionary ends before its values");
    let (mut offsets, mut texts) = (vec![0_i32], Vec::new());
    let mut rest = data.as_slice();
    for _ in 0..values {
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(short)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (text, after) = after.split_at_checked(length).ok_or_else(short)?;
        texts.extend_from_slice(text);
        offsets.push(i32::try_from(texts.len())?);
        rest = after;
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Ok(StringArray::try_new(
        offsets,
        Buffer::from_vec(texts),
        None,
    )?)
}

/// The whole numbers of a dictionary; `None` where one does not fit a byte.
fn tiny_of(data: &[u8], values: usize) -> Result<Option<Vec<i8>>, Cause> {
    let (words, _) = data.as_chunks::<4>();
    let words = words
        .get(..values)
        .ok_or("a dictionary ends before its values")?;
    let tiny = words
        .iter()
        .map(|word| i8::try_from(i32::from_le_bytes(*word)));
    Ok(tiny.collect::<Result<_, _>>().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Value;
    use arrow_array::{ArrayRef, Int8Array, RecordBatch};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::ArrowReaderOptions;
    use parquet::file::properties::{WriterProperties, WriterVersion};

    #[test]
    fn a_code_beyond_the_dictionary_is_an_error() {
        // Two groups of eight numbers of two bits: 0, 1, 2, 3 and so on.
        let page = |most, present| Current {
            codes: Packed::new(vec![2_u8 << 1 | 1, 0xe4, 0xe4, 0xe4, 0xe4].into(), 2).unwrap(),
            left: 16,
            most,
            present,
        };
        let read = |mut page: Current, rows| {
            let (mut codes, mut present) = (Vec::new(), None);
            page.read(rows, 0, &mut codes, &mut present, |code| code as i32)?;
            page.check(&codes)
        };
        assert!(read(page(Some(3), None), 3).is_ok());
        assert!(read(page(Some(3), None), 4).is_err());
        assert!(read(page(None, None), 16).is_ok());
        // A dictionary without values has no code at all.
        assert!(read(page(Some(0), None), 1).is_err());
        assert!(read(page(Some(0), Some((vec![false; 16], 0))), 16).is_ok());
    }

    /// What a column of 5,000 rows holds when it is read in uneven portions; `None` where arrow is to read it.
    fn read(array: ArrayRef, version: WriterVersion, rows_of_page: usize) -> Option<Vec<String>> {
        let file = tempfile::tempfile().unwrap();
        let batch = RecordBatch::try_from_iter_with_nullable([("x", array.clone(), true)]).unwrap();
        let properties = WriterProperties::builder()
            .set_writer_version(version)
            .set_data_page_row_count_limit(rows_of_page)
            .set_write_batch_size(64)
            .build();
        let mut writer = ArrowWriter::try_new(&file, batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let field = arrow_schema::Field::new(
            "x",
            match array.data_type() {
                DataType::Utf8 => {
                    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
                }
                other => other.clone(),
            },
            true,
        );
        let options = ArrowReaderOptions::new()
            .with_skip_arrow_metadata(true)
            .with_schema(Arc::new(arrow_schema::Schema::new(vec![field])));
        let metadata = ArrowReaderMetadata::load(&file, options).unwrap();
        let mut codes = Codes::open(&Arc::new(file), &metadata, 0, 0).unwrap()?;
        let mut values = Vec::new();
        for portion in [1, 2, 997, 1500, 7, 2493, 1] {
            let column = codes.read(portion).unwrap();
            values.extend((0..column.len()).map(|row| match column.value(row) {
                Value::Missing => "-".to_owned(),
                value => value.text().unwrap().into_owned(),
            }));
        }
        Some(values)
    }

    #[test]
    fn codes_are_what_was_written() {
        for levels in [1, 2, 5, 200, 300, 3_000] {
            for missing in [0, 1, 3, 5_000] {
                let number = |row: usize| row * 7919 % 5_003 % levels;
                let gone = |row: usize| missing > 0 && row % 11 < missing;
                let texts: Vec<Option<String>> = (0..5_000)
                    .map(|row| (!gone(row)).then(|| format!("level {}", number(row))))
                    .collect();
                let tiny: Vec<Option<i8>> = (0..5_000)
                    .map(|row| (!gone(row)).then(|| (number(row) % 200) as u8 as i8))
                    .collect();
                let written = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
                for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
                    for rows_of_page in [100, 20_000] {
                        let array: ArrayRef = Arc::new(StringArray::from(texts.clone()));
                        let found = read(array, version, rows_of_page);
                        let wanted: Vec<String> = texts.iter().cloned().map(written).collect();
                        // Where nothing is there to be coded, arrow reads the column.
                        assert!(found.as_ref() == Some(&wanted) || found.is_none() && missing > 11);
                        let array: ArrayRef = Arc::new(Int8Array::from(tiny.clone()));
                        let found = read(array, version, rows_of_page);
                        let wanted: Vec<String> = tiny
                            .iter()
                            .map(|value| written(value.map(|value| value.to_string())))
                            .collect();
                        assert!(found.as_ref() == Some(&wanted) || found.is_none() && missing > 11);
                    }
                }
            }
        }
    }
}
