/**
 * Runs images of image.mjs without Docker: in a root folder of their own, as the user, with the
 * environment, volumes and rights that a service of a compose file has. Needs root and a mount
 * namespace of its own, in which what is mounted here ends with the process.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readlinkSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { n8nFolder } from '../../../scripts/lib/n8n-install.mjs';
import { node24 } from '../../../scripts/lib/paths.mjs';
import { killGroup, tail } from '../../../scripts/lib/run.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { copy, layOver } from './image.mjs';

const UID = 1000;
const SYSTEM = ['usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
const ETC = ['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives', 'ssl', 'nsswitch.conf'];

/** n8n's image: https://github.com/n8n-io/n8n/tree/master/docker/images/n8n */
const N8N_ENTRYPOINT = '#!/bin/sh\nif [ "$#" -gt 0 ]; then exec n8n "$@"; else exec n8n; fi\n';
const TINI = '#!/bin/sh\n[ "$1" = "--" ] && shift\nexec "$@"\n';

const mount = (/** @type {string[]} */ ...args) => execFileSync('mount', args);
const executable = { mode: 0o755 };

/** @param {string} from @param {string} to */
function bind(from, to, isReadOnly = true) {
	const isFile = !lstatSync(from).isDirectory();
	mkdirSync(isFile ? dirname(to) : to, { recursive: true });
	if (isFile) writeFileSync(to, '', { flag: 'a' });
	mount('--rbind', from, to);
	if (isReadOnly) mount('-o', 'remount,bind,ro', to);
}

/** The files of a container: of this machine, of the base image, of the image. @param {import('./image.mjs').Image} image @param {string} root */
function makeRoot(image, root) {
	mkdirSync(root, { recursive: true });
	mount('-t', 'tmpfs', '-o', 'mode=755', 'container', root);
	for (const name of SYSTEM.filter((one) => existsSync(`/${one}`))) {
		if (lstatSync(`/${name}`).isSymbolicLink())
			symlinkSync(readlinkSync(`/${name}`), join(root, name));
		else bind(`/${name}`, join(root, name));
	}
	bind('/proc', join(root, 'proc'), false);
	bind('/dev', join(root, 'dev'), false);
	for (const name of ETC.filter((one) => existsSync(`/etc/${one}`))) {
		copy(`/etc/${name}`, join(root, 'etc', name));
	}
	writeFileSync(
		join(root, 'etc/passwd'),
		`root:x:0:0::/root:/bin/sh\nnode:x:${UID}:${UID}::/home/node:/bin/sh\n`,
	);
	writeFileSync(join(root, 'etc/group'), `root:x:0:\nnode:x:${UID}:\n`);
	writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
	mkdirSync(join(root, 'tmp'));
	mount('-t', 'tmpfs', '-o', 'mode=1777', 'tmp', join(root, 'tmp'));

	mount('-t', 'tmpfs', '-o', 'mode=755', 'local', join(root, 'usr/local'));
	bind(node24, join(root, 'usr/local/bin/node'));
	mkdirSync(join(root, 'home/node/.n8n'), { recursive: true });
	for (const folder of ['home/node', 'home/node/.n8n']) chownSync(join(root, folder), UID, UID);
	if (image.base === 'n8nio/n8n') {
		bind(join(n8nFolder(), 'node_modules'), join(root, 'usr/local/lib/node_modules'));
		symlinkSync('../lib/node_modules/n8n/bin/n8n', join(root, 'usr/local/bin/n8n'));
		writeFileSync(join(root, 'usr/local/bin/tini'), TINI, executable);
		writeFileSync(join(root, 'docker-entrypoint.sh'), N8N_ENTRYPOINT, executable);
	}
	layOver(image.root, root);
}

/** Arguments of setpriv. @param {any} service of a compose file @param {string} user */
function rights({ cap_drop: dropped = [], security_opt: options = [] }, user) {
	const isNode = user === 'node';
	return [
		...(isNode ? [`--reuid=${UID}`, `--regid=${UID}`, '--clear-groups'] : []),
		...(dropped.includes('ALL') ? ['--inh-caps=-all', '--bounding-set=-all'] : []),
		...(options.includes('no-new-privileges:true') ? ['--no-new-privs'] : []),
	];
}

/**
 * @param {object} options
 * @param {import('./image.mjs').Image} options.image
 * @param {any} options.service of a compose file, with its settings put in
 * @param {string} options.folder
 * @param {Record<string, string>} [options.volumes] their folders
 */
export function startContainer({ image, service, folder, volumes = {} }) {
	makeRoot(image, folder);
	for (const entry of service.volumes ?? []) {
		const [name, target] = entry.split(':');
		bind(volumes[name], join(folder, target), false);
	}
	const env = { HOME: '/home/node', ...image.env, ...service.environment };
	const enter = (/** @type {string[]} */ command) => [
		...[folder, 'setpriv', ...rights(service, image.user)],
		...['env', `--chdir=${image.workdir}`, ...command],
	];
	const words = service.command ?? image.cmd;
	const child = spawn('chroot', enter([...image.entrypoint, ...words]), {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	let log = '';
	for (const output of [child.stdout, child.stderr]) {
		output.setEncoding('utf8').on('data', (chunk) => (log += chunk));
	}
	const ended = new Promise((done) => child.once('close', done));

	/** `docker compose exec`: what a command in the container says. @param {string[]} command */
	const exec = (...command) =>
		execFileSync('chroot', enter(command), {
			env,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		});

	/** As Docker asks, by the service's own health check. */
	function isHealthy() {
		const [kind, ...command] = service.healthcheck.test;
		if (kind !== 'CMD') throw new Error(`Unknown kind of health check: ${kind}`);
		try {
			exec(...command);
			return true;
		} catch {
			if (child.exitCode !== null) throw new Error(`The container ended:\n${tail(log)}`);
			return false;
		}
	}
	return {
		pid: Number(child.pid),
		ended,
		exec,
		logs: () => log,
		healthy: () =>
			until('The container is healthy', isHealthy, { timeoutMs: 240_000, everyMs: 1_000 }),
		async stop() {
			killGroup(child, 'SIGTERM');
			await ended;
		},
	};
}
