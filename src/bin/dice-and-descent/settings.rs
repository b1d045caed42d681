//! Settings from links, files and pairs.

use crate::failure::Failure;
use dice_and_descent::experiment::{compare, landscape, map};
use dice_and_descent::settings::Experiment;

/// The fragment of a link that says what all of `texts` say, later ones changing earlier ones.
///
/// # Errors
/// If one is neither a link, nor pairs, nor a file that can be read.
pub(crate) fn fragment(texts: &[String]) -> Result<String, Failure> {
    let parts: Vec<String> = texts.iter().map(|text| one(text)).collect::<Result<_, _>>()?;
    Ok(parts
        .iter()
        .map(|part| part.trim_matches('&'))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("&"))
}

/// The same as a link of an experiment; settings that name another one are refused.
pub(crate) fn fragment_of(experiment: Experiment, texts: &[String]) -> Result<String, Failure> {
    let said = fragment(texts)?;
    let key = experiment.key();
    if said.split('&').any(|pair| pair.starts_with("experiment=")) {
        let other = Experiment::of_link(&said);
        if other != experiment {
            let other = other.key();
            return Err(Failure::Wrong(format!(
                "The settings are of the experiment \u{201c}{other}\u{201d}: dice-and-descent {other} takes them."
            )));
        }
        return Ok(said);
    }
    Ok(format!("{said}&experiment={key}").trim_start_matches('&').to_owned())
}

/// The settings of a preset, with what else was said.
///
/// # Errors
/// If there is no such preset.
pub(crate) fn preset(experiment: Experiment, id: &str, said: &str) -> Result<String, Failure> {
    let (hash, known): (Option<String>, Vec<&str>) = match experiment {
        Experiment::Compare => {
            let state = compare::apply_preset("", id);
            let known = compare::Table::new().presets.iter().map(|preset| preset.id).collect();
            ((state.preset == Some(id)).then_some(state.hash), known)
        }
        Experiment::Landscape => {
            let state = landscape::apply_preset("", id);
            let known = landscape::LandscapeTable::new().presets.iter().map(|preset| preset.id).collect();
            ((state.preset == Some(id)).then_some(state.hash), known)
        }
        Experiment::Map => {
            let state = map::apply_preset("", id);
            let known = map::MapTable::new().presets.iter().map(|preset| preset.id).collect();
            ((state.preset == Some(id)).then_some(state.hash), known)
        }
        Experiment::Gates => (None, Vec::new()),
    };
    let Some(hash) = hash else {
        return Err(Failure::Wrong(match known.as_slice() {
            [] => format!("The experiment \u{201c}{}\u{201d} has no presets.", experiment.key()),
            _ => format!("There is no preset \u{201c}{id}\u{201d}; there are {}.", known.join(", ")),
        }));
    };
    // What is said last counts.
    let said = said.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("v="));
    Ok(std::iter::once(hash.as_str()).chain(said).collect::<Vec<_>>().join("&"))
}

fn one(text: &str) -> Result<String, Failure> {
    if let Some((_, fragment)) = text.split_once('#') {
        return Ok(fragment.to_owned());
    }
    if text.contains('=') {
        return Ok(text.to_owned());
    }
    let file = std::fs::read_to_string(text).map_err(|error| {
        Failure::File(format!(
            "\u{201c}{text}\u{201d} is neither key=value, nor a link, nor a readable file: {error}."
        ))
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
