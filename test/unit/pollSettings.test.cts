import { beginningOf } from '../../nodes/PluggyPollTrigger/beginning';
import { POLLED_EVENTS } from '../../nodes/PluggyPollTrigger/events';
import { pollFailureOf } from '../../nodes/PluggyPollTrigger/failure';
import { properties } from '../../nodes/PluggyPollTrigger/properties';
import { readPollSettings } from '../../nodes/PluggyPollTrigger/settings';
import { emptyState, parseState, textOf } from '../../nodes/PluggyPollTrigger/state';
import { eventIdOf, keyOf } from '../../nodes/PluggyPollTrigger/told';
import { EVENTS } from '../../nodes/shared/events';
import {
	localProblem,
	PluggyError,
	problemOf,
	problemOfAnswer,
} from '../../nodes/shared/problems/errors';
import { HOUR, START, uuid } from './pollWorld.cjs';

/** The settings of the Pluggy Poll Trigger, the state it begins with, and how n8n reads its failures. */

const good = { events: ['item/updated'], itemIds: uuid(1), options: {} };

function read(change: object, ofCredential: string[] = []) {
	const parameters: Record<string, unknown> = { ...good, ...change };
	return readPollSettings((name) => parameters[name], ofCredential, START);
}

function faultOf(change: object, ofCredential: string[] = []): string {
	try {
		read(change, ofCredential);
	} catch (error) {
		expect(error).toBeInstanceOf(PluggyError);
		expect(problemOf(error).code).toBe('INVALID_INPUT');
		return problemOf(error).title;
	}
	throw new Error('It was accepted');
}

describe('settings', () => {
	test('the IDs of the node, in whatever form, each once; else those of the credential', () => {
		const expected = [uuid(0xa), uuid(0xb)];
		const listed = `${uuid(0xa).toUpperCase()}, ${uuid(0xb)};\n${uuid(0xa)}`;
		expect(read({ itemIds: listed }).itemIds).toEqual(expected);
		expect(read({ itemIds: expected }).itemIds).toEqual(expected);
		expect(read({ itemIds: ' ' }, expected).itemIds).toEqual(expected);
		expect(read({ itemIds: uuid(1) }, expected).itemIds).toEqual([uuid(1)]);
	});

	test('the events offered are the seven that polling can see, with the words of the other trigger', () => {
		const [{ options }] = properties as Array<{ options: object[] }>;
		expect(options).toHaveLength(7);
		for (const value of POLLED_EVENTS) {
			expect(options).toContainEqual(expect.objectContaining({ value, ...EVENTS[value] }));
		}
		expect(read({ events: [...POLLED_EVENTS, ...POLLED_EVENTS] }).events).toEqual(POLLED_EVENTS);
	});

	test('payment requests need no connection', () => {
		expect(read({ events: ['payment_request/updated'], itemIds: '' }).itemIds).toEqual([]);
	});

	test('the last days of a first poll', () => {
		expect(read({}).since).toBeUndefined();
		expect(read({ options: { firstPollDays: 0 } }).since).toBeUndefined();
		expect(read({ options: { firstPollDays: 2 } }).since).toBe(START - 48 * HOUR);
		expect(read({ options: { firstPollDays: '2' } }).since).toBe(START - 48 * HOUR);
	});

	test.each<[string, object, RegExp]>([
		['no event', { events: [] }, /Choose at least one event/],
		['events that an expression does not find', { events: undefined }, /"Events" is given by/],
		[
			'an event that polling cannot see',
			{ events: ['boleto/updated'] },
			/cannot see.*Pluggy Trigger/,
		],
		['all', { events: ['all'] }, /cannot see/],
		['no connection at all', { itemIds: '' }, /No connection to ask about/],
		['IDs that an expression does not find', { itemIds: undefined }, /"Item IDs" is given by/],
		['an empty list', { itemIds: [] }, /"Item IDs" is empty/],
		[
			'a list of which an entry is missing',
			{ itemIds: [uuid(1), undefined] },
			/entry that is empty/,
		],
		['what is no ID', { itemIds: `${uuid(1)}, 761.092.776-73` }, /entry 2 is no ID/],
		['a path', { itemIds: '../accounts' }, /entry 1 is no ID/],
		[
			'more than 50',
			{ itemIds: Array.from({ length: 51 }, (_, n) => uuid(n)) },
			/51 connections.*50/,
		],
		['options that are none', { options: 'x' }, /"Options" is given by/],
		['an option nobody knows', { options: { days: 3 } }, /"Options" has a member/],
		['days that are none', { options: { firstPollDays: 'seven' } }, /number from 0 to 365/],
		['days that are empty', { options: { firstPollDays: '' } }, /number from 0 to 365/],
		['days in the future', { options: { firstPollDays: -1 } }, /number from 0 to 365/],
	])('%s is refused, and the value is not repeated', (_, change, said) => {
		const fault = faultOf(change);
		expect(fault).toMatch(said);
		expect(fault).not.toMatch(/761|seven|\.\.\/|boleto/);
	});

	test('of the credential, too', () => {
		expect(faultOf({ itemIds: '' }, ['x'])).toMatch(/of the credential: entry 1 is no ID/);
		expect(
			faultOf(
				{ itemIds: '' },
				Array.from({ length: 51 }, (_, n) => uuid(n)),
			),
		).toMatch(/51/);
	});
});

describe('the state a poll begins with', () => {
	const node = keyOf('node');
	const state = { ...emptyState(node, 'A'), polls: 7, told: 5 };
	const of = { remembered: undefined, isEmpty: false, node, nodeName: 'Poll', processMark: 'B' };

	test('is what n8n kept', () => {
		expect(beginningOf({ ...of, saved: textOf(state) })).toEqual({
			state: { ...state, process: 'B' },
			isGarbage: false,
		});
	});

	test('is empty where n8n kept nothing', () => {
		const begun = beginningOf({ ...of, saved: undefined, isEmpty: true });
		expect(begun).toEqual({ state: emptyState(node, 'B'), isGarbage: false });
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['a number', 5],
		['an object', { version: 1 }],
		['no JSON', '{"version":1'],
		['another version', textOf({ ...state, version: 2 as never })],
		['another node', textOf({ ...state, node: keyOf('other') })],
		['a count that is none', textOf({ ...state, polls: -1 })],
		['connections that are none', textOf({ ...state, connections: { x: {} } as never })],
		['a prototype', '{"__proto__":{"version":1}}'],
		['megabytes', JSON.stringify('x'.repeat(3_000_000))],
	])('is empty where it kept garbage: %s', (_, saved) => {
		const begun = beginningOf({ ...of, saved });
		expect(begun).toEqual({ state: emptyState(node, 'B'), isGarbage: true });
	});

	test('is what the process remembers, if n8n kept something older', () => {
		const kept = textOf({ ...state, polls: 5, process: 'B' });
		const remembered = { state: { ...state, process: 'B' }, nodeName: 'Poll' };
		expect(beginningOf({ ...of, saved: kept, remembered }).state).toBe(remembered.state);
		const newer = { ...state, polls: 9, process: 'C' };
		expect(beginningOf({ ...of, saved: textOf(newer), remembered }).state.polls).toBe(9);
	});

	test('of a node with a new name is what the process remembers', () => {
		const remembered = { state: { ...state, process: 'B' }, nodeName: 'Old Name' };
		const begun = beginningOf({ ...of, saved: undefined, isEmpty: true, remembered });
		expect(begun.state).toBe(remembered.state);
	});

	test('reads back what it wrote', () => {
		expect(parseState(textOf(state), node)).toEqual(state);
	});
});

test('IDs of events have the form of a UUID, and are the same for the same parts', () => {
	const id = eventIdOf('a', null, 'b');
	expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
	expect(eventIdOf('a', null, 'b')).toBe(id);
	expect(eventIdOf('a', 'b')).not.toBe(id);
});

describe('why a poll failed, for n8n', () => {
	test.each([
		[localProblem('WAIT_TOO_LONG', 'x', { details: { waitSeconds: 61 } }), 'rate-limited', 61_000],
		[problemOfAnswer(429, {}), 'rate-limited', undefined],
		[problemOfAnswer(500, {}), 'temporarily-unavailable', undefined],
		[problemOfAnswer(503, {}), 'temporarily-unavailable', undefined],
		[localProblem('NOT_REACHED'), 'temporarily-unavailable', undefined],
		[localProblem('NO_ANSWER'), 'temporarily-unavailable', undefined],
		[localProblem('LOGIN_FAILED'), 'credential-invalid', undefined],
		[
			localProblem('LOGIN_FAILED', 'x', { code: 'CLIENT_KEYS_UNAUTHORIZED', httpStatus: 401 }),
			'credential-invalid',
			undefined,
		],
		[localProblem('LOGIN_FAILED', 'x', { retryable: true }), 'temporarily-unavailable', undefined],
		[localProblem('INVALID_INPUT'), 'configuration-invalid', undefined],
		[problemOfAnswer(404, {}), 'configuration-invalid', undefined],
		[localProblem('BAD_ANSWER'), undefined, undefined],
	])('%# %s', ({ problem }, cause, retryAfterMs) => {
		const failure = pollFailureOf(problem) as { cause?: string; retryAfterMs?: number } | undefined;
		expect([failure?.cause, failure?.retryAfterMs]).toEqual([cause, retryAfterMs]);
	});
});
