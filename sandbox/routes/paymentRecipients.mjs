import { INSTITUTIONS, institutionById } from '../data/institutions.mjs';
import { makeParticipant } from '../data/people.mjs';
import { notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { checkIn, digitsOf, requireTaxNumber } from '../payments/fields.mjs';
import { requirePixKey } from '../payments/pix.mjs';
import { recipientView } from '../payments/views.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

const FIELDS = /** @type {Record<string, import('../http/validate.mjs').Field>} */ ({
	taxNumber: { type: 'filled' },
	name: { type: 'filled' },
	paymentInstitutionId: { type: 'uuid' },
	account: { type: 'object' },
});
const ACCOUNT = /** @type {Record<string, import('../http/validate.mjs').Field>} */ ({
	branch: { type: 'filled', required: true },
	number: { type: 'filled', required: true },
	type: {
		type: 'text',
		required: true,
		values: ['CHECKING_ACCOUNT', 'SAVINGS_ACCOUNT', 'GUARANTEED_ACCOUNT'],
	},
});

const required = (/** @type {Record<string, import('../http/validate.mjs').Field>} */ fields) =>
	Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, { ...f, required: true }]));

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function paymentRecipientRoutes(app, { book }) {
	app.get('/payments/recipients/institutions', (/** @type {any} */ request) => {
		const { name, ...page } = check(request.query, { ...PAGE_FIELDS, name: { type: 'text' } });
		const wanted = name?.toLowerCase();
		const rows = INSTITUTIONS.filter(
			(one) => !wanted || `${one.name} ${one.tradeName}`.toLowerCase().includes(wanted),
		);
		return pageOf(rows, page);
	});

	app.get('/payments/recipients/institutions/:id', (/** @type {any} */ request) => {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		return findInstitution(id);
	});

	app.post('/payments/recipients', (/** @type {any} */ request) => {
		const { clientId } = request.claims;
		if (request.body?.pixKey !== undefined) {
			const { pixKey } = check(request.body, { pixKey: { type: 'filled', required: true } });
			return recipientView(book.add('recipients', clientId, ofPixKey(book, requirePixKey(pixKey))));
		}
		const body = read(check(request.body, required(FIELDS)));
		return recipientView(book.add('recipients', clientId, { isDefault: false, ...body }));
	});

	app.get('/payments/recipients', (/** @type {any} */ request) => {
		const { isDefault, pixKey, name, taxNumber, ...page } = check(request.query, {
			...PAGE_FIELDS,
			isDefault: { type: 'boolean' },
			pixKey: { type: 'text' },
			name: { type: 'text' },
			taxNumber: { type: 'text' },
		});
		const rows = book.list(
			'recipients',
			request.claims.clientId,
			(one) =>
				(isDefault === undefined || one.isDefault === isDefault) &&
				(!pixKey || one.pixKey === pixKey) &&
				(!name || one.name.toLowerCase().includes(name.toLowerCase())) &&
				(!taxNumber || one.taxNumber === digitsOf(taxNumber)),
		);
		return pageOf(rows.map(recipientView), page);
	});

	app.get('/payments/recipients/:id', (/** @type {any} */ request) => recipientView(find(request)));

	app.patch('/payments/recipients/:id', (/** @type {any} */ request) => {
		const recipient = find(request);
		const body = check(request.body, { ...FIELDS, isDefault: { type: 'bodyBoolean' } });
		if (body.isDefault) {
			for (const one of book.list('recipients', recipient.clientId)) one.isDefault = false;
		}
		book.change(recipient, book.now(), read(body));
		return recipientView(recipient);
	});

	app.delete('/payments/recipients/:id', (/** @type {any} */ request, /** @type {any} */ reply) => {
		book.recipients.delete(find(request).id);
		return reply.code(200).send();
	});

	const find = (/** @type {any} */ request) =>
		book.find('recipients', request, 'payment_recipient');
}

/**
 * Whoever the key belongs to: made up, but always the same.
 * @param {import('../payments/book.mjs').Book} book
 * @param {string} pixKey
 */
export function ofPixKey(book, pixKey) {
	const random = book.random('pix key', pixKey);
	const document = digitsOf(pixKey);
	const isCompany = /^[0-9A-Z]{12}\d{2}$/.test(document);
	const isDocument = isCompany || /^\d{11}$/.test(document);
	const person = makeParticipant(random, isCompany);
	return {
		pixKey,
		name: person.name,
		taxNumber: isDocument ? document : digitsOf(person.documentNumber.value),
		paymentInstitution: random.pick(INSTITUTIONS),
		account: {
			branch: person.branchNumber,
			number: person.accountNumber.replace('-', ''),
			type: 'CHECKING_ACCOUNT',
		},
		isDefault: false,
	};
}

/** @param {string} id */
function findInstitution(id) {
	const institution = institutionById.get(id.toLowerCase());
	if (!institution) throw notFound('payment_institution');
	return institution;
}

/** @param {Record<string, any>} body */
function read({ taxNumber, paymentInstitutionId, account, ...rest }) {
	const change = /** @type {Record<string, any>} */ (rest);
	if (taxNumber !== undefined) change.taxNumber = requireTaxNumber('taxNumber', taxNumber);
	if (paymentInstitutionId !== undefined) {
		change.paymentInstitution = findInstitution(paymentInstitutionId);
	}
	if (account !== undefined) change.account = checkIn('account', account, ACCOUNT);
	return change;
}
