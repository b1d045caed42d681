//! Settings from a link or from a file.

/// The settings of a link, or of a file.
///
/// # Errors
/// If it is neither.
pub(crate) fn fragment(text: &str) -> Result<String, String> {
    if let Some((_, fragment)) = text.split_once('#') {
        return Ok(fragment.to_owned());
    }
    if text.contains('=') {
        return Ok(text.to_owned());
    }
    let file = std::fs::read_to_string(text).map_err(|error| {
        format!("\u{201c}{text}\u{201d} is neither a link with key=value nor a readable file: {error}.")
    })?;
    let pairs = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs: Vec<String> = pairs
        .map(|line| {
            let (key, value) = line.split_once('=').unwrap_or((line, ""));
            format!("{}={}", key.trim(), value.trim().replace('%', "%25").replace('&', "%26"))
        })
        .collect();
    Ok(pairs.join("&"))
}
