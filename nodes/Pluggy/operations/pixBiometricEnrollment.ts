import { withPaymentDiagnosis } from '../diagnosis';
import { choice, pathId, taxNumber } from '../fields';
import { referencePage, type ResourceEntry } from '../operation';
import { customerId } from '../pickers';
import { ENROLLMENT_STATUSES } from './paymentChoices';

const page = (id: string) => referencePage('pix-por-biometria', id);

const enrollmentId = pathId(
	'enrollmentId',
	'Enrollment ID',
	'ID of the enrollment: the account that a payer linked for biometric payments',
);

export const pixBiometricEnrollment: ResourceEntry = {
	id: 'pixBiometricEnrollment',
	name: 'PIX Biometric Enrollment',
	description: 'Accounts that payers linked to pay by fingerprint or face',
	portuguese: 'PIX por biometria',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get PIX biometric enrollment',
			description: 'Retrieve an account that a payer linked for biometric payments',
			method: 'GET',
			path: '/pix-biometric/enrollments/{id}',
			docs: page('pix-biometric-enrollment-retrieve'),
			fields: [enrollmentId],
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'getBalance',
			name: 'Get Balance',
			action: 'Get balance of PIX biometric enrollment',
			description: 'Ask the bank for the balance now, which spends the monthly Open Finance quota',
			method: 'GET',
			path: '/pix-biometric/enrollments/{id}/balance',
			docs: page('pix-biometric-enrollment-balance-retrieve'),
			fields: [enrollmentId],
			costs: 'quota',
			note: 'Only if the payment request had linkedJourney and the payer agreed (dataConsent AUTHORISED).',
		},
		{
			id: 'getMany',
			name: 'Get Many',
			action: 'Get many PIX biometric enrollments',
			description: 'List many accounts that payers linked for biometric payments',
			method: 'GET',
			path: '/pix-biometric/enrollments',
			docs: page('pix-biometric-enrollments-list'),
			fields: [
				taxNumber('cnpj', 'CNPJ', { kind: 'cnpj', description: 'Only those of this business' }),
				taxNumber('cpf', 'CPF', { kind: 'cpf', description: 'Only those of this person' }),
				customerId({ required: false, description: 'Only those of this payment customer' }),
				choice('status', 'Status', ENROLLMENT_STATUSES, {
					description: 'Only those in this state',
				}),
			],
			paging: 'page',
			output: 'list',
			mapRow: withPaymentDiagnosis,
			note: 'An enrollment is made by the payer on the payment page; there is no operation for it. It lives one year. dataConsent is the last one that Pluggy knew: only Get asks the bank.',
		},
		{
			id: 'revoke',
			name: 'Revoke',
			action: 'Unlink account from PIX biometrics for good',
			description: 'Cannot be undone: ends the link to the account',
			loses: [
				'the link to the account, for good: the payer must link it anew at the bank.',
				'o vínculo com a conta, de vez: o pagador precisa vincular de novo no banco.',
			],
			method: 'POST',
			path: '/pix-biometric/enrollments/{id}/revoke',
			docs: page('pix-biometric-enrollment-revoke'),
			fields: [enrollmentId],
			safety: 'repeatable',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
		},
		{
			id: 'revokeDataConsent',
			name: 'Revoke Data Consent',
			action: 'End permission to read balance of PIX biometrics for good',
			description:
				'Cannot be undone: ends the permission to read the balance; payments stay possible',
			loses: [
				'the permission to read the balance, for good. Payments stay possible.',
				'a permissão de ler o saldo, de vez. Os pagamentos continuam possíveis.',
			],
			method: 'DELETE',
			path: '/pix-biometric/enrollments/{id}/data-consent',
			docs: page('pix-biometric-enrollment-data-consent-delete'),
			fields: [enrollmentId],
			safety: 'repeatable',
			access: 'payments',
			mapRow: withPaymentDiagnosis,
			note: 'dataConsent is REVOKED then (of a smart transfer preauthorization it would be REJECTED).',
		},
	],
};
