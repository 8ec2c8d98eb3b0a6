import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Ajv from 'ajv';
import type { IDataObject } from 'n8n-workflow';

/**
 * What the editor shows of an operation's output before it has run: schemas inferred from the rows
 * that the built node puts out. n8n looks for
 * `__schema__/v<typeVersion as three numbers>/<resource>/<operation>.json` beside the node.
 */

export const SCHEMA_FOLDER = resolve(__dirname, '../../nodes/Pluggy/__schema__/v1.0.0');

/** Operations whose output nobody knows before: the rows of the sandbox would be a promise. */
export const WITHOUT_SCHEMA: Readonly<Record<string, string>> = {
	'customRequest.send': 'whatever the path answers',
	'enrichment.analyzeBehavior': 'nobody confirms that it exists',
	'insight.getBook': 'all of it may lie in a member book, or not',
	'insight.getCategories': 'a list, or an object with the list in one of three members',
};

export interface OutputSchema {
	/** The first is what the editor shows; `null` comes last. */
	type: string | string[];
	/** JSON Schema's list of types would hide the members of an object from the editor. */
	nullable?: true;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

type Kind = 'null' | 'string' | 'number' | 'boolean' | 'array' | 'object';

function kindOf(value: unknown): Kind {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : (typeof value as Kind);
}

/** Members whose names are the user's or the bank's: those of the sandbox say nothing. */
const OPEN = new Set(['headers', 'attributes', 'userActionAttributes']);

/** One schema for all values of one place, with members in the order in which they come up. */
export function infer(values: readonly unknown[]): OutputSchema {
	const known = values.filter((value) => value !== undefined);
	const kinds = [...new Set(known.map(kindOf))].sort();
	const isNull = kinds.includes('null');
	const some = kinds.filter((kind) => kind !== 'null');
	if (some.length === 1 && some[0] === 'object') {
		const objects = known.filter((value) => value !== null) as IDataObject[];
		const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
		const properties = Object.fromEntries(
			names.map((name) => {
				const { properties: open, ...member } = infer(objects.map((one) => one[name]));
				const isKept = open !== undefined && !OPEN.has(name);
				return [name, isKept ? { ...member, properties: open } : member] as const;
			}),
		);
		return { type: 'object', ...(isNull ? { nullable: true } : {}), properties };
	}
	if (some.length === 1 && some[0] === 'array') {
		const entries = (known.filter(Array.isArray) as unknown[][]).flat();
		return {
			type: 'array',
			...(isNull ? { nullable: true } : {}),
			...(entries.length > 0 ? { items: infer(entries) } : {}),
		};
	}
	const types = isNull ? [...some, 'null'] : some;
	return { type: types.length === 1 ? types[0] : types };
}

/** A schema that allows null, too. */
function orNull(schema: OutputSchema): OutputSchema {
	if (schema.type === 'object' || schema.type === 'array') return { ...schema, nullable: true };
	const types = [schema.type].flat();
	return types.includes('null') ? schema : { ...schema, type: [...types, 'null'] };
}

/** Whether a column is an ID: in flat rows they come last. */
export const isId = (name: string) => /^id$|I[dD]$/.test(name);

/** Rows of one operation may have further columns each: in what the editor shows IDs come last, too. */
function idsLast<T>(members: Record<string, T>): Record<string, T> {
	const entries = Object.entries(members);
	const ids = entries.filter(([name]) => isId(name));
	return Object.fromEntries([...entries.filter(([name]) => !isId(name)), ...ids]);
}

type Outputs = ReadonlyMap<string, readonly IDataObject[]>;

/**
 * The schema of each operation. What was always null in its own rows gets the type it has in rows
 * of the same kind.
 * @param kindOfRows what the rows of an operation are, where several operations put out the same
 */
export function schemasOf(
	outputs: Outputs,
	kindOfRows: (name: string) => string | undefined,
): Map<string, OutputSchema> {
	const named = [...outputs].filter(([name]) => !(name in WITHOUT_SCHEMA));
	const all = named.flatMap(([, rows]) => rows);
	const diagnosis = infer(all.map((row) => row.diagnosis ?? undefined));
	const pools = new Map<string, OutputSchema>();
	const poolOf = (kind: string) => {
		const rows = named.filter(([name]) => kindOfRows(name) === kind).flatMap(([, of]) => of);
		pools.set(kind, pools.get(kind) ?? infer(rows));
		return pools.get(kind)!.properties;
	};
	return new Map(
		named.map(([name, rows]) => {
			const schema = infer(rows);
			const kind = kindOfRows(name);
			const known: Record<string, OutputSchema | undefined> = {
				...(kind === undefined ? {} : poolOf(kind)),
				diagnosis,
			};
			const properties = Object.fromEntries(
				Object.entries(schema.properties ?? {}).map(([member, own]) => {
					const better = own.type === 'null' ? known[member] : undefined;
					return [member, better === undefined ? own : orNull(better)] as const;
				}),
			);
			return [
				name,
				{ ...schema, properties: kind === undefined ? properties : idsLast(properties) },
			] as const;
		}),
	);
}

const fileOf = (name: string) => `${join(SCHEMA_FOLDER, ...name.split('.'))}.json`;

export function readSchema(name: string): OutputSchema | undefined {
	const file = fileOf(name);
	if (!existsSync(file)) return undefined;
	return JSON.parse(readFileSync(file, 'utf8')) as OutputSchema;
}

/** The operations that have a file. */
export function committedSchemas(): string[] {
	if (!existsSync(SCHEMA_FOLDER)) return [];
	return readdirSync(SCHEMA_FOLDER).flatMap((resource) =>
		readdirSync(join(SCHEMA_FOLDER, resource)).map(
			(file) => `${resource}.${file.replace(/\.json$/, '')}`,
		),
	);
}

/** Writes all files anew, minified: they are packed, and nobody reads them but n8n. */
export function writeSchemas(schemas: ReadonlyMap<string, OutputSchema>): void {
	rmSync(SCHEMA_FOLDER, { recursive: true, force: true });
	for (const [name, schema] of schemas) {
		mkdirSync(dirname(fileOf(name)), { recursive: true });
		writeFileSync(fileOf(name), `${JSON.stringify(schema)}\n`);
	}
}

const ajv = new Ajv({ allErrors: true, strict: false });

/**
 * The same schema for judging rows: nothing but its members, and null wherever it may be, because
 * which values are missing depends on the day.
 */
function strictly({ type, properties, items, nullable }: OutputSchema): object {
	const types = [type].flat();
	return {
		type: nullable || !types.includes('null') ? [...types, 'null'] : types,
		...(properties === undefined
			? {}
			: {
					properties: Object.fromEntries(
						Object.entries(properties).map(([name, member]) => [name, strictly(member)]),
					),
					additionalProperties: false,
				}),
		...(items === undefined ? {} : { items: strictly(items) }),
	};
}

/** What rows have that the schema does not say. */
export function complaints(schema: OutputSchema, rows: readonly IDataObject[]): string[] {
	const judge = ajv.compile(strictly(schema));
	const found = rows.flatMap((row) => {
		judge(row);
		return (judge.errors ?? []).map(({ instancePath, message, params }) => {
			const { additionalProperty = '' } = params as { additionalProperty?: string };
			return `${instancePath.replace(/\/\d+/g, '/*')} ${message} ${additionalProperty}`.trim();
		});
	});
	return [...new Set(found)];
}

/** The places of a schema, dotted: `results.*.id`. */
export function placesOf(schema: OutputSchema, at = ''): string[] {
	const inside = (name: string, member: OutputSchema) =>
		placesOf(member, at === '' ? name : `${at}.${name}`);
	return [
		...(at === '' ? [] : [at]),
		...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => inside(name, member)),
		...(schema.items ? inside('*', schema.items) : []),
	];
}
