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
 * @property {string} modules of n8n that are not needed; an unknown name ends the start
 */

/** Newest first: the first one that is not newer than the n8n at hand. @type {Array<[string, Dialect]>} */
const DIALECTS = [
	[
		'2.30.0',
		{
			publishing: 'later',
			runSendsWorkflow: false,
			modules: 'instance-ai,agents,mcp,mcp-registry,chat-hub',
		},
	],
	[
		'2.20.0',
		{ publishing: 'atOnce', runSendsWorkflow: false, modules: 'instance-ai,mcp,chat-hub' },
	],
	['2.12.0', { publishing: 'atOnce', runSendsWorkflow: false, modules: 'mcp,chat-hub' }],
	['0.0.0', { publishing: 'atOnce', runSendsWorkflow: true, modules: 'mcp,chat-hub' }],
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
