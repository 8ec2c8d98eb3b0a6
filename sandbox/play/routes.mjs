/** The sandbox's page at its own address: what there is, and buttons that do what people and banks do. */
import { PluggyError } from '../http/errors.mjs';
import { go, HEADERS, PageError, preparePages, show } from '../pages/forms.mjs';
import { actionOf } from './actions.mjs';
import { createGuard } from './guard.mjs';
import { SCRIPT_HASH } from './look.mjs';
import { playView } from './page.mjs';
import { readRows } from './rows.mjs';

const PLAY_HEADERS = {
	...HEADERS,
	'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
	'x-frame-options': 'DENY',
	'cross-origin-resource-policy': 'same-origin',
	// Else the browser hides where a form comes from, which is asked for here.
	'referrer-policy': 'same-origin',
};

/** A browser that somebody looks at. n8n's HTTP Request node also takes HTML, but JSON as well. @param {string} [accept] */
const isPerson = (accept = '') => accept.includes('text/html') && !accept.includes('json');

/** All others get the API's 404, as if there were no page. */
const READER = {
	name: 'reader',
	storage() {
		/** @type {Map<unknown, unknown>} */
		const handlers = new Map();
		return {
			get: (/** @type {unknown} */ value) => handlers.get(value) ?? null,
			set: (/** @type {unknown} */ value, /** @type {unknown} */ one) => handlers.set(value, one),
		};
	},
	deriveConstraint: (/** @type {any} */ { headers }) =>
		isPerson(headers.accept) ? 'person' : undefined,
	mustMatchWhenDerived: false,
};

/** @param {any} app @param {import('./actions.mjs').Hands} hands */
export function playPage(app, hands) {
	const { options, urls } = hands.context;
	if (!options.page) return;
	const guard = createGuard(options);
	app.addConstraintStrategy(READER);
	app.register(async (/** @type {any} */ scope) => {
		preparePages(scope);
		scope.addHook('onRequest', async (/** @type {any} */ request) => {
			guard.requireKnownHost(request);
			if (request.method === 'POST') guard.requireOwnPage(request);
		});
		const open = { config: { isOpen: true, isPlay: true }, constraints: { reader: 'person' } };

		scope.get('/', open, (/** @type {any} */ { query }, /** @type {any} */ reply) => {
			const rows = readRows(hands);
			const { done, failed } = query;
			const page = playView(rows, { token: guard.token, api: urls.api, done, failed });
			return show(reply, page, 200, PLAY_HEADERS);
		});

		scope.post('/', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const { token, action: name, id } = Object(request.body);
			guard.requireToken(token);
			const action = actionOf(name);
			if (!action) throw new PageError(400, 'Pedido recusado', 'Esta página não tem esse botão.');
			try {
				const next = action.run(hands, String(id ?? '').toLowerCase());
				const isPlace = typeof next === 'string' && next.startsWith('/');
				return go(reply, isPlace ? next : `/?done=${name}#${action.back}`);
			} catch (error) {
				// It was done already, in another window or by somebody else.
				if (!(error instanceof PluggyError)) throw error;
				return go(reply, `/?failed=${name}#${action.back}`);
			}
		});
	});
}
