//! Rejection sampling: draw from the prior, keep what fits.
