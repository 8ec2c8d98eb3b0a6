'use strict';

/** docs/errors.md out of the error catalog. A pure function, so that a test can compare. */

/** @param {string} text */

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Problems that say the very same share a line. @param {Record<string, any>} table */
function lines(table, prefix = '') {
	const groups = new Map();
	for (const [name, text] of Object.entries(table)) {
		const key = JSON.stringify(text);
		groups.set(key, [...(groups.get(key) ?? []), prefix + name]);
	}
	return [...groups].map(([key, names]) => {
		const { title, advice, userMessage, action, docs } = JSON.parse(key);
		const codes = names.map((/** @type {string} */ name) => `[\`${name}\`](${docs})`).join('<br>');
		return `| ${[codes, title, advice, userMessage, `\`${action}\``].map(cell).join(' | ')} |`;
	});
}

/** @param {string} title @param {string[]} intro @param {string[][]} rows */
function section(title, intro, ...rows) {
	return [
		`## ${title}`,
		'',
		...intro,
		'',
		'| code | what happened | what to do | message for the customer | action |',
		'| --- | --- | --- | --- | --- |',
		...rows.flat(),
		'',
	];
}

/** @param {Record<string, Record<string, any>>} problems */
exports.renderErrors = (problems) =>
	[
		'# Errors',
		'',
		'<!-- Generated from the error catalog (nodes/shared/problems) by `npm run docs`. Do not edit. -->',
		'',
		'Every problem is told with `code`, `title` (what happened), `advice` (what to do), `userMessage` (a',
		'sentence in Portuguese that can be shown to the bank customer), `action` (what a workflow can branch',
		'on), `retryable`, `httpStatus`, `details`, `errorId` (for the support of Pluggy) and `docs`.',
		'',
		'- An operation that fails stops the workflow with `title` and `advice`. With **On Error** set to',
		'  continue, its row is put out as `{ "error": { ... } }` instead.',
		'- A connection or a payment that failed at the bank is no failed operation: Pluggy answered. Its row',
		'  has a `diagnosis` with the same members, or `null` when all is well or still running.',
		'- `action` is one of `reconnect`, `sendMfa`, `waitForUser`, `retryLater`, `fixInput`, `upgradePlan`,',
		'  `contactSupport`, `useData`, `none`. `retryable` is true for `retryLater` only. No failed payment is',
		'  `retryLater`: repeating one is always a decision, after a look at what became of the first.',
		'  `useData` means that nothing is wrong: what Pluggy has is as fresh as it gets, so go on with it.',
		'- What a code means is the linked page of Pluggy. Keys, passwords, CPF, CNPJ and PIX keys are masked.',
		'',
		...section(
			'Refused requests, by codeDescription',
			['Pluggy answered with an HTTP error that has a name.'],
			lines(problems.BY_CODE),
		),
		...section(
			'Refused requests, by message',
			[
				'Pluggy answered with an HTTP error that has no `codeDescription`, and its message tells what it is.',
				'The names are ours.',
			],
			lines(problems.BY_MESSAGE),
		),
		...section(
			'Refused requests, by HTTP status',
			['Where the answer has no `codeDescription`, or a new one (it stays in `code` then).'],
			lines(problems.BY_STATUS, 'HTTP_'),
		),
		...section(
			'Problems on this side',
			['Found by the node itself. Titles of single cases may say more.'],
			lines(problems.LOCAL),
		),
		...section(
			'Connections: diagnosis of an item',
			[
				'By `error.code`, `executionStatus` or `status` of the item. `STILL_RUNNING` is of the Wait operation,',
				'`RESOURCES_PENDING_AUTHORIZATION` of items with `hasResourcesPendingAuthorization`, and',
				'`PRODUCT_WARNINGS` of items with warnings in `statusDetail` that are not in the next table.',
			],
			lines(problems.BY_ITEM_CODE),
			lines(problems.BY_ITEM_STATUS),
		),
		...section(
			'Connections: diagnosis by warning',
			[
				'By `code` of a warning in `statusDetail`, of an Open Finance item that works but did not bring all. Of',
				'several, the most pressing is told: what a person can do, then what time mends, then the rest. All are in',
				'`details.warnings`. Direct connectors use bare numbers, whose meaning differs from connector to connector.',
			],
			lines(problems.BY_WARNING),
		),
		...section(
			'Payments: diagnosis by reason',
			[
				'By `errorDetail.code` of payment requests, intents, scheduled and automatic PIX payments and smart',
				'transfers.',
			],
			lines(problems.BY_PAYMENT_CODE),
		),
		...section(
			'Payments: diagnosis by status',
			['By `status`, where no reason is given or the reason is new (it stays in `code` then).'],
			lines(problems.BY_PAYMENT_STATUS),
		),
		...section(
			'Authorizations: diagnosis by status',
			['Smart transfer preauthorizations and PIX by biometrics enrollments.'],
			lines(problems.BY_AUTHORIZATION_STATUS),
		),
	].join('\n');
