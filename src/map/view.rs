//! The window onto the plane.

/// A square window: its centre and half its width, in units of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The coordinates u and v of the centre.
    pub centre: [f64; 2],
    /// Half the width.
    pub half: f64,
}

impl View {
    /// The width of a pixel of a picture of `size` times `size`.
    pub fn pixel(self, size: usize) -> f64 {
        2.0 * self.half / size as f64
    }

    /// How far the middle of column `x` is to the right of the centre.
    pub fn across(self, x: usize, size: usize) -> f64 {
        self.half * ((2 * x + 1) as f64 / size as f64 - 1.0)
    }

    /// How far the middle of row `y` is above the centre; row 0 is the top.
    pub fn up(self, y: usize, size: usize) -> f64 {
        -self.across(y, size)
    }

    /// The coordinates of the middle of a pixel.
    pub fn point(self, x: usize, y: usize, size: usize) -> [f64; 2] {
        [self.centre[0] + self.across(x, size), self.centre[1] + self.up(y, size)]
    }

    /// The window after a drag: what was seen moves by these shares of the width to the right and down.
    pub fn dragged(self, right: f64, down: f64) -> Self {
        let width = 2.0 * self.half;
        Self { centre: [self.centre[0] - right * width, self.centre[1] + down * width], ..self }
    }

    /// The window made `factor` times as wide around a point, given as shares of the width from the left and
    /// from the top, that stays where it is.
    pub fn zoomed(self, factor: f64, left: f64, top: f64) -> Self {
        let (right, up) = (self.half * (2.0 * left - 1.0), self.half * (1.0 - 2.0 * top));
        Self {
            centre: [self.centre[0] + right * (1.0 - factor), self.centre[1] + up * (1.0 - factor)],
            half: self.half * factor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_lie_symmetrically_about_the_centre_and_up_is_up() {
        let view = View { centre: [1.0, -2.0], half: 4.0 };
        assert_eq!(view.point(0, 0, 4), [-2.0, 1.0]);
        assert_eq!(view.point(3, 3, 4), [4.0, -5.0]);
        assert_eq!(view.pixel(4), 2.0);
    }

    #[test]
    fn a_zoom_keeps_its_point_and_a_drag_undoes_itself() {
        let view = View { centre: [1.0, -2.0], half: 4.0 };
        let zoomed = view.zoomed(0.5, 0.75, 0.25);
        // The point a quarter from the right and from the top: (3, 0) before and after.
        assert_eq!(zoomed, View { centre: [2.0, -1.0], half: 2.0 });
        assert_eq!(view.dragged(0.25, 0.5).dragged(-0.25, -0.5), view);
        assert_eq!(view.dragged(0.25, 0.5).centre, [-1.0, 2.0]);
    }
}
