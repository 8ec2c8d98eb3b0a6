'use strict';

/** docs/operations.md out of the catalog. A pure function, so that a test can compare. */

const { furtherEndpoints } = require('./endpoints.cjs');

const SAFETY = {
	read: 'read',
	repeatable: 'repeatable',
	once: '**once**',
};

const ACCESS = { readOnly: 'Read Only', data: 'Data', payments: 'Data and Payments' };

const HOSTS = /** @type {Record<string, string>} */ ({
	enrichment: 'enrichment-api.pluggy.ai',
	insights: 'insights-api.pluggy.ai',
});

const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const endpoint = (
	/** @type {Pick<Operation, 'method' | 'path' | 'host'>} */ { method, path, host },
) => `\`${method} ${host ? HOSTS[host] : ''}${path}\``;

/** @param {Operation} operation */
function endpoints(operation) {
	const own = operation.path === '/' ? 'any path' : endpoint(operation);
	const more = furtherEndpoints(operation)
		.map(endpoint)
		.filter((one) => one !== own);
	return [own, ...new Set(more)].join('<br>');
}

/** @param {Operation} operation */
function parameters({ fields, output, simplify }) {
	const names = (/** @type {string} */ place) =>
		fields
			.filter((field) => field.place === place)
			.map(({ property }) => `\`${property.name}\`${property.required ? '\\*' : ''}`);
	const list = [...new Set(names('top'))];
	if (output === 'list') list.push('`returnAll`', '`limit`');
	if (simplify) list.push('`simplify`');
	for (const place of ['filters', 'additionalFields', 'updateFields', 'options']) {
		if (names(place).length > 0) list.push(`\`${place}\`: ${names(place).sort().join(', ')}`);
	}
	return list.length === 0 ? '' : list.join('; ');
}

/** @param {Resource} given */
function resource({ id, name, operations }) {
	return [
		`## ${name}`,
		'',
		`Resource \`${id}\`.`,
		'',
		'| operation | endpoint | sent again | access | parameters |',
		'| --- | --- | --- | --- | --- |',
		...operations.map((operation) => {
			const title = `[${operation.name}](${operation.docs})<br>\`${operation.id}\``;
			const columns = [
				title,
				endpoints(operation),
				operation.classify ? 'by method' : SAFETY[operation.safety],
				operation.classify ? 'by method and path' : ACCESS[operation.access],
				parameters(operation),
			];
			return `| ${columns.map(cell).join(' | ')} |`;
		}),
		'',
		...operations
			.filter(({ note }) => note)
			.map(({ name: title, note }) => `- **${title}**: ${note}`)
			.concat(operations.some(({ note }) => note) ? [''] : []),
	];
}

/** @param {readonly Resource[]} catalog */
exports.renderOperations = (catalog) => {
	const count = catalog.reduce((sum, { operations }) => sum + operations.length, 0);
	return [
		'# Operations',
		'',
		'<!-- Generated from the catalog (nodes/Pluggy/operations) by `npm run docs`. Do not edit. -->',
		'',
		`${count} operations of ${catalog.length} resources. Parameters with \\* are required, some of them only`,
		'while a choice above them asks for them.',
		'',
		'**Sent again** says what the node does when a request gets no answer. *read*: it changes nothing',
		'and is sent again. *repeatable*: twice is as good as once, so it is sent again. ***once***: after',
		'a broken connection or a 5xx nobody knows whether Pluggy processed it, so it is **not** sent again',
		'and the error begins with "Outcome unknown". A 429, and a connection that was never made, are',
		'safe for all.',
		'',
		'**Access** is what the credential must allow.',
		'',
		'`returnAll` off (how it starts, except for Transaction: Get From Event) means at most `limit` rows.',
		'`simplify` on (how it starts) means flat rows with the same columns each. Every operation also takes',
		'`options`: `maxWait` (seconds one request may wait for rate limits and between attempts; not shown where',
		'it is the only one). Those that take days have `dayOrder` (`refuse` or `dayFirst`). Those that read,',
		'and cost nothing each time, also have `requestsAtOnce` (how many input rows are read together, 1 to 20).',
		'',
		'A list of what belongs to an item looks at the item when it has no rows, once per item and run: Pluggy',
		'also lists nothing of an item that was deleted, and that is an error. If the look fails, the list',
		'stays empty.',
		'',
		...[...catalog].sort((a, b) => a.name.localeCompare(b.name, 'en')).flatMap(resource),
	].join('\n');
};
