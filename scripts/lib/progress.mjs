/**
 * Says what is going on and for how long. Node builtins only.
 */
const INTERACTIVE_MS = 1_000;
const LOG_MS = 30_000;

/** @param {number} ms */
export function duration(ms) {
	const seconds = Math.round(ms / 1_000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {string} text */
export function say(text) {
	process.stdout.write(`${text}\n`);
}

/**
 * Shows `label` with the time it takes: one line that is rewritten on a terminal, a line every
 * 30 seconds elsewhere.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
	const started = Date.now();
	const elapsed = () => duration(Date.now() - started);
	const interactive = process.stdout.isTTY && !process.env.CI;
	const show = () =>
		interactive
			? process.stdout.write(`\r${label} ... ${elapsed()}\x1b[K`)
			: say(`${label} ... ${elapsed()}`);
	if (interactive) show();
	else say(`${label} ...`);
	const timer = setInterval(show, interactive ? INTERACTIVE_MS : LOG_MS);
	const end = (/** @type {string} */ word) =>
		say(`${interactive ? '\r' : ''}${label}: ${word} (${elapsed()})${interactive ? '\x1b[K' : ''}`);
	try {
		const result = await work();
		end('done');
		return result;
	} catch (error) {
		end('failed');
		throw error;
	} finally {
		clearInterval(timer);
	}
}
