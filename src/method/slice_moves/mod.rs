//! Moves that leave the prior as it is wherever a score is high enough: eight networks side by side, each of which moves at its own pace.
//!
//! By elliptical slice sampling (I. Murray, R. Adams, D. MacKay, AISTATS 2010): with x the standard normal variables that a network is
//! made of and v as many fresh ones, x cos t + v sin t is tried at an angle t uniform in a bracket of angles about 0; while the score
//! there is too low, the end of the bracket on that side of 0 comes to t, and another t is drawn from what is left. The bracket is the whole circle, or a
//! part of it whose span was fixed beforehand and which lies about 0 at random (R. Neal, "Slice sampling", 2003): fewer tries, as good a move.
//! Every network is a draw from the prior given the bound of its score, if it was one before.

mod score;

use super::Problem;
use super::rejection::{Batch, Odd, Order, Plan, TILE, output_deviations};
use crate::network::Distribution;
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{Erf, LANES, Phi, Simd, apart, f32x8};
use crate::task::Function;
use score::Scale;

/// The most angles that are tried for one move; the network then stays where it is, which is a valid move, too. A bracket shrinks to
/// what single precision tells from 0 in about 40.
const MOST_TRIES: u32 = 100;

/// The span of a bracket that is the whole circle.
pub(super) const CIRCLE: f64 = std::f64::consts::TAU;

/// The score of networks that fit, and of no others, is at least this.
pub(super) const FITS: f32 = 0.0;

/// What one random number costs, in multiply-adds.
const DRAW_COST: usize = 8;

/// What one step did, as bits of lanes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Step {
    /// Networks that moved.
    pub(super) moved: u32,
    /// Networks that stay because no angle was found: see [`MOST_TRIES`].
    pub(super) gave_up: u32,
}

/// Eight networks on their way.
#[derive(Debug)]
pub(super) struct SliceMoves {
    pub(super) plan: Plan,
    odd: Option<Odd>,
    scale: Scale,
    batch: Batch,
    /// Where the networks are and in which direction they go: the variables in the order of the plan's parameters, eight lanes each.
    places: Vec<f32>,
    directions: Vec<f32>,
    fresh: Vec<f32>,
    angles: [f64; LANES],
    low: [f64; LANES],
    high: [f64; LANES],
    tries: [u32; LANES],
    /// The least score that a move may lead to; infinite where no network is.
    bounds: [f32; LANES],
    scores: [f32; LANES],
}

impl SliceMoves {
    /// No network yet.
    pub(super) fn new(problem: &Problem) -> Self {
        let odd = Odd::new(problem);
        let folded = odd.map(|odd| odd.folded(problem));
        let problem = folded.as_ref().unwrap_or(problem);
        let points = Order::new(problem).points;
        let plan = Plan::new(problem, &points);
        let count = plan.parameter_count();
        Self {
            odd,
            scale: Scale::new(&plan, &output_deviations(problem, &points)),
            batch: Batch::new(&plan),
            places: vec![0.0; count * LANES],
            directions: vec![0.0; count * LANES],
            fresh: vec![0.0; count],
            angles: [0.0; LANES],
            low: [0.0; LANES],
            high: [0.0; LANES],
            tries: [0; LANES],
            bounds: [f32::INFINITY; LANES],
            scores: [0.0; LANES],
            plan,
        }
    }

    /// How many variables a network is made of.
    pub(super) fn variables(&self) -> usize {
        self.fresh.len()
    }

    /// About the multiply-adds of one step.
    pub(super) fn step_cost(&self) -> usize {
        let tiles = self.plan.labels.len().div_ceil(TILE);
        LANES * (tiles * TILE * self.plan.multiply_adds() + 4 * self.variables())
    }

    /// About the multiply-adds of drawing eight networks.
    pub(super) fn draw_cost(&self) -> usize {
        LANES * DRAW_COST * self.variables()
    }

    /// About the multiply-adds of looking at all points of eight networks.
    pub(super) fn read_cost(&self) -> usize {
        LANES * self.plan.points() * self.plan.multiply_adds()
    }

    /// Puts a network with this score into a lane; its moves lead to scores of at least `bound`.
    pub(super) fn load(&mut self, lane: usize, network: &[f32], score: f32, bound: f32) {
        scatter(network, &mut self.places, lane);
        self.scores[lane] = score;
        self.bounds[lane] = bound;
    }

    /// The network of a lane, and its score.
    pub(super) fn store(&self, lane: usize, network: &mut [f32]) -> f32 {
        for (value, lanes) in network.iter_mut().zip(self.places.chunks_exact(LANES)) {
            *value = lanes[lane];
        }
        self.scores[lane]
    }

    /// Leaves a lane without a network.
    pub(super) fn unload(&mut self, lane: usize) {
        self.bounds[lane] = f32::INFINITY;
    }

    /// Leaves all lanes without a network.
    pub(super) fn unload_all(&mut self) {
        self.bounds = [f32::INFINITY; LANES];
    }

    /// Begins the next move of a lane: a direction, a bracket of this span about 0, and the first angle.
    #[inline(always)]
    pub(super) fn begin<S: Simd>(&mut self, simd: S, stream: &mut Stream, lane: usize, span: f64) {
        stream.fill_gaussian(simd, &mut self.fresh);
        scatter(&self.fresh, &mut self.directions, lane);
        self.high[lane] = span * uniform(stream);
        self.low[lane] = self.high[lane] - span;
        self.tries[lane] = 0;
        self.choose(stream, lane);
    }

    /// An angle from what is left of the bracket.
    fn choose(&mut self, stream: &mut Stream, lane: usize) {
        self.angles[lane] = self.low[lane] + (self.high[lane] - self.low[lane]) * uniform(stream);
    }

    /// The angle of a lane, from 0 to half a circle either way: that of the last move, where one ended.
    pub(super) fn angle(&self, lane: usize) -> f64 {
        let angle = self.angles[lane].abs();
        angle.min(CIRCLE - angle)
    }

    /// Tries one angle of every lane. Where the move ended, the next one must begin.
    #[inline(always)]
    pub(super) fn step<S: Simd, A: Phi>(&mut self, simd: S, phi: A, stream: &mut Stream) -> Step {
        let [cosines, sines] = [libm::cos, libm::sin].map(|function| self.angles.map(|t| function(t) as f32));
        apart(
            simd,
            #[inline(always)]
            || self.turn(simd, cosines, sines),
        );
        let bounds = self.bounds;
        let scores = self.evaluate(simd, phi, bounds);
        let mut step = Step::default();
        for lane in (0..LANES).filter(|&lane| bounds[lane] < f32::INFINITY) {
            if scores[lane] >= bounds[lane] {
                self.scores[lane] = scores[lane];
                step.moved |= 1 << lane;
                continue;
            }
            let end = if self.angles[lane] < 0.0 { &mut self.low[lane] } else { &mut self.high[lane] };
            *end = self.angles[lane];
            self.choose(stream, lane);
            self.tries[lane] += 1;
            if self.tries[lane] == MOST_TRIES {
                step.gave_up |= 1 << lane;
            }
        }
        if step.moved != 0 {
            apart(
                simd,
                #[inline(always)]
                || self.accept(simd, cosines, sines, step.moved),
            );
        }
        step
    }

    /// Draws eight networks from the prior, one after the other in `networks`, and gives their scores; of those below `bound` perhaps a higher one
    /// that is below it, too.
    #[inline(always)]
    pub(super) fn draw<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        stream: &mut Stream,
        networks: &mut [f32],
        bound: f32,
    ) -> [f32; LANES] {
        stream.fill_gaussian(simd, networks);
        self.show(simd, networks);
        self.evaluate(simd, phi, [bound; LANES])
    }

    /// The functions of up to eight networks, one after the other in `networks`.
    #[inline(always)]
    pub(super) fn functions<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        networks: &[f32],
        found: &mut Vec<Function>,
    ) {
        self.show(simd, networks);
        self.batch.start();
        while self.batch.done < self.plan.points() {
            apart(
                simd,
                #[inline(always)]
                || self.batch.advance(simd, phi, &self.plan),
            );
        }
        for lane in 0..networks.len() / self.variables() {
            let bits = self.batch.function(0, lane);
            let bits = self.odd.map_or(bits, |odd| odd.complete(bits));
            found.push(Function::new(bits, self.plan.points()));
        }
    }

    /// Brings up to eight networks before whoever evaluates.
    #[inline(always)]
    fn show<S: Simd>(&mut self, simd: S, networks: &[f32]) {
        for (lane, network) in networks.chunks_exact(self.variables()).enumerate() {
            scatter(network, self.batch.raw_mut(), lane);
        }
        if self.plan.distribution == Distribution::Uniform {
            for block in self.batch.raw_mut().chunks_exact_mut(LANES) {
                uniform_of(f32x8::from_slice(simd, block)).store_slice(block);
            }
        }
    }

    /// Brings the networks at the angles of their lanes before whoever evaluates.
    #[inline(always)]
    fn turn<S: Simd>(&mut self, simd: S, cosines: [f32; LANES], sines: [f32; LANES]) {
        let (cosines, sines) = (f32x8::simd_from(simd, cosines), f32x8::simd_from(simd, sines));
        let uniform = self.plan.distribution == Distribution::Uniform;
        let places = self.places.chunks_exact(LANES).zip(self.directions.chunks_exact(LANES));
        for (raw, (place, direction)) in self.batch.raw_mut().chunks_exact_mut(LANES).zip(places) {
            let place = f32x8::from_slice(simd, place) * cosines + f32x8::from_slice(simd, direction) * sines;
            let value = if uniform { uniform_of(place) } else { place };
            value.store_slice(raw);
        }
    }

    /// Moves the networks of these lanes.
    #[inline(always)]
    fn accept<S: Simd>(&mut self, simd: S, cosines: [f32; LANES], sines: [f32; LANES], lanes: u32) {
        let moved: [f32; LANES] = std::array::from_fn(|lane| (lanes >> lane & 1) as f32);
        let moved = f32x8::simd_from(simd, moved).simd_gt(f32x8::splat(simd, 0.5));
        let (cosines, sines) = (f32x8::simd_from(simd, cosines), f32x8::simd_from(simd, sines));
        for (place, direction) in self.places.chunks_exact_mut(LANES).zip(self.directions.chunks_exact(LANES))
        {
            let from = f32x8::from_slice(simd, place);
            let to = from * cosines + f32x8::from_slice(simd, direction) * sines;
            moved.select(to, from).store_slice(place);
        }
    }

    /// The scores of the networks shown; of those below their bounds perhaps a higher one that is below it, too.
    #[inline(always)]
    fn evaluate<S: Simd, A: Phi>(&mut self, simd: S, phi: A, bounds: [f32; LANES]) -> [f32; LANES] {
        let bounds = f32x8::simd_from(simd, bounds);
        let mut least = f32x8::splat(simd, f32::MAX);
        for start in (0..self.plan.labels.len()).step_by(TILE) {
            least = apart(
                simd,
                #[inline(always)]
                || {
                    let outputs = self.batch.outputs(simd, phi, &self.plan, start);
                    self.scale.least(simd, least, outputs, start)
                },
            );
            if least.simd_ge(bounds).to_bitmask() == 0 {
                break;
            }
        }
        least.into()
    }
}

/// The variable uniform on [-1, 1] that a standard normal one stands for: 2 Phi(z) - 1.
#[inline(always)]
fn uniform_of<S: Simd>(z: f32x8<S>) -> f32x8<S> {
    Erf.apply(z * std::f32::consts::FRAC_1_SQRT_2)
}

/// Puts the numbers of one network into its lane.
fn scatter(network: &[f32], lanes: &mut [f32], lane: usize) {
    for (value, lanes) in network.iter().zip(lanes.chunks_exact_mut(LANES)) {
        lanes[lane] = *value;
    }
}

/// Uniform on (0, 1).
fn uniform(stream: &mut Stream) -> f64 {
    (f64::from(stream.next_u32()) + 0.5) / 4_294_967_296.0
}

/// Twelve random problems that some networks may fit: of the four activations and both priors every pair is met.
#[cfg(test)]
pub(super) fn problems_with_moves(seed: u64) -> Vec<Problem> {
    use crate::network::Activation;
    let mut settings = Stream::new(seed, crate::random::Domain::Draws, 0);
    let mut problems = Vec::new();
    while problems.len() < 12 {
        let done = problems.len();
        let mut problem = super::rejection::random_problem(&mut settings);
        let activations = [Activation::Relu, Activation::Tanh, Activation::Erf, Activation::Sign];
        problem.architecture.activation = activations[done % 4];
        problem.prior.distribution = [Distribution::Gaussian, Distribution::Uniform][done / 4 % 2];
        problem.task.training =
            Function::new(u128::from(settings.next_u32() & 0x1111), problem.task.inputs.count());
        if super::impossible(&problem).is_none() {
            problems.push(problem);
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::random_problem;
    use crate::random::Domain;
    use crate::simd::{Level, dispatch, with_phi};

    #[test]
    fn scores_of_at_least_0_are_those_of_networks_that_fit() {
        let mut settings = Stream::new(61, Domain::Draws, 0);
        let (mut fit, mut unfit) = (0, 0);
        for _ in 0..400 {
            let mut problem = random_problem(&mut settings);
            // Few points, so that some fit; outputs of exactly 0 where there are no biases, or all units are dead.
            let few = settings.next_u32() & settings.next_u32() & settings.next_u32();
            problem.task.training =
                Function::new(u128::from(few) & problem.task.training.bits(), problem.task.inputs.count());
            let mut moves = SliceMoves::new(&problem);
            let mut stream = Stream::new(u64::from(few), Domain::Draws, 1);
            let mut networks = vec![0.0; moves.variables() * LANES];
            for bound in [f32::NEG_INFINITY, FITS, -0.5] {
                let mut functions = Vec::new();
                let scores = with_phi!(problem.architecture.activation, phi => dispatch!(Level::best(), simd => {
                    let scores = moves.draw(simd, phi, &mut stream, &mut networks, bound);
                    moves.functions(simd, phi, &networks, &mut functions);
                    scores
                }));
                for (score, &function) in scores.into_iter().zip(&functions) {
                    assert_eq!(score >= FITS, problem.task.fits(function), "{score} {function} {problem:?}");
                }
                fit += scores.iter().filter(|score| **score >= FITS).count();
                unfit += scores.iter().filter(|score| **score < FITS).count();
            }
        }
        assert!(fit > 1_000 && unfit > 1_000, "{fit} {unfit}");
    }
}
