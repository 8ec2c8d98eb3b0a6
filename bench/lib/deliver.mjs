/** Delivers events to a webhook, so many at a time, and takes the time of each acknowledgement. */
import { request } from 'undici';

/**
 * @param {import('undici').Agent} agent its connections are kept
 * @param {{ url: string, headers: Record<string, string> }} target
 * @param {unknown[]} bodies
 * @param {number} concurrency
 */
export async function deliver(agent, { url, headers }, bodies, concurrency) {
	/** @type {{ statusCode: number, milliseconds: number }[]} */
	const answers = [];
	const waiting = bodies.values();
	async function sender() {
		for (const body of waiting) {
			const begin = performance.now();
			const { statusCode, body: answer } = await request(url, {
				dispatcher: agent,
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			await answer.dump();
			answers.push({ statusCode, milliseconds: performance.now() - begin });
		}
	}
	await Promise.all(Array.from({ length: concurrency }, sender));
	return answers;
}
