/** The small server below the sandbox: paths, bodies, hooks, errors. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createApp } from '../../sandbox/http/app.mjs';
import { PluggyError } from '../../sandbox/http/errors.mjs';
import { acceptJson, answerErrors } from '../../sandbox/http/http.mjs';

const app = createApp();
let url = '';
/** @type {string[]} */
const seen = [];

/** @param {string} method @param {string} path @param {string} [body] @param {Record<string, string>} [headers] */
async function call(method, path, body, headers = {}) {
	const response = await fetch(`${url}${path}`, { method, body, headers });
	const type = response.headers.get('content-type');
	const text = await response.text();
	return { status: response.status, type, body: type?.includes('json') ? JSON.parse(text) : text };
}

before(async () => {
	acceptJson(app);
	answerErrors(app);
	app.addHook('onRequest', (request) => void seen.push(`outside ${request.path}`));
	app.get('/things/all', () => ({ is: 'the word' }));
	app.get('/things/:id', ({ params }) => ({ id: params.id }));
	app.get('/:kind/:id/parts', ({ params }) => ({ ...params }));
	app.get('/query', ({ query }) => ({ ...query }));
	app.get('/text', () => 'plain');
	app.get('/bytes', (_request, reply) => reply.type('application/pdf').send(Buffer.from('%PDF')));
	app.get('/none', () => undefined);
	app.get('/late', async () => await Promise.resolve({ is: 'late' }));
	app.get('/broken', () => {
		throw new PluggyError(409, 'Not now');
	});
	const onlyFor = (/** @type {{ accept?: string }} */ { accept }) => accept === 'text/html';
	app.get('/', { onlyFor }, () => 'hello');
	app.get('/who', { onlyFor }, () => 'a person');
	app.get('/who', () => 'anybody');
	app.post('/echo', ({ body }) => ({ body: body ?? null }));
	app.get('/checked', { preHandler: () => Promise.reject(new PluggyError(403, 'No')) }, () => 1);
	app.register((scope) => {
		scope.addHook('onRequest', (/** @type {any} */ { path }) => void seen.push(`inside ${path}`));
		scope.setErrorHandler(
			(/** @type {any} */ error, /** @type {any} */ _, /** @type {any} */ reply) =>
				reply.code(418).send({ inside: error.message }),
		);
		scope.get('/inside', () => {
			throw new Error('a page');
		});
	});
	url = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => app.close());

describe('paths', () => {
	test('a word comes before a name, and a name where no word fits', async () => {
		assert.deepEqual((await call('GET', '/things/all')).body, { is: 'the word' });
		assert.deepEqual((await call('GET', '/things/17')).body, { id: '17' });
		// `things` is a word with routes of its own, none of which has parts.
		assert.deepEqual((await call('GET', '/things/all/parts')).body, { kind: 'things', id: 'all' });
	});

	test('they are decoded, part by part', async () => {
		assert.deepEqual((await call('GET', '/th%69ngs/a%2Fb%20%C3%A7')).body, { id: 'a/b ç' });
		assert.equal((await call('GET', '/things/%zz')).status, 404);
	});

	test('others lead nowhere, with the sentence of the sandbox', async () => {
		for (const [method, path] of [
			['GET', '/things'],
			['GET', '/things/17/'],
			['PUT', '/things/17'],
			['GET', '/__proto__'],
		]) {
			const { status, body } = await call(method, `${path}?a=1`);
			assert.deepEqual([status, body], [404, { code: 404, message: `Cannot ${method} ${path}` }]);
		}
	});

	test('a name given twice is a list, and no name is dangerous', async () => {
		const { body } = await call('GET', '/query?a=1&a=2&b=%C3%A7+d&c=%zz&toString=x&e');
		assert.deepEqual(body, { a: ['1', '2'], b: 'ç d', c: '%zz', toString: 'x', e: '' });
	});

	test('a route may be for some only, and is not there for others', async () => {
		const asPerson = { accept: 'text/html' };
		assert.equal((await call('GET', '/', undefined, asPerson)).body, 'hello');
		assert.equal((await call('GET', '/')).status, 404);
		assert.equal((await call('GET', '/who', undefined, asPerson)).body, 'a person');
		assert.equal((await call('GET', '/who')).body, 'anybody');
	});

	test('a setting of a route that does not exist is a mistake at the start', () => {
		assert.throws(() => app.get('/x', /** @type {any} */ ({ schema: {} }), () => ''), /no schema/);
	});
});

describe('answers', () => {
	test('have the type of what they are', async () => {
		assert.deepEqual(await call('GET', '/text'), {
			status: 200,
			type: 'text/plain; charset=utf-8',
			body: 'plain',
		});
		assert.equal((await call('GET', '/bytes')).type, 'application/pdf');
		assert.deepEqual(await call('GET', '/none'), { status: 200, type: null, body: '' });
		assert.deepEqual((await call('GET', '/late')).body, { is: 'late' });
	});

	test('what is thrown becomes the error of its scope', async () => {
		const { status, body } = await call('GET', '/broken');
		assert.deepEqual([status, body.message], [409, 'Not now']);
		assert.deepEqual((await call('GET', '/inside')).body, { inside: 'a page' });
		assert.equal((await call('GET', '/checked')).status, 403);
	});

	test('hooks of a scope hold inside it only', async () => {
		seen.length = 0;
		await call('GET', '/inside');
		await call('GET', '/nowhere');
		assert.deepEqual(seen, ['outside /inside', 'inside /inside', 'outside /nowhere']);
	});
});

describe('bodies', () => {
	test('JSON whatever the type says; an empty one is none', async () => {
		const echo = async (/** @type {string} */ text, type = 'text/plain') =>
			(await call('POST', '/echo', text, { 'content-type': type })).body;
		assert.deepEqual(await echo('{"a":"ç"}'), { body: { a: 'ç' } });
		assert.deepEqual(await echo('{"a":1}', 'nonsense'), { body: { a: 1 } });
		assert.deepEqual(await echo(' \n'), { body: null });
		assert.deepEqual((await call('POST', '/echo')).body, { body: null });
		assert.equal((await echo('{bad')).message, 'The body is not valid JSON');
	});

	test('one of more than a megabyte is refused, however it comes', async () => {
		const large = `"${'x'.repeat(1024 * 1024)}"`;
		assert.equal((await call('POST', '/echo', large)).status, 413);
		const stream = new Blob([large]).stream();
		const init = /** @type {RequestInit} */ ({ method: 'POST', body: stream, duplex: 'half' });
		assert.equal((await fetch(`${url}/echo`, init)).status, 413);
		const most = `"${'x'.repeat(1024 * 1024 - 2)}"`;
		assert.equal((await call('POST', '/echo', most)).status, 200);
	});

	test('one that breaks off harms nobody', async () => {
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		await once(socket, 'connect');
		socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a"');
		socket.resetAndDestroy();
		assert.deepEqual((await call('GET', '/late')).body, { is: 'late' });
	});
});
