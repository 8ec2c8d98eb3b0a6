'use strict';

/**
 * Pluggy's own OpenAPI document, and what came after it. They are not part of this repository:
 * PLUGGY_OPENAPI names a folder that holds them; else they are looked for beside the clone.
 */
const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/** The document, and the operations that are newer than it. */
const FILES = ['openapi.json', 'openapi.additions.json'];
const BESIDE = resolve(__dirname, '../../../shared/pluggy-api');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

exports.FILES = FILES;

/** The folder that holds both, if there is one. @param {NodeJS.ProcessEnv} [env] */
exports.findFolder = (env = process.env) =>
	[env.PLUGGY_OPENAPI, BESIDE].find(
		(folder) => folder && FILES.every((file) => existsSync(join(folder, file))),
	);

exports.missing =
	"Pluggy's OpenAPI document is missing: put openapi.json and openapi.additions.json into a folder and name it in PLUGGY_OPENAPI";

/** @param {string} file */
exports.load = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @typedef {{ place: string, schema: Schema, required: boolean }} Member */

/**
 * What documents say together. A reference is looked for in all of them.
 * @param {any[]} documents
 */
exports.createReader = (documents) => {
	/** What a reference names, not resolved any further. @param {string} $ref */
	function schemaAt($ref) {
		const [kind, name] = $ref.split('/').slice(-2);
		const found = documents.map(({ components }) => components?.[kind]?.[name]).find(Boolean);
		if (!found) throw new Error(`Nothing is at ${$ref}`);
		return found;
	}

	/** What a reference points to. @param {any} value @returns {any} */
	const follow = (value) => (typeof value.$ref === 'string' ? follow(schemaAt(value.$ref)) : value);

	/** A schema without references and with `allOf` merged. @param {any} [input] */
	function resolveSchema(input) {
		const schema = follow(input ?? {});
		if (!schema.allOf) return schema;
		const { allOf, ...own } = schema;
		return [...allOf.map(resolveSchema), own].reduce(
			(all, part) => ({
				...all,
				...part,
				properties: { ...all.properties, ...part.properties },
				required: [...(all.required ?? []), ...(part.required ?? [])],
			}),
			{},
		);
	}

	/** Every operation, deprecated ones as well. */
	const allOperations = () =>
		documents.flatMap(({ paths }) =>
			Object.entries(paths).flatMap(([path, methods]) =>
				Object.entries(methods)
					.filter(([method]) => METHODS.includes(method))
					.map(([method, operation]) => {
						const body = follow(operation.requestBody ?? {});
						return {
							method: method.toUpperCase(),
							path,
							operationId: String(operation.operationId),
							deprecated: operation.deprecated === true,
							parameters: (operation.parameters ?? [])
								.map(follow)
								.map((/** @type {Row} */ one) => ({ ...one, schema: resolveSchema(one.schema) })),
							body: Object.values(body.content ?? {})[0]?.schema,
							bodyRequired: body.required === true,
							responses: operation.responses ?? {},
						};
					}),
			),
		);

	/**
	 * Members of a body, by dotted place. Members of alternatives are all there, and not required.
	 * @param {Schema | undefined} input
	 * @returns {Member[]}
	 */
	function membersOf(input, prefix = '', required = true) {
		const schema = resolveSchema(input);
		const alternatives = schema.oneOf ?? schema.anyOf;
		if (alternatives?.some((/** @type {Row} */ one) => resolveSchema(one).properties)) {
			return withDiscriminator(
				alternatives.flatMap((/** @type {Row} */ one) => membersOf(one, prefix, false)),
			);
		}
		const known = schema.properties ?? {};
		if (Object.keys(known).length === 0) return [{ place: prefix, schema, required }];
		// Some are required without being described.
		const undescribed = (schema.required ?? []).filter(
			(/** @type {string} */ name) => !(name in known),
		);
		const properties = [
			...Object.entries(known),
			...undescribed.map((/** @type {string} */ name) => [name, {}]),
		];
		return properties.flatMap(([name, member]) =>
			membersOf(
				member,
				prefix === '' ? name : `${prefix}.${name}`,
				required && (schema.required ?? []).includes(name),
			),
		);
	}

	/**
	 * Shows every member of the documents, at any depth, by its name.
	 * @param {(name: string, value: any) => void} see
	 */
	function visit(see) {
		const walk = (/** @type {any} */ value) => {
			if (typeof value !== 'object' || value === null) return;
			for (const [name, member] of Object.entries(value)) {
				see(name, member);
				walk(member);
			}
		};
		documents.forEach(walk);
	}

	return {
		schemaAt,
		follow,
		resolveSchema,
		allOperations,
		/** Every operation that is not deprecated. */
		operations: () => allOperations().filter(({ deprecated }) => !deprecated),
		/** The values of the enum of webhook events. */
		events: () =>
			documents.some(({ components }) => components?.schemas?.WebhookEventType)
				? (resolveSchema({ $ref: '#/components/schemas/WebhookEventType' }).enum ?? [])
				: [],
		/** What the additions say about schemas of the first document. */
		changes: () => documents[1]?.['x-schema-changes-since-openapi.json'] ?? {},
		membersOf,
		visit,
	};
};

/**
 * What tells alternatives apart has one value in each of them: together they are one enum.
 * @param {Member[]} members
 */
function withDiscriminator(members) {
	const isConstant = (/** @type {{ schema: Schema }} */ { schema }) => schema.enum?.length === 1;
	const rest = members.filter((member) => !isConstant(member));
	const constants = members.filter(isConstant);
	const merged = [...new Set(constants.map(({ place }) => place))].map((place) => {
		const values = constants.filter((one) => one.place === place).flatMap((one) => one.schema.enum);
		return { place, schema: { type: 'string', enum: values }, required: false };
	});
	return [...merged, ...rest];
}
