import type { IDataObject } from 'n8n-workflow';
import type { ProblemText } from '../../nodes/shared/problems';
import { hasDocument, missing, resolveSchema, visitDocuments, type Schema } from './document.cjs';
import {
	AUTOMATIC_PIX_CODES,
	CODE_DESCRIPTIONS,
	EXECUTION_STATUSES,
	GUIDE_SENTENCES,
	ITEM_ERROR_CODES,
	ITEM_STATUSES,
	PAYMENT_INTENT_CODES,
	PAYMENT_STATUSES,
	SMART_TRANSFER_CODES,
} from './errorCodes.cjs';
import { catalog, diagnosis, problems } from '../../scripts/lib/built.cjs';

/** The error catalog is complete, and each entry is fit to be read. */

/* eslint-disable @typescript-eslint/no-require-imports */
const { withDiagnosis, withPaymentDiagnosis } = diagnosis;
/* eslint-enable @typescript-eslint/no-require-imports */

const { FINE_PAYMENT_STATUSES, ...tables } = problems;
const entries = Object.entries(tables).flatMap(([table, texts]) =>
	Object.entries(texts).map(([code, text]): [string, ProblemText] => [`${table}.${code}`, text]),
);

const lacking = (codes: Iterable<unknown>, ...where: object[]) =>
	[...new Set(codes)].filter((code) => !where.some((table) => String(code) in table));

describe('complete', () => {
	test('every codeDescription, item code and payment code that is known', () => {
		expect(lacking(CODE_DESCRIPTIONS, tables.BY_CODE)).toEqual([]);
		expect(lacking(ITEM_ERROR_CODES, tables.BY_ITEM_CODE)).toEqual([]);
		expect([PAYMENT_INTENT_CODES, AUTOMATIC_PIX_CODES, SMART_TRANSFER_CODES].map((list) => new Set(list).size)).toEqual([24, 22, 6]); // prettier-ignore
		expect(
			lacking(
				[...PAYMENT_INTENT_CODES, ...AUTOMATIC_PIX_CODES, ...SMART_TRANSFER_CODES],
				tables.BY_PAYMENT_CODE,
			),
		).toEqual([]);
		expect(lacking([400, 401, 403, 404, 405, 406, 409, 410, 422, 429, 500, 502, 503, 504], tables.BY_STATUS)).toEqual([]); // prettier-ignore
	});

	test.each(ITEM_STATUSES)('item status %s: told: %p', (status, told) => {
		const { diagnosis } = withDiagnosis({ status });
		expect(diagnosis !== null).toBe(told);
	});

	test.each(EXECUTION_STATUSES)(
		'executionStatus %s: told of an item that is done: %p',
		(name, told) => {
			const { diagnosis } = withDiagnosis({ status: 'UPDATED', executionStatus: name });
			expect(diagnosis !== null).toBe(told);
			expect(withDiagnosis({ status: 'UPDATING', executionStatus: name }).diagnosis).toBeNull();
		},
	);

	test.each(PAYMENT_STATUSES)('%s, %s: told: %p', (_, status, told) => {
		const { diagnosis } = withPaymentDiagnosis({ status });
		expect((diagnosis as IDataObject | null)?.code ?? null).toBe(told ? status : null);
	});

	test('the sentences of the guide, word for word', () => {
		const said = Object.keys(GUIDE_SENTENCES).map((code) => [
			code,
			tables.BY_ITEM_CODE[code].userMessage,
		]);
		expect(Object.fromEntries(said)).toEqual(GUIDE_SENTENCES);
	});
});

describe("Pluggy's document", () => {
	const enumOf = (name: string, ...path: string[]): unknown[] =>
		path.reduce<Schema>(
			(schema, member) => resolveSchema(schema.properties?.[member]),
			resolveSchema({ $ref: `#/components/schemas/${name}` }),
		).enum ?? [];

	if (!hasDocument && !process.env.CI) {
		test('is missing, so nothing is compared', () => {
			process.stdout.write(`\nSkipped: ${missing}\n`);
		});
		return;
	}

	test('is there', () => expect(hasDocument ? '' : missing).toBe(''));

	test('every error code that it enumerates', () => {
		const codes = [
			enumOf('PaymentIntentErrorDetail', 'code'),
			enumOf('AutomaticPixPaymentErrorDetail', 'code'),
			enumOf('SmartTransferPayment', 'errorDetail', 'code'),
		];
		expect(codes.map(({ length }) => length > 0)).toEqual([true, true, true]);
		expect(lacking(codes.flat(), tables.BY_PAYMENT_CODE)).toEqual([]);
		// Whatever else calls itself an error detail, now or in a later document.
		const others: unknown[] = [];
		visitDocuments((name, value) => {
			if (!/errorDetail$/i.test(name)) return;
			const { code } = resolveSchema(value as Schema).properties ?? {};
			others.push(...(resolveSchema(code).enum ?? []));
		});
		expect(others.length).toBeGreaterThan(40);
		expect(lacking(others, tables.BY_PAYMENT_CODE)).toEqual([]);
	});

	test('every status of a payment is known as fine or as a failure', () => {
		const statuses = [
			enumOf('PaymentRequestStatus'),
			enumOf('PaymentIntentStatus'),
			enumOf('AutomaticPixPaymentStatus'),
			enumOf('SmartTransferPaymentStatus'),
			enumOf('SchedulePayment', 'status'),
			enumOf('SmartTransferPreauthorization', 'status'),
			enumOf('IssuedBoleto', 'status'),
			enumOf('Enrollment', 'status'),
		];
		expect(statuses.every(({ length }) => length > 0)).toBe(true);
		const known = Object.fromEntries([...FINE_PAYMENT_STATUSES].map((name) => [name, true]));
		expect(lacking(statuses.flat(), known, tables.BY_PAYMENT_STATUS)).toEqual([]);
	});

	test('every codeDescription of its examples, and every status of its errors', () => {
		const codes: unknown[] = [];
		const statuses: string[] = [];
		visitDocuments((name, value) => {
			if (name === 'codeDescription' && typeof value === 'string') codes.push(value);
			if (name === 'responses') statuses.push(...Object.keys(value as object));
		});
		expect(new Set(codes).size).toBeGreaterThan(30);
		expect(lacking(codes, tables.BY_CODE)).toEqual([]);
		expect(lacking(statuses.filter((status) => /^[45]\d\d$/.test(status)), tables.BY_STATUS)).toEqual([]); // prettier-ignore
	});
});

describe('fit to be read', () => {
	/** Words no Portuguese sentence has, and words of developers. */
	const ENGLISH =
		/\b(the|and|your|you|please|try|again|later|bank|account|payment|login failed|error|failed|not|was|is|it|with|item|webhook|token|request|status|retry|[A-Z]+_[A-Z_]+)\b/;
	const PORTUGUESE =
		/[ãõçáéíóúâêô]|\b(o|os|as|seu|sua|de|do|da|para|foi|um|uma|no|na|com|sem|em|ou)\b/i;

	test('a status is fine or a failure, not both', () => {
		expect(entries.length).toBeGreaterThan(170);
		const both = [...FINE_PAYMENT_STATUSES].filter((status) => status in tables.BY_PAYMENT_STATUS);
		expect(both).toEqual([]);
	});

	test.each(entries)('%s', (_, { title, advice, userMessage, action, docs, ...rest }) => {
		expect(rest).toEqual({});
		expect(title).toMatch(/^[A-Z].{5,110}[^.]$/);
		expect(advice).toMatch(/^\S.{9,420}$/);
		expect(`${title} ${advice}`).not.toMatch(/[ãõç]|undefined|\[object| {2}|\.\./);
		expect(userMessage).toMatch(/^[A-ZÁÉÍÓÚÂÊÔÃÕÇ].{10,130}\.$/);
		expect(userMessage).not.toMatch(ENGLISH);
		expect(userMessage).toMatch(PORTUGUESE);
		expect([
			'reconnect',
			'sendMfa',
			'waitForUser',
			'retryLater',
			'fixInput',
			'upgradePlan',
			'contactSupport',
			'useData',
			'none',
		]).toContain(action);
		expect(new URL(docs).protocol).toBe('https:');
		const words = `${title} ${advice} ${userMessage} ${docs}`;
		expect(words).not.toMatch(/eyJ|\d{3}\.?\d{3}\.?\d{3}-?\d{2}|[0-9a-f]{8}-[0-9a-f]{4}|secret-/i);
	});

	test('every operation that an advice names ("Payment Request: Get") is in the catalog', () => {
		const wrong = entries.flatMap(([name, { advice }]) =>
			catalog.flatMap(({ name: resource, operations }) =>
				advice
					.split(`${resource}: `)
					.slice(1)
					.filter((rest) => !operations.some((operation) => rest.startsWith(operation.name)))
					.map((rest) => `${name}: ${resource}: ${rest}`),
			),
		);
		expect(wrong).toEqual([]);
	});

	const payments = entries.filter(([name]) => /^BY_(PAYMENT|AUTHORIZATION)_/.test(name));

	test.each(payments)(
		'%s is never to be repeated blindly',
		(_, { advice, action, userMessage }) => {
			expect(action).not.toBe('retryLater');
			expect(`${advice} ${userMessage}`).not.toMatch(
				/^(try|send|run|create)[^.]* again|tente novamente/i,
			);
		},
	);
});
