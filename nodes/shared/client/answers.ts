/** What the answer of an attempt means by itself, whatever came before it. */

import { isObject } from '../objects';
import { codeDescriptionOf, isPluggyError, messageOf } from '../problems/errors';
import type { HttpResponse } from './attempt';
import { clock } from './clock';
import type { ApiRequest } from './request';
import { type Failure, isMinuteLimit } from './resend';

/** Members of Pluggy's error bodies. */
const SPOKEN = ['code', 'codeDescription', 'message', 'statusCode', 'errors', 'details'];

/** Whether an error body is Pluggy's, and not the page or the empty answer of something in between. */
const isPluggys = (body: unknown) => isObject(body) && SPOKEN.some((name) => name in body);

/** Pluggy's words for a key that is missing, wrong or too old. */
const DEAD_KEY = /^\s*missing or invalid authorization token\.?\s*$/i;

/**
 * A dead key: 401, or 403 without `codeDescription`; a 403 with one is a real answer. Of what is sent
 * once, or costs something, only Pluggy's own words count: the answer of a proxy may come after Pluggy
 * has done it.
 * https://docs.pluggy.ai/en/reference/auth/auth-create
 */
export function keyRefused(
	{ safety, costs }: ApiRequest,
	{ statusCode, body }: HttpResponse,
): boolean {
	const isStrict = safety === 'once' || costs !== undefined;
	if (statusCode === 401) return !isStrict || isPluggyError(statusCode, body);
	if (statusCode !== 403 || codeDescriptionOf(body) !== undefined) return false;
	return !isStrict || DEAD_KEY.test(messageOf(body) ?? '');
}

/** The failure an answer is a sign of; undefined when it is Pluggy's last word. */
export function failureOf(answer: HttpResponse): Failure | undefined {
	const { statusCode, headers, body } = answer;
	if (statusCode === 429) {
		return isMinuteLimit(headers, codeDescriptionOf(body), clock.now()) ? 'rateLimited' : undefined;
	}
	return statusCode >= 500 || statusCode === 408 ? 'serverError' : undefined;
}

const isNothing = (body: unknown) => body === undefined || body === null || body === '';

const isName = (value: unknown) =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

const has = (body: unknown, member: string) => isObject(body) && isName(body[member]);

const isErrorStatus = (value: unknown) => Number(value) >= 400 && Number(value) < 600;

/** An error in the body of a 2xx, as gateways give it. */
const isError = (body: unknown) =>
	isObject(body) &&
	!has(body, 'id') &&
	(['codeDescription', 'message', 'error'].some((name) => has(body, name)) ||
		isObject(body.error) ||
		['code', 'status', 'statusCode'].some((name) => isErrorStatus(body[name])));

/** What error bodies have, Pluggy's and those of others. */
const OF_ERRORS = new Set([
	...SPOKEN,
	'error',
	'errorId',
	'status',
	'path',
	'timestamp',
	'requestId',
]);

/** Whether an answer is an error and nothing else: of it no row can be made. */
export const saysOnlyError = (body: unknown) =>
	isError(body) && Object.keys(body as object).every((name) => OF_ERRORS.has(name));

/**
 * Whether a 2xx is what the request asks for. A proxy or the login page of a network may answer
 * anything in Pluggy's place: where something changes, only what is known counts.
 */
export function isExpected({ expects, safety, method }: ApiRequest, answer: HttpResponse): boolean {
	const { statusCode, body } = answer;
	if (expects === undefined) {
		if (typeof body === 'string' && body !== '') {
			return safety === 'read' && !/^\s*[<{[]/.test(body);
		}
		// A cancellation that something in between has refused must not look like one that was made.
		return safety === 'read' || isNothing(body) || (typeof body === 'object' && !isError(body));
	}
	if (expects === 'nothing') {
		return isNothing(body) ? statusCode === 204 : has(body, 'id');
	}
	if (expects === 'json') {
		// Pluggy documents deletions that answer 200 without a body.
		const mayBeEmpty = method === 'DELETE' || (method === 'PATCH' && statusCode === 204);
		return isNothing(body) ? mayBeEmpty : typeof body === 'object' && !isError(body);
	}
	return has(body, expects.member);
}

/** A proxy that gave up, or a client that seemed to: Pluggy may go on with the request all the same. */
const OPEN_STATUSES = new Set([408, 499]);

/**
 * Only a 4xx in Pluggy's own form says for certain that nothing was done: that is Pluggy speaking. A page
 * comes from something in between, which may put it in the place of an answer that Pluggy gave.
 */
export function isRefusal({ statusCode, body }: HttpResponse): boolean {
	if (statusCode < 400 || statusCode > 499 || OPEN_STATUSES.has(statusCode)) return false;
	return statusCode === 429 || isPluggys(body);
}

/** Never sent again whatever their status: each attempt spends a monthly quota of the customer. */
const FINAL_CODES = new Set([
	'BALANCE_OPEN_FINANCE_RATE_LIMIT',
	'BALANCE_FETCH_ERROR',
	'BALANCE_CONNECTOR_UNAVAILABLE',
]);

/** Whether sending again would cost the customer more than time. */
export function isFinal({ body }: HttpResponse): boolean {
	return FINAL_CODES.has(codeDescriptionOf(body) ?? '');
}
