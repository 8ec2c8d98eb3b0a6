/** The way to the sandbox: as long as it is told to be, and counted. */
import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { test } from 'node:test';
import { startSandbox } from './harness.mjs';

/** @param {string} url @param {Agent} agent @returns {Promise<number>} how many ms it took */
async function timeOf(url, agent) {
	const begin = performance.now();
	await new Promise((done, fail) =>
		get(`${url}/nothing`, { agent }, (answer) => answer.resume().on('end', done)).on('error', fail),
	);
	return performance.now() - begin;
}

test('requests and connections are counted; a new connection takes longer', async () => {
	const { url, admin, traffic } = await startSandbox();
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	admin.setSettings({ latencyMs: 60, handshakeMs: 200 });
	const before = traffic.counts();
	const first = await timeOf(url, agent);
	const second = await timeOf(url, agent);
	const after = traffic.counts();
	assert.equal(after.requests - before.requests, 2);
	assert.equal(after.connections - before.connections, 1);
	// Timers may be a millisecond early.
	assert.ok(first >= 258, `${first} ms`);
	assert.ok(second >= 58 && second < first, `${second} ms`);
	assert.deepEqual(admin.state().traffic, after);
	agent.destroy();
});
