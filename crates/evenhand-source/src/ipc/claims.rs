//! What an Arrow file says of its own sizes, held against its real size before memory is set aside for it.

use arrow_ipc::{Block, MessageHeader, RecordBatch, root_as_footer, root_as_message};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// Largest buffer after decompression.
const LARGEST: i64 = 1 << 32;

/// A file that promises more than it holds.
#[derive(Debug, thiserror::Error)]
pub(super) enum Contradiction {
    #[error("a part of the file would end beyond its end")]
    BeyondTheEnd,
    #[error("a compressed part claims to unpack to {0} bytes")]
    TooLarge(i64),
    #[error("the description of a part cannot be read")]
    Unreadable,
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

struct Claims {
    file: BufReader<File>,
    size: u64,
}

/// Checks the sizes in a file or stream.
pub(super) fn check(file: &File, stream: bool) -> Result<(), Contradiction> {
    let mut claims = Claims {
        size: file.metadata()?.len(),
        file: BufReader::new(file.try_clone()?),
    };
    claims.file.rewind()?;
    let result = if stream {
        claims.stream()
    } else {
        claims.footer()
    };
    claims.file.rewind()?;
    result
}

impl Claims {
    fn bytes(&mut self, at: u64, length: u64) -> Result<Vec<u8>, Contradiction> {
        if at.checked_add(length).is_none_or(|end| end > self.size) {
            return Err(Contradiction::BeyondTheEnd);
        }
        let mut bytes = vec![0; length as usize];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn number(&mut self, at: u64) -> Result<i32, Contradiction> {
        let bytes = self.bytes(at, 4)?;
        Ok(i32::from_le_bytes(bytes.try_into().unwrap_or_default()))
    }

    fn footer(&mut self) -> Result<(), Contradiction> {
        let end = self
            .size
            .checked_sub(10)
            .ok_or(Contradiction::BeyondTheEnd)?;
        let length = u64::try_from(self.number(end)?).map_err(|_| Contradiction::Unreadable)?;
        let start = end.checked_sub(length).ok_or(Contradiction::BeyondTheEnd)?;
        let footer = self.bytes(start, length)?;
        let footer = root_as_footer(&footer).map_err(|_| Contradiction::Unreadable)?;
        let batches = footer.recordBatches().into_iter().flatten();
        let dictionaries = footer.dictionaries().into_iter().flatten();
        for block in batches.chain(dictionaries) {
            self.block(block)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), Contradiction> {
        let size = |number: i64| u64::try_from(number).map_err(|_| Contradiction::BeyondTheEnd);
        let at = size(block.offset())?;
        let described = size(i64::from(block.metaDataLength()))?;
        let message = self.bytes(at, described)?;
        let body = at + described;
        if body
            .checked_add(size(block.bodyLength())?)
            .is_none_or(|end| end > self.size)
        {
            return Err(Contradiction::BeyondTheEnd);
        }
        let skipped = if message.starts_with(&[0xff; 4]) {
            8
        } else {
            4
        };
        self.message(message.get(skipped..).unwrap_or_default(), body)?;
        Ok(())
    }

    /// Walks from message to message.
    fn stream(&mut self) -> Result<(), Contradiction> {
        let mut at = 0;
        while at + 4 <= self.size {
            let mut length = self.number(at)?;
            at += 4;
            if length == -1 {
                if at + 4 > self.size {
                    return Err(Contradiction::BeyondTheEnd);
                }
                length = self.number(at)?;
                at += 4;
            }
            if length == 0 {
                return Ok(());
            }
            let length = u64::try_from(length).map_err(|_| Contradiction::Unreadable)?;
            let message = self.bytes(at, length)?;
            at += length;
            let body = self.message(&message, at)?;
            at = at.checked_add(body).ok_or(Contradiction::BeyondTheEnd)?;
        }
        Ok(())
    }

    /// Checks one message; returns the length of its body.
    fn message(&mut self, message: &[u8], body: u64) -> Result<u64, Contradiction> {
        let message = root_as_message(message).map_err(|_| Contradiction::Unreadable)?;
        let length = u64::try_from(message.bodyLength()).map_err(|_| Contradiction::Unreadable)?;
        if body.checked_add(length).is_none_or(|end| end > self.size) {
            return Err(Contradiction::BeyondTheEnd);
        }
        let batch = match message.header_type() {
            MessageHeader::RecordBatch => message.header_as_record_batch(),
            MessageHeader::DictionaryBatch => message
                .header_as_dictionary_batch()
                .and_then(|batch| batch.data()),
            _ => None,
        };
        if let Some(batch) = batch {
            self.buffers(batch, body)?;
        }
        Ok(length)
    }

    fn buffers(&mut self, batch: RecordBatch, body: u64) -> Result<(), Contradiction> {
        let compressed = batch.compression().is_some();
        for buffer in batch.buffers().into_iter().flatten() {
            let at = u64::try_from(buffer.offset()).map_err(|_| Contradiction::BeyondTheEnd)?;
            if compressed && buffer.length() >= 8 {
                let at = body.checked_add(at).ok_or(Contradiction::BeyondTheEnd)?;
                let bytes = self.bytes(at, 8)?;
                let unpacked = i64::from_le_bytes(bytes.try_into().unwrap_or_default());
                if unpacked > LARGEST {
                    return Err(Contradiction::TooLarge(unpacked));
                }
            }
        }
        Ok(())
    }
}
