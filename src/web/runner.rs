//! The runner: one worker's samplers.

use super::into_error;
use crate::experiment;
use crate::method::Sampler;
use js_sys::Error;
use wasm_bindgen::prelude::wasm_bindgen;

/// Does chunks of the run that a link means, in slices, whichever experiment it is about.
#[wasm_bindgen]
pub struct Runner {
    hash: String,
    /// Of the methods that have begun.
    samplers: Vec<(u32, Box<dyn Sampler>)>,
    /// The place of the one at work.
    current: usize,
}

#[wasm_bindgen]
impl Runner {
    /// A runner for the experiment of a link.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str) -> Self {
        Self { hash: hash.to_owned(), samplers: Vec::new(), current: 0 }
    }

    /// Starts a chunk of `method` (0 and 1 are the two counts of the experiment); what was unfinished is dropped.
    pub fn begin(&mut self, method: u32, chunk: f64) -> Result<(), Error> {
        self.current = match self.samplers.iter().position(|&(own, _)| own == method) {
            Some(place) => place,
            None => {
                let sampler = experiment::sampler(&self.hash, method).map_err(into_error)?;
                self.samplers.push((method, sampler));
                self.samplers.len() - 1
            }
        };
        self.sampler()?.begin(chunk as u64);
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
        self.samplers
            .get_mut(self.current)
            .map(|(_, sampler)| sampler)
            .ok_or_else(|| Error::new("No chunk has begun: call begin first."))
    }
}
