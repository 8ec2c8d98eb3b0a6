/** The table in docs/install.md, in both languages, of the versions of n8n that were tried, from n8n-versions.json. */

const BEGIN =
	'<!-- versions: written by `npm run test:compat -- --write`, from scripts/lib/n8n-versions.json -->';
const END = '<!-- /versions -->';

/**
 * @typedef {object} Words what a page calls the parts of the table
 * @property {string} head
 * @property {string} notTried
 * @property {string} nothingRan
 * @property {(count: number) => string} passed
 * @property {(count: number) => string} failed
 * @property {(count: number) => string} skipped
 * @property {string} whyFailed of one test
 * @property {string} whySkipped
 * @property {(reason: string) => string | undefined} reasonOf from the reason as it is recorded
 */

/** The reasons of test/e2e/known-differences.mjs. @type {Readonly<Record<string, string>>} */
const REASONS_IN_PORTUGUESE = {
	'n8n ends the execution when a tool of AI Agent 3 fails, so there is no model that could call again':
		'o n8n encerra a execução quando uma ferramenta do AI Agent 3 falha, então não há mais modelo que possa chamar de novo',
	"n8n runs the calls of one turn from the last to the first, so a model reads the later call's answer first":
		'o n8n roda as chamadas de uma rodada da última para a primeira, então o modelo lê antes a resposta da chamada posterior',
	"n8n's answer to publishing holds only what to do, without the sentence before it that names the webhooks":
		'a resposta do n8n ao publicar traz só o que fazer, sem a frase anterior, que nomeia os webhooks',
};

/** @param {string} one @param {string} more @returns {(count: number) => string} */
const counted = (one, more) => (count) => `${count} ${count === 1 ? one : more}`;

/** The pages that hold the table, with their words. @type {Readonly<Record<string, Words>>} */
const PAGES = {
	'docs/install.md': {
		head: 'end-to-end suite',
		notTried: 'not tried',
		nothingRan: 'nothing ran',
		passed: counted('passed', 'passed'),
		failed: counted('failed', 'failed'),
		skipped: counted('skipped', 'skipped'),
		whyFailed: 'failed',
		whySkipped: 'skipped',
		reasonOf: (reason) => reason,
	},
	'docs/pt-BR/install.md': {
		head: 'grupo de testes',
		notTried: 'não testado',
		nothingRan: 'nada rodou',
		passed: counted('passou', 'passaram'),
		failed: counted('falhou', 'falharam'),
		skipped: counted('pulado', 'pulados'),
		whyFailed: 'falhou',
		whySkipped: 'pulado',
		reasonOf: (reason) => REASONS_IN_PORTUGUESE[reason],
	},
};

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
 * @param {Words} [words]
 */
function cellOf(tried, words = PAGES['docs/install.md']) {
	if (!tried) return words.notTried;
	const parts = /** @type {const} */ ([
		['passed', tried.passed],
		['failed', tried.failed.length],
		['skipped', tried.skipped.length],
	]);
	const counts = parts.filter(([, count]) => count !== 0);
	if (counts.length === 0) return words.nothingRan;
	return counts.map(([what, count]) => words[what](count)).join(', ');
}

/** Cells of equal width, as prettier writes a table. @param {string[][]} rows the first is the head */
function table(rows) {
	const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
	const line = (/** @type {string[]} */ cells) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

/** The tests that failed or were left out, each with its reason. @param {VersionRecord} record @param {Words} words */
function reasons(record, { whyFailed, whySkipped, reasonOf }) {
	const inWords = (/** @type {string} */ reason) => {
		const said = reasonOf(reason);
		if (said === undefined) throw new Error(`versions-doc.cjs has no Portuguese for: ${reason}`);
		return said;
	};
	const lines = Object.entries(record).flatMap(([version, { tried }]) =>
		Object.entries(tried).flatMap(([suite, { failed, skipped }]) => [
			...failed.map(({ name }) => `- ${version}, ${suite}, ${whyFailed}: "${name}".`),
			...skipped.map(
				({ name, reason }) =>
					`- ${version}, ${suite}, ${whySkipped}: "${name}": ${inWords(reason)}.`,
			),
		]),
	);
	return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

/**
 * @param {string} file one of PAGES
 * @param {string} page its text
 * @param {VersionRecord} record
 * @param {string[]} suites in the order of the rows
 */
function renderVersions(file, page, record, suites) {
	const words = PAGES[file];
	const versions = Object.keys(record);
	const rows = suites.map((suite) => [
		suite,
		...versions.map((version) => cellOf(record[version].tried[suite], words)),
	]);
	const text = `${table([[words.head, ...versions], ...rows])}${reasons(record, words)}`;
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Error(`${file} has no "${BEGIN}" … "${END}".`);
	return `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
}

module.exports = { VERSION_PAGES: Object.keys(PAGES), cellOf, countsOf, renderVersions };
