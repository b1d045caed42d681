//! A run in parts, counted anywhere and in any order, becomes the run that was never divided, to the byte.

use super::program::{COUNTING, budget, counted, file, place, printed, random_settings};
use dice_and_descent::random::{Domain, Stream};

/// Cuts the chunks from 0 on into ranges, the last one open.
fn cuts(rng: &mut Stream, parts: u32) -> Vec<String> {
    let mut from = 0;
    let mut ranges = Vec::new();
    for part in 0..parts {
        let to = from + 1 + rng.below(4);
        ranges.push(if part + 1 == parts { format!("{from}..") } else { format!("{from}..{to}") });
        from = to;
    }
    ranges
}

#[test]
fn any_parts_in_any_order_are_the_whole_run() {
    let mut rng = Stream::new(8, Domain::Draws, 0);
    for round in 0..3 {
        for name in COUNTING {
            let mut link = format!("{}&{}", random_settings(name, &mut rng), budget(name, 2));
            if name == "compare" {
                // Dice end by what they keep, long before the most that they may draw; so the last part is bounded here.
                link.push_str(&format!("&draws=40000&methods=dice,descent,descent&c.seed={round}"));
            }
            let mut parts = Vec::new();
            for (at, range) in cuts(&mut rng, 2 + round).iter().enumerate() {
                let to = place(&format!("{name}-{round}-{at}.part"));
                let threads = (1 + rng.below(2)).to_string();
                let written = printed(&["chunks", range, &link, "--to", &to, "--threads", &threads]);
                // A range may lie behind the last chunk of a short run.
                match written {
                    Ok(_) => parts.push(to),
                    Err((code, said)) => assert!(code == 2 && said.contains("and none from"), "{said}"),
                }
            }
            for last in (1..parts.len()).rev() {
                parts.swap(last, rng.below(last as u32 + 1) as usize);
            }
            let arguments: Vec<&str> =
                std::iter::once("merge").chain(parts.iter().map(String::as_str)).collect();
            assert!(printed(&arguments).unwrap() == counted(name, &link), "{name} {link}");

            // Twice the same is once.
            let doubled: Vec<&str> = arguments.iter().chain(&arguments[1..2]).copied().collect();
            assert!(printed(&doubled).unwrap() == counted(name, &link), "{name} {link}");
        }
    }
}

#[test]
fn methods_apart_and_what_is_missing_is_named_or_counted() {
    let link = "n=3&hidden=8&runs=6000&kept=4000&draws=100000";
    let [dice, descent, begun] = ["dice", "descent", "begun"].map(|name| place(&format!("{name}.part")));
    printed(&["chunks", "0..", link, "--method", "a", "--to", &dice]).unwrap();
    printed(&["chunks", "0..", link, "--method", "b", "--to", &descent]).unwrap();
    printed(&["chunks", "0..1", link, "--method", "b", "--to", &begun]).unwrap();
    let whole = counted("compare", link);
    assert!(printed(&["merge", &descent, &dice]).unwrap() == whole);

    let (code, said) = printed(&["merge", &dice, &begun]).unwrap_err();
    assert!(code == 2 && said.contains("Chunk 1 of method b"), "{said}");
    assert!(said.contains("chunks 1.. --method b"), "{said}");
    let (_, said) = printed(&["merge", &begun]).unwrap_err();
    assert!(said.contains("Chunk 0 of method a"), "{said}");
    assert!(printed(&["merge", &dice, &begun, "--complete"]).unwrap() == whole);
}

#[test]
fn foreign_and_damaged_parts_are_named() {
    let [one, other] = [1, 2].map(|seed| {
        let to = place(&format!("seed-{seed}.part"));
        let link = format!("experiment=landscape&n=3&hidden=8&draws=400000&seed={seed}");
        printed(&["chunks", "0..", &link, "--to", &to]).unwrap();
        to
    });
    let (code, said) = printed(&["merge", &one, &other]).unwrap_err();
    assert!(code == 3 && said.contains("are parts of two runs") && said.contains(&other), "{said}");

    let bytes = std::fs::read(&one).unwrap();
    let damaged = |bytes: &[u8]| {
        let path = file("damaged.part", "");
        std::fs::write(&path, bytes).unwrap();
        printed(&["merge", &path])
    };
    assert!(damaged(&bytes).is_ok());
    let mut rng = Stream::new(9, Domain::Draws, 0);
    for _ in 0..60 {
        let mut changed = bytes.clone();
        let at = rng.below(bytes.len() as u32) as usize;
        changed[at] ^= 1 << rng.below(8);
        let (code, said) = damaged(&changed).unwrap_err();
        assert!(code == 3 && said.contains("damaged.part"), "byte {at}: {said}");
        let cut = rng.below(bytes.len() as u32) as usize;
        let (code, said) = damaged(&bytes[..cut]).unwrap_err();
        assert!(code == 3 && said.contains("damaged.part"), "cut at {cut}: {said}");
    }
    assert_eq!(damaged(&[&bytes[..], &[0]].concat()).unwrap_err().0, 3);
}
