//! The file of a part of a run: whose chunks they are, the counts of each, and a check that nothing is missing or changed.
//!
//! Sixteen bytes that say what it is; the length of the head in bytes (u32); the head as JSON; then for every chunk the place
//! of its method (u32), its number (u64), the number of 32-bit words (u32) and these, the counts with their own checksum;
//! at the end the place 2^32 - 1, the number of chunks (u64) and FNV-1a (u64) of everything before. All little-endian. A part
//! has the chunks in any order; memory holds one of them at a time.

use crate::failure::Failure;
use dice_and_descent::STREAM_VERSION;
use dice_and_descent::run::Assignment;
use dice_and_descent::sample::ChunkCounts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const MARK: &[u8; 16] = b"dice+descent p 1";
const END: u32 = u32::MAX;
/// No head is longer; a longer one is no head.
const MOST_HEAD: u32 = 1 << 20;

/// Whose chunks they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The link of the whole run.
    pub(crate) link: String,
    /// By which random streams they are counted.
    pub(crate) stream_version: u32,
    /// The program that counted them.
    pub(crate) program: String,
}

impl Head {
    /// Of a run that this program counts.
    pub(crate) fn of(link: &str) -> Self {
        Self {
            link: link.to_owned(),
            stream_version: STREAM_VERSION,
            program: format!("dice-and-descent {}", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// 64-bit FNV-1a.
struct Check(u64);

impl Check {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0 = bytes
            .iter()
            .fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    }
}

/// A part that is being written.
pub(crate) struct Writer<'a> {
    out: &'a mut (dyn Write + Send),
    check: Check,
    chunks: u64,
}

impl<'a> Writer<'a> {
    pub(crate) fn begin(out: &'a mut (dyn Write + Send), head: &Head) -> std::io::Result<Self> {
        let mut writer = Self { out, check: Check::new(), chunks: 0 };
        let head = serde_json::to_vec(head)?;
        writer.put(MARK)?;
        writer.put(&(head.len() as u32).to_le_bytes())?;
        writer.put(&head)?;
        Ok(writer)
    }

    pub(crate) fn chunk(&mut self, of: Assignment, counts: &ChunkCounts) -> std::io::Result<()> {
        let words = counts.pack();
        self.put(&of.method.to_le_bytes())?;
        self.put(&of.chunk.to_le_bytes())?;
        self.put(&(words.len() as u32).to_le_bytes())?;
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.chunks += 1;
        self.put(&bytes)
    }

    pub(crate) fn end(mut self) -> std::io::Result<u64> {
        self.put(&END.to_le_bytes())?;
        self.put(&self.chunks.to_le_bytes())?;
        let check = self.check.0;
        self.out.write_all(&check.to_le_bytes())?;
        Ok(self.chunks)
    }

    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.check.add(bytes);
        self.out.write_all(bytes)
    }
}

/// A part that is read: where in its file the counts of every chunk stand.
pub(crate) struct Part {
    pub(crate) path: PathBuf,
    pub(crate) head: Head,
    file: BufReader<File>,
    places: BTreeMap<(u32, u64), (u64, u32)>,
}

/// Reads a file from its beginning, and checks what it reads.
struct Checked<'a> {
    file: &'a mut BufReader<File>,
    check: Check,
    at: u64,
}

impl Checked<'_> {
    fn bytes<const N: usize>(&mut self) -> std::io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        self.file.read_exact(bytes)?;
        self.check.add(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

impl Part {
    /// Opens a part and reads it through once.
    ///
    /// # Errors
    /// If it cannot be read, or is no whole part.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let wrong = |what: &str| Failure::File(format!("{} {what}", path.display()));
        let unread = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => {
                wrong("ends too early: its writing or copying was cut short.")
            }
            _ => wrong(&format!("cannot be read: {error}.")),
        };
        let no_part = || wrong("is no part of a run: dice-and-descent chunks writes these.");
        let damaged = || wrong("is damaged: its checksum is not that of its content.");
        let mut file = BufReader::new(File::open(path).map_err(unread)?);
        let mut reader = Checked { file: &mut file, check: Check::new(), at: 0 };
        if reader.bytes().map_err(|_| no_part())? != *MARK {
            return Err(no_part());
        }
        let length = u32::from_le_bytes(reader.bytes().map_err(unread)?);
        if length > MOST_HEAD {
            return Err(damaged());
        }
        let mut head = vec![0; length as usize];
        reader.fill(&mut head).map_err(unread)?;
        let head = serde_json::from_slice(&head).map_err(|_| damaged())?;
        let mut places = BTreeMap::new();
        let mut block = Vec::new();
        loop {
            let place = u32::from_le_bytes(reader.bytes().map_err(unread)?);
            let chunk = u64::from_le_bytes(reader.bytes().map_err(unread)?);
            if place == END {
                let found = reader.check.0;
                let check = u64::from_le_bytes(reader.bytes().map_err(unread)?);
                let whole = chunk == places.len() as u64 && check == found;
                let ends = reader.file.read(&mut [0]).map_err(unread)? == 0;
                return if whole && ends {
                    Ok(Self { path: path.to_owned(), head, file, places })
                } else {
                    Err(damaged())
                };
            }
            let words = u32::from_le_bytes(reader.bytes().map_err(unread)?);
            let at = reader.at;
            // A wrong length is noticed at the end of the file, not by asking for so much memory.
            let mut left = u64::from(words) * 4;
            while left > 0 {
                block.resize(left.min(1 << 16) as usize, 0);
                reader.fill(&mut block).map_err(unread)?;
                left -= block.len() as u64;
            }
            if places.insert((place, chunk), (at, words)).is_some() {
                return Err(damaged());
            }
        }
    }

    /// The chunks of the method at `place`, ascending.
    pub(crate) fn chunks(&self, place: u32) -> impl Iterator<Item = u64> + '_ {
        self.places.range((place, 0)..=(place, u64::MAX)).map(|(&(_, chunk), _)| chunk)
    }

    /// The places of methods that it has chunks of.
    pub(crate) fn methods(&self) -> impl Iterator<Item = u32> + '_ {
        self.places.keys().map(|&(place, _)| place)
    }

    /// The counts of a chunk; none if it is not here.
    ///
    /// # Errors
    /// If the file has changed since it was opened.
    pub(crate) fn read(&mut self, of: Assignment) -> Result<Option<ChunkCounts>, Failure> {
        let Some(&(at, words)) = self.places.get(&(of.method, of.chunk)) else { return Ok(None) };
        let mut bytes = vec![0; words as usize * 4];
        let read = self.file.seek(SeekFrom::Start(at)).and_then(|_| self.file.read_exact(&mut bytes));
        read.map_err(|error| Failure::File(format!("{} cannot be read: {error}.", self.path.display())))?;
        let words: Vec<u32> = bytes
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes(word.try_into().expect("four bytes")))
            .collect();
        let counts = ChunkCounts::unpack(&words).map_err(|_| {
            Failure::File(format!(
                "{} is damaged: chunk {} of it cannot be read.",
                self.path.display(),
                of.chunk
            ))
        })?;
        Ok(Some(counts))
    }
}
