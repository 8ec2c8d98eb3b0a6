import { withPaymentDiagnosis } from '../diagnosis';
import {
	additional,
	amount,
	day,
	flag,
	integer,
	pathId,
	taxNumber,
	text,
	uuid,
	uuids,
} from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { connectorId, recipientId } from '../pickers';
import { inOrder } from '../rules';
import { callbackUrls, clientLabel, clientPaymentId, keptBy } from './paymentFields';

const page = (id: string) => referencePage('smart-transfer', id);

const preauthorizationId = pathId(
	'preauthorizationId',
	'Preauthorization ID',
	'ID of the preauthorization',
);

const LIMIT = 'configuration';

/** The place of a limit in the list, which n8n sorts by label: from one transfer to all of them. */
const limitLabel = (place: number, of: string) => `Limit ${place}: ${of}`;

const NO_LIMIT = 'Without this field there is no such limit from you; 0 is refused.';

/** What may be moved within a day, a week, a month or a year. */
const periodicLimits = (['day', 'week', 'month', 'year'] as const).flatMap((period, index) => {
	const label = (what: string) =>
		limitLabel(index + 2, `${what} per ${period[0].toUpperCase()}${period.slice(1)}`);
	return [
		integer(`${period}QuantityLimit`, label('Transfers'), {
			...additional,
			target: `${LIMIT}.periodicLimits.${period}.quantityLimit`,
			least: 1,
			description: `How many transfers at most within a ${period}. ${NO_LIMIT}`,
		}),
		amount(`${period}TransactionLimit`, label('Amount'), {
			...additional,
			target: `${LIMIT}.periodicLimits.${period}.transactionLimit`,
			description: `How much at most within a ${period}, in reais. ${NO_LIMIT}`,
		}),
	];
});

export const smartTransfer: ResourceEntry = {
	id: 'smartTransfer',
	name: 'Smart Transfer',
	description: 'Transfers between own accounts, authorized once',
	portuguese: 'transferências inteligentes',
	operations: [
		{
			id: 'createPayment',
			name: 'Create Payment',
			action: 'Transfer money now by smart transfer without asking (REAL MONEY)',
			description:
				'Real money moves without anybody being asked: transfers money now, as the owner has authorized before',
			moneyMoves: 'always',
			method: 'POST',
			path: '/smart-transfers/payments',
			docs: page('smart-transfer-payment-create'),
			fields: [
				uuid('preauthorizationId', 'Preauthorization ID', {
					in: 'body',
					role: 'what',
					required: true,
					description: 'ID of the authorized preauthorization',
				}),
				recipientId({
					in: 'body',
					role: 'who',
					description: 'The account that gets the money; it must be in the preauthorization',
				}),
				amount('amount', 'Amount', {
					in: 'body',
					required: true,
					description: 'How much is transferred, in reais',
				}),
				clientPaymentId,
				text('description', 'Description', {
					...additional,
					description: 'What the statement says about the transfer',
				}),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			lookup:
				'Look for it with Smart Transfer: Get Many Payments and the filter Client Payment ID, before you send it again.',
		},
		{
			id: 'createPreauthorization',
			name: 'Create Preauthorization',
			action: 'Ask owner to authorize smart transfers (REAL MONEY)',
			description:
				'Real money can move once it is authorized: asks the owner of an account to allow transfers to own accounts; gives a link to the bank',
			moneyMoves: 'always',
			method: 'POST',
			path: '/smart-transfers/preauthorizations',
			docs: page('smart-transfer-preauthorization-create'),
			fields: [
				connectorId({
					in: 'body',
					role: 'who',
					description: 'The bank from which money goes out; it must support smart transfers',
				}),
				taxNumber('cpf', 'CPF', {
					in: 'body',
					target: 'parameters.cpf',
					required: true,
					kind: 'cpf',
					description: 'CPF of the person who authorizes, with or without punctuation',
				}),
				uuids('recipientIds', 'Recipient IDs', {
					in: 'body',
					role: 'who',
					required: true,
					description:
						'Comma-separated list of the recipients that may get money. Their owner is that of the account.',
				}),
				clientLabel('clientPreauthorizationId', 'Client Preauthorization ID', 'preauthorization'),
				taxNumber('cnpj', 'CNPJ', {
					...additional,
					target: 'parameters.cnpj',
					kind: 'cnpj',
					description: 'CNPJ of the owner, if a business authorizes',
				}),
				flag('linkedJourney', 'Linked Journey', {
					...additional,
					description: 'Whether to ask for the permission to read the balance as well',
				}),
				amount('totalAllowedAmount', limitLabel(6, 'Amount in Total'), {
					...additional,
					target: `${LIMIT}.totalAllowedAmount`,
					description: `How much at most in all transfers together, in reais. ${NO_LIMIT}`,
				}),
				amount('transactionLimit', limitLabel(1, 'Amount per Transfer'), {
					...additional,
					target: `${LIMIT}.transactionLimit`,
					description: `How much at most in one transfer, in reais. ${NO_LIMIT}`,
				}),
				...periodicLimits,
				...callbackUrls('additionalFields', ['success', 'error']),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			note: 'Only between accounts of the same owner. A preauthorization cannot be deleted: the owner ends it at the bank.',
			lookup:
				'Look for it with Smart Transfer: Get Many Preauthorizations and the filter Client Preauthorization ID, before you send it again.',
		},
		{
			id: 'getManyPayments',
			name: 'Get Many Payments',
			action: 'Get many smart transfer payments',
			description: 'List many transfers of a preauthorization, newest first',
			method: 'GET',
			path: '/smart-transfers/preauthorizations/{id}/payments',
			docs: page('smart-transfer-preauthorization-payments-list'),
			fields: [
				preauthorizationId,
				keptBy('clientPaymentId', 'Client Payment ID'),
				day('from', 'From', { description: 'First day of the transfers' }),
				day('to', 'To', { description: 'Last day of the transfers' }),
			],
			rules: [inOrder('from', 'to')],
			rowFilters: ['clientPaymentId'],
			paging: 'page',
			output: 'list',
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'getManyPreauthorizations',
			name: 'Get Many Preauthorizations',
			action: 'Get many smart transfer preauthorizations',
			description: 'List many preauthorizations',
			method: 'GET',
			path: '/smart-transfers/preauthorizations',
			docs: page('smart-tranfers-preauthorizations-list'),
			fields: [keptBy('clientPreauthorizationId', 'Client Preauthorization ID')],
			rowFilters: ['clientPreauthorizationId'],
			paging: 'page',
			output: 'list',
			mapRow: withPaymentDiagnosis,
			note: 'dataConsent is the last one that Pluggy knew: only Get Preauthorization asks the bank.',
		},
		{
			id: 'getPayment',
			name: 'Get Payment',
			action: 'Get smart transfer payment',
			description: 'Retrieve a transfer with its status and the reason if it failed',
			method: 'GET',
			path: '/smart-transfers/payments/{id}',
			docs: page('smart-transfer-paymentretrieve'),
			fields: [pathId('paymentId', 'Payment ID', 'ID of the transfer')],
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'getPreauthorization',
			name: 'Get Preauthorization',
			action: 'Get smart transfer preauthorization',
			description: 'Retrieve a preauthorization and whether it has been authorized',
			method: 'GET',
			path: '/smart-transfers/preauthorizations/{id}',
			docs: page('smart-transfer-preauthorization-retrieve'),
			fields: [preauthorizationId],
			mapRow: withPaymentDiagnosis,
			note: 'dataConsent is the permission to read the balance: AWAITING_AUTHORISATION, AUTHORISED or REJECTED. However it ends (refused, ended here or at the bank, expired) it is REJECTED, with rejectionReason.',
		},
		{
			id: 'getPreauthorizationBalance',
			name: 'Get Preauthorization Balance',
			action: 'Get balance of smart transfer preauthorization',
			description: 'Ask the bank for the balance now, which spends the monthly Open Finance quota',
			method: 'GET',
			path: '/smart-transfers/preauthorizations/{id}/balance',
			docs: page('smart-transfer-preauthorization-balance-retrieve'),
			fields: [preauthorizationId],
			costs: 'quota',
			note: 'Only if it was created with linkedJourney and the owner agreed (dataConsent AUTHORISED). A dataConsent that is REJECTED never comes back: a new preauthorization is needed.',
		},
		{
			id: 'revokeDataConsent',
			name: 'Revoke Data Consent',
			action: 'End permission to read balance of smart transfers for good',
			description:
				'Cannot be undone: ends the permission to read the balance; transfers stay possible',
			loses: [
				'the permission to read the balance, for good. Transfers stay possible.',
				'a permissão de ler o saldo, de vez. As transferências continuam possíveis.',
			],
			method: 'DELETE',
			path: '/smart-transfers/preauthorizations/{id}/data-consent',
			docs: page('smart-transfer-preauthorization-data-consent-delete'),
			fields: [preauthorizationId],
			safety: 'repeatable',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			note: 'dataConsent is REJECTED then, with the rejectionReason CUSTOMER_MANUALLY_REVOKED, and never comes back. Works in every state of the preauthorization.',
		},
	],
};
