/** Who may press the buttons of the sandbox's page: people who have it open, no other site. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { PageError } from '../pages/forms.mjs';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
/** Listened on, but no name to be called by. */
const ANY_ADDRESS = ['0.0.0.0', '::'];

const digest = (/** @type {string} */ text) => createHash('sha256').update(text).digest();

/** Constant time, whatever the lengths. @param {string} a @param {string} b */
const isSame = (a, b) => timingSafeEqual(digest(a), digest(b));

/** @param {string | undefined} host as in a Host header */
const nameOf = (host) => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '');

/** @param {{ host: string, publicUrl?: string }} options */
export function createGuard({ host, publicUrl }) {
	// It lives as long as this process, and only whoever can read the page has it.
	const token = randomBytes(32).toString('base64url');
	const own = ANY_ADDRESS.includes(host) ? '' : nameOf(host.includes(':') ? `[${host}]` : host);
	const names = new Set([...LOOPBACK, own, publicUrl ? new URL(publicUrl).hostname : '']);
	names.delete('');

	return {
		token,
		/** A site can give its own name this machine's address: then the browser takes both for one. @param {any} request */
		requireKnownHost({ headers }) {
			if (names.has(nameOf(headers.host))) return;
			const text =
				'Abra esta página em http://localhost com a porta do sandbox, ou diga a ele o seu endereço com --public-url.';
			throw new PageError(421, 'Endereço desconhecido', text);
		},
		/** @param {any} request */
		requireOwnPage({ headers: { host: asked, origin, 'sec-fetch-site': site } }) {
			const isForeign =
				(site !== undefined && site !== 'same-origin') ||
				(origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === asked));
			if (!isForeign) return;
			throw new PageError(403, 'Pedido recusado', 'Este botão não veio da página do sandbox.');
		},
		/** @param {unknown} given */
		requireToken(given) {
			if (typeof given === 'string' && isSame(given, token)) return;
			const text = 'Esta página é de antes: o sandbox recomeçou. Abra-a de novo e repita.';
			throw new PageError(403, 'Pedido recusado', text);
		},
	};
}
