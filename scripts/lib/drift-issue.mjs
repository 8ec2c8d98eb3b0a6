/** The one issue that tells what Pluggy's document says otherwise: what to do with it. Pure functions. */
import { createHash } from 'node:crypto';

export const LABEL = 'pluggy-drift';
export const TITLE = "Pluggy's document differs from this package";
const MARK = /<!-- pluggy-drift ([0-9a-f]{64}) -->/;
/** GitHub takes 65,536 characters. */
const LONGEST = 40_000;

/** @typedef {{ number: number, body: string | null, user: { login: string } | null, pull_request?: object }} Issue */
/** @typedef {{ method: 'POST' | 'PATCH', path: string, body: Record<string, unknown> }} Call */

/** As much of a report as an issue and a variable of a workflow hold. @param {string} report */
export function clip(report) {
	if (report.length <= LONGEST) return report.trimEnd();
	const whole = report.slice(0, report.lastIndexOf('\n', LONGEST));
	return `${whole}\n[...] and more: see the log of the run`;
}

/** @param {string} report */
const hashOf = (report) => createHash('sha256').update(report).digest('hex');

/** The text of the issue. The report is a stranger's words: in a fence that none of them closes.
 * @param {string} report @param {string} run address of the run */
export function bodyOf(report, run) {
	const longest = Math.max(2, ...[...report.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return [
		`<!-- pluggy-drift ${hashOf(report)} -->`,
		`A newer copy of Pluggy's OpenAPI document differs from the catalog of this package ([run](${run})).`,
		`${fence}text\n${report}\n${fence}`,
		'How to bring it in line: CONTRIBUTING.md, "When Pluggy changes". This text is renewed when the ' +
			'difference changes, and the issue is closed when there is none.',
	].join('\n\n');
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
	if (code !== 0 && code !== 1) return [];
	const own = issues
		.filter((one) => !one.pull_request && one.user?.login === author && MARK.test(one.body ?? ''))
		.sort((one, other) => one.number - other.number);
	if (code === 0)
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
