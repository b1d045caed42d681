//! Eight lanes of single precision, on whatever vectors the machine has.
//!
//! Everything here is [`fearless_simd`]'s eight-lane types, one source for WebAssembly's simd128 (two vectors of
//! four), SSE2 (likewise), AVX2 (one vector of eight, chosen at run time) and plain arrays where there is
//! nothing. The *logical* width is always eight: how the lanes lie in registers changes the speed, never a
//! bit of the result. To keep that promise, code on lanes uses only operations that IEEE 754 defines exactly:
//! addition, subtraction, multiplication, division, square root, comparison, and bit operations; never a fused
//! multiply-add, an approximate reciprocal, or `max`/`min` (whose treatment of NaN differs between machines).
//!
//! Why this crate: its intrinsics are behind safe functions, so that no line of ours is unsafe; it has every
//! level that is needed, with run-time choice; `wide` chooses at compile time only, and `pulp` has no eight
//! lanes on simd128.
//!
//! Functions on lanes are `#[inline(always)]` and generic over [`Simd`]; the macro `dispatch` enters them from
//! ordinary code.

mod activation;
mod exponential;
mod level;

pub(crate) use activation::with_phi;
pub use activation::{Erf, Phi, Relu, Sign, Tanh};
pub use exponential::exp;
pub use level::Level;
pub(crate) use level::{apart, dispatch};

pub use fearless_simd::{Simd, f32x4, f32x8, i32x8, mask32x8, prelude, u32x8};

/// The number of lanes.
pub const LANES: usize = 8;
