import { z } from 'zod';
import { withPaymentDiagnosis } from '../diagnosis';
import {
	additional,
	amount,
	choice,
	dayStart,
	decimal,
	digits,
	json,
	pathId,
	secretLine,
	taxNumber,
	text,
	uuid,
} from '../fields';
import { referencePage, type Bilingual, type ResourceEntry } from '../operation';
import { connectorId, itemId } from '../pickers';
import { needs } from '../rules';
import { BOLETO_CREDENTIALS, FINE_TYPES, INTEREST_TYPES } from './paymentChoices';

const page = (id: string) => referencePage('boleto-management', id);

const LONGEST_NUMBER = 10;
const LEAST_AMOUNT = 2.5;

const credentials = z.record(z.string(), z.string());

const boletoId = pathId('boletoId', 'Boleto ID', 'ID of the boleto');

/** What Banco Inter asks for. */
const ofInter = (member: string) =>
	({
		in: 'body',
		required: true,
		target: `credentials.${member}`,
		when: { credentialsType: ['inter'] },
	}) as const;

const ofBoleto = (member: string) => ({ in: 'body', target: `boleto.${member}` }) as const;
const ofPayer = (member: string) => ({ ...ofBoleto(`payer.${member}`), role: 'who' }) as const;

const NO_LIST =
	'Pluggy has no list of boleto connections. Another one does no harm: it issues no boleto by itself.';

const KEEP_ID: Bilingual = [
	'A connection cannot be listed, read or deleted: keep its ID.',
	'Uma conexão não pode ser listada, lida nem apagada: guarde o ID.',
];

export const boleto: ResourceEntry = {
	id: 'boleto',
	name: 'Boleto',
	description: 'Payment slips that you issue at your bank',
	portuguese: 'boleto, cobrança',
	operations: [
		{
			id: 'cancel',
			name: 'Cancel',
			action: 'Cancel boleto for good',
			description: 'Cannot be undone: cancels a boleto that has not been paid',
			loses: ['the boleto can no longer be paid.', 'o boleto não poderá mais ser pago.'],
			method: 'POST',
			path: '/boletos/{id}/cancel',
			docs: page('boleto-cancel'),
			fields: [boletoId],
			safety: 'repeatable',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			note: 'Beta of Pluggy.',
		},
		{
			id: 'createConnection',
			name: 'Create Connection',
			action: 'Create boleto connection',
			description: 'Connect the bank that issues your boletos, with its API credentials',
			notice: { says: KEEP_ID },
			method: 'POST',
			path: '/boleto-connections',
			docs: page('boleto-connection-create'),
			fields: [
				connectorId({
					in: 'body',
					least: 1,
					description: 'The bank; it must support boleto management',
				}),
				choice('credentialsType', 'Credentials Type', BOLETO_CREDENTIALS, {
					in: 'node',
					required: true,
					description: 'Banco Inter has fields of its own; for other banks write JSON',
				}),
				text('clientId', 'Client ID', {
					...ofInter('clientId'),
					secret: true,
					description: 'Client ID of the application at Banco Inter',
				}),
				secretLine('clientSecret', 'Client Secret', {
					...ofInter('clientSecret'),
					description: 'Client secret of the application at Banco Inter',
				}),
				secretLine('certificate', 'Certificate', {
					...ofInter('certificate'),
					description: 'Content of the .crt file; line breaks are taken out',
				}),
				secretLine('privateKey', 'Private Key', {
					...ofInter('privateKey'),
					description: 'Content of the .key file; line breaks are taken out',
				}),
				json('credentials', 'Credentials', credentials, 'an object with texts as its values', {
					in: 'body',
					required: true,
					secret: true,
					when: { credentialsType: ['json'] },
					default: '{}',
					description: 'The credentials by name, as the bank gives them',
				}),
			],
			safety: 'once',
			access: 'payments',
			note: `Beta of Pluggy. ${KEEP_ID[0]}`,
			lookup: NO_LIST,
		},
		{
			id: 'createConnectionFromItem',
			name: 'Create Connection From Item',
			action: 'Create boleto connection from bank connection',
			description:
				'Connect the bank that issues your boletos, with the credentials of a connection',
			notice: { says: KEEP_ID },
			method: 'POST',
			path: '/boleto-connections/from-item',
			docs: page('boleto-connection-create-from-item'),
			fields: [itemId({ in: 'body' })],
			safety: 'once',
			access: 'payments',
			note: `Beta of Pluggy. ${KEEP_ID[0]}`,
			lookup: NO_LIST,
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get boleto',
			description: 'Retrieve a boleto and whether it has been paid',
			method: 'GET',
			path: '/boletos/{id}',
			docs: page('boleto-get'),
			fields: [boletoId],
			mapRow: withPaymentDiagnosis,
			note: 'Beta of Pluggy.',
		},
		{
			id: 'issue',
			name: 'Issue',
			action: 'Issue boleto that payer owes (REAL MONEY)',
			description:
				'Real money, there is no test mode: issues a boleto, which is registered at the bank and owed by the payer',
			moneyMoves: 'always',
			method: 'POST',
			path: '/boletos',
			docs: page('boleto-create'),
			fields: [
				uuid('boletoConnectionId', 'Boleto Connection ID', {
					in: 'body',
					role: 'what',
					required: true,
					description: 'ID that Create Connection gave',
				}),
				text('payerName', 'Payer Name', {
					...ofPayer('name'),
					required: true,
					description: 'Full name or company name of the payer',
				}),
				taxNumber('payerTaxNumber', 'Payer Tax Number', {
					...ofPayer('taxNumber'),
					required: true,
					description: 'CPF or CNPJ of the payer, with or without punctuation',
				}),
				text('payerAddressState', 'Payer State', {
					...ofPayer('addressState'),
					required: true,
					placeholder: 'e.g. SP',
					description: 'State of the payer, as two letters (UF)',
				}),
				digits('payerAddressZipCode', 'Payer CEP', {
					...ofPayer('addressZipCode'),
					required: true,
					placeholder: 'e.g. 01310-100',
					description: 'Postal code (CEP) of the payer, with or without the hyphen',
				}),
				amount('amount', 'Amount', {
					...ofBoleto('amount'),
					required: true,
					least: LEAST_AMOUNT,
					description: 'How much is owed, in reais; at least 2.50',
				}),
				dayStart('dueDate', 'Due Date', {
					...ofBoleto('dueDate'),
					required: true,
					hint: 'Vencimento, a São Paulo day',
					description: 'Last day to pay without a fine; today or later',
				}),
				text('seuNumero', 'Your Number', {
					role: 'label',
					...ofBoleto('seuNumero'),
					required: true,
					longest: LONGEST_NUMBER,
					placeholder: 'e.g. 4821',
					hint: 'Seu Número',
					description: `Your own number of the boleto, at most ${LONGEST_NUMBER} characters`,
				}),
				choice('fineType', 'Fine Type', FINE_TYPES, {
					...additional,
					...ofBoleto('fine.type'),
					description: 'How the fine for late payment (multa) is counted',
				}),
				decimal('fineValue', 'Fine Value', {
					...additional,
					...ofBoleto('fine.value'),
					money: ({ fineType }) => fineType === 'FIXED',
					description: 'Fine for late payment: a percentage or reais, as Fine Type says',
				}),
				choice('interestType', 'Interest Type', INTEREST_TYPES, {
					...additional,
					...ofBoleto('interest.type'),
					description: 'How the interest for late payment (juros) is counted',
				}),
				decimal('interestValue', 'Interest Value', {
					...additional,
					...ofBoleto('interest.value'),
					description: 'Interest for late payment, as a percentage',
				}),
				text('payerAddressCity', 'Payer City', {
					...additional,
					...ofPayer('addressCity'),
					description: 'City of the payer',
				}),
				text('payerAddressStreet', 'Payer Street', {
					...additional,
					...ofPayer('addressStreet'),
					description: 'Street and number of the payer',
				}),
			],
			rules: [
				needs('fineType', 'fineValue'),
				needs('fineValue', 'fineType'),
				needs('interestType', 'interestValue'),
				needs('interestValue', 'interestType'),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			note: 'Beta of Pluggy. The due date is sent as the midnight of São Paulo of that day.',
			lookup:
				'Pluggy has no list of boletos. Look for your number (Seu Número) at the bank or in https://dashboard.pluggy.ai, or wait for the event boleto/updated, before you issue it again.',
		},
	],
};
