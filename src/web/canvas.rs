//! The page's canvas, for plotters to paint on. Without the standard library's way of writing numbers, which would be
//! a thirtieth of the module that every visitor loads; and a colour that is set already is not set again.

use crate::numeric::decimal::shortest;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use std::f64::consts::{FRAC_PI_2, TAU};
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A canvas with its context.
pub(super) struct Canvas {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// In which colour it fills, and in which it draws lines.
    colors: [Option<BackendColor>; 2],
}

/// The browser refused to draw something.
#[derive(Debug)]
pub(super) struct CanvasError;

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The browser could not draw the chart.")
    }
}

impl std::error::Error for CanvasError {}

type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

fn drawn(result: Result<(), JsValue>) -> Drawn {
    result.map_err(|_| DrawingErrorKind::DrawingError(CanvasError))
}

impl Canvas {
    /// None where the browser gives no context.
    pub(super) fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { canvas, context, colors: [None; 2] })
    }

    /// Takes up a colour for what is filled, or for lines.
    fn dip(&mut self, color: BackendColor, fill: bool) {
        let last = &mut self.colors[usize::from(!fill)];
        if last.is_some_and(|last| last.rgb == color.rgb && last.alpha == color.alpha) {
            return;
        }
        *last = Some(color);
        let (red, green, blue) = color.rgb;
        let text = if color.alpha == 1.0 {
            format!("rgb({red},{green},{blue})")
        } else {
            format!("rgba({red},{green},{blue},{})", shortest(color.alpha))
        };
        if fill {
            self.context.set_fill_style_str(&text);
        } else {
            self.context.set_stroke_style_str(&text);
        }
    }

    fn dip_line(&mut self, style: &impl BackendStyle) {
        self.dip(style.color(), false);
        self.context.set_line_width(f64::from(style.stroke_width()));
    }

    /// Lays a path through all places.
    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        for (place, (x, y)) in path.into_iter().enumerate() {
            let (x, y) = (f64::from(x), f64::from(y));
            if place == 0 {
                self.context.move_to(x, y);
            } else {
                self.context.line_to(x, y);
            }
        }
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        (self.canvas.width(), self.canvas.height())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.dip(color, true);
        self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y, width, height) =
            (f64::from(left), f64::from(top), f64::from(right - left), f64::from(bottom - top));
        if fill {
            self.dip(style.color(), true);
            self.context.fill_rect(x, y, width, height);
        } else {
            self.dip_line(style);
            self.context.stroke_rect(x, y, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.dip_line(style);
        self.trace(path);
        self.context.stroke();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.dip(style.color(), true);
        self.trace(path);
        self.context.fill();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.context.begin_path();
        drawn(self.context.arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, TAU))?;
        if fill {
            self.dip(style.color(), true);
            self.context.fill();
        } else {
            self.dip_line(style);
            self.context.stroke();
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        self.dip(style.color(), true);
        let (size, family) = (shortest(style.size()), style.family());
        self.context.set_font(&format!("{} {size}px {}", style.style().as_str(), family.as_str()));
        self.context.set_text_baseline(match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "center",
        });
        let quarters = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => 1.0,
            FontTransform::Rotate180 => 2.0,
            FontTransform::Rotate270 => 3.0,
        };
        // Without a save, which would bring back the colours of before too.
        drawn(self.context.translate(f64::from(x), f64::from(y)))?;
        drawn(self.context.rotate(quarters * FRAC_PI_2))?;
        drawn(self.context.fill_text(text, 0.0, 0.0))?;
        drawn(self.context.reset_transform())
    }
}
