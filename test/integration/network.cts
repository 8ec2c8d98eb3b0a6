import nock from 'nock';
import { API, jumpingClock, makeKey, newProcess } from './harness.cjs';

/**
 * For a file of tests: nobody answers but nock, and each test runs as in a process of its own.
 * @param options.jumps whether waits take no time
 * @returns how long the test slept so far, in ms
 */
export function onlyNock({ jumps = false } = {}): { slept: () => number } {
	let clock: ReturnType<typeof jumpingClock> | undefined;
	beforeAll(() => nock.disableNetConnect());
	beforeEach(() => {
		newProcess();
		clock = jumps ? jumpingClock() : undefined;
	});
	afterEach(() => {
		clock?.restore();
		nock.cleanAll();
	});
	afterAll(() => nock.restore());
	return { slept: () => clock?.slept() ?? 0 };
}

/** Every login succeeds. */
export function letIn(apiKey?: string): void {
	nock(API)
		.persist()
		.post('/auth')
		.reply(200, () => ({ apiKey: apiKey ?? makeKey('key') }));
}
