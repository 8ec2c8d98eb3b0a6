/** A Redis of our own, which can be killed and started again on the same data. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from './ports.mjs';
import { startService } from './service.mjs';

/** The settings that docs/install.md recommends: each change is written down before it is answered. */
export const KEPT = ['--appendonly', 'yes', '--appendfsync', 'everysec'];
/** Nothing is ever written down. */
export const FORGETFUL = ['--appendonly', 'no', '--save', ''];

/** @param {{ folder: string }} options */
export async function startRedis({ folder }) {
	const [port] = await freePorts(1);
	mkdirSync(folder, { recursive: true });
	let starts = 0;

	/** @param {string[]} settings */
	async function start(settings) {
		const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...settings];
		const logFile = join(folder, `redis-${++starts}.log`);
		const ready = /Ready to accept connections/;
		return await startService({ name: 'redis-server', args, folder, logFile, ready });
	}

	let server = await start(KEPT);
	return {
		port,
		/** Ends at once, without a farewell. */
		async kill() {
			server.kill('SIGKILL');
			await server.ended;
		},
		async start(settings = KEPT) {
			server = await start(settings);
		},
		stop: () => server.stop(),
	};
}
