import { Readable } from 'node:stream';
import { clock } from '../../nodes/shared/client/clock';
import { download } from '../../nodes/shared/client/download';
import { withSignal, type Client } from '../../nodes/shared/client/transport';

/** A download ends with its deadline, its cancel or its error: nothing goes on unseen. */

const LINK = 'https://files.example.com/1.pdf';
const BASE = 'https://api.pluggy.ai';
type Helper = Parameters<typeof download>[0];

/** A host that sends a beginning and then nothing. */
function stalled(statusCode = 200) {
	const body = new Readable({ read: () => undefined });
	body.push('%PDF-');
	const signals: AbortSignal[] = [];
	const httpRequest = (async (options: { abortSignal?: AbortSignal }) => {
		signals.push(options.abortSignal!);
		return { statusCode, headers: {}, body };
	}) as unknown as Helper;
	return { body, signals, httpRequest };
}

const failure = async (work: Promise<unknown>) =>
	(await work.then(
		() => undefined,
		(error: unknown) => error,
	)) as Error & { code?: string; failure?: { code: string } };

afterEach(() => jest.restoreAllMocks());

test('at its deadline it is stopped, and said to have taken too long', async () => {
	jest.spyOn(clock, 'tick').mockImplementation(async () => await new Promise(setImmediate));
	const { body, signals, httpRequest } = stalled();
	const error = await failure(download(httpRequest, LINK, BASE));
	expect(error.message).toContain('took too long');
	expect(error.message).not.toContain('not reached');
	expect(body.destroyed).toBe(true);
	expect(signals[0].aborted).toBe(true);
});

test('cancelled it is stopped, too', async () => {
	jest.spyOn(clock, 'tick').mockImplementation(async () => await new Promise(setImmediate));
	const { body, signals, httpRequest } = stalled();
	const controller = new AbortController();
	const work = failure(download(httpRequest, LINK, BASE, controller.signal));
	await new Promise(setImmediate);
	controller.abort();
	expect((await work).message).toMatch(/cancelled/i);
	expect(body.destroyed).toBe(true);
	expect(signals[0].aborted).toBe(true);
});

test('what n8n throws at a cancel is a cancel, no host out of reach', async () => {
	const controller = new AbortController();
	const httpRequest = (async () => {
		controller.abort();
		throw Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
	}) as unknown as Helper;
	const error = await failure(download(httpRequest, LINK, BASE, controller.signal));
	expect(error.message).toMatch(/cancelled/i);
});

test('an answer after the deadline is not read', async () => {
	jest.spyOn(clock, 'tick').mockImplementation(async () => await new Promise(setImmediate));
	const { body } = stalled();
	let answer: (value: unknown) => void = () => undefined;
	const httpRequest = (async () =>
		await new Promise((resolve) => (answer = resolve))) as unknown as Helper;
	await failure(download(httpRequest, LINK, BASE));
	answer({ statusCode: 200, headers: {}, body });
	await new Promise(setImmediate);
	expect(body.destroyed).toBe(true);
});

test('a whole file leaves the signal of the run without listeners', async () => {
	const controller = new AbortController();
	const remove = jest.spyOn(controller.signal, 'removeEventListener');
	const add = jest.spyOn(controller.signal, 'addEventListener');
	const httpRequest = (async () => ({
		statusCode: 200,
		headers: { 'content-type': 'application/pdf' },
		body: Readable.from([Buffer.from('%PDF-')]),
	})) as unknown as Helper;
	const { bytes } = await download(httpRequest, LINK, BASE, controller.signal);
	expect(bytes.toString()).toBe('%PDF-');
	expect(add).toHaveBeenCalled();
	expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
});

test('a part of a run that ends alone ends its downloads', async () => {
	const seen: unknown[] = [];
	const client = {
		send: jest.fn(),
		download: async (_: string, signal?: AbortSignal) => {
			seen.push(signal);
			return { bytes: Buffer.alloc(0), mimeType: '' };
		},
	} as unknown as Client;
	const { signal } = new AbortController();
	await withSignal(client, signal).download(LINK);
	expect(seen).toEqual([signal]);
});
