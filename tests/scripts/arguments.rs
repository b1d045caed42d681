//! The native programs say what is wrong with their arguments.

use crate::programs::compare::shared::{Arguments, Value};

const OPTIONS: [(&str, Value); 4] = [
    ("--beside", Value::None),
    ("--preset", Value::Text),
    ("--threads", Value::Number(1)),
    ("--top", Value::Number(0)),
];

fn read(arguments: &[&str]) -> Result<Option<Arguments>, String> {
    Arguments::read(&arguments.iter().map(|&argument| argument.to_owned()).collect::<Vec<_>>(), &OPTIONS)
}

#[test]
fn arguments_are_read_in_any_order() {
    let read = |arguments| read(arguments).unwrap().expect("no help was asked for");
    let given = read(&["--top", "0", "v=2&n=3", "--threads=3", "--beside", "file"]);
    assert_eq!(given.texts, ["v=2&n=3", "file"]);
    assert_eq!((given.number("--top"), given.threads()), (Some(0), 3));
    assert_eq!((given.text("--beside"), given.text("--preset")), (Some(""), None));
    assert!(read(&[]).texts.is_empty() && read(&[]).threads() > 0);
    assert_eq!(read(&["--preset", "--top"]).text("--preset"), Some("--top"));
}

#[test]
fn help_is_help_wherever_it_stands() {
    for arguments in [&["--help"][..], &["-h"], &["v=2", "--help"], &["--top", "7", "-h", "--none"]] {
        assert!(read(arguments).unwrap().is_none(), "{arguments:?}");
    }
}

#[test]
fn what_is_wrong_with_arguments_is_a_sentence() {
    for (arguments, sentence) in [
        (&["--top"][..], "--top needs a whole number from 0, and none stands behind it."),
        (&["--top", "-1"], "--top needs a whole number from 0, and \u{201c}-1\u{201d} is none."),
        (&["--top=many"], "--top needs a whole number from 0, and \u{201c}many\u{201d} is none."),
        (&["--threads", "0"], "--threads needs a whole number from 1, and \u{201c}0\u{201d} is none."),
        (&["--preset"], "Behind --preset a name is missing."),
        (&["--beside=2"], "--beside stands alone, without \u{201c}2\u{201d}."),
        (&["--top", "1", "--top", "2"], "--top is given twice."),
        (
            &["--fast"],
            "There is no option --fast; there are --beside, --preset, --threads, --top and --help.",
        ),
        (&["-x"], "There is no option -x; there are --beside, --preset, --threads, --top and --help."),
    ] {
        assert_eq!(read(arguments).err().as_deref(), Some(sentence), "{arguments:?}");
    }
}
