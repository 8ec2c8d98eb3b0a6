/**
 * Gives examples/source/webhook-health.mjs a disabled webhook to revive, and looks at the sandbox's own
 * webhooks afterwards. Imports nothing of nodes/.
 */
import { outputOf } from '../lib/n8n-client.mjs';

/** Events that no example causes, at an address where nobody listens. */
const [DISABLED, HEALTHY] = ['item/waiting_user_action', 'connector/status_updated'];
const url = 'http://127.0.0.1:9/demo';

/** What the sandbox holds of ours, once there. @type {any[]} */
let hooks = [];

/**
 * The first run finds one to revive, the second nothing to do.
 * @param {{ sandbox: Sandbox }} given
 */
export async function prepare({ sandbox }) {
	const { clientId } = sandbox.auth.clients[0];
	hooks = [DISABLED, HEALTHY].map((event) => sandbox.webhooks.create(clientId, { url, event }));
	sandbox.webhooks.disable(hooks[0], sandbox.clock.now());
}

/** @param {{ execution: any, run: number, name: (id: string) => string }} context */
export async function check({ execution, run, name }) {
	const found = outputOf(execution, name('report'));
	const expected = run === 1 ? [hooks[0]] : [];
	const differences = [];
	const ids = found.map((row) => row.webhook_id).join(', ');
	const wanted = expected.map(({ id }) => id).join(', ');
	if (ids !== wanted) differences.push(`revived: "${ids}" instead of "${wanted}"`);
	if (found.some(({ message, url: at, event }) => !message.endsWith(`: ${event}, ${at}`)))
		differences.push('a message does not name its webhook');
	if (found.some((row) => row.is_enabled !== true)) differences.push('a row is not enabled');
	for (const { id, event, disabledAt } of hooks) {
		if (disabledAt !== null) differences.push(`the sandbox has ${id} (${event}) still disabled`);
	}
	const rows = found.map((row) => [row.webhook_id, row.event, row.was_disabled_at]);
	return {
		...(rows.length > 0 ? { table: { head: ['webhook', 'event', 'disabled at'], rows } } : {}),
		summary: `${found.length} of ${hooks.length} webhooks revived.`,
		differences,
	};
}
