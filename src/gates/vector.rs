//! Integer vectors of up to five components, with exact determinants.

use crate::numeric::gcd;

/// The largest number of parameters: four weights and a bias.
pub(super) const MAX_PARAMETERS: usize = 5;

/// A vector of parameter space or a normal on it; components beyond the dimension are 0.
pub(super) type Vector = [i128; MAX_PARAMETERS];

/// The scalar product.
pub(super) fn dot(a: &Vector, b: &Vector) -> i128 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The shortest integer vector of the same direction; the zero vector stays.
pub(super) fn primitive(v: Vector) -> Vector {
    let divisor = v.iter().fold(0, |d, &x| gcd(d, x.unsigned_abs()));
    if divisor == 0 { v } else { v.map(|x| x / divisor as i128) }
}

/// The determinant of the given components of as many vectors, by expansion along the first: every
/// intermediate value is a minor, so that nothing overflows which the result would not.
pub(super) fn determinant(vectors: &[Vector], components: &[usize]) -> i128 {
    match (vectors, components) {
        ([], []) => 1,
        ([a], [i]) => a[*i],
        ([a, b], [i, j]) => a[*i] * b[*j] - a[*j] * b[*i],
        ([first, others @ ..], _) => {
            let mut sum = 0;
            let mut rest = [0; MAX_PARAMETERS];
            let rest = &mut rest[..components.len() - 1];
            for (place, &component) in components.iter().enumerate() {
                if first[component] == 0 {
                    continue;
                }
                rest[..place].copy_from_slice(&components[..place]);
                rest[place..].copy_from_slice(&components[place + 1..]);
                let term = first[component] * determinant(others, rest);
                sum += if place % 2 == 0 { term } else { -term };
            }
            sum
        }
        ([], _) => unreachable!("a determinant needs as many vectors as components"),
    }
}

/// The primitive vector orthogonal to the given d - 1 vectors of dimension d; zero if they are dependent.
pub(super) fn orthogonal(vectors: &[Vector]) -> Vector {
    let mut result = [0; MAX_PARAMETERS];
    for (component, value) in result.iter_mut().take(vectors.len() + 1).enumerate() {
        let mut others = [0; MAX_PARAMETERS];
        let others = &mut others[..vectors.len()];
        for (place, other) in others.iter_mut().enumerate() {
            *other = place + usize::from(place >= component);
        }
        let minor = determinant(vectors, others);
        *value = if component % 2 == 0 { minor } else { -minor };
    }
    primitive(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn determinants_of_known_matrices() {
        let all = [0, 1, 2, 3, 4];
        let vandermonde: Vec<Vector> =
            [1i128, 2, 4, 5, 7].iter().map(|x| [1, *x, x * x, x.pow(3), x.pow(4)]).collect();
        // The product of all differences: (1, 3, 4, 6), (2, 3, 5), (1, 3), (2).
        assert_eq!(determinant(&vandermonde, &all), 72 * 30 * 3 * 2);
        assert_eq!(determinant(&vandermonde[..3], &all[..3]), 3 * 2);
        assert_eq!(determinant(&[vandermonde[0], vandermonde[0], vandermonde[1]], &all[..3]), 0);
    }

    #[test]
    fn orthogonal_vectors_are_orthogonal_and_primitive() {
        let vectors = [[1, 2, 0, -1, 3], [0, 4, 1, 1, 1], [2, 2, 2, 0, 5], [1, 0, 0, 7, -2]];
        for count in 1..=4 {
            let mut within = vectors;
            within.iter_mut().for_each(|v| v[count + 1..].fill(0));
            let normal = orthogonal(&within[..count]);
            assert!(normal.iter().any(|x| *x != 0));
            assert_eq!(primitive(normal), normal);
            within[..count].iter().for_each(|v| assert_eq!(dot(v, &normal), 0));
        }
        assert_eq!(orthogonal(&[[1, 2, 3, 0, 0], [2, 4, 6, 0, 0]]), [0; 5]);
    }
}
