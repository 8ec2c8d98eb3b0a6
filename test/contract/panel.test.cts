import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ROLES, type Operation } from '../../nodes/Pluggy/operation';
import { Pluggy, catalog } from '../../scripts/lib/built.cjs';

/** What somebody sees in the panel before anything runs: that money moves, what is lost, what is asked in which order. */

const { properties } = new Pluggy().description;

const operations = catalog.flatMap(({ id, operations: list }) =>
	list.map((operation) => [`${id}.${operation.id}`, id, operation] as const),
);

/** The properties of one operation as the editor lists them, those of Resource and Operation apart. */
function panelOf(resource: string, { id }: Operation): INodeProperties[] {
	return properties.filter(({ displayOptions: { show } = {} }) => {
		const { resource: resources, operation: ids } = show ?? {};
		return resources?.includes(resource) && ids?.includes(id);
	});
}

const noticesOf = (resource: string, operation: Operation) =>
	panelOf(resource, operation).filter(({ type }) => type === 'notice');

/** Requests under the paths of payments that move nothing: they register somebody, or a bank. */
const REGISTERING = new Set([
	'boleto.createConnection',
	'boleto.createConnectionFromItem',
	'paymentCustomer.create',
	'paymentCustomer.update',
	'paymentRecipient.create',
	'paymentRecipient.update',
]);

const MONEY = /^\/(payments|smart-transfers|pix-biometric|boleto)/;
const ENDING = /\/(cancel|revoke)$/;

/** By what is sent, not by what the entry says of itself. */
const endsSomething = (name: string, { method, path }: Operation) =>
	method === 'DELETE' || (method === 'POST' && ENDING.test(path)) || name === 'consent.revoke';

const movesMoney = (name: string, operation: Operation) =>
	operation.method !== 'GET' &&
	MONEY.test(operation.path) &&
	!REGISTERING.has(name) &&
	!endsSomething(name, operation);

const NO_TEST_MODE = /there is no test mode.*não há modo de teste/;

describe('money', () => {
	const moving = operations.filter(([name, , operation]) => movesMoney(name, operation));

	test('there are as many as were counted by hand', () => {
		expect(moving.map(([name]) => name).sort()).toEqual([
			'automaticPix.createRequest',
			'automaticPix.retrySchedule',
			'automaticPix.schedule',
			'boleto.issue',
			'paymentIntent.create',
			'paymentRequest.create',
			'paymentRequest.createPixBiometric',
			'paymentRequest.createPixQr',
			'paymentRequest.update',
			'paymentSchedule.create',
			'smartTransfer.createPayment',
			'smartTransfer.createPreauthorization',
		]);
	});

	test.each(moving)('%s says so under Operation, in its description and to agents', (...given) => {
		const [, resource, operation] = given;
		const notices = noticesOf(resource, operation);
		const when = notices.map(({ displayOptions }) => displayOptions?.show?.isSandbox);
		const hasSwitch = operation.fields.find(({ property }) => property.name === 'isSandbox');
		if (hasSwitch === undefined) {
			expect(notices[0].displayName).toMatch(NO_TEST_MODE);
			expect(when[0]).toBeUndefined();
		} else if (hasSwitch.place === 'top') {
			expect(when).toEqual([[false], [true]]);
			expect(notices[0].displayName).toMatch(/Real money moves.*Dinheiro de verdade/);
			expect(notices[1].displayName).toMatch(/no money moves.*nenhum dinheiro/);
		} else {
			expect(notices[0].displayName).toMatch(/Real money moves.*unless.*Dinheiro de verdade/);
		}
		// n8n cuts the end of it off.
		expect(operation.description).toMatch(/^Real money/);
		// It stands over the panel whatever is set there, so it must be true of a test, too.
		expect(operation.action).toMatch(
			hasSwitch === undefined ? /\(REAL MONEY\)$/ : /\(REAL MONEY\) unless sandbox$/,
		);
	});

	test('nothing else claims to move money', () => {
		const others = operations.filter(
			([name, , operation]) =>
				!movesMoney(name, operation) && /^Real money/.test(operation.description),
		);
		expect(others.map(([name]) => name)).toEqual([]);
	});

	test('a custom request says it where it changes something', () => {
		const [, resource, operation] = operations.find(([name]) => name === 'customRequest.send')!;
		const [{ displayName, displayOptions }] = noticesOf(resource, operation);
		expect(displayName).toMatch(/may move real money.*pode mover dinheiro de verdade/);
		expect(displayOptions?.show?.method).toEqual(['POST', 'PUT', 'PATCH', 'DELETE']);
	});
});

describe('loss', () => {
	const ending = operations.filter(([name, , operation]) => endsSomething(name, operation));

	test.each(ending)('%s says what is gone, before it runs', (...given) => {
		const [, resource, operation] = given;
		const notices = noticesOf(resource, operation).map(({ name }) => name);
		expect(notices).toContain('noticeLoss');
		expect(operation.description).toMatch(/^Cannot be undone: /);
	});

	test('there are some', () => expect(ending.length).toBeGreaterThan(13));
});

test('what costs something each time says so', () => {
	const silent = operations.filter(
		([, resource, operation]) =>
			operation.costs !== undefined &&
			!noticesOf(resource, operation).some(({ name }) => name === 'noticeCost'),
	);
	expect(silent.map(([name]) => name)).toEqual([]);
});

test('notices stand right under Operation, are in both languages, and carry no value', () => {
	for (const [name, resource, operation] of operations) {
		const types = panelOf(resource, operation).map(({ type }) => type === 'notice');
		expect([name, types.lastIndexOf(true) < types.filter(Boolean).length]).toEqual([name, true]);
	}
	for (const { name, type, displayName } of properties) {
		expect([name, name.startsWith('notice')]).toEqual([name, type === 'notice']);
		// n8n drops every other tag of a notice.
		if (type === 'notice')
			expect(displayName).toMatch(/^<ul><li>[^<]+<\/li><li>[^<]+<\/li><\/ul>$/);
	}
});

describe('order', () => {
	const paying = operations.filter(([, , { moneyMoves }]) => moneyMoves !== undefined);

	test.each(paying)('%s asks what, who, how much, when, test, label', (...given) => {
		const [name, resource, operation] = given;
		const onTop = operation.fields.filter(({ place }) => place === 'top');
		expect(onTop.filter(({ role }) => role === undefined)).toEqual([]);
		const roleOf = (shown: string) => onTop.find(({ property }) => property.name === shown)!.role!;
		const shown = panelOf(resource, operation)
			.map((property) => property.name)
			.filter((shownName) => onTop.some(({ property }) => property.name === shownName));
		const order = shown.map((shownName) => ROLES.indexOf(roleOf(shownName)));
		expect([name, shown, order]).toEqual([name, shown, [...order].sort((a, b) => a - b)]);
	});

	test.each(operations)('%s shows its parameters as its entry lists them', (...given) => {
		const [, resource, operation] = given;
		const listed = operation.fields
			.filter(({ place }) => place === 'top')
			.map(({ property }) => property.name);
		const shown = panelOf(resource, operation).map(({ name }) => name);
		expect(shown.filter((name) => listed.includes(name))).toEqual(listed);
	});
});

test('every resource opens on what only reads, and costs nothing if anything is free', () => {
	for (const { id, operations: list } of catalog) {
		const picker = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(id),
		)!;
		const first = list.find((operation) => operation.id === picker.default)!;
		expect([id, first.safety]).toEqual([id, 'read']);
		const isFree = list.some(({ safety, costs }) => safety === 'read' && costs === undefined);
		expect([id, first.costs === undefined]).toEqual([id, isFree]);
	}
});

test('every resource says what it is, and how Brazil calls it', () => {
	const [{ options }] = properties;
	for (const { id, description, portuguese } of catalog) {
		const option = (options as INodePropertyOptions[]).find(({ value }) => value === id)!;
		expect(description).toMatch(/^[A-Z].{8,}[^.]$/);
		expect(portuguese).not.toBe('');
		expect(option.description).toBe(`${description} (${portuguese})`);
	}
	const all = JSON.stringify(options);
	for (const word of ['conexão', 'fatura', 'empréstimo', 'link de pagamento PIX', 'consentimento'])
		expect(all).toContain(word);
});

test('an Options box holds more than Max Wait alone', () => {
	const boxes = properties.filter(({ name, type }) => name === 'options' && type === 'collection');
	const lonely = boxes.filter(({ options }) => options!.length < 2);
	expect(boxes.length).toBeGreaterThan(5);
	expect(lonely).toEqual([]);
});

test('days have no clock', () => {
	const days = catalog
		.flatMap(({ operations: list }) => list.flatMap(({ fields }) => fields))
		.filter(({ property, dated }) => dated && property.type === 'dateTime');
	const withClock = days.filter(({ property }) => property.typeOptions?.dateOnly !== true);
	expect(days.length).toBeGreaterThan(10);
	expect(new Set(withClock.map(({ property }) => property.name))).toEqual(
		new Set(['createdAtFrom', 'expiresAt']),
	);
});

test('the limits of smart transfers are listed from one transfer to all of them', () => {
	const [, , { fields }] = operations.find(
		([name]) => name === 'smartTransfer.createPreauthorization',
	)!;
	const labels = fields
		.map(({ property }) => property.displayName)
		.filter((label) => label.startsWith('Limit'))
		.sort();
	expect(labels.map((label) => /(Transfer|Day|Week|Month|Year|Total)$/.exec(label)?.[0])).toEqual([
		'Transfer',
		'Day',
		'Day',
		'Week',
		'Week',
		'Month',
		'Month',
		'Year',
		'Year',
		'Total',
	]);
});
