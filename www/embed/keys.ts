// Written by `WRITE=1 cargo test --test readme` from the tables of settings in src/experiment.

/** The keys of the settings of all experiments, with `v` and `experiment`. */
export const KEYS = (
  "v experiment activation adadelta_decay axis_u axis_v batch beta1 beta2 bias bias_scale burn_in centre " +
  "chains classes condition draws encoding extra_epochs feature_draws fitting_layers hidden hidden_draws " +
  "hide kept last_layers lines loss lr max_epochs measure methods momentum n optimiser order pair " +
  "particles paths plane plane_seed prior resolution rms_decay rows runs seed show sigma_b sigma_w sort " +
  "split_moves splits states target target_seed theme thin through train train_seed train_size view " +
  "weight_scale wide_draws workers zoom"
).split(" ");
