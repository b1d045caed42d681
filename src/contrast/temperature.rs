//! The temperature at which P_B comes closest to P_SGD.
use super::paired::PairedCounts;
