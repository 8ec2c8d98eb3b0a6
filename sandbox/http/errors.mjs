/** Pluggy's error body: code, codeDescription, message, data, details. */

export class PluggyError extends Error {
	/**
	 * @param {number} status
	 * @param {string} message
	 * @param {{ codeDescription?: string, data?: object, details?: object[], items?: string[],
	 *   omitCode?: boolean, headers?: Record<string, string> }} [extra]
	 */
	constructor(status, message, { headers = {}, omitCode = false, ...extra } = {}) {
		super(message);
		this.status = status;
		this.headers = headers;
		this.body = { ...(omitCode ? {} : { code: status }), message, ...extra };
	}
}

/** Plain validation errors carry no codeDescription; several messages are joined by commas. */
export const badRequest = (/** @type {string | string[]} */ messages) =>
	new PluggyError(400, [messages].flat().join(','));

/** @param {number} status @param {string} codeDescription @param {string} message */
export const named = (status, codeDescription, message, extra = {}) =>
	new PluggyError(status, message, { codeDescription, ...extra });

/** @param {string} what for example 'item' */
export const notFound = (what, message = `${what.replaceAll('_', ' ')} not found`) =>
	named(404, `${what.toUpperCase()}_NOT_FOUND`, message);

/** Pluggy answers a bad key with 403 and **no** codeDescription; a 403 with one is a real refusal. */
export const notAuthorized = () => new PluggyError(403, 'Missing or invalid authorization token');
