import { withPaymentDiagnosis } from '../diagnosis';
import {
	additional,
	amount,
	choice,
	day,
	flag,
	pixCode,
	pixKey,
	text,
	updated,
	type FieldOptions,
} from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { recipientId } from '../pickers';
import { inOrder } from '../rules';
import { PAYMENT_REQUEST_STATUSES } from './paymentChoices';
import {
	FIND_BY_LABEL,
	callbackUrls,
	clientPaymentId,
	customer,
	isSandbox,
	keptBy,
	paymentRequestId,
	recipient,
} from './paymentFields';

const page = (id: string) => referencePage('payment-request', id);

const description = (options: FieldOptions) =>
	text('description', 'Description', {
		...options,
		description: 'What the payer reads about the payment',
	});

const value = amount('amount', 'Amount', {
	in: 'body',
	required: true,
	description: 'How much is paid, in reais',
});

export const paymentRequest: ResourceEntry = {
	id: 'paymentRequest',
	name: 'Payment Request',
	description: 'Links with which somebody pays by PIX',
	portuguese: 'link de pagamento PIX, cobrança',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create PIX payment link (REAL MONEY) unless sandbox',
			description: 'Real money moves: creates a link with which somebody pays an amount by PIX',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/requests',
			docs: page('payment-request-create'),
			fields: [
				recipient,
				value,
				isSandbox,
				clientPaymentId,
				customer(additional),
				description(additional),
				...callbackUrls('additionalFields'),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			note: 'For payments on later days use Payment Schedule: Create, which is the same endpoint.',
			lookup: FIND_BY_LABEL,
		},
		{
			id: 'createPixBiometric',
			name: 'Create PIX Biometric',
			action: 'Create PIX payment link with biometrics (REAL MONEY)',
			description:
				'Real money moves, there is no sandbox: creates a link with which somebody pays by fingerprint or face, without leaving for the bank',
			moneyMoves: 'always',
			method: 'POST',
			path: '/payments/requests/pix-biometric',
			docs: referencePage('pix-por-biometria', 'payment-request-create-pix-biometric'),
			fields: [
				recipientId({
					in: 'body',
					role: 'who',
					description: 'The account that gets the money; it must be a bank account',
				}),
				value,
				clientPaymentId,
				customer(additional),
				description(additional),
				flag('linkedJourney', 'Linked Journey', {
					...additional,
					description: 'Whether to ask the payer to share the balance of the account as well',
				}),
				...callbackUrls('additionalFields'),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			note: 'A payer who has not linked an account yet does so at the bank, within 15 minutes; only banks that support it are shown. Without a customer the payer types the CPF. The link lives one year, and the event pix_biometric_enrollment/revoked tells of its end.',
			lookup: FIND_BY_LABEL,
		},
		{
			id: 'createPixQr',
			name: 'Create PIX QR',
			action: 'Create payment link from PIX QR code (REAL MONEY) unless sandbox',
			description:
				'Real money moves: creates a link with which somebody pays the PIX QR code of a third party',
			moneyMoves: 'unlessSandbox',
			method: 'POST',
			path: '/payments/requests/pix-qr',
			docs: page('payment-request-create-pix-qr'),
			fields: [
				pixCode('pixQrCode', 'PIX QR Code', {
					in: 'body',
					role: 'who',
					secret: true,
					required: true,
					placeholder: 'e.g. 00020126490014br.gov.bcb.pix0108dict-key...',
					hint: 'PIX copia e cola',
					description: 'The text of the QR code',
				}),
				isSandbox,
				customer(additional),
				...callbackUrls('additionalFields'),
			],
			safety: 'once',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			lookup:
				'Look for it with Payment Request: Get Many and the filter From (the day before: days are those of São Paulo), by the pixQrCode of the rows, before you send it again.',
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete PIX payment link for good',
			description: 'Cannot be undone: deletes a payment request, so that its link no longer works',
			loses: [
				'the link stops working, and the payment request is gone.',
				'o link deixa de funcionar e a cobrança é apagada.',
			],
			method: 'DELETE',
			path: '/payments/requests/{id}',
			docs: page('payment-request-delete'),
			fields: [paymentRequestId()],
			safety: 'repeatable',
			access: 'payments',
			output: 'empty',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get PIX payment request and its status',
			description: 'Retrieve a payment request and whether it has been paid',
			method: 'GET',
			path: '/payments/requests/{id}',
			docs: page('payment-request-retrieve'),
			fields: [paymentRequestId()],
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many PIX payment requests',
			description: 'List many payment requests of every kind',
			method: 'GET',
			path: '/payments/requests',
			docs: page('payment-requests-list'),
			fields: [
				keptBy('clientPaymentId', 'Client Payment ID'),
				text('customer', 'Customer', {
					secret: true,
					description: 'Only those of the customer with this name, email, CPF or CNPJ',
				}),
				day('from', 'From', {
					description: 'First day on which they were created',
				}),
				pixKey('pixKey', 'PIX Key', { description: 'Only those paid to this PIX key' }),
				choice('status', 'Status', PAYMENT_REQUEST_STATUSES, {
					description: 'Only those in this state',
				}),
				day('to', 'To', { description: 'Last day on which they were created' }),
			],
			rules: [inOrder('from', 'to')],
			rowFilters: ['clientPaymentId'],
			paging: 'page',
			output: 'list',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			note: 'The filter Client Payment ID is the node’s own: it reads page after page. Add From to read less.',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update PIX payment link (REAL MONEY) unless sandbox',
			description: 'Real money moves: changes a payment request that has not been paid',
			moneyMoves: 'unlessSandbox',
			method: 'PATCH',
			path: '/payments/requests/{id}',
			docs: page('payment-request-update'),
			fields: [
				paymentRequestId(),
				amount('amount', 'Amount', { ...updated, description: 'How much is paid, in reais' }),
				text('clientPaymentId', 'Client Payment ID', {
					...updated,
					vital: true,
					description: 'Your own label of the payment, by which it can be found again',
				}),
				customer(updated),
				description(updated),
				flag('isSandbox', 'Is Sandbox', {
					...updated,
					role: 'test',
					description:
						'Whether this is a test with the mock bank. Off: real money moves. Add this field to every update of a test.',
				}),
				recipientId({ ...updated, required: false }),
				...callbackUrls('updateFields'),
			],
			safety: 'repeatable',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			simplify: 'paymentRequest',
			note: 'Pluggy documents false as the default of isSandbox here too, so an update of a sandbox request should say it again.',
		},
	],
};
