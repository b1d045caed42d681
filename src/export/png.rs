//! Words in a PNG file: what the chart is, and the link that repeats it.

use std::fmt;

/// A file that is no PNG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PngError;

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this browser made no PNG of the chart")
    }
}

impl std::error::Error for PngError {}

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
/// Signature, length, "IHDR", 13 bytes, check.
const HEADER: usize = 8 + 4 + 4 + 13 + 4;

/// Adds texts (keyword and words, as chunks of kind iTXt) and the number of pixels a metre, for printing.
///
/// Source: Portable Network Graphics (PNG) Specification, W3C, sections 11.3.3 and 11.3.4.
///
/// # Errors
/// If `png` does not start as a PNG does.
pub fn stamp(png: &[u8], texts: &[(&str, &str)], pixels_per_metre: u32) -> Result<Vec<u8>, PngError> {
    if png.len() < HEADER || png[..8] != SIGNATURE || png[12..16] != *b"IHDR" {
        return Err(PngError);
    }
    let (header, rest) = png.split_at(HEADER);
    let mut stamped = header.to_vec();
    let density = pixels_per_metre.to_be_bytes();
    chunk(&mut stamped, *b"pHYs", &[&density[..], &density, &[1]].concat());
    for (keyword, words) in texts {
        // Not compressed, in no particular language.
        let data = [keyword.as_bytes(), &[0, 0, 0, 0, 0], words.as_bytes()].concat();
        chunk(&mut stamped, *b"iTXt", &data);
    }
    stamped.extend_from_slice(rest);
    Ok(stamped)
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(kind);
    file.extend_from_slice(data);
    let check = crc(&file[start..]);
    file.extend(check.to_be_bytes());
}

/// The check of a chunk: CRC-32 as in ISO 3309.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one pixel, without its image data.
    fn png() -> Vec<u8> {
        let mut file = SIGNATURE.to_vec();
        chunk(&mut file, *b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        chunk(&mut file, *b"IEND", &[]);
        file
    }

    #[test]
    fn the_check_is_the_standard_one() {
        // The check value of CRC-32, and the last chunk of every PNG.
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn words_stand_behind_the_header() {
        let stamped = stamp(&png(), &[("Title", "P \u{2264} 1")], 11_811).unwrap();
        let kinds: Vec<&[u8]> = [12, HEADER + 4, HEADER + 25].map(|at| &stamped[at..at + 4]).to_vec();
        assert_eq!(kinds, [b"IHDR", b"pHYs", b"iTXt"]);
        assert!(stamped.ends_with(&png()[HEADER..]));
        let text = "Title\0\0\0\0\0P \u{2264} 1".as_bytes();
        assert!(stamped.windows(text.len()).any(|window| window == text));
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(stamp(b"", &[], 1), Err(PngError));
        assert_eq!(stamp(&[b"GIF89a".to_vec(), vec![0; 60]].concat(), &[], 1), Err(PngError));
    }
}
