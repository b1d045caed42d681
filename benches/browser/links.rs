//! The workloads as links, and what a score needs to know of each.

use crate::common::training::{Training, trainings};
use crate::common::workloads::{Workload, workloads};
use dice_and_descent::method::Problem;
use dice_and_descent::method::sgd::{Loss, Optimiser};
use dice_and_descent::network::{Activation, BiasScale, Distribution, WeightScale};
use dice_and_descent::task::Encoding;
use serde::Serialize;

/// A workload as the browser's benchmark sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// How it is called.
    pub name: &'static str,
    /// The link that means it.
    pub link: String,
    /// 0 for dice, 1 for descent, as everywhere.
    pub method: u32,
    /// Floating-point operations, counted densely, of one draw, or of one epoch of one training run.
    pub flops: f64,
    /// Steps of one epoch; 0 for dice.
    pub steps: f64,
    /// Points that have to fit; with none, every draw is kept.
    pub training: usize,
    /// The workload with the same draws that are counted otherwise, if there is one.
    pub over: Option<&'static str>,
}

/// All workloads: the draws, W3 counted by classes, and of the trainings D.
pub fn jobs() -> Vec<Job> {
    let mut jobs: Vec<Job> = workloads()
        .iter()
        .map(|workload| Job {
            name: workload.name,
            link: draws_link(workload),
            method: 0,
            flops: workload.flops(),
            steps: 0.0,
            training: workload.problem.task.training_size(),
            over: None,
        })
        .collect();
    let by_classes = workloads().into_iter().filter(|workload| workload.name == "W3");
    jobs.extend(by_classes.map(|workload| Job {
        name: "W3 by classes",
        link: format!("{}&classes=on", draws_link(&workload)),
        method: 0,
        flops: workload.flops(),
        steps: 0.0,
        training: 0,
        over: Some(workload.name),
    }));
    jobs.extend(trainings().iter().take(1).map(|training| Job {
        name: training.name,
        link: training_link(training),
        method: 1,
        flops: training.flops(),
        steps: training.steps(),
        training: training.problem.task.training_size(),
        over: None,
    }));
    jobs
}

/// Draws that have to fit are one side of a comparison; those that need not are a landscape.
fn draws_link(workload: &Workload) -> String {
    let problem = &workload.problem;
    if problem.task.training.ones() == 0 {
        format!("v=2&experiment=landscape{}", network(problem))
    } else {
        format!("v=2{}{}", task(problem), network(problem))
    }
}

fn training_link(training: &Training) -> String {
    let Training { problem, descent, .. } = training;
    let optimiser = match descent.optimiser {
        Optimiser::Sgd => "sgd".to_owned(),
        Optimiser::Momentum { momentum } => format!("momentum&momentum={momentum}"),
        Optimiser::Adam { beta1, beta2 } => format!("adam&beta1={beta1}&beta2={beta2}"),
        Optimiser::RmsProp { decay } => format!("rmsprop&rms_decay={decay}"),
        Optimiser::Adagrad => "adagrad".to_owned(),
        Optimiser::Adadelta { decay } => format!("adadelta&adadelta_decay={decay}"),
    };
    let loss = match descent.loss {
        Loss::CrossEntropy => "cross-entropy",
        Loss::Mse => "mse",
        Loss::MseZeroOne => "mse01",
        Loss::Hinge => "hinge",
    };
    format!(
        "v=2{}{}&optimiser={optimiser}&lr={}&batch={}&loss={loss}&extra_epochs={}&max_epochs={}",
        task(problem),
        network(problem),
        descent.learning_rate,
        descent.batch,
        descent.extra_epochs,
        descent.max_epochs
    )
}

fn task(problem: &Problem) -> String {
    let task = &problem.task;
    format!("&target={}&train={}", task.target.to_compact_string(), task.training.to_compact_string())
}

fn network(problem: &Problem) -> String {
    let Problem { task, architecture, prior, .. } = problem;
    let encoding = match task.inputs.cube() {
        Some(Encoding::ZeroOne) => "01",
        Some(Encoding::PlusMinus) => "pm",
        None => panic!("a link can only speak of Boolean inputs"),
    };
    let hidden = architecture.hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let activation = match architecture.activation {
        Activation::Relu => "relu",
        Activation::Tanh => "tanh",
        Activation::Erf => "erf",
        Activation::Sign => "sign",
    };
    let distribution = match prior.distribution {
        Distribution::Gaussian => "gaussian",
        Distribution::Uniform => "uniform",
    };
    let weight_scale = match prior.weight_scale {
        WeightScale::FanIn => "fan-in",
        WeightScale::Fixed => "fixed",
    };
    let bias_scale = match prior.bias_scale {
        BiasScale::Fixed => "fixed",
        BiasScale::FanIn => "fan-in",
        BiasScale::Units => "units",
    };
    format!(
        "&n={}&encoding={encoding}&hidden={hidden}&activation={activation}&prior={distribution}\
         &sigma_w={}&sigma_b={}&weight_scale={weight_scale}&bias_scale={bias_scale}",
        architecture.inputs, prior.sigma_w, prior.sigma_b
    )
}
