import type { IDataObject } from 'n8n-workflow';
import {
	isSettled,
	itemDiagnosis,
	paymentDiagnosis,
	withDiagnosis,
	withoutSecrets,
	withPaymentDiagnosis,
} from '../../nodes/Pluggy/diagnosis';
import {
	BY_AUTHORIZATION_STATUS,
	BY_ITEM_CODE,
	BY_ITEM_STATUS,
	BY_PAYMENT_CODE,
	BY_PAYMENT_STATUS,
	FINE_PAYMENT_STATUSES,
} from '../../nodes/shared/problems';

const ROW = [
	'code',
	'title',
	'advice',
	'userMessage',
	'retryable',
	'action',
	'httpStatus',
	'details',
	'errorId',
	'docs',
];

describe('items', () => {
	test.each([
		['UPDATED', 'SUCCESS'],
		['UPDATED', 'FINISHED'],
		['UPDATING', 'LOGIN_IN_PROGRESS'],
		['UPDATING', 'ERROR'],
		['MERGING', 'MERGING'],
	])('%s with %s has no diagnosis', (status, executionStatus) => {
		expect(withDiagnosis({ id: 'i', status, executionStatus })).toEqual({
			id: 'i',
			status,
			executionStatus,
			diagnosis: null,
		});
	});

	test.each(Object.keys(BY_ITEM_CODE))('error code %s is told, whatever the status', (code) => {
		const error = { code, message: 'Said in English', providerMessage: 'Dito pelo banco' };
		for (const status of ['LOGIN_ERROR', 'OUTDATED']) {
			const row = itemDiagnosis({ status, executionStatus: 'ERROR', error })!;
			expect(Object.keys(row)).toEqual(ROW);
			expect(row).toMatchObject({
				code,
				...BY_ITEM_CODE[code],
				retryable: BY_ITEM_CODE[code].action === 'retryLater',
				details: { said: 'Said in English · Dito pelo banco' },
			});
		}
	});

	test.each(Object.keys(BY_ITEM_STATUS).filter((name) => name !== 'STILL_RUNNING'))(
		'status %s is told where nothing tells more',
		(status) => {
			for (const executionStatus of [status, 'SOMETHING_NEW', null]) {
				const row = itemDiagnosis({ status, executionStatus, error: null });
				expect(row).toMatchObject({ code: status, ...BY_ITEM_STATUS[status], details: null });
			}
		},
	);

	test('a partial success is told though the item is UPDATED', () => {
		const row = itemDiagnosis({ status: 'UPDATED', executionStatus: 'PARTIAL_SUCCESS' });
		expect(row).toMatchObject({ code: 'PARTIAL_SUCCESS', retryable: true });
	});

	test('a new error code stays in code, with the words of the status', () => {
		const error = { code: 'BRAND_NEW', message: 'x' };
		expect(itemDiagnosis({ status: 'LOGIN_ERROR', error })).toMatchObject({
			code: 'BRAND_NEW',
			title: BY_ITEM_STATUS.LOGIN_ERROR.title,
		});
		expect(itemDiagnosis({ status: 'UPDATED', executionStatus: 'NEW', error })).toMatchObject({
			code: 'BRAND_NEW',
			title: BY_ITEM_STATUS.OUTDATED.title,
		});
	});

	test('names of JavaScript are no names of problems', () => {
		const item = {
			status: 'OUTDATED',
			executionStatus: 'constructor',
			error: { code: 'toString' },
		};
		expect(itemDiagnosis(item)).toMatchObject({
			code: 'toString',
			title: BY_ITEM_STATUS.OUTDATED.title,
		});
	});

	test('warnings of products are listed, without what must stay hidden', () => {
		const statusDetail = {
			accounts: { isUpdated: true, warnings: [] },
			transactions: null,
			loans: {
				isUpdated: false,
				warnings: [
					{
						code: '001',
						message: 'No permission',
						providerMessage: 'CPF 761.092.776-73 sem acesso',
					},
					{ message: 'Only a message' },
					{},
				],
			},
		};
		expect(
			itemDiagnosis({ status: 'UPDATED', executionStatus: 'SUCCESS', statusDetail }),
		).toMatchObject({
			code: 'PRODUCT_WARNINGS',
			retryable: false,
			details: {
				warnings: [
					'loans: CPF [hidden] sem acesso (001)',
					'loans: Only a message',
					'loans: warning',
				],
			},
		});
	});

	test.each([
		[[423], ['creditCards: 423']],
		[[{ code: 423 }], ['creditCards: warning (423)']],
		[
			['', null, { message: 'M', code: 1 }, 'T'],
			['creditCards: M (1)', 'creditCards: T'],
		],
		[['CPF 761.092.776-73'], ['creditCards: CPF [hidden]']],
	])('warnings %j are told, be they texts or numbers', (warnings, told) => {
		const statusDetail = {
			accounts: { isUpdated: true, lastUpdatedAt: null, warnings: [] },
			creditCards: { isUpdated: false, lastUpdatedAt: null, warnings },
		};
		const item = { status: 'UPDATED', executionStatus: 'SUCCESS', statusDetail };
		expect(itemDiagnosis(item as IDataObject)).toMatchObject({
			code: 'PRODUCT_WARNINGS',
			details: { warnings: told },
		});
	});

	test.each([['CC_003'], [['CC_003']], [[{ code: 'CC_003' }]]])(
		'a warning that is a known code (%j) is told in words',
		(warnings) => {
			const statusDetail = { creditCards: { warnings } };
			const item = { status: 'UPDATED', executionStatus: 'SUCCESS', statusDetail };
			expect(itemDiagnosis(item as IDataObject)).toMatchObject({
				code: 'CC_003',
				details: {
					warnings: ['creditCards: The bank does not give the credit card for the moment (CC_003)'],
				},
			});
		},
	);

	test.each([['UPDATING'], ['MERGING'], ['CREATING'], ['CREATED']])('%s is running', (status) => {
		expect(isSettled({ status })).toBe(false);
		expect(itemDiagnosis({ status, executionStatus: 'ERROR' })).toBeUndefined();
	});

	test.each([
		['PARTIAL_SUCCESS', 'PARTIAL_SUCCESS', 'PARTIAL_SUCCESS'],
		['MERGE_ERROR', 'MERGE_ERROR', 'MERGE_ERROR'],
		['SOMETHING_NEW', 'PARTIAL_SUCCESS', 'PARTIAL_SUCCESS'],
		['SOMETHING_NEW', 'SOMETHING_NEW', 'UNKNOWN_STATUS'],
		['SOMETHING_NEW', null, 'UNKNOWN_STATUS'],
		['constructor', '__proto__', 'UNKNOWN_STATUS'],
		['', null, 'UNKNOWN_STATUS'],
		[null, 'SUCCESS', 'UNKNOWN_STATUS'],
		[undefined, undefined, 'UNKNOWN_STATUS'],
	])('the status %p with %p ends a wait, as %s', (status, executionStatus, code) => {
		const item = { id: 'i', status, executionStatus } as IDataObject;
		expect(isSettled(item)).toBe(true);
		const row = itemDiagnosis(item)!;
		expect(Object.keys(row)).toEqual(ROW);
		expect(row.code).toBe(code);
		if (code !== 'UNKNOWN_STATUS') return;
		expect(row).toMatchObject({ action: 'retryLater', retryable: true });
		expect(row.details).toEqual(status ? { status } : null);
	});

	test('items as they come', () => {
		const partial = {
			status: 'PARTIAL_SUCCESS',
			executionStatus: 'PARTIAL_SUCCESS',
			error: null,
			statusDetail: {
				accounts: { isUpdated: true, lastUpdatedAt: null, warnings: [] },
				creditCards: { isUpdated: false, lastUpdatedAt: null, warnings: ['CC_003'] },
			},
		};
		expect(itemDiagnosis(partial)).toMatchObject({
			code: 'CC_003',
			details: { warnings: [expect.stringContaining('(CC_003)')] },
		});
		const merge = { status: 'MERGE_ERROR', executionStatus: 'MERGE_ERROR', statusDetail: null };
		expect(itemDiagnosis(merge)).toMatchObject({ code: 'MERGE_ERROR', retryable: true });
		// UPDATED is the end, by whatever name the execution ended.
		const done = {
			status: 'UPDATED',
			executionStatus: 'SOMETHING_NEW',
			statusDetail: { accounts: null },
		};
		expect(itemDiagnosis(done)).toBeUndefined();
	});

	test('what was sent is hidden where Pluggy or the bank repeats it, and nowhere else', () => {
		const secrets = ['maria-login', 's3cr3t-pw', 'accounts', 'user', '2026', '87654321'];
		const item = {
			id: '5e9f8f8f-2026-4f8f-8f8f-8f8f8f8f8f8f',
			status: 'LOGIN_ERROR',
			executionStatus: 'INVALID_CREDENTIALS',
			clientUserId: 'maria-login',
			connector: { id: 2, name: 'Pluggy Bank', credentials: [{ name: 'user' }] },
			parameter: { name: 'token', data: 's3cr3t-pw' },
			error: {
				code: 'USER_INPUT_TIMEOUT',
				message: 'pw s3cr3t-pw of maria-login',
				providerMessage: 'Senha S3CR3T-PW incorreta',
				attributes: { pin: 87654321, tries: 3 },
			},
			statusDetail: {
				accounts: {
					isUpdated: false,
					lastUpdatedAt: '2026-01-31T03:00:00.000Z',
					warnings: [{ code: '001', message: 'maria-login: no access', at: 1 }],
				},
				loans: null,
			},
			lastUpdatedAt: '2026-01-31T03:00:00.000Z',
		};
		expect(withoutSecrets(item, secrets)).toEqual({
			...item,
			error: {
				code: 'USER_INPUT_TIMEOUT',
				message: 'pw [hidden] of [hidden]',
				providerMessage: 'Senha [hidden] incorreta',
				attributes: { pin: '[hidden]', tries: 3 },
			},
			statusDetail: {
				accounts: {
					...item.statusDetail.accounts,
					warnings: [{ code: '001', message: '[hidden]: no access', at: 1 }],
				},
				loans: null,
			},
		});
		expect(withoutSecrets(item, [])).toBe(item);
		expect(withoutSecrets({ id: 'i' }, secrets)).toEqual({ id: 'i' });
		const odd = { error: 's3cr3t-pw', statusDetail: ['s3cr3t-pw', null] };
		expect(withoutSecrets(odd, secrets)).toEqual({
			error: '[hidden]',
			statusDetail: ['[hidden]', null],
		});
		for (const none of [null, 'text', 5, []]) {
			expect(withoutSecrets(none as never, secrets)).toBe(none);
		}
	});

	test('what Pluggy says is cut', () => {
		const long = 'x '.repeat(2_500_000);
		const warnings = Array.from({ length: 50_000 }, (_, place) => ({
			message: `warning ${place}`,
		}));
		const item = {
			status: 'UPDATED',
			error: { message: long, providerMessage: long },
			statusDetail: { accounts: { warnings } },
		};
		const { details } = itemDiagnosis(item) as { details: { said: string; warnings: string[] } };
		expect(JSON.stringify(details).length).toBeLessThan(64 * 1_024);
		expect(details.said).toMatch(/… cut, \d+ characters more$/);
		expect(details.warnings.pop()).toBe(`… cut, ${50_000 - details.warnings.length} entries more`);
		const masked = JSON.stringify(withoutSecrets(item, ['s3cr3t-pw']));
		expect(masked.length).toBeLessThan(100_000);
	});

	test.each([['text'], [7], [[]], [null]])('odd error and statusDetail (%p) do no harm', (odd) => {
		const item = { status: 'UPDATED', executionStatus: 'SUCCESS', error: odd, statusDetail: odd };
		expect(withDiagnosis(item as IDataObject).diagnosis).toBeNull();
	});
});

describe('payments', () => {
	test.each([...FINE_PAYMENT_STATUSES])('%s is fine or running, also after an error', (status) => {
		expect(paymentDiagnosis({ status })).toBeUndefined();
		const row = { status, errorDetail: { code: 'SALDO_INSUFICIENTE' } };
		expect(withPaymentDiagnosis(row)).toEqual({ ...row, diagnosis: null });
	});

	test.each(Object.keys(BY_PAYMENT_STATUS))('%s without a reason is told by itself', (status) => {
		for (const errorDetail of [undefined, null, {}]) {
			const row = withPaymentDiagnosis({ id: 'p', status, errorDetail });
			expect(row.id).toBe('p');
			expect(Object.keys(row.diagnosis as IDataObject)).toEqual(ROW);
			expect(row.diagnosis).toMatchObject({
				code: status,
				...BY_PAYMENT_STATUS[status],
				retryable: false,
				details: null,
			});
		}
	});

	test.each(Object.keys(BY_PAYMENT_CODE))('%s is told by its reason', (code) => {
		expect(paymentDiagnosis({ status: 'ERROR', errorDetail: { code } })).toMatchObject({
			code,
			...BY_PAYMENT_CODE[code],
			retryable: false,
		});
	});

	const failed = (errorDetail: IDataObject, more: IDataObject = {}) =>
		paymentDiagnosis({ status: 'ERROR', errorDetail, ...more });

	test('every text of Pluggy and the bank is quoted once', () => {
		expect(
			failed({
				code: 'NAO_INFORMADO',
				providerCode: 'X1',
				providerTitle: 'Título',
				providerDetail: 'Detalhe',
				detail: 'Detalhe',
				description: 'In English',
				providerMessage: '',
			})!.details,
		).toEqual({ said: 'Título · Detalhe · In English' });
		expect(failed({ code: 'X', providerMessage: 'Recusado' })!.details).toEqual({
			said: 'Recusado',
		});
	});

	test('a PIX key that was sent is hidden in what the bank says about it', () => {
		const row = { status: 'ERROR', errorDetail: { code: 'X', detail: 'key maria@example.com' } };
		const { diagnosis } = withPaymentDiagnosis(row, { secrets: ['maria@example.com'] });
		expect(diagnosis).toMatchObject({ details: { said: 'key [hidden]' } });
	});

	test('what must stay hidden is hidden, in every text and in the code', () => {
		const secret = '761.092.776-73 08.050.608/0001-32 eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3fQ.c2ln';
		for (const name of ['providerTitle', 'providerDetail', 'detail', 'description', 'code']) {
			const text = JSON.stringify(failed({ code: 'X', [name]: secret }));
			expect(text).not.toMatch(/761|0001|eyJ/);
			expect(text).toContain('[hidden]');
		}
	});

	test('a new code stays in code: words of the bank’s code, else of the status', () => {
		expect(failed({ code: 'VALUE_ABOVE_LIMIT', providerCode: 'VALOR_ACIMA_LIMITE' })).toMatchObject(
			{
				code: 'VALUE_ABOVE_LIMIT',
				title: BY_PAYMENT_CODE.VALOR_ACIMA_LIMITE.title,
			},
		);
		const row = { status: 'PAYMENT_REJECTED', errorDetail: { code: 'constructor' } };
		expect(paymentDiagnosis(row)).toMatchObject({
			code: 'constructor',
			title: BY_PAYMENT_STATUS.PAYMENT_REJECTED.title,
		});
	});

	test('a new status is a failure only with a reason', () => {
		expect(paymentDiagnosis({ status: 'BRAND_NEW' })).toBeUndefined();
		expect(paymentDiagnosis({})).toBeUndefined();
		expect(
			paymentDiagnosis({ status: 'BRAND_NEW', errorDetail: { code: 'SALDO_INSUFICIENTE' } }),
		).toMatchObject({ code: 'SALDO_INSUFICIENTE', action: 'waitForUser' });
	});

	test('an automatic PIX is told by its own reason, else by that of its latest attempt', () => {
		const attempts = [
			{ id: 'b', date: '2026-03-02', errorDetail: { code: 'SALDO_INSUFICIENTE', detail: 'late' } },
			{ id: 'a', date: '2026-03-01', errorDetail: { code: 'VALOR_ACIMA_LIMITE', detail: 'early' } },
		];
		const payment = { status: 'ERROR', attempts };
		expect(paymentDiagnosis(payment)).toMatchObject({
			code: 'SALDO_INSUFICIENTE',
			details: { said: 'late' },
		});
		expect(
			paymentDiagnosis({ ...payment, errorDetail: { code: 'CONSENTIMENTO_REVOGADO' } }),
		).toMatchObject({ code: 'CONSENTIMENTO_REVOGADO' });
		expect(paymentDiagnosis({ ...payment, status: 'COMPLETED' })).toBeUndefined();
		expect(paymentDiagnosis({ status: 'ERROR', attempts: [null, 'x', {}] })).toMatchObject({
			code: 'ERROR',
		});
	});

	test.each(Object.keys(BY_AUTHORIZATION_STATUS))(
		'%s of a preauthorization or an enrollment speaks of the authorization',
		(status) => {
			for (const row of [
				{ status, recipients: [], errorDetail: null },
				{ status, limits: null },
			]) {
				expect(paymentDiagnosis(row)).toMatchObject({
					code: status,
					title: BY_AUTHORIZATION_STATUS[status].title,
				});
			}
		},
	);
});
