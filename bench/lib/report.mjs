/** What people read of a benchmark: a table of ratios with their bounds, and one of all medians. */
import { textTable } from '../../scripts/lib/text-table.mjs';
import { FIGURES, figureText } from './figures.mjs';
import { median } from './stats.mjs';

/** @typedef {ReturnType<typeof import('./stats.mjs').judge>} Judged */

const WORDS = {
	kept: 'kept',
	noise: 'kept (missed by less than the noise)',
	missed: 'MISSED',
	told: '',
	absent: 'NOT MEASURED',
};

/** @param {number} value */
const ratioText = (value) => (Number.isFinite(value) ? value.toFixed(2) : '-');

/** @param {Judged} one */
function boundText({ atMost, atLeast, against, figure }) {
	const bound = atMost ?? atLeast;
	if (bound === undefined) return '';
	const text = against === undefined ? figureText(figure, bound) : String(bound);
	return `${atMost === undefined ? '>=' : '<='} ${text}`;
}

/** @param {Judged[]} judged */
export function ratioTable(judged) {
	const rows = judged.map((one) => [
		one.case,
		FIGURES[one.figure].title,
		`${one.of} ${figureText(one.figure, one.ours)}`,
		one.against === undefined ? '' : `${one.against} ${figureText(one.figure, one.theirs)}`,
		one.against === undefined ? '' : ratioText(one.ratio),
		one.noise === 0 ? '' : `±${ratioText(one.noise)}`,
		boundText(one),
		WORDS[one.verdict],
	]);
	return textTable(['case', 'figure', 'of', 'against', 'ratio', 'noise', 'bound', ''], rows);
}

const cell = (/** @type {string} */ text) => text.replace(/\|/g, '\\|');

/** The same for docs/performance.md. @param {Judged[]} judged */
export function markdownTable(judged) {
	const lines = judged.map((one) => [
		...[one.case, FIGURES[one.figure].title],
		`${one.of}: ${figureText(one.figure, one.ours)}`,
		one.against === undefined ? '' : `${one.against}: ${figureText(one.figure, one.theirs)}`,
		...[one.against === undefined ? '' : ratioText(one.ratio), boundText(one)],
	]);
	const head = ['case', 'figure', 'ours', 'beside', 'ratio', 'bound'];
	return [head, head.map(() => '---'), ...lines]
		.map((line) => `| ${line.map(cell).join(' | ')} |`)
		.join('\n');
}

const FIGURES_PLACE = /(<!-- figures: [^\n]* -->\n)[^]*(<!-- \/figures -->)/;

/** A page with these figures in their place. @param {string} page @param {string} figures */
export function withFigures(page, figures) {
	if (!FIGURES_PLACE.test(page)) throw new Error('The page has no place for figures');
	return page.replace(FIGURES_PLACE, (_, begin, end) => `${begin}\n${figures}\n\n${end}`);
}

/** All that was measured: a line per case and contestant. @param {import('./stats.mjs').Sample[]} samples */
export function medianTable(samples) {
	/** @type {Map<string, import('./stats.mjs').Sample[]>} */
	const groups = new Map();
	for (const one of samples) {
		const key = `${one.case}\n${one.contestant}`;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	const named = new Set(samples.flatMap(({ figures }) => Object.keys(figures)));
	const figures = Object.keys(FIGURES).filter((name) => named.has(name));
	const rows = [...groups.values()].map((some) => [
		some[0].case,
		some[0].contestant,
		String(some.length),
		...figures.map((name) => {
			const values = some.map((one) => one.figures[name]).filter(Number.isFinite);
			return values.length === 0 ? '' : figureText(name, median(values));
		}),
	]);
	return textTable(['case', 'contestant', 'rounds', ...figures], rows);
}
