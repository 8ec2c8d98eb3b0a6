/**
 * What an older n8n cannot do, for a reason of its own: these tests are left out there, and docs/install.md says so.
 * Nothing else is left out on any version.
 */
import { compareVersions } from '../../scripts/lib/n8n-dialect.mjs';

/**
 * @typedef {object} Difference
 * @property {string} before the first n8n that can
 * @property {string} suite a part of the name of its file
 * @property {string} test its whole name
 * @property {string} reason
 */

const AGENT_ENDS =
	'n8n ends the execution when a tool of AI Agent 3 fails, so there is no model that could call again';
const AGENT_REVERSED =
	"n8n runs the calls of one turn from the last to the first, so a model reads the later call's answer first";

/** @type {Difference[]} */
export const DIFFERENCES = [
	...['three calls, one payment', 'a refusal is told, in short'].map((what) => ({
		before: '2.30.0',
		suite: 'money',
		test: `AI Agent 3: ${what}`,
		reason: AGENT_ENDS,
	})),
	{
		before: '2.30.0',
		suite: 'money',
		test: 'AI Agent 3, Continue On Fail: three calls, one payment',
		reason: AGENT_REVERSED,
	},
	{
		before: '2.30.0',
		suite: 'trigger',
		test: 'five webhooks of others: publishing fails and names them',
		reason:
			"n8n's answer to publishing holds only what to do, without the sentence before it that names the webhooks",
	},
];

/** Those of a version, in one suite. @param {string} version @param {string} suite */
export const differencesOf = (version, suite) =>
	DIFFERENCES.filter((one) => one.suite === suite && compareVersions(version, one.before) < 0);
