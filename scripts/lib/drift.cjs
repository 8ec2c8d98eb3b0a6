'use strict';

/**
 * What a copy of Pluggy's document says otherwise than the catalog, the list of events, the error
 * catalog and what is known of the answers. Pure functions.
 */
const { checkCatalog, nameOf } = require('./catalog-check.cjs');
const { EXTRA_MEMBERS, EXTRA_OPTIONS } = require('./document-exceptions.cjs');
const { offeredBy } = require('./field-check.cjs');

/** @typedef {import('./catalog-check.cjs').Finding} Finding */

/**
 * @typedef {object} Answers what is known of the answers, by the name of their schema in the
 *   document, or by the request where it has none
 * @property {string[]} operations whose answers hold it
 * @property {string[]} members
 * @property {Record<string, string[]>} values of enums, by the dotted place of the member
 */

/** @param {string[]} list */
const sorted = (list) => [...new Set(list)].sort();
/** @param {readonly string[]} list @param {readonly string[]} other */
const minus = (list, other) => list.filter((one) => !other.includes(one));

/**
 * The members of all answers, and the values of their enums.
 * @param {Reader} reader
 * @returns {Record<string, Answers>}
 */
exports.answersOf = (reader) => {
	/** @type {Record<string, Answers>} */
	const answers = {};
	const of = (/** @type {string} */ name) =>
		(answers[name] ??= { operations: [], members: [], values: {} });

	/**
	 * @param {any} schema
	 * @param {string} name of what it is part of
	 * @param {string} place
	 * @param {string} operation
	 * @param {string[]} inside the schemas around it
	 * @returns {void}
	 */
	function walk(schema, name, place, operation, inside) {
		if (typeof schema !== 'object' || schema === null) return;
		if (typeof schema.$ref === 'string') {
			const own = schema.$ref.split('/').pop();
			if (inside.includes(own)) return;
			const target = reader.schemaAt(schema.$ref);
			of(own).operations.push(operation);
			return walk(target, own, '', operation, [...inside, own]);
		}
		const values = (schema.enum ?? [])
			.filter((/** @type {unknown} */ value) => value !== null)
			.map(String);
		if (values.length > 0) {
			const known = of(name).values;
			known[place] = sorted([...(known[place] ?? []), ...values]);
		}
		const deeper = (/** @type {string} */ member) => (place === '' ? member : `${place}.${member}`);
		const properties = Object.entries(schema.properties ?? {});
		// Some are required without being described.
		const required = properties.length > 0 ? (schema.required ?? []) : [];
		of(name).members.push(...[...properties.map(([one]) => one), ...required].map(deeper));
		for (const [member, one] of properties) walk(one, name, deeper(member), operation, inside);
		for (const one of [schema.items, schema.additionalProperties]) {
			walk(one, name, place, operation, inside);
		}
		for (const list of [schema.allOf, schema.oneOf, schema.anyOf]) {
			for (const one of list ?? []) walk(one, name, place, operation, inside);
		}
	}

	for (const operation of reader.operations()) {
		const label = nameOf(operation);
		for (const response of Object.values(operation.responses)) {
			const { content = {} } = reader.follow(response);
			for (const { schema } of Object.values(content)) walk(schema, label, '', label, []);
		}
		if (answers[label]) answers[label].operations.push(label);
	}
	const rows = Object.entries(answers)
		.map(([name, { operations, members, values }]) => {
			const answer = { operations: sorted(operations), members: sorted(members), values };
			return /** @type {const} */ ([name, answer]);
		})
		.filter(([, { members, values }]) => members.length > 0 || Object.keys(values).length > 0)
		.sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(rows);
};

const from = (/** @type {string[]} */ operations) =>
	operations.length > 3
		? `in answers of ${operations.slice(0, 2).join(', ')} and ${operations.length - 2} more`
		: `in answers of ${operations.join(', ')}`;

/**
 * @param {Finding['kind']} kind
 * @param {string} operation
 * @param {string} place
 * @param {string} what
 */
const finding = (kind, operation, place, what) => ({ kind, operation, place, what });

/**
 * What one schema of answers has now and had before.
 * @param {string} name
 * @param {Answers} before
 * @param {Answers} now
 * @returns {Finding[]}
 */
function checkSchema(name, before, now) {
	const where = from(now.operations);
	const extra = /** @type {Record<string, string[]>} */ (EXTRA_MEMBERS)[name] ?? [];
	const members = [
		...minus(minus(now.members, before.members), extra).map((one) =>
			finding('new', name, one, `a member ${where}`),
		),
		...minus(before.members, now.members).map((one) =>
			finding('gone', name, one, `a member ${where}`),
		),
	];
	// Of members that are new or gone the values are not told, too.
	const isBoth = (/** @type {string} */ place) =>
		place === '' || (before.members.includes(place) && now.members.includes(place));
	const places = sorted([...Object.keys(before.values), ...Object.keys(now.values)]).filter(isBoth);
	const values = places.flatMap((place) => {
		const [old, fresh] = [before.values[place] ?? [], now.values[place] ?? []];
		return [
			...minus(fresh, old).map((one) => finding('new', name, place, `value ${one}, ${where}`)),
			...minus(old, fresh).map((one) => finding('gone', name, place, `value ${one}, ${where}`)),
		];
	});
	return [...members, ...values];
}

/**
 * @param {Record<string, Answers>} known
 * @param {(label: string) => boolean} isNew whether an operation is new: it is told as a whole
 * @param {Reader} reader
 * @returns {Finding[]}
 */
function checkAnswers(reader, known, isNew) {
	const fresh = exports.answersOf(reader);
	const documented = new Set(reader.operations().map(nameOf));
	// Events are told by themselves.
	const names = minus(sorted([...Object.keys(known), ...Object.keys(fresh)]), ['WebhookEventType']);
	return names.flatMap((name) => {
		const [before, now] = [known[name], fresh[name]];
		if (before && now) return checkSchema(name, before, now);
		if (now)
			return now.operations.every(isNew) ? [] : [finding('new', name, '', from(now.operations))];
		const isAnswered = before.operations.some((one) => documented.has(one));
		return isAnswered ? [finding('gone', name, '', `was ${from(before.operations)}`)] : [];
	});
}

/** @param {Reader} reader @param {readonly Resource[]} catalog @returns {Finding[]} */
function checkEvents(reader, catalog) {
	const field = catalog
		.flatMap(({ id, operations }) => (id === 'webhook' ? operations : []))
		.flatMap(({ fields }) => fields)
		.find(({ property }) => property.name === 'event');
	const offered = field ? offeredBy(field).map(String) : [];
	const documented = reader.events();
	const told = (/** @type {Finding['kind']} */ kind) => (/** @type {string} */ event) =>
		finding(kind, 'Events', '', event);
	return [
		...minus(documented, offered).map(told('new')),
		...minus(minus(offered, documented), EXTRA_OPTIONS.event).map(told('gone')),
	];
}

/** Whether a member holds why something failed. */
const IS_REASON = /errorDetail$/i;
/** Schemas whose status says what became of a payment or a boleto. */
const IS_PAYMENT = /^(Payment|AutomaticPix|SmartTransfer|SchedulePayment|IssuedBoleto|Enrollment)/;

/** What is missing, by the part of the error catalog that lacks it. */
const WHAT = {
	BY_CODE: 'codeDescription without a text',
	BY_PAYMENT_CODE: 'reason of a failed payment without a text',
	BY_PAYMENT_STATUS: 'status of a payment that is neither fine nor a failure',
};

/**
 * @param {Reader} reader
 * @param {Problems} problems
 * @param {Record<string, Answers>} answers
 * @returns {Finding[]}
 */
function checkErrors(reader, problems, answers) {
	/** @type {Map<string, [name: string, group: keyof typeof WHAT]>} */
	const names = new Map();
	const note = (/** @type {string} */ name, /** @type {keyof typeof WHAT} */ group) =>
		names.set(`${group} ${name}`, [name, group]);
	reader.visit((member, value) => {
		if (member === 'codeDescription' && typeof value === 'string') note(value, 'BY_CODE');
		if (!IS_REASON.test(member)) return;
		const { code } = reader.resolveSchema(value).properties ?? {};
		for (const one of reader.resolveSchema(code).enum ?? []) note(one, 'BY_PAYMENT_CODE');
	});
	for (const [schema, { values }] of Object.entries(answers)) {
		if (!IS_PAYMENT.test(schema)) continue;
		for (const [place, list] of Object.entries(values)) {
			const isStatus = place === 'status' || (place === '' && /Status$/.test(schema));
			if (isStatus) list.forEach((one) => note(one, 'BY_PAYMENT_STATUS'));
		}
	}
	const isFine = (/** @type {string} */ name) => problems.FINE_PAYMENT_STATUSES.has(name);
	const isTold = (/** @type {string} */ name, /** @type {keyof typeof WHAT} */ group) =>
		name in problems[group] || (group === 'BY_PAYMENT_STATUS' && isFine(name));
	return [...names.values()]
		.filter(([name, group]) => !isTold(name, group))
		.map(([name, group]) => finding('new', 'Error codes', name, WHAT[group]));
}

/**
 * All differences, each once.
 * @param {Reader} reader of the document alone
 * @param {{ catalog: readonly Resource[], problems: Problems, answers: Record<string, Answers> }} ours
 * @returns {Finding[]}
 */
exports.differences = (reader, { catalog, problems, answers }) => {
	const ofCatalog = checkCatalog(reader, catalog);
	const isNew = (/** @type {string} */ label) =>
		ofCatalog.some(({ kind, operation, place }) => kind + place === 'new' && operation === label);
	const all = [
		...ofCatalog,
		...checkEvents(reader, catalog),
		...checkErrors(reader, problems, exports.answersOf(reader)),
		...checkAnswers(reader, answers, isNew),
	];
	const seen = new Map(all.map((one) => [JSON.stringify(one), one]));
	return [...seen.values()];
};

const HEADINGS = {
	new: 'New: Pluggy has it, the node does not',
	gone: 'Gone: the node knows it, this document does not',
	different: 'Different',
};

/** One difference as a line. @param {Finding} finding */
exports.lineOf = ({ operation, place, what }) =>
	[operation, place, what]
		.filter((part) => part !== '')
		.join(' · ')
		.replace(/\n/g, '\\n');

/** The differences as a text. @param {Finding[]} findings */
exports.render = (findings) =>
	Object.entries(HEADINGS)
		.map(([kind, heading]) => ({ heading, list: findings.filter((one) => one.kind === kind) }))
		.filter(({ list }) => list.length > 0)
		.map(({ heading, list }) =>
			[`${heading} (${list.length})`, ...list.map((one) => `  ${exports.lineOf(one)}`)].join('\n'),
		)
		.join('\n\n');

/**
 * What is known of the answers, with what a document says: where it has a schema, only that counts.
 * @param {Reader} reader
 * @param {Record<string, Answers>} answers
 */
exports.learn = (reader, answers) => ({
	...answers,
	...exports.answersOf(reader),
});

/** One schema a line, so that changes can be read. @param {Record<string, Answers>} answers */
exports.writeAnswers = (answers) => {
	const rows = Object.entries(answers)
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([name, known]) => `${JSON.stringify(name)}: ${JSON.stringify(known)}`);
	return `{\n${rows.join(',\n')}\n}\n`;
};
