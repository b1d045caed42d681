//! How the programs read their arguments.

use std::collections::BTreeMap;

/// What stands behind an option.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    /// Nothing.
    None,
    /// A whole number from this one on.
    Number(usize),
    /// Any text.
    Text,
}

/// The options of a program, each with what stands behind it.
pub(crate) type Options = [(&'static str, Value)];

/// What a program was called with.
pub(crate) struct Arguments {
    /// Everything that is no option, in order.
    pub(crate) texts: Vec<String>,
    given: BTreeMap<&'static str, String>,
}

impl Arguments {
    /// The text behind an option, empty for one that has none; none if it was not given.
    pub(crate) fn text(&self, option: &str) -> Option<&str> {
        self.given.get(option).map(String::as_str)
    }

    /// The number behind an option.
    pub(crate) fn number(&self, option: &str) -> Option<usize> {
        self.text(option).and_then(|text| text.parse().ok())
    }

    /// How many computations go on side by side: `--threads`, or all processors.
    pub(crate) fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.number("--threads").unwrap_or_else(all)
    }

    /// Reads `arguments`; none if help is asked for.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(crate) fn read(arguments: &[String], options: &Options) -> Result<Option<Self>, String> {
        let mut arguments = arguments.iter().cloned();
        let mut read = Self { texts: Vec::new(), given: BTreeMap::new() };
        while let Some(argument) = arguments.next() {
            if argument == "--help" || argument == "-h" {
                return Ok(None);
            }
            if !argument.starts_with('-') {
                read.texts.push(argument);
                continue;
            }
            let (name, mut value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            let Some(&(option, kind)) = options.iter().find(|(option, _)| *option == name) else {
                let known: Vec<&str> = options.iter().map(|(option, _)| *option).collect();
                return Err(format!("There is no option {name}; there are {} and --help.", known.join(", ")));
            };
            if !matches!(kind, Value::None) && value.is_none() {
                value = arguments.next();
            }
            let text = match (kind, value) {
                (Value::None, None) => String::new(),
                (Value::None, Some(value)) => {
                    return Err(format!("{option} stands alone, without \u{201c}{value}\u{201d}."));
                }
                (Value::Text, Some(value)) => value,
                (Value::Text, None) => return Err(format!("Behind {option} a name is missing.")),
                (Value::Number(least), value) => number(option, least, value)?,
            };
            if read.given.insert(option, text).is_some() {
                return Err(format!("{option} is given twice."));
            }
        }
        Ok(Some(read))
    }
}

fn number(option: &str, least: usize, value: Option<String>) -> Result<String, String> {
    let wanted = format!("{option} needs a whole number from {least}");
    let Some(text) = value else { return Err(format!("{wanted}, and none stands behind it.")) };
    match text.parse::<usize>() {
        Ok(number) if number >= least => Ok(text),
        _ => Err(format!("{wanted}, and \u{201c}{text}\u{201d} is none.")),
    }
}
