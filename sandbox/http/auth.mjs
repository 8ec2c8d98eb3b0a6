/** Keys: JWTs (HS256) signed with a secret that lives as long as this process. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { named, notAuthorized } from './errors.mjs';

/** @typedef {{ clientId: string, clientSecret: string, name?: string, disabled?: boolean }} Client */
/** @typedef {{ kind: 'api' | 'connect', clientId: string, exp: number, iat: number, gen: number,
 *   jti?: string, itemId?: string, options?: Record<string, any> }} Claims */

const encode = (/** @type {unknown} */ value) =>
	Buffer.from(JSON.stringify(value)).toString('base64url');

const sameText = (/** @type {string} */ a, /** @type {string} */ b) =>
	timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/**
 * @param {{ clock: import('../time/clock.mjs').Clock, clients: Client[], keyTtlSeconds: number,
 *   connectTokenTtlSeconds: number }} settings
 */
export function createAuth({ clock, clients: given, keyTtlSeconds, connectTokenTtlSeconds }) {
	const clients = given.map((one) => ({ ...one })); // the admin may disable one
	const signingSecret = randomBytes(32);
	let generation = 1; // keys of an older generation are revoked
	let tokens = 0;

	const sign = (/** @type {string} */ text) =>
		createHmac('sha256', signingSecret).update(text).digest('base64url');

	/** @param {Omit<Claims, 'iat' | 'exp' | 'gen'>} claims @param {number} ttlSeconds */
	function issue(claims, ttlSeconds) {
		const iat = Math.floor(clock.now() / 1000);
		const payload = { ...claims, iat, exp: iat + ttlSeconds, gen: generation };
		const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
		return `${head}.${sign(head)}`;
	}

	return {
		clients,
		/** @param {string} clientId @param {string} clientSecret */
		login(clientId, clientSecret) {
			const client = clients.find((one) => one.clientId === clientId);
			if (!sameText(client?.clientSecret ?? '', clientSecret) || !client) {
				throw named(401, 'CLIENT_KEYS_UNAUTHORIZED', 'Client keys are invalid');
			}
			if (client.disabled) throw named(401, 'CLIENT_DISABLED', 'Client is disabled');
			return issue({ kind: 'api', clientId }, keyTtlSeconds);
		},
		/** @param {string} clientId @param {{ itemId?: string, options?: object }} wish */
		connectToken(clientId, wish) {
			tokens += 1;
			return issue(
				{ kind: 'connect', clientId, jti: `connect-${tokens}`, ...wish },
				connectTokenTtlSeconds,
			);
		},
		/** @param {unknown} token @returns {Claims} */
		read(token) {
			const [header, payload, signature, ...rest] = String(token ?? '').split('.');
			if (!signature || rest.length > 0 || !sameText(sign(`${header}.${payload}`), signature)) {
				throw notAuthorized();
			}
			const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
			if (claims.gen !== generation || claims.exp * 1000 <= clock.now()) throw notAuthorized();
			return claims;
		},
		/** Every key and connect token of today is dead from now on. */
		revokeAll() {
			generation += 1;
		},
	};
}
