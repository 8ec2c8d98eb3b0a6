import { pageOf } from '../http/paging.mjs';
import { enrollmentView, revoke } from '../payments/enrollments.mjs';
import { digitsOf } from '../payments/fields.mjs';
import { askConsent, endDataConsent, sharedBalance } from '../payments/sharedBalance.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

const FAMILY = 'PIX_BIOMETRIC'; // a guess: Pluggy's names could not be read
const STATUSES = ['CREATED', 'AUTHORIZED', 'REJECTED', 'REVOKED', 'EXPIRED'];

/** @param {any} app @param {import('./payments.mjs').Desk} desk */
export function pixBiometricRoutes(app, { book, options }) {
	const find = (/** @type {any} */ request) =>
		book.find('enrollments', request, 'pix_biometric_enrollment');
	const view = (/** @type {any} */ row) => enrollmentView(row, book.now());

	app.get('/pix-biometric/enrollments', (/** @type {any} */ request) => {
		const { customerId, cpf, cnpj, status, ...page } = check(request.query, {
			...PAGE_FIELDS,
			customerId: { type: 'uuid' },
			cpf: { type: 'text' },
			cnpj: { type: 'text' },
			status: { type: 'text', values: STATUSES },
		});
		const rows = book.list(
			'enrollments',
			request.claims.clientId,
			(one) =>
				(!customerId || one.customerId === customerId.toLowerCase()) &&
				(!cpf || one.cpf === digitsOf(cpf)) &&
				(!cnpj || one.cnpj === digitsOf(cnpj)) &&
				(!status || one.status === status),
		);
		return pageOf(rows.map(view), page);
	});

	app.get('/pix-biometric/enrollments/:id', (/** @type {any} */ request) =>
		view(askConsent(find(request))),
	);

	app.post('/pix-biometric/enrollments/:id/revoke', (/** @type {any} */ request) => {
		const row = find(request);
		revoke(book, row);
		return view(row);
	});

	app.get('/pix-biometric/enrollments/:id/balance', (/** @type {any} */ request) => {
		const row = find(request);
		const spent = row.used.reduce(
			(/** @type {number} */ sum, /** @type {any} */ one) => sum + one.amount,
			0,
		);
		return sharedBalance(book, row, FAMILY, spent, options.balanceQuota);
	});

	app.delete('/pix-biometric/enrollments/:id/data-consent', (/** @type {any} */ request) => {
		const row = find(request);
		endDataConsent(book, row, FAMILY);
		return view(row);
	});
}
