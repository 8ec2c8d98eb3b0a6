import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { CredentialStore, newProcess, run } from '../integration/harness.cjs';
import { POLLED_EVENTS } from '../../nodes/PluggyPollTrigger/events';
import { killed, pollNode } from '../integration/pollHarness.cjs';
import { hasDocument } from './document.cjs';
import { judgeRequest, operationOf } from './sandboxDocument.cjs';
import { byId } from './scenario.cjs';
import { MOCK_BANK } from './scenarios/shared.cjs';

/**
 * The Pluggy Poll Trigger against the real sandbox: days pass, connections break and go, payments are made.
 * What it tells is compared with what the sandbox holds; Pluggy's document judges its requests.
 */

const root = resolve(__dirname, '../..');

interface Entry {
	method: string;
	path: string;
	status: number;
}

let child: ChildProcess;
let adminUrl = '';
let store: CredentialStore;

async function admin<T = IDataObject>(
	path: string,
	body?: IDataObject,
	method?: string,
): Promise<T> {
	const response = await fetch(adminUrl + path, {
		method: method ?? (body === undefined ? 'GET' : 'POST'),
		headers: { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	expect(response.status).toBe(200);
	return (await response.json()) as T;
}

const advance = async (seconds: number) => await admin('/clock', { advanceSeconds: seconds });
const DAY = 86_400;

beforeAll(async () => {
	newProcess();
	killed();
	child = spawn(
		process.execPath,
		['sandbox/index.mjs', '--fast', '--port', '0', '--admin-port', '0', '--no-limits'],
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const printed = await new Promise<string>((done, fail) => {
		let text = '';
		child.once('exit', (code) => fail(new Error(`The sandbox ended with ${code}: ${text}`)));
		child.stdout!.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			if (text.includes('Stop with Ctrl-C')) done(text);
		});
	});
	const of = (name: string) => new RegExp(`^  ${name} +(\\S+)`, 'm').exec(printed)![1];
	adminUrl = of('Admin');
	store = new CredentialStore({
		baseUrl: of('API'),
		clientId: of('Client ID'),
		clientSecret: of('Client secret'),
	});
});

afterAll(() => {
	child?.removeAllListeners('exit');
	child?.kill();
});

const pluggy = async (parameters: IDataObject) =>
	(await run({ parameters, store })).rows.map(({ json }) => json);

async function connect(user: string): Promise<string> {
	const [{ id }] = await pluggy({
		resource: 'item',
		operation: 'create',
		connectorId: '0',
		parameters: JSON.stringify({ user, password: 'password-ok' }),
		simplify: false,
	});
	await advance(10);
	return String(id);
}

const rowsOf = async (item: string) =>
	await admin<Array<{ id: string; accountId: string }>>(`/items/${item}/transactions`);

test('ten days of two connections: each row once; then one breaks, one goes, and a payment is made', async () => {
	const items = [await connect('user-ok'), await connect('user-ok-two-checking-accounts')];
	const parameters = { events: POLLED_EVENTS, itemIds: items.join(), options: {} };
	const trigger = pollNode({ parameters, store });
	const all = async () => (await Promise.all(items.map(rowsOf))).flat();
	const old = new Set((await all()).map(({ id }) => id));
	await admin('/requests', undefined, 'DELETE');
	expect(await trigger.poll()).toEqual({ rows: null, error: undefined });
	const told: IDataObject[] = [];
	const poll = async () => {
		const { rows, error } = await trigger.poll();
		expect(error).toBeUndefined();
		told.push(...(rows ?? []));
		return rows ?? [];
	};
	const created = new Set<string>();
	for (let day = 0; day < 10; day++) {
		await advance(DAY);
		for (const { id } of await all()) if (!old.has(id)) created.add(id);
		const rows = await poll();
		expect(rows.filter(({ event }) => event === 'item/updated')).toHaveLength(2);
		expect(await poll()).toEqual([]);
	}
	const ids = told.flatMap(({ transactionIds }) => (transactionIds ?? []) as string[]);
	expect(ids).toHaveLength(new Set(ids).size);
	expect(new Set(ids)).toEqual(created);
	expect(created.size).toBeGreaterThan(20);

	await admin(`/items/${items[0]}/fail`, { code: 'USER_AUTHORIZATION_REVOKED' });
	expect(await poll()).toMatchObject([
		{ event: 'item/error', itemId: items[0], error: { code: 'USER_AUTHORIZATION_REVOKED' } },
	]);
	await pluggy({ resource: 'item', operation: 'delete', itemId: items[1] });
	expect(await poll()).toEqual([]);
	expect(await poll()).toMatchObject([{ event: 'item/deleted', itemId: items[1] }]);

	const create = { operation: 'create', isSandbox: true, simplify: false };
	const [recipient] = await pluggy({
		...create,
		resource: 'paymentRecipient',
		recipientType: 'pixKey',
		pixKey: 'padaria@example.com',
	});
	const [request] = await pluggy({
		...create,
		resource: 'paymentRequest',
		recipientId: byId(String(recipient.id)),
		amount: 10.5,
	});
	const [intent] = await pluggy({
		...create,
		resource: 'paymentIntent',
		paymentRequestId: request.id,
		paymentMethod: 'PIS',
		connectorId: byId(MOCK_BANK),
		cpf: '761.092.776-73',
		cnpj: '',
		name: 'José',
	});
	expect(await poll()).toEqual([]);
	await admin(`/payments/${String(intent.id)}/approve`, {});
	await advance(60);
	expect(await poll()).toMatchObject([
		{
			event: 'payment_request/updated',
			paymentRequestId: request.id,
			data: { status: 'COMPLETED' },
		},
	]);
	expect(await poll()).toEqual([]);
	expect(trigger.log).toEqual([]);
}, 120_000);

test('the test in the editor shows rows of it', async () => {
	const item = await connect('user-ok');
	const trigger = pollNode({
		parameters: { events: POLLED_EVENTS, itemIds: item, options: {} },
		store,
	});
	const { rows } = await trigger.poll('manual');
	expect(rows).toHaveLength(1);
	const known = new Set((await rowsOf(item)).map(({ id }) => id));
	const ids = rows![0].transactionIds as string[];
	expect(ids.length).toBeGreaterThan(0);
	expect(ids.filter((id) => !known.has(id))).toEqual([]);
}, 60_000);

(hasDocument ? test : test.skip)("Pluggy's document has nothing against its requests", async () => {
	const entries = await admin<Entry[]>('/requests');
	const paths = /^\/(items\/[^/]+|accounts|v2\/transactions|payments\/requests)(\?|$)/;
	const asked = entries.filter(({ method, path }) => method === 'GET' && paths.test(path));
	const complaints = asked.flatMap(({ method, path, status }) => {
		const [pathname, query = ''] = path.split('?');
		const request = { method, path: pathname, query, body: '', status, answer: '' };
		const operation = operationOf(request);
		return operation ? judgeRequest(request, operation) : [`${method} ${pathname} is unknown`];
	});
	expect(asked.length).toBeGreaterThan(50);
	expect([...new Set(complaints)]).toEqual([]);
});
