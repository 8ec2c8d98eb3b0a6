import { withPaymentDiagnosis } from '../diagnosis';
import { choice, flag, pathId, taxNumber, text } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { connectorId } from '../pickers';
import { PAYMENT_METHODS } from './paymentChoices';
import { isSandboxToo, paymentRequestId } from './paymentFields';

const page = (id: string) => referencePage('payment-intent', id);

const withBank = {
	in: 'body',
	place: 'top',
	role: 'who',
	when: { paymentMethod: ['PIS'] },
} as const;

export const paymentIntent: ResourceEntry = {
	id: 'paymentIntent',
	name: 'Payment Intent',
	description: 'One attempt to pay a payment request',
	portuguese: 'tentativa de pagamento',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Start payment of PIX payment request (REAL MONEY) unless sandbox',
			description:
				'Real money moves once the payer agrees: starts to pay a payment request in your own page; gives the link to the bank of the payer, or a PIX QR code',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/intents',
			docs: page('payment-intent-create'),
			fields: [
				paymentRequestId({ in: 'body', target: undefined }),
				choice('paymentMethod', 'Payment Method', PAYMENT_METHODS, {
					in: 'body',
					role: 'what',
					required: true,
					description: 'The payer agrees at the bank, or reads a QR code',
				}),
				flag('isDynamicPix', 'Is Dynamic PIX', {
					in: 'body',
					role: 'what',
					place: 'top',
					when: { paymentMethod: ['PIX'] },
					description:
						'Whether the QR code can be paid only once. The payment request needs a customer with CPF or CNPJ for it.',
				}),
				connectorId({
					...withBank,
					description: 'The bank of the payer; it must support payment initiation',
				}),
				taxNumber('cpf', 'CPF', {
					...withBank,
					target: 'parameters.cpf',
					required: true,
					kind: 'cpf',
					description: 'CPF of the person who pays, with or without punctuation',
				}),
				taxNumber('cnpj', 'CNPJ', {
					...withBank,
					target: 'parameters.cnpj',
					kind: 'cnpj',
					description: 'CNPJ of the payer, if a business pays',
				}),
				text('name', 'Name', {
					...withBank,
					target: 'parameters.name',
					description: 'Name of the payer; needed for automatic PIX only',
				}),
				isSandboxToo,
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			note: 'Not needed with the payment page of Pluggy (paymentUrl): it creates the intent. A PIX QR code needs neither bank nor CPF. No intent can be canceled.',
			lookup:
				'Look for it with Payment Intent: Get Many of the same payment request, before you send it again.',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get payment intent',
			description: 'Retrieve an attempt to pay, with its status and the reason if it failed',
			method: 'GET',
			path: '/payments/intents/{id}',
			docs: page('payment-intent-retrieve'),
			fields: [pathId('paymentIntentId', 'Payment Intent ID', 'ID of the payment intent')],
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many payment intents',
			description: 'List many attempts to pay a payment request',
			method: 'GET',
			path: '/payments/intents',
			docs: page('payment-intents-list'),
			fields: [paymentRequestId({ in: 'query', target: undefined })],
			paging: 'pageOnly',
			output: 'list',
			mapRow: withPaymentDiagnosis,
		},
	],
};
