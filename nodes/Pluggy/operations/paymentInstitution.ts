import { inPath, text } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { institutionId } from '../pickers';

const page = (id: string) => referencePage('payment-recipient', id);

export const paymentInstitution: ResourceEntry = {
	id: 'paymentInstitution',
	name: 'Payment Institution',
	description: 'Banks that can hold the account of a recipient',
	portuguese: 'instituições de pagamento',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get payment institution',
			description: 'Retrieve a bank that can hold the account of a recipient',
			method: 'GET',
			path: '/payments/recipients/institutions/{id}',
			docs: page('payment-recipient-institutions-retrieve'),
			fields: [institutionId(inPath)],
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many payment institutions',
			description: 'List many banks that can hold the account of a recipient',
			method: 'GET',
			path: '/payments/recipients/institutions',
			docs: page('payment-recipients-institution-list'),
			fields: [text('name', 'Name', { description: 'Only banks with this name' })],
			paging: 'page',
			output: 'list',
		},
	],
};
