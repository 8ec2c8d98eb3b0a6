import { cnpjs } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';

/** As many as fit into a URL that every proxy takes (8 kB); Pluggy documents no limit. */
const MOST_CNPJS = 400;

export const merchant: ResourceEntry = {
	id: 'merchant',
	name: 'Merchant',
	description: 'Companies by CNPJ',
	portuguese: 'empresas por CNPJ',
	operations: [
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many merchants',
			description: 'Look up many companies by CNPJ: name, legal name and activity (CNAE)',
			method: 'GET',
			path: '/merchants',
			docs: referencePage('merchant', 'merchants-get-by-cnpj'),
			fields: [
				cnpjs('cnpjs', 'CNPJs', {
					required: true,
					chunk: MOST_CNPJS,
					placeholder: 'e.g. 00.000.000/0001-91, 60.701.190/0001-04',
					description: 'Comma-separated list of CNPJs, with or without punctuation',
				}),
			],
			note: `One row per request: foundMerchants, notFoundMerchants and invalidCnpjs. More than ${MOST_CNPJS} are asked for in blocks.`,
		},
	],
};
