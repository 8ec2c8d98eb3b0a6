/**
 * What samples of interleaved rounds come to: medians, their ratio, how far it may be off, and
 * whether a bound is kept. Pure.
 *
 * The noise of a ratio is half the distance between the quartiles of the rounds' own ratios, and a
 * bound is missed when it is missed by more than that: one slow round on a busy machine neither
 * makes a miss nor hides one. What is measured once or exactly (a size, a count) has no noise.
 */

/** @typedef {'kept' | 'noise' | 'missed' | 'told' | 'absent'} Verdict */

/**
 * @typedef {object} Measure one row of the table: a figure of ours beside somebody else's
 * @property {string} case
 * @property {string} figure of figures.mjs
 * @property {string} of whose figure
 * @property {string} [against] whose figure it is divided by; none: the figure itself is bounded
 * @property {number} [atMost] without a bound the ratio is only told
 * @property {number} [atLeast]
 */

/** @typedef {{ case: string, contestant: string, round: number, figures: Record<string, number> }} Sample */

/** Between neighbours in proportion. @param {number[]} values @param {number} share */
export function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	if (sorted.length === 0) return NaN;
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)];
	return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** Half the distance between the quartiles. @param {number[]} values */
export const spread = (values) => (quantile(values, 0.75) - quantile(values, 0.25)) / 2;

/**
 * The figure of a contestant in each round of a case.
 * @param {Sample[]} samples
 * @param {Measure} measure
 * @param {string} contestant
 * @returns {Map<number, number>}
 */
function byRound(samples, measure, contestant) {
	const own = samples.filter((one) => one.case === measure.case && one.contestant === contestant);
	return new Map(
		own
			.filter(({ figures }) => Number.isFinite(figures[measure.figure]))
			.map(({ round, figures }) => [round, figures[measure.figure]]),
	);
}

/**
 * @param {{ ratio: number, noise: number }} found
 * @param {{ atMost?: number, atLeast?: number }} bound
 * @returns {Verdict}
 */
export function verdictOf({ ratio, noise }, { atMost, atLeast }) {
	if (!Number.isFinite(ratio)) return 'absent';
	if (atMost === undefined && atLeast === undefined) return 'told';
	const over = Math.max(ratio - (atMost ?? Infinity), (atLeast ?? -Infinity) - ratio);
	if (over <= 0) return 'kept';
	return over <= noise ? 'noise' : 'missed';
}

/**
 * @param {Measure} measure
 * @param {Sample[]} samples
 * @returns {Measure & { ours: number, theirs: number | undefined, ratio: number, noise: number,
 *   rounds: number, verdict: Verdict }}
 */
export function judge(measure, samples) {
	const ours = byRound(samples, measure, measure.of);
	const own = [...ours.values()];
	if (measure.against === undefined) {
		const found = { ratio: median(own), noise: own.length > 1 ? spread(own) : 0 };
		const verdict = verdictOf(found, measure);
		return {
			...measure,
			ours: found.ratio,
			theirs: undefined,
			...found,
			rounds: own.length,
			verdict,
		};
	}
	const theirs = byRound(samples, measure, measure.against);
	const pairs = [...ours].filter(([round]) => theirs.has(round));
	const ratios = pairs.map(([round, value]) => value / Number(theirs.get(round)));
	const medians = { ours: median(own), theirs: median([...theirs.values()]) };
	const found = {
		ratio: medians.ours / medians.theirs,
		noise: ratios.length > 1 ? spread(ratios) : 0,
	};
	return {
		...measure,
		...medians,
		...found,
		rounds: pairs.length,
		verdict: verdictOf(found, measure),
	};
}

/**
 * A bound that is missed, and one that nothing was measured for, end the command with 1.
 * @param {{ verdict: Verdict }[]} judged
 */
export const exitCodeOf = (judged) =>
	judged.some(({ verdict }) => verdict === 'missed' || verdict === 'absent') ? 1 : 0;
