//! Pointed polyhedral cones, by their extreme rays and the conditions that hold with equality on each.

use super::vector::{Vector, dot, primitive};

/// An extreme ray.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ray {
    /// A primitive integer vector along the ray.
    pub(super) direction: Vector,
    /// The conditions (as bits) that vanish on the ray.
    pub(super) tight: u32,
}

/// A set of rays, bit i for ray i of a cone.
pub(super) type RaySet = u128;

/// A pointed full-dimensional cone: the intersection of at most 32 half-spaces.
///
/// Only which conditions vanish on which extreme ray is needed to know all faces, so that redundancy, facets
/// and triangulations are decided without any arithmetic, hence exactly.
#[derive(Clone, Debug)]
pub struct Cone {
    dimension: usize,
    rays: Vec<Ray>,
}

impl Cone {
    /// The cone of these extreme rays.
    ///
    /// # Panics
    /// If there are more than 128 rays: a [`RaySet`] holds no more. The cells of four inputs and a bias have at most
    /// 10, and cut to one face of the cube at most 96 (with a bias scale between 2 and 3; the numbers change
    /// only at 1, 2, 3 and 4).
    pub(super) fn new(dimension: usize, rays: Vec<Ray>) -> Self {
        assert!(rays.len() <= RaySet::BITS as usize, "a cone of {} rays is too large", rays.len());
        Self { dimension, rays }
    }

    /// The dimension of the cone and of the space around it.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// The number of extreme rays.
    pub fn ray_count(&self) -> usize {
        self.rays.len()
    }

    /// The extreme rays.
    pub(super) fn rays(&self) -> &[Ray] {
        &self.rays
    }

    /// All the rays.
    pub(super) fn all(&self) -> RaySet {
        RaySet::MAX.checked_shr(RaySet::BITS - self.rays.len() as u32).unwrap_or(0)
    }

    /// The facets of a face: for each, the first condition that vanishes on it, and its rays. They are the
    /// largest among the proper intersections of the face with the hyperplanes of the conditions.
    pub(super) fn facets_of(&self, face: RaySet) -> Vec<(u32, RaySet)> {
        let mut sections: Vec<(u32, RaySet)> = Vec::with_capacity(u32::BITS as usize);
        for condition in 0..u32::BITS {
            let mut section = 0;
            for i in members(face) {
                section |= RaySet::from(self.rays[i].tight >> condition & 1) << i;
            }
            if section != 0 && section != face && sections.iter().all(|&(_, other)| section & !other != 0) {
                sections.retain(|&(_, other)| other & !section != 0);
                sections.push((condition, section));
            }
        }
        sections
    }

    /// The conditions that are not redundant, in ascending order: one for each facet.
    pub fn facet_conditions(&self) -> Vec<usize> {
        self.facets_of(self.all()).into_iter().map(|(condition, _)| condition as usize).collect()
    }

    /// The part of the cone where `normal` is not negative, its condition numbered `condition`; none if that
    /// part is not full-dimensional. (One step of the double description method, Motzkin et al. 1953: new rays
    /// arise between adjacent rays on opposite sides.)
    pub(super) fn clip(&self, normal: &Vector, condition: u32) -> Option<Self> {
        let heights: Vec<i128> = self.rays.iter().map(|ray| dot(normal, &ray.direction)).collect();
        if heights.iter().all(|&height| height <= 0) {
            return None;
        }
        let mut rays = Vec::with_capacity(2 * self.rays.len());
        for (ray, &height) in self.rays.iter().zip(&heights) {
            if height >= 0 {
                let tight = ray.tight | u32::from(height == 0) << condition;
                rays.push(Ray { tight, ..*ray });
            }
        }
        for (i, above) in self.rays.iter().enumerate().filter(|&(i, _)| heights[i] > 0) {
            for (k, below) in self.rays.iter().enumerate().filter(|&(k, _)| heights[k] < 0) {
                let common = above.tight & below.tight;
                let adjacent =
                    (0..self.rays.len()).all(|l| l == i || l == k || common & !self.rays[l].tight != 0);
                if adjacent {
                    let between =
                        |c: usize| heights[i] * below.direction[c] - heights[k] * above.direction[c];
                    let direction = primitive(std::array::from_fn(between));
                    rays.push(Ray { direction, tight: common | 1 << condition });
                }
            }
        }
        Some(Self::new(self.dimension, rays))
    }

    /// A triangulation: calls `take` with the rays of each simplicial cone. (Pulling: the first ray of a face
    /// is joined to the facets that do not contain it.)
    pub(super) fn triangulate(&self, mut take: impl FnMut(&[Vector])) {
        self.pull(self.all(), self.dimension, &mut Vec::with_capacity(self.dimension), &mut take);
    }

    fn pull(
        &self,
        face: RaySet,
        dimension: usize,
        apexes: &mut Vec<Vector>,
        take: &mut impl FnMut(&[Vector]),
    ) {
        let kept = apexes.len();
        if face.count_ones() as usize == dimension {
            apexes.extend(members(face).map(|i| self.rays[i].direction));
            take(apexes);
        } else {
            let apex = face.trailing_zeros();
            apexes.push(self.rays[apex as usize].direction);
            for (_, facet) in self.facets_of(face) {
                if facet >> apex & 1 == 0 {
                    self.pull(facet, dimension - 1, apexes, take);
                }
            }
        }
        apexes.truncate(kept);
    }
}

/// The numbers of the rays of a set, ascending.
pub(super) fn members(set: RaySet) -> impl Iterator<Item = usize> {
    let mut rest = set;
    std::iter::from_fn(move || {
        let next = rest.trailing_zeros();
        (next < RaySet::BITS).then(|| {
            rest &= rest - 1;
            next as usize
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::vector::determinant;
    use super::*;

    /// The cone of all vectors with non-negative components, in three dimensions.
    fn octant() -> Cone {
        let ray = |i: usize| Ray {
            direction: std::array::from_fn(|c| i128::from(c == i)),
            tight: 0b111 & !(1 << i),
        };
        Cone::new(3, (0..3).map(ray).collect())
    }

    #[test]
    fn cutting_off_a_corner_leaves_a_quadrilateral() {
        let cut = octant().clip(&[1, 1, -1, 0, 0], 3).unwrap();
        assert_eq!(cut.ray_count(), 4);
        assert_eq!(cut.facet_conditions(), [0, 1, 2, 3]);
        let mut volume = 0;
        cut.triangulate(|simplex| volume += determinant(simplex, &[0, 1, 2]).abs());
        // The two simplices x, y, (1, 0, 1) and y, (1, 0, 1), (0, 1, 1).
        assert_eq!(volume, 2);
    }

    #[test]
    fn a_condition_that_holds_anyway_is_redundant() {
        let same = octant().clip(&[1, 1, 0, 0, 0], 3).unwrap();
        assert_eq!(same.facet_conditions(), [0, 1, 2]);
        assert!(octant().clip(&[-1, -1, 0, 0, 0], 3).is_none());
        let twice = octant().clip(&[2, 0, 0, 0, 0], 3).unwrap();
        assert_eq!(twice.facet_conditions(), [0, 1, 2]);
    }
}
