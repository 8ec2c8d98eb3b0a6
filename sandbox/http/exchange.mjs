/** A request and the reply to it, as the routes see them. */
import { parse } from 'node:querystring';

/** What a body may have, in bytes. */
const MOST = 1024 * 1024;

/** @param {number} statusCode @param {string} message */
export const httpError = (statusCode, message) => Object.assign(new Error(message), { statusCode });

export class Request {
	/** @type {any} */
	body = undefined;

	/**
	 * @param {import('node:http').IncomingMessage} raw
	 * @param {{ params: Record<string, string>, config: object } | null} found
	 */
	constructor(raw, found) {
		this.raw = raw;
		this.method = raw.method ?? 'GET';
		this.url = raw.url ?? '/';
		this.headers = raw.headers;
		this.params = found?.params ?? {};
		this.routeOptions = { config: found?.config ?? {} };
		this.is404 = found === null;
		const mark = this.url.indexOf('?');
		this.path = mark < 0 ? this.url : this.url.slice(0, mark);
		/** A name given twice is a list. @type {Record<string, any>} */
		this.query = parse(mark < 0 ? '' : this.url.slice(mark + 1), '&', '=', { maxKeys: 0 });
	}

	get ip() {
		return this.raw.socket.remoteAddress;
	}

	/** As the caller wrote it, with its port. */
	get host() {
		return this.headers.host ?? '';
	}

	get hostname() {
		return this.host.replace(/:\d*$/, '');
	}

	get protocol() {
		return 'http';
	}
}

/** @param {Request} request @returns {Promise<string>} */
export async function readText({ raw, method }) {
	if (method === 'GET' || method === 'HEAD') return '';
	const tooLarge = () => httpError(413, 'Request body is too large');
	if (Number(raw.headers['content-length']) > MOST) throw tooLarge();
	const chunks = [];
	let size = 0;
	try {
		for await (const chunk of raw.iterator({ destroyOnReturn: false })) {
			size += chunk.length;
			if (size > MOST) break;
			chunks.push(chunk);
		}
	} catch {
		throw httpError(400, 'The request ended before its body did');
	}
	if (size > MOST) throw tooLarge();
	return Buffer.concat(chunks).toString('utf8');
}

/** Collects status and headers; `send` ends it, once. */
export class Reply {
	/** Whether it was sent, or taken away from us. */
	isOver = false;
	isHijacked = false;

	/** @param {import('node:http').ServerResponse} raw @param {(payload: any) => Promise<void>} end */
	constructor(raw, end) {
		this.raw = raw;
		this.end = end;
	}

	get statusCode() {
		return this.raw.statusCode;
	}

	/** @param {number} status */
	code(status) {
		this.raw.statusCode = status;
		return this;
	}

	/** @param {Record<string, any>} headers */
	headers(headers) {
		for (const [name, value] of Object.entries(headers)) this.raw.setHeader(name, value);
		return this;
	}

	/** @param {string} name */
	removeHeader(name) {
		this.raw.removeHeader(name);
		return this;
	}

	/** @param {string} type */
	type(type) {
		return this.headers({ 'content-type': type });
	}

	/** @param {string} location @param {number} [status] */
	redirect(location, status = 302) {
		return this.code(status).headers({ location }).send();
	}

	/** Objects as JSON, text and bytes as they are, nothing as no body. @param {any} [payload] */
	send(payload) {
		if (this.isOver) throw new Error('This request was answered already');
		this.isOver = true;
		void this.end(payload);
		return this;
	}

	/** From now on nobody answers but who called this. */
	hijack() {
		this.isOver = true;
		this.isHijacked = true;
		return this;
	}
}
