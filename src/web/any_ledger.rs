//! What the ledgers of all experiments can do.

/// Binds what every ledger can do: `$binding` wraps a `$ledger`, whose progress is a `$status`.
///
/// Generic types cannot be bound, so each ledger gets the same functions anew.
macro_rules! any_ledger {
    ($binding:ident, $ledger:ty, $status:ty) => {
        #[wasm_bindgen]
        impl $binding {
            /// An empty ledger for the run of a link.
            #[wasm_bindgen(constructor)]
            pub fn new(hash: &str) -> Self {
                Self(<$ledger>::new(hash))
            }

            /// The run that `pack` packed, at the end of its budget or on its way.
            pub fn unpack(words: &[u32]) -> Result<Self, Error> {
                // Words from a file were checked, with a sentence for each fault, in the module that reads files.
                let unpacked = <$ledger>::unpack(words).map(Self);
                unpacked.map_err(|_| Error::new("A saved run arrived damaged."))
            }

            /// Settings and counts in words, to be put away or handed to another worker.
            pub fn pack(&self) -> Vec<u32> {
                self.0.pack()
            }

            /// The next chunk to do, if any can be handed out now.
            pub fn assign(&mut self) -> Result<Option<Ts<Assignment>>, Error> {
                self.0.assign().map(|assignment| encode(&assignment)).transpose()
            }

            /// Takes back a chunk that its worker will not finish.
            #[wasm_bindgen(js_name = giveBack)]
            pub fn give_back(&mut self, method: u32, chunk: f64) {
                self.0.give_back(Assignment { method, chunk: chunk as u64 });
            }

            /// Holds the counts as they are.
            pub fn hold(&mut self) {
                self.0.hold();
            }

            /// While held: lets one more chunk of each count be merged.
            pub fn step(&mut self) {
                self.0.step();
            }

            /// Ends the hold.
            pub fn release(&mut self) {
                self.0.release();
            }

            /// Goes on with another link, which may differ in a larger budget and in what is shown.
            pub fn extend(&mut self, hash: &str) {
                self.0.extend(hash);
            }

            /// How far the run is; `now` is a time in milliseconds.
            pub fn status(&mut self, now: f64) -> Result<Ts<$status>, Error> {
                encode(&self.0.status(now))
            }

            /// A short hash of settings and counts.
            pub fn fingerprint(&self) -> String {
                self.0.fingerprint()
            }
        }
    };
}

pub(super) use any_ledger;
