/** What every client outside n8n shares: it logs in, warms up, says that it is ready, and is measured. */

/**
 * @param {(login: { baseUrl: string, clientId: string, clientSecret: string }) =>
 *   Promise<(accountId: string) => Promise<unknown[]>>} prepare logs in; what it answers with reads
 *   all rows of an account
 */
export function measured(prepare) {
	process.once('message', async (/** @type {any} */ { accountId, warmUpId, ...login }) => {
		const read = await prepare(login);
		await read(warmUpId);
		process.once('message', async () => {
			const cpu = process.cpuUsage();
			const start = performance.now();
			const rows = await read(accountId);
			const run = (performance.now() - start) / 1_000;
			const { user, system } = process.cpuUsage(cpu);
			process.send?.({ rows: rows.length, run, cpu: (user + system) / 1e6 });
		});
		process.send?.('ready');
	});
}
