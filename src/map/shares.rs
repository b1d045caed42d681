//! How much of a picture each function fills.

use super::picture::Picture;
use super::prior_weight::PriorWeight;
use super::view::View;
use crate::task::Function;

/// A share of a whole, from 0 to 1, with the most that the resolution can hide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The share.
    pub share: f64,
    /// How far it can be off: half a pixel for every edge between two pixels of which one has the function, and
    /// as much once more for corners. It holds for borders that are smooth on the scale of a pixel; a region
    /// that lies between the pixels is not seen at all.
    pub error: f64,
}

/// The shares of a picture, counted by pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// The distance of the pixels that were counted.
    pub step: usize,
    /// Pixels counted.
    pub pixels: u64,
    /// The functions, the largest first; those of one size ascending by bits.
    pub functions: Vec<Function>,
    /// For each of them its share of the window.
    pub window: Vec<Area>,
    /// For each of them its share of the prior on the plane, as far as the window shows it; empty if the prior has
    /// no density there, or none within the window.
    pub prior: Vec<Area>,
    /// Those functions that fit, together.
    pub fit: Fit,
    /// For each function of the picture, in its order, the place among those here; `u32::MAX` for functions
    /// that no counted pixel has.
    pub ranks: Vec<u32>,
}

/// The joint share of the functions that fit a training set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// How many functions they are.
    pub functions: usize,
    /// Their share of the window.
    pub window: Area,
    /// Their share of the prior on the plane.
    pub prior: Option<Area>,
}

/// What is added up for one function.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    pixels: u64,
    edges: u64,
    weight: f64,
    edge_weight: f64,
    /// The largest weight of an edge.
    heaviest: f64,
}

impl Sums {
    fn edge(&mut self, weight: f64) {
        self.edges += 1;
        self.edge_weight += weight;
        self.heaviest = self.heaviest.max(weight);
    }
}

impl Shares {
    /// Counts the pixels of `picture` as far as it is complete; `None` if it is not even coarsely so.
    pub fn new(
        picture: &Picture,
        view: View,
        prior: Option<&PriorWeight>,
        fits: impl Fn(Function) -> bool,
    ) -> Option<Self> {
        let step = picture.step()?;
        let size = picture.layout().size();
        let weights = prior.map(|prior| prior.at(view, size));
        let weight = |x: usize, y: usize| weights.as_ref().map_or(0.0, |weights| weights.pixel(x, y));
        let mut sums = vec![Sums::default(); picture.functions().len()];
        let fits: Vec<bool> = picture.functions().iter().map(|&function| fits(function)).collect();
        let mut fit = Sums::default();
        for y in (0..size).step_by(step) {
            for x in (0..size).step_by(step) {
                let (id, w) = (picture.id(x, y) as usize, weight(x, y));
                sums[id].pixels += 1;
                sums[id].weight += w;
                if fits[id] {
                    fit.pixels += 1;
                    fit.weight += w;
                }
                for (x2, y2) in [(x + step, y), (x, y + step)] {
                    if x2 < size && y2 < size {
                        let other = picture.id(x2, y2) as usize;
                        if other != id {
                            let w = w.max(weight(x2, y2));
                            sums[id].edge(w);
                            sums[other].edge(w);
                            if fits[id] != fits[other] {
                                fit.edge(w);
                            }
                        }
                    } else if step > 1 {
                        // Coarse pixels stand at the corners of their blocks: the window's border is as
                        // unsure as those inside. What is missing on one side is too much on the other.
                        for _ in 0..2 {
                            sums[id].edge(w);
                            if fits[id] {
                                fit.edge(w);
                            }
                        }
                    }
                }
            }
        }
        let pixels: u64 = sums.iter().map(|sums| sums.pixels).sum();
        let weight: f64 = sums.iter().map(|sums| sums.weight).sum();
        let functions = picture.functions();
        let mut order: Vec<usize> = (0..functions.len()).filter(|&id| sums[id].pixels > 0).collect();
        order.sort_unstable_by_key(|&id| (std::cmp::Reverse(sums[id].pixels), functions[id]));
        let mut ranks = vec![u32::MAX; functions.len()];
        for (rank, &id) in order.iter().enumerate() {
            ranks[id] = rank as u32;
        }
        let window = |sums: &Sums| Area {
            share: sums.pixels as f64 / pixels as f64,
            error: 0.5 * (sums.edges + u64::from(sums.edges > 0)) as f64 / pixels as f64,
        };
        let on_prior = |sums: &Sums| Area {
            share: sums.weight / weight,
            error: 0.5 * (sums.edge_weight + sums.heaviest) / weight,
        };
        let ranked = || order.iter().map(|&id| &sums[id]);
        Some(Self {
            step,
            pixels,
            functions: order.iter().map(|&id| functions[id]).collect(),
            window: ranked().map(window).collect(),
            prior: if weight > 0.0 { ranked().map(on_prior).collect() } else { Vec::new() },
            fit: Fit {
                functions: order.iter().filter(|&&id| fits[id]).count(),
                window: window(&fit),
                prior: (weight > 0.0).then(|| on_prior(&fit)),
            },
            ranks,
        })
    }

    /// The number of distinct functions.
    pub fn distinct(&self) -> usize {
        self.functions.len()
    }
}
