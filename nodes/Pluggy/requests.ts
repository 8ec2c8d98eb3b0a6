import type { IDataObject } from 'n8n-workflow';
import { blocksOf } from '../shared/lists';
import { redact } from '../shared/problems/redact';
import type { ApiRequest, Expected, QueryValue } from '../shared/client/request';
import type { Operation, Values } from './operation';
import type { Plan } from './plan';
import { secretsOf } from './secrets';

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

/** Where something is made that must not be made twice, its ID is the proof; else what the operation names. */
function expectedOf({ safety, output, idMember }: Operation): Expected | undefined {
	if (idMember !== undefined) return { member: idMember };
	if (safety !== 'once') return undefined;
	return output === 'empty' ? 'nothing' : { member: 'id' };
}

/** Parameters that label what an operation makes. */
const LABELS = ['clientPaymentId', 'clientPreauthorizationId'] as const;

/** The label by which somebody can find what came of a request. */
export function labelOf(values: Values): string | undefined {
	const label = LABELS.map((name) => values[name]).find((value) => typeof value === 'string');
	// People may label a payment with a CPF.
	return label === undefined ? undefined : redact(label as string);
}

/** Members that say nothing about who pays what to whom: a model words them anew at each try. */
const WORDS = /^(?:client\w*Id|\w*[dD]escription|additionalInformation|callbackUrl\w*)$/;

/**
 * What a request does, without its label and words: the same for a payment that somebody asks for
 * twice. They are left out at any depth, as in the body of a custom request.
 */
export function sameness({ operation, values }: Pick<Plan, 'operation' | 'values'>): string {
	const isSent = (name: string) =>
		operation.classify !== undefined ||
		operation.fields.some(({ in: where, property }) => property.name === name && where !== 'node');
	const sent = Object.entries(values).filter(([name]) => isSent(name) && !OPTIONS.has(name));
	return JSON.stringify([operation.action, Object.fromEntries(sent)], (name, value: unknown) =>
		WORDS.test(name) ? undefined : value,
	);
}

/** Of a custom request, whose own parameters are none of the API's. */
const OPTIONS = new Set(['maxWait', 'allowInRetriedExecutions']);

/** The requests of a plan: one, or several when a list of values is longer than Pluggy takes. */
export function requestsOf({
	operation,
	values,
}: Pick<Plan, 'operation' | 'values'>): ApiRequest[] {
	const { method, host, safety, costs, access, action, lookup } = operation;
	const expects = expectedOf(operation);
	const label = labelOf(values);
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
		...(costs === undefined ? {} : { costs }),
		...(expects === undefined ? {} : { expects }),
		access,
		action,
		...(lookup === undefined ? {} : { lookup }),
		...(label === undefined ? {} : { label }),
		secrets: secretsOf(operation, values),
	};
	const chunked = operation.fields.find(({ chunk }) => chunk !== undefined);
	const list = chunked && (values[chunked.property.name] as string[] | undefined);
	if (!chunked?.chunk || !list) return [request];
	const name = chunked.target ?? chunked.property.name;
	return blocksOf(list, chunked.chunk).map((part) => ({
		...request,
		query: { ...query, [name]: part },
	}));
}
