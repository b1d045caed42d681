// What every experiment shows and what it does not, and its sources. Loaded after everything else.

interface Source {
  text: string;
  href: string;
  label: string;
  /** What of it matters here, in a clause. */
  says: string;
}

const arxiv = (number: string): { href: string; label: string } => ({
  href: `https://arxiv.org/abs/${number}`,
  label: `arXiv ${number}`,
});

const VALLE_PEREZ: Source = {
  text: "G. Valle-Pérez, C. Q. Camargo, A. A. Louis. Deep learning generalizes because the parameter-function map is biased towards simple functions. ICLR 2019.",
  ...arxiv("1805.08522"),
  says: "P(f) of random networks spans many orders of magnitude, and the probable functions are simple; bounds the test error by P(S).",
};
const MINGARD_2019: Source = {
  text: "C. Mingard, J. Skalse, G. Valle-Pérez, D. Martínez-Rubio, V. Mikulik, A. A. Louis. Neural networks are a priori biased towards Boolean functions with low entropy. 2019.",
  ...arxiv("1909.11522"),
  says: "proves the law of the number of ones for perceptrons, and that added ReLU layers favour low entropy. The tasks f0 to f6 are from its authors’ public code; its figure shows one of the targets.",
};
const MINGARD_2025: Source = {
  text: "C. Mingard, H. Rees, G. Valle-Pérez, A. A. Louis. Deep neural networks have an inbuilt Occam’s razor. Nature Communications 16:220, 2025.",
  ...arxiv("2304.06670"),
  says: "compares posteriors of networks from order to chaos by the complexity of what they find.",
};
const DINGLE: Source = {
  text: "K. Dingle, C. Q. Camargo, A. A. Louis. Input-output maps are strongly biased towards simple outputs. Nature Communications 9:761, 2018.",
  href: "https://doi.org/10.1038/s41467-018-03101-6",
  label: "doi 10.1038/s41467-018-03101-6",
  says: "bounds the probability of an output from above by its Kolmogorov complexity, up to constants; defines K_LZ.",
};
const FREQUENCY: Source = {
  text: "Comments on Mingard et al. 2025 in a public repository.",
  href: "https://github.com/stracini-git/Boolean-mapper",
  label: "Boolean-mapper",
  says: "for random labels, a low test error can come from how common each label is alone: the reason for the two guesses here.",
};
const POOLE: Source = {
  text: "B. Poole, S. Lahiri, M. Raghu, J. Sohl-Dickstein, S. Ganguli. Exponential expressivity in deep neural networks through transient chaos. NeurIPS 2016.",
  ...arxiv("1606.05340"),
  says: "order and chaos of deep random networks: whether layers shrink or stretch differences between inputs.",
};
const SCHOENHOLZ: Source = {
  text: "S. S. Schoenholz, J. Gilmer, S. Ganguli, J. Sohl-Dickstein. Deep information propagation. ICLR 2017.",
  ...arxiv("1611.01232"),
  says: "the critical line between the two; for tanh without biases it is at σ_w = 1.",
};
const COX: Source = {
  text: "R. Cox. Minimal Boolean formulas. 2011.",
  href: "https://research.swtch.com/boolean",
  label: "research.swtch.com/boolean",
  says: "exact formula sizes over AND, OR and NOT.",
};
const KNUTH: Source = {
  text: "D. E. Knuth. The Art of Computer Programming 4A, Section 7.1.2. Addison-Wesley, 2011.",
  href: "https://www-cs-faculty.stanford.edu/~knuth/taocp.html",
  label: "TAOCP",
  says: "exact sizes of formulas and circuits of all gates of two inputs.",
};

export const words = {
  licences: "Licences of what this is built with",
  shows: "What this shows and what it does not",
  sources: "Sources, and what each says",
  experiments: {
    compare: {
      shows: [
        "One network, one target and one training set at a time: which functions each way finds, and how often. The intervals speak of counting alone; how much varies from one training set or target to the next is not in them. Change their seeds to see it.",
        "These networks and tasks are tiny. What holds here need not hold for large ones; it can only show what is possible. The agreement depends on step size, batch, loss, stopping rule and task: try settings of both kinds.",
        "Published results on images had to estimate P_B, by Gaussian processes and expectation propagation, on about a hundred test points. Here it is sampled, and nothing is approximated but by counting.",
        "The test error is that of all inputs outside the training set, not of new inputs drawn as the training set was, of which theorems on generalisation speak.",
        "Why P(S) matters: PAC-Bayes bounds on the test error of what dice find, for inputs drawn independently, grow with −ln P(S) over the number of training points.",
        "K_LZ is coarse on labels as few as these, and depends on the order in which the inputs are listed; P(f) does not. A function that is simple need not be frequent: of seven inputs, XOR of two is short to say and rarely drawn.",
        "Before published plots are set beside these: two of the authors’ public programs list the inputs in opposite bit orders, and rules for when training stops differ.",
      ],
      sources: [
        {
          text: "C. Mingard, G. Valle-Pérez, J. Skalse, A. A. Louis. Is SGD a Bayesian sampler? Well, almost. JMLR 22(79), 2021.",
          ...arxiv("2006.15191"),
          says: "finds P_SGD and estimates of P_B strongly correlated, and asks the question of this page.",
        },
        VALLE_PEREZ,
        MINGARD_2019,
        DINGLE,
        {
          text: "P. Chiang, R. Ni, D. Y. Miller, A. Bansal, J. Geiping, M. Goldblum, T. Goldstein. Loss landscapes are all you need: neural network generalization can be explained without the implicit bias of gradient descent. ICLR 2023.",
          href: "https://openreview.net/forum?id=QC10RmRbZy9",
          label: "openreview.net",
          says: "networks found by guess and check, without gradients, do about as well on test data as trained ones when there are few samples.",
        },
        {
          text: "A. Peleg, M. Hein. Bias of stochastic gradient descent or the architecture: disentangling the effects of overparameterization of neural networks. ICML 2024.",
          ...arxiv("2407.03848"),
          says: "sets random networks that fit beside trained ones: more width helps only the trained, more depth harms both.",
        },
        MINGARD_2025,
        FREQUENCY,
        {
          text: "R. M. Neal. Priors for infinite networks. Technical report CRG-TR-94-1, University of Toronto, 1994.",
          href: "https://www.cs.toronto.edu/~radford/pin.abstract.html",
          label: "cs.toronto.edu",
          says: "random networks of one hidden layer become Gaussian processes as they grow wide.",
        },
        {
          text: "J. Lee, Y. Bahri, R. Novak, S. S. Schoenholz, J. Pennington, J. Sohl-Dickstein. Deep neural networks as Gaussian processes. ICLR 2018.",
          ...arxiv("1711.00165"),
          says: "the same for deep networks, and Bayesian inference with them.",
        },
        {
          text: "A. Jacot, F. Gabriel, C. Hongler. Neural tangent kernel: convergence and generalization in neural networks. NeurIPS 2018.",
          ...arxiv("1806.07572"),
          says: "gradient descent on very wide networks follows a fixed kernel, another one than that of the random networks.",
        },
        {
          text: "I. Murray, R. P. Adams, D. J. C. MacKay. Elliptical slice sampling. AISTATS 2010.",
          ...arxiv("1001.0175"),
          says: "the moves of slice sampling and of splitting: no step to be tuned, and the prior left as it is.",
        },
        {
          text: "C.-E. Bréhier, M. Gazeau, L. Goudenège, T. Lelièvre, M. Rousset. Unbiasedness of some generalized adaptive multilevel splitting algorithms. Annals of Applied Probability 26, 2016.",
          ...arxiv("1505.02674"),
          says: "why splitting estimates P(S) without bias, however badly its moves mix.",
        },
        {
          text: "Z. I. Botev. The normal law under linear restrictions: simulation and estimation via minimax tilting. JRSS B 79, 2017.",
          ...arxiv("1603.04166"),
          says: "how outputs of infinitely wide networks that fit are drawn, and P(S) with them.",
        },
        {
          text: "A. Vehtari, A. Gelman, D. Simpson, B. Carpenter, P.-C. Bürkner. Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of MCMC. Bayesian Analysis 16, 2021.",
          ...arxiv("1903.08008"),
          says: "how chains are asked whether they agree.",
        },
      ] satisfies Source[],
    },
    landscape: {
      shows: [
        "P(f) for one architecture and one law of the parameters, by counting. Another law gives another P: compare the presets.",
        "No measure here is the Kolmogorov complexity, which cannot be computed; each is the length of a description in one language, or something else that is called complexity.",
        "K_LZ is coarse on 128 labels, and depends on the order in which the inputs are listed: two functions that differ by an exchange of inputs have the same P, but often another K_LZ.",
        "The functions that are compared were found, and so were chosen by their P: correlations describe these, they do not predict those that were not found.",
        "What a large P(f) has to do with training is not seen here, but in the comparison.",
      ],
      sources: [VALLE_PEREZ, MINGARD_2019, MINGARD_2025, DINGLE, FREQUENCY, POOLE, SCHOENHOLZ, COX, KNUTH] satisfies Source[],
    },
    gates: {
      shows: [
        "Volumes of a perceptron’s functions for two laws of its parameters: uniform in a cube, where they are fractions, and Gaussian, where they are computed to 2×10⁻¹⁴. Other laws give other volumes.",
        "How often networks with hidden units compute a function is counted, not computed: it has an interval.",
        "Whether simple functions are the large ones is asked of these few functions alone, each measure in its own language.",
      ],
      sources: [
        MINGARD_2019,
        {
          text: "T. M. Cover. Geometrical and statistical properties of systems of linear inequalities with applications in pattern recognition. IEEE Transactions on Electronic Computers EC-14, 326, 1965.",
          href: "https://doi.org/10.1109/PGEC.1965.264137",
          label: "doi 10.1109/PGEC.1965.264137",
          says: "inputs are planes that cut parameter space into cells, one for every function.",
        },
        {
          text: "The On-Line Encyclopedia of Integer Sequences, A000609.",
          href: "https://oeis.org/A000609",
          label: "oeis.org/A000609",
          says: "how many functions a perceptron with a bias computes: 14, 104 and 1,882 for two, three and four inputs.",
        },
        COX,
        KNUTH,
      ] satisfies Source[],
    },
    map: {
      shows: [
        "Two directions of a space of many. How much of a plane a function fills is not its probability, weighted by the prior or not: that is counted in the landscape.",
        "The error of a share is what the pixels along its borders can hide, if borders are smooth on their scale. Regions that lie between the pixels are not seen, and not in it.",
        "A path is a projection: run and map meet only where the distance from the plane is 0.",
        "Colours show functions, not the loss: two points of one colour can be far apart in loss.",
      ],
      sources: [
        VALLE_PEREZ,
        {
          text: "H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein. Visualizing the loss landscape of neural nets. NeurIPS 2018.",
          ...arxiv("1712.09913"),
          says: "draws the loss on planes of parameter space, and paths of training across them.",
        },
        {
          text: "A. Scherlis, N. Belrose. Estimating the probability of sampling a trained neural network at random. 2025.",
          ...arxiv("2501.18812"),
          says: "estimates the volume around a network in which others behave alike.",
        },
        POOLE,
        SCHOENHOLZ,
      ] satisfies Source[],
    },
  },
};
