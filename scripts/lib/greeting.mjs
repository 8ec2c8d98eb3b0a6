/** What `npm start` says when all is there: where to look first, and what to press in which order. */
import { OWNER } from './n8n-client.mjs';
import { CREDENTIAL, sandboxClient } from './stack.mjs';

/** @typedef {import('./examples.mjs').Imported} Imported */

/** To begin with, and how many seconds a run takes: rows, then money, then an event. */
const FIRST = /** @type {Record<string, number>} */ ({
	'last-30-days': 5,
	'pix-payment': 20,
	boleto: 15,
});

/** A link, and what is there. @param {string} text @param {string} url */
const link = (text, url) => `    ${text}\n      ${url}`;

/**
 * @param {object} given
 * @param {string} given.n8nUrl
 * @param {Pick<Sandbox, 'url' | 'adminUrl' | 'auth' | 'options'>} given.sandbox
 * @param {Imported[]} given.workflows
 * @param {string} given.userFolder
 * @param {boolean} given.headless
 */
export function greeting({ n8nUrl, sandbox, workflows, userFolder, headless }) {
	const { clientId, clientSecret } = sandboxClient(sandbox);
	const first = Object.entries(FIRST).flatMap(([id, seconds]) => {
		const example = workflows.find((one) => one.id === id);
		if (!example) return [];
		const { name, workflowId } = example;
		return [link(`${name} (about ${seconds} seconds)`, `${n8nUrl}/workflow/${workflowId}`)];
	});
	return [
		'',
		`  The bank ${sandbox.url}${sandbox.options.page ? '' : ' (no page)'}`,
		'           open it first: connect banks, approve payments, let days pass. One bank is connected already',
		`  n8n      ${n8nUrl}${headless ? ' (no editor: --headless)' : ''}`,
		`           login ${OWNER.email}, password ${OWNER.password}`,
		`           its credential "${CREDENTIAL.name}" is ready, and holds the item ID of that bank`,
		'',
		...(headless || workflows.length === 0
			? []
			: [
					'  Next: log in, open one of these and press "Execute workflow":',
					...first,
					'',
					`  All ${workflows.length} examples; those that wait for events of Pluggy start when you press "Publish":`,
					`      ${n8nUrl}/home/workflows`,
					'',
				]),
		`  For scripts: client id ${clientId}, client secret ${clientSecret},`,
		`               clock and faults ${sandbox.adminUrl}`,
		`  Data:        ${userFolder} (a later start keeps it, \`npm start -- --fresh\` forgets it)`,
		'  Ctrl-C stops everything.',
		'',
	].join('\n');
}
