import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { CORRECTED, MEMBERS } from './sandboxExceptions.cjs';
import {
	documentedOperations,
	resolveSchema,
	schemaAt,
	schemaChanges,
	visitDocuments,
	type DocumentedOperation,
	type Schema,
} from './document.cjs';

/** Judges recorded requests and answers by Pluggy's document. */

/** One request that went over the wire, with its answer. */
export interface Recorded {
	method: string;
	path: string;
	query: string;
	body: string;
	status: number;
	answer: string;
}

interface Answer {
	$ref?: string;
	content?: Record<string, { schema?: Schema }>;
}

const ajv = new Ajv({ strict: false, allErrors: true });
const FORMATS: Record<string, RegExp> = {
	'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
	date: /^\d{4}-\d\d-\d\d$/,
	uuid: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
	uri: /^[a-z][a-z\d+.-]*:\S+$/i,
};
for (const [name, pattern] of Object.entries(FORMATS)) ajv.addFormat(name, pattern);
for (const name of ['double', 'integer']) ajv.addFormat(name, true);

const answers = new Map<string, Record<string, Answer>>();
visitDocuments((name, value) => {
	const paths = Object.entries(value ?? {});
	if (name !== 'paths' || !paths.every(([path]) => path.startsWith('/'))) return;
	for (const [path, methods] of paths as Array<[string, object]>) {
		for (const [method, operation] of Object.entries(methods)) {
			const { responses = {} } = operation as { responses?: Record<string, Answer> };
			answers.set(`${method.toUpperCase()} ${path}`, responses);
		}
	}
});

/** Members that newer documents know, by the schema or the call that has them. */
const ADDED = schemaChanges() as Record<string, Record<string, string[] | undefined>>;

/** The names of a schema and of those it is made of. */
function namesOf({ $ref, allOf = [] }: Schema): string[] {
	const parts = allOf.flatMap(namesOf);
	if ($ref === undefined) return parts;
	return [$ref.split('/').pop()!, ...namesOf(schemaAt($ref)), ...parts];
}

const addedTo = (names: string[]) =>
	names.flatMap((name) => [
		...(ADDED[name]?.added ?? []),
		...(ADDED[name.replace(/^Create/, '')]?.['create-body-added'] ?? []),
	]);

/**
 * A schema as ajv wants it: references and allOf resolved, `nullable` and `discriminator` of
 * OpenAPI said in JSON Schema. Only known members may be there. In answers, members that may be
 * missing may also be null.
 */
function adapt(input: Schema, isAnswer: boolean, inside: string[] = [], label = ''): Schema {
	const name = input.$ref;
	if (name && inside.includes(name)) return {};
	const within = name ? [...inside, name] : inside;
	const {
		nullable,
		discriminator,
		oneOf,
		allOf: _,
		example: _e,
		default: _d,
		...rest
	} = resolveSchema(input) as Schema & {
		discriminator?: { propertyName: string; mapping: Record<string, string> };
	};
	const deep = (schema: Schema) => adapt(schema, isAnswer, within);
	const schema: Schema = { ...rest };
	const members = Object.keys(rest.properties ?? {});
	if (members.length > 0) schema.additionalProperties ??= false;
	if (members.length > 0) {
		const required = rest.required ?? [];
		schema.properties = {
			// Some are required without being described.
			...Object.fromEntries(required.map((member) => [member, {}])),
			...Object.fromEntries(addedTo([label, ...namesOf(input)]).map((member) => [member, {}])),
			...Object.fromEntries(
				Object.entries(rest.properties ?? {}).map(([member, value]) => [
					member,
					isAnswer && !required.includes(member) ? orNull(deep(value)) : deep(value),
				]),
			),
		};
	}
	if (rest.items) schema.items = deep(rest.items);
	if (typeof rest.additionalProperties === 'object' && rest.additionalProperties !== null) {
		schema.additionalProperties = deep(rest.additionalProperties as Schema);
	}
	if (oneOf) {
		// The text and null that stand beside the alternatives are for "none".
		if (discriminator) delete schema.type;
		schema.anyOf = oneOf.map(deep);
		if (discriminator) {
			const { propertyName, mapping } = discriminator;
			schema.allOf = Object.entries(mapping).map(([value, $ref]) => ({
				if: { properties: { [propertyName]: { const: value } }, required: [propertyName] },
				then: deep({ $ref }),
			}));
		}
	}
	return nullable === true ? orNull(schema) : schema;
}

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

const compiled = new Map<string, ValidateFunction>();
function validator(key: string, make: () => Schema): ValidateFunction {
	const known = compiled.get(key);
	if (known) return known;
	const made = ajv.compile(make());
	compiled.set(key, made);
	return made;
}

/** The members of MEMBERS that came up. */
export const metMembers = new Set<string>();

function isKnown(path: string, member: string): boolean {
	const key = `/${path.replace(/^\/v2/, '').split('/')[1] ?? ''} ${member}`;
	if (!(key in MEMBERS)) return false;
	metMembers.add(key);
	return true;
}

export const labelOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

const documented = documentedOperations();
const routes = documented
	.map((operation) => ({
		operation,
		pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`),
	}))
	// Of `/recipients/institutions` and `/recipients/{id}`, the first is meant.
	.sort((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length);

export function operationOf({ method, path }: Recorded): DocumentedOperation | undefined {
	return routes.find(({ operation, pattern }) => operation.method === method && pattern.test(path))
		?.operation;
}

/** In words, each place once: list positions do not matter. */
function wordsOf(errors: ErrorObject[] | null | undefined, path = ''): string[] {
	const words = (errors ?? [])
		.filter(({ keyword }) => !['anyOf', 'if', 'oneOf'].includes(keyword))
		.filter(({ keyword, params }) => !(keyword === 'type' && params.type === 'null'))
		.filter(({ params }) => !isKnown(path, String(params.additionalProperty)))
		.map(({ instancePath, message, params }) => {
			const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
			if ('additionalProperty' in params) {
				return `${place} has the unknown member ${String(params.additionalProperty)}`;
			}
			const allowed = 'allowedValues' in params ? ` ${String(params.allowedValues)}` : '';
			return `${place} ${message}${allowed}`;
		});
	return [...new Set(words)];
}

/** A text of a query as the type that the document gives it; the text itself where it does not fit. */
function decoded(text: string, schema: Schema): unknown {
	const [type] = [schema.type ?? []].flat();
	if ((type === 'integer' || type === 'number') && text !== '' && Number.isFinite(Number(text))) {
		return Number(text);
	}
	if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
	if (type === 'array') return text.split(',').map((one) => decoded(one, schema.items ?? {}));
	return text;
}

/** What the document says against a request. */
export function judgeRequest(request: Recorded, operation: DocumentedOperation): string[] {
	const found: string[] = [];
	const query = new URLSearchParams(request.query);
	const parameters = operation.parameters.filter((one) => one.in === 'query');
	for (const [name, text] of query) {
		const parameter = parameters.find((one) => one.name === name);
		if (!parameter) {
			found.push(`query ${name} is unknown`);
			continue;
		}
		if (query.getAll(name).length > 1) found.push(`query ${name} comes twice`);
		const validate = validator(`${labelOf(operation)} ? ${name}`, () =>
			adapt(parameter.schema, false),
		);
		if (!validate(decoded(text, parameter.schema))) {
			found.push(...wordsOf(validate.errors).map((word) => `query ${name}${word}`));
		}
	}
	for (const { name, required } of parameters) {
		if (required && !query.has(name)) found.push(`query ${name} is missing`);
	}
	if (request.body === '') {
		if (operation.bodyRequired) found.push('body is missing');
		return found;
	}
	if (!operation.body) return [...found, 'body is not known'];
	const label = `${labelOf(operation)} body`;
	const body = CORRECTED[label]?.schema ?? operation.body;
	const validate = validator(label, () => adapt(body, false));
	if (!validate(JSON.parse(request.body))) {
		found.push(...wordsOf(validate.errors).map((word) => `body ${word}`));
	}
	return found;
}

/** What the document says against an answer; undefined where it says nothing of this status. */
export function judgeAnswer(
	{ status, answer }: Recorded,
	operation: DocumentedOperation,
): string[] | undefined {
	const responses = answers.get(labelOf(operation)) ?? {};
	const response = responses[status] ?? (status >= 400 ? responses.default : undefined);
	if (!response) return status < 400 ? [`status ${status} is not documented`] : undefined;
	const { content } = resolveSchema(response as Schema) as Answer;
	const label = `${labelOf(operation)} ${status}`;
	const schema = CORRECTED[label]?.schema ?? Object.values(content ?? {})[0]?.schema;
	if (!schema) return answer === '' || status >= 400 ? [] : ['has a body, which is not documented'];
	if (answer === '') return ['has no body'];
	const validate = validator(label, () => adapt(schema, true, [], labelOf(operation)));
	return validate(JSON.parse(answer)) ? [] : wordsOf(validate.errors, operation.path);
}
