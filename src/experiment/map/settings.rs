//! From the texts of a link to what is drawn: everything that comes from outside is checked here.

use super::link;
use super::table::{shared, table};
use crate::experiment::compare::{self, Comparison};
use crate::map::{Paint, PathRunner, Plane, PlaneMaker, View};
use crate::method::sgd::DescentError;
use crate::network::Architecture;
use crate::settings::hide::HIDE;
use crate::settings::rows::THEME;
use crate::settings::{Experiment, Notice, Values, settings};

/// Settings that change nothing of what is computed; what a map shows otherwise is what it computes.
const LEAVE_THE_PICTURE: [&str; 3] = ["workers", THEME, HIDE];

/// Which plane is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaneKind {
    /// Two random directions.
    Random,
    /// Two parameters, by their index.
    Chosen([usize; 2]),
    /// Spanned by the path of run 0.
    Path,
}

/// Which window onto the plane is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its centre, or that of the plane's own frame.
    pub centre: Option<[f64; 2]>,
    /// How many times closer than the plane's own frame.
    pub zoom: f64,
    /// Pixels along a side.
    pub size: usize,
}

/// A link that has been read: the canonical texts, what was wrong with the given ones, what they mean.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The canonical text of every setting.
    pub values: Values,
    /// What could not be used as it was.
    pub notices: Vec<Notice>,
    /// Task, network, prior and training: as the comparison with the same settings.
    pub comparison: Comparison,
    /// The plane.
    pub plane: PlaneKind,
    /// Whether it passes through a random draw rather than through the origin.
    pub through_draw: bool,
    /// The seed of the plane.
    pub plane_seed: u32,
    /// The window.
    pub window: Window,
    /// Whether what does not fit the training set fades.
    pub condition: bool,
    /// Whether lines are drawn where functions meet.
    pub lines: bool,
    /// The number of training runs shown.
    pub paths: u64,
}

/// The smallest half width of a window: below it single precision would show.
const MIN_HALF: f64 = 1e-3;

/// The largest.
pub(super) const MAX_HALF: f64 = 1e4;

impl Setup {
    /// Reads the fragment of a link. Never fails: what is not allowed is replaced and named in the notices.
    pub fn read(fragment: &str) -> Self {
        let (mut values, mut notices) = link::read(fragment);
        let comparison = share(&mut values, &mut notices);
        let mut reader = Reader { values, notices };
        let architecture = &comparison.problem.architecture;
        let axes = reader.axes(architecture);
        let centre = reader.centre();
        let Reader { values, notices } = reader;
        let integer = |key| -> u64 { values.get(key).parse().expect("the table made it a whole number") };
        let plane = match values.get("plane") {
            "chosen" => PlaneKind::Chosen(axes),
            "path" if comparison.can_descend() => PlaneKind::Path,
            _ => PlaneKind::Random,
        };
        Self {
            plane,
            through_draw: values.get("through") == "draw",
            plane_seed: integer("plane_seed") as u32,
            window: Window {
                centre,
                zoom: values.get("zoom").parse().expect("the table made it a number"),
                size: integer("resolution") as usize,
            },
            condition: values.get("condition") == "on",
            lines: values.get("lines") == "on",
            paths: match plane {
                _ if !comparison.can_descend() => 0,
                // The path that spans the plane is always shown.
                PlaneKind::Path => integer("paths").max(1),
                _ => integer("paths"),
            },
            values,
            notices,
            comparison,
        }
    }

    /// The fragment that reads back as this.
    pub fn fragment(&self) -> String {
        link::fragment(&self.values)
    }

    /// The same without what does not matter to what is computed.
    pub(super) fn experiment_fragment(&self) -> String {
        let mut values = self.values.clone();
        let table = table();
        for setting in settings(&table).filter(|setting| LEAVE_THE_PICTURE.contains(&setting.key)) {
            values.set(setting.key, setting.default);
        }
        link::fragment(&values)
    }

    /// Makes the plane, in slices.
    ///
    /// # Errors
    /// If it is that of a path and the network cannot be trained.
    pub fn plane_maker(&self) -> Result<PlaneMaker, DescentError> {
        let Comparison { problem, descent, seed, .. } = &self.comparison;
        let plane = match self.plane {
            PlaneKind::Random => Plane::random(problem, self.plane_seed, self.through_draw),
            PlaneKind::Chosen(axes) => Plane::chosen(problem, axes, self.plane_seed, self.through_draw),
            PlaneKind::Path => {
                return PlaneMaker::of_path(problem, descent, u64::from(*seed), self.plane_seed);
            }
        };
        Ok(PlaneMaker::ready(problem, plane))
    }

    /// Makes path `run`, in slices.
    ///
    /// # Errors
    /// If the network cannot be trained.
    pub fn path_runner(&self, run: u64) -> Result<PathRunner, DescentError> {
        let Comparison { problem, descent, seed, .. } = &self.comparison;
        PathRunner::new(problem, descent, u64::from(*seed), run)
    }

    /// The window onto `plane`.
    pub fn view(&self, plane: &Plane) -> View {
        let centre = self.window.centre.unwrap_or(plane.frame().centre);
        let half = plane.frame().half / self.window.zoom;
        View { centre, half: half.max(self.least_half(plane, centre)).min(MAX_HALF) }
    }

    /// Half the width of the closest window about `centre`: closer, single precision would show.
    pub(super) fn least_half(&self, plane: &Plane, centre: [f64; 2]) -> f64 {
        plane.least_half(centre, self.window.size).max(MIN_HALF)
    }

    /// How the picture is painted.
    pub fn paint(&self, dark: bool) -> Paint {
        Paint { dark, lines: self.lines }
    }
}

/// Reads what the comparison has too by the comparison's own rules.
fn share(values: &mut Values, notices: &mut Vec<Notice>) -> Comparison {
    let (ours, theirs) = (table(), shared());
    let mut given = Values::defaults(&theirs);
    let known: Vec<&'static str> = settings(&theirs)
        .map(|setting| setting.key)
        .filter(|key| settings(&ours).any(|setting| setting.key == *key))
        .collect();
    for &key in &known {
        given.set(key, values.get(key));
    }
    let setup = compare::Setup::read(&given.fragment(Experiment::Compare, &theirs));
    for &key in &known {
        values.set(key, setup.values.get(key));
    }
    notices.extend(setup.notices);
    setup.comparison
}

struct Reader {
    values: Values,
    notices: Vec<Notice>,
}

impl Reader {
    fn axes(&mut self, architecture: &Architecture) -> [usize; 2] {
        let mut axis = |key: &'static str, default: &str| {
            let index = parameter(architecture, self.values.get(key));
            index.unwrap_or_else(|| {
                self.replace(key, default, "is no weight or bias of this network");
                parameter(architecture, default).expect("every network has it")
            })
        };
        let (u, v) = (axis("axis_u", "1.1.1"), axis("axis_v", "1.1.b"));
        if u != v {
            return [u, v];
        }
        let other = if self.values.get("axis_u") == "1.1.b" { "1.1.1" } else { "1.1.b" };
        self.replace("axis_v", other, "is the same parameter twice");
        [u, parameter(architecture, other).expect("every network has it")]
    }

    fn centre(&mut self) -> Option<[f64; 2]> {
        let text = self.values.get("centre").replace(' ', "");
        if text == "auto" {
            return None;
        }
        let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[u, v]) if u.is_finite() && v.is_finite() => {
                let centre = [u.clamp(-MAX_HALF, MAX_HALF), v.clamp(-MAX_HALF, MAX_HALF)];
                let canonical = centre_text(centre);
                if centre == [u, v] {
                    self.values.set("centre", canonical);
                } else {
                    self.replace("centre", &canonical, "is too far away");
                }
                Some(centre)
            }
            _ => {
                self.replace(
                    "centre",
                    "auto",
                    "is not \u{201c}auto\u{201d} or two numbers with a comma between them",
                );
                None
            }
        }
    }

    fn replace(&mut self, key: &'static str, instead: &str, why: &str) {
        let table = table();
        let setting = settings(&table).find(|setting| setting.key == key).expect("a key of the table");
        let (value, text) = setting.refused(self.values.get(key), instead, why);
        self.notices.push(Notice { key: key.to_owned(), text });
        self.values.set(key, value);
    }
}

pub(super) fn centre_text([u, v]: [f64; 2]) -> String {
    // Adding 0 makes -0 positive.
    format!("{},{}", u + 0.0, v + 0.0)
}

/// The index of the parameter that is called `layer.unit.input` or `layer.unit.b`.
fn parameter(architecture: &Architecture, name: &str) -> Option<usize> {
    let mut parts = name.trim().split('.');
    let (layer, unit, input) = (parts.next()?, parts.next()?, parts.next()?);
    let place = |text: &str, end: usize| text.parse().ok().filter(|place| (1..=end).contains(place));
    if parts.next().is_some() {
        return None;
    }
    let depth: usize = place(layer, architecture.hidden.len() + 1)?;
    let start: usize = architecture.layers().take(depth - 1).map(|layer| layer.parameter_count()).sum();
    let layer = architecture.layers().nth(depth - 1)?;
    let unit: usize = place(unit, layer.units)? - 1;
    Some(if input == "b" {
        start + layer.fan_in * layer.units + unit
    } else {
        start + unit * layer.fan_in + place(input, layer.fan_in)? - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Activation;

    #[test]
    fn the_defaults_need_no_notice() {
        for n in 1..=7 {
            for plane in ["random", "chosen", "path"] {
                let setup =
                    Setup::read(&format!("experiment=map&n={n}&plane={plane}&hidden=none&target=dictator"));
                assert_eq!(setup.notices, []);
                let again = Setup::read(&setup.fragment());
                assert_eq!((again.values, again.plane), (setup.values, setup.plane));
            }
        }
        assert_eq!(Setup::read("").fragment(), "v=2&experiment=map");
        assert_eq!(Setup::read("n=5&experiment=map").fragment(), "v=2&experiment=map&n=5");
    }

    #[test]
    fn parameters_have_names() {
        let architecture = Architecture { inputs: 2, hidden: vec![3], activation: Activation::Relu };
        for (name, index) in
            [("1.1.1", 0), ("1.3.2", 5), ("1.1.b", 6), ("1.3.b", 8), ("2.1.1", 9), ("2.1.b", 12)]
        {
            assert_eq!(parameter(&architecture, name), Some(index), "{name}");
        }
        for name in ["", "1", "1.1", "0.1.1", "3.1.1", "1.4.1", "1.1.3", "1.1.0", "1.1.1.1", "1.1.c"] {
            assert_eq!(parameter(&architecture, name), None, "{name}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_replaced_and_named() {
        for (fragment, key, value) in [
            ("n=1&target=xor", "target", "dictator"),
            ("axis_u=9.9.9", "axis_u", "1.1.1"),
            ("axis_u=1.1.b", "axis_v", "1.1.1"),
            ("axis_u=1.2.1&axis_v=1.2.1", "axis_v", "1.1.b"),
            ("centre=here", "centre", "auto"),
            ("centre=1e9,0", "centre", "10000,0"),
            ("zoom=0", "zoom", "0.01"),
            ("resolution=5000", "resolution", "1024"),
            ("plane=sphere", "plane", "random"),
        ] {
            let setup = Setup::read(fragment);
            let notice = setup.notices.iter().find(|notice| notice.key == key).expect(fragment);
            assert_eq!(setup.values.get(key), value, "{fragment}");
            assert!(notice.text.ends_with(&format!("; {value} is used.")), "{}", notice.text);
            assert_eq!(
                Setup::read(&setup.fragment()).notices,
                [],
                "{fragment}: what is used needs no notice"
            );
        }
        let unknown = Setup::read("experiment=map&runs=7&colour=red");
        assert_eq!(unknown.notices.len(), 2, "{:?}", unknown.notices);
    }

    #[test]
    fn hard_thresholds_have_no_path() {
        let setup = Setup::read("activation=sign&plane=path&paths=3");
        assert_eq!((setup.plane, setup.paths), (PlaneKind::Random, 0));
        assert_eq!(Setup::read("plane=path").paths, 1);
    }
}
