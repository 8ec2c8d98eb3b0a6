import { spawn, type ChildProcess } from 'node:child_process';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../nodes/Pluggy/operation';
import { CredentialStore, newProcess, run } from '../integration/harness.cjs';
import { documentedOperations, hasDocument, missing } from './document.cjs';
import { NOT_IN_DOCUMENT } from './exceptions.cjs';
import {
	committedSchemas,
	complaints,
	isId,
	placesOf,
	readSchema,
	schemasOf,
	writeSchemas,
} from './outputSchemas.cjs';
import {
	judgeAnswer,
	judgeRequest,
	labelOf,
	metMembers,
	operationOf,
	type Recorded,
} from './sandboxDocument.cjs';
import { ANSWERS, MEMBERS, NOT_REQUESTED, REQUESTS } from './sandboxExceptions.cjs';
import { Memory, made, type AdminStep, type NodeStep } from './scenario.cjs';
import { steps } from './scenarios/index.cjs';
import { catalog, simplify } from '../../scripts/lib/built.cjs';

/**
 * Every operation once, by the real node against the real sandbox. A proxy between the two keeps
 * what goes over the wire; then Pluggy's own document judges all of it.
 */

/* eslint-disable @typescript-eslint/no-require-imports */
const { furtherEndpoints } = require('../../scripts/lib/endpoints.cjs') as {
	furtherEndpoints(operation: Operation): Endpoint[];
};
/* eslint-enable @typescript-eslint/no-require-imports */

const { simplifiers } = simplify;
const isWriting = process.env.WRITE_OUTPUT_SCHEMAS === '1';
const START_MS = 20_000;
const STEP_MS = 30_000;
const root = resolve(__dirname, '../..');
const BIG_HEADERS = 64 * 1024;

const recorded: Recorded[] = [];
const driven = new Set<string>();
/** What each operation puts out as a new node does it, that is simplified, by its name. */
const outputs = new Map<string, IDataObject[]>();
/** The requests of each operation, simplified or not, by its name. */
const called = new Map<string, Set<string>>();
const memory = new Memory();
let child: ChildProcess | undefined;
let proxy: http.Server | undefined;
let store: CredentialStore;
let adminUrl = '';

/**
 * Which values are missing depends on the day, so what is written is of one day. Its keys must live
 * until today.
 */
const onOneDay = isWriting
	? ['--start-at', '2026-11-25T15:00:00Z', '--key-ttl-seconds', String(100 * 366 * 86_400)]
	: [];

/** Starts the sandbox and gives what it prints: two addresses and a login. */
async function startSandbox() {
	const started = spawn(
		process.execPath,
		['sandbox/index.mjs', '--fast', '--port', '0', '--admin-port', '0', ...onOneDay],
		{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	child = started;
	return await new Promise<Record<'API' | 'Admin' | 'Client ID' | 'Client secret', string>>(
		(done, fail) => {
			let printed = '';
			started.once('exit', (code) => fail(new Error(`The sandbox ended with ${code}: ${printed}`)));
			started.stdout!.on('data', (chunk: Buffer) => {
				printed += chunk.toString();
				if (!printed.includes('Stop with Ctrl-C')) return;
				const of = (name: string) => new RegExp(`^  ${name} +(\\S+)`, 'm').exec(printed)?.[1] ?? '';
				done({
					API: of('API'),
					Admin: of('Admin'),
					'Client ID': of('Client ID'),
					'Client secret': of('Client secret'),
				});
			});
		},
	);
}

/** Hands every request on, and keeps it with its answer. */
async function startProxy(target: string): Promise<string> {
	const pass = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = '', url = '', headers } = request;
		const body = await text(request);
		const onward = http.request(`${target}${url}`, { method, headers });
		const answered = new Promise<IncomingMessage>((done, fail) =>
			onward.once('response', done).once('error', fail),
		);
		onward.end(body);
		const incoming = await answered;
		const answer = await text(incoming);
		const { pathname, search } = new URL(url, target);
		const status = incoming.statusCode ?? 0;
		recorded.push({ method, path: pathname, query: search.slice(1), body, status, answer });
		const { 'content-type': type } = incoming.headers;
		response.writeHead(status, type === undefined ? {} : { 'content-type': type });
		response.end(answer);
	};
	const server = http.createServer({ maxHeaderSize: BIG_HEADERS }, (request, response) => {
		pass(request, response).catch(() => response.destroy());
	});
	proxy = server;
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function callAdmin({ method = 'GET', path, body, keep }: Omit<AdminStep, 'admin'>) {
	const response = await fetch(`${adminUrl}${made(path, memory)}`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
	});
	const answer = (await response.json()) as IDataObject;
	expect([response.status, response.ok ? '' : answer]).toEqual([200, '']);
	if (typeof answer.now === 'string') memory.now = answer.now;
	if (keep) memory.rows.set(keep, [answer].flat());
}

/** `GET /bills/{id}` as what is requested. */
const patternOf = (label: string) => new RegExp(`^${label.replace(/\{\w+\}/g, '[^/]+')}$`);

async function runNode(parameters: IDataObject): Promise<IDataObject[]> {
	return (await run({ store, parameters })).rows.map(({ json }) => json);
}

function operationNamed(name: string) {
	const [resource, id] = name.split('.');
	const { operations } = catalog.find((one) => one.id === resource)!;
	return operations.find((one) => one.id === id)!;
}

/** The rows as they are with Simplify: what only reads is run again, the rest is simplified here. */
async function simplified(name: string, parameters: IDataObject, rows: IDataObject[]) {
	const { simplify, safety } = operationNamed(name);
	if (simplify === undefined || parameters.simplify !== false) return rows;
	if (safety === 'read') return await runNode({ ...parameters, simplify: true });
	// A transaction needs its account, and says so where that cannot be read.
	return rows.flatMap((row) => {
		const account = memory.rows.get('accounts')?.find(({ id }) => id === row.accountId);
		const flat = simplifiers[simplify](row);
		return account ? [simplifiers[simplify](row, { account }), flat] : [flat];
	});
}

async function drive({ resource, operation, parameters, keep, expect: wanted, rows }: NodeStep) {
	const name = `${resource}.${operation}`;
	driven.add(name);
	const asked = { resource, operation, ...made(parameters, memory) };
	const before = recorded.length;
	const out = await runNode(asked).catch((error: unknown) => {
		const { method, path, status } = recorded[recorded.length - 1];
		const what = `${name}: ${method} ${path} was answered with ${status}`;
		throw new Error(`${what}${status === 404 ? ' (is its route in sandbox/routes/?)' : ''}`, {
			cause: error,
		});
	});
	outputs.set(name, [...(outputs.get(name) ?? []), ...(await simplified(name, asked, out))]);
	const calls = recorded.slice(before).map(({ method, path }) => `${method} ${path}`);
	called.set(name, new Set([...(called.get(name) ?? []), ...calls]));
	if (keep) memory.rows.set(keep, out);
	if (rows === undefined) expect(out.length).toBeGreaterThan(0);
	else expect(out).toHaveLength(rows);
	if (wanted) expect(out[0]).toMatchObject(made(wanted, memory));
}

beforeAll(async () => {
	newProcess();
	const printed = await startSandbox();
	adminUrl = printed.Admin;
	store = new CredentialStore({
		baseUrl: await startProxy(printed.API),
		clientId: printed['Client ID'],
		clientSecret: printed['Client secret'],
	});
	await callAdmin({ path: '/state' });
}, START_MS);

afterAll(async () => {
	proxy?.closeAllConnections();
	await new Promise((done) => (proxy ? proxy.close(done) : done(undefined)));
	if (!child || child.exitCode !== null) return;
	const ended = new Promise((done) => child!.once('exit', done));
	child.kill('SIGKILL');
	await ended;
});

describe('the scenario', () => {
	const named = steps.map((step, place) => {
		const what = 'admin' in step ? step.admin : `${step.resource}: ${step.operation}`;
		return [`${String(place + 1).padStart(3)} ${what}`, step] as const;
	});

	test.each(named)(
		'%s',
		async (_, step) => {
			await ('admin' in step ? callAdmin(step) : drive(step));
		},
		STEP_MS,
	);
});

const note = (line: string) => process.stdout.write(`\n${line}\n`);

describe('coverage', () => {
	test('every operation of the catalog was driven', () => {
		const names = catalog.flatMap(({ id, operations }) =>
			operations.map((operation) => `${id}.${operation.id}`),
		);
		note(`Driven: ${driven.size} of ${names.length} operations, in ${steps.length} steps`);
		expect(names.length).toBeGreaterThan(100);
		const missed = names.filter((name) => !driven.has(name));
		expect(
			missed.map(
				(name) =>
					`${name}: a step in test/contract/scenarios/${name.split('.')[0]}.cts, and its route in sandbox/routes/`,
			),
		).toEqual([]);
	});

	test('every operation names each endpoint that it calls', () => {
		const unnamed = [...called].flatMap(([name, calls]) => {
			const operation = operationNamed(name);
			const named = [operation, ...furtherEndpoints(operation)].map(({ method, path }) =>
				patternOf(`${method} ${path}`),
			);
			const ownPath = operation.path === '/' ? [/./] : [/^POST \/auth$/];
			return [...calls]
				.filter((call) => ![...named, ...ownPath].some((one) => one.test(call)))
				.map((call) => `${name}: ${call.replace(/[0-9a-f-]{36}/g, '{id}')}`);
		});
		// Their option Wait looks at the item.
		expect([...new Set(unnamed)].sort()).toEqual(
			['create', 'sendMfa', 'update'].map((id) => `item.${id}: GET /items/{id}`),
		);
		expect(called.get('transaction.getMany')).toContain('GET /categories');
	});

	if (!hasDocument && !process.env.CI) return;

	test('every documented operation was requested, with success', () => {
		expect(hasDocument ? '' : missing).toBe('');
		const labels = documentedOperations().map(labelOf);
		const asked = new Set(
			recorded
				.filter(({ status }) => status < 400)
				.map((one) => operationOf(one))
				.flatMap((operation) => (operation ? [labelOf(operation)] : [])),
		);
		note(`Requested: ${asked.size} of ${labels.length} documented operations`);
		expect(labels.filter((label) => !asked.has(label))).toEqual(Object.keys(NOT_REQUESTED));
	});
});

describe('output schemas (npm run schemas writes them)', () => {
	let fresh: ReturnType<typeof schemasOf>;

	beforeAll(() => {
		fresh = schemasOf(outputs, (name) => operationNamed(name).simplify);
		if (isWriting) writeSchemas(fresh);
	});

	test('there is one for every operation whose output is known', () => {
		expect(committedSchemas().sort()).toEqual([...fresh.keys()].sort());
	});

	test('every row is as its schema says', () => {
		const names = [...fresh.keys()];
		const wrong = names.flatMap((name) =>
			complaints(readSchema(name)!, outputs.get(name)!).map((one) => `${name} ${one}`),
		);
		note(`Judged: the rows of ${names.length} operations by their output schemas`);
		expect(wrong).toEqual([]);
	});

	test('IDs come last in every flat row', () => {
		const flat = [...outputs].filter(([name]) => operationNamed(name).simplify !== undefined);
		const wrong = flat.flatMap(([name, rows]) =>
			rows
				.filter((row) => {
					const names = Object.keys(row);
					return names.slice(names.findIndex(isId)).some((one) => !isId(one)) || !names.some(isId);
				})
				.map((row) => `${name} ${Object.keys(row).join()}`),
		);
		expect(flat.length).toBeGreaterThan(25);
		expect([...new Set(wrong)]).toEqual([]);
	});

	test('no schema promises what no row has', () => {
		const promised = [...fresh].flatMap(([name, schema]) => {
			const met = new Set(placesOf(schema));
			return placesOf(readSchema(name)!)
				.filter((place) => !met.has(place))
				.map((place) => `${name} ${place}`);
		});
		expect(promised).toEqual([]);
	});
});

describe("Pluggy's document", () => {
	if (!hasDocument && !process.env.CI) {
		test('is missing, so nothing is judged', () => {
			note(`Skipped: ${missing}`);
		});
		return;
	}

	/** Complaints by place, each once; those with a reason are taken out, and must have come up. */
	function judge(
		exceptions: Readonly<Record<string, Readonly<Record<string, string>>>>,
		complaintsOf: (one: Recorded) => [label: string, complaints: string[]] | undefined,
	) {
		const complaints: Record<string, string[]> = {};
		let judged = 0;
		for (const one of recorded) {
			const result = complaintsOf(one);
			if (!result) continue;
			judged += 1;
			const [label, list] = result;
			if (list.length > 0)
				complaints[label] = [...new Set([...(complaints[label] ?? []), ...list])];
		}
		const left = Object.entries(complaints).flatMap(([label, list]) =>
			list
				.filter((complaint) => !(complaint in (exceptions[label] ?? {})))
				.map((complaint) => `${label}: ${complaint}`),
		);
		const unused = Object.entries(exceptions).flatMap(([label, reasons]) =>
			Object.keys(reasons)
				.filter((complaint) => !complaints[label]?.includes(complaint))
				.map((complaint) => `${label}: ${complaint}`),
		);
		return { judged, left, unused };
	}

	test('is understood: what is wrong is told', () => {
		const recent = (method: string, path: string) =>
			recorded.filter((one) => one.method === method && one.path === path).pop()!;
		const told = (one: Recorded, what: 'request' | 'answer') => {
			const operation = operationOf(one)!;
			return what === 'request' ? judgeRequest(one, operation) : judgeAnswer(one, operation);
		};
		const create = recent('POST', '/items');
		expect(told({ ...create, body: '{"connectorId":"2","other":1}' }, 'request')).toEqual([
			"body  must have required property 'parameters'",
			'body  has the unknown member other',
			'body /connectorId must be number',
		]);
		expect(told({ ...create, body: '' }, 'request')).toEqual(['body is missing']);
		const item = { ...(JSON.parse(create.answer) as IDataObject), id: null };
		const answer = JSON.stringify({ ...item, createdAt: '2026-01-05' });
		expect(told({ ...create, answer }, 'answer')).toEqual([
			'/id must be string',
			'/createdAt must match format "date-time"',
		]);
		expect(told({ ...create, status: 202 }, 'answer')).toEqual(['status 202 is not documented']);
		const list = recent('GET', '/accounts');
		expect(told({ ...list, query: 'type=BANKS&page=1&x=2' }, 'request')).toEqual([
			'query type must be equal to one of the allowed values BANK,CREDIT',
			'query page is unknown',
			'query x is unknown',
			'query itemId is missing',
		]);
	});

	test('knows every path, or there is a reason', () => {
		const reasons = Object.keys(NOT_IN_DOCUMENT).filter((label) => label !== 'GET /');
		const unknown = recorded
			.filter((one) => !operationOf(one))
			.map(({ method, path }) => {
				const call = `${method} ${path}`;
				return reasons.find((label) => patternOf(label).test(call)) ?? call;
			});
		const unexplained = unknown.filter((call) => !reasons.includes(call));
		expect(
			[...new Set(unexplained)].map(
				(call) =>
					`${call}: in no document; a reason in NOT_IN_DOCUMENT (scripts/lib/document-exceptions.cjs)`,
			),
		).toEqual([]);
		expect(reasons.filter((label) => !unknown.includes(label))).toEqual([]);
	});

	test('has nothing against any request', () => {
		const { judged, left, unused } = judge(REQUESTS, (one) => {
			const operation = operationOf(one);
			return operation && [labelOf(operation), judgeRequest(one, operation)];
		});
		note(`Judged: ${judged} of ${recorded.length} requests`);
		expect(left).toEqual([]);
		expect(unused).toEqual([]);
	});

	test('has nothing against any answer', () => {
		const { judged, left, unused } = judge(ANSWERS, (one) => {
			const operation = operationOf(one);
			const complaints = operation && judgeAnswer(one, operation);
			return complaints && [`${labelOf(operation)} ${one.status}`, complaints];
		});
		note(`Judged: ${judged} of ${recorded.length} answers`);
		expect(left).toEqual([]);
		expect(unused).toEqual([]);
		expect(Object.keys(MEMBERS).filter((member) => !metMembers.has(member))).toEqual([]);
	});
});
