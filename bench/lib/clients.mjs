/** Programs outside n8n that read the same rows, each run in a process of its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sandboxClient } from '../../scripts/lib/stack.mjs';

const FILE = { 'pluggy-sdk': 'sdk.mjs', undici: 'undici.mjs' };

/**
 * Waits until it is ready, then takes what its one run needed.
 * @param {string} name
 * @param {{ sandbox: Sandbox, accountId: string, rows: number, warmUpId: string }} wanted `warmUpId`: an account that is read before
 * @returns {Promise<Record<string, number>>}
 */
export async function runClient(name, { sandbox, accountId, rows, warmUpId }) {
	const { clientId, clientSecret } = sandboxClient(sandbox);
	const child = fork(fileURLToPath(new URL(`../clients/${FILE[name]}`, import.meta.url)), {
		env: { ...process.env, PLUGGY_API_URL: sandbox.url },
	});
	const next = () =>
		new Promise((done, fail) => {
			child.once('message', done);
			child.once('exit', (code) => fail(new Error(`${name} ended with ${code}`)));
		});
	try {
		const ready = next();
		child.send({ baseUrl: sandbox.url, clientId, clientSecret, accountId, warmUpId });
		await ready;
		const before = sandbox.traffic.counts();
		const result = next();
		child.send('run');
		const found = await result;
		if (found.rows !== rows) throw new Error(`${name}: ${found.rows} of ${rows} rows`);
		const after = sandbox.traffic.counts();
		return {
			...{ run: found.run, wall: found.run, cpu: found.cpu },
			requests: after.requests - before.requests,
			connections: after.connections - before.connections,
		};
	} finally {
		child.disconnect();
		child.kill();
	}
}
