/** The session of the scripts with n8n, against one that says it is too busy. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { logIn } from '../../scripts/lib/n8n-session.mjs';

/**
 * Refuses the first requests for `/rest/busy` as it is told, and answers the others.
 * @param {{ times: number, message: string }} refusal
 */
async function busyN8n({ times, message }) {
	const asked = /** @type {string[]} */ ([]);
	const server = createServer((request, response) => {
		const isBusy = request.url === '/rest/busy' && asked.length < times;
		if (request.url === '/rest/busy') asked.push(String(request.method));
		response.writeHead(isBusy ? 503 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(isBusy ? { code: 503, message } : { data: { done: true } }));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	after(() => server.close());
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { asked, session: await logIn(`http://127.0.0.1:${port}`) };
}

test('what n8n refused because its database is not ready is sent again, also what writes', async () => {
	const { asked, session } = await busyN8n({ times: 2, message: 'Database is not ready!' });
	assert.deepEqual(await session.call('POST', '/rest/busy', { body: {} }), { done: true });
	assert.deepEqual(asked, ['POST', 'POST', 'POST']);
});

test('any other refusal is told at once', async () => {
	const { asked, session } = await busyN8n({ times: 2, message: 'No license' });
	await assert.rejects(session.call('POST', '/rest/busy', { body: {} }), /\(503\): No license/);
	assert.deepEqual(asked, ['POST']);
});
