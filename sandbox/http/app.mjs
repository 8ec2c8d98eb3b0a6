/**
 * A small server of routes on Node's own: hooks, readers of bodies, one place for errors, and scopes
 * that add to what is around them. Its words are Fastify's, of which it is the part the sandbox uses.
 */
import { createServer } from 'node:http';
import { Reply, Request, readText } from './exchange.mjs';
import { createRouter } from './router.mjs';

/** 500 uuids in a query make a request line of 19 kB, more than Node takes by default. */
const HEADERS = 64 * 1024;
/** Longer than clients keep a connection they do not use: the one who closes first has no surprise. */
const KEPT_MS = 72_000;

/** @typedef {'onRequest' | 'preHandler' | 'preSerialization' | 'onSend'} HookName */
/** @typedef {(request: any, reply: any, payload?: any) => any} Handler */
/** @typedef {(request: any, text: string) => any} Reader of a body */
/**
 * @typedef {object} Scope
 * @property {Record<HookName, Handler[]>} hooks
 * @property {Map<string, Reader>} readers by media type; `*` for all others
 * @property {(error: any, request: any, reply: any) => any} onError
 */
/** @typedef {import('node:http').IncomingHttpHeaders} Headers */
/**
 * @typedef {object} Settings of a route
 * @property {object} [config] for hooks to read
 * @property {Handler} [preHandler] a check of its own
 * @property {(headers: Headers) => boolean} [onlyFor] whose requests it is for; for all others it is not there
 */
/** @typedef {{ scope: Scope, handler: Handler, config: object, checks: Handler[], onlyFor: (headers: Headers) => boolean }} Route */

/** @param {Scope} scope @returns {Scope} */
const copyOf = ({ hooks, readers, onError }) => ({
	hooks: /** @type {Scope['hooks']} */ (
		Object.fromEntries(Object.entries(hooks).map(([name, list]) => [name, [...list]]))
	),
	readers: new Map(readers),
	onError,
});

/** What it does not know it must not leave out in silence. @param {Settings} settings */
function readSettings({ config = {}, preHandler, onlyFor = () => true, ...unknown }) {
	const [name] = Object.keys(unknown);
	if (name) throw new Error(`Routes of this server have no ${name}`);
	return { config, onlyFor, checks: preHandler ? [preHandler] : [] };
}

/** @param {any} payload @param {Reply} reply */
function write(payload, { raw }) {
	if (payload === undefined || payload === null) {
		if (raw.statusCode !== 204) raw.setHeader('content-length', 0);
		return raw.end();
	}
	raw.setHeader('content-length', Buffer.byteLength(payload));
	return raw.end(payload);
}

/** What goes out, with its type. @param {any} payload @param {Reply} reply @param {Scope} scope @param {Request} request */
async function serialize(payload, reply, scope, request) {
	const setType = (/** @type {string} */ type) => {
		if (!reply.raw.hasHeader('content-type')) reply.type(type);
	};
	if (payload === undefined || payload === null) return payload;
	if (typeof payload === 'string') setType('text/plain; charset=utf-8');
	else if (Buffer.isBuffer(payload)) setType('application/octet-stream');
	else {
		let value = payload;
		for (const hook of scope.hooks.preSerialization) value = await hook(request, reply, value);
		setType('application/json; charset=utf-8');
		return JSON.stringify(value);
	}
	return payload;
}

/** @param {Scope} scope @param {Request} request */
async function readBody({ readers }, request) {
	const type = request.headers['content-type']?.split(';')[0].trim().toLowerCase() ?? '';
	const reader = readers.get(type) ?? readers.get('*');
	const text = await readText(request);
	return text === '' || !reader ? undefined : reader(request, text);
}

/** @param {any} error @param {Scope} scope @param {Request} request @param {Reply} reply */
async function refuse(error, { onError }, request, reply) {
	if (reply.isOver) return console.error(error);
	try {
		return await onError(error, request, reply);
	} catch (another) {
		console.error(another);
		return reply.raw.destroy();
	}
}

export function createApp() {
	/** @type {ReturnType<typeof createRouter<Route>>} */
	const router = createRouter();
	/** @type {Promise<void>[]} */
	const scopes = [];
	/** @type {Scope} */
	const top = {
		hooks: { onRequest: [], preHandler: [], preSerialization: [], onSend: [] },
		readers: new Map(),
		onError: (error, _request, reply) => reply.code(500).send(error.message),
	};
	/** @type {Route} */
	const nowhere = {
		scope: top,
		...readSettings({}),
		handler: (_request, reply) => reply.code(404).send(),
	};

	/** @param {import('node:http').IncomingMessage} incoming @param {import('node:http').ServerResponse} outgoing */
	async function answer(incoming, outgoing) {
		const path = (incoming.url ?? '/').split('?', 1)[0];
		const found = router.find(incoming.method ?? 'GET', path, ({ onlyFor }) =>
			onlyFor(incoming.headers),
		);
		const { scope, handler, config, checks } = found?.route ?? nowhere;
		const request = new Request(incoming, found && { params: found.params, config });
		const reply = new Reply(outgoing, async (payload) => {
			try {
				let sent = await serialize(payload, reply, scope, request);
				for (const hook of scope.hooks.onSend) {
					sent = await hook(request, reply, sent);
					if (reply.isHijacked) return;
				}
				write(sent, reply);
			} catch (error) {
				console.error(error);
				outgoing.destroy();
			}
		});
		try {
			for (const hook of scope.hooks.onRequest) {
				await hook(request, reply);
				if (reply.isOver) return;
			}
			request.body = await readBody(scope, request);
			for (const hook of [...scope.hooks.preHandler, ...checks]) await hook(request, reply);
			const result = await handler(request, reply);
			if (!reply.isOver) reply.send(result);
		} catch (error) {
			await refuse(error, scope, request, reply);
		}
	}

	const server = createServer({ maxHeaderSize: HEADERS, keepAliveTimeout: KEPT_MS }, answer);

	/** @param {Scope} scope */
	function appOf(scope) {
		/** @param {string} method */
		const route =
			(method) =>
			/** @param {string} path @param {Handler | Settings} first @param {Handler} [second] */
			(path, first, second) => {
				const settings = typeof first === 'function' ? {} : first;
				const handler = /** @type {Handler} */ (second ?? first);
				router.add(method, path, { scope, handler, ...readSettings(settings) });
			};
		return {
			get: route('GET'),
			post: route('POST'),
			patch: route('PATCH'),
			put: route('PUT'),
			delete: route('DELETE'),
			/** @param {HookName} name @param {Handler} hook */
			addHook: (name, hook) => void scope.hooks[name].push(hook),
			/** @param {string} type @param {Reader} reader gets a body that is not empty */
			addReader: (type, reader) => void scope.readers.set(type, reader),
			/** @param {Scope['onError']} onError */
			setErrorHandler: (onError) => void (scope.onError = onError),
			/** What is added inside holds there only. @param {(scope: any) => Promise<void> | void} fill */
			register: (fill) => void scopes.push(Promise.resolve(fill(appOf(copyOf(scope))))),
		};
	}

	return {
		...appOf(top),
		/** @param {Handler} handler of all that no route is for */
		setNotFoundHandler: (handler) => void (nowhere.handler = handler),
		/** @param {{ port: number, host: string }} at @returns {Promise<string>} its address */
		async listen({ port, host }) {
			await Promise.all(scopes);
			await new Promise((done, fail) => {
				server.once('error', fail).listen({ port, host }, () => done(undefined));
			});
			return addressOf(/** @type {import('node:net').AddressInfo} */ (server.address()));
		},
		async close() {
			const closed = new Promise((done) => server.close(done));
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Who listens everywhere is reached here by the loopback address. @param {import('node:net').AddressInfo} at */
function addressOf({ address, port }) {
	const here = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
	return `http://${here.includes(':') ? `[${here}]` : here}:${port}`;
}
