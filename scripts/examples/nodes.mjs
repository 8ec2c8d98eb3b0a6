/** Nodes of the example workflows: short words for what n8n wants written at length. */
import { say } from './texts.mjs';

/** @typedef {import('./texts.mjs').Text} Text */
/** @typedef {import('./build.mjs').Node} Node */

/**
 * Any node.
 * @param {Text} name
 * @param {string} type of n8n-nodes-base, or with its package
 * @param {number} typeVersion
 * @param {Row} [parameters]
 * @param {Row} [more] such as `retryOnFail` or `disabled`
 * @returns {Node}
 */
export const node = (name, type, typeVersion, parameters = {}, more = {}) => ({
	...{ name, type: type.includes('.') ? type : `n8n-nodes-base.${type}`, typeVersion },
	...{ parameters, ...more },
});

export const manual = (name = say('Start', 'Início')) => node(name, 'manualTrigger', 1);

/** Every day at an hour of São Paulo (or of the workflow's own time zone). @param {Text} name @param {number} hour */
export const everyDay = (name, hour, minute = 7) =>
	node(name, 'scheduleTrigger', 1.2, {
		rule: { interval: [{ field: 'days', triggerAtHour: hour, triggerAtMinute: minute }] },
	});

/** @param {Text} name @param {string} resource @param {string} operation @param {Row} [parameters] @param {Row} [more] */
export const pluggy = (name, resource, operation, parameters = {}, more = {}) =>
	node(name, 'n8n-nodes-pluggy.pluggy', 1, { resource, operation, ...parameters }, more);

/** @param {Text} name @param {string[]} events @param {Row} [parameters] */
export const onEvents = (name, events, parameters = {}) =>
	node(name, 'n8n-nodes-pluggy.pluggyTrigger', 1, {
		...{ events, filters: {}, options: {}, ...parameters },
	});

/** @param {Text} name @param {string[]} events @param {Row} [parameters] */
export const polling = (name, events, parameters = {}) =>
	node(name, 'n8n-nodes-pluggy.pluggyPollTrigger', 1, {
		pollTimes: { item: [{ mode: 'everyHour', minute: 7 }] },
		...{ events, itemIds: '', options: {}, ...parameters },
	});

/** @typedef {'string' | 'number' | 'boolean' | 'object' | 'array'} Kind */

/** A value of Edit Fields that is no text. @param {Kind} type @param {unknown} value */
export const as = (type, value) => ({ type, value });

/**
 * Edit Fields.
 * @param {Text} name
 * @param {Record<string, any>} fields texts and expressions, or `as(type, value)`
 * @param {{ keep?: boolean }} [options] keep: the fields that are there already stay
 */
export const set = (name, fields, { keep = false } = {}) =>
	node(name, 'set', 3.4, {
		...{ mode: 'manual', includeOtherFields: keep },
		assignments: {
			assignments: Object.entries(fields).map(([field, value]) => {
				const { type, value: given } = value?.type ? value : as('string', value);
				return { id: field, name: field, type, value: given };
			}),
		},
		options: {},
	});

/**
 * One condition, as n8n's If, Filter and Switch write it.
 * @param {any} leftValue @param {Kind | 'dateTime'} type @param {string} operation such as gt, equals, notEmpty
 * @param {any} [rightValue]
 */
export const condition = (leftValue, type, operation, rightValue) => ({
	...{ id: `${type}-${operation}`, leftValue, rightValue: rightValue ?? '' },
	operator: { type, operation, ...(rightValue === undefined && { singleValue: true }) },
});

/** @param {ReturnType<typeof condition>[]} list @param {'and' | 'or'} combinator */
export const conditions = (list, combinator = 'and') => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	conditions: list.map((one, index) => ({ ...one, id: `${one.id}-${index}` })),
	combinator,
});

/** @param {Text} name @param {ReturnType<typeof condition>[]} list */
export const when = (name, ...list) =>
	node(name, 'if', 2.2, { conditions: conditions(list), options: {} });

/** What has to be true. @param {string} test an expression without its braces */
export const holds = (test) => condition(`={{ ${test} }}`, 'boolean', 'true');

/** @param {Text} name @param {string} test an expression that is true or false */
export const whether = (name, test) => when(name, holds(test));

/** @param {Text} name @param {ReturnType<typeof condition>[]} list */
export const only = (name, ...list) =>
	node(name, 'filter', 2.2, { conditions: conditions(list), options: {} });

/** Makes a data table unless it is there. @param {Text} name @param {string} table @param {Record<string, Kind | 'date'>} columns */
export const makeTable = (name, table, columns) =>
	node(
		name,
		'dataTable',
		1.1,
		{
			...{ resource: 'table', operation: 'create', tableName: table },
			columns: {
				column: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
			},
			options: { createIfNotExists: true },
		},
		{ executeOnce: true },
	);

/**
 * Puts a row into a data table, over the one that matches.
 * @param {Text} name @param {string} table @param {Record<string, any>} match
 * @param {Record<string, any>} [values] the columns, `as(type, value)` where it is no text; without it the fields of the row, by their names
 */
export const upsert = (name, table, match, values) =>
	tableNode(name, 'upsert', table, equalTo(match), values ? theseColumns(values) : sameColumns);

/** Rows where each column is as said. @param {Record<string, any>} match @returns {Array<[string, string, any]>} */
const equalTo = (match) => Object.entries(match).map(([column, value]) => [column, 'eq', value]);

const sameColumns = {
	...{ mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
};

/** @param {Record<string, any>} values */
const theseColumns = (values) => ({
	...{ mappingMode: 'defineBelow', matchingColumns: [] },
	value: Object.fromEntries(
		Object.entries(values).map(([id, value]) => [id, value?.type ? value.value : value]),
	),
	schema: Object.entries(values).map(([id, value]) => ({
		...{ id, displayName: id, required: false, defaultMatch: false, display: true },
		...{ type: value?.type ?? 'string', readOnly: false, removed: false },
	})),
});

/**
 * All rows of a data table, or those where each of `match` is as said.
 * @param {Text} name @param {string} table @param {Record<string, any>} [match] @param {Row} [more]
 */
export const rowsOf = (name, table, match = {}, more = {}) => ({
	...tableRows(name, 'get', table, equalTo(match)),
	...more,
});

/** The code node, run once over all rows. @param {Text} name @param {Text | string} jsCode */
export const code = (name, jsCode) => node(name, 'code', 2, { jsCode });

/** @param {Text} name @param {string} value what has to be new to pass */
export const onlyNew = (name, value) =>
	node(
		name,
		'removeDuplicates',
		2,
		{
			...{ operation: 'removeItemsSeenInPreviousExecutions' },
			...{ logic: 'removeItemsWithAlreadySeenKeyValues', dedupeValue: value, options: {} },
		},
		{ retryOnFail: true },
	);

/** Of a service outside that waits for its credential: switched off, n8n passes the rows through. */
export const off = (/** @type {Node} */ given) => ({ ...given, disabled: true });

/** On a day of every month, at an hour of the workflow's time zone. @param {Text} name @param {number} day @param {number} hour */
export const everyMonth = (name, day, hour, minute = 7) =>
	node(name, 'scheduleTrigger', 1.2, {
		rule: {
			interval: [
				{
					...{ field: 'months', monthsInterval: 1, triggerAtDayOfMonth: day },
					...{ triggerAtHour: hour, triggerAtMinute: minute },
				},
			],
		},
	});

/** Every so many hours. @param {Text} name @param {number} hours */
export const everyHours = (name, hours, minute = 7) =>
	node(name, 'scheduleTrigger', 1.2, {
		rule: { interval: [{ field: 'hours', hoursInterval: hours, triggerAtMinute: minute }] },
	});

/** All connections: of the credential's Item IDs, or those that Pluggy lists. */
export const connections = () =>
	pluggy(say('My Connections', 'Minhas conexões'), 'item', 'getMany', { returnAll: true });

/** All accounts and cards of the connections that come in. */
export const accounts = () =>
	pluggy(say('Accounts and Cards', 'Contas e cartões'), 'account', 'getMany', {
		...{ itemId: byId('={{ $json.id }}'), returnAll: true, simplify: true },
	});

/** A value of a picker, in one of its modes. @param {'id' | 'name' | 'list'} mode @param {Text | string} value */
const picked = (mode, value) => ({ __rl: true, mode, value });

/** @param {string} value */
export const byId = (value) => picked('id', value);

/** @param {Text | string} value */
export const byName = (value) => picked('name', value);

/** Of n8n's own list; not chosen yet, if not given. @param {string} [value] */
export const fromList = (value = '') => picked('list', value);

/**
 * Rows of a data table, and what is done with them.
 * @param {Text} name @param {string} operation @param {string} table
 * @param {Array<[column: string, condition: string, value?: any]>} where
 * @param {Row} [columns] how they are filled
 */
const tableNode = (name, operation, table, where, columns) =>
	node(
		name,
		'dataTable',
		1.1,
		{
			...{ resource: 'row', operation, dataTableId: byName(table), matchType: 'allConditions' },
			filters: {
				conditions: where.map(([keyName, condition, keyValue]) => ({
					...{ keyName, condition, keyValue },
				})),
			},
			...(columns && { columns }),
			// Else n8n reads fifty.
			...(operation === 'get' ? { returnAll: true } : { options: {} }),
		},
		{ retryOnFail: true },
	);

/**
 * What is none of the others, such as `update`, `rowNotExists` or `deleteRows`.
 * @param {Text} name @param {string} operation @param {string} table
 * @param {Array<[column: string, condition: string, value?: any]>} where
 * @param {Record<string, any>} [values]
 */
export const tableRows = (name, operation, table, where, values) =>
	tableNode(name, operation, table, where, values && theseColumns(values));

/**
 * n8n's form. @param {Text} name @param {{ path: string, title: Text, description: Text, button: Text }} form
 * @param {Record<string, Row>} fields by the name that the rows have
 */
export const form = (name, { path, title, description, button }, fields) =>
	node(name, 'formTrigger', 2.6, {
		...{ formTitle: title, formDescription: description },
		formFields: {
			values: Object.entries(fields).map(([fieldName, field]) => ({
				...{ fieldName, fieldType: 'text', requiredField: true, ...field },
			})),
		},
		options: { path, buttonLabel: button, appendAttribution: false },
	});

/** Money as people in Brazil write it. @param {string} value an expression that is a number @param {string} [currency] one that is its currency */
export const reais = (value, currency = "'BRL'") =>
	`${value}.toLocaleString('pt-BR', { style: 'currency', currency: ${currency} })`;
