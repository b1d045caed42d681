//! What the ledgers of all experiments do in the same way.

/// Gives `$ledger`, which has the fields `setup` and `tracks`, what every ledger of tracks does; `$table` is the table of
/// its settings.
macro_rules! tracked {
    ($ledger:ty, $table:expr) => {
        impl $ledger {
            /// The settings.
            pub fn setup(&self) -> &Setup {
                &self.setup
            }

            /// The next chunk to do: of what is counted the one of which fewest are being done.
            pub fn assign(&mut self) -> Option<crate::run::Assignment> {
                self.tracks.assign()
            }

            /// Of everything that is counted, by place, how many chunks there are at most; none of what cannot run.
            pub fn most_chunks(&self) -> Vec<u64> {
                self.tracks.iter().map(|(track, _)| track.most_chunks()).collect()
            }

            /// Takes back a chunk that its worker will not finish.
            pub fn give_back(&mut self, assignment: crate::run::Assignment) {
                self.tracks.give_back(assignment);
            }

            /// Holds the counts as they are: finished chunks wait.
            pub fn hold(&mut self) {
                self.tracks.hold();
            }

            /// While held: lets one more chunk of everything that is counted be merged.
            pub fn step(&mut self) {
                self.tracks.step();
            }

            /// Ends the hold.
            pub fn release(&mut self) {
                self.tracks.release();
            }

            /// The settings, with the random streams of the counts.
            pub fn origin(&self) -> crate::run::Origin {
                let elsewhere = self.tracks.elsewhere().cloned();
                elsewhere.unwrap_or_else(|| crate::run::Origin::here(&self.setup.fragment()))
            }

            /// Why the run cannot be gone on with, if it was counted by other random streams than this program's.
            pub fn note(&self) -> Option<String> {
                self.tracks.note()
            }

            /// A short hash of the settings that matter and of everything counted, to compare two runs by eye.
            pub fn fingerprint(&self) -> String {
                let start = match self.tracks.elsewhere() {
                    Some(origin) => origin.fingerprint_start(&$table),
                    None => crate::run::origin::here(&self.setup.experiment_fragment()),
                };
                let hash = self.tracks.fingerprint(start);
                format!("{hash:016x}")
            }

            /// Does every chunk of what can run, in this thread.
            fn count_all(
                &mut self,
                samplers: &mut [Option<Box<dyn crate::method::Sampler>>],
                accept: impl Fn(
                    &mut Self,
                    u32,
                    crate::sample::ChunkCounts,
                ) -> Result<(), crate::sample::ChunkCountsError>,
            ) {
                while let Some(assignment) = self.assign() {
                    let Some(sampler) = &mut samplers[assignment.method as usize] else { return };
                    sampler.begin(assignment.chunk);
                    while !sampler.advance(u32::MAX) {}
                    accept(self, assignment.method, sampler.take()).expect("a chunk of this run");
                }
            }
        }
    };
}

pub(crate) use tracked;
