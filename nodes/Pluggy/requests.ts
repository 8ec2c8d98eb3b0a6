import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, QueryValue } from '../shared/request';
import type { Operation, Values } from './operation';
import type { Plan } from './plan';
import { secretsOf } from './secrets';

export { secretsOf };

/** From checked values to the requests that Pluggy documents. */

function setDeep(target: IDataObject, path: string, value: unknown): void {
	const names = path.split('.');
	const last = names.pop()!;
	let place = target;
	for (const name of names) place = (place[name] ??= {}) as IDataObject;
	place[last] = value as IDataObject;
}

function bodyOf({ fields, method, body }: Operation, values: Values): unknown {
	if (body) return body(values);
	const members = fields.filter((field) => field.in === 'body');
	const whole = members.find(({ target }) => target === '');
	if (whole) return values[whole.property.name];
	// An update without fields still sends a body: for items it means "synchronize now".
	if (members.length === 0 || method === 'GET') return undefined;
	const result: IDataObject = {};
	for (const { property, target = property.name } of members) {
		if (values[property.name] !== undefined) setDeep(result, target, values[property.name]);
	}
	return result;
}

function pathOf({ path, fields }: Operation, values: Values): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const field = fields.find(
			({ in: where, target, property }) => where === 'path' && (target ?? property.name) === name,
		);
		return encodeURIComponent(String(values[field?.property.name ?? '']));
	});
}

/** The requests of a plan: one, or several when a list of values is longer than Pluggy takes. */
export function requestsOf({
	operation,
	values,
}: Pick<Plan, 'operation' | 'values'>): ApiRequest[] {
	const { method, host, safety, spendsQuota, access, limit, action, findOut } = operation;
	const query: Record<string, QueryValue> = {};
	for (const { in: where, property, target = property.name } of operation.fields) {
		if (where === 'query') query[target] = values[property.name] as QueryValue;
	}
	const request: ApiRequest = {
		method,
		path: pathOf(operation, values),
		...(host === undefined ? {} : { host }),
		query,
		body: bodyOf(operation, values),
		safety,
		...(spendsQuota === undefined ? {} : { spendsQuota }),
		access,
		...(limit === undefined ? {} : { limit }),
		action,
		...(findOut === undefined ? {} : { findOut }),
		secrets: secretsOf(operation, values),
	};
	const chunked = operation.fields.find(({ chunk }) => chunk !== undefined);
	const list = chunked && (values[chunked.property.name] as string[] | undefined);
	if (!chunked?.chunk || !list) return [request];
	const requests: ApiRequest[] = [];
	for (let start = 0; start < list.length; start += chunked.chunk) {
		const part = list.slice(start, start + chunked.chunk);
		requests.push({
			...request,
			query: { ...query, [chunked.target ?? chunked.property.name]: part },
		});
	}
	return requests;
}
