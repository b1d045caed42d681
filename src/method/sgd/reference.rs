//! The plain trainer in double precision that the fast one is tested against.
//!
//! Every number carries a bound on how far a single-precision computation of the same formula may be from
//! it, in whatever order it adds (running error analysis: Higham, Accuracy and Stability of Numerical
//! Algorithms, 2002, section 3.3, to first order), so that no tolerance has to be tuned.

use super::{Descent, Loss, Optimiser};
use crate::method::Problem;
use crate::network::{Activation, Architecture, Layer};

/// The unit roundoff of single precision.
pub(super) const UNIT: f64 = 1.0 / (1 << 24) as f64;

/// A number, and how far its single-precision double may be from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Approximate {
    pub(super) value: f64,
    pub(super) error: f64,
}

impl Approximate {
    fn exact(value: f64) -> Self {
        Self { value, error: 0.0 }
    }

    fn times(self, other: Self) -> Self {
        let value = self.value * other.value;
        let error = self.value.abs() * other.error + other.value.abs() * self.error + UNIT * value.abs();
        Self { value, error }
    }

    /// The sum in any order: n terms cost n roundings of partial sums below the sum of magnitudes.
    fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        let (mut count, mut value, mut error, mut magnitude) = (0.0, 0.0, 0.0, 0.0);
        for term in terms {
            count += 1.0;
            value += term.value;
            error += term.error;
            magnitude += term.value.abs();
        }
        Self { value, error: error + count * UNIT * magnitude }
    }

    /// Whether a comparison with 0 could come out differently.
    fn near_zero(self) -> bool {
        self.error > 0.0 && self.value.abs() <= self.error
    }
}

/// A network in training.
#[derive(Clone, Debug)]
pub(super) struct Reference<'a> {
    problem: &'a Problem,
    descent: Descent,
    pub(super) parameters: Vec<f64>,
    /// Velocity (momentum), mean of the gradient (Adam), mean or sum of its square (RMSProp, Adagrad,
    /// Adadelta).
    pub(super) first: Vec<f64>,
    /// Mean square of the gradient (Adam) or of the steps (Adadelta).
    pub(super) second: Vec<f64>,
    pub(super) steps: u32,
    /// Whether the side of a kink was within rounding since this was last cleared.
    pub(super) ambiguous: bool,
}

/// How a run ended, as the trait's delta counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Fitted { epochs: u32 },
    Unfit,
    Lost,
    Diverged,
}

impl<'a> Reference<'a> {
    pub(super) fn new(problem: &'a Problem, descent: &Descent, parameters: &[f32]) -> Self {
        let zeros = vec![0.0; parameters.len()];
        Self {
            problem,
            descent: *descent,
            parameters: parameters.iter().map(|&parameter| f64::from(parameter)).collect(),
            first: zeros.clone(),
            second: zeros,
            steps: 0,
            ambiguous: false,
        }
    }

    fn architecture(&self) -> &'a Architecture {
        &self.problem.architecture
    }

    /// Where the parameters of every layer begin.
    fn layers(&self) -> Vec<(usize, Layer)> {
        let mut start = 0;
        let mut layers = vec![];
        for layer in self.architecture().layers() {
            layers.push((start, layer));
            start += layer.parameter_count();
        }
        layers
    }

    /// The pre-activations of every layer at one input.
    fn pre_activations(&self, point: usize) -> Vec<Vec<Approximate>> {
        let mut activations: Vec<_> =
            self.problem.task.inputs.point(point).iter().map(|&x| Approximate::exact(f64::from(x))).collect();
        let mut all = vec![];
        for (start, layer) in self.layers() {
            let bias = start + layer.units * layer.fan_in;
            let z: Vec<_> = (0..layer.units)
                .map(|unit| {
                    let row = &self.parameters[start + unit * layer.fan_in..][..layer.fan_in];
                    let terms = row.iter().zip(&activations).map(|(&w, &a)| Approximate::exact(w).times(a));
                    Approximate::sum(terms.chain([Approximate::exact(self.parameters[bias + unit])]))
                })
                .collect();
            activations = z.iter().map(|&z| self.activation(z)).collect();
            all.push(z);
        }
        all
    }

    fn activation(&self, z: Approximate) -> Approximate {
        let value = self.architecture().activation.apply(z.value);
        let (slope, rounding) = match self.architecture().activation {
            Activation::Relu => (1.0, 0.0),
            Activation::Tanh => (1.0, ACTIVATION_ROUNDINGS),
            Activation::Erf => (core::f64::consts::FRAC_2_SQRT_PI, ACTIVATION_ROUNDINGS),
            Activation::Sign => unreachable!("descent refuses it"),
        };
        Approximate { value, error: slope * z.error + rounding * UNIT }
    }

    fn slope(&mut self, z: Approximate) -> Approximate {
        let activation = self.architecture().activation;
        let value = activation.derivative(z.value).expect("descent refuses the threshold");
        let error = match activation {
            Activation::Relu => {
                self.ambiguous |= z.near_zero();
                0.0
            }
            // The second derivative stays below 0.77 for tanh, 0.97 for erf.
            _ => z.error + 2.0 * ACTIVATION_ROUNDINGS * UNIT,
        };
        Approximate { value, error }
    }

    /// The output at one input.
    pub(super) fn output(&self, point: usize) -> Approximate {
        self.pre_activations(point).last().expect("a network has layers")[0]
    }

    /// The mean loss over `batch`.
    fn loss(&self, batch: &[usize]) -> f64 {
        let target = self.problem.task.target;
        let loss = self.descent.loss;
        batch.iter().map(|&point| loss.value(self.output(point).value, target.label(point))).sum::<f64>()
            / batch.len() as f64
    }

    fn loss_slope(&mut self, z: Approximate, label: bool, batch: usize) -> Approximate {
        let value = self.descent.loss.derivative(z.value, label) / batch as f64;
        let curvature = match self.descent.loss {
            Loss::CrossEntropy => 0.25,
            Loss::Mse | Loss::MseZeroOne => 2.0,
            Loss::Hinge => {
                let sign = if label { 1.0 } else { -1.0 };
                let margin = Approximate { value: 1.0 - sign * z.value, error: z.error };
                self.ambiguous |= margin.near_zero();
                0.0
            }
        };
        let error = curvature * z.error / batch as f64 + LOSS_ROUNDINGS * UNIT * value.abs();
        Approximate { value, error }
    }

    /// The gradient of the mean loss over `batch`, parameter by parameter.
    pub(super) fn gradient(&mut self, batch: &[usize]) -> Vec<Approximate> {
        let mut terms = vec![vec![]; self.parameters.len()];
        for &point in batch {
            let z = self.pre_activations(point);
            let label = self.problem.task.target.label(point);
            let mut delta =
                vec![self.loss_slope(z.last().expect("a network has layers")[0], label, batch.len())];
            for (depth, (start, layer)) in self.layers().into_iter().enumerate().rev() {
                let below: Vec<_> = if depth == 0 {
                    let x = self.problem.task.inputs.point(point);
                    x.iter().map(|&x| Approximate::exact(f64::from(x))).collect()
                } else {
                    z[depth - 1].iter().map(|&z| self.activation(z)).collect()
                };
                for unit in 0..layer.units {
                    for (input, &a) in below.iter().enumerate() {
                        terms[start + unit * layer.fan_in + input].push(delta[unit].times(a));
                    }
                    terms[start + layer.units * layer.fan_in + unit].push(delta[unit]);
                }
                if depth > 0 {
                    delta = (0..layer.fan_in)
                        .map(|input| {
                            let back = Approximate::sum((0..layer.units).map(|unit| {
                                let weight = self.parameters[start + unit * layer.fan_in + input];
                                Approximate::exact(weight).times(delta[unit])
                            }));
                            back.times(self.slope(z[depth - 1][input]))
                        })
                        .collect();
                }
            }
        }
        terms.into_iter().map(Approximate::sum).collect()
    }

    /// What the optimiser makes of gradient `g` at parameter `index`: its new value, first and second moment.
    pub(super) fn stepped(&self, index: usize, g: f64) -> [f64; 3] {
        let (theta, first, second) = (self.parameters[index], self.first[index], self.second[index]);
        let lr = f64::from(self.descent.learning_rate);
        match self.descent.optimiser {
            Optimiser::Sgd => [theta - lr * g, first, second],
            Optimiser::Momentum { momentum } => {
                let velocity = f64::from(momentum) * first + g;
                [theta - lr * velocity, velocity, second]
            }
            Optimiser::Adam { beta1, beta2 } => {
                let (beta1, beta2) = (f64::from(beta1), f64::from(beta2));
                let t = f64::from(self.steps + 1);
                let m = beta1 * first + (1.0 - beta1) * g;
                let v = beta2 * second + (1.0 - beta2) * g * g;
                let m_hat = m / (1.0 - libm::pow(beta1, t));
                let v_hat = v / (1.0 - libm::pow(beta2, t));
                [theta - lr * m_hat / (libm::sqrt(v_hat) + 1e-8), m, v]
            }
            Optimiser::RmsProp { decay } => {
                let decay = f64::from(decay);
                let s = decay * first + (1.0 - decay) * g * g;
                [theta - lr * g / (libm::sqrt(s) + 1e-8), s, second]
            }
            Optimiser::Adagrad => {
                let s = first + g * g;
                [theta - lr * g / (libm::sqrt(s) + 1e-10), s, second]
            }
            Optimiser::Adadelta { decay } => {
                let decay = f64::from(decay);
                let s = decay * first + (1.0 - decay) * g * g;
                let step = libm::sqrt(second + 1e-6) / libm::sqrt(s + 1e-6) * g;
                [theta - lr * step, s, decay * second + (1.0 - decay) * step * step]
            }
        }
    }

    /// One step on the gradient of `batch`.
    pub(super) fn step(&mut self, batch: &[usize]) {
        let gradient = self.gradient(batch);
        for (index, g) in gradient.iter().enumerate() {
            [self.parameters[index], self.first[index], self.second[index]] = self.stepped(index, g.value);
        }
        self.steps += 1;
    }

    fn fits(&self) -> bool {
        let task = &self.problem.task;
        let threshold = f64::from(self.problem.threshold);
        task.training_points()
            .into_iter()
            .all(|point| (self.output(point).value > threshold) == task.target.label(point))
    }

    /// A whole run; `order` gives the training points in the order of the next epoch.
    pub(super) fn run(&mut self, mut order: impl FnMut() -> Vec<usize>) -> Ending {
        let mut left = None;
        for epoch in 1..=self.descent.max_epochs + self.descent.extra_epochs {
            for batch in order().chunks(self.descent.batch) {
                self.step(batch);
            }
            if self.parameters.iter().any(|parameter| !(0.0..=f64::from(f32::MAX)).contains(&parameter.abs()))
            {
                return Ending::Diverged;
            }
            left = match left {
                None if self.fits() => Some(self.descent.extra_epochs),
                None if epoch == self.descent.max_epochs => return Ending::Unfit,
                None => None,
                Some(left) => Some(left - 1),
            };
            if left == Some(0) {
                return if self.fits() { Ending::Fitted { epochs: epoch } } else { Ending::Lost };
            }
        }
        Ending::Unfit
    }
}

/// The error of tanh and erf on lanes, in units of roundoff of 1.
const ACTIVATION_ROUNDINGS: f64 = 8.0;

/// The relative error of the derivative of the loss at an exact output, in units of roundoff.
const LOSS_ROUNDINGS: f64 = 16.0;

#[cfg(test)]
mod tests {
    use super::super::loss::ALL_LOSSES;
    use super::*;
    use crate::network::{BiasScale, Distribution, Prior, WeightScale};
    use crate::task::Function;
    use crate::task::{Encoding, Inputs, Task};

    fn problem(inputs: usize, hidden: &[usize], activation: Activation) -> Problem {
        Problem {
            task: Task {
                inputs: Inputs::boolean(inputs, Encoding::PlusMinus),
                target: Function::from_labels(1 << inputs, |j| j % 3 == 0),
                training: Function::from_labels(1 << inputs, |j| j % 4 != 0),
            },
            architecture: Architecture { inputs, hidden: hidden.to_vec(), activation },
            prior: Prior {
                distribution: Distribution::Gaussian,
                sigma_w: 1.0,
                sigma_b: 1.0,
                weight_scale: WeightScale::FanIn,
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        }
    }

    fn descent(optimiser: Optimiser, loss: Loss) -> Descent {
        Descent { optimiser, learning_rate: 0.5, batch: 4, loss, extra_epochs: 0, max_epochs: 10 }
    }

    /// Parameters without a pattern, between -1 and 1.
    fn parameters(problem: &Problem) -> Vec<f32> {
        let golden = 0.618_034;
        (1..=problem.architecture.parameter_count())
            .map(|k| 2.0 * (golden * k as f32).fract() - 1.0)
            .collect()
    }

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let step = 1e-5;
        let batch = [1, 2, 5, 6];
        for activation in [Activation::Relu, Activation::Tanh, Activation::Erf] {
            for loss in ALL_LOSSES {
                for hidden in [vec![], vec![5], vec![3, 4]] {
                    let problem = problem(3, &hidden, activation);
                    let start = parameters(&problem);
                    let mut trainer = Reference::new(&problem, &descent(Optimiser::Sgd, loss), &start);
                    let gradient = trainer.gradient(&batch);
                    for (index, g) in gradient.iter().enumerate() {
                        let at = |shift: f64| {
                            let mut moved = trainer.clone();
                            moved.parameters[index] += shift;
                            moved.loss(&batch)
                        };
                        let slope = (at(step) - at(-step)) / (2.0 * step);
                        // Truncation is the square of the step times a third derivative, here below 100.
                        assert!(
                            (slope - g.value).abs() < 100.0 * step * step + 1e-15 / step,
                            "{activation:?} {loss:?} {hidden:?} parameter {index}: {slope} and {}",
                            g.value
                        );
                    }
                }
            }
        }
    }

    /// Two steps with gradient 2 and then -1 from theta = 1, lr = 1/2.
    fn two_steps(optimiser: Optimiser) -> [f64; 2] {
        let problem = problem(1, &[], Activation::Relu);
        let mut trainer = Reference::new(&problem, &descent(optimiser, Loss::Mse), &[1.0, 0.0]);
        [2.0, -1.0].map(|g| {
            [trainer.parameters[0], trainer.first[0], trainer.second[0]] = trainer.stepped(0, g);
            trainer.steps += 1;
            trainer.parameters[0]
        })
    }

    fn assert_close(found: [f64; 2], worked: [f64; 2]) {
        for (found, worked) in found.into_iter().zip(worked) {
            assert!((found - worked).abs() < 1e-12, "{found} is not {worked}");
        }
    }

    #[test]
    fn optimisers_take_the_steps_worked_by_hand() {
        assert_close(two_steps(Optimiser::Sgd), [0.0, 0.5]);
        // v = 2, then 1 - 1 = 0.
        assert_close(two_steps(Optimiser::Momentum { momentum: 0.5 }), [0.0, 0.0]);
        // m = 1, v = 1; corrected 2 and 4. Then m = 0, so nothing moves.
        let first = 1.0 - 0.5 * 2.0 / (2.0 + 1e-8);
        assert_close(two_steps(Optimiser::Adam { beta1: 0.5, beta2: 0.75 }), [first, first]);
        // s = 1, then 3/4 + 1/4 = 1.
        let first = 1.0 - 0.5 * 2.0 / (1.0 + 1e-8);
        assert_close(two_steps(Optimiser::RmsProp { decay: 0.75 }), [first, first + 0.5 / (1.0 + 1e-8)]);
        // s = 4, then 5.
        let first = 1.0 - 0.5 * 2.0 / (2.0 + 1e-10);
        let second = first + 0.5 / (libm::sqrt(5.0) + 1e-10);
        assert_close(two_steps(Optimiser::Adagrad), [first, second]);
        // s = 1, step 2e-3 / sqrt(1 + 1e-6), mean square of steps 1e-6 / (1 + 1e-6); then s = 1 again.
        let step = 2e-3 / libm::sqrt(1.0 + 1e-6);
        let first = 1.0 - 0.5 * step;
        let second = first + 0.5 * libm::sqrt(0.25 * step * step + 1e-6) / libm::sqrt(1.0 + 1e-6);
        assert_close(two_steps(Optimiser::Adadelta { decay: 0.75 }), [first, second]);
    }

    #[test]
    fn a_bounded_sum_covers_every_order() {
        let terms: Vec<f32> = (1..200).map(|k| (k as f32 * 0.7).sin_like()).collect();
        let exact: f64 = terms.iter().map(|&t| f64::from(t)).sum();
        let bound = Approximate::sum(terms.iter().map(|&t| Approximate::exact(f64::from(t))));
        for stride in [1, 2, 7, 50] {
            let mut sum = 0.0_f32;
            for start in 0..stride {
                terms.iter().skip(start).step_by(stride).for_each(|&t| sum += t);
            }
            assert!((f64::from(sum) - exact).abs() <= bound.error);
        }
    }

    trait SinLike {
        fn sin_like(self) -> f32;
    }

    impl SinLike for f32 {
        /// A triangle wave: signs and sizes without a pattern.
        fn sin_like(self) -> f32 {
            (self - self.floor()) * 4.0 - 2.0
        }
    }
}
