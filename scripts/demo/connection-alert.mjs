/**
 * Causes broken connections for examples/source/connection-alert.mjs, and says what each message has to
 * be. Imports nothing of nodes/.
 */
import { breakConnections } from '../lib/broken.mjs';
import { pluggyClient } from '../lib/pluggy-client.mjs';

/**
 * @param {{ sandbox: Sandbox, settled: () => Promise<void> }} given
 * @returns the message that each item's owner has to get
 */
export async function cause({ sandbox, settled }) {
	const { connect } = pluggyClient(sandbox);
	const open = async (/** @type {string} */ user) =>
		await connect({
			connectorId: 0,
			clientUserId: `owner of ${user}`,
			parameters: { user, password: 'password-ok' },
		});
	const { sentences } = await breakConnections({ sandbox, settled }, open);
	// And one works: nobody is told.
	await open('user-ok-two-checking-accounts');
	return sentences;
}

/** @param {{ caused: Map<string, string>, outputs: (node: string) => Promise<any[]>, admin: AskAdmin, name: (id: string) => string }} context */
export async function check({ caused, outputs, admin, name }) {
	const rows = await outputs(name('message'));
	const { items } = await admin('/state');
	const differences = [];
	for (const [id, message] of caused) {
		const found = rows.filter((row) => row.item_id === id);
		if (found.length !== 1) differences.push(`item ${id}: ${found.length} messages instead of 1`);
		for (const row of found) {
			if (row.message !== message)
				differences.push(`item ${id}: the message is "${row.message}", not "${message}"`);
			const held = items.find((/** @type {any} */ item) => item.id === id);
			if (row.status !== held?.status)
				differences.push(`item ${id}: status ${row.status}, the sandbox says ${held?.status}`);
			if (!row.client_user_id?.startsWith('owner of '))
				differences.push(`item ${id}: its owner is "${row.client_user_id}"`);
			if (!row.title || !row.advice || !row.action)
				differences.push(`item ${id}: no title, advice or action`);
		}
	}
	const others = rows.filter((row) => !caused.has(row.item_id));
	if (others.length > 0) differences.push(`${others.length} messages about healthy connections`);
	return {
		table: {
			head: ['owner', 'status', 'message'],
			rows: rows.map((row) => [row.client_user_id, row.status, row.message]),
		},
		summary: `${rows.length} messages, ${caused.size} connections need somebody.`,
		differences,
	};
}
