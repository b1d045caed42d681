//! The browser's benchmark measures what the native ones measure.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "a test is no library")]
#![allow(unreachable_pub, dead_code, reason = "the modules are those of the benchmarks")]

#[path = "../benches/common/mod.rs"]
mod common;
#[path = "../benches/browser/links.rs"]
mod links;

use common::training::trainings;
use common::workloads::workloads;
use dice_and_descent::experiment::compare::Setup;
use dice_and_descent::experiment::landscape;
use dice_and_descent::settings::Experiment;
use links::{Job, jobs};

fn job(name: &str) -> Job {
    jobs().into_iter().find(|job| job.name == name).expect("a job for every workload")
}

#[test]
fn links_with_a_training_set_mean_the_native_workloads() {
    let mut compared = 0;
    for workload in workloads() {
        if workload.problem.task.training_size() == 0 {
            continue;
        }
        let setup = Setup::read(&job(workload.name).link);
        assert_eq!(setup.notices, []);
        assert_eq!(setup.comparison.problem, workload.problem, "{}", workload.name);
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[test]
fn links_without_a_training_set_mean_the_native_workloads() {
    let mut compared = 0;
    for workload in workloads() {
        if workload.problem.task.training_size() > 0 {
            continue;
        }
        let link = job(workload.name).link;
        assert_eq!(Experiment::of_link(&link), Experiment::Landscape);
        let setup = landscape::Setup::read(&link);
        assert_eq!(setup.notices, []);
        let mut problem = setup.landscape.problem;
        // Where nothing has to fit, the target is nothing that is drawn.
        problem.task.target = workload.problem.task.target;
        assert_eq!(problem, workload.problem, "{}", workload.name);
        compared += 1;
    }
    assert_eq!(compared, 7);
}

#[test]
fn the_link_of_d_means_the_native_d() {
    let training = &trainings()[0];
    let setup = Setup::read(&job(training.name).link);
    assert_eq!(setup.notices, []);
    assert_eq!(setup.comparison.problem, training.problem);
    assert_eq!(setup.comparison.descent, training.descent);
}
