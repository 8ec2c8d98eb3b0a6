/** What `npm start` says when all is there: where to look first, and what to press in which order. */
import { OWNER } from './n8n-client.mjs';
import { CREDENTIAL, sandboxClient } from './stack.mjs';

/** @typedef {import('./examples.mjs').Imported} Imported */

/** Examples whose names have no number: see rows, get paid, then the rest. */
const ORDER = [
	...['connect-and-store-transactions', 'pix-payment', 'boleto', 'smart-transfer', 'automatic-pix'],
	...['missed-events-sweep', 'webhook-health'],
	...['new-transactions', 'payment-completed', 'connection-alert', 'home-transactions'],
];
/** How long the run of an example takes that somebody may begin with, in seconds. */
const SECONDS = /** @type {Record<string, number>} */ ({
	'last-30-days': 5,
	'connect-and-store-transactions': 45,
});

/** @param {Imported} example */
function placeOf({ id, name }) {
	const [number] = /^\d+/.exec(name) ?? [];
	if (number) return Number(number);
	const place = ORDER.indexOf(id);
	return 1000 + (place < 0 ? ORDER.length : place);
}

/**
 * Those to run by hand first, each kind in its order.
 * @param {Imported[]} workflows
 * @returns {Imported[]}
 */
export const inOrder = (workflows) =>
	[...workflows].sort(
		(a, b) => Number(a.waitsForEvents) - Number(b.waitsForEvents) || placeOf(a) - placeOf(b),
	);

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
	const examples = headless ? [] : inOrder(workflows);
	const links = (/** @type {boolean} */ areWaiting) =>
		examples
			.filter(({ waitsForEvents }) => waitsForEvents === areWaiting)
			.map(({ name, workflowId }) => `    ${name}\n      ${n8nUrl}/workflow/${workflowId}`);
	const seconds = SECONDS[examples[0]?.id];
	const hint = seconds ? ` (the first takes about ${seconds} seconds)` : '';
	return [
		'',
		`  The bank ${sandbox.url}${sandbox.options.page ? '' : ' (no page)'}`,
		'           open it first: connect banks, approve payments, let days pass. One bank is connected already',
		`  n8n      ${n8nUrl}${headless ? ' (no editor: --headless)' : ''}`,
		`           login ${OWNER.email}, password ${OWNER.password}`,
		`           its credential "${CREDENTIAL.name}" is ready, and holds the item ID of that bank`,
		'',
		...(examples.length === 0
			? []
			: [
					`  Next: log in, open a workflow and press "Execute workflow"${hint}:`,
					...links(false),
					'',
					'  These wait for events of Pluggy. Press "Publish"; each says how to cause its events:',
					...links(true),
					'',
				]),
		`  For scripts: client id ${clientId}, client secret ${clientSecret},`,
		`               clock and faults ${sandbox.adminUrl}`,
		`  Data:        ${userFolder} (a later start keeps it, \`npm start -- --fresh\` forgets it)`,
		'  Ctrl-C stops everything.',
		'',
	].join('\n');
}
