# Written by `WRITE=1 cargo test --test readme` from the tables of settings in src/experiment.
"""The experiments, with an argument for every setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ._run import Method, Progress, Run, start


def compare(
    *,
    n: int | None = None,
    encoding: Literal["01", "pm"] | None = None,
    target: str | int | None = None,
    target_seed: int | None = None,
    train: str | int | None = None,
    train_size: str | int | None = None,
    train_seed: int | None = None,
    hidden: str | int | Sequence[int] | None = None,
    activation: Literal["relu", "tanh", "erf", "sign"] | None = None,
    prior: Literal["gaussian", "uniform"] | None = None,
    sigma_w: float | None = None,
    sigma_b: float | None = None,
    weight_scale: Literal["fan-in", "fixed"] | None = None,
    bias_scale: Literal["fixed", "fan-in", "units"] | None = None,
    optimiser: Literal["sgd", "momentum", "adam", "rmsprop", "adagrad", "adadelta"] | None = None,
    lr: float | None = None,
    batch: str | int | None = None,
    loss: Literal["cross-entropy", "mse", "mse01", "hinge"] | None = None,
    momentum: float | None = None,
    beta1: float | None = None,
    beta2: float | None = None,
    rms_decay: float | None = None,
    adadelta_decay: float | None = None,
    extra_epochs: int | None = None,
    max_epochs: int | None = None,
    last_layers: int | None = None,
    fitting_layers: int | None = None,
    particles: int | None = None,
    split_moves: int | None = None,
    burn_in: int | None = None,
    states: int | None = None,
    thin: int | None = None,
    methods: str | Sequence[Method] | None = None,
    seed: int | None = None,
    chains: int | None = None,
    splits: int | None = None,
    wide_draws: int | None = None,
    feature_draws: int | None = None,
    hidden_draws: int | None = None,
    runs: int | None = None,
    kept: int | None = None,
    draws: int | None = None,
    threads: int | None = None,
    progress: Progress | bool = True,
) -> Run:
    """Compares methods on one task: dice, descent and others. What is not given is as on the page.

    ``threads`` and ``progress`` are as in :meth:`Run.count`.

    n: Number of Boolean inputs. Functions are looked at on all 2^n of their values. Allowed: 1 to 7. Default: 4.
    encoding: How a Boolean input enters the network. Default: pm.
    target: The function that labels the training set: a name, or its truth table. Default: and-or.
    target_seed: Which of the random targets. Allowed: 0 to 4,294,967,295. Default: 1.
    train: Which inputs are shown: chosen at random, or marked 1 in a table. Default: random.
    train_size: |S|, the size of a random training set. Default: half.
    train_seed: Which of the random training sets. Allowed: 0 to 4,294,967,295. Default: 1.
    hidden: Units of each hidden layer, separated by commas; none gives the perceptron. Default: 16.
    activation: What every hidden unit does to its sum. The hard threshold has no gradient: dice only. Default: relu.
    prior: The law of every weight and bias at initialisation. Default: gaussian.
    sigma_w: Standard deviation of the weights, before scaling. Allowed: 0.01 to 100. Default: 1.41421356.
    sigma_b: Standard deviation of the biases, before scaling. Allowed: 0 to 100. Default: 0.1.
    weight_scale: Weights divided by the square root of the number of inputs of their layer, or not. Default: fan-in.
    bias_scale: How the biases of a layer are scaled. Default: fixed.
    optimiser: How a gradient becomes a step. Default: sgd.
    lr: What the gradient is multiplied with to give a step of plain SGD; other optimisers scale it first. Adadelta's usual rate is 1, Adam's 0.001. Allowed: 0.000001 to 1000000000. Default: 0.1.
    batch: Training points per step; full: all of them, so that a step has no noise of batches. Default: 1.
    loss: What is minimised. Targets 0 and 1 put the label's threshold at an output of one half, for both methods. Default: cross-entropy.
    momentum: Share of the velocity that stays from step to step. Allowed: 0 to 0.9999. Default: 0.9.
    beta1: Adam's decay of the mean gradient. Allowed: 0 to 0.9999. Default: 0.9.
    beta2: Adam's decay of the mean squared gradient. Allowed: 0 to 0.99999. Default: 0.999.
    rms_decay: Decay of the mean squared gradient. Allowed: 0 to 0.9999. Default: 0.99.
    adadelta_decay: Decay of the mean squared gradient and step. Allowed: 0 to 0.9999. Default: 0.9.
    extra_epochs: 0 stops at the end of the first epoch after which every training point is right; more is overtraining. Allowed: 0 to 100,000. Default: 0.
    max_epochs: A run that has not fitted by then has failed, and is counted as such. Allowed: 1 to 1,000,000. Default: 5000.
    last_layers: How many last layers are drawn on every draw of the hidden layers. Allowed: 2 to 4,096. Default: 64.
    fitting_layers: How many last layers that fit are drawn on every draw of the hidden layers. A few are enough: more hidden draws tell more than more last layers. Allowed: 1 to 256. Default: 4.
    particles: How many networks climb side by side in one run. Allowed: 2 to 1,000. Default: 512.
    split_moves: How often every network moves at each level, so that copies come apart. Allowed: 1 to 1,000. Default: 4.
    burn_in: Moves of every chain before its first state is counted. Allowed: 0 to 1,000,000. Default: 200.
    states: How many states of every chain are counted. Allowed: 1 to 100,000. Default: 200.
    thin: How many moves lie between two states that are counted. Allowed: 1 to 10,000. Default: 5.
    methods: Which methods are compared, two to six; the first is called a, the second b, up to f. What only one of them has is set with its letter: b.lr=0.01. Default: dice,descent.
    seed: The same seed and settings give the same counts, on any machine. Allowed: 0 to 4,294,967,295. Default: 1.
    chains: How many chains walk, each from a start of its own; rounded up to whole chunks of eight. Allowed: 1 to 1,000,000. Default: 64.
    splits: How many runs climb to the training set, each of them one estimate of P(S). Allowed: 1 to 1,000,000. Default: 100.
    wide_draws: How many functions of infinitely wide networks are drawn; rounded up to whole chunks. Allowed: 1 to 100,000,000. Default: 20000.
    feature_draws: How often the hidden layers are drawn for last layers that fit; rounded up to whole chunks. Allowed: 1 to 100,000,000. Default: 20000.
    hidden_draws: How often the hidden layers are drawn; rounded up to whole chunks. Allowed: 1 to 100,000,000. Default: 100000.
    runs: How often descent trains; rounded up to whole chunks. Allowed: 1 to 100,000,000. Default: 100000.
    kept: Dice stop at the end of the chunk in which so many draws have fitted. Allowed: 1 to 100,000,000. Default: 100000.
    draws: Dice give up at the end of the chunk in which so many networks have been drawn. Allowed: 1 to 1,000,000,000,000. Default: 1000000000.
    """
    settings: dict[str, object] = {
        "n": n,
        "encoding": encoding,
        "target": target,
        "target_seed": target_seed,
        "train": train,
        "train_size": train_size,
        "train_seed": train_seed,
        "hidden": hidden,
        "activation": activation,
        "prior": prior,
        "sigma_w": sigma_w,
        "sigma_b": sigma_b,
        "weight_scale": weight_scale,
        "bias_scale": bias_scale,
        "optimiser": optimiser,
        "lr": lr,
        "batch": batch,
        "loss": loss,
        "momentum": momentum,
        "beta1": beta1,
        "beta2": beta2,
        "rms_decay": rms_decay,
        "adadelta_decay": adadelta_decay,
        "extra_epochs": extra_epochs,
        "max_epochs": max_epochs,
        "last_layers": last_layers,
        "fitting_layers": fitting_layers,
        "particles": particles,
        "split_moves": split_moves,
        "burn_in": burn_in,
        "states": states,
        "thin": thin,
        "methods": methods,
        "seed": seed,
        "chains": chains,
        "splits": splits,
        "wide_draws": wide_draws,
        "feature_draws": feature_draws,
        "hidden_draws": hidden_draws,
        "runs": runs,
        "kept": kept,
        "draws": draws,
    }
    return start("compare", settings, threads=threads, progress=progress)


def landscape(
    *,
    n: int | None = None,
    encoding: Literal["01", "pm"] | None = None,
    hidden: str | int | Sequence[int] | None = None,
    activation: Literal["relu", "tanh", "erf", "sign"] | None = None,
    prior: Literal["gaussian", "uniform"] | None = None,
    sigma_w: float | None = None,
    sigma_b: float | None = None,
    weight_scale: Literal["fan-in", "fixed"] | None = None,
    bias_scale: Literal["fixed", "fan-in", "units"] | None = None,
    seed: int | None = None,
    draws: int | None = None,
    last_layers: int | None = None,
    classes: Literal["off", "on"] | None = None,
    threads: int | None = None,
    progress: Progress | bool = True,
) -> Run:
    """Counts the functions of random networks. What is not given is as on the page.

    ``threads`` and ``progress`` are as in :meth:`Run.count`.

    n: Number of Boolean inputs. Functions are looked at on all 2^n of their values. Allowed: 1 to 7. Default: 7.
    encoding: How a Boolean input enters the network. Default: 01.
    hidden: Units of each hidden layer, separated by commas; none gives the perceptron. Default: 40,40.
    activation: What every hidden unit does to its sum. Default: relu.
    prior: The law of every weight and bias at initialisation. Default: gaussian.
    sigma_w: Standard deviation of the weights, before scaling. Allowed: 0.01 to 100. Default: 1.
    sigma_b: Standard deviation of the biases, before scaling. Allowed: 0 to 100. Default: 1.
    weight_scale: Weights divided by the square root of the number of inputs of their layer, or not. Default: fan-in.
    bias_scale: How the biases of a layer are scaled. Default: fixed.
    seed: The same seed and settings give the same counts, on any machine. Allowed: 0 to 4,294,967,295. Default: 1.
    draws: How many random networks are drawn; rounded up to whole chunks. Allowed: 1 to 1,000,000,000,000. Default: 1000000.
    last_layers: Networks that share their hidden layers, each with a last layer of its own: many more a second, but not independent. Intervals count hidden draws. Allowed: 1 to 64. Default: 1.
    classes: Functions that arise from each other by a symmetry of the prior (permuting inputs; negating them, if they are −1 and +1; negating the output) are equally probable. Counted together, they show P of functions thousands of times rarer, from the same networks. Default: off.
    """
    settings: dict[str, object] = {
        "n": n,
        "encoding": encoding,
        "hidden": hidden,
        "activation": activation,
        "prior": prior,
        "sigma_w": sigma_w,
        "sigma_b": sigma_b,
        "weight_scale": weight_scale,
        "bias_scale": bias_scale,
        "seed": seed,
        "draws": draws,
        "last_layers": last_layers,
        "classes": classes,
    }
    return start("landscape", settings, threads=threads, progress=progress)


def gates(
    *,
    n: Literal["2", "3", "4"] | None = None,
    encoding: Literal["01", "pm"] | None = None,
    bias: Literal["yes", "no"] | None = None,
    bias_scale: float | None = None,
    prior: Literal["uniform", "gaussian"] | None = None,
    hidden: str | int | Sequence[int] | None = None,
    activation: Literal["relu", "tanh", "erf", "sign"] | None = None,
    sigma_w: float | None = None,
    sigma_b: float | None = None,
    seed: int | None = None,
    draws: int | None = None,
    threads: int | None = None,
    progress: Progress | bool = True,
) -> Run:
    """Computes the volumes of the smallest threshold functions, and draws beside them. What is not given is as on the page.

    ``threads`` and ``progress`` are as in :meth:`Run.count`.

    n: Number of Boolean inputs of the gates. Default: 2.
    encoding: How a Boolean input enters the perceptron and the network. Default: 01.
    bias: Whether the perceptron has a bias c beside its weights. Default: yes.
    bias_scale: How many times wider the bias is spread than a weight. Exact fractions need a decimal number of few digits. Allowed: 0.01 to 100. Default: 1.
    prior: The law of the parameters that is drawn from, tested and plotted; the table has both. Default: uniform.
    hidden: Units of each hidden layer of the network, separated by commas. Default: 16.
    activation: What every hidden unit does to its sum. Default: relu.
    sigma_w: Standard deviation of the network's weights, times the square root of the units that they come from. Allowed: 0.01 to 100. Default: 1.41421356.
    sigma_b: Standard deviation of the network's biases. Allowed: 0 to 100. Default: 0.1.
    seed: The same seed and settings give the same counts, on any machine. Allowed: 0 to 4,294,967,295. Default: 1.
    draws: How many perceptrons, and how many networks, are drawn; rounded up to whole chunks. Allowed: 1 to 1,000,000,000,000. Default: 2000000.
    """
    settings: dict[str, object] = {
        "n": n,
        "encoding": encoding,
        "bias": bias,
        "bias_scale": bias_scale,
        "prior": prior,
        "hidden": hidden,
        "activation": activation,
        "sigma_w": sigma_w,
        "sigma_b": sigma_b,
        "seed": seed,
        "draws": draws,
    }
    return start("gates", settings, threads=threads, progress=progress)
