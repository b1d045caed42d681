/** How often a run is begun again when its counts are lost: after that the fault is likely to lie with the run itself. */
export const MOST_LOSSES = 2;
