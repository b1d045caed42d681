//! Files that are there whole or not at all.

use crate::failure::Failure;
use std::ffi::OsString;
use std::fs::{File, rename};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a file under another name first, so that nobody ever finds half of it, whatever happens meanwhile.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> std::io::Result<T>,
) -> Result<T, Failure> {
    let mut beside = OsString::from(path);
    beside.push(".part");
    let done = || {
        let mut file = BufWriter::new(File::create(&beside)?);
        let value = write(&mut file)?;
        file.into_inner()?.sync_all()?;
        rename(&beside, path)?;
        Ok(value)
    };
    done().map_err(|error: std::io::Error| {
        Failure::File(format!("{} cannot be written: {error}.", path.display()))
    })
}

/// Hands pieces of text on to a writer, which may fail.
pub(crate) fn pieces(out: &mut dyn Write, make: impl FnOnce(&mut dyn FnMut(&str))) -> std::io::Result<()> {
    let mut failed = None;
    make(&mut |piece| {
        if failed.is_none() {
            failed = out.write_all(piece.as_bytes()).err();
        }
    });
    failed.map_or(Ok(()), Err)
}

/// The content of a file.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::File(format!("{}: {error}.", path.display())))
}
