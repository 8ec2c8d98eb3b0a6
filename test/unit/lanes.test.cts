import { clock } from '../../nodes/shared/client/clock';
import { inLanes, lanesOf, type Course, type Ended } from '../../nodes/Pluggy/lanes';

/** Lanes: what is under way together, in which order it comes out, and what ends it. */

/** Pieces of work that end when the test says so. */
function scripted(count: number, most: number, more: Partial<Course<string>> = {}) {
	const begun: number[] = [];
	const cancelled: number[] = [];
	const ends = new Map<number, { good: () => void; bad: () => void }>();
	const course: Course<string> = {
		count,
		lanes: lanesOf(most),
		stopsAtError: false,
		signal: undefined,
		work: async (index, signal) => {
			begun.push(index);
			return await new Promise<string>((resolve, reject) => {
				ends.set(index, {
					good: () => resolve(`done ${index}`),
					bad: () => reject(new Error(`failed ${index}`)),
				});
				signal.addEventListener('abort', () => {
					cancelled.push(index);
					reject(new Error(`cancelled ${index}`));
				});
			});
		},
		...more,
	};
	const out: string[] = [];
	const textOf = (ended: Ended<string>) =>
		'value' in ended ? ended.value : (ended.error as Error).message;
	const end = (async () => {
		for await (const ended of inLanes(course)) out.push(textOf(ended));
	})();
	return { begun, cancelled, out, end, course, ends };
}

const settle = async () => {
	for (let n = 0; n < 20; n++) await Promise.resolve();
};

describe('as many as there are lanes', () => {
	test('are begun and not yet put out; the first decides when the next begins', async () => {
		const { begun, out, ends, end } = scripted(6, 3);
		await settle();
		expect(begun).toEqual([0, 1, 2]);
		ends.get(1)!.good();
		ends.get(2)!.good();
		await settle();
		expect([begun.length, out]).toEqual([3, []]);
		ends.get(0)!.good();
		await settle();
		expect(out).toEqual(['done 0', 'done 1', 'done 2']);
		expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
		for (const index of [5, 4, 3]) ends.get(index)!.good();
		await end;
		expect(out).toEqual([0, 1, 2, 3, 4, 5].map((index) => `done ${index}`));
	});

	test('one lane: one after another', async () => {
		const { begun, ends, end } = scripted(3, 1);
		for (const index of [0, 1, 2]) {
			await settle();
			expect(begun).toEqual([...Array(index + 1).keys()]);
			ends.get(index)!.good();
		}
		await end;
	});

	test('nothing to do ends at once', async () => {
		const { out, begun, end } = scripted(0, 5);
		await end;
		expect([out, begun]).toEqual([[], []]);
	});
});

describe('no more at once than may meet a limit together', () => {
	let tick: () => void;
	const real = clock.tick;
	beforeEach(() => {
		clock.tick = async () => await new Promise((resolve) => (tick = resolve));
	});
	afterEach(() => {
		clock.tick = real;
	});

	test('eleven first, then a fifth of what came through', async () => {
		const { begun, out, ends, end } = scripted(200, 20);
		const widths: number[] = [];
		for (let index = 0; index < 200; index++) {
			await settle();
			widths.push(begun.length - out.length);
			ends.get(index)!.good();
		}
		await end;
		expect(widths[0]).toBe(11);
		expect(widths[55]).toBe(11);
		expect(widths[75]).toBe(15);
		expect(widths[100]).toBe(20);
		expect(Math.max(...widths)).toBe(20);
		expect(out).toHaveLength(200);
	});

	test('all lanes, where an answer takes more than a second', async () => {
		const { begun, ends, end } = scripted(30, 20);
		await settle();
		expect(begun).toHaveLength(11);
		tick();
		await settle();
		expect(begun).toHaveLength(20);
		for (let index = 0; index < 30; index++) {
			await settle();
			ends.get(index)!.good();
		}
		await end;
	});
});

describe('a barrier', () => {
	const alone = (...indexes: number[]) => ({ isAlone: (index: number) => indexes.includes(index) });

	test('begins when all before it have ended, and holds back what comes behind', async () => {
		const { begun, ends, out, end } = scripted(5, 4, alone(2));
		await settle();
		expect(begun).toEqual([0, 1]);
		ends.get(1)!.good();
		await settle();
		expect(begun).toEqual([0, 1]);
		ends.get(0)!.good();
		await settle();
		expect(begun).toEqual([0, 1, 2]);
		ends.get(2)!.good();
		await settle();
		expect(begun).toEqual([0, 1, 2, 3, 4]);
		ends.get(4)!.good();
		ends.get(3)!.good();
		await end;
		expect(out).toEqual([0, 1, 2, 3, 4].map((index) => `done ${index}`));
	});

	test('two in a row are one after another', async () => {
		const { begun, ends, end } = scripted(2, 4, alone(0, 1));
		await settle();
		expect(begun).toEqual([0]);
		ends.get(0)!.good();
		await settle();
		expect(begun).toEqual([0, 1]);
		ends.get(1)!.good();
		await end;
	});

	test('that fails where errors go on: what comes behind begins all the same', async () => {
		const { begun, ends, out, end } = scripted(2, 4, alone(0));
		await settle();
		ends.get(0)!.bad();
		await settle();
		expect(begun).toEqual([0, 1]);
		ends.get(1)!.good();
		await end;
		expect(out).toEqual(['failed 0', 'done 1']);
	});
});

describe('an error', () => {
	test('that stops: nothing new, later ones cancelled, earlier ones awaited, the lowest one is told', async () => {
		const { begun, cancelled, ends, out, end } = scripted(9, 5, { stopsAtError: true });
		await settle();
		ends.get(2)!.bad();
		await settle();
		expect(cancelled).toEqual([3, 4]);
		expect(out).toEqual([]);
		ends.get(0)!.good();
		await settle();
		expect(out).toEqual(['done 0']);
		expect(begun).toEqual([0, 1, 2, 3, 4]);
		ends.get(1)!.bad();
		await end;
		expect(out).toEqual(['done 0', 'failed 1']);
		expect(begun).toHaveLength(5);
	});

	test('that does not stop is one among the results', async () => {
		const { ends, out, end, cancelled } = scripted(3, 3);
		await settle();
		ends.get(1)!.bad();
		ends.get(2)!.good();
		ends.get(0)!.good();
		await end;
		expect(out).toEqual(['done 0', 'failed 1', 'done 2']);
		expect(cancelled).toEqual([]);
	});
});

test('cancelled: all that is under way ends, and nothing begins', async () => {
	const controller = new AbortController();
	const { begun, out, end } = scripted(9, 3, { signal: controller.signal });
	await settle();
	controller.abort();
	await end;
	expect(begun).toEqual([0, 1, 2]);
	expect(out).toEqual(['cancelled 0', 'cancelled 1', 'cancelled 2']);
});

test('work inside of work uses the lanes that are free, and gives them back', async () => {
	const lanes = lanesOf(3);
	const inner = scripted(4, 1, { lanes });
	await settle();
	expect(inner.begun).toEqual([0, 1, 2]);
	expect(lanes.free).toBe(0);
	// Another one has its own lane only.
	const other = scripted(2, 1, { lanes });
	await settle();
	expect(other.begun).toEqual([0]);
	for (const index of [0, 1, 2, 3]) {
		inner.ends.get(index)!.good();
		await settle();
	}
	await inner.end;
	other.ends.get(0)!.good();
	await settle();
	other.ends.get(1)!.good();
	await other.end;
	expect(lanes.free).toBe(2);
});

test('who leaves early cancels what is under way, and gives the lanes back', async () => {
	const cancelled: number[] = [];
	const lanes = lanesOf(4);
	const course: Course<number> = {
		count: 9,
		lanes,
		stopsAtError: false,
		signal: undefined,
		work: async (index, signal) =>
			index === 0
				? 0
				: await new Promise((_, reject) =>
						signal.addEventListener('abort', () => {
							cancelled.push(index);
							reject(new Error('cancelled'));
						}),
					),
	};
	for await (const _ of inLanes(course)) break;
	expect(cancelled).toEqual([1, 2, 3]);
	expect(lanes.free).toBe(3);
});
