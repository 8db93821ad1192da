//! Runs of small numbers, as Parquet packs codes and levels.

use crate::error::Cause;
use arrow_buffer::Buffer;

/// Values of a group: what is packed bit by bit comes in groups of so many.
const GROUP: usize = 8;

/// Numbers of a page, read from its beginning: a run is one value that repeats, or groups of eight in as few bits as they
/// need.
pub(super) struct Packed {
    at: usize,
    data: Buffer,
    /// A group of which a part was given out, and how much of it.
    begun: ([u32; GROUP], usize),
    run: Run,
    width: usize,
}

enum Run {
    Ended,
    Groups(usize),
    Same { left: usize, value: u32 },
}

impl Packed {
    /// Numbers of `width` bits each, at most 32.
    pub fn new(data: Buffer, width: u8) -> Result<Self, Cause> {
        if width > 32 {
            return Err(format!("codes of {width} bits").into());
        }
        Ok(Self {
            at: 0,
            data,
            begun: ([0; GROUP], GROUP),
            run: if width == 0 {
                Run::Same {
                    left: usize::MAX,
                    value: 0,
                }
            } else {
                Run::Ended
            },
            width: usize::from(width),
        })
    }

    /// The value of the first `n`, if they are one run; nothing is given out.
    pub fn all_the_same(&mut self, n: usize) -> Result<Option<u32>, Cause> {
        if matches!(self.run, Run::Ended) {
            self.begin()?;
        }
        Ok(match self.run {
            Run::Same { left, value } if left >= n => Some(value),
            _ => None,
        })
    }

    /// Appends the next `n`, each as `map` makes it, which may be asked for numbers that do not occur.
    pub fn read<T: Copy>(
        &mut self,
        mut n: usize,
        out: &mut Vec<T>,
        map: impl Fn(u32) -> T,
    ) -> Result<(), Cause> {
        let table = Table::new(self.width, n, &map);
        while n > 0 {
            let (group, given) = &mut self.begun;
            if *given < GROUP {
                let some = n.min(GROUP - *given);
                out.extend(group[*given..*given + some].iter().map(|code| map(*code)));
                *given += some;
                n -= some;
                continue;
            }
            match &mut self.run {
                Run::Ended | Run::Groups(0) | Run::Same { left: 0, .. } => self.begin()?,
                Run::Same { left, value } => {
                    let some = n.min(*left);
                    out.resize(out.len() + some, map(*value));
                    *left -= some;
                    n -= some;
                }
                Run::Groups(left) => {
                    let rest = self.data.get(self.at..).unwrap_or_default();
                    let whole = (n / GROUP).min(*left).min(rest.len() / self.width);
                    if whole > 0 {
                        let bytes = &rest[..whole * self.width];
                        match &table {
                            Some(table) => table.unpack(bytes, out),
                            None => unpack(bytes, self.width, out, map_all(&map)),
                        }
                        self.at += bytes.len();
                        *left -= whole;
                        n -= whole * GROUP;
                        continue;
                    }
                    if rest.is_empty() {
                        return Err("a page ends before its values".into());
                    }
                    // The last group may lack the bytes that nobody needs.
                    let mut bytes = [0; 32];
                    let there = rest.len().min(self.width);
                    bytes[..there].copy_from_slice(&rest[..there]);
                    let mut codes = Vec::with_capacity(GROUP);
                    unpack(&bytes[..self.width], self.width, &mut codes, |group| group);
                    self.begun = (codes.try_into().unwrap_or([0; GROUP]), 0);
                    self.at += there;
                    *left -= 1;
                }
            }
        }
        Ok(())
    }

    /// Reads how the next run begins.
    fn begin(&mut self) -> Result<(), Cause> {
        let mut header = 0_u64;
        let mut shift = 0;
        loop {
            let byte = self.byte()?;
            header |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
            if shift > 28 {
                return Err("a run of more values than there can be".into());
            }
        }
        let length = (header >> 1) as usize;
        self.run = if header & 1 == 1 {
            Run::Groups(length)
        } else {
            let mut value = 0;
            for place in 0..self.width.div_ceil(8) {
                value |= u32::from(self.byte()?) << (8 * place);
            }
            if u64::from(value) >> self.width > 0 {
                return Err("a code of more bits than it may have".into());
            }
            Run::Same {
                left: length,
                value,
            }
        };
        Ok(())
    }

    fn byte(&mut self) -> Result<u8, Cause> {
        let byte = self.data.get(self.at).copied();
        self.at += 1;
        byte.ok_or_else(|| "a page ends before its values".into())
    }
}

/// What numbers that lie side by side are mapped to together, where they have few bits.
enum Table<T> {
    One(Box<[[T; 8]; 256]>),
    Two(Box<[[T; 4]; 256]>),
    Three(Box<[[T; 2]; 64]>),
    Four(Box<[[T; 2]; 256]>),
}

/// Fewer numbers are not worth a table.
const WORTH_A_TABLE: usize = 4096;

impl<T: Copy> Table<T> {
    fn new(width: usize, n: usize, map: &impl Fn(u32) -> T) -> Option<Self> {
        if n < WORTH_A_TABLE {
            return None;
        }
        Some(match width {
            1 => Self::One(side_by_side::<1, 8, 256, T>(map)?),
            2 => Self::Two(side_by_side::<2, 4, 256, T>(map)?),
            3 => Self::Three(side_by_side::<3, 2, 64, T>(map)?),
            4 => Self::Four(side_by_side::<4, 2, 256, T>(map)?),
            _ => return None,
        })
    }

    fn unpack(&self, bytes: &[u8], out: &mut Vec<T>) {
        match self {
            Self::One(table) => look_up::<1, 8, 256, T>(bytes, out, table),
            Self::Two(table) => look_up::<2, 4, 256, T>(bytes, out, table),
            Self::Three(table) => look_up::<3, 2, 64, T>(bytes, out, table),
            Self::Four(table) => look_up::<4, 2, 256, T>(bytes, out, table),
        }
    }
}

/// Each of `ALL` ways in which `SOME` numbers of `WIDTH` bits can lie side by side.
fn side_by_side<const WIDTH: usize, const SOME: usize, const ALL: usize, T: Copy>(
    map: &impl Fn(u32) -> T,
) -> Option<Box<[[T; SOME]; ALL]>> {
    let mask = (1 << WIDTH) - 1;
    let way = |way: usize| std::array::from_fn(|i| map((way >> (i * WIDTH) & mask) as u32));
    let ways: Box<[[T; SOME]]> = (0..ALL).map(way).collect();
    ways.try_into().ok()
}

/// Appends groups of numbers, `SOME` at a time.
fn look_up<const WIDTH: usize, const SOME: usize, const ALL: usize, T: Copy>(
    bytes: &[u8],
    out: &mut Vec<T>,
    table: &[[T; SOME]; ALL],
) {
    let (groups, _) = bytes.as_chunks::<WIDTH>();
    let start = out.len();
    out.resize(start + groups.len() * GROUP, table[0][0]);
    let (parts, _) = out[start..].as_chunks_mut::<SOME>();
    for (group, parts) in groups.iter().zip(parts.chunks_exact_mut(GROUP / SOME)) {
        let mut word = [0; 4];
        word[..WIDTH].copy_from_slice(group);
        let mut word = u32::from_le_bytes(word);
        for part in parts {
            *part = table[word as usize % ALL];
            word >>= SOME * WIDTH;
        }
    }
}

fn map_all<T>(map: &impl Fn(u32) -> T) -> impl Fn([u32; GROUP]) -> [T; GROUP] {
    move |group| group.map(map)
}

/// Appends groups of numbers of `width` bits each.
fn unpack<T: Copy>(
    bytes: &[u8],
    width: usize,
    out: &mut Vec<T>,
    map: impl Fn([u32; GROUP]) -> [T; GROUP],
) {
    match width {
        1 => groups::<1, T>(bytes, out, map),
        2 => groups::<2, T>(bytes, out, map),
        3 => groups::<3, T>(bytes, out, map),
        4 => groups::<4, T>(bytes, out, map),
        5 => groups::<5, T>(bytes, out, map),
        6 => groups::<6, T>(bytes, out, map),
        7 => groups::<7, T>(bytes, out, map),
        8 => groups::<8, T>(bytes, out, map),
        _ => {
            for bytes in bytes.chunks_exact(width) {
                let mut padded = [0; 40];
                padded[..width].copy_from_slice(bytes);
                let code = |place: usize| {
                    let bit = place * width;
                    let mut word = [0; 8];
                    word.copy_from_slice(&padded[bit / 8..bit / 8 + 8]);
                    let mask = (1_u64 << width) - 1;
                    ((u64::from_le_bytes(word) >> (bit % 8)) & mask) as u32
                };
                out.extend_from_slice(&map(std::array::from_fn(code)));
            }
        }
    }
}

/// A group of eight numbers of up to eight bits fits one machine word.
fn groups<const WIDTH: usize, T: Copy>(
    bytes: &[u8],
    out: &mut Vec<T>,
    map: impl Fn([u32; GROUP]) -> [T; GROUP],
) {
    let (groups, _) = bytes.as_chunks::<WIDTH>();
    out.reserve(groups.len() * GROUP);
    for group in groups {
        let mut word = [0; 8];
        word[..WIDTH].copy_from_slice(group);
        let word = u64::from_le_bytes(word);
        let mask = u64::MAX >> (64 - WIDTH);
        let codes = std::array::from_fn(|place| ((word >> (place * WIDTH)) & mask) as u32);
        out.extend_from_slice(&map(codes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Packs values in one run of groups.
    fn pack(values: &[u32], width: usize) -> Vec<u8> {
        let count = values.len().div_ceil(GROUP);
        let mut bytes = vec![];
        let mut header = (count << 1 | 1) as u64;
        while header >= 0x80 {
            bytes.push(header as u8 | 0x80);
            header >>= 7;
        }
        bytes.push(header as u8);
        let first = bytes.len();
        bytes.resize(first + count * width, 0);
        for (place, value) in values.iter().enumerate() {
            for bit in 0..width {
                let at = place * width + bit;
                bytes[first + at / 8] |= ((value >> bit & 1) as u8) << (at % 8);
            }
        }
        bytes
    }

    #[test]
    fn numbers_of_any_width_are_read_in_any_portions() {
        for width in 1..=32_usize {
            let most = u32::MAX >> (32 - width);
            let values: Vec<u32> = (0..1000_u32)
                .map(|i| i.wrapping_mul(2_654_435_761) & most)
                .collect();
            let mut bytes = pack(&values, width);
            // A run of one value after the groups.
            bytes.push(20 << 1);
            bytes.extend_from_slice(&most.to_le_bytes()[..width.div_ceil(8)]);
            let mut packed = Packed::new(bytes.into(), width as u8).unwrap();
            let mut read = Vec::new();
            for portion in [1, 7, 8, 9, 500, 475, 20] {
                packed.read(portion, &mut read, |code| code).unwrap();
            }
            assert_eq!(&read[..1000], &values[..], "{width}");
            assert_eq!(&read[1000..], &[most; 20]);
            assert!(packed.read(1, &mut read, |code| code).is_err());
        }
    }

    #[test]
    fn many_numbers_of_few_bits_are_those_that_were_packed() {
        for width in 1..=5_usize {
            let most = u32::MAX >> (32 - width);
            let values: Vec<u32> = (0..20_000_u32)
                .map(|i| i.wrapping_mul(2_654_435_761) >> 9 & most)
                .collect();
            let mut packed = Packed::new(pack(&values, width).into(), width as u8).unwrap();
            let mut read = Vec::new();
            for portion in [3, 9_000, 5, 10_992] {
                packed.read(portion, &mut read, |code| 3 * code).unwrap();
            }
            let wanted: Vec<u32> = values.iter().map(|value| 3 * value).collect();
            assert_eq!(read, wanted, "{width}");
        }
    }

    #[test]
    fn one_run_is_recognised_and_no_bits_are_all_zero() {
        let mut levels = Packed::new(vec![200_u8, 1, 1].into(), 1).unwrap();
        assert_eq!(levels.all_the_same(100).unwrap(), Some(1));
        assert_eq!(levels.all_the_same(101).unwrap(), None);
        let mut nothing = Packed::new(Vec::<u8>::new().into(), 0).unwrap();
        let mut read = Vec::new();
        nothing.read(3, &mut read, |code| code).unwrap();
        assert_eq!(read, [0, 0, 0]);
        assert!(Packed::new(Vec::<u8>::new().into(), 33).is_err());
    }
}
