//! The runner: one worker's samplers.

use super::into_error;
use crate::experiment;
use crate::sampler::{Method, Sampler};
use js_sys::Error;
use wasm_bindgen::prelude::wasm_bindgen;

/// Does chunks of the run that a link means, in slices, whichever experiment it is about.
#[wasm_bindgen]
pub struct Runner {
    hash: String,
    samplers: [Option<Box<dyn Sampler>>; 2],
    current: usize,
}

#[wasm_bindgen]
impl Runner {
    /// A runner for the experiment of a link.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str) -> Self {
        Self { hash: hash.to_owned(), samplers: [None, None], current: 0 }
    }

    /// Starts a chunk of `method` (0 dice, 1 descent); what was unfinished is dropped.
    pub fn begin(&mut self, method: u32, chunk: f64) -> Result<(), Error> {
        let method = match method {
            0 => Method::Dice,
            1 => Method::Descent,
            _ => return Err(Error::new("There are two methods: 0 for dice, 1 for descent.")),
        };
        self.current = method as usize;
        let sampler = match &mut self.samplers[self.current] {
            Some(sampler) => sampler,
            empty => empty.insert(experiment::sampler(&self.hash, method).map_err(into_error)?),
        };
        sampler.begin(chunk as u64);
        Ok(())
    }

    /// Goes on for about `work` thousand multiply-adds; true when the chunk is done.
    pub fn advance(&mut self, work: u32) -> Result<bool, Error> {
        Ok(self.sampler()?.advance(work))
    }

    /// The packed counts of the finished chunk.
    pub fn take(&mut self) -> Result<Vec<u32>, Error> {
        Ok(self.sampler()?.take().pack())
    }

    fn sampler(&mut self) -> Result<&mut Box<dyn Sampler>, Error> {
        self.samplers[self.current]
            .as_mut()
            .ok_or_else(|| Error::new("No chunk has begun: call begin first."))
    }
}
