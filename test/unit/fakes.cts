import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { WaitBudget, WaitReport } from '../../nodes/shared/client/budget';
import { clock } from '../../nodes/shared/client/clock';
import { forgetGates } from '../../nodes/shared/client/gate';
import type { ApiRequest } from '../../nodes/shared/client/request';
import { forgetLogins } from '../../nodes/shared/client/login';
import type { Context } from '../../nodes/shared/client/transport';

/** Scripted answers, a log of what was sent, and a clock that jumps. */

export interface Sent {
	/** Milliseconds since the start of the test. */
	at: number;
	method: string;
	url: string;
	body?: unknown;
	key: string;
}

export type Scripted =
	| { status: number; body?: unknown; headers?: IDataObject }
	/** A network error with this code; `syscall` as Node.js sets it. */
	| { code: string; syscall?: string; message?: string; errors?: Error[] };

/** As axios throws it: its own error around that of Node.js, which alone names the call. */
export function networkError({
	code,
	syscall,
	message = code,
	errors,
}: Extract<Scripted, { code: string }>): Error {
	const ofNode = Object.assign(new Error(message), { code, syscall, errors });
	return Object.assign(new Error(message), { code, isAxiosError: true, cause: ofNode });
}

const real = { ...clock };

/** Replaces the clock: sleeping takes no time but moves it. */
export function fakeClock(random: () => number = () => 0.5) {
	let now = 1_767_225_600_000;
	const start = now;
	const waiting: Array<{ at: number; wake: () => void }> = [];
	clock.now = () => now;
	clock.random = random;
	clock.sleep = async (ms) =>
		await new Promise<void>((wake) => {
			waiting.push({ at: now + ms, wake });
		});
	let running = true;
	const turn = () => {
		if (!running) return;
		waiting.sort((a, b) => a.at - b.at);
		const next = waiting.shift();
		if (next) {
			now = Math.max(now, next.at);
			next.wake();
		}
		setImmediate(turn);
	};
	setImmediate(turn);
	return {
		elapsed: () => now - start,
		restore: () => {
			running = false;
			Object.assign(clock, real);
		},
	};
}

/** The turn of a request at a gate, of a run of its own. */
export const turn = (ms: number, signal?: AbortSignal, again = false) => ({
	budget: new WaitBudget(ms, new WaitReport()),
	signal,
	again,
});

export function startProcess(): void {
	forgetLogins();
	forgetGates();
}

interface FakeOptions {
	credential?: IDataObject;
	signal?: AbortSignal;
	/** How long an answer takes. */
	delay?: () => Promise<void>;
}

/** n8n's context, as far as the transport needs it. The credential holds a living key. */
export function fakeContext(
	script: Array<Scripted | ((sent: Sent) => Scripted)>,
	{ credential = {}, signal, delay = async () => {} }: FakeOptions = {},
): { context: Context; sent: Sent[]; stored: IDataObject; reads: () => number } {
	const sent: Sent[] = [];
	const start = clock.now();
	let reads = 0;
	const stored: IDataObject = {
		clientId: 'client',
		clientSecret: 'the-secret',
		baseUrl: 'https://api.pluggy.ai',
		access: 'payments',
		...credential,
	};
	const context = {
		getCredentials: async () => {
			reads++;
			return { ...stored };
		},
		getNode: () => ({ name: 'Pluggy', credentials: { pluggyApi: { id: '1', name: 'P' } } }),
		getExecutionCancelSignal: () => signal,
		// As n8n 2.37 and later: it stores a key without what expressions gave.
		isConsoleOutputRedacted: () => false,
		helpers: {
			httpRequest: async () => {
				throw new Error('Only n8n logs in here');
			},
			httpRequestWithAuthentication: async function (
				_type: string,
				options: IHttpRequestOptions,
				more: { credentialsDecrypted: { data: IDataObject } },
			) {
				const { data } = more.credentialsDecrypted;
				if (data.apiKey === '') {
					// What n8n does with an empty key: log in, store, and put the key into `data`.
					const { fingerprint, loginOf } = require('../../nodes/shared/client/keyCache') as {
						fingerprint(login: object): string;
						loginOf(credential: IDataObject): object;
					};
					const session = {
						apiKey: `key-${sent.filter(({ url }) => url === 'login').length + 1}`,
						sessionExpiresAt: clock.now() + 7_200_000,
						sessionFor: fingerprint(loginOf(stored)),
					};
					sent.push({ at: clock.now() - start, method: 'POST', url: 'login', key: '' });
					Object.assign(stored, session);
					Object.assign(data, session);
				}
				const entry: Sent = {
					at: clock.now() - start,
					method: String(options.method),
					url: options.url,
					body: options.body,
					key: String(data.apiKey),
				};
				sent.push(entry);
				await delay();
				const step = script.length > 1 ? script.shift()! : script[0];
				const answer = typeof step === 'function' ? step(entry) : step;
				if ('code' in answer)
					throw Object.assign(new Error('wrapped'), { cause: networkError(answer) });
				const { status, body = {}, headers = {} } = answer;
				return { statusCode: status, body, headers };
			},
		},
	} as unknown as Context;
	return { context, sent, stored, reads: () => reads };
}

export const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'GET',
	path: '/things',
	safety: 'read',
	access: 'readOnly',
	action: 'Get thing',
	...more,
});

/** A server that counts in fixed windows, as Pluggy does. */
export function limitedServer(limit: number, windowMs: number) {
	let window = -1;
	let count = 0;
	let refused = 0;
	const perWindow: number[] = [];
	const answer = (): Scripted => {
		const now = clock.now();
		const current = Math.floor(now / windowMs);
		if (current !== window) {
			if (window >= 0) perWindow.push(refused);
			window = current;
			count = 0;
			refused = 0;
		}
		count++;
		if (count <= limit) return { status: 200, body: {} };
		refused++;
		const reset = Math.ceil((windowMs - (now % windowMs)) / 1_000);
		return {
			status: 429,
			body: { code: 429 },
			headers: { 'ratelimit-limit': String(limit), 'ratelimit-reset': String(reset) },
		};
	};
	return { answer, refusedPerWindow: () => [...perWindow, refused] };
}
