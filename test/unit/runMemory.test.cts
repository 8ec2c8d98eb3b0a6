import {
	hintsOf,
	memoryOfRow,
	newMemory,
	remember,
	viewAccount,
} from '../../nodes/Pluggy/runMemory';
import { PluggyError, localProblem, problemOfAnswer } from '../../nodes/shared/problems/errors';
import type { Client } from '../../nodes/shared/client/transport';
import { card, CARD_ID, checking } from './oddRows.cjs';

/** Answers what it is told, one after another, when it is let. */
function clientOf(...answers: unknown[]) {
	let asked = 0;
	const client = {
		login: 'a',
		send: async () => {
			const answer = answers[asked++];
			await new Promise((done) => setImmediate(done));
			if (answer instanceof Error) throw answer;
			return { status: 200, body: answer };
		},
	} as unknown as Client;
	return { client, asked: () => asked };
}

const view = async (client: Client, memory = newMemory(), id: unknown = CARD_ID) =>
	await viewAccount(memory, client, id, 'Get many transactions');

test('rows that ask at the same time share one read', async () => {
	const { client, asked } = clientOf(card);
	const memory = newMemory();
	const rows = [memoryOfRow(memory), memoryOfRow(memory), memory];
	const views = await Promise.all(rows.map(async (own) => await view(client, own)));
	expect(views).toEqual(Array(3).fill({ account: card }));
	expect(asked()).toBe(1);
});

test('one ID is another account for another login', async () => {
	const [one, other] = [clientOf(card), clientOf(checking)];
	const memory = newMemory();
	const both = { ...other.client, login: 'b' };
	for (let time = 0; time < 2; time++) {
		expect(await view(one.client, memory)).toEqual({ account: card });
		expect(await view(both, memory)).toEqual({ account: checking });
	}
	expect([one.asked(), other.asked()]).toEqual([1, 1]);
});

test('a read that was cancelled with its row is done again for another', async () => {
	const { client, asked } = clientOf(localProblem('CANCELLED'), card);
	const memory = newMemory();
	const [first, second] = await Promise.allSettled([view(client, memory), view(client, memory)]);
	expect(first.status).toBe('rejected');
	expect(second).toEqual({ status: 'fulfilled', value: { account: card } });
	expect(await view(client, memory)).toEqual({ account: card });
	expect(asked()).toBe(2);
});

test('a refusal is remembered, what may pass is not', async () => {
	const refused = clientOf(problemOfAnswer(404, { codeDescription: 'ACCOUNT_NOT_FOUND' }));
	const memory = newMemory();
	const why = 'the account could not be read (Account not found)';
	expect(await view(refused.client, memory)).toEqual({ why });
	expect(await view(refused.client, memory)).toEqual({ why });
	expect(refused.asked()).toBe(1);

	const busy = clientOf(problemOfAnswer(503, {}), localProblem('NO_ANSWER'), card);
	const other = newMemory();
	await expect(view(busy.client, other)).rejects.toThrow(PluggyError);
	await expect(view(busy.client, other)).rejects.toThrow(PluggyError);
	expect(await view(busy.client, other)).toEqual({ account: card });
});

test.each([[null], [''], ['a'], ['..'], [5]])('nobody is asked for the account %p', async (id) => {
	const { client, asked } = clientOf(card);
	expect(await view(client, newMemory(), id)).toEqual({
		why: 'Pluggy did not say which account it belongs to',
	});
	expect(asked()).toBe(0);
});

test('what rows have to tell is added up', () => {
	const memory = newMemory();
	expect(hintsOf(memory.notes)).toEqual([]);
	for (const count of [1, 2]) {
		const own = memoryOfRow(memory);
		Object.assign(own.notes, { disagreeing: count, withoutAmount: count, leftOut: count });
		remember(memory, own);
		expect(hintsOf(memory.notes).map((hint) => hint.split(' ').slice(0, 2).join(' '))).toEqual(
			Array(3).fill(count === 1 ? '1 transaction' : '3 transactions'),
		);
	}
});

test('why categories have no names is told once', () => {
	const memory = newMemory();
	for (const withoutNames of [undefined, 'Access refused', 'No answer']) {
		const own = memoryOfRow(memory);
		own.notes.withoutNames = withoutNames;
		remember(memory, own);
	}
	expect(hintsOf(memory.notes)).toEqual([
		'categoryTranslated is empty: the list of categories could not be read (Access refused).',
	]);
});
