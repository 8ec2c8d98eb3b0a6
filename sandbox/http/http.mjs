/** What the API and the admin address share: reading JSON and answering errors. */
import { PluggyError } from './errors.mjs';

/** JSON whatever the content type says; an empty body is no body. @param {any} app */
export function acceptJson(app) {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'string' },
		(/** @type {any} */ _request, /** @type {string} */ text, /** @type {any} */ done) => {
			if (text.trim() === '') return done(null, undefined);
			try {
				return done(null, JSON.parse(text));
			} catch {
				return done(new PluggyError(400, 'The body is not valid JSON'));
			}
		},
	);
}

/** @param {any} app */
export function answerErrors(app) {
	app.setErrorHandler(
		(/** @type {any} */ error, /** @type {any} */ _request, /** @type {any} */ reply) => {
			if (error instanceof PluggyError) {
				return reply.code(error.status).headers(error.headers).send(error.body);
			}
			const code = error.statusCode ?? 500;
			if (code < 500) return reply.code(code).send({ code, message: error.message });
			console.error(error);
			const codeDescription = 'INTERNAL_SERVER_ERROR';
			return reply.code(500).send({ code: 500, codeDescription, message: 'Internal Server Error' });
		},
	);
	app.setNotFoundHandler((/** @type {any} */ request, /** @type {any} */ reply) => {
		const message = `Cannot ${request.method} ${request.url.split('?')[0]}`;
		return reply.code(404).send({ code: 404, message });
	});
}
