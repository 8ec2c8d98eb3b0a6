/** What any client may send, whatever the path: bodies without a type, broken ones, ones that break off. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { DEFAULT_CLIENT } from '../../sandbox/server.mjs';
import { startSandbox } from './harness.mjs';

const { clientId, clientSecret } = DEFAULT_CLIENT;
const login = JSON.stringify({ clientId, clientSecret });
const { url } = await startSandbox();

/** @param {string} method @param {string} path @param {string | ReadableStream} [body] @param {string} [type] */
async function send(method, path, body, type) {
	const headers = type ? { 'content-type': type } : undefined;
	const init = { method, body, headers, duplex: 'half' };
	const response = await fetch(`${url}${path}`, /** @type {RequestInit} */ (init));
	return { status: response.status, body: JSON.parse(await response.text()) };
}

test('a path that leads nowhere is told, without its query', async () => {
	for (const [method, path] of [
		['GET', '/nothing'],
		['PUT', '/items/17'],
		['GET', '/__proto__'],
	]) {
		const { status, body } = await send(method, `${path}?a=1`);
		assert.deepEqual([status, body], [404, { code: 404, message: `Cannot ${method} ${path}` }]);
	}
});

describe('bodies', () => {
	test('are JSON whatever the type says', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
			assert.equal((await send('POST', '/auth', login, type)).status, 200, type);
		}
	});

	test('an empty one is none, a broken one is refused', async () => {
		const none = await send('POST', '/auth');
		assert.equal(none.status, 400);
		assert.deepEqual(await send('POST', '/auth', ' \n'), none);
		const { status, body } = await send('POST', '/auth', '{bad');
		assert.deepEqual([status, body.message], [400, 'The body is not valid JSON']);
	});

	test('one of more than a megabyte is refused, however it comes', async () => {
		const large = `{"a":"${'x'.repeat(1024 * 1024)}"}`;
		assert.equal((await send('POST', '/auth', large)).status, 413);
		assert.equal((await send('POST', '/auth', new Blob([large]).stream())).status, 413);
		const most = login.padEnd(1024 * 1024, ' ');
		assert.equal((await send('POST', '/auth', most)).status, 200);
	});

	test('one that breaks off harms nobody', async () => {
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		await once(socket, 'connect');
		socket.write('POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a"');
		socket.resetAndDestroy();
		assert.equal((await send('POST', '/auth', login)).status, 200);
	});
});
