import {
	ExpressionError,
	ExpressionExtensionError,
	NodeApiError,
	NodeOperationError,
	OperationalError,
	UnexpectedError,
	UserError,
	WorkflowOperationError,
	type INode,
} from 'n8n-workflow';
import {
	errorRow,
	localProblem,
	problemOf,
	problemOfAnswer,
	type Problem,
} from '../../nodes/shared/problems/errors';
import { toNodeError } from '../../nodes/shared/problems/nodeErrors';
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

describe('what Pluggy says is cut', () => {
	const LONG = 5_000_000;
	const cut = /… cut, \d+ characters more/;

	/** Everything that is kept of an answer: what a person reads, and the details of the row. */
	const kept = ({ advice, details, code, title }: Problem) =>
		[advice, title, code, JSON.stringify(details ?? null)].join('').length;

	test.each<[string, object]>([
		['message', { message: 'x '.repeat(LONG / 2) }],
		['codeDescription', { codeDescription: 'X1'.repeat(LONG / 2) }],
		['errorId', { errorId: 'x.'.repeat(LONG / 2) }],
		['hexadecimal errorId', { errorId: 'ab'.repeat(LONG / 2) }],
		['details', { details: [{ code: '1', parameter: 'p', message: 'x '.repeat(LONG / 2) }] }],
		['details as text', { details: ['x '.repeat(LONG / 2)] }],
		['data', { data: { text: 'x '.repeat(LONG / 2) } }],
		['a name in data', { data: { ['x '.repeat(LONG / 2)]: 1 } }],
		['items', { items: ['x '.repeat(LONG / 2)] }],
	])('%s', (_, body) => {
		const problem = of(400, body);
		expect(JSON.stringify(errorRow(problem))).toMatch(cut);
		expect(kept(problem)).toBeLessThan(64 * 1_024);
	});

	test('all of it together', () => {
		const many = (count: number) =>
			Array.from({ length: count }, (_, place) => ({
				code: '1',
				message: `field ${place} is wrong`,
			}));
		const body = {
			message: 'm '.repeat(LONG / 2),
			details: many(100_000),
			data: { rows: many(100_000), more: Object.fromEntries(many(50_000).entries()) },
			items: many(100_000).map(({ message }) => message),
		};
		const problem = of(400, body);
		expect(kept(problem)).toBeLessThan(64 * 1_024);
		const { fields, items } = problem.details as { fields: object[]; items: string[] };
		const shown = fields.length - 1;
		expect(fields[0]).toEqual({ code: '1', parameter: undefined, message: 'field 0 is wrong' });
		expect(fields[shown]).toEqual({ message: `… cut, ${100_000 - shown} entries more` });
		expect(items[items.length - 1]).toBe(`… cut, ${100_000 - items.length + 1} entries more`);
		expect(toNodeError(node, problem).description!.length).toBeLessThan(20_000);
	});

	test('data and details that are nested deeper than the stack', () => {
		const deep = (open: string, close: string) =>
			JSON.parse(`${open.repeat(20_000)}1${close.repeat(20_000)}`) as object;
		for (const body of [
			{ data: deep('{"a":', '}') },
			{ data: { list: deep('[', ']') } },
			{ details: [deep('[', ']')] },
			{ details: [deep('{"message":', '}')] },
			{ items: deep('[', ']') },
			{ message: deep('[', ']'), codeDescription: deep('[', ']'), errorId: deep('[', ']') },
		]) {
			const problem = of(400, body);
			expect(problem.code).toBe('HTTP_400');
			expect(JSON.stringify(errorRow(problem)).length).toBeLessThan(3_000);
		}
	});

	test('of what is not ours, and of a title', () => {
		const long = 'x '.repeat(LONG / 2);
		const stray = Object.assign(new Error(long), { description: long });
		for (const problem of [problemOf(stray), localProblem('LOGIN_FAILED', long).problem]) {
			expect(problem.title).toMatch(cut);
			expect(kept(problem)).toBeLessThan(64 * 1_024);
		}
	});

	test('the secrets of a request are prepared once for an error', () => {
		let reads = 0;
		const list = Array.from({ length: 2_000 }, (_, place) => `pedido ${place} de Maria`);
		const secrets = new Proxy(list, {
			get: (target, name, receiver) => {
				if (name === '1') reads++;
				return Reflect.get(target, name, receiver) as unknown;
			},
		});
		const details = list.map((text) => ({ parameter: 'x', message: `"${text}" is wrong` }));
		const body = { message: list.join(), errorId: 'e.1', details, data: { list }, items: list };
		const problem = of(400, { ...body, codeDescription: 'NEW NAME' }, secrets);
		expect(reads).toBe(1);
		expect(JSON.stringify(problem)).not.toContain('Maria');
	});

	test('of a request with more secrets than can be looked for, nothing is quoted', () => {
		const secrets = Array.from({ length: 20_000 }, (_, place) => `pedido ${place} de Maria`);
		const body = {
			codeDescription: 'CONNECTOR_VALIDATION_ERROR',
			message: `"${secrets[7]}" is wrong`,
			details: [{ parameter: secrets[8], message: 'is wrong' }],
			errorId: '10aa01fe-4587-404e-8ec3-3ae5f6a63a5d',
		};
		const problem = of(400, body, secrets);
		expect(problem).toMatchObject({
			code: body.codeDescription,
			title: BY_CODE.CONNECTOR_VALIDATION_ERROR.title,
			errorId: body.errorId,
		});
		expect(problem.advice).toContain('Pluggy said: [hidden] (errorId');
		expect(JSON.stringify(problem)).not.toContain('pedido');
	});
});

describe('names and IDs that stay', () => {
	test('a name of Pluggy, though the user name is a word of it', () => {
		const secrets = ['user', 'invalid'];
		const body = { codeDescription: 'ITEM_USER_ALREADY_EXISTS', message: 'the user exists' };
		const problem = of(400, body, secrets);
		expect(problem.code).toBe('ITEM_USER_ALREADY_EXISTS');
		expect(problem.advice).toContain('Pluggy said: the [hidden] exists');
		expect(of(400, { codeDescription: 'invalid user' }, secrets).code).toBe('[hidden] [hidden]');
	});

	test.each([
		'a1b2c3d4e5f612',
		'12abc34501de35',
		'10aa01fe-4587-404e-8ec3-3ae5f6a63a5d',
		'3b1f5c2d4e6f',
	])('the errorId %s, though a secret is among its digits', (errorId) => {
		const problem = of(500, { errorId }, ['12ab', '3b1f', '4587', 'e5f6']);
		expect(problem.errorId).toBe(errorId);
		expect(problem.advice).toContain(`(errorId ${errorId})`);
	});

	test('but not an errorId that is a secret', () => {
		expect(of(500, { errorId: 'deadbeef01' }, ['deadbeef01']).errorId).toBe('[hidden]');
	});

	test('the label of a payment, in whatever says it', () => {
		const label = 'n8n-12345678-0-1';
		const title = localProblem('OUTCOME_UNKNOWN', `Look for ${label}`).problem.title;
		expect(title).toBe(`Look for ${label}`);
		const said = of(400, { message: `${label} exists` }, [label, '12345678']).advice;
		expect(said).toContain(`Pluggy said: ${label} exists`);
	});
});

test('a code that another part found is no place for a document either', () => {
	const { code } = localProblem('LOGIN_FAILED', 'x', { code: 'NEW_76109277673' }).problem;
	expect(code).toBe('NEW_[hidden]');
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

	test.each<[string, Error]>([
		['a function', new UserError('this is a function, please add ()')],
		['invalid syntax', new UserError('invalid syntax')],
		['a database that does not answer', new OperationalError('Database connection timed out')],
		['an expression', new ExpressionError('Referenced node does not exist')],
		['an extension', new ExpressionExtensionError('cannot convert to Luxon DateTime')],
		['a workflow', new WorkflowOperationError('The node has no such input')],
	])('what n8n throws about %s is for the builder as well', (_, error) => {
		expect(problemOf(error)).toMatchObject({
			code: 'N8N',
			title: error.message,
			action: 'fixInput',
			advice: LOCAL.N8N.advice,
		});
	});

	test.each([
		['an expression', '={{ "x".substring }}'],
		['a collection', { dateFrom: '={{ DateTime }}' }],
		['a list', [{ id: '={{ $json.id.toString }}' }]],
	])('so is what an expression engine throws about %s, whatever its class', (_, parameter) => {
		const error = new Error('Expression evaluation failed: function could not be cloned');
		error.cause = parameter;
		expect(problemOf(error)).toMatchObject({ code: 'N8N', title: error.message });
		expect(JSON.stringify(problemOf(error))).not.toContain('{{');
	});

	test('a bug of n8n and a network error with its cause are not', () => {
		const network = new Error('read failed');
		network.cause = new Error('read ECONNRESET');
		for (const error of [new UnexpectedError('No execution data'), network]) {
			expect(problemOf(error).code).toBe('UNEXPECTED');
		}
	});

	test.each([Object.create(null), Symbol(), { message: 7 }, [], () => 1])(
		'what has no text of its own is unexpected, and breaks nothing',
		(error) => expect(problemOf(error)).toMatchObject(LOCAL.UNEXPECTED),
	);

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

describe('an answer of megabytes holds nobody up', () => {
	const many = 500_000;
	const texts = Array.from({ length: many }, () => 'abc');
	const members = Object.fromEntries(texts.map((text, place) => [`name${place}`, text]));
	const odd = { what: { is: 'z'.repeat(1_000) } };
	test.each<[string, object]>([
		['a list as its message', { message: texts }],
		['many details', { details: texts.map((message) => ({ message })) }],
		['large details of no known form', { details: Array.from({ length: 1_000 }, () => odd) }],
		['many members', members],
		['a name that goes on and on', { codeDescription: 'A_'.repeat(4_000_000) }],
	])('%s', (_, body) => {
		const answer = { code: 400, ...body };
		const start = Date.now();
		const { problem } = problemOfAnswer(400, answer, ['a-secret']);
		expect(Date.now() - start).toBeLessThan(1_000);
		expect(JSON.stringify(problem).length).toBeLessThan(100_000);
	});

	test('and says how much of it is not shown', () => {
		const { problem } = problemOfAnswer(400, { details: Array.from({ length: 900 }, () => odd) });
		const fields = problem.details!.fields as Array<{ message: string }>;
		expect(fields[fields.length - 1].message).toBe(`… cut, ${901 - fields.length} entries more`);
	});
});
