//! The word that somebody is likely to have meant.

use super::fragment::is_sign;

/// The one word among `words` that is nearest to `text`: the same but for case and signs, or with at most one letter in
/// three changed, left out or put in. None if there is no such word, or more than one is as near.
pub(crate) fn nearest<'a>(text: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 40;
    let letters = letters_of(text);
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    let mut alone = true;
    for word in words {
        let expected = letters_of(word);
        let distance = distance(&letters, &expected);
        if distance > expected.len() / 3 {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => alone = false,
            _ => (best, alone) = (Some((distance, word)), true),
        }
    }
    best.filter(|_| alone).map(|(_, word)| word)
}

fn letters_of(text: &str) -> Vec<char> {
    text.chars().filter(|&letter| !is_sign(letter)).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// How many letters have to be changed, left out or put in (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, one) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(one != other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_that_of_all_ways_to_edit() {
        fn slow(a: &[char], b: &[char]) -> usize {
            match (a, b) {
                ([], rest) | (rest, []) => rest.len(),
                ([x, a @ ..], [y, b @ ..]) if x == y => slow(a, b),
                ([_, rest_a @ ..], [_, rest_b @ ..]) => {
                    1 + slow(rest_a, rest_b).min(slow(rest_a, b)).min(slow(a, rest_b))
                }
            }
        }
        let words: Vec<Vec<char>> = ["", "a", "xor", "roxx", "adam", "adagr", "mse", "mse01"]
            .map(|word| word.chars().collect())
            .into();
        for a in &words {
            for b in &words {
                assert_eq!(distance(a, b), slow(a, b), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_word_is_found_again_and_a_guess_is_none() {
        const WORDS: [&str; 6] = ["sgd", "adam", "adagrad", "adadelta", "and-or", "or-and"];
        for word in WORDS {
            let damaged =
                [format!("({word})"), word.to_uppercase(), word.replace('-', " "), format!("{word}!?")];
            for text in damaged {
                assert_eq!(nearest(&text, WORDS), Some(word), "{text}");
            }
        }
        assert_eq!(nearest("adagra", WORDS), Some("adagrad"));
        for none in ["", "?", "x", "momentum", "ad", &"a".repeat(100_000)] {
            assert_eq!(nearest(none, WORDS), None, "{none}");
        }
        assert_eq!(nearest("bat", ["bet", "but"]), None, "two are as near");
    }
}
