/** The table in docs/install.md of the versions of n8n that were tried, from n8n-versions.json. */

const BEGIN =
	'<!-- versions: written by `npm run test:compat -- --write`, from scripts/lib/n8n-versions.json -->';
const END = '<!-- /versions -->';

/**
 * @typedef {{ name: string, reason: string }} Skipped
 * @typedef {{ day: string, passed: number, failed: Array<{ name: string, error: string }>, skipped: Skipped[] }} Tried
 * @typedef {Record<string, { tried: Record<string, Tried> }>} VersionRecord
 */

/**
 * What a run left behind, as counts. A run that ended badly without a failed test, or in which nothing ran, is
 * a failure of its own: it proves nothing.
 * @param {{ status: number | null, report: string | undefined }} run report: what the counting reporter wrote
 * @returns {Pick<Tried, 'passed' | 'failed'> & { skipped: Skipped[] }}
 */
function countsOf({ status, report }) {
	const none = { passed: 0, failed: [], skipped: [] };
	let counts;
	try {
		counts = { ...none, ...JSON.parse(report ?? '') };
	} catch {
		counts = none;
	}
	const ran = counts.passed + counts.failed.length + counts.skipped.length;
	const ending = status === null ? 'by a signal' : `with ${status}`;
	const error =
		ran === 0
			? `no test ran; it ended ${ending}`
			: status !== 0 && counts.failed.length === 0
				? `no test failed, but it ended ${ending}`
				: undefined;
	if (error === undefined) return counts;
	return { ...counts, failed: [...counts.failed, { name: 'the whole suite', error }] };
}

/**
 * What came of one suite with one version.
 * @param {{ passed: number, failed: readonly object[], skipped: readonly object[] } | undefined} tried
 */
function cellOf(tried) {
	if (!tried) return 'not tried';
	const parts = [
		[tried.passed, 'passed'],
		[tried.failed.length, 'failed'],
		[tried.skipped.length, 'skipped'],
	];
	const counts = parts.filter(([count]) => count !== 0);
	if (counts.length === 0) return 'nothing ran';
	return counts.map(([count, what]) => `${count} ${what}`).join(', ');
}

/** Cells of equal width, as prettier writes a table. @param {string[][]} rows the first is the head */
function table(rows) {
	const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
	const line = (/** @type {string[]} */ cells) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

/** Each reason once, with the tests it is true of. @param {VersionRecord} record */
function reasons(record) {
	const lines = Object.entries(record).flatMap(([version, { tried }]) =>
		Object.entries(tried).flatMap(([suite, { failed, skipped }]) => [
			...failed.map(({ name }) => `- ${version}, ${suite}, failed: "${name}".`),
			...skipped.map(
				({ name, reason }) => `- ${version}, ${suite}, skipped: "${name}": ${reason}.`,
			),
		]),
	);
	return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

/**
 * @param {string} page
 * @param {VersionRecord} record
 * @param {string[]} suites in the order of the rows
 */
function renderVersions(page, record, suites) {
	const versions = Object.keys(record);
	const rows = suites.map((suite) => [
		suite,
		...versions.map((version) => cellOf(record[version].tried[suite])),
	]);
	const text = `${table([['end-to-end suite', ...versions], ...rows])}${reasons(record)}`;
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Error(`docs/install.md has no "${BEGIN}" … "${END}".`);
	return `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
}

module.exports = { cellOf, countsOf, renderVersions };
