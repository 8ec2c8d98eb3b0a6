/**
 * What differs between versions of n8n in the API of its editor and in its settings. Read in n8n's published
 * packages of these versions, and run with those that docs/install.md lists.
 */
import { N8N_VERSION } from './paths.mjs';

/**
 * @typedef {object} Dialect
 * @property {'later' | 'atOnce'} publishing n8n answers before the triggers are registered, and has a status to
 *   ask for; or after it, and a trigger that fails is an error of that answer
 * @property {boolean} runSendsWorkflow to run a workflow its nodes have to be sent along
 * @property {number} agent the newest version of the AI Agent node that is there
 * @property {Record<string, string>} env settings: modules that are not needed (an unknown name ends the start),
 *   and what later versions have by themselves
 */

/** @type {Dialect} */
const NOW = {
	publishing: 'later',
	runSendsWorkflow: false,
	agent: 3.1,
	env: { N8N_DISABLED_MODULES: 'instance-ai,agents,mcp,mcp-registry,chat-hub' },
};
/** @type {Dialect} */
const BEFORE_2_30 = {
	...NOW,
	publishing: 'atOnce',
	agent: 3,
	env: { N8N_DISABLED_MODULES: 'instance-ai,mcp,chat-hub' },
};
/** @type {Dialect} */
const BEFORE_2_20 = { ...BEFORE_2_30, env: { N8N_DISABLED_MODULES: 'mcp,chat-hub' } };
/** @type {Dialect} */
const BEFORE_2_12 = { ...BEFORE_2_20, runSendsWorkflow: true };
/** @type {Dialect} */
const BEFORE_2 = { ...BEFORE_2_12, env: { ...BEFORE_2_12.env, DB_SQLITE_POOL_SIZE: '2' } };

/** Newest first: the first one that is not newer than the n8n at hand. @type {Array<[string, Dialect]>} */
const DIALECTS = [
	['2.30.0', NOW],
	['2.20.0', BEFORE_2_30],
	['2.12.0', BEFORE_2_20],
	['2.0.0', BEFORE_2_12],
	['0.0.0', BEFORE_2],
];

/**
 * Below zero if the first version is the older one.
 * @param {string} a
 * @param {string} b
 */
export function compareVersions(a, b) {
	const [left, right] = [a, b].map((version) => version.split('.').map(Number));
	const place = left.findIndex((part, at) => part !== right[at]);
	return place < 0 ? 0 : left[place] - right[place];
}

/** How a version of n8n is to be spoken to. */
export function dialectOf(version = N8N_VERSION) {
	const found = DIALECTS.find(([from]) => compareVersions(version, from) >= 0);
	if (!found) throw new Error(`No dialect for n8n ${version}.`);
	return found[1];
}
