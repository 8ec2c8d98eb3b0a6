import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { byId } from './cases/case.cjs';
import { CredentialStore, makeKey, newProcess, run, runToError } from './harness.cjs';
import { clock } from '../../scripts/lib/built.cjs';

/** A server that answers byte by byte, or not at all: everything ends, and in time. */

type Answer = (response: ServerResponse) => void;

let server: Server;
let store: CredentialStore;
let log: string[];
let closed: string[];
let answers: Record<string, Answer | undefined>;
const timers = new Set<NodeJS.Timeout>();

const json =
	(body: object): Answer =>
	(response) =>
		void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));

/** One byte of a JSON text after the other, for ever: no pause is ever long. */
const trickle: Answer = (response) => {
	response.setHeader('content-type', 'application/json').write('{"id":"');
	const timer = setInterval(() => response.write('x'), 20);
	timers.add(timer);
	response.on('close', () => clearInterval(timer));
};
const silence: Answer = () => {};

const ITEM = '22222222-2222-4222-8222-222222222222';
const read = {
	resource: 'item',
	operation: 'get',
	itemId: byId(ITEM),
};
const pay = {
	resource: 'paymentRequest',
	operation: 'createPixQr',
	pixQrCode:
		'00020126360014br.gov.bcb.pix0114+55119876543215204000053039865802BR5904LOJA6009SAO PAULO62070503***63042123',
	isSandbox: true,
	additionalFields: {},
};

beforeEach(async () => {
	newProcess();
	log = [];
	const mine: string[] = [];
	closed = mine;
	answers = {};
	server = createServer((request: IncomingMessage, response) => {
		const name = `${request.method} ${request.url}`;
		log.push(name);
		request.resume();
		response.on('close', () => void (response.writableFinished || mine.push(name)));
		const usual = name === 'POST /auth' ? { apiKey: makeKey('key') } : { id: ITEM };
		(answers[name] ?? json(usual))(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	store = new CredentialStore({ baseUrl: `http://127.0.0.1:${port}` });
});
afterEach(async () => {
	for (const timer of timers) clearInterval(timer);
	timers.clear();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** Deadlines and waits pass so much faster; the server does not. */
function hurry(times: number) {
	for (const name of ['sleep', 'tick'] as const) {
		jest.spyOn(clock, name).mockImplementation(async (ms) => void (await sleep(ms / times)));
	}
}

const requests = (name: string) => log.filter((entry) => entry === name).length;

test('an answer that trickles: a payment has an unknown outcome, and is sent once', async () => {
	hurry(100);
	answers['POST /payments/requests/pix-qr'] = trickle;
	const error = await runToError({ parameters: pay, store });
	expect(error.message).toMatch(/^Outcome unknown: .*not complete after 130 s/);
	expect(requests('POST /payments/requests/pix-qr')).toBe(1);
}, 60_000);

test('a read is tried again, and comes through', async () => {
	hurry(200);
	answers[`GET /items/${ITEM}`] = (response) => {
		delete answers[`GET /items/${ITEM}`];
		trickle(response);
	};
	const { rows } = await run({ parameters: read, store });
	expect(rows[0].json.id).toBe(ITEM);
	expect(requests(`GET /items/${ITEM}`)).toBe(2);
}, 60_000);

test('a login that trickles ends for all who share it, is closed, and nothing is sent', async () => {
	hurry(100);
	answers['POST /auth'] = trickle;
	const errors = await Promise.all(
		[read, pay].map(async (parameters) => await runToError({ parameters, store })),
	);
	for (const { message } of errors) expect(message).toMatch(/could not be reached.*30 s/);
	// Five each, some of them shared.
	expect(requests('POST /auth')).toBeGreaterThanOrEqual(5);
	expect(requests('POST /auth')).toBeLessThan(10);
	expect(log).toHaveLength(requests('POST /auth'));
	await sleep(50);
	expect(closed).toHaveLength(log.length);
}, 60_000);

test('a login that trickles once: who shared it goes on with the next', async () => {
	hurry(100);
	answers['POST /auth'] = (response) => {
		delete answers['POST /auth'];
		trickle(response);
	};
	const { rows } = await run({ parameters: pay, store });
	expect(rows[0].json.id).toBe(ITEM);
	expect(requests('POST /payments/requests/pix-qr')).toBe(1);
}, 60_000);

test('cancelled while a login is under way: over within a second, nothing leaves, others go on', async () => {
	let answer!: () => void;
	answers['POST /auth'] = (response) => {
		answer = () => json({ apiKey: makeKey('late') })(response);
	};
	const controller = new AbortController();
	const cancelled = runToError({ parameters: pay, store, signal: controller.signal });
	const other = run({ parameters: read, store, signal: new AbortController().signal });
	await sleep(300);
	const start = Date.now();
	controller.abort();
	const error = await cancelled;
	expect(Date.now() - start).toBeLessThan(1_300);
	expect(error.message).not.toMatch(/unknown/i);
	expect(error.message).toMatch(/cancel/i);
	answer();
	expect((await other).rows[0].json.id).toBe(ITEM);
	await sleep(100);
	expect(log).toEqual(['POST /auth', `GET /items/${ITEM}`]);
	expect(store.stored.apiKey).not.toBe('');
});

test('cancelled while a payment is under way: over within a second, and its outcome is unknown', async () => {
	answers['POST /payments/requests/pix-qr'] = silence;
	const controller = new AbortController();
	const cancelled = runToError({ parameters: pay, store, signal: controller.signal });
	while (log.length < 2) await sleep(10);
	const start = Date.now();
	controller.abort();
	const error = await cancelled;
	expect(Date.now() - start).toBeLessThan(1_300);
	expect(error.message).toMatch(/^Outcome unknown: .*cancelled before the answer came/);
	expect(requests('POST /payments/requests/pix-qr')).toBe(1);
});
