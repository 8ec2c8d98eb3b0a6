import { merchantByCnpj } from '../data/enrichment.mjs';
import { isCnpj, plainDocument } from '../data/documents.mjs';
import { check } from '../http/validate.mjs';

/** @param {any} app */
export function merchantRoutes(app) {
	app.get('/merchants', (/** @type {any} */ request) => {
		const { cnpjs = [] } = check(request.query, { cnpjs: { type: 'list' } });
		const given = [...new Set(/** @type {string[]} */ (cnpjs).filter((one) => one !== ''))];
		const valid = given.filter((one) => isCnpj(plainDocument(one))).map(plainDocument);
		return {
			foundMerchants: valid.flatMap((one) => merchantByCnpj(one) ?? []),
			notFoundMerchants: valid.filter((one) => !merchantByCnpj(one)),
			invalidCnpjs: given.filter((one) => !isCnpj(plainDocument(one))),
		};
	});
}
