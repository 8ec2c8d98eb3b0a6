import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
	createReader,
	documentFile,
	documents,
	hasDocument,
	missing,
	type Reader,
} from './document.cjs';
import { catalog, problems } from '../../scripts/lib/built.cjs';

/** npm run drift: what a newer copy of Pluggy's document says otherwise. */

interface Finding {
	kind: 'new' | 'gone' | 'different';
	operation: string;
	place: string;
	what: string;
}

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/* eslint-disable @typescript-eslint/no-require-imports */
const { differences, learn, lineOf, writeAnswers } = require('../../scripts/lib/drift.cjs') as {
	differences(reader: Reader, ours: object): Finding[];
	learn(reader: Reader, answers: object): object;
	lineOf(finding: Finding): string;
	writeAnswers(answers: object): string;
};
const answers = require('../../scripts/lib/known-answers.json') as Json;
/* eslint-enable @typescript-eslint/no-require-imports */

const root = resolve(__dirname, '../..');
const RUN_MS = 60_000;

/** Runs the command as `npm run drift --` does, without building anew. */
async function drift(args: string[], env: NodeJS.ProcessEnv = {}) {
	const child = spawn(process.execPath, ['scripts/drift.mjs', '--no-build', ...args], {
		cwd: root,
		env: { ...process.env, CI: '', PLUGGY_OPENAPI: '', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const code = await new Promise((done) => child.once('close', done));
	return { code, output };
}

const keyOf = ({ kind, operation, place }: Finding) => [kind, operation, place].join(' · ');
const found = (document: unknown, known: object = answers) =>
	differences(createReader([document as Json]), { catalog, problems, answers: known });

test(
	'without a document it says how to give one',
	async () => {
		const { code, output } = await drift([]);
		expect(code).toBe(2);
		expect(output).toContain('No document is given.');
		expect(output).toContain('npm run drift -- --document FILE_OR_URL');
	},
	RUN_MS,
);

test(
	'what is no document of an API is no difference, but a failure',
	async () => {
		const runs = [['--document', '/no/such/file'], ['--document', 'package.json'], ['--unknown']];
		for (const args of runs) {
			const { code, output } = await drift(args);
			expect([code, output]).toEqual([2, expect.stringMatching(/could not be read|--unknown/)]);
		}
	},
	RUN_MS,
);

if (!hasDocument && !process.env.CI) {
	test('the document is missing, so nothing is compared', () => {
		process.stdout.write(`\nSkipped: ${missing}\n`);
	});
} else {
	const [july, additions] = documents as [Json, Json];

	/** What openapi.additions.json explains, as the differences of the document without it. */
	function explained(): string[] {
		const operations = Object.entries(additions.paths as Json).flatMap(([path, methods]) =>
			Object.keys(methods as Json).map((method) => `gone · ${method.toUpperCase()} ${path} · `),
		);
		const members = Object.entries(
			additions['x-schema-changes-since-openapi.json'] as Record<string, Record<string, string[]>>,
		).flatMap(([schema, changes]) => {
			const added = [...(changes.added ?? []), ...(changes['unreleased-sdk-only'] ?? [])];
			const isEnum = schema.endsWith('Status');
			return [
				...added.map((one) => `gone · ${schema} · ${isEnum ? '' : one}`),
				...(changes['create-body-added'] ?? []).map(
					(one) => `gone · POST /smart-transfers/preauthorizations · ${one}`,
				),
			];
		});
		return [...operations, ...members].sort();
	}

	describe('the document of July', () => {
		test('differs in exactly what its additions explain', () => {
			expect(hasDocument ? '' : missing).toBe('');
			expect(found(july).map(keyOf).sort()).toEqual(explained());
			expect(explained().length).toBeGreaterThan(30);
		});

		test('together with its additions differs in nothing but the members that they only list', () => {
			const reader = createReader(documents);
			const left = differences(reader, { catalog, problems, answers }).map(keyOf);
			const paths = Object.keys(additions.paths as Json);
			const isOperation = (key: string) => paths.some((path) => key.endsWith(` ${path} · `));
			expect(left.sort()).toEqual(explained().filter((key) => !isOperation(key)));
		});

		test(
			'by the command: every line, and exit code 3; in CI also without --document',
			async () => {
				for (const [args, env] of [
					[['--document', documentFile], {}],
					[[], { CI: '1', PLUGGY_OPENAPI: resolve(documentFile, '..') }],
				] as const) {
					const { code, output } = await drift([...args], env);
					for (const one of found(july)) expect(output).toContain(`  ${lineOf(one)}\n`);
					expect(output).toContain(`${found(july).length} differences`);
					expect(code).toBe(3);
				}
			},
			RUN_MS,
		);

		test('once its answers are learned only what is sent differs', () => {
			const known = learn(createReader([july]), answers);
			const left = found(july, known).map(({ operation }) => operation);
			expect(left.filter((one) => !/^(GET|POST|PATCH|DELETE) \//.test(one))).toEqual([]);
			// Written in the form in which it is kept.
			expect(JSON.parse(writeAnswers(answers))).toEqual(answers);
		});
	});

	describe('a copy with something new', () => {
		/** A copy of both documents as one, in which nothing differs but what is changed. */
		function changed(change: (copy: Json) => void): Finding[] {
			const copy = structuredClone(july);
			change(copy);
			const before = new Set(found(july).map(lineOf));
			return found(copy).filter((one) => !before.has(lineOf(one)));
		}
		const lines = (change: (copy: Json) => void) =>
			changed(change)
				.map((one) => `${one.kind}: ${lineOf(one)}`)
				.sort();
		const schemas = (copy: Json) => copy.components.schemas as Json;

		test(
			'an operation, a required field, an enum value and an event: all four are named',
			async () => {
				const add = (copy: Json) => {
					copy.paths['/pix-biometric/payments'] = {
						get: { operationId: 'pix-biometric-payments-list', responses: {} },
					};
					const create = schemas(copy).CreateClientCategoryRule;
					create.properties.phone = { type: 'string' };
					create.required.push('phone');
					schemas(copy).CreateItem.properties.products.items.enum.push('EXCHANGES');
					schemas(copy).WebhookEventType.enum.push('consent/expired');
				};
				expect(lines(add).sort()).toEqual(
					[
						'new: Events · consent/expired',
						'new: GET /pix-biometric/payments · no operation of the catalog (pix-biometric-payments-list)',
						'new: POST /items · products · does not offer EXCHANGES',
						'new: POST /categories/rules · phone · no field, and it is required',
						// The event parameter of a webhook and what a webhook answers hold the same enum.
						'new: PATCH /webhooks/{id} · event · does not offer consent/expired',
						'new: POST /webhooks · event · does not offer consent/expired',
					].sort(),
				);
				const folder = mkdtempSync(join(tmpdir(), 'drift-'));
				try {
					const copy = structuredClone(july);
					add(copy);
					const file = join(folder, 'newer.json');
					writeFileSync(file, JSON.stringify(copy));
					const server = createServer((_, response) => response.end(JSON.stringify(copy)));
					await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
					const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oas3.json`;
					for (const source of [file, url]) {
						const { code, output } = await drift(['--document', source]);
						expect(code).toBe(3);
						for (const name of [
							'GET /pix-biometric/payments',
							'POST /categories/rules · phone',
							'EXCHANGES',
							'consent/expired',
						]) {
							expect(output).toContain(name);
						}
					}
					server.close();
				} finally {
					rmSync(folder, { recursive: true });
				}
			},
			RUN_MS,
		);

		test('a parameter, and one that becomes required', () => {
			expect(
				lines((copy) => {
					copy.paths['/consents'].get.parameters.push({
						name: 'status',
						in: 'query',
						schema: { type: 'string' },
					});
					const type = copy.paths['/accounts'].get.parameters.find(
						({ name }: { name: string }) => name === 'type',
					) as Json;
					type.required = true;
				}),
			).toEqual([
				'different: GET /accounts · type · is not required',
				'new: GET /consents · status · no field',
			]);
		});

		test('a field that becomes required, or is required without being described', () => {
			expect(
				lines((copy) => {
					schemas(copy).CreateClientCategoryRule.required.push('matchType', 'motherName');
				}),
			).toEqual([
				'different: POST /categories/rules · matchType · is not required',
				'new: POST /categories/rules · motherName · no field, and it is required',
			]);
		});

		test('a member and a value of an answer, at any depth', () => {
			expect(
				lines((copy) => {
					schemas(copy).Transaction.properties.mood = { type: 'string' };
					schemas(copy).Investment.properties.subtype.enum.push('CRYPTO');
					schemas(copy).IdentityResponse.properties.qualifications.properties.occupationCode.enum.push('CBO2'); // prettier-ignore
				}),
			).toEqual([
				expect.stringMatching(
					/^new: IdentityResponse · qualifications.occupationCode · value CBO2/,
				),
				expect.stringMatching(/^new: Investment · subtype · value CRYPTO, in answers of GET /),
				expect.stringMatching(/^new: Transaction · mood · a member in answers of GET /),
			]);
		});

		test('error codes: a name of an example, a reason of a failed payment, a status', () => {
			const news = lines((copy) => {
				copy.components.examples = { one: { value: { codeDescription: 'ITEM_FROZEN' } } };
				schemas(copy).PaymentIntentErrorDetail.properties.code.enum.push('BANCO_FECHADO');
				schemas(copy).PaymentIntentStatus.enum.push('PAYMENT_FROZEN');
			});
			expect(news).toEqual(
				expect.arrayContaining([
					'new: Error codes · ITEM_FROZEN · codeDescription without a text',
					'new: Error codes · BANCO_FECHADO · reason of a failed payment without a text',
					'new: Error codes · PAYMENT_FROZEN · status of a payment that is neither fine nor a failure',
				]),
			);
		});

		test('what is gone or deprecated: an operation, a parameter, a value, an event', () => {
			expect(
				lines((copy) => {
					delete copy.paths['/merchants'];
					copy.paths['/bills/{id}'].get.deprecated = true;
					copy.paths['/investments'].get.parameters = copy.paths[
						'/investments'
					].get.parameters.filter(({ name }: { name: string }) => name !== 'type');
					schemas(copy).AutomaticPixInterval.enum = ['WEEKLY', 'MONTHLY', 'YEARLY'];
					schemas(copy).WebhookEventType.enum.pop();
				}).filter((line) => !/in answers of/.test(line)),
			).toEqual(
				expect.arrayContaining([
					'gone: GET /merchants · not in the document; sent by merchant.getMany',
					'gone: GET /bills/{id} · deprecated; bill.get sends it',
					'gone: GET /investments · type · the document does not know it (investment.getMany type)',
					'gone: POST /payments/requests/automatic-pix · interval · offers QUARTERLY, which the document does not know',
					expect.stringMatching(/^gone: Events · /),
				]),
			);
		});

		test('nothing of it hides in what was known before: the members that no document has', () => {
			expect(
				lines((copy) => {
					const { properties } = schemas(copy).CreditCardMetadata as Json;
					Object.assign(properties, { paymentType: { type: 'string' }, other: {} });
				}),
			).toEqual([expect.stringMatching(/^new: CreditCardMetadata · other · /)]);
		});
	});
}
