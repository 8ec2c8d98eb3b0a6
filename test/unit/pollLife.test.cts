import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { counted, FREE, RUNS } from '../counted.cjs';
import {
	FakeN8n,
	FakePluggy,
	HOUR,
	iso,
	serverError,
	START,
	type End,
	type FakeItem,
	type Keeping,
} from './pollWorld.cjs';

/** No row is lost, whatever happens and whenever n8n is killed; copies have the same eventId. */

const often = { seed: FREE, numRuns: 150 * RUNS };
afterAll(() => process.stdout.write(`\nPolls: SEED=${FREE} repeats this run\n`));

type Step =
	| { kind: 'sync'; item: number; rows: number; backHours: number }
	| { kind: 'changeIds'; item: number }
	| { kind: 'remove'; item: number }
	| { kind: 'account'; item: number }
	| { kind: 'poll'; end: End; failsAt: number | undefined }
	| { kind: 'wait'; hours: number }
	| { kind: 'kill' }
	| { kind: 'publish' };

const item = fc.nat(2);
const backHours = fc.constantFrom(0, 0, 1, 30, 71);
const end = fc.constantFrom<End>('well', 'well', 'well', 'killed', 'killedAfterSaving', 'dropped');
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('sync' as const),
		item,
		rows: fc.constantFrom(0, 1, 3, 7),
		backHours,
	}),
	fc.record({ kind: fc.constant('changeIds' as const), item }),
	fc.record({ kind: fc.constant('remove' as const), item }),
	fc.record({ kind: fc.constant('account' as const), item }),
	fc.record({
		kind: fc.constant('poll' as const),
		end,
		failsAt: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 3 }),
	}),
	fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 24, 100) }),
	fc.constant({ kind: 'kill' as const }),
	fc.constant({ kind: 'publish' as const }),
);

/** An event is told three times at most: no more than two polls may be lost. */
function withFewLosses(steps: readonly Step[]): Step[] {
	let losses = 0;
	return steps.map((one) => {
		const isLoss = one.kind === 'poll' && ['killedAfterSaving', 'dropped'].includes(one.end);
		if (isLoss) losses += 1;
		return isLoss && losses > 2 ? { ...one, end: 'well' } : one;
	});
}

/** What the life of some connections brought. */
async function live(steps: readonly Step[], keeping: Keeping, firstFailsAt?: number) {
	const pluggy = new FakePluggy();
	pluggy.pageSize = 4;
	const items = [pluggy.connect(1), pluggy.connect(2), pluggy.connect(1)];
	for (const one of items) pluggy.sync(one, 5);
	const old = new Set(rowsOf(items).map(({ id }) => id));
	const n8n = new FakeN8n(pluggy, keeping);
	n8n.settings = {
		events: ['transactions/created', 'item/updated'],
		itemIds: items.map(({ id }) => id),
		since: undefined,
	};
	// What is there at publishing is old, also where the first poll does not get through.
	let asked = 0;
	pluggy.fault = () => {
		if ((asked += 1) === firstFailsAt) throw serverError();
	};
	await n8n.publish();
	pluggy.fault = undefined;
	// n8n with durable cursors keeps nothing of the poll at publishing.
	await n8n.poll();
	for (const one of withFewLosses(steps)) {
		pluggy.now += 60_000;
		const at = 'item' in one ? items[one.item] : items[0];
		// Also a row that is shown by a later sync than its createdAt says.
		if (one.kind === 'sync') pluggy.sync(at, one.rows, one.backHours * HOUR);
		if (one.kind === 'wait') pluggy.now += one.hours * HOUR;
		if (one.kind === 'account') at.accounts[pluggy.newId()] = [];
		if (one.kind === 'kill') n8n.kill();
		if (one.kind === 'publish') n8n.publishAgain();
		if (one.kind === 'remove') for (const rows of Object.values(at.accounts)) rows.pop();
		if (one.kind === 'changeIds') {
			for (const rows of Object.values(at.accounts)) {
				const last = rows[rows.length - 1];
				if (last) last.id = pluggy.newId();
			}
			pluggy.sync(at);
		}
		if (one.kind === 'poll') {
			let count = 0;
			pluggy.fault = () => {
				if ((count += 1) === one.failsAt) throw serverError();
			};
			await n8n.poll(one.end);
			pluggy.fault = undefined;
		}
	}
	for (const one of items) {
		pluggy.now += 60_000;
		pluggy.sync(one);
	}
	await n8n.poll();
	await n8n.poll();
	return { n8n, items, old };
}

const rowsOf = (items: readonly FakeItem[]) =>
	items.flatMap(({ accounts }) => Object.values(accounts).flat());

const idsOf = (events: readonly IDataObject[]) => events.map(({ eventId }) => String(eventId));

describe.each<Keeping>(['cron', 'tick', 'durable'])('n8n that keeps its state by %s', (keeping) => {
	test('no row is lost; what is told again has the same eventId', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 25 }),
				fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
				counted('lives of connections', async (steps, firstFailsAt) => {
					const { n8n, items, old } = await live(steps, keeping, firstFailsAt);
					for (const { id, createdAt } of rowsOf(items)) {
						// What has no trace of its own can be old: it was never asked for before n8n was killed.
						const isOld = firstFailsAt !== undefined && createdAt <= iso(START);
						if (old.has(id) || isOld) continue;
						const events = n8n.eventsOf(id);
						expect(events.length).toBeGreaterThanOrEqual(1);
						expect(new Set(idsOf(events)).size).toBe(1);
					}
					const told = n8n.told.flatMap(({ transactionIds }) => (transactionIds ?? []) as string[]);
					expect(told.filter((id) => old.has(id))).toEqual([]);
				}),
			),
			often,
		);
	});

	test('in one process every event is told once', async () => {
		const alive = fc.array(
			step.filter(
				(one) =>
					one.kind !== 'kill' &&
					one.kind !== 'publish' &&
					(one.kind !== 'poll' || one.end === 'well'),
			),
			{ maxLength: 25 },
		);
		await fc.assert(
			fc.asyncProperty(
				alive,
				counted('lives in one process', async (steps) => {
					const { n8n, items, old } = await live(steps, keeping);
					for (const { id } of rowsOf(items)) {
						if (!old.has(id)) expect(n8n.eventsOf(id)).toHaveLength(1);
					}
					const ids = idsOf(n8n.told);
					expect(ids.length).toBe(new Set(ids).size);
				}),
			),
			often,
		);
	});
});
