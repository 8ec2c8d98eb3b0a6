import { badRequest, notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { digitsOf, requireTaxNumber } from '../payments/fields.mjs';
import { customerView } from '../payments/views.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

const FIELDS = /** @type {Record<string, import('../http/validate.mjs').Field>} */ ({
	type: { type: 'text', values: ['INDIVIDUAL', 'BUSINESS'] },
	name: { type: 'filled' },
	email: { type: 'filled' },
	cpf: { type: 'filled' },
	cnpj: { type: 'filled' },
	connectorId: { type: 'number' },
});
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function paymentCustomerRoutes(app, { book }) {
	app.post('/payments/customers', (/** @type {any} */ request) => {
		const body = check(request.body, {
			...FIELDS,
			type: { ...FIELDS.type, required: true },
			name: { ...FIELDS.name, required: true },
		});
		const connector = book.connectorById.get(body.connectorId);
		if (body.connectorId !== undefined && !connector) throw notFound('connector');
		return customerView(
			book.add('customers', request.claims.clientId, { ...read(body), connector }),
		);
	});

	app.get('/payments/customers', (/** @type {any} */ request) => {
		const { name, email, cpf, cnpj, ...page } = check(request.query, {
			...PAGE_FIELDS,
			name: { type: 'text' },
			email: { type: 'text' },
			cpf: { type: 'text' },
			cnpj: { type: 'text' },
		});
		const rows = book.list(
			'customers',
			request.claims.clientId,
			(one) =>
				(!name || one.name.toLowerCase().includes(name.toLowerCase())) &&
				(!email || one.email?.toLowerCase() === email.toLowerCase()) &&
				(!cpf || one.cpf === digitsOf(cpf)) &&
				(!cnpj || one.cnpj === digitsOf(cnpj)),
		);
		return pageOf(rows.map(customerView), page);
	});

	app.get('/payments/customers/:id', (/** @type {any} */ request) => customerView(find(request)));

	app.patch('/payments/customers/:id', (/** @type {any} */ request) => {
		const customer = find(request);
		const { connectorId: _, ...fields } = FIELDS;
		const body = check(request.body, fields);
		book.change(customer, book.now(), read({ ...customer, ...body }));
		return customerView(customer);
	});

	app.delete('/payments/customers/:id', (/** @type {any} */ request, /** @type {any} */ reply) => {
		book.customers.delete(find(request).id);
		return reply.code(200).send();
	});

	const find = (/** @type {any} */ request) => book.find('customers', request, 'payment_customer');
}

/** @param {Record<string, any>} body */
function read({ type, name, email, cpf, cnpj }) {
	if (email !== undefined && !EMAIL.test(email)) throw badRequest('email must be an email');
	if (type === 'INDIVIDUAL' && !cpf) throw badRequest('cpf is required for type INDIVIDUAL');
	if (type === 'BUSINESS' && !cnpj) throw badRequest('cnpj is required for type BUSINESS');
	return {
		type,
		name,
		email,
		cpf: requireTaxNumber('cpf', cpf, 'cpf'),
		cnpj: requireTaxNumber('cnpj', cnpj, 'cnpj'),
	};
}
