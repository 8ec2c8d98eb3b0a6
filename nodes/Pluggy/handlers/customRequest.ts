import { localProblem } from '../../shared/problems/errors';
import { isObject } from '../../shared/objects';
import { saysOnlyError } from '../../shared/client/answers';
import { encodeQuery, type ApiRequest, type QueryValue } from '../../shared/client/request';
import { badAnswer } from '../badAnswer';
import { labelOf } from '../requests';
import { toRow, type Classified, type OutputRow, type Handler, type Values } from '../operation';
import { valuesIn, valuesInPath } from '../secrets';

/** Custom Request: Send, whose safety and access follow from its method and path. */

/**
 * Paths where money moves: /payments, /smart-transfers, /pix-biometric, /boleto..., and what Pluggy
 * had or may add under such names. In any version, and in any case: servers may not care.
 */
const MONEY =
	/^(?:\/v\d+)?\/(?:bulk-)?(?:payment|smart-|pix|automatic-pix|boleto|transfer|charge|refund)/i;
/** Each attempt at a real-time balance spends a monthly quota of the bank customer. */
const BALANCE = /\/balance\/?(?:\?|$)/i;
const LOGIN = /^(?:\/v\d+)?\/auth(?:\/|\?|$)/i;

/**
 * What a custom request may do, by its method and path.
 * @throws PluggyError for what is never sent; all rows are asked before the first is sent
 */
export function classify(method: string, path: string): Classified {
	if (LOGIN.test(path)) {
		throw localProblem(
			'INVALID_INPUT',
			'The path /auth cannot be used: its answer is an API key, and the node logs in by itself',
		);
	}
	const costs = BALANCE.test(path) ? { costs: 'quota' as const } : {};
	if (method === 'GET') return { safety: 'read', access: 'readOnly', ...costs };
	return { safety: 'once', access: MONEY.test(path) ? 'payments' : 'data', ...costs };
}

function requestOf(values: Values): Omit<ApiRequest, 'action'> {
	const method = String(values.method) as ApiRequest['method'];
	const path = String(values.path);
	const label = labelOf((values.body ?? {}) as Values);
	const more = encodeQuery(values.query as Record<string, QueryValue> | undefined);
	return {
		method,
		path: path.includes('?') ? path + more.replace('?', '&') : path + more,
		...(values.body === undefined ? {} : { body: values.body }),
		...classify(method, path),
		...(method === 'GET' ? {} : { expects: 'json' as const }),
		...(label === undefined ? {} : { label }),
		secrets: [
			...valuesIn(values.body, true),
			...valuesIn(values.query, true),
			...valuesInPath(path),
		],
	};
}

function rowsOf(method: unknown, body: unknown): OutputRow[] {
	if (body === '' || body === null || body === undefined) return [toRow({ success: true })];
	if (Array.isArray(body) && body.length === 0 && method !== 'GET')
		return [toRow({ success: true })];
	return (Array.isArray(body) ? body : [body]).map((entry: unknown) =>
		toRow(isObject(entry) ? entry : { data: entry as string }),
	);
}

/** Any method and path, with access and safety that follow from them. */
export const sendCustomRequest: Handler = async function* ({ client, operation, values }) {
	const { action, lookup } = operation;
	const { body } = await client.send({
		...requestOf(values),
		action,
		...(lookup === undefined ? {} : { lookup }),
	});
	// What changes something is judged where it is sent: then its outcome is not known.
	if (values.method === 'GET' && saysOnlyError(body)) throw badAnswer(action, 'error');
	yield rowsOf(values.method, body);
};
