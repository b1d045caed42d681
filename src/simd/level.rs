//! Which vectors the machine has.

/// The vectors that eight lanes are laid on. The choice changes the speed, never a result.
#[derive(Clone, Copy, Debug)]
pub enum Level {
    /// One vector of eight.
    #[cfg(target_arch = "x86_64")]
    Avx2(fearless_simd::x86::Avx2),
    /// Two vectors of four, on every 64-bit x86.
    #[cfg(target_arch = "x86_64")]
    Sse2(fearless_simd::x86::Sse2),
    /// Two vectors of four.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128(fearless_simd::wasm32::WasmSimd128),
    /// Arrays, as the compiler sees fit: where there are no vectors, and in the tests of this crate.
    #[cfg(any(test, not(any(target_arch = "x86_64", target_feature = "simd128"))))]
    Scalar(fearless_simd::Fallback),
}

impl Level {
    /// All levels that this machine has, the fastest first.
    pub fn available() -> Vec<Self> {
        let mut levels = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            let detected = fearless_simd::Level::new();
            levels.extend(detected.as_avx2().map(Self::Avx2));
            levels.extend(detected.as_sse2().map(Self::Sse2));
        }
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        levels.extend(fearless_simd::Level::new().as_wasm_simd128().map(Self::Simd128));
        #[cfg(any(test, not(any(target_arch = "x86_64", target_feature = "simd128"))))]
        levels.push(Self::Scalar(fearless_simd::Fallback::new()));
        levels
    }

    /// The fastest level that this machine has.
    pub fn best() -> Self {
        Self::available()[0]
    }
}

/// Evaluates an expression over a token of the given level; the expression is compiled once for each level.
macro_rules! dispatch {
    ($level:expr, $simd:ident => $body:expr) => {
        match $level {
            #[cfg(target_arch = "x86_64")]
            $crate::simd::Level::Avx2($simd) => $crate::simd::Simd::vectorize(
                $simd,
                #[inline(always)]
                || $body,
            ),
            #[cfg(target_arch = "x86_64")]
            $crate::simd::Level::Sse2($simd) => $crate::simd::Simd::vectorize(
                $simd,
                #[inline(always)]
                || $body,
            ),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            $crate::simd::Level::Simd128($simd) => $crate::simd::Simd::vectorize(
                $simd,
                #[inline(always)]
                || $body,
            ),
            #[cfg(any(test, not(any(target_arch = "x86_64", target_feature = "simd128"))))]
            $crate::simd::Level::Scalar($simd) => $crate::simd::Simd::vectorize(
                $simd,
                #[inline(always)]
                || $body,
            ),
        }
    };
}
pub(crate) use dispatch;

/// Does `work` in a function of its own: compilers allocate registers badly in functions that are too long.
#[inline(never)]
pub(crate) fn apart<S: fearless_simd::Simd, R>(simd: S, work: impl FnOnce() -> R) -> R {
    simd.vectorize(work)
}
