/** The one issue that tells what Pluggy's document says otherwise: what to do with it. Pure functions. */
import { createHash } from 'node:crypto';

export const LABEL = 'pluggy-drift';
export const TITLE = "Pluggy's document differs from this package";
const MARK = /<!-- pluggy-drift ([0-9a-f]{64}) -->/;
/** GitHub takes so many characters. */
const BODY_LONGEST = 65_536;
const LONGEST = 40_000;
const LONGEST_FENCE = 1_000;

/**
 * How `npm run drift` ends. Whatever else Node ends with, 1 among it, is a crash: it says nothing of the document.
 */
export const SAME = 0;
export const DIFFERENT = 3;
/** @param {number} code */
export const wasCompared = (code) => code === SAME || code === DIFFERENT;

/**
 * A stranger's words without what steers a terminal or a log: of control characters, and what turns the order
 * of letters around, only tab and line break remain as they are. @param {string} text
 */
export const visible = (text) =>
	text.replace(
		/(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
		(one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/** @typedef {{ number: number, body: string | null, user: { login: string } | null, pull_request?: object }} Issue */
/** @typedef {{ method: 'POST' | 'PATCH', path: string, body: Record<string, unknown> }} Call */

const CUT = '[...] and more: see the log of the run';

/** As much of a text as there is room for. @param {string} text @param {number} room */
export function clip(text, room = LONGEST) {
	if (text.length <= room) return text.trimEnd();
	const most = text.slice(0, Math.max(0, room - CUT.length - 1));
	const whole = most.slice(0, Math.max(most.lastIndexOf('\n'), most.length - 1_000));
	return `${whole}\n${CUT}`;
}

/** @param {string} report */
const hashOf = (report) => createHash('sha256').update(report).digest('hex');

/** The text of the issue. The report is a stranger's words: in a fence that none of them closes.
 * @param {string} report @param {string} run address of the run */
export function bodyOf(report, run) {
	const longest = Math.max(2, ...[...report.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	// Where the fence itself would fill the issue, there is none to close: the backticks are others.
	const isLong = longest > LONGEST_FENCE;
	const fence = '`'.repeat(isLong ? 3 : longest + 1);
	const text = isLong ? report.replaceAll('`', "'") : report;
	const around = (/** @type {string} */ inner) =>
		[
			`<!-- pluggy-drift ${hashOf(report)} -->`,
			`A newer copy of Pluggy's OpenAPI document differs from the catalog of this package ([run](${run})).`,
			`${fence}text\n${inner}\n${fence}`,
			'How to bring it in line: CONTRIBUTING.md, "When Pluggy changes". This text is renewed when the ' +
				'difference changes, and the issue is closed when there is none.',
		].join('\n\n');
	return around(clip(text, BODY_LONGEST - around('').length));
}

/**
 * The calls that bring the issues in line with what was found.
 * @param {object} state
 * @param {Issue[]} state.issues the open ones with the label
 * @param {number} state.code how `npm run drift` ended
 * @param {string} state.report what it printed
 * @param {string} state.run address of the run
 * @param {string} state.author who writes them; issues of others are left alone
 * @returns {Call[]}
 */
export function callsFor({ issues, code, report, run, author }) {
	// What could not be compared says nothing: the run fails, the issue stays as it is.
	if (!wasCompared(code)) return [];
	const own = issues
		.filter((one) => !one.pull_request && one.user?.login === author && MARK.test(one.body ?? ''))
		.sort((one, other) => one.number - other.number);
	if (code === SAME)
		return own.flatMap((one) => close(one, `There is no difference left ([run](${run})).`));
	const [first, ...others] = own;
	const twice = others.flatMap((one) => close(one, `See #${first.number}.`));
	const body = bodyOf(report, run);
	if (!first)
		return [{ method: 'POST', path: '/issues', body: { title: TITLE, body, labels: [LABEL] } }];
	if (MARK.exec(first.body ?? '')?.[1] === hashOf(report)) return twice;
	const path = `/issues/${first.number}`;
	const told = `The difference has changed ([run](${run})); the text above is the new one.`;
	return [
		{ method: 'PATCH', path, body: { body } },
		{ method: 'POST', path: `${path}/comments`, body: { body: told } },
		...twice,
	];
}

/** @param {Issue} issue @param {string} reason @returns {Call[]} */
const close = ({ number }, reason) => [
	{ method: 'POST', path: `/issues/${number}/comments`, body: { body: reason } },
	{
		method: 'PATCH',
		path: `/issues/${number}`,
		body: { state: 'closed', state_reason: 'completed' },
	},
];
