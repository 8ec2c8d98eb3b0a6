/** A PostgreSQL of our own, which can be killed and started again on the same data. */
import { execFile } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './ports.mjs';
import { program, startService, unprivileged } from './service.mjs';

const exec = promisify(execFile);
const USER = 'n8n';
const RESTART_ATTEMPTS = 40;
/** More than a query of all executions puts out. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * @param {{ folder: string }} options others must be able to enter the folder it lies in: as root, the
 *   server runs as another user
 */
export async function startPostgres({ folder }) {
	const [port] = await freePorts(1);
	const user = unprivileged();
	const data = join(folder, 'data');
	mkdirSync(folder, { recursive: true });
	if (user) chownSync(folder, user.uid, user.gid);
	const initdb = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'];
	await exec(program('initdb'), initdb, { ...user, cwd: folder });
	let starts = 0;

	async function start() {
		const settings = {
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			max_connections: '200',
			// What is killed here are processes, not the machine.
			fsync: 'off',
		};
		const args = ['-D', data, '-p', String(port)];
		for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
		return await startService({
			name: 'postgres',
			args,
			folder,
			logFile: join(folder, `postgres-${++starts}.log`),
			ready: /database system is ready to accept connections/,
			user,
			stopSignal: 'SIGINT',
		});
	}

	/** What is left of a killed server needs a moment to notice. */
	async function restart() {
		for (let attempt = 1; ; attempt++) {
			try {
				return await start();
			} catch (error) {
				if (attempt === RESTART_ATTEMPTS || !/still in use|lock file/.test(error.message))
					throw error;
				await sleep(250);
			}
		}
	}

	/**
	 * The rows of a query.
	 * @param {string} sql
	 * @returns {Promise<Row[]>}
	 */
	async function query(sql, database = 'postgres') {
		const wrapped = `SELECT coalesce(json_agg(one), '[]') FROM (${sql}) AS one`;
		const where = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', database];
		const args = ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...where, '-c', wrapped];
		const { stdout } = await exec(program('psql'), args, { maxBuffer: MOST_BYTES });
		return JSON.parse(stdout);
	}

	let server = await start();
	return {
		port,
		user: USER,
		query,
		/** Ends at once, without a farewell. */
		async kill() {
			server.kill('SIGKILL');
			await server.ended;
		},
		async start() {
			server = await restart();
		},
		stop: () => server.stop(),
	};
}
