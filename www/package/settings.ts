// Written by `WRITE=1 cargo test --test readme` from the tables of settings in src/experiment.

/** A number, or its text. */
type Numeric = number | `${number}`;

/** The settings of `experiment=compare`, by key as in its link, as all methods have them. */
export interface SharedSettings {
  readonly experiment?: "compare";
  /** The version of what the settings mean. */
  readonly v?: Numeric;
  /** Number of Boolean inputs. Functions are looked at on all 2^n of their values. */
  readonly n?: Numeric;
  /** How a Boolean input enters the network. */
  readonly encoding?: "01" | "pm";
  /** The function that labels the training set: a name, or its truth table. */
  readonly target?: string | number;
  /** Which of the random targets. */
  readonly target_seed?: Numeric;
  /** Which inputs are shown: chosen at random, or marked 1 in a table. */
  readonly train?: string | number;
  /** |S|, the size of a random training set. */
  readonly train_size?: string | number;
  /** Which of the random training sets. */
  readonly train_seed?: Numeric;
  /** Units of each hidden layer, separated by commas; none gives the perceptron. */
  readonly hidden?: string | number | readonly number[];
  /** What every hidden unit does to its sum. The hard threshold has no gradient: dice only. */
  readonly activation?: "relu" | "tanh" | "erf" | "sign";
  /** The law of every weight and bias at initialisation. */
  readonly prior?: "gaussian" | "uniform";
  /** Standard deviation of the weights, before scaling. */
  readonly sigma_w?: Numeric;
  /** Standard deviation of the biases, before scaling. */
  readonly sigma_b?: Numeric;
  /** Weights divided by the square root of the number of inputs of their layer, or not. */
  readonly weight_scale?: "fan-in" | "fixed";
  /** How the biases of a layer are scaled. */
  readonly bias_scale?: "fixed" | "fan-in" | "units";
  /** How a gradient becomes a step. */
  readonly optimiser?: "sgd" | "momentum" | "adam" | "rmsprop" | "adagrad" | "adadelta";
  /** What the gradient is multiplied with to give a step of plain SGD; other optimisers scale it first. Adadelta's usual rate is 1, Adam's 0.001. */
  readonly lr?: Numeric;
  /** Training points per step; full: all of them, so that a step has no noise of batches. */
  readonly batch?: string | number;
  /** What is minimised. Targets 0 and 1 put the label's threshold at an output of one half, for both methods. */
  readonly loss?: "cross-entropy" | "mse" | "mse01" | "hinge";
  /** Share of the velocity that stays from step to step. */
  readonly momentum?: Numeric;
  /** Adam's decay of the mean gradient. */
  readonly beta1?: Numeric;
  /** Adam's decay of the mean squared gradient. */
  readonly beta2?: Numeric;
  /** Decay of the mean squared gradient. */
  readonly rms_decay?: Numeric;
  /** Decay of the mean squared gradient and step. */
  readonly adadelta_decay?: Numeric;
  /** 0 stops at the end of the first epoch after which every training point is right; more is overtraining. */
  readonly extra_epochs?: Numeric;
  /** A run that has not fitted by then has failed, and is counted as such. */
  readonly max_epochs?: Numeric;
  /** How many last layers are drawn on every draw of the hidden layers. */
  readonly last_layers?: Numeric;
  /** How many last layers that fit are drawn on every draw of the hidden layers. A few are enough: more hidden draws tell more than more last layers. */
  readonly fitting_layers?: Numeric;
  /** How many networks climb side by side in one run. */
  readonly particles?: Numeric;
  /** How often every network moves at each level, so that copies come apart. */
  readonly split_moves?: Numeric;
  /** Moves of every chain before its first state is counted. */
  readonly burn_in?: Numeric;
  /** How many states of every chain are counted. */
  readonly states?: Numeric;
  /** How many moves lie between two states that are counted. */
  readonly thin?: Numeric;
  /** Which methods are compared, two to six; the first is called a, the second b, up to f. What only one of them has is set with its letter: b.lr=0.01. */
  readonly methods?: string | readonly string[];
  /** The same seed and settings give the same counts, on any machine. */
  readonly seed?: Numeric;
  /** How many chains walk, each from a start of its own; rounded up to whole chunks of eight. */
  readonly chains?: Numeric;
  /** How many runs climb to the training set, each of them one estimate of P(S). */
  readonly splits?: Numeric;
  /** How many functions of infinitely wide networks are drawn; rounded up to whole chunks. */
  readonly wide_draws?: Numeric;
  /** How often the hidden layers are drawn for last layers that fit; rounded up to whole chunks. */
  readonly feature_draws?: Numeric;
  /** How often the hidden layers are drawn; rounded up to whole chunks. */
  readonly hidden_draws?: Numeric;
  /** How often descent trains; rounded up to whole chunks. */
  readonly runs?: Numeric;
  /** Dice stop at the end of the chunk in which so many draws have fitted. */
  readonly kept?: Numeric;
  /** Dice give up at the end of the chunk in which so many networks have been drawn. */
  readonly draws?: Numeric;
  /** Which two of the methods stand in the chart and in the comparison in numbers: the letter of the one to the right, then of the one upwards. */
  readonly pair?: string | number;
  /** How many computations go on side by side. The result does not depend on it. */
  readonly workers?: string | number;
  /** Length of the ranked list. */
  readonly rows?: Numeric;
  /** Light or dark, or as the reader's device prefers. Print is always light. */
  readonly theme?: "auto" | "light" | "dark";
  /** What of the page is not shown, by key; a minus shows it again. */
  readonly hide?: string | readonly string[];
}

/** A method of a comparison: a for the first. */
type Letter = "a" | "b" | "c" | "d" | "e" | "f";

/** What only one method has: its letter, then the key, as in `"b.lr"`. */
export type OwnSettings = {
  readonly [Key in `${Letter}.${OwnKey}`]?: Key extends `${Letter}.${infer Bare extends OwnKey}`
    ? SharedSettings[Bare]
    : never;
};

/** The settings of a comparison, by key as in its link. */
export type CompareSettings = SharedSettings & OwnSettings;

/** The settings of which each method may have its own. */
type OwnKey =
  | "hidden"
  | "activation"
  | "prior"
  | "sigma_w"
  | "sigma_b"
  | "weight_scale"
  | "bias_scale"
  | "optimiser"
  | "lr"
  | "batch"
  | "loss"
  | "momentum"
  | "beta1"
  | "beta2"
  | "rms_decay"
  | "adadelta_decay"
  | "extra_epochs"
  | "max_epochs"
  | "last_layers"
  | "fitting_layers"
  | "particles"
  | "split_moves"
  | "burn_in"
  | "states"
  | "thin"
  | "seed"
  | "chains"
  | "splits"
  | "wide_draws"
  | "feature_draws"
  | "hidden_draws"
  | "runs"
  | "kept"
  | "draws";

/** The settings of `experiment=landscape`, by key as in its link. */
export interface LandscapeSettings {
  readonly experiment: "landscape";
  /** The version of what the settings mean. */
  readonly v?: Numeric;
  /** Number of Boolean inputs. Functions are looked at on all 2^n of their values. */
  readonly n?: Numeric;
  /** How a Boolean input enters the network. */
  readonly encoding?: "01" | "pm";
  /** Units of each hidden layer, separated by commas; none gives the perceptron. */
  readonly hidden?: string | number | readonly number[];
  /** What every hidden unit does to its sum. */
  readonly activation?: "relu" | "tanh" | "erf" | "sign";
  /** The law of every weight and bias at initialisation. */
  readonly prior?: "gaussian" | "uniform";
  /** Standard deviation of the weights, before scaling. */
  readonly sigma_w?: Numeric;
  /** Standard deviation of the biases, before scaling. */
  readonly sigma_b?: Numeric;
  /** Weights divided by the square root of the number of inputs of their layer, or not. */
  readonly weight_scale?: "fan-in" | "fixed";
  /** How the biases of a layer are scaled. */
  readonly bias_scale?: "fixed" | "fan-in" | "units";
  /** The same seed and settings give the same counts, on any machine. */
  readonly seed?: Numeric;
  /** How many random networks are drawn; rounded up to whole chunks. */
  readonly draws?: Numeric;
  /** Networks that share their hidden layers, each with a last layer of its own: many more a second, but not independent. Intervals count hidden draws. */
  readonly last_layers?: Numeric;
  /** Functions that arise from each other by a symmetry of the prior (permuting inputs; negating them, if they are −1 and +1; negating the output) are equally probable. Counted together, they show P of functions thousands of times rarer, from the same networks. */
  readonly classes?: "off" | "on";
  /** How many computations go on side by side. The result does not depend on it. */
  readonly workers?: string | number;
  /** The measure against which P is shown. Exact sizes exist for up to four inputs. */
  readonly measure?: "lz" | "entropy" | "ones" | "sensitivity" | "max-sensitivity" | "generalization" | "critical" | "fourier-l1" | "fourier-degree" | "formula" | "formula-full" | "circuit" | "dnf" | "dnf-literals" | "word" | "word-full";
  /** Which figure is shown. */
  readonly view?: "rank" | "complexity" | "ones" | "distribution";
  /** How the table of all measures is sorted: as they are listed, or the strongest correlation with P first. */
  readonly order?: "listed" | "overall" | "within";
  /** Length of the ranked list. */
  readonly rows?: Numeric;
  /** Light or dark, or as the reader's device prefers. Print is always light. */
  readonly theme?: "auto" | "light" | "dark";
  /** What of the page is not shown, by key; a minus shows it again. */
  readonly hide?: string | readonly string[];
}

/** The settings of `experiment=gates`, by key as in its link. */
export interface GatesSettings {
  readonly experiment: "gates";
  /** The version of what the settings mean. */
  readonly v?: Numeric;
  /** Number of Boolean inputs of the gates. */
  readonly n?: "2" | 2 | "3" | 3 | "4" | 4;
  /** How a Boolean input enters the perceptron and the network. */
  readonly encoding?: "01" | "pm";
  /** Whether the perceptron has a bias c beside its weights. */
  readonly bias?: "yes" | "no";
  /** How many times wider the bias is spread than a weight. Exact fractions need a decimal number of few digits. */
  readonly bias_scale?: Numeric;
  /** The law of the parameters that is drawn from, tested and plotted; the table has both. */
  readonly prior?: "uniform" | "gaussian";
  /** Units of each hidden layer of the network, separated by commas. */
  readonly hidden?: string | number | readonly number[];
  /** What every hidden unit does to its sum. */
  readonly activation?: "relu" | "tanh" | "erf" | "sign";
  /** Standard deviation of the network's weights, times the square root of the units that they come from. */
  readonly sigma_w?: Numeric;
  /** Standard deviation of the network's biases. */
  readonly sigma_b?: Numeric;
  /** The same seed and settings give the same counts, on any machine. */
  readonly seed?: Numeric;
  /** How many perceptrons, and how many networks, are drawn; rounded up to whole chunks. */
  readonly draws?: Numeric;
  /** How many computations go on side by side. The result does not depend on it. */
  readonly workers?: string | number;
  /** The measure of complexity in the last column and in the plot. */
  readonly measure?: "lz" | "entropy" | "ones" | "sensitivity" | "max-sensitivity" | "generalization" | "critical" | "fourier-l1" | "fourier-degree" | "formula" | "formula-full" | "circuit" | "dnf" | "dnf-literals" | "word" | "word-full";
  /** Of three or four inputs: those that a perceptron can compute, or all. */
  readonly show?: "threshold" | "all";
  /** The column by which the table is sorted. */
  readonly sort?: "name" | "table" | "size" | "conditions" | "cube" | "gaussian" | "class" | "drawn" | "z" | "network" | "formula" | "formula-full" | "circuit" | "lz" | "chosen";
  /** Whether small or large stands first. */
  readonly order?: "up" | "down";
  /** Light or dark, or as the reader's device prefers. Print is always light. */
  readonly theme?: "auto" | "light" | "dark";
  /** What of the page is not shown, by key; a minus shows it again. */
  readonly hide?: string | readonly string[];
}

/** The settings of `experiment=map`, by key as in its link. */
export interface MapSettings {
  readonly experiment: "map";
  /** The version of what the settings mean. */
  readonly v?: Numeric;
  /** Which two directions of parameter space are shown. */
  readonly plane?: "random" | "chosen" | "path";
  /** What a random or chosen plane passes through: all parameters 0, or a random draw of the prior. */
  readonly through?: "origin" | "draw";
  /** Which of the random planes, and which random network it passes through. */
  readonly plane_seed?: Numeric;
  /** A weight as layer.unit.input, or a bias as layer.unit.b, each counted from 1. */
  readonly axis_u?: string | number;
  /** A weight as layer.unit.input, or a bias as layer.unit.b, each counted from 1. */
  readonly axis_v?: string | number;
  /** Coordinates on the plane, in standard deviations of the prior; auto shows all there is. */
  readonly centre?: string | number | readonly number[];
  /** How many times closer than the whole: three standard deviations to every side, or the whole path. */
  readonly zoom?: Numeric;
  /** Pixels along a side. Regions smaller than a pixel are not seen. */
  readonly resolution?: Numeric;
  /** Functions that do not fit the training set fade away; what remains is where the posterior is not 0. */
  readonly condition?: "off" | "on";
  /** Thin lines where two functions meet; left out where they would hide the picture. */
  readonly lines?: "on" | "off";
  /** How many runs of descent are projected on the plane. They are the first runs of the comparison with the same settings and seed. */
  readonly paths?: Numeric;
  /** Light or dark, or as the reader's device prefers. Print is always light. */
  readonly theme?: "auto" | "light" | "dark";
  /** What of the page is not shown, by key; a minus shows it again. */
  readonly hide?: string | readonly string[];
  /** Number of Boolean inputs. Functions are looked at on all 2^n of their values. */
  readonly n?: Numeric;
  /** How a Boolean input enters the network. */
  readonly encoding?: "01" | "pm";
  /** The function that labels the training set: a name, or its truth table. */
  readonly target?: string | number;
  /** Which of the random targets. */
  readonly target_seed?: Numeric;
  /** Which inputs are shown: chosen at random, or marked 1 in a table. */
  readonly train?: string | number;
  /** |S|, the size of a random training set. */
  readonly train_size?: string | number;
  /** Which of the random training sets. */
  readonly train_seed?: Numeric;
  /** Units of each hidden layer, separated by commas; none gives the perceptron. */
  readonly hidden?: string | number | readonly number[];
  /** What every hidden unit does to its sum. The hard threshold has no gradient: dice only. */
  readonly activation?: "relu" | "tanh" | "erf" | "sign";
  /** The law of every weight and bias at initialisation. */
  readonly prior?: "gaussian" | "uniform";
  /** Standard deviation of the weights, before scaling. */
  readonly sigma_w?: Numeric;
  /** Standard deviation of the biases, before scaling. */
  readonly sigma_b?: Numeric;
  /** Weights divided by the square root of the number of inputs of their layer, or not. */
  readonly weight_scale?: "fan-in" | "fixed";
  /** How the biases of a layer are scaled. */
  readonly bias_scale?: "fixed" | "fan-in" | "units";
  /** How a gradient becomes a step. */
  readonly optimiser?: "sgd" | "momentum" | "adam" | "rmsprop" | "adagrad" | "adadelta";
  /** What the gradient is multiplied with to give a step of plain SGD; other optimisers scale it first. Adadelta's usual rate is 1, Adam's 0.001. */
  readonly lr?: Numeric;
  /** Training points per step; full: all of them, so that a step has no noise of batches. */
  readonly batch?: string | number;
  /** What is minimised. Targets 0 and 1 put the label's threshold at an output of one half, for both methods. */
  readonly loss?: "cross-entropy" | "mse" | "mse01" | "hinge";
  /** Share of the velocity that stays from step to step. */
  readonly momentum?: Numeric;
  /** Adam's decay of the mean gradient. */
  readonly beta1?: Numeric;
  /** Adam's decay of the mean squared gradient. */
  readonly beta2?: Numeric;
  /** Decay of the mean squared gradient. */
  readonly rms_decay?: Numeric;
  /** Decay of the mean squared gradient and step. */
  readonly adadelta_decay?: Numeric;
  /** 0 stops at the end of the first epoch after which every training point is right; more is overtraining. */
  readonly extra_epochs?: Numeric;
  /** A run that has not fitted by then has failed, and is counted as such. */
  readonly max_epochs?: Numeric;
  /** The same seed and settings give the same counts, on any machine. */
  readonly seed?: Numeric;
  /** How many computations go on side by side. The result does not depend on it. */
  readonly workers?: string | number;
}

/** The settings of all experiments as attributes of the elements. */
export interface SettingAttributes {
  /** Which experiment is shown. */
  readonly experiment?: "compare" | "landscape" | "gates" | "map";
  /** Number of Boolean inputs. Functions are looked at on all 2^n of their values. */
  readonly n?: Numeric | "2" | 2 | "3" | 3 | "4" | 4;
  /** How a Boolean input enters the network. */
  readonly encoding?: "01" | "pm";
  /** The function that labels the training set: a name, or its truth table. */
  readonly target?: string | number;
  /** Which of the random targets. */
  readonly target_seed?: Numeric;
  /** Which inputs are shown: chosen at random, or marked 1 in a table. */
  readonly train?: string | number;
  /** |S|, the size of a random training set. */
  readonly train_size?: string | number;
  /** Which of the random training sets. */
  readonly train_seed?: Numeric;
  /** Units of each hidden layer, separated by commas; none gives the perceptron. */
  readonly "data-hidden"?: string | number;
  /** What every hidden unit does to its sum. The hard threshold has no gradient: dice only. */
  readonly activation?: "relu" | "tanh" | "erf" | "sign";
  /** The law of every weight and bias at initialisation. */
  readonly prior?: "gaussian" | "uniform";
  /** Standard deviation of the weights, before scaling. */
  readonly sigma_w?: Numeric;
  /** Standard deviation of the biases, before scaling. */
  readonly sigma_b?: Numeric;
  /** Weights divided by the square root of the number of inputs of their layer, or not. */
  readonly weight_scale?: "fan-in" | "fixed";
  /** How the biases of a layer are scaled. */
  readonly bias_scale?: "fixed" | "fan-in" | "units" | Numeric;
  /** How a gradient becomes a step. */
  readonly optimiser?: "sgd" | "momentum" | "adam" | "rmsprop" | "adagrad" | "adadelta";
  /** What the gradient is multiplied with to give a step of plain SGD; other optimisers scale it first. Adadelta's usual rate is 1, Adam's 0.001. */
  readonly lr?: Numeric;
  /** Training points per step; full: all of them, so that a step has no noise of batches. */
  readonly batch?: string | number;
  /** What is minimised. Targets 0 and 1 put the label's threshold at an output of one half, for both methods. */
  readonly loss?: "cross-entropy" | "mse" | "mse01" | "hinge";
  /** Share of the velocity that stays from step to step. */
  readonly momentum?: Numeric;
  /** Adam's decay of the mean gradient. */
  readonly beta1?: Numeric;
  /** Adam's decay of the mean squared gradient. */
  readonly beta2?: Numeric;
  /** Decay of the mean squared gradient. */
  readonly rms_decay?: Numeric;
  /** Decay of the mean squared gradient and step. */
  readonly adadelta_decay?: Numeric;
  /** 0 stops at the end of the first epoch after which every training point is right; more is overtraining. */
  readonly extra_epochs?: Numeric;
  /** A run that has not fitted by then has failed, and is counted as such. */
  readonly max_epochs?: Numeric;
  /** How many last layers are drawn on every draw of the hidden layers. */
  readonly last_layers?: Numeric;
  /** How many last layers that fit are drawn on every draw of the hidden layers. A few are enough: more hidden draws tell more than more last layers. */
  readonly fitting_layers?: Numeric;
  /** How many networks climb side by side in one run. */
  readonly particles?: Numeric;
  /** How often every network moves at each level, so that copies come apart. */
  readonly split_moves?: Numeric;
  /** Moves of every chain before its first state is counted. */
  readonly burn_in?: Numeric;
  /** How many states of every chain are counted. */
  readonly states?: Numeric;
  /** How many moves lie between two states that are counted. */
  readonly thin?: Numeric;
  /** Which methods are compared, two to six; the first is called a, the second b, up to f. What only one of them has is set with its letter: b.lr=0.01. */
  readonly methods?: string;
  /** The same seed and settings give the same counts, on any machine. */
  readonly seed?: Numeric;
  /** How many chains walk, each from a start of its own; rounded up to whole chunks of eight. */
  readonly chains?: Numeric;
  /** How many runs climb to the training set, each of them one estimate of P(S). */
  readonly splits?: Numeric;
  /** How many functions of infinitely wide networks are drawn; rounded up to whole chunks. */
  readonly wide_draws?: Numeric;
  /** How often the hidden layers are drawn for last layers that fit; rounded up to whole chunks. */
  readonly feature_draws?: Numeric;
  /** How often the hidden layers are drawn; rounded up to whole chunks. */
  readonly hidden_draws?: Numeric;
  /** How often descent trains; rounded up to whole chunks. */
  readonly runs?: Numeric;
  /** Dice stop at the end of the chunk in which so many draws have fitted. */
  readonly kept?: Numeric;
  /** Dice give up at the end of the chunk in which so many networks have been drawn. */
  readonly draws?: Numeric;
  /** Which two of the methods stand in the chart and in the comparison in numbers: the letter of the one to the right, then of the one upwards. */
  readonly pair?: string | number;
  /** How many computations go on side by side. The result does not depend on it. */
  readonly workers?: string | number;
  /** Length of the ranked list. */
  readonly rows?: Numeric;
  /** Light or dark, or as the reader's device prefers. Print is always light. */
  readonly theme?: "auto" | "light" | "dark";
  /** What of the page is not shown, by key; a minus shows it again. */
  readonly hide?: string;
  /** Functions that arise from each other by a symmetry of the prior (permuting inputs; negating them, if they are −1 and +1; negating the output) are equally probable. Counted together, they show P of functions thousands of times rarer, from the same networks. */
  readonly classes?: "off" | "on";
  /** The measure against which P is shown. Exact sizes exist for up to four inputs. */
  readonly measure?: "lz" | "entropy" | "ones" | "sensitivity" | "max-sensitivity" | "generalization" | "critical" | "fourier-l1" | "fourier-degree" | "formula" | "formula-full" | "circuit" | "dnf" | "dnf-literals" | "word" | "word-full";
  /** Which figure is shown. */
  readonly view?: "rank" | "complexity" | "ones" | "distribution";
  /** How the table of all measures is sorted: as they are listed, or the strongest correlation with P first. */
  readonly order?: "listed" | "overall" | "within" | "up" | "down";
  /** Whether the perceptron has a bias c beside its weights. */
  readonly bias?: "yes" | "no";
  /** Of three or four inputs: those that a perceptron can compute, or all. */
  readonly show?: "threshold" | "all";
  /** The column by which the table is sorted. */
  readonly sort?: "name" | "table" | "size" | "conditions" | "cube" | "gaussian" | "class" | "drawn" | "z" | "network" | "formula" | "formula-full" | "circuit" | "lz" | "chosen";
  /** Which two directions of parameter space are shown. */
  readonly plane?: "random" | "chosen" | "path";
  /** What a random or chosen plane passes through: all parameters 0, or a random draw of the prior. */
  readonly through?: "origin" | "draw";
  /** Which of the random planes, and which random network it passes through. */
  readonly plane_seed?: Numeric;
  /** A weight as layer.unit.input, or a bias as layer.unit.b, each counted from 1. */
  readonly axis_u?: string | number;
  /** A weight as layer.unit.input, or a bias as layer.unit.b, each counted from 1. */
  readonly axis_v?: string | number;
  /** Coordinates on the plane, in standard deviations of the prior; auto shows all there is. */
  readonly centre?: string | number;
  /** How many times closer than the whole: three standard deviations to every side, or the whole path. */
  readonly zoom?: Numeric;
  /** Pixels along a side. Regions smaller than a pixel are not seen. */
  readonly resolution?: Numeric;
  /** Functions that do not fit the training set fade away; what remains is where the posterior is not 0. */
  readonly condition?: "off" | "on";
  /** Thin lines where two functions meet; left out where they would hide the picture. */
  readonly lines?: "on" | "off";
  /** How many runs of descent are projected on the plane. They are the first runs of the comparison with the same settings and seed. */
  readonly paths?: Numeric;
}
