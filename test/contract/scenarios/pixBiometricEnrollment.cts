import { advance, approve, type Step } from '../scenario.cjs';
import { CPF, back, recipient } from './shared.cjs';

export const pixBiometricEnrollments: Step[] = [
	{
		resource: 'paymentRequest',
		operation: 'createPixBiometric',
		parameters: (memory) => ({
			...recipient(memory),
			amount: 33,
			clientPaymentId: 'biometric',
			simplify: false,
			additionalFields: {
				customerId: memory.id('customer'),
				description: 'Com biometria',
				linkedJourney: true,
				...back,
			},
		}),
		keep: 'biometric',
		expect: { status: 'CREATED' },
	},
	approve('biometric'),
	advance(60),
	{
		resource: 'pixBiometricEnrollment',
		operation: 'getMany',
		parameters: (memory) => ({
			returnAll: true,
			filters: { customerId: memory.id('customer'), cpf: CPF, status: 'AUTHORIZED' },
		}),
		keep: 'enrollments',
		rows: 1,
	},
	...['get', 'getBalance', 'revokeDataConsent', 'revoke'].map(
		(operation): Step => ({
			resource: 'pixBiometricEnrollment',
			operation,
			parameters: (memory) => ({ enrollmentId: memory.id('enrollments') }),
			rows: 1,
		}),
	),
];
