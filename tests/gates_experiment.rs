//! The gates' experiment as a library: exact values against drawn perceptrons, every number by its z-score.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::experiment::gates::{GateTable, Ledger, Sampled};

fn run(link: &str) -> Ledger {
    let mut ledger = Ledger::new(link);
    ledger.run();
    ledger
}

fn column(table: &GateTable, key: &str) -> usize {
    table.columns.iter().position(|column| column.key == key).expect(key)
}

fn cell<'a>(table: &'a GateTable, row: &str, key: &str) -> &'a str {
    let place = column(table, key);
    &table.rows.iter().find(|candidate| candidate.name == row).expect(row).cells[place].text
}

/// The p-value in the verdict, and the largest |z|.
fn verdict(table: &GateTable) -> (f64, f64) {
    let number = |after: &str| -> f64 {
        let text = table.verdict.split_once(after).expect(&table.verdict).1;
        text.split([' ', ';']).next().unwrap().trim_end_matches('.').parse().expect(text)
    };
    (number("p = "), number("|z| is "))
}

#[test]
fn drawn_perceptrons_agree_with_the_exact_volumes_under_every_prior() {
    for link in [
        "draws=1000000",
        "draws=1000000&prior=gaussian&bias_scale=0.3",
        "draws=1000000&encoding=pm&prior=gaussian",
        "draws=1000000&bias=no",
        "n=3&draws=1000000",
        "n=3&draws=1000000&encoding=pm&bias_scale=2.5&prior=gaussian",
        "n=3&draws=1000000&bias=no&prior=gaussian",
    ] {
        let table = run(&format!("{link}&hidden=none")).table(100, &[]).unwrap();
        let (p, largest) = verdict(&table);
        assert!(p > 1e-6 && largest < 5.0, "{link}: {}", table.verdict);
    }
}

#[test]
fn the_fractions_of_two_inputs_are_the_known_ones() {
    let table = run("draws=1000").table(100, &["0110", "0001"]).unwrap();
    assert_eq!(table.total, 16);
    for (gate, fraction) in [("AND", "1/48"), ("OR", "2/48"), ("TRUE", "13/48"), ("XOR", "0")] {
        assert_eq!(cell(&table, gate, "cube"), fraction, "{gate}");
    }
    assert_eq!(cell(&table, "AND", "formula"), "2");
    let and = table.rows.iter().find(|row| row.name == "AND").unwrap();
    assert_eq!(and.cells[column(&table, "formula")].more, "a & b");
    assert_eq!(cell(&table, "XOR", "conditions"), "impossible");
    let why = table.rows.iter().find(|row| row.name == "XOR").unwrap().why.as_deref().unwrap();
    assert!(why.contains("w1 + w2"), "{why}");
    let and = table.rows.iter().find(|row| row.name == "AND").unwrap();
    assert_eq!(and.conditions.iter().filter(|condition| !condition.redundant).count(), 3);
}

#[test]
fn classes_open_into_their_members_which_add_up() {
    let ledger = run("n=3&draws=200000&hidden=none");
    let closed = ledger.table(100, &[]).unwrap();
    assert!(closed.caption.contains("104 of the 256"), "{}", closed.caption);
    assert_eq!(closed.rows.iter().map(|row| row.size).sum::<usize>(), 104);
    let widest = closed.rows.iter().max_by_key(|row| row.size).unwrap();
    let open = ledger.table(100, &[&widest.id]).unwrap();
    let members: Vec<_> = open.rows.iter().filter(|row| row.member).collect();
    assert_eq!(members.len(), widest.size);
    let drawn = column(&open, "drawn");
    let count = |text: &str| -> u64 {
        let of = text.rsplit_once("), ").unwrap().1.split_once(" of ").unwrap().0;
        of.replace(',', "").parse().unwrap()
    };
    let sum: u64 = members.iter().map(|row| count(&row.cells[drawn].detail)).sum();
    assert_eq!(sum, count(&widest.cells[drawn].detail));
    assert_eq!(
        run("n=3&draws=1000&show=all")
            .table(1000, &[])
            .unwrap()
            .rows
            .iter()
            .map(|row| row.size)
            .sum::<usize>(),
        256
    );
}

#[test]
fn columns_sort_both_ways_by_value() {
    for (order, first) in [("up", "FALSE"), ("down", "TRUE")] {
        let table = run(&format!("draws=1000&sort=table&order={order}")).table(100, &[]).unwrap();
        assert_eq!(table.rows[0].name, first);
    }
    let table = run("draws=1000&sort=cube&order=down").table(3, &[]).unwrap();
    assert_eq!((table.rows.len(), table.total, table.rows[0].name.as_str()), (3, 16, "FALSE"));
    let sorted = table.columns.iter().filter(|column| column.sorted != "none");
    assert_eq!(
        sorted.map(|column| (column.key, column.sorted)).collect::<Vec<_>>(),
        [("cube", "descending")]
    );
}

#[test]
fn the_file_has_every_function_once_and_the_probabilities_add_up() {
    for (link, functions) in [("draws=10000", 16), ("n=3&draws=10000", 256)] {
        let ledger = run(link);
        let text = (0..ledger.csv_lines()).step_by(100).map(|from| ledger.csv(from, 100)).collect::<String>();
        let mut lines = text.lines();
        let names: Vec<&str> = lines.next().unwrap().split(',').collect();
        let place = |name: &str| names.iter().position(|other| *other == name).unwrap();
        let (mut tables, mut cube, mut gaussian, mut drawn, mut network) = (vec![], 0.0, 0.0, 0_u64, 0_u64);
        for line in lines {
            // A closed form may hold a comma, in quotes; all that is read here stands before it or has no quotes.
            assert!(!line.contains('"'), "{line}");
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), names.len());
            tables.push(fields[0].to_owned());
            cube += fields[place("cube")].parse::<f64>().unwrap();
            gaussian += fields[place("gaussian")].parse::<f64>().unwrap();
            drawn += fields[place("perceptron_count")].parse::<u64>().unwrap();
            network += fields[place("network_count")].parse::<u64>().unwrap();
        }
        assert_eq!(tables.len(), functions);
        assert!(tables.is_sorted());
        tables.dedup();
        assert_eq!(tables.len(), functions);
        assert!((cube - 1.0).abs() < 1e-12 && (gaussian - 1.0).abs() < 1e-12);
        assert!(drawn >= 10_000 && network >= 10_000);
    }
}

#[test]
fn a_larger_budget_goes_on_and_a_view_changes_no_count() {
    let mut once = Ledger::new("draws=600000");
    once.run();
    let mut twice = Ledger::new("draws=200000");
    twice.run();
    twice.extend("draws=600000&sort=network&measure=lz");
    twice.run();
    let file = |ledger: &Ledger| ledger.csv(0, 16);
    assert_eq!(file(&once), file(&twice));
    assert!(twice.status(0.0).ended);
}

#[test]
fn held_counts_grow_by_steps_alone_and_the_fingerprint_sees_them() {
    let mut ledger = Ledger::new("draws=5000000");
    while ledger.make() {}
    let mut samplers = [Sampled::Perceptron, Sampled::Network].map(|sampled| ledger.gates().sampler(sampled));
    let mut do_one = |ledger: &mut Ledger| {
        let assignment = ledger.assign().unwrap();
        let sampler = &mut samplers[assignment.method as usize];
        sampler.begin(assignment.chunk);
        while !sampler.advance(u32::MAX) {}
        ledger.accept(assignment.method, sampler.take()).unwrap();
    };
    ledger.hold();
    let empty = ledger.fingerprint();
    do_one(&mut ledger);
    assert_eq!((ledger.status(0.0).merged, ledger.status(0.0).stepping), (0, false));
    assert_eq!(ledger.fingerprint(), empty);
    let mut fingerprints = vec![empty];
    for merged in [2, 4] {
        ledger.step();
        while ledger.status(0.0).stepping {
            do_one(&mut ledger);
        }
        assert_eq!(ledger.status(0.0).merged, merged);
        fingerprints.push(ledger.fingerprint());
    }
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 3);
    ledger.release();
    ledger.run();
    assert!(ledger.status(0.0).ended);
    let mut straight = Ledger::new("draws=5000000&sort=cube");
    straight.run();
    assert_eq!(ledger.fingerprint(), straight.fingerprint());
}

#[test]
fn counts_that_are_not_of_this_run_are_refused() {
    let mut ledger = Ledger::new("n=3");
    let assignment = ledger.assign().unwrap();
    let mut other = Ledger::new("n=2").gates().sampler(Sampled::Perceptron);
    other.begin(assignment.chunk);
    while !other.advance(u32::MAX) {}
    let delta = other.take();
    assert_eq!(
        delta.counts.iter().filter(|(function, _)| *function == Function::parse("0110", 4).unwrap()).count(),
        0
    );
    assert!(ledger.accept(assignment.method, delta.clone()).is_err());
    assert!(Ledger::new("n=2").accept(2, delta).is_err());
}
