import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 * @template T
 * @param {string} what for the error
 * @param {() => T | Promise<T>} check
 * @returns {Promise<NonNullable<T>>} its first answer that is not false, null or undefined
 */
export async function until(what, check, { timeoutMs = 120_000, everyMs = 100 } = {}) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await check();
		if (result) return result;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1_000} seconds`);
		await sleep(everyMs);
	}
}
