/**
 * A lock between processes: a folder (mkdir is atomic) whose owner keeps touching it. A lock that
 * nobody touched for a while, or whose owner on this machine is gone, is taken over.
 */
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_MS = 5_000;
const STALE_MS = 60_000;
const POLL_MS = 500;

/**
 * @template T
 * @param {string} folder the lock itself, next to what it guards
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, { onWait } = {}) {
	let waited = false;
	while (!(await take(folder))) {
		if (await isStale(folder)) {
			await discard(folder);
			continue;
		}
		if (!waited) onWait?.();
		waited = true;
		await sleep(POLL_MS);
	}
	const touch = setInterval(() => {
		const now = new Date();
		utimes(folder, now, now).catch(() => {});
	}, TOUCH_MS);
	try {
		return await work();
	} finally {
		clearInterval(touch);
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} folder */
async function take(folder) {
	try {
		await mkdir(folder);
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
	const owner = { pid: process.pid, host: hostname() };
	await writeFile(join(folder, 'owner.json'), JSON.stringify(owner));
	return true;
}

/** @param {string} folder */
async function isStale(folder) {
	try {
		const age = Date.now() - (await stat(folder)).mtimeMs;
		if (age > STALE_MS) return true;
		const owner = JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8'));
		return owner.host === hostname() && !isAlive(owner.pid);
	} catch {
		return false; // Just released, or its owner is still being written: ask again.
	}
}

/**
 * Renamed first, so that of two processes that find it stale only one discards it.
 * @param {string} folder
 */
async function discard(folder) {
	const grave = `${folder}.stale-${process.pid}-${Date.now()}`;
	await rename(folder, grave).catch(() => {});
	await rm(grave, { recursive: true, force: true });
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
