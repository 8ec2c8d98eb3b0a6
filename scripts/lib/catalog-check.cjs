'use strict';

/** The catalog against the operations of Pluggy's document, both ways. Pure functions. */
const {
	EXTRA_FIELDS,
	NOT_IN_CATALOG,
	NOT_IN_DOCUMENT,
	OTHERWISE,
	PAGING,
} = require('./document-exceptions.cjs');
const { furtherEndpoints } = require('./endpoints.cjs');
const { misfits, targetOf } = require('./field-check.cjs');

/**
 * @typedef {object} Finding one difference
 * @property {'new' | 'gone' | 'different'} kind new: Pluggy has it and we do not
 * @property {string} operation "GET /items/{id}", or another heading
 * @property {string} place a parameter or member, by its dotted place
 * @property {string} what in words
 */

/** @param {string} method @param {string} path */
const keyOf = (method, path) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
const nameOf = (/** @type {{ method: string, path: string }} */ { method, path }) =>
	`${method} ${path}`;
exports.nameOf = nameOf;

/** @typedef {{ name: string, operation: Operation }} Sender an operation of the catalog, with its name */

/** @param {readonly Resource[]} catalog @returns {Sender[]} */
const named = (catalog) =>
	catalog.flatMap(({ id, operations }) =>
		operations.map((operation) => ({
			name: `${id}.${operation.id}`,
			operation,
		})),
	);

/**
 * The operations that send to an endpoint by themselves (not as one of several steps).
 * @param {readonly Resource[]} catalog
 * @param {{ method: string, path: string }} given
 */
const sendersOf = (catalog, { method, path }) =>
	named(catalog).filter(
		({ operation }) => keyOf(operation.method, operation.path) === keyOf(method, path),
	);

/** @param {Sender[]} senders @param {string} where @param {string} place */
function fieldsFor(senders, where, place) {
	return senders.flatMap(({ operation: { fields } }) =>
		fields.filter((field) => {
			if (field.in !== where) return false;
			const target = targetOf(field);
			return (
				target === place || (where === 'body' && (target === '' || place.startsWith(`${target}.`)))
			);
		}),
	);
}

/** How a list is read, by the parameters that are documented for it. @param {string[]} queries */
function pagingOf(queries) {
	if (queries.includes('after')) return ['cursor'];
	return queries.includes('page') ? ['page'] : ['none', 'pageOnly'];
}

/** Operations that link to another page than that of their first request. */
const OTHER_PAGE = { revoke: 'Consent: Revoke deletes an item' };

/**
 * What of one documented operation the catalog lacks, or has otherwise.
 * @param {Reader} reader
 * @param {readonly Resource[]} catalog
 * @param {Documented} documented
 * @returns {Finding[]}
 */
exports.checkOperation = (reader, catalog, documented) => {
	const name = nameOf(documented);
	const senders = sendersOf(catalog, documented);
	const at = (
		/** @type {string} */ place,
		/** @type {Finding['kind']} */ kind,
		/** @type {string} */ what,
	) => ({ kind, operation: name, place, what });
	if (senders.length === 0) {
		return [at('', 'new', `no operation of the catalog (${documented.operationId})`)];
	}
	const wrong = [];
	const queries = documented.parameters.filter((/** @type {Row} */ one) => one.in === 'query');
	for (const { operation } of senders) {
		const { id, docs, paging, fields, path } = operation;
		if (!pagingOf(queries.map((/** @type {Row} */ one) => one.name)).includes(paging)) {
			wrong.push(at('', 'different', `${id} pages as ${paging}`));
		}
		if (!docs.endsWith(`/${documented.operationId}`) && !(id in OTHER_PAGE)) {
			const what = `${id} links to ${docs}, its page is ${documented.operationId}`;
			wrong.push(at('', 'different', what));
		}
		const inPath = fields.filter((field) => field.in === 'path').length;
		if (inPath !== (path.match(/\{/g) ?? []).length) {
			wrong.push(at('', 'different', `${id} has ${inPath} values for the path`));
		}
	}
	const check = (
		/** @type {string} */ where,
		/** @type {string} */ place,
		/** @type {Schema} */ schema,
		/** @type {boolean} */ required,
	) => {
		if (`${name} ${where} ${place}` in OTHERWISE) return;
		const fields = fieldsFor(senders, where, place);
		if (fields.length === 0) {
			const what = `no field${required ? ', and it is required' : ''}`;
			wrong.push(at(place, 'new', what));
		}
		// Fields that take turns (`when`) share a place: one of them must fit.
		const reasons = fields.map((field) =>
			targetOf(field) === place ? misfits(field, schema, required) : [],
		);
		if (fields.some(({ when }) => when) && reasons.some((list) => list.length === 0)) return;
		wrong.push(...reasons.flat().map(({ kind, what }) => at(place, kind, what)));
	};
	for (const { in: where, name: place, schema, required = false } of documented.parameters) {
		if (where === 'path') check('path', place, schema, true);
		else if (where === 'query' && !PAGING.has(place)) check('query', place, schema, required);
		else if (where === 'header') wrong.push(at(place, 'new', 'a header'));
	}
	const body = reader.resolveSchema(documented.body);
	if (Object.keys(body.properties ?? {}).length > 0 || body.oneOf || body.anyOf) {
		for (const { place, schema, required } of reader.membersOf(documented.body)) {
			if (place !== '') check('body', place, schema, required);
		}
	} else if (
		documented.body !== undefined &&
		senders.every(({ operation }) => operation.body === undefined)
	) {
		check('body', '', body, documented.bodyRequired);
	}
	return wrong;
};

/**
 * The endpoints of the catalog that documents do not know, without those that have a reason.
 * @param {Reader} reader
 * @param {readonly Resource[]} catalog
 */
exports.unknownEndpoints = (reader, catalog) => {
	const known = new Set(reader.operations().map(({ method, path }) => keyOf(method, path)));
	const endpoints = named(catalog).flatMap(({ name, operation }) =>
		[operation, ...furtherEndpoints(operation)].map(({ method, path, host }) => ({
			name,
			label: nameOf({ method, path }),
			isKnown: host === undefined && known.has(keyOf(method, path)),
		})),
	);
	return endpoints.filter(({ isKnown, label }) => !isKnown && !(label in NOT_IN_DOCUMENT));
};

/**
 * The paths with a reason that the catalog does not use, or the document knows by now.
 * @param {Reader} reader
 * @param {readonly Resource[]} catalog
 */
exports.needlessReasons = (reader, catalog) => {
	const known = new Set(reader.operations().map(({ method, path }) => keyOf(method, path)));
	const used = new Set(
		named(catalog)
			.filter(({ operation: { method, path, host } }) => host || !known.has(keyOf(method, path)))
			.map(({ operation }) => nameOf(operation)),
	);
	return Object.keys(NOT_IN_DOCUMENT).filter((label) => !used.has(label));
};

/**
 * The fields of the catalog that the documented operation does not take.
 * @param {Reader} reader
 * @param {readonly Resource[]} catalog
 * @returns {Array<{ name: string, label: string, place: string }>} name as in EXTRA_FIELDS
 */
exports.surplusFields = (reader, catalog) => {
	const documents = new Map(reader.operations().map((one) => [keyOf(one.method, one.path), one]));
	return named(catalog).flatMap(({ name, operation }) => {
		const document = documents.get(keyOf(operation.method, operation.path));
		if (!document || operation.host !== undefined) return [];
		const queries = new Set(
			document.parameters
				.filter((/** @type {Row} */ one) => one.in === 'query')
				.map((/** @type {Row} */ one) => one.name),
		);
		const members = reader.membersOf(document.body).map(({ place }) => place);
		const isKnown = (/** @type {Field} */ field) => {
			const target = targetOf(field);
			const isMember =
				target === '' || members.some((one) => one === target || one.startsWith(`${target}.`));
			return (
				field.in === 'path' ||
				field.in === 'node' ||
				operation.body !== undefined ||
				(field.in === 'query' && queries.has(target)) ||
				(field.in === 'body' && isMember)
			);
		};
		return operation.fields
			.filter((field) => !isKnown(field))
			.map((field) => ({
				name: `${name} ${field.property.name}`,
				label: nameOf(document),
				place: targetOf(field),
			}));
	});
};

/** What the node has and Pluggy has not. @param {string} operation @param {string} place @param {string} what @returns {Finding} */
const gone = (operation, place, what) => ({ kind: 'gone', operation, place, what });

/**
 * Everything in which the catalog and the operations of documents differ.
 * @param {Reader} reader
 * @param {readonly Resource[]} catalog
 * @returns {Finding[]}
 */
exports.checkCatalog = (reader, catalog) => {
	const deprecated = reader.allOperations().filter((one) => one.deprecated);
	return [
		...reader
			.operations()
			.filter((one) => !(nameOf(one) in NOT_IN_CATALOG))
			.flatMap((one) => exports.checkOperation(reader, catalog, one)),
		...deprecated.flatMap((one) =>
			sendersOf(catalog, one).map(({ name }) =>
				gone(nameOf(one), '', `deprecated; ${name} sends it`),
			),
		),
		...groupByLabel(exports.unknownEndpoints(reader, catalog))
			.filter(([label]) => !deprecated.some((one) => nameOf(one) === label))
			.map(([label, names]) => gone(label, '', `not in the document; sent by ${names.join(', ')}`)),
		...exports
			.surplusFields(reader, catalog)
			.filter(({ name }) => !(name in EXTRA_FIELDS))
			.map(({ name, label, place }) =>
				gone(label, place, `the document does not know it (${name})`),
			),
	];
};

/** @param {Array<{ label: string, name: string }>} endpoints @returns {Array<[string, string[]]>} */
function groupByLabel(endpoints) {
	/** @type {Map<string, string[]>} */
	const groups = new Map();
	for (const { label, name } of endpoints) {
		groups.set(label, [...new Set([...(groups.get(label) ?? []), name])]);
	}
	return [...groups];
}
