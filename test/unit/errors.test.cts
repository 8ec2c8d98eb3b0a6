import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import {
	errorRow,
	localProblem,
	problemOf,
	problemOfAnswer,
	toNodeError,
	type Problem,
} from '../../nodes/shared/errors';
import { BY_CODE, BY_STATUS, LOCAL, type LocalCode } from '../../nodes/shared/problems';

const node: INode = {
	id: 'n',
	name: 'Pluggy',
	type: 'n8n-nodes-pluggy.pluggy',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const of = (status: number, body: unknown, secrets?: string[]) =>
	problemOfAnswer(status, body, secrets).problem;

describe('the problem behind an answer', () => {
	test('named, with fields', () => {
		const body = {
			code: 400,
			codeDescription: 'CONNECTOR_VALIDATION_ERROR',
			message: 'Some parameters are invalid',
			details: [
				{ code: '001', parameter: 'user', message: 'user is required' },
				{ code: '002', parameter: 'password', message: 'too short' },
			],
			errorId: '10aa01fe-4587-404e-8ec3-3ae5f6a63a5d',
		};
		const text = BY_CODE.CONNECTOR_VALIDATION_ERROR;
		expect(of(400, body)).toEqual({
			...text,
			advice: `${text.advice} Pluggy said: Some parameters are invalid · user: user is required; password: too short (errorId 10aa01fe-4587-404e-8ec3-3ae5f6a63a5d)`,
			code: 'CONNECTOR_VALIDATION_ERROR',
			retryable: false,
			httpStatus: 400,
			details: { fields: body.details },
			errorId: body.errorId,
		});
	});

	test('the older name of the fields, and fields that are plain text', () => {
		expect(
			of(400, { errors: [{ code: '001', parameter: 'cpf', message: 'missing' }] }),
		).toMatchObject({
			details: { fields: [{ code: '001', parameter: 'cpf', message: 'missing' }] },
		});
		const plain = of(400, { details: ['amount must be positive', 7, null] });
		expect(plain.details).toEqual({
			fields: [{ message: 'amount must be positive' }, { message: '7' }, { message: 'null' }],
		});
		expect(plain.advice).toContain('Pluggy said: amount must be positive; 7');
	});

	test('ids of the items that exist already, and parameters of the message', () => {
		expect(
			of(400, { codeDescription: 'ITEM_USER_ALREADY_EXISTS', message: 'x', items: ['i1'] }).details,
		).toEqual({ items: ['i1'] });
		expect(
			of(409, { codeDescription: 'ITEM_CREATION_LIMIT_EXCEEDED', data: { itemsLimit: 20 } }),
		).toMatchObject({ action: 'upgradePlan', details: { data: { itemsLimit: 20 } } });
		expect(of(400, { data: {}, details: [] }).details).toBeUndefined();
	});

	test('several messages joined by commas, without a name', () => {
		expect(of(400, { code: 400, message: 'taxNumber is required,name is required' })).toMatchObject(
			{
				code: 'HTTP_400',
				title: BY_STATUS[400].title,
				advice: expect.stringContaining('Pluggy said: taxNumber is required,name is required'),
			},
		);
	});

	test.each([
		['nothing', ''],
		['null', null],
		['undefined', undefined],
		['plain text', 'Bad Gateway'],
		['HTML', '<html><body><h1>502 Bad Gateway</h1></body></html>'],
		['an array', [{ message: 'x' }]],
		['a number', 502],
		['an empty object', {}],
		[
			'members of wrong types',
			{ codeDescription: 7, message: [1], details: 'x', data: 3, items: 'i' },
		],
	])('%s tells the status alone', (_, body) => {
		const { code, title, advice, details, errorId } = of(502, body);
		expect({ code, title, details, errorId }).toEqual({
			code: 'HTTP_502',
			title: BY_STATUS[502].title,
			details: undefined,
			errorId: undefined,
		});
		expect(advice).toBe(`${BY_STATUS[502].advice}.`);
	});

	test('messages that come as a list are joined', () => {
		expect(of(400, { message: ['a is wrong', 'b is missing'] }).advice).toMatch(
			/a is wrong, b is missing/,
		);
	});

	test.each([
		[418, 400],
		[307, 302],
		[599, 500],
	])('status %i, which is in no table, is told like %i', (status, like) => {
		expect(of(status, {})).toMatchObject({ code: `HTTP_${status}`, title: BY_STATUS[like].title });
	});

	test.each([['BRAND_NEW'], ['constructor'], ['__proto__'], ['toString']])(
		'a new name (%s) stays in code, with the words of the status',
		(codeDescription) => {
			const body = JSON.parse(`{"codeDescription":"${codeDescription}"}`) as object;
			expect(of(409, body)).toMatchObject({ code: codeDescription, title: BY_STATUS[409].title });
		},
	);

	test.each(Object.entries(BY_CODE))('%s: every member of the row', (codeDescription, text) => {
		expect(errorRow(of(400, { codeDescription }))).toEqual({
			code: codeDescription,
			...text,
			advice: text.advice.endsWith('.') ? text.advice : `${text.advice}.`,
			retryable: text.action === 'retryLater',
			httpStatus: 400,
			details: null,
			errorId: null,
		});
	});
});

describe('what must stay hidden', () => {
	const SECRETS = ['client-secret-9f', 'hunter22'];
	const planted = [
		'761.092.776-73',
		'76109277673',
		'08.050.608/0001-32',
		'12.ABC.345/01DE-35',
		'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3fQ.c2lnbmF0dXJl',
		...SECRETS,
	];
	const bodies = (value: string): Array<[string, object]> => [
		['message', { message: `refused ${value}!` }],
		['codeDescription', { codeDescription: `X ${value}` }],
		['errorId', { errorId: value }],
		['details', { details: [{ code: value, parameter: value, message: `bad ${value}` }] }],
		['details as text', { details: [`bad ${value}`] }],
		['errors', { errors: [{ message: value }] }],
		['data', { data: { [value]: { deep: [value, { deeper: `is ${value}` }] } } }],
		['items', { items: [value] }],
	];

	test.each(planted)('%s, wherever Pluggy puts it', (value) => {
		for (const [, body] of bodies(value)) {
			const { problem } = problemOfAnswer(400, body, SECRETS);
			const error = toNodeError(node, problem, 0);
			const everything = [
				JSON.stringify(errorRow(problem)),
				JSON.stringify(error),
				error.message,
				error.description,
				error.stack,
			].join('\n');
			expect(everything).not.toContain(value);
			expect(everything).toContain('[hidden]');
		}
	});

	test('also in errors that are not ours, and in titles of the case at hand', () => {
		const stray = Object.assign(new Error('CPF 761.092.776-73'), { description: '76109277673' });
		const rows = [errorRow(problemOf(stray)), errorRow(problemOf('eyJhbGciOi.eyJleHAi.c2ln'))];
		rows.push(errorRow(localProblem('INVALID_INPUT', 'not 08.050.608/0001-32').problem));
		for (const row of rows) {
			expect(JSON.stringify(row)).not.toMatch(/761|eyJ|0001/);
			expect(row.title).toContain('[hidden]');
		}
	});
});

describe('errors that are not ours', () => {
	test("n8n's own is for the builder of the workflow", () => {
		const ofN8n = new NodeOperationError(node, 'Referenced node does not exist', {
			description: 'Connect it first',
		});
		const problem = problemOf(ofN8n);
		expect(problem).toMatchObject({
			code: 'N8N',
			title: 'Referenced node does not exist',
			advice: 'Connect it first',
			action: 'fixInput',
		});
		expect(toNodeError(node, problem, 2)).toBeInstanceOf(NodeOperationError);
		expect(problemOf(new NodeOperationError(node, 'No credential')).advice).toBe(LOCAL.N8N.advice);
	});

	test.each([new TypeError('x is not a function'), new Error(''), 'text', null, undefined, 7])(
		'%p is unexpected, and not to be repeated blindly',
		(error) => {
			const { code, title, advice, retryable } = problemOf(error);
			expect({ code, retryable }).toEqual({ code: 'UNEXPECTED', retryable: false });
			expect(title).not.toBe('');
			expect(advice).toContain('look there before you run it again');
		},
	);
});

describe("as n8n's error", () => {
	const problems: Array<[string, Problem]> = [
		...Object.keys(BY_CODE).map((codeDescription): [string, Problem] => [
			codeDescription,
			of(400, { codeDescription }),
		]),
		...Object.keys(BY_STATUS).map((status): [string, Problem] => [status, of(Number(status), {})]),
		...Object.keys(LOCAL).map((code): [string, Problem] => [
			code,
			localProblem(code as LocalCode).problem,
		]),
	];

	test.each(problems)('%s keeps our title, advice, page and row', (_, problem) => {
		const error = toNodeError(node, problem, 3);
		expect(error.message).toBe(problem.title);
		expect(error.description).toContain(problem.advice);
		expect(error.description).toContain(problem.docs);
		expect(error.context.itemIndex).toBe(3);
		if (error instanceof NodeApiError) {
			expect(error.httpCode).toBe(String(problem.httpStatus ?? problem.code));
		} else {
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(problem.httpStatus).toBeUndefined();
		}
	});

	test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH'])(
		'%s in a title does not bring in words of n8n, such as "retry immediately"',
		(code) => {
			for (const local of Object.keys(LOCAL) as LocalCode[]) {
				const title = `"Create payment" was sent, but the connection ended (${code})`;
				const error = toNodeError(node, localProblem(local, title).problem);
				expect(error.message).toBe(title);
				expect(error.description).not.toMatch(/retry the request immediately/i);
			}
		},
	);
});
