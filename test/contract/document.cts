import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Pluggy's own OpenAPI document, and what came after it. They are not part of this repository:
 * PLUGGY_OPENAPI names a folder that holds them; else they are looked for beside the clone.
 */

type Json = Record<string, unknown>;

export interface Schema extends Json {
	$ref?: string;
	type?: string | string[];
	format?: string;
	enum?: unknown[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	minimum?: number;
	maximum?: number;
	pattern?: string;
	maxLength?: number;
	minItems?: number;
	additionalProperties?: unknown;
}

export interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required?: boolean;
	schema: Schema;
}

export interface DocumentedOperation {
	method: string;
	path: string;
	operationId: string;
	parameters: Parameter[];
	body?: Schema;
	bodyRequired: boolean;
}

interface RequestBody extends Json {
	required?: boolean;
	content?: Record<string, { schema?: Schema }>;
}

interface OpenApi {
	paths: Record<string, Record<string, Json>>;
	components: Record<string, Record<string, Json>>;
	'x-schema-changes-since-openapi.json'?: Json;
}

const FILES = ['openapi.json', 'openapi.additions.json'];

function findFolder(): string | undefined {
	const beside = resolve(__dirname, '../../../shared/pluggy-api');
	return [process.env.PLUGGY_OPENAPI, beside].find(
		(folder) => folder && FILES.every((file) => existsSync(join(folder, file))),
	);
}

const folder = findFolder();

/** Whether the documents are there. In CI they must be. */
export const hasDocument = folder !== undefined;

export const missing =
	"Pluggy's OpenAPI document is missing: put openapi.json and openapi.additions.json into a folder and name it in PLUGGY_OPENAPI";

function load(): OpenApi[] {
	if (folder === undefined) return [];
	return FILES.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as OpenApi);
}

const documents = load();

/** What a reference names, not resolved any further. */
export function schemaAt($ref: string): Schema {
	const [kind, name] = $ref.split('/').slice(-2);
	const found = documents.map(({ components }) => components?.[kind]?.[name]).find(Boolean);
	if (!found) throw new Error(`Nothing is at ${$ref}`);
	return found;
}

/** What a reference points to, in either document. */
function follow<T extends Json>(value: T): T {
	return typeof value.$ref === 'string' ? follow(schemaAt(value.$ref) as Json as T) : value;
}

/** A schema without references and with `allOf` merged. */
export function resolveSchema(input: Schema | undefined): Schema {
	const schema = follow(input ?? {});
	if (!schema.allOf) return schema;
	const { allOf, ...own } = schema;
	return [...allOf.map(resolveSchema), own].reduce<Schema>(
		(all, part) => ({
			...all,
			...part,
			properties: { ...all.properties, ...part.properties },
			required: [...(all.required ?? []), ...(part.required ?? [])],
		}),
		{},
	);
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation of the documents that is not deprecated. */
export function documentedOperations(): DocumentedOperation[] {
	return documents.flatMap(({ paths }) =>
		Object.entries(paths).flatMap(([path, methods]) =>
			Object.entries(methods)
				.filter(([method, { deprecated }]) => METHODS.includes(method) && deprecated !== true)
				.map(([method, operation]) => {
					const body = follow((operation.requestBody ?? {}) as RequestBody);
					return {
						method: method.toUpperCase(),
						path,
						operationId: String(operation.operationId),
						parameters: ((operation.parameters ?? []) as Array<Parameter & Json>)
							.map(follow)
							.map((parameter) => ({ ...parameter, schema: resolveSchema(parameter.schema) })),
						body: Object.values(body.content ?? {})[0]?.schema,
						bodyRequired: body.required === true,
					};
				}),
		),
	);
}

/** The values of the documents' enum of webhook events. */
export function documentedEvents(): string[] {
	const schema = resolveSchema({ $ref: '#/components/schemas/WebhookEventType' });
	return (schema.enum ?? []) as string[];
}

/** What the additions say about schemas of the first document. */
export function schemaChanges(): Json {
	return documents[1]?.['x-schema-changes-since-openapi.json'] ?? {};
}

type Member = { place: string; schema: Schema; required: boolean };

/** What tells alternatives apart has one value in each of them: together they are one enum. */
function withDiscriminator(members: Member[]): Member[] {
	const isConstant = ({ schema }: Member) => schema.enum?.length === 1;
	const rest = members.filter((member) => !isConstant(member));
	const constants = members.filter(isConstant);
	const merged = [...new Set(constants.map(({ place }) => place))].map((place) => {
		const values = constants
			.filter((one) => one.place === place)
			.flatMap((one) => one.schema.enum!);
		return { place, schema: { type: 'string', enum: values }, required: false };
	});
	return [...merged, ...rest];
}

/** Members of a body, by dotted place. Members of alternatives are all there, and not required. */
export function membersOf(input: Schema | undefined, prefix = '', required = true): Member[] {
	const schema = resolveSchema(input);
	const alternatives = schema.oneOf ?? schema.anyOf;
	if (alternatives?.some((one) => resolveSchema(one).properties)) {
		return withDiscriminator(alternatives.flatMap((one) => membersOf(one, prefix, false)));
	}
	const properties = Object.entries(schema.properties ?? {});
	if (properties.length === 0) return [{ place: prefix, schema, required }];
	return properties.flatMap(([name, member]) =>
		membersOf(
			member,
			prefix === '' ? name : `${prefix}.${name}`,
			required && (schema.required ?? []).includes(name),
		),
	);
}

/** Shows every member of the documents, at any depth, by its name. */
export function visitDocuments(see: (name: string, value: unknown) => void): void {
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [name, member] of Object.entries(value)) {
			see(name, member);
			walk(member);
		}
	};
	documents.forEach(walk);
}
