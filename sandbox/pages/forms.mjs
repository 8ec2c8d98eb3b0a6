/** What the pages share: reading forms, sending HTML, refusing posts of other sites. */
import { PluggyError } from '../http/errors.mjs';
import { html, renderPage } from './html.mjs';
import { refusalProblem } from './problems.mjs';

export const HEADERS = {
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
	'referrer-policy': 'no-referrer', // the address may hold a connect token
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-store',
};

/** A page that explains why there is nothing else to show. */
export class PageError extends Error {
	/** @param {number} status @param {string} title @param {string} text */
	constructor(status, title, text) {
		super(text);
		this.status = status;
		this.title = title;
	}
}

/** @param {any} reply @param {Parameters<typeof renderPage>[0]} page @param {number} [status] @param {Record<string, string>} [headers] */
export function show(reply, page, status = 200, headers = HEADERS) {
	// The first thing a screen reader says after a form that was not accepted.
	const title = status === 400 ? `Erro: ${page.title}` : page.title;
	const text = renderPage({ home: reply.home, ...page, title });
	return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(text);
}

/** After a form: the next page by GET. @param {any} reply @param {string} path */
export const go = (reply, path) => reply.headers(HEADERS).redirect(path, 303);

/** @param {any} scope a part of the app that only has pages @param {string} [home] where the sandbox's own page is */
export function preparePages(scope, home) {
	scope.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(/** @type {any} */ _request, /** @type {string} */ text, /** @type {any} */ done) =>
			done(null, Object.fromEntries(new URLSearchParams(text))),
	);
	// Another site's form must not act here in the name of whoever has this page open.
	scope.addHook('onRequest', async (/** @type {any} */ request, /** @type {any} */ reply) => {
		reply.home = home;
		if (request.method !== 'POST') return;
		const { origin, 'sec-fetch-site': site } = request.headers;
		const isForeign = origin && origin !== 'null' && !isSameHost(origin, request.host);
		if (isForeign || site === 'cross-site') {
			throw new PageError(403, 'Pedido recusado', 'Este formulário veio de outro site.');
		}
	});
	scope.setErrorHandler(
		(/** @type {any} */ error, /** @type {any} */ _request, /** @type {any} */ reply) => {
			const isOurs = error instanceof PageError;
			const isRefusal = error instanceof PluggyError;
			if (!isOurs && !isRefusal) console.error(error);
			const status = error.status ?? error.statusCode ?? 500;
			const title = isOurs ? error.title : 'Algo deu errado';
			const other = isRefusal ? refusalProblem(error) : 'Tente de novo em instantes.';
			const text = isOurs ? error.message : other;
			const body = html`<section class="card bad" role="alert">
				<h1>${title}</h1>
				<p>${text}</p>
			</section>`;
			return show(reply, { title, body }, status);
		},
	);
}

/** @param {string} origin @param {string} host */
const isSameHost = (origin, host) => URL.canParse(origin) && new URL(origin).host === host;
